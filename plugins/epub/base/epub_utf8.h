/* SPDX-License-Identifier: MIT */
/*
 * Characters: UTF-8 one at a time, for what does not come as checked text,
 * and the letters and digits of ASCII.
 */
#ifndef EPUB_UTF8_H
#define EPUB_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define EPUB_REPLACEMENT "\xef\xbf\xbd"

/* The code of a byte that is not part of a valid sequence. */
#define EPUB_INVALID UINT32_MAX

struct epub_char {
    uint32_t code;
    size_t len;
};

/* The character at [at, end), which must not be empty. */
static inline struct epub_char
epub_utf8_next(const unsigned char *at, const unsigned char *end)
{
    static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    struct epub_char invalid = {EPUB_INVALID, 1};
    struct epub_char c = {at[0], 1};
    if (at[0] < 0x80)
        return c;
    if (at[0] < 0xC2 || at[0] > 0xF4)
        return invalid;
    c.len = at[0] < 0xE0 ? 2 : at[0] < 0xF0 ? 3 : 4;
    if ((size_t)(end - at) < c.len)
        return invalid;
    c.code = at[0] & (0xFFu >> (c.len + 1));
    for (size_t i = 1; i < c.len; i++) {
        if ((at[i] & 0xC0) != 0x80)
            return invalid;
        c.code = c.code << 6 | (at[i] & 0x3Fu);
    }
    if (c.code < smallest[c.len] || c.code > 0x10FFFF ||
        (c.code >= 0xD800 && c.code < 0xE000))
        return invalid;
    return c;
}

static inline bool
epub_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool
epub_is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* XML 1.0, production Char. */
static inline bool
epub_is_xml_char(uint32_t code)
{
    if (code < 0x20)
        return code == '\t' || code == '\n' || code == '\r';
    return code != EPUB_INVALID && code != 0xFFFE && code != 0xFFFF;
}

#endif
