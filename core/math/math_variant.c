/* SPDX-License-Identifier: MIT */
/*
 * The mathematical alphabets of Unicode (the block at U+1D400): each is a run
 * of 26, 10 or 25 + 7 characters, with holes for those that were there before
 * the block was.
 */
#include "math/math_symbol.h"

#include <string.h>

static const struct {
    const char *tex;
    const char *name;
    uint32_t upper, lower, digit, greek_upper, greek_lower;
} variants[] = {
#define MATH_VARIANT(                                                          \
    id, tex, name, upper, lower, digit, greek_upper, greek_lower)              \
    {tex, name, upper, lower, digit, greek_upper, greek_lower},
#include "math/math_variants.def"
#undef MATH_VARIANT
};

/* The holes of the block, and the characters that stand for them. */
static const struct {
    uint32_t hole;
    uint32_t code;
} holes[] = {
    {0x1D455, 0x210E},
    {0x1D49D, 0x212C},
    {0x1D4A0, 0x2130},
    {0x1D4A1, 0x2131},
    {0x1D4A3, 0x210B},
    {0x1D4A4, 0x2110},
    {0x1D4A7, 0x2112},
    {0x1D4A8, 0x2133},
    {0x1D4AD, 0x211B},
    {0x1D4BA, 0x212F},
    {0x1D4BC, 0x210A},
    {0x1D4C4, 0x2134},
    {0x1D506, 0x212D},
    {0x1D50B, 0x210C},
    {0x1D50C, 0x2111},
    {0x1D515, 0x211C},
    {0x1D51D, 0x2128},
    {0x1D53A, 0x2102},
    {0x1D53F, 0x210D},
    {0x1D545, 0x2115},
    {0x1D547, 0x2119},
    {0x1D548, 0x211A},
    {0x1D549, 0x211D},
    {0x1D551, 0x2124},
};

/* What follows omega in the block of small Greek letters, from nabla on. */
static const uint32_t greek_tail[] = {
    0x2202, 0x3F5, 0x3D1, 0x3F0, 0x3D5, 0x3F1, 0x3D6};

enum {
    LETTERS = 26,
    DIGITS = 10,
    GREEK = 25,
    GREEK_TAIL = sizeof(greek_tail) / sizeof(*greek_tail)
};

/* `base` + the place of `code` in the run from `first`; 0 if it has none. */
static uint32_t
shift(uint32_t base, uint32_t code, uint32_t first, uint32_t count)
{
    return base && code >= first && code - first < count ? base + code - first
                                                         : 0;
}

uint32_t
math_variant_apply(enum math_variant variant, uint32_t code)
{
    uint32_t to = shift(variants[variant].upper, code, 'A', LETTERS);
    if (!to)
        to = shift(variants[variant].lower, code, 'a', LETTERS);
    if (!to)
        to = shift(variants[variant].digit, code, '0', DIGITS);
    if (!to && code != 0x3A2)
        to = shift(variants[variant].greek_upper, code, 0x391, GREEK);
    if (!to)
        to = shift(variants[variant].greek_lower, code, 0x3B1, GREEK);
    for (uint32_t i = 0; i < GREEK_TAIL && !to; i++)
        if (greek_tail[i] == code && variants[variant].greek_lower)
            to = variants[variant].greek_lower + GREEK + i;
    for (size_t i = 0; i < sizeof(holes) / sizeof(*holes); i++)
        if (holes[i].hole == to)
            return holes[i].code;
    return to ? to : code;
}

/* The letter of `code` in one alphabet, 0 if it is not of it. */
static uint32_t
letter_of(size_t variant, uint32_t code)
{
    uint32_t base = variants[variant].upper;
    if (base && code >= base && code - base < LETTERS)
        return 'A' + code - base;
    base = variants[variant].lower;
    if (base && code >= base && code - base < LETTERS)
        return 'a' + code - base;
    base = variants[variant].digit;
    if (base && code >= base && code - base < DIGITS)
        return '0' + code - base;
    base = variants[variant].greek_upper;
    if (base && code >= base && code - base < GREEK && code - base != 17)
        return 0x391 + code - base;
    base = variants[variant].greek_lower;
    if (base && code >= base && code - base < GREEK)
        return 0x3B1 + code - base;
    if (base && code >= base + GREEK && code - base < GREEK + GREEK_TAIL)
        return greek_tail[code - base - GREEK];
    return 0;
}

enum math_variant
math_variant_of(uint32_t code, uint32_t *letter)
{
    *letter = code;
    if (code < 0x2102 || (code > 0x2134 && code < 0x1D400) || code > 0x1D7FF)
        return MATH_VARIANT_DEFAULT;
    for (size_t i = 0; i < sizeof(holes) / sizeof(*holes); i++)
        if (holes[i].code == code)
            code = holes[i].hole;
    for (size_t i = 0; i < MATH_VARIANT_COUNT; i++) {
        uint32_t found = letter_of(i, code);
        if (found) {
            *letter = found;
            return (enum math_variant)i;
        }
    }
    return MATH_VARIANT_DEFAULT;
}

enum math_variant
math_variant_named(dc_str name)
{
    for (size_t i = 1; i < MATH_VARIANT_COUNT; i++)
        if (strlen(variants[i].name) == name.len &&
            memcmp(variants[i].name, name.ptr, name.len) == 0)
            return (enum math_variant)i;
    return MATH_VARIANT_DEFAULT;
}

const char *
math_variant_tex(enum math_variant variant)
{
    return variants[variant].tex;
}
