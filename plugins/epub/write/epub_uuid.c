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

#include "base/epub_sha1.h"

#define PRIME_1 UINT64_C(0x9E3779B185EBCA87)
#define PRIME_2 UINT64_C(0xC2B2AE3D27D4EB4F)

/* A UUID, the lanes, and seven bytes of the length. */
enum { NAME_BYTES = 16 + EPUB_LANES * 8 + 7 };

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

/* The namespace UUID, the lanes and the length. */
static void
make_name(const struct epub_digest *digest, unsigned char name[NAME_BYTES])
{
    /* Drawn at random, once; it means "a book written by docconv". */
    static const unsigned char book[16] = {0x7d, 0x0b, 0x2a, 0x51, 0xc4, 0x3e,
        0x4f, 0x96, 0x9a, 0x18, 0x63, 0xe0, 0x5f, 0x8c, 0x21, 0xd7};
    memcpy(name, book, sizeof book);
    unsigned char *at = name + sizeof book;
    for (unsigned i = 0; i < EPUB_LANES * 8; i++)
        *at++ = (unsigned char)(digest->lanes[i / 8] >> i % 8 * 8);
    for (unsigned i = 0; i < 7; i++)
        *at++ = (unsigned char)(digest->len >> i * 8);
}

void
epub_digest_uuid(const struct epub_digest *digest, char text[EPUB_UUID_SIZE])
{
    static const char hex[] = "0123456789abcdef";
    unsigned char name[NAME_BYTES];
    unsigned char hash[EPUB_SHA1_BYTES];
    make_name(digest, name);
    epub_sha1((const char *)name, sizeof name, hash);
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
