/* SPDX-License-Identifier: MIT */
/*
 * The list of character sets and lookup by label.
 *
 * A lookup walks some 400 labels; it happens once a document, so no index is
 * kept beside the list.
 */
#include "charset.h"

#include "charset_tables.inc"

#include <string.h>

const struct dci_charset dci_charsets[DCI_CHARSET_COUNT] = {
#define SINGLE(id, name, source, labels)                                       \
    {name, labels, DCI_CODING_SINGLE, &single_##id},
#define CODED(id, name, kind, labels) {name, labels, DCI_CODING_##kind, NULL},
#include "charsets.def"
#undef SINGLE
#undef CODED
};

/* The next letter (in lower case) or digit of label at *at, or 0. */
static char
next_significant(const char *label, size_t len, size_t *at)
{
    while (*at < len) {
        char c = label[(*at)++];
        if (c >= 'A' && c <= 'Z')
            return (char)(c - 'A' + 'a');
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            return c;
    }
    return 0;
}

static bool
is_same_label(const char *a, size_t a_len, const char *b, size_t b_len)
{
    size_t a_at = 0;
    size_t b_at = 0;
    char c;

    do {
        c = next_significant(a, a_len, &a_at);
        if (c != next_significant(b, b_len, &b_at))
            return false;
    } while (c);
    return true;
}

static bool
has_label(const struct dci_charset *charset, const char *label, size_t len)
{
    if (is_same_label(charset->name, strlen(charset->name), label, len))
        return true;
    for (const char *at = charset->labels; *at;) {
        size_t word = strcspn(at, " ");
        if (is_same_label(at, word, label, len))
            return true;
        at += word;
        at += strspn(at, " ");
    }
    return false;
}

const struct dci_charset *
dci_charset_lookup(const char *label, size_t len)
{
    size_t at = 0;

    if (!label || !next_significant(label, len, &at))
        return NULL;
    for (size_t i = 0; i < DCI_CHARSET_COUNT; i++) {
        if (has_label(&dci_charsets[i], label, len))
            return &dci_charsets[i];
    }
    return NULL;
}

const char *
dci_charset_name(const struct dci_charset *charset)
{
    return charset->name;
}

const struct dci_charset *
dci_charset_utf8(void)
{
    return &dci_charsets[DCI_CHARSET_utf_8];
}
