/* SPDX-License-Identifier: MIT */
/*
 * How wide text is and where it may part, by UAX #11 and UAX #14 as far as
 * text without a dictionary can follow them.  East Asian letters take two
 * columns, marks none, an emoji sequence as many as one emoji.  Lines end at
 * spaces and between East Asian letters, but for the marks that must not
 * begin or end a line there.  Korean has spaces and ends lines at them, and
 * hyphens and dashes hold: whoever joins the lines again puts a space or
 * takes the hyphen away.
 */
#include <utf8proc.h>

#include "write/text_out.h"

#define JOINER 0x200D
#define EMOJI_SELECTOR 0xFE0F
#define ZERO_SPACE 0x200B
#define WORD_JOINER 0x2060

size_t
text_out_decode(const char *ptr, size_t len, int32_t *code)
{
    utf8proc_ssize_t most = len < 4 ? (utf8proc_ssize_t)len : 4;
    utf8proc_ssize_t got =
        utf8proc_iterate((const utf8proc_uint8_t *)ptr, most, code);
    if (got > 0)
        return (size_t)got;
    *code = 0xFFFD;
    return 1;
}

static bool
is_picture(int32_t code)
{
    return code >= 0x2000 &&
        utf8proc_get_property(code)->boundclass ==
        UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC;
}

static bool
is_hangul(int32_t code)
{
    return (code >= 0xAC00 && code <= 0xD7FF) ||
        (code >= 0x1100 && code <= 0x11FF) ||
        (code >= 0x3130 && code <= 0x318F) ||
        (code >= 0xA960 && code <= 0xA97F);
}

/* Vowels and finals of Hangul stand within the syllable before them. */
static bool
is_inner_hangul(int32_t code)
{
    return (code >= 0x1160 && code <= 0x11FF) ||
        (code >= 0xD7B0 && code <= 0xD7FF);
}

static size_t
advance_far(struct text_out_ruler *ruler, int32_t code)
{
    int32_t last = ruler->last;
    bool is_joined = ruler->is_joined;
    int columns = utf8proc_charwidth(code);
    ruler->is_joined = code == JOINER && (is_picture(last) || is_joined);
    if (code == EMOJI_SELECTOR)
        return is_picture(last) && utf8proc_charwidth(last) == 1 ? 1 : 0;
    if (columns <= 0)
        return 0;
    ruler->last = code;
    if (is_joined && is_picture(code))
        return 0;
    if (code >= 0x1F3FB && code <= 0x1F3FF && is_picture(last))
        return 0;
    if (is_inner_hangul(code) && is_hangul(last))
        return 0;
    return (size_t)columns;
}

size_t
text_out_advance(struct text_out_ruler *ruler, int32_t code)
{
    if (code >= 0x300)
        return advance_far(ruler, code);
    ruler->last = code;
    ruler->is_joined = false;
    return code >= 0x20 && (code < 0x7F || code >= 0xA0);
}

size_t
text_out_width(const char *ptr, size_t len)
{
    struct text_out_ruler ruler = {0};
    size_t width = 0;
    for (size_t at = 0; at < len;) {
        int32_t code;
        at += text_out_decode(ptr + at, len - at, &code);
        width += text_out_advance(&ruler, code);
    }
    return width;
}

bool
text_out_opens(int32_t code)
{
    utf8proc_category_t category = utf8proc_category(code);
    return category == UTF8PROC_CATEGORY_PS || category == UTF8PROC_CATEGORY_PI;
}

/* Marks that French and others set off by a space. */
bool
text_out_closes(int32_t code)
{
    if (code < 0x80)
        return code == '!' || code == '?' || code == ':' || code == ';' ||
            code == ')' || code == ']' || code == '%';
    utf8proc_category_t category = utf8proc_category(code);
    return category == UTF8PROC_CATEGORY_PE || category == UTF8PROC_CATEGORY_PF;
}

static bool
is_east_asian(int32_t code)
{
    return code >= 0x1100 && utf8proc_charwidth(code) == 2 && !is_hangul(code);
}

/* Small kana, which Japanese does not begin a line with. */
static bool
is_small_kana(int32_t code)
{
    static const uint16_t letters[] = {0x3041, 0x3043, 0x3045, 0x3047, 0x3049,
        0x3063, 0x3083, 0x3085, 0x3087, 0x308E, 0x3095, 0x3096, 0x30A1, 0x30A3,
        0x30A5, 0x30A7, 0x30A9, 0x30C3, 0x30E3, 0x30E5, 0x30E7, 0x30EE, 0x30F5,
        0x30F6};
    if (code >= 0x31F0 && code <= 0x31FF)
        return true;
    for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]); i++)
        if (code == letters[i])
            return true;
    return false;
}

static bool
may_begin_line(int32_t code)
{
    switch (utf8proc_category(code)) {
    case UTF8PROC_CATEGORY_PE:
    case UTF8PROC_CATEGORY_PF:
    case UTF8PROC_CATEGORY_PO:
    case UTF8PROC_CATEGORY_PD:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_SK:
    case UTF8PROC_CATEGORY_ZS:
        return false;
    default:
        return !is_small_kana(code) && code != 0xFF5E;
    }
}

static bool
may_end_line(int32_t code)
{
    utf8proc_category_t category = utf8proc_category(code);
    return category != UTF8PROC_CATEGORY_PS &&
        category != UTF8PROC_CATEGORY_PI && category != UTF8PROC_CATEGORY_SC &&
        code != 0xA0 && code != 0x202F && code != JOINER && code != WORD_JOINER;
}

bool
text_out_may_break(int32_t before, int32_t after)
{
    if (before == ZERO_SPACE)
        return true;
    if (!is_east_asian(before) && !is_east_asian(after))
        return false;
    return may_end_line(before) && may_begin_line(after);
}
