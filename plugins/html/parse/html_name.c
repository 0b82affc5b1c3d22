/* SPDX-License-Identifier: MIT */
/*
 * Names as numbers: a hash table with chains that grows with the names.  Those
 * that are known stand first, by html_names.def.
 *
 * Names that somebody chose to collide must not make it slow: a chain is
 * followed so far and no farther.  What is not found by then gets a new
 * number each time it comes, so no text is lost, only the tie between equal
 * names.
 */
#include "parse/html_name.h"

#include <stdlib.h>
#include <string.h>

enum { SLOTS = 4096, CHAIN_MAX = 32, CHUNK = 16384 };

/* It grows no further: the elements of a page of some 300 MiB. */
#define SLOTS_MAX (UINT32_C(1) << 26)

/* Storage of names that are not known beforehand. */
struct chunk {
    struct chunk *next;
    char text[];
};

struct html_names {
    uint32_t *slots;
    uint32_t slot_count;
    struct chunk *chunks;
    size_t left; /* in the first chunk */
    char *free;
};

static const struct known {
    const char *text;
    uint8_t len;
    uint8_t properties;
} known[HTML_NAME_COUNT] = {
    {"", 0, 0},
#define HTML_NAME(id, name, properties) \
    {(name), sizeof(name) - 1, (uint8_t)(properties)},
#include "parse/html_names.def"
#undef HTML_NAME
};

unsigned
html_properties(uint32_t name)
{
    return name < HTML_NAME_COUNT ? known[name].properties : 0;
}

static char
folded(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static uint32_t
hash_of(const char *ptr, size_t len, bool fold)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < len; i++) {
        char c = fold ? folded(ptr[i]) : ptr[i];
        hash = (hash ^ (uint8_t)c) * 16777619u;
    }
    return hash ^ hash >> 15;
}

static bool
is_name(const struct html_atom *atom, const char *ptr, size_t len, bool fold)
{
    if (atom->len != len)
        return false;
    if (!fold)
        return memcmp(atom->text, ptr, len) == 0;
    for (size_t i = 0; i < len; i++)
        if (atom->text[i] != folded(ptr[i]))
            return false;
    return true;
}

/* A copy that lasts as long as the page; NULL without memory. */
static const char *
store(struct html_names *names, const char *ptr, size_t len, bool fold)
{
    if (names->left < len) {
        size_t size = len > CHUNK ? len : CHUNK;
        struct chunk *chunk = malloc(sizeof *chunk + size);
        if (!chunk)
            return NULL;
        chunk->next = names->chunks;
        names->chunks = chunk;
        names->free = chunk->text;
        names->left = size;
    }
    char *copy = names->free;
    for (size_t i = 0; i < len; i++)
        copy[i] = fold ? folded(ptr[i]) : ptr[i];
    names->free += len;
    names->left -= len;
    return copy;
}

static void
link_atom(struct html_dom *dom, uint32_t atom)
{
    struct html_names *names = dom->names;
    uint32_t *slot =
        &names->slots[dom->atoms[atom].hash & (names->slot_count - 1)];
    dom->atoms[atom].chain = *slot;
    *slot = atom;
}

/* Makes the table larger.  Without memory it stays: slower, but right. */
static void
grow_slots(struct html_dom *dom)
{
    struct html_names *names = dom->names;
    uint32_t count = names->slot_count * 4;
    uint32_t *slots = calloc(count, sizeof *slots);
    if (!slots)
        return;
    free(names->slots);
    names->slots = slots;
    names->slot_count = count;
    for (uint32_t i = 0; i < dom->atom_count; i++)
        link_atom(dom, i);
}

static uint32_t
add_atom(struct html_dom *dom, const struct html_atom *atom)
{
    if (dom->atom_count == dom->atom_room) {
        uint32_t room = dom->atom_room ? dom->atom_room * 2 : 512;
        struct html_atom *more =
            realloc(dom->atoms, (size_t)room * sizeof *more);
        if (!more) {
            dom->status = DC_E_NOMEM;
            return HTML_NO_NAME;
        }
        dom->atoms = more;
        dom->atom_room = room;
    }
    dom->atoms[dom->atom_count] = *atom;
    link_atom(dom, dom->atom_count);
    uint32_t number = dom->atom_count++;
    if (dom->atom_count > dom->names->slot_count &&
        dom->names->slot_count < SLOTS_MAX)
        grow_slots(dom);
    return number;
}

bool
html_names_init(struct html_dom *dom)
{
    dom->names = calloc(1, sizeof *dom->names);
    if (dom->names)
        dom->names->slots = calloc(SLOTS, sizeof *dom->names->slots);
    if (!dom->names || !dom->names->slots) {
        dom->status = DC_E_NOMEM;
        return false;
    }
    dom->names->slot_count = SLOTS;
    for (uint32_t i = 0; i < HTML_NAME_COUNT; i++) {
        struct html_atom atom = {.text = known[i].text, .len = known[i].len};
        atom.hash = hash_of(atom.text, atom.len, false);
        add_atom(dom, &atom);
    }
    return dom->status == DC_OK;
}

void
html_names_fini(struct html_dom *dom)
{
    if (!dom->names)
        return;
    for (struct chunk *chunk = dom->names->chunks; chunk;) {
        struct chunk *next = chunk->next;
        free(chunk);
        chunk = next;
    }
    free(dom->names->slots);
    free(dom->names);
    free(dom->atoms);
}

uint32_t
html_dom_name(struct html_dom *dom, const char *ptr, size_t len, bool fold)
{
    uint32_t hash = hash_of(ptr, len, fold);
    uint32_t at = dom->names->slots[hash & (dom->names->slot_count - 1)];
    for (unsigned i = 0; at && i < CHAIN_MAX; i++) {
        if (dom->atoms[at].hash == hash &&
            is_name(&dom->atoms[at], ptr, len, fold))
            return at;
        at = dom->atoms[at].chain;
    }
    struct html_atom atom = {.hash = hash, .len = (uint32_t)len};
    atom.text = store(dom->names, ptr, len, fold);
    if (!atom.text) {
        dom->status = DC_E_NOMEM;
        return HTML_NO_NAME;
    }
    return add_atom(dom, &atom);
}

dc_str
html_name_of(const struct html_dom *dom, uint32_t name)
{
    dc_str text = {dom->atoms[name].text, dom->atoms[name].len};
    return text;
}
