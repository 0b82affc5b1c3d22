/* SPDX-License-Identifier: MIT */
/*
 * The vocabulary of the tree text form.  Every word comes from kinds.def and
 * fields.def, so a kind that is added there can be written and read at once.
 */
#include "tree.h"

const struct tree_kind tree_kinds[DC_KIND_COUNT] = {
#define DC_KIND(name, number, word, is, holds)                                 \
    [number] = {DC_STR(word), (is), (holds)},
#include "docconv/kinds.def"
#undef DC_KIND
};

const struct tree_field tree_fields[DC_F_COUNT] = {
#define DC_FIELD(name, number, word, type)                                     \
    [number] = {DC_STR(word), TREE_TYPE_##type},
#include "docconv/fields.def"
#undef DC_FIELD
};

static bool
is_same(dc_str a, dc_str b)
{
    return a.len == b.len && a.len != 0 && memcmp(a.ptr, b.ptr, a.len) == 0;
}

int
tree_kind_lookup(dc_str word)
{
    for (int kind = 0; kind < DC_KIND_COUNT; kind++)
        if (is_same(tree_kinds[kind].word, word))
            return kind;
    return -1;
}

uint32_t
tree_field_lookup(dc_str word)
{
    for (uint32_t field = 1; field < DC_F_COUNT; field++)
        if (is_same(tree_fields[field].word, word))
            return field;
    return 0;
}

size_t
tree_decode(const char *ptr, size_t len, uint32_t *code)
{
    /* The smallest code point that needs so many bytes. */
    static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    uint8_t lead = (uint8_t)ptr[0];
    size_t need = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if ((lead >= 0x80 && lead < 0xC2) || lead > 0xF4 || need > len)
        return 0;
    uint32_t value = need == 1 ? lead : lead & (0x7Fu >> need);
    for (size_t i = 1; i < need; i++) {
        uint8_t next = (uint8_t)ptr[i];
        if ((next & 0xC0) != 0x80)
            return 0;
        value = value << 6 | (next & 0x3Fu);
    }
    if (value < smallest[need] || value > 0x10FFFF ||
        (value >= 0xD800 && value <= 0xDFFF))
        return 0;
    *code = value;
    return need;
}

static bool
is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool
tree_is_bare(dc_str key)
{
    if (key.len == 0 || !is_letter(key.ptr[0]))
        return false;
    for (size_t i = 1; i < key.len; i++) {
        char c = key.ptr[i];
        bool inner = (c >= '0' && c <= '9') || c == '.' || c == ':' || c == '-';
        if (!inner && !is_letter(c))
            return false;
    }
    return true;
}
