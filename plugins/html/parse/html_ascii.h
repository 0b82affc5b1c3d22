/* SPDX-License-Identifier: MIT */
/* Letters, digits and blanks as HTML has them: ASCII alone, in any locale. */
#ifndef DOCCONV_PLUGIN_HTML_ASCII_H
#define DOCCONV_PLUGIN_HTML_ASCII_H

#include <stdbool.h>

#include "docconv/base.h"

static inline bool
html_is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\f' || c == '\r';
}

static inline bool
html_is_letter(char c)
{
    char lower = (char)(c | 0x20);
    return lower >= 'a' && lower <= 'z';
}

static inline bool
html_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline char
html_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* The text without the blanks around it. */
static inline dc_str
html_trimmed(dc_str text)
{
    while (text.len && html_is_blank(*text.ptr)) {
        text.ptr++;
        text.len--;
    }
    while (text.len && html_is_blank(text.ptr[text.len - 1]))
        text.len--;
    return text;
}

#endif
