/* SPDX-License-Identifier: MIT */
/*
 * Ids.  Those of nodes are unique by the host's care; those of raw HTML may
 * be anything, also the id of a node.  The first to come has it.
 */
#include "write/html_write.h"

/* Places looked at for an id; more would be somebody's ill will. */
#define PROBES_MAX 64

static uint64_t
hash_of(dc_str text)
{
    uint64_t hash = 0xcbf29ce484222325u; /* FNV-1a */
    for (size_t i = 0; i < text.len; i++)
        hash = (hash ^ (uint8_t)text.ptr[i]) * 0x100000001b3u;
    return hash ? hash : 1;
}

/* True if the hash is new to the set of `room` places, a power of two. */
static bool
insert(uint64_t *places, size_t room, uint64_t hash)
{
    size_t at = (size_t)(hash ^ hash >> 32) & (room - 1);
    for (size_t i = 0; i < PROBES_MAX; i++) {
        uint64_t *place = &places[(at + i) & (room - 1)];
        if (*place == hash)
            return false;
        if (*place)
            continue;
        *place = hash;
        return true;
    }
    return false;
}

static bool
grow(struct html_write *write)
{
    struct html_ids *ids = &write->ids;
    size_t room = ids->room ? ids->room * 2 : 256;
    uint64_t *places = room <= SIZE_MAX / sizeof(*places)
        ? html_alloc(write, room * sizeof(*places))
        : NULL;
    if (!places)
        return false;
    for (size_t i = 0; i < ids->room; i++)
        if (ids->places[i])
            insert(places, room, ids->places[i]);
    ids->places = places;
    ids->room = room;
    return true;
}

/* False if the id is taken. */
static bool
take(struct html_write *write, dc_str id)
{
    struct html_ids *ids = &write->ids;
    if (write->options.raw != HTML_RAW_SAFE)
        return true;
    if (ids->count >= ids->room / 2 && !grow(write))
        return false;
    if (!insert(ids->places, ids->room, hash_of(id)))
        return false;
    ids->count++;
    return true;
}

static void
put(struct html_write *write, dc_str id)
{
    html_puts(write, " id=\"");
    html_put_value(write, write->options.id_prefix);
    html_put_value(write, id);
    html_puts(write, html_is_note_id(id) ? "_\"" : "\"");
}

void
html_put_id(struct html_write *write, uint32_t node)
{
    dc_str id = dc_identifier(write->job, node);
    if (id.len && take(write, id))
        put(write, id);
}

bool
html_put_raw_id(struct html_write *write, dc_str id)
{
    for (size_t i = 0; i < id.len; i++)
        if (strchr(" \t\n\f\r", id.ptr[i]))
            return false;
    if (!take(write, id))
        return false;
    put(write, id);
    return true;
}
