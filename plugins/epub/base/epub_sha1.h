/* SPDX-License-Identifier: MIT */
/* SHA-1 (FIPS 180-4), for identifiers and keys that hide nothing. */
#ifndef EPUB_SHA1_H
#define EPUB_SHA1_H

#include <stddef.h>

#define EPUB_SHA1_BYTES 20

void epub_sha1(
    const char *data, size_t len, unsigned char hash[EPUB_SHA1_BYTES]);

#endif
