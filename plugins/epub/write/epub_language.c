/* SPDX-License-Identifier: MIT */
/*
 * Language tags: the form of RFC 5646, section 2.1, which EPUBCheck demands
 * of every tag in a book.  Subtags are taken off the front one kind after the
 * other.  The irregular tags of old ("i-klingon") are refused, and so is a
 * second extension.
 */
#include "write/epub.h"
#include "base/epub_utf8.h"

enum { VARIANTS_MAX = 2, EXTENDED_MAX = 3, SUBTAG_MAX = 8 };

/* What may stand in a subtag. */
enum what { LETTERS, DIGITS, BOTH };

static bool
consists_of(dc_str subtag, enum what what)
{
    for (size_t i = 0; i < subtag.len; i++) {
        char c = subtag.ptr[i];
        if (!(what != DIGITS && epub_is_letter(c)) &&
            !(what != LETTERS && epub_is_digit(c)))
            return false;
    }
    return true;
}

static dc_str
first_subtag(dc_str tag)
{
    size_t len = 0;
    while (len < tag.len && tag.ptr[len] != '-')
        len++;
    return dc_str_slice(tag.ptr, len);
}

dc_str
epub_primary_language(dc_str tag)
{
    return first_subtag(tag);
}

/* Takes the first subtag off if it is of this length and kind. */
static bool
take(dc_str *tag, size_t shortest, size_t longest, enum what what)
{
    dc_str subtag = first_subtag(*tag);
    if (subtag.len < shortest || subtag.len > longest ||
        !consists_of(subtag, what))
        return false;
    tag->ptr += subtag.len;
    tag->len -= subtag.len;
    /* A hyphen at the end leaves an empty subtag, which nothing takes. */
    if (tag->len > 1) {
        tag->ptr++;
        tag->len--;
    }
    return true;
}

static void
take_variants(dc_str *tag)
{
    dc_str last = {NULL, 0};
    for (int i = 0; i < VARIANTS_MAX; i++) {
        dc_str subtag = first_subtag(*tag);
        bool is_short = subtag.len == 4 && epub_is_digit(subtag.ptr[0]);
        bool is_again = subtag.len == last.len && subtag.len > 0 &&
            memcmp(subtag.ptr, last.ptr, last.len) == 0;
        if (is_again || !take(tag, is_short ? 4 : 5, SUBTAG_MAX, BOTH))
            return;
        last = subtag;
    }
}

/* "u-co-phonebk": a letter or digit, then subtags longer than that. */
static bool
take_extension(dc_str *tag)
{
    dc_str letter = first_subtag(*tag);
    if (letter.len != 1 || (letter.ptr[0] | 0x20) == 'x')
        return true;
    if (!take(tag, 1, 1, BOTH) || !take(tag, 2, SUBTAG_MAX, BOTH))
        return false;
    while (take(tag, 2, SUBTAG_MAX, BOTH)) {
    }
    return true;
}

static bool
take_private(dc_str *tag)
{
    dc_str letter = first_subtag(*tag);
    if (letter.len != 1 || (letter.ptr[0] | 0x20) != 'x')
        return true;
    if (!take(tag, 1, 1, LETTERS) || !take(tag, 1, SUBTAG_MAX, BOTH))
        return false;
    while (take(tag, 1, SUBTAG_MAX, BOTH)) {
    }
    return true;
}

bool
epub_is_language(dc_str tag)
{
    if (take(&tag, 2, 3, LETTERS)) {
        for (int i = 0; i < EXTENDED_MAX; i++)
            if (!take(&tag, 3, 3, LETTERS))
                break;
    } else if (!take(&tag, 4, SUBTAG_MAX, LETTERS)) {
        return false;
    }
    take(&tag, 4, 4, LETTERS);
    if (!take(&tag, 2, 2, LETTERS))
        take(&tag, 3, 3, DIGITS);
    take_variants(&tag);
    return take_extension(&tag) && take_private(&tag) && tag.len == 0;
}

bool
epub_is_rtl(dc_str tag)
{
    static const char *const languages[] = {"ar", "arc", "azb", "ckb", "dv",
        "fa", "he", "iw", "ks", "mzn", "nqo", "pnb", "ps", "sd", "syr", "ug",
        "ur", "yi"};
    dc_str primary = first_subtag(tag);
    for (size_t i = 0; i < sizeof languages / sizeof languages[0]; i++)
        if (dc_str_equal(primary, languages[i]))
            return true;
    return false;
}
