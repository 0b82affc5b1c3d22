/* SPDX-License-Identifier: MIT */
/*
 * The identifier of a book that has none: a version 5 UUID (RFC 9562, section
 * 5.5) whose name is the content, so the same book has the same identifier
 * on every run and machine.
 */
#include "epub_sha1.h"

#include <string.h>

static uint32_t
rotate(uint32_t word, unsigned bits)
{
    return word << bits | word >> (32 - bits);
}

static uint32_t
load_big(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16
        | (uint32_t)at[2] << 8 | at[3];
}

static void
expand(uint32_t word[80], const unsigned char *block)
{
    for (unsigned i = 0; i < 16; i++)
        word[i] = load_big(block + i * 4);
    for (unsigned i = 16; i < 80; i++)
        word[i] = rotate(
            word[i - 3] ^ word[i - 8] ^ word[i - 14] ^ word[i - 16], 1);
}

/* One of four functions each for twenty rounds; `sum` is f(b, c, d) + K. */
static void
turn(uint32_t v[5], uint32_t sum, uint32_t word)
{
    uint32_t next = rotate(v[0], 5) + sum + v[4] + word;
    v[4] = v[3];
    v[3] = v[2];
    v[2] = rotate(v[1], 30);
    v[1] = v[0];
    v[0] = next;
}

static void
add_block(uint32_t state[5], const unsigned char *block)
{
    uint32_t word[80];
    uint32_t v[5];
    expand(word, block);
    memcpy(v, state, sizeof v);
    for (unsigned i = 0; i < 20; i++)
        turn(v, ((v[1] & v[2]) | (~v[1] & v[3])) + 0x5a827999u, word[i]);
    for (unsigned i = 20; i < 40; i++)
        turn(v, (v[1] ^ v[2] ^ v[3]) + 0x6ed9eba1u, word[i]);
    for (unsigned i = 40; i < 60; i++)
        turn(v, ((v[1] & v[2]) | (v[3] & (v[1] | v[2]))) + 0x8f1bbcdcu,
            word[i]);
    for (unsigned i = 60; i < 80; i++)
        turn(v, (v[1] ^ v[2] ^ v[3]) + 0xca62c1d6u, word[i]);
    for (unsigned i = 0; i < 5; i++)
        state[i] += v[i];
}

void
epub_sha1_init(struct epub_sha1 *sha1)
{
    static const uint32_t start[5]
        = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
    memcpy(sha1->state, start, sizeof start);
    sha1->len = 0;
}

void
epub_sha1_add(struct epub_sha1 *sha1, const void *data, size_t len)
{
    const unsigned char *at = data;
    size_t filled = (size_t)(sha1->len % 64);
    sha1->len += len;
    if (filled) {
        size_t take = len < 64 - filled ? len : 64 - filled;
        memcpy(sha1->block + filled, at, take);
        at += take;
        len -= take;
        if (filled + take < 64)
            return;
        add_block(sha1->state, sha1->block);
    }
    for (; len >= 64; at += 64, len -= 64)
        add_block(sha1->state, at);
    if (len)
        memcpy(sha1->block, at, len);
}

void
epub_sha1_end(struct epub_sha1 *sha1, unsigned char digest[20])
{
    static const unsigned char padding[64] = {0x80};
    unsigned char bits[8];
    for (unsigned i = 0; i < 8; i++)
        bits[i] = (unsigned char)(sha1->len * 8 >> (56 - i * 8));
    size_t filled = (size_t)(sha1->len % 64);
    epub_sha1_add(sha1, padding, filled < 56 ? 56 - filled : 120 - filled);
    epub_sha1_add(sha1, bits, sizeof bits);
    for (unsigned i = 0; i < 20; i++)
        digest[i] = (unsigned char)(sha1->state[i / 4] >> (24 - i % 4 * 8));
}

void
epub_uuid_begin(struct epub_sha1 *sha1)
{
    /* Made once, by a random draw; it means "a book written by docconv". */
    static const unsigned char namespace[16] = {0x7d, 0x0b, 0x2a, 0x51, 0xc4,
        0x3e, 0x4f, 0x96, 0x9a, 0x18, 0x63, 0xe0, 0x5f, 0x8c, 0x21, 0xd7};
    epub_sha1_init(sha1);
    epub_sha1_add(sha1, namespace, sizeof namespace);
}

void
epub_uuid(struct epub_sha1 *sha1, char text[46])
{
    static const char hex[] = "0123456789abcdef";
    unsigned char digest[20];
    epub_sha1_end(sha1, digest);
    digest[6] = (unsigned char)((digest[6] & 0x0F) | 0x50);
    digest[8] = (unsigned char)((digest[8] & 0x3F) | 0x80);
    memcpy(text, "urn:uuid:", 9);
    char *to = text + 9;
    for (unsigned i = 0; i < 16; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            *to++ = '-';
        *to++ = hex[digest[i] >> 4];
        *to++ = hex[digest[i] & 15];
    }
    *to = '\0';
}
