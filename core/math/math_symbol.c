/* SPDX-License-Identifier: MIT */
/* Looking up symbols; the tables are made by mksymbols from the .def file. */
#include "math/math_symbol.h"

#include <string.h>

#include "math_symbols.inc"

enum { SYMBOL_COUNT = sizeof(by_name) / sizeof(*by_name) };

const struct math_symbol *
math_symbol_named(dc_str name)
{
    size_t low = 0, high = SYMBOL_COUNT;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const char *at = by_name[middle].name;
        size_t len = strlen(at);
        int order = memcmp(at, name.ptr, len < name.len ? len : name.len);
        if (order == 0 && len == name.len)
            return &by_name[middle];
        if (order < 0 || (order == 0 && len < name.len))
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

const struct math_symbol *
math_symbol_of(uint32_t code, bool is_identifier)
{
    size_t low = 0, high = SYMBOL_COUNT;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (by_name[by_code[middle]].code < code)
            low = middle + 1;
        else
            high = middle;
    }
    const struct math_symbol *found = NULL;
    for (; low < SYMBOL_COUNT && by_name[by_code[low]].code == code; low++) {
        const struct math_symbol *symbol = &by_name[by_code[low]];
        if ((symbol->kind < MATH_KIND_ORDINARY) == is_identifier)
            return symbol;
        if (!found)
            found = symbol;
    }
    return found;
}

/* UTF-8. */

uint32_t
math_utf8_decode(const char *text, size_t len, size_t *used)
{
    const unsigned char *at = (const unsigned char *)text;
    size_t need = at[0] < 0x80 ? 1 : at[0] < 0xE0 ? 2 : at[0] < 0xF0 ? 3 : 4;
    if (need > len)
        need = len;
    uint32_t code = need == 1 ? at[0] : at[0] & (0x7Fu >> need);
    for (size_t i = 1; i < need; i++)
        code = code << 6 | (at[i] & 0x3Fu);
    *used = need;
    return code;
}

size_t
math_utf8_encode(uint32_t code, char out[4])
{
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    size_t len = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (size_t i = len; i-- > 1; code >>= 6)
        out[i] = (char)(0x80 | (code & 0x3F));
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    out[0] = (char)(lead[len] | code);
    return len;
}

/* The length of the sequence at `at`, 0 if it is ill-formed. */
static size_t
sequence_len(const unsigned char *at, size_t left, uint32_t *code)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t len = at[0] < 0x80 ? 1
        : at[0] < 0xC0        ? 0
        : at[0] < 0xE0        ? 2
        : at[0] < 0xF0        ? 3
        : at[0] < 0xF8        ? 4
                              : 0;
    if (len == 0 || len > left)
        return 0;
    for (size_t i = 1; i < len; i++)
        if ((at[i] & 0xC0) != 0x80)
            return 0;
    size_t used;
    *code = math_utf8_decode((const char *)at, len, &used);
    return *code < least[len] ? 0 : len;
}

static bool
is_xml_char(uint32_t code)
{
    if (code < 0x20)
        return code == '\t' || code == '\n' || code == '\r';
    return code < 0xD800 || (code > 0xDFFF && code < 0xFFFE) ||
        (code > 0xFFFF && code <= 0x10FFFF);
}

bool
math_utf8_is_xml(dc_str text, size_t *offset)
{
    size_t pos = 0;
    while (pos < text.len) {
        uint32_t code;
        size_t len = sequence_len(
            (const unsigned char *)text.ptr + pos, text.len - pos, &code);
        if (len == 0 || !is_xml_char(code)) {
            *offset = pos;
            return false;
        }
        pos += len;
    }
    return true;
}
