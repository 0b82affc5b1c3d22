/* SPDX-License-Identifier: MIT */
/*
 * The digest of all that a book says, and the UUID made from it.  It tells
 * books apart; nobody relies on it being hard to forge.
 */
#ifndef EPUB_DIGEST_H
#define EPUB_DIGEST_H

#include <stddef.h>
#include <stdint.h>

#define EPUB_LANES 4

struct epub_digest {
    uint64_t lanes[EPUB_LANES];
    uint64_t len;
};

/* "urn:uuid:", 36 characters and a NUL. */
#define EPUB_UUID_SIZE 46

void epub_digest_init(struct epub_digest *digest);

/* Adds a piece; the border between two pieces counts too. */
void epub_digest_add(struct epub_digest *digest, const void *data, size_t len);

/* Writes the version 5 UUID whose name is the digest. */
void epub_digest_uuid(
    const struct epub_digest *digest, char text[EPUB_UUID_SIZE]);

#endif
