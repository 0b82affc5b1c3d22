/* SPDX-License-Identifier: MIT */
/*
 * Fonts whose beginning is mixed with the book's identifier, so that nobody
 * takes one out by accident: the algorithm of the IDPF (EPUB 3.3, section
 * 4.4: SHA-1 of the identifier over 1040 bytes) and Adobe's (the UUID over
 * 1024 bytes).
 */
#include "base/epub_idpf.h"
#include "base/epub_utf8.h"
#include "read/epub_book.h"

enum { ADOBE_BYTES = 1024, UUID_BYTES = 16 };

struct epub_veil {
    struct epub_idpf_key idpf;
    unsigned char adobe[UUID_BYTES];
    bool has_uuid;
};

static int
hex_value(char c)
{
    if (epub_is_digit(c))
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The UUID's digits; false: the identifier is none. */
static bool
make_adobe_key(struct epub_book *book, dc_str identifier)
{
    static const char claim[] = "urn:uuid:";
    size_t digits = 0;
    if (identifier.len > sizeof claim - 1 &&
        memcmp(identifier.ptr, claim, sizeof claim - 1) == 0) {
        identifier.ptr += sizeof claim - 1;
        identifier.len -= sizeof claim - 1;
    }
    for (size_t i = 0; i < identifier.len; i++) {
        int value = hex_value(identifier.ptr[i]);
        if (identifier.ptr[i] == '-')
            continue;
        if (value < 0 || digits == 2 * UUID_BYTES)
            return false;
        unsigned char *byte = &book->veil->adobe[digits++ / 2];
        *byte = (unsigned char)(*byte << 4 | value);
    }
    return digits == 2 * UUID_BYTES;
}

/* Adobe's key is any identifier of the book that is a UUID. */
void
epub_find_veil(struct epub_book *book)
{
    book->veil = dc_alloc(book->job, sizeof *book->veil);
    if (!book->veil)
        return;
    for (size_t i = 0; i < book->statements.count; i++) {
        const struct epub_statement *at = epub_statement_at(book, i);
        if (at->is_meta || !dc_str_equal(at->name, "identifier"))
            continue;
        if (epub_same(at->id, book->unique_id) &&
            !epub_idpf_make(at->value, &book->veil->idpf))
            dc_fail(book->job, DC_E_NOMEM);
        if (book->veil->has_uuid)
            continue;
        memset(book->veil->adobe, 0, sizeof book->veil->adobe);
        book->veil->has_uuid = make_adobe_key(book, at->value);
    }
}

int32_t
epub_unveil(dc_job *job, const struct epub_veil *veil, enum epub_hiding hiding,
    dc_media *media)
{
    bool is_idpf = hiding == EPUB_HIDING_IDPF;
    if (!is_idpf && !veil->has_uuid)
        return DC_E_ENCRYPTED;
    uint8_t *copy = media->len ? dc_alloc(job, (size_t)media->len) : NULL;
    if (!copy)
        return media->len ? DC_E_NOMEM : DC_OK;
    memcpy(copy, media->data, (size_t)media->len);
    if (is_idpf)
        epub_idpf_mix(&veil->idpf, copy, (size_t)media->len);
    for (size_t i = 0; !is_idpf && i < ADOBE_BYTES && i < media->len; i++)
        copy[i] ^= veil->adobe[i % UUID_BYTES];
    media->data = copy;
    return DC_OK;
}
