/* SPDX-License-Identifier: MIT */
/* The veil of the IDPF over fonts (EPUB 3.3, section 4.3). */
#ifndef EPUB_IDPF_H
#define EPUB_IDPF_H

#include "base/epub_sha1.h"
#include "docconv/base.h"

/* How encryption.xml names it. */
#define EPUB_IDPF_ALGORITHM "http://www.idpf.org/2008/embedding"

struct epub_idpf_key {
    unsigned char bytes[EPUB_SHA1_BYTES];
};

/* The key that the identifier of the book makes; 0 when memory ran out. */
int epub_idpf_make(dc_str identifier, struct epub_idpf_key *key);

/* Puts the veil over the font, or takes it off. */
void epub_idpf_mix(
    const struct epub_idpf_key *key, unsigned char *font, size_t len);

#endif
