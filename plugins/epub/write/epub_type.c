/* SPDX-License-Identifier: MIT */
/*
 * What elements mean (epub:type; EPUB 3.3, section 6.3): words of the
 * structural vocabulary, and of others that books are known to use, which
 * have to be declared where they are used.
 */
#include "base/epub_utf8.h"
#include "write/epub.h"

static const struct {
    const char *prefix;
    const char *address;
} vocabularies[] = {
    {"z3998", "http://www.daisy.org/z3998/2012/vocab/structure/#"},
    {"se", "https://standardebooks.org/vocab/1.0"},
};

/* The bit of the vocabulary; 0 if it is not known. */
static unsigned
vocabulary_of(dc_str prefix)
{
    for (unsigned i = 0; i < sizeof vocabularies / sizeof vocabularies[0]; i++)
        if (dc_str_equal(prefix, vocabularies[i].prefix))
            return 1u << i;
    return 0;
}

/* "chapter", or "z3998:poem". */
static bool
is_word(dc_str word, unsigned *used)
{
    dc_str prefix = {word.ptr, 0};
    size_t colons = 0;
    for (size_t i = 0; i < word.len; i++) {
        char c = word.ptr[i];
        if (c == ':') {
            prefix.len = i;
            colons++;
        } else if (!epub_is_letter(c) && !epub_is_digit(c) && c != '-' &&
            (c != '.' || colons == 0)) {
            return false;
        }
    }
    /* A dictionary would have to be one by its metadata too. */
    if (colons == 0)
        return word.len > 0 && !dc_str_equal(word, "dictionary");
    unsigned bit = vocabulary_of(prefix);
    *used |= bit;
    return colons == 1 && bit && prefix.len + 1 < word.len;
}

void
epub_filter_types(struct epub_buf *buf, dc_str types, unsigned *used)
{
    size_t from = 0;
    size_t mark = buf->len;
    for (size_t i = 0; i <= types.len; i++) {
        if (i < types.len && !memchr(" \t\r\n", types.ptr[i], 4))
            continue;
        dc_str word = dc_str_slice(types.ptr + from, i - from);
        from = i + 1;
        if (!is_word(word, used))
            continue;
        epub_puts(buf, buf->len > mark ? " " : "");
        epub_put_str(buf, word);
    }
}

void
epub_put_types(struct epub *epub, struct epub_buf *buf, dc_str types)
{
    epub_filter_types(buf, types, &epub->chapter->vocabularies);
}

void
epub_put_vocabularies(struct epub_buf *buf, unsigned used)
{
    const char *between = " epub:prefix=\"";
    for (unsigned i = 0; i < sizeof vocabularies / sizeof vocabularies[0]; i++)
        if (used & 1u << i) {
            epub_puts(buf, between);
            epub_puts(buf, vocabularies[i].prefix);
            epub_puts(buf, ": ");
            epub_puts(buf, vocabularies[i].address);
            between = " ";
        }
    epub_puts(buf, used ? "\"" : "");
}
