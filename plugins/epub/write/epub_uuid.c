/* SPDX-License-Identifier: MIT */
/*
 * The identifier of a book that has none: a version 5 UUID (RFC 9562, section
 * 5.5), so the same book has the same identifier on every run and machine.
 * That UUID is a SHA-1 of a name, and SHA-1 of a whole book takes a fifth of
 * the time of writing it; so the name is a digest of the content in four
 * lanes of 64 bits, each with the round of xxHash64, which costs nothing.
 */
#include "write/epub_digest.h"

#include <string.h>

#define PRIME_1 UINT64_C(0x9E3779B185EBCA87)
#define PRIME_2 UINT64_C(0xC2B2AE3D27D4EB4F)

/* Of SHA-1: bytes of a block, and the words it is expanded to. */
enum { WORDS = 80 };

static uint64_t
rotate_64(uint64_t word, unsigned bits)
{
    return word << bits | word >> (64 - bits);
}

static uint64_t
load_little(const unsigned char *at)
{
    uint64_t word = 0;
    for (unsigned i = 8; i-- > 0;)
        word = word << 8 | at[i];
    return word;
}

static void
stir(uint64_t lanes[EPUB_LANES], const unsigned char *at)
{
    for (unsigned i = 0; i < EPUB_LANES; i++)
        lanes[i] = rotate_64(lanes[i] + load_little(at + i * 8) * PRIME_2, 31) *
            PRIME_1;
}

void
epub_digest_init(struct epub_digest *digest)
{
    memset(digest, 0, sizeof *digest);
    for (unsigned i = 0; i < EPUB_LANES; i++)
        digest->lanes[i] = PRIME_1 * (i + 1);
}

void
epub_digest_add(struct epub_digest *digest, const void *data, size_t len)
{
    const unsigned char *at = data;
    unsigned char last[EPUB_LANES * 8] = {0};
    size_t left = len;
    for (; left >= sizeof last; at += sizeof last, left -= sizeof last)
        stir(digest->lanes, at);
    if (left)
        memcpy(last, at, left);
    last[sizeof last - 1] = (unsigned char)(left + 1);
    stir(digest->lanes, last);
    digest->len += len;
}

/* SHA-1 (FIPS 180-4) of a message that fits into one block. */

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

void
epub_sha1_block(const unsigned char *block, unsigned char hash[20])
{
    static const uint32_t start[5] = {
        0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
    uint32_t word[WORDS];
    uint32_t v[5];
    memcpy(v, start, sizeof v);
    expand(word, block);
    for (unsigned i = 0; i < WORDS; i++) {
        uint32_t next =
            rotate_32(v[0], 5) + mix(i, v[1], v[2], v[3]) + v[4] + word[i];
        memmove(v + 1, v, 4 * sizeof v[0]);
        v[2] = rotate_32(v[2], 30);
        v[0] = next;
    }
    for (unsigned i = 0; i < 20; i++)
        hash[i] =
            (unsigned char)((v[i / 4] + start[i / 4]) >> (24 - i % 4 * 8));
}

/* The namespace UUID, the lanes and the length, padded as SHA-1 wants it. */
static void
make_block(
    const struct epub_digest *digest, unsigned char block[EPUB_SHA1_BLOCK])
{
    /* Drawn at random, once; it means "a book written by docconv". */
    static const unsigned char book[16] = {0x7d, 0x0b, 0x2a, 0x51, 0xc4, 0x3e,
        0x4f, 0x96, 0x9a, 0x18, 0x63, 0xe0, 0x5f, 0x8c, 0x21, 0xd7};
    memset(block, 0, EPUB_SHA1_BLOCK);
    memcpy(block, book, sizeof book);
    unsigned char *at = block + sizeof book;
    for (unsigned i = 0; i < EPUB_LANES * 8; i++)
        *at++ = (unsigned char)(digest->lanes[i / 8] >> i % 8 * 8);
    for (unsigned i = 0; i < 7; i++)
        *at++ = (unsigned char)(digest->len >> i * 8);
    *at++ = 0x80;
    size_t bits = (size_t)(at - block - 1) * 8;
    block[EPUB_SHA1_BLOCK - 2] = (unsigned char)(bits >> 8);
    block[EPUB_SHA1_BLOCK - 1] = (unsigned char)bits;
}

void
epub_digest_uuid(const struct epub_digest *digest, char text[EPUB_UUID_SIZE])
{
    static const char hex[] = "0123456789abcdef";
    unsigned char block[EPUB_SHA1_BLOCK];
    unsigned char hash[20];
    make_block(digest, block);
    epub_sha1_block(block, hash);
    hash[6] = (unsigned char)((hash[6] & 0x0F) | 0x50);
    hash[8] = (unsigned char)((hash[8] & 0x3F) | 0x80);
    memcpy(text, "urn:uuid:", 9);
    char *to = text + 9;
    for (unsigned i = 0; i < 16; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            *to++ = '-';
        *to++ = hex[hash[i] >> 4];
        *to++ = hex[hash[i] & 15];
    }
    *to = '\0';
}
