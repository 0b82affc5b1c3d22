/* SPDX-License-Identifier: MIT */
/*
 * Character references (HTML standard, 13.2.5.72 to 13.2.5.80).
 *
 * The names lie end to end in one struct of character arrays, made from the
 * listing html_entities.inc, and are found by offsets: a table of pointers
 * would have to be relocated each time the plugin is loaded.  They are sorted;
 * a name is looked up letter by letter, each narrowing the range of rows.
 */
#include "parse/html_entity.h"

#include <stdint.h>

#define JOIN(a, b) JOIN_(a, b)
#define JOIN_(a, b) a##b
#define MEMBER JOIN(line_, __LINE__)

struct names {
#define ENTITY(name, first, second) char MEMBER[sizeof(name) - 1];
#include "parse/html_entities.inc"
#undef ENTITY
};

static const struct names names = {
#define ENTITY(name, first, second) name,
#include "parse/html_entities.inc"
#undef ENTITY
};

/* Where each name begins; the last is where the last one ends. */
static const uint16_t offsets[] = {
#define ENTITY(name, first, second) offsetof(struct names, MEMBER),
#include "parse/html_entities.inc"
#undef ENTITY
    sizeof(struct names)
};

static const uint32_t codes[][2] = {
#define ENTITY(name, first, second) {(first), (second)},
#include "parse/html_entities.inc"
#undef ENTITY
};

enum { COUNT = sizeof codes / sizeof codes[0] };

/* What windows-1252 has for the numbers 0x80 to 0x9F. */
static const uint16_t from_1252[32] = {
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F,
    0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
};

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool
is_alphanumeric(char c)
{
    char lower = (char)(c | 0x20);
    return is_digit(c) || (lower >= 'a' && lower <= 'z');
}

size_t
html_encode(unsigned long code, char *out)
{
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    size_t len = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (size_t i = len - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (code & 0x3F));
        code >>= 6;
    }
    out[0] = (char)((0xF00u >> len & 0xFF) | code);
    return len;
}

/* The standard's replacement of a number that is no character. */
static unsigned long
repaired(unsigned long code)
{
    if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
        return 0xFFFD;
    if (code >= 0x80 && code <= 0x9F)
        return from_1252[code - 0x80];
    return code;
}

/* The value of a digit in the base, or 16. */
static unsigned
digit_value(char c, unsigned base)
{
    char lower = (char)(c | 0x20);
    if (is_digit(c))
        return (unsigned)(c - '0');
    if (base == 16 && lower >= 'a' && lower <= 'f')
        return (unsigned)(lower - 'a') + 10;
    return 16;
}

/* After "&#". */
static size_t
numeric(const char *ptr, size_t len, char *out, size_t *out_len)
{
    size_t at = 1;
    unsigned base = 10;
    if (at < len && (ptr[at] | 0x20) == 'x') {
        base = 16;
        at++;
    }
    size_t first = at;
    unsigned long code = 0;
    for (; at < len; at++) {
        unsigned digit = digit_value(ptr[at], base);
        if (digit >= base)
            break;
        if (code <= 0x10FFFF)
            code = code * base + digit;
    }
    if (at == first)
        return 0;
    *out_len = html_encode(repaired(code), out);
    return at < len && ptr[at] == ';' ? at + 1 : at;
}

/* The character at `at` of a name, or 0 behind its end. */
static unsigned char
name_char(size_t row, size_t at)
{
    size_t len = (size_t)(offsets[row + 1] - offsets[row]);
    const char *all = (const char *)&names;
    return at < len ? (unsigned char)all[offsets[row] + at] : 0;
}

/* The first row from `low` whose character at `at` is not less than `c`. */
static size_t
bound(size_t low, size_t high, size_t at, unsigned c)
{
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (name_char(middle, at) < c)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The row of the longest name that `ptr` begins with; *name_len its length. */
static size_t
longest_name(const char *ptr, size_t len, size_t *name_len)
{
    size_t low = 0;
    size_t high = COUNT;
    size_t found = COUNT;
    for (size_t at = 0; at < len; at++) {
        unsigned c = (unsigned char)ptr[at];
        if (c == 0)
            break;
        low = bound(low, high, at, c);
        high = bound(low, high, at, c + 1);
        if (low == high)
            break;
        /* The shortest of those that begin alike stands first. */
        if ((size_t)(offsets[low + 1] - offsets[low]) == at + 1) {
            found = low;
            *name_len = at + 1;
        }
    }
    return found;
}

static size_t
named(const char *ptr, size_t len, bool in_attribute, char *out,
    size_t *out_len)
{
    size_t name_len = 0;
    size_t row = longest_name(ptr, len, &name_len);
    if (row == COUNT)
        return 0;
    bool is_open = ptr[name_len - 1] != ';';
    if (in_attribute && is_open && name_len < len &&
        (ptr[name_len] == '=' || is_alphanumeric(ptr[name_len])))
        return 0;
    *out_len = html_encode(codes[row][0], out);
    if (codes[row][1])
        *out_len += html_encode(codes[row][1], out + *out_len);
    return name_len;
}

size_t
html_reference(const char *ptr, size_t len, bool in_attribute,
    char out[HTML_REFERENCE_MAX], size_t *out_len)
{
    if (len == 0)
        return 0;
    if (ptr[0] == '#')
        return numeric(ptr, len, out, out_len);
    return is_alphanumeric(ptr[0])
        ? named(ptr, len, in_attribute, out, out_len) : 0;
}
