/* SPDX-License-Identifier: MIT */
/* SHA-1 (FIPS 180-4, section 6.1). */
#include "base/epub_sha1.h"

#include <stdint.h>
#include <string.h>

enum { BLOCK = 64, WORDS = 80, LENGTH_BYTES = 8 };

static uint32_t
rotate_32(uint32_t word, unsigned bits)
{
    return word << bits | word >> (32 - bits);
}

static void
expand(uint32_t word[WORDS], const unsigned char *block)
{
    for (unsigned i = 0; i < 16; i++)
        word[i] = (uint32_t)block[i * 4] << 24 |
            (uint32_t)block[i * 4 + 1] << 16 | (uint32_t)block[i * 4 + 2] << 8 |
            block[i * 4 + 3];
    for (unsigned i = 16; i < WORDS; i++)
        word[i] = rotate_32(
            word[i - 3] ^ word[i - 8] ^ word[i - 14] ^ word[i - 16], 1);
}

/* f(b, c, d) + K of round `i`. */
static uint32_t
mix(unsigned i, uint32_t b, uint32_t c, uint32_t d)
{
    if (i < 20)
        return ((b & c) | (~b & d)) + 0x5a827999u;
    if (i < 40)
        return (b ^ c ^ d) + 0x6ed9eba1u;
    if (i < 60)
        return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdcu;
    return (b ^ c ^ d) + 0xca62c1d6u;
}

static void
take_block(uint32_t sum[5], const unsigned char *block)
{
    uint32_t word[WORDS];
    uint32_t v[5];
    memcpy(v, sum, sizeof v);
    expand(word, block);
    for (unsigned i = 0; i < WORDS; i++) {
        uint32_t next =
            rotate_32(v[0], 5) + mix(i, v[1], v[2], v[3]) + v[4] + word[i];
        memmove(v + 1, v, 4 * sizeof v[0]);
        v[2] = rotate_32(v[2], 30);
        v[0] = next;
    }
    for (unsigned i = 0; i < 5; i++)
        sum[i] += v[i];
}

/* What is left of the message, with the padding and the length. */
static void
take_end(uint32_t sum[5], const char *data, size_t len)
{
    unsigned char block[2 * BLOCK] = {0};
    size_t left = len % BLOCK;
    size_t size = left < BLOCK - LENGTH_BYTES ? BLOCK : 2 * BLOCK;
    uint64_t bits = (uint64_t)len * 8;
    if (left)
        memcpy(block, data + (len - left), left);
    block[left] = 0x80;
    for (unsigned i = 0; i < LENGTH_BYTES; i++)
        block[size - 1 - i] = (unsigned char)(bits >> i * 8);
    take_block(sum, block);
    if (size > BLOCK)
        take_block(sum, block + BLOCK);
}

void
epub_sha1(const char *data, size_t len, unsigned char hash[EPUB_SHA1_BYTES])
{
    uint32_t sum[5] = {
        0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
    for (size_t i = 0; i + BLOCK <= len; i += BLOCK)
        take_block(sum, (const unsigned char *)data + i);
    take_end(sum, data, len);
    for (unsigned i = 0; i < EPUB_SHA1_BYTES; i++)
        hash[i] = (unsigned char)(sum[i / 4] >> (24 - i % 4 * 8));
}
