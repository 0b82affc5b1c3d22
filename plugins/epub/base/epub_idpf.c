/* SPDX-License-Identifier: MIT */
/*
 * The veil of the IDPF: the first 1040 bytes of a font, mixed with the SHA-1
 * of the book's identifier, which stands without its white space.
 */
#include "base/epub_idpf.h"

#include "base/epub_buf.h"

enum { VEILED_BYTES = 1040 };

int
epub_idpf_make(dc_str identifier, struct epub_idpf_key *key)
{
    struct epub_buf text = {0};
    for (size_t i = 0; i < identifier.len; i++)
        if (!memchr(" \t\r\n", identifier.ptr[i], 4))
            epub_put(&text, identifier.ptr + i, 1);
    bool is_good = !text.failed;
    if (is_good)
        epub_sha1(text.data, text.len, key->bytes);
    epub_buf_fini(&text);
    return is_good;
}

void
epub_idpf_mix(const struct epub_idpf_key *key, unsigned char *font, size_t len)
{
    for (size_t i = 0; i < VEILED_BYTES && i < len; i++)
        font[i] ^= key->bytes[i % sizeof key->bytes];
}
