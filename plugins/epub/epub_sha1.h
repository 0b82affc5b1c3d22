/* SPDX-License-Identifier: MIT */
/*
 * SHA-1 (FIPS 180-4), for the name-based identifier of RFC 9562, which asks
 * for it.  Nothing here depends on it being hard to forge.
 */
#ifndef EPUB_SHA1_H
#define EPUB_SHA1_H

#include <stddef.h>
#include <stdint.h>

struct epub_sha1 {
    uint32_t state[5];
    uint64_t len;
    unsigned char block[64];
};

void epub_sha1_init(struct epub_sha1 *sha1);
void epub_sha1_add(struct epub_sha1 *sha1, const void *data, size_t len);
void epub_sha1_end(struct epub_sha1 *sha1, unsigned char digest[20]);

/*
 * Writes "urn:uuid:" and the version 5 UUID of the bytes added, as a name in
 * the namespace of this writer, and a NUL.
 */
void epub_uuid(struct epub_sha1 *sha1, char text[46]);
/* Begins the name of such a UUID. */
void epub_uuid_begin(struct epub_sha1 *sha1);

#endif
