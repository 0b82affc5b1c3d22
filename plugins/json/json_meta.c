/* SPDX-License-Identifier: MIT */
/*
 * Metadata.  What pandoc's metadata cannot say, who stated an entry and how
 * sure that is, stands in an entry of ours beside it (README.md).
 *
 * A key that stands twice in a map is an error: pandoc takes the last one in
 * silence, and one of two statements would be lost.  The keys of a map are
 * sorted to find it.
 */
#include "json_read.h"

#include <stdlib.h>

/* A member of a map. */
struct member {
    dc_str key;
    struct json_value value;
};

static int
compare_members(const void *a, const void *b)
{
    const struct member *first = a;
    const struct member *second = b;
    size_t len =
        first->key.len < second->key.len ? first->key.len : second->key.len;
    int order = len ? memcmp(first->key.ptr, second->key.ptr, len) : 0;
    if (order != 0)
        return order;
    return (first->key.len > second->key.len) -
        (first->key.len < second->key.len);
}

/* The key decoded, in memory that lasts. */
static bool
decode_key(struct json_read *read, dc_str raw, dc_str *key)
{
    size_t lone_surrogates;
    *key = raw;
    if (!raw.len || !memchr(raw.ptr, '\\', raw.len))
        return true;
    char *ptr = dc_alloc(read->job, raw.len);
    if (!ptr) {
        read->has_failed = true;
        return false;
    }
    *key = dc_str_slice(ptr, json_unescape(raw, ptr, &lone_surrogates));
    return true;
}

static size_t
count_members(struct json_read *read, struct json_value map)
{
    struct json_value cursor = json_inside(map);
    struct json_value value;
    dc_str key;
    size_t count = 0;
    while (json_next_member(&read->unit, &cursor, &key, &value))
        count++;
    return count;
}

/*
 * The members of a map in the order of their keys, and one more of room; NULL
 * on failure.  The caller frees them.
 */
static struct member *
sort_members(struct json_read *read, struct json_value map, size_t *count)
{
    struct json_value cursor = json_inside(map);
    dc_str raw;
    size_t used = 0;
    *count = count_members(read, map);
    struct member *members = calloc(*count + 1, sizeof(*members));
    if (!members) {
        json_fail_at(read, DC_E_NOMEM, read->input, "out of memory");
        return NULL;
    }
    while (used < *count &&
        json_next_member(&read->unit, &cursor, &raw, &members[used].value))
        if (!decode_key(read, raw, &members[used++].key))
            break;
    qsort(members, *count, sizeof(*members), compare_members);
    for (size_t i = 1; i < *count && !read->has_failed; i++)
        if (compare_members(&members[i - 1], &members[i]) == 0)
            json_fail(read, members[i].value, "this key stands twice");
    if (!read->has_failed)
        return members;
    free(members);
    return NULL;
}

static void read_value(struct json_read *read, struct json_value value);

/* A member of a map that is a value; `key` is the place of its key. */
static void
read_entry(struct json_read *read, struct json_value key)
{
    dc_str text;
    json_open(read, DC_META_ENTRY, key, NULL);
    if (!json_read_str(read, key, &read->text, &text))
        return;
    dc_set_str(read->job, DC_F_KEY, text);
    json_put_end(read, DC_META_ENTRY);
    json_put_value(read, json_behind_key(&read->unit, key), read_value);
}

static void
read_map(struct json_read *read, struct json_value map)
{
    if (json_first(&read->unit, map) != '{') {
        json_fail(read, map, "expected an object");
        return;
    }
    size_t count;
    struct member *members = sort_members(read, map, &count);
    free(members);
    json_open(read, DC_META_MAP, map, NULL);
    json_put_members(read, map, read_entry, DC_META_MAP);
}

static void
read_bool(struct json_read *read, struct json_value value)
{
    char first = json_first(&read->unit, value);
    if (first != 't' && first != 'f') {
        json_fail(read, value, "expected true or false");
        return;
    }
    json_open(read, DC_META_BOOL, value, NULL);
    dc_set_int(read->job, DC_F_TRUE, first == 't');
    json_close(read, DC_META_BOOL);
}

static void
read_string(struct json_read *read, struct json_value value)
{
    json_open(read, DC_META_STRING, value, NULL);
    json_put_literal(read, value);
    json_close(read, DC_META_STRING);
}

