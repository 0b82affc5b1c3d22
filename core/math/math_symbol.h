/* SPDX-License-Identifier: MIT */
/*
 * The table of symbols, by name and by code point, and the alphabets of
 * mathematics (bold, script, ...), which Unicode has as characters.
 */
#ifndef MATH_SYMBOL_H
#define MATH_SYMBOL_H

#include <stdbool.h>
#include <stdint.h>

#include "docconv/base.h"

enum math_kind {
    MATH_KIND_ITALIC, /* mi, slanted by itself */
    MATH_KIND_UPRIGHT, /* mi, upright */
    MATH_KIND_NAME, /* mi that has but one form */
    MATH_KIND_PLAIN, /* the same, of punctuation and units */
    MATH_KIND_ORDINARY, /* mo from here on */
    MATH_KIND_BINARY,
    MATH_KIND_RELATION,
    MATH_KIND_ARROW,
    MATH_KIND_LIMITS,
    MATH_KIND_INTEGRAL,
    MATH_KIND_OPEN,
    MATH_KIND_CLOSE,
    MATH_KIND_FENCE, /* opens and closes */
    MATH_KIND_SLASH, /* a letter that can be a delimiter */
    MATH_KIND_MARK, /* closes, no fence */
    MATH_KIND_POINT
};

struct math_symbol {
    const char *name; /* with its backslash, if it has one */
    uint32_t code;
    uint32_t kind;
};

/* The symbol of that name ("\alpha", "+"), or NULL. */
const struct math_symbol *math_symbol_named(dc_str name);

/*
 * The symbol of that code point, or NULL; of several the one that is an
 * identifier, or is none.
 */
const struct math_symbol *math_symbol_of(uint32_t code, bool is_identifier);

/* The alphabets, math_variants.def. */
enum math_variant {
#define MATH_VARIANT(                                                          \
    id, tex, name, upper, lower, digit, greek_upper, greek_lower)              \
    MATH_VARIANT_##id,
#include "math/math_variants.def"
#undef MATH_VARIANT
    MATH_VARIANT_COUNT
};

/* A letter or digit in an alphabet; `code` itself if it has no such. */
uint32_t math_variant_apply(enum math_variant variant, uint32_t code);

/* The alphabet of a character, and the letter that it stands for. */
enum math_variant math_variant_of(uint32_t code, uint32_t *letter);

/* The alphabet that MathML calls so ("double-struck"), else DEFAULT. */
enum math_variant math_variant_named(dc_str name);

/* "\mathbf{" and the like, up to where the letters go; "" of DEFAULT. */
const char *math_variant_tex(enum math_variant variant);

/* UTF-8. */

/* The code point at the start of `text`, valid and not empty, and its length.
 */
uint32_t math_utf8_decode(const char *text, size_t len, size_t *used);

/* Writes at most 4 bytes, returns how many. */
size_t math_utf8_encode(uint32_t code, char out[4]);

/* 1 if `text` is UTF-8 and all its characters are allowed in XML. */
bool math_utf8_is_xml(dc_str text, size_t *offset);

#endif
