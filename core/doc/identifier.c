/* SPDX-License-Identifier: MIT */
/*
 * Identifiers: "The Rabbit-Hole!" becomes "the-rabbit-hole", a second one
 * "the-rabbit-hole-2".
 *
 * Letters and digits of ASCII are kept in lower case.  What else XML 1.0 (fifth
 * edition) lets a name begin with is kept as it is, but for the blocks that
 * hold no letters; a combining mark stays with its letter.  Everything else
 * is a hyphen.  EPUBCheck 5 takes all of these in the id of an element.
 *
 * Each base remembers the number that it gave out last, so a thousand equal
 * headings take a thousand steps.
 */
#include <string.h>

#include "base/utf8.h"
#include "doc/plain_text.h"

enum {
    NUMBER_MAX = 24, /* room for "-" and a number */
    SLUG_ROOM = DCI_LIMIT_IDENTIFIER + 4
};

struct slug {
    char text[SLUG_ROOM];
    size_t len;
    bool has_gap; /* something that is no letter came after the last one */
};

struct range {
    uint16_t first;
    uint16_t last;
};

/* What names may begin with, without the blocks of signs and punctuation. */
static const struct range letters[] = {
    {0x00C0, 0x00D6},
    {0x00D8, 0x00F6},
    {0x00F8, 0x02FF},
    {0x0370, 0x037D},
    {0x037F, 0x1FFF},
    {0x2C00, 0x2DFF},
    {0x2E80, 0x2FEF},
    {0x3005, 0x3007},
    {0x3021, 0x302F},
    {0x3031, 0x30FA},
    {0x30FC, 0xD7FF},
    {0xF900, 0xFDCF},
};

static const struct range marks[] = {{0x0300, 0x036F}};

/* Hyphenation points and joiners: no characters of their word. */
static const struct range silent[] = {{0x00AD, 0x00AD}, {0x200C, 0x200D}};

/* What may stand in a name, by the fifth edition of XML 1.0. */
static const struct range name_characters[] = {
    {'-', '.'},
    {'0', '9'},
    {0x00B7, 0x00B7},
    {0x0300, 0x036F},
    {0x203F, 0x2040},
};

/* What a name may begin with; above FFFF all but the private planes. */
static const struct range name_starts[] = {
    {'A', 'Z'},
    {'_', '_'},
    {'a', 'z'},
    {0x00C0, 0x00D6},
    {0x00D8, 0x00F6},
    {0x00F8, 0x02FF},
    {0x0370, 0x037D},
    {0x037F, 0x1FFF},
    {0x200C, 0x200D},
    {0x2070, 0x218F},
    {0x2C00, 0x2FEF},
    {0x3001, 0xD7FF},
    {0xF900, 0xFDCF},
    {0xFDF0, 0xFFFD},
};

#define LENGTH_OF(array) (sizeof(array) / sizeof(array)[0])

static bool
is_in(uint32_t code, const struct range *ranges, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (code >= ranges[i].first && code <= ranges[i].last)
            return true;
    return false;
}

static bool
is_name_start(uint32_t code)
{
    return is_in(code, name_starts, LENGTH_OF(name_starts)) ||
        (code >= 0x10000 && code <= 0xEFFFF);
}

/* True for an XML name without a colon. */
static bool
is_name(dc_str text)
{
    for (size_t at = 0; at < text.len;) {
        uint32_t code;
        size_t len = dci_utf8_decode(text.ptr + at, text.len - at, &code);
        if (!is_name_start(code) &&
            (at == 0 ||
                !is_in(code, name_characters, LENGTH_OF(name_characters))))
            return false;
        at += len;
    }
    return text.len > 0;
}

/* A character as identifiers write it; 0 for what they do not hold. */
static uint32_t
slug_letter(uint32_t code)
{
    if (code >= 'A' && code <= 'Z')
        return code + ('a' - 'A');
    if ((code >= 'a' && code <= 'z') || (code >= '0' && code <= '9'))
        return code;
    bool is_letter = is_in(code, letters, LENGTH_OF(letters)) ||
        is_in(code, marks, LENGTH_OF(marks)) ||
        (code >= 0x20000 && code <= 0x3FFFF);
    return is_letter ? code : 0;
}

/* True for what leaves no trace in a slug that ends as this one does. */
static bool
is_passed_over(const struct slug *slug, uint32_t code)
{
    if (is_in(code, silent, LENGTH_OF(silent)))
        return true;
    return is_in(code, marks, LENGTH_OF(marks)) &&
        (slug->len == 0 || slug->has_gap);
}

/* Appends what a piece gives; false when the slug is full. */
static bool
extend_slug(struct slug *slug, dc_str piece)
{
    for (size_t at = 0; at < piece.len;) {
        uint32_t code;
        char bytes[4];
        at += dci_utf8_decode(piece.ptr + at, piece.len - at, &code);
        if (is_passed_over(slug, code))
            continue;
        uint32_t letter = slug_letter(code);
        if (letter == 0) {
            slug->has_gap = true;
            continue;
        }
        size_t len = dci_utf8_encode(letter, bytes);
        if (slug->len == 0 && letter <= '9') {
            memcpy(slug->text, "s-", 2);
            slug->len = 2;
        } else if (slug->has_gap && slug->len > 0) {
            slug->text[slug->len++] = '-';
        }
        slug->has_gap = false;
        if (slug->len + len > DCI_LIMIT_IDENTIFIER)
            return false;
        memcpy(slug->text + slug->len, bytes, len);
        slug->len += len;
    }
    return true;
}