static void
read_value(struct json_read *read, struct json_value value)
{
    struct json_node node;
    if (!json_read_node(read, value, &node))
        return;
    uint32_t kind = json_constructor_lookup(node.tag);
    if (!(json_kinds[kind].is & DC_G_META) || !node.has_content) {
        json_fail(read, value, "expected a value of metadata");
        return;
    }
    switch (kind) {
    case DC_META_MAP:
        read_map(read, node.content);
        break;
    case DC_META_LIST:
        json_open(read, kind, value, NULL);
        json_put_list(read, node.content, read_value, kind);
        break;
    case DC_META_BOOL:
        read_bool(read, node.content);
        break;
    case DC_META_STRING:
        read_string(read, node.content);
        break;
    default:
        json_open_list(read, node.content,
            kind == DC_META_INLINES ? json_inline : json_block, kind);
        break;
    }
}

/* "guess 85": who states it, and how sure that is in percent. */
static bool
parse_origin(dc_str text, int32_t *origin, int32_t *confidence)
{
    const char *space = text.len ? memchr(text.ptr, ' ', text.len) : NULL;
    if (!space)
        return false;
    dc_str word = dc_str_slice(text.ptr, (size_t)(space - text.ptr));
    dc_str rest = dc_str_slice(space + 1, text.len - word.len - 1);
    int64_t percent;
    bool is_number = rest.len > 0 && rest.len <= 3;
    for (size_t i = 0; i < rest.len; i++)
        is_number = is_number && rest.ptr[i] >= '0' && rest.ptr[i] <= '9';
    if (!is_number || !json_parse_int(rest, &percent) || percent > 100)
        return false;
    for (size_t i = 0; i < json_origins.count; i++) {
        if (!json_is_same(json_origins.names[i], word))
            continue;
        /* What a user or a file said when the file was made, it now states. */
        *origin = i < DC_ORIGIN_DOCUMENT ? (int32_t)i : DC_ORIGIN_DOCUMENT;
        *confidence = (int32_t)percent;
        return true;
    }
    return false;
}

/* The origins that the document states for its entries, sorted by key. */
struct origins {
    struct member *members;
    size_t count;
    size_t next;
};

/* The text of a MetaString, or an empty one. */
static dc_str
string_of(struct json_read *read, struct json_value value)
{
    struct json_value content;
    if (!json_is_tagged(
            read, value, json_constructor(DC_META_STRING), &content) ||
        json_first(&read->unit, content) != '"')
        return dc_str_slice(NULL, 0);
    return json_raw(&read->unit, content);
}

/*
 * Takes the entry of origins apart, if it is one of ours and not just one of
 * that name.
 */
static bool
open_origins(
    struct json_read *read, struct json_value value, struct origins *origins)
{
    struct json_value map;
    int32_t ignored;
    if (!json_is_tagged(read, value, json_constructor(DC_META_MAP), &map) ||
        json_first(&read->unit, map) != '{')
        return false;
    origins->members = sort_members(read, map, &origins->count);
    for (size_t i = 0; origins->members && i < origins->count; i++) {
        dc_str text = string_of(read, origins->members[i].value);
        if (parse_origin(text, &ignored, &ignored))
            continue;
        free(origins->members);
        origins->members = NULL;
    }
    return origins->members != NULL;
}

/* What is stated for a key; keys are asked for in their order. */
static void
find_origin(struct json_read *read, struct origins *origins,
    const struct member *entry, int32_t found[2])
{
    found[0] = DC_ORIGIN_DOCUMENT;
    found[1] = JSON_STATED_CONFIDENCE;
    while (origins->members && origins->next < origins->count) {
        const struct member *stated = &origins->members[origins->next];
        int order = compare_members(stated, entry);
        if (order > 0)
            return;
        origins->next++;
        if (order == 0)
            parse_origin(string_of(read, stated->value), &found[0], &found[1]);
    }
}

static void
read_entries(struct json_read *read, const struct member *members, size_t count,
    struct origins *origins)
{
    static const dc_str own = DC_STR(JSON_ORIGINS_KEY);
    const dc_build *build = read->job->host->build;
    for (size_t i = 0; i < count && !read->has_failed; i++) {
        int32_t found[2];
        if (origins->members && json_is_same(members[i].key, own))
            continue;
        find_origin(read, origins, &members[i], found);
        build->meta_open(read->job, members[i].key, found[0], found[1]);
        json_put_value(read, members[i].value, read_value);
        json_work(read);
        if (!read->has_failed)
            build->meta_close(read->job);
    }
}

void
json_read_meta(struct json_read *read, struct json_value object)
{
    static const dc_str own = DC_STR(JSON_ORIGINS_KEY);
    struct origins origins = {NULL, 0, 0};
    size_t count;
    if (json_first(&read->unit, object) != '{') {
        json_fail(read, object, "expected an object");
        return;
    }
    struct member *members = sort_members(read, object, &count);
    if (!members)
        return;
    for (size_t i = 0; i < count; i++)
        if (json_is_same(members[i].key, own))
            open_origins(read, members[i].value, &origins);
    read_entries(read, members, count, &origins);
    free(origins.members);
    free(members);
}
