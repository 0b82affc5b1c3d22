/* SPDX-License-Identifier: MIT */
/*
 * How strings of a plugin get into the document: what XML 1.0 cannot hold is
 * replaced and reported, what is pinned is borrowed, the rest is copied.
 */
#include <string.h>

#include "base/utf8.h"
#include "doc/document.h"

enum { REPLACEMENT_LEN = sizeof DCI_UTF8_REPLACEMENT - 1 };

/* Length of what cannot be text at the start of `text`. */
static size_t
fault_length(dc_str text)
{
    uint32_t code;
    return dci_utf8_decode(text.ptr, text.len, &code);
}

/* Writes `text` with each fault replaced to `to`, or only counts if NULL. */
static size_t
replace_faults(dc_str text, char *to, size_t *fault_count)
{
    size_t len = 0;
    *fault_count = 0;
    while (text.len > 0) {
        size_t good = dci_utf8_text_prefix(text.ptr, text.len);
        if (to)
            memcpy(to + len, text.ptr, good);
        len += good;
        text.ptr += good;
        text.len -= good;
        if (text.len == 0)
            break;
        if (to)
            memcpy(to + len, DCI_UTF8_REPLACEMENT, REPLACEMENT_LEN);
        len += REPLACEMENT_LEN;
        size_t bad = fault_length(text);
        text.ptr += bad;
        text.len -= bad;
        ++*fault_count;
    }
    return len;
}

static bool
import_faulty(struct dci_doc *doc, struct dci_arena *arena, dc_str text,
    size_t good, dc_str *imported)
{
    size_t count;
    /* At most three bytes for one, and text of that size is in memory. */
    size_t len = replace_faults(text, NULL, &count);
    char *copy = dci_arena_text(arena, len);
    if (!copy) {
        dci_doc_fail_memory(doc);
        return false;
    }
    replace_faults(text, copy, &count);
    imported->ptr = copy;
    imported->len = len;

    dci_doc_report(doc, DC_DIAG_LOSS, "text-character",
        dci_input_pos(doc, text.ptr + good),
        "%zu character%s that text cannot hold became U+FFFD", count,
        count == 1 ? "" : "s");
    return true;
}

bool
dci_doc_import_slowly(struct dci_doc *doc, struct dci_arena *arena, dc_str text,
    size_t good, dc_str *imported)
{
    if (good != text.len)
        return import_faulty(doc, arena, text, good, imported);
    imported->ptr = dci_arena_copy(arena, text.ptr, text.len);
    imported->len = text.len;
    if (imported->ptr)
        return true;
    dci_doc_fail_memory(doc);
    return false;
}