static void
make_slug(struct dci_doc *doc, uint32_t node, struct slug *slug)
{
    struct dci_pieces pieces;
    dc_str piece;
    slug->len = 0;
    slug->has_gap = false;
    dci_pieces_init(&pieces, doc, node);
    while (dci_pieces_next(&pieces, &piece))
        if (!extend_slug(slug, piece))
            break;
    while (slug->len > 0 && slug->text[slug->len - 1] == '-')
        slug->len--;
    if (slug->len == 0) {
        static const char fallback[] = "section";
        slug->len = sizeof fallback - 1;
        memcpy(slug->text, fallback, slug->len);
    }
}

/* The identifier that the node was given at its first request, if any. */
static dc_str
known_identifier(const struct dci_doc *doc, uint32_t node)
{
    dc_str key = {(const char *)&node, sizeof node};
    const struct dci_map_entry *entry = dci_map_lookup(&doc->named, key);
    dc_str none = {NULL, 0};
    return entry ? doc->taken.entries[entry->value].key : none;
}

/* The node's own "id", or an empty string. */
static dc_str
own_identifier(dc_job *job, uint32_t node)
{
    dc_str key, value;
    for (uint32_t i = 0; dci_walk_attr_at(job, node, i, &key, &value); i++)
        if (key.len == 2 && memcmp(key.ptr, "id", 2) == 0)
            return value;
    return (dc_str){NULL, 0};
}

/* Takes `name` if it is free; its entry, or NULL if not or out of memory. */
static struct dci_map_entry *
take_free(struct dci_doc *doc, dc_str name)
{
    int is_new;
    if (dci_map_lookup(&doc->taken, name))
        return NULL;
    dc_str kept = {dci_arena_copy(&doc->arena, name.ptr, name.len), name.len};
    struct dci_map_entry *entry =
        kept.ptr ? dci_map_insert(&doc->taken, kept, &is_new) : NULL;
    if (!entry)
        dci_doc_fail_memory(doc);
    return entry;
}

/* Writes "-" and the number behind the slug; the length of it all. */
static size_t
append_number(char *text, size_t len, uint64_t number)
{
    char digits[NUMBER_MAX];
    size_t at = sizeof digits;
    for (; number; number /= 10)
        digits[--at] = (char)('0' + number % 10);
    digits[--at] = '-';
    memcpy(text + len, digits + at, sizeof digits - at);
    return len + sizeof digits - at;
}

/* Takes the slug, or the slug with the first number that is free. */
static struct dci_map_entry *
take_slug(struct dci_doc *doc, const struct slug *slug)
{
    char text[SLUG_ROOM + NUMBER_MAX];
    dc_str name = {text, slug->len};
    memcpy(text, slug->text, slug->len);
    struct dci_map_entry *base = dci_map_lookup(&doc->taken, name);
    if (!base)
        return take_free(doc, name);
    /* Entries move when one is added: name the base by its number. */
    size_t number = (size_t)(base - doc->taken.entries);
    uint64_t tried = base->value ? base->value : 1;
    do {
        name.len = append_number(text, slug->len, ++tried);
    } while (dci_map_lookup(&doc->taken, name));
    struct dci_map_entry *entry = take_free(doc, name);
    doc->taken.entries[number].value = tried;
    return entry;
}

/* Remembers that `node` has the identifier `entry`. */
static dc_str
name_node(struct dci_doc *doc, uint32_t node, const struct dci_map_entry *entry)
{
    int is_new;
    dc_str none = {NULL, 0};
    dc_str key = {(const char *)&node, sizeof node};
    key.ptr = dci_arena_copy(&doc->arena, key.ptr, key.len);
    struct dci_map_entry *named =
        key.ptr ? dci_map_insert(&doc->named, key, &is_new) : NULL;
    if (!named) {
        dci_doc_fail_memory(doc);
        return none;
    }
    named->value = (uint64_t)(entry - doc->taken.entries);
    return entry->key;
}

dc_str DC_CALL
dci_walk_identifier(dc_job *job, uint32_t node)
{
    struct dci_doc *doc = dci_doc_of(job);
    dc_str none = {NULL, 0};
    if (!dci_node_lookup(doc, node))
        return none;
    dc_str known = known_identifier(doc, node);
    if (known.ptr)
        return known;

    dc_str own = own_identifier(job, node);
    struct dci_map_entry *entry = is_name(own) ? take_free(doc, own) : NULL;
    if (!entry && doc->status == DC_OK) {
        struct slug slug;
        make_slug(doc, node, &slug);
        entry = take_slug(doc, &slug);
    }
    return entry ? name_node(doc, node, entry) : none;
}
