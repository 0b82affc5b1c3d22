/* SPDX-License-Identifier: MIT */
/*
 * Attributes: pandoc's [id, [class...], [[key, value]...]] as attributes of
 * the tree, and the opening of nodes, which is where they are needed.
 */
#include "json_read.h"

/* Checks that this is a list of strings. */
static bool
check_classes(struct json_read *read, struct json_value list)
{
    if (!json_is_array(read, list))
        return false;
    struct json_value cursor = json_inside(list);
    struct json_value element;
    while (json_next(&read->unit, &cursor, &element)) {
        if (json_first(&read->unit, element) != '"') {
            json_fail(read, element, "expected a string");
            return false;
        }
    }
    return true;
}

static bool
check_pairs(struct json_read *read, struct json_value list)
{
    if (!json_is_array(read, list))
        return false;
    struct json_value cursor = json_inside(list);
    struct json_value element;
    struct json_value parts[2];
    while (json_next(&read->unit, &cursor, &element))
        if (!json_read_tuple(read, element, parts, 2) ||
            !check_classes(read, element))
            return false;
    return true;
}

bool
json_read_attr(
    struct json_read *read, struct json_value value, struct json_attr *attr)
{
    struct json_value parts[3];
    if (!json_read_tuple(read, value, parts, 3))
        return false;
    struct json_attr fresh = {true, false, false, parts[0], parts[1], parts[2]};
    *attr = fresh;
    if (json_first(&read->unit, parts[0]) != '"') {
        json_fail(read, parts[0], "expected a string");
        return false;
    }
    return check_classes(read, parts[1]) && check_pairs(read, parts[2]);
}

/* The next pair of checked attributes. */
static bool
next_pair(struct json_read *read, struct json_value *cursor, dc_str *key,
    struct json_value *value)
{
    struct json_value pair;
    struct json_value parts[2];
    return json_next(&read->unit, cursor, &pair) &&
        json_read_tuple(read, pair, parts, 2) &&
        json_read_str(read, parts[0], &read->key, key) &&
        (*value = parts[1], true);
}

dc_str
json_own_value(struct json_read *read, const struct json_attr *attr, dc_str key)
{
    struct json_value cursor = json_inside(attr->pairs);
    struct json_value value;
    dc_str name;
    dc_str text = {NULL, 0};
    while (next_pair(read, &cursor, &name, &value))
        if (json_is_same(name, key) &&
            json_read_str(read, value, &read->text, &text))
            break;
    return text;
}

dc_str
json_own_class(struct json_read *read, const struct json_attr *attr)
{
    static const dc_str own = DC_STR(JSON_OWN);
    struct json_value cursor = json_inside(attr->classes);
    struct json_value first;
    dc_str name;
    if (!json_next(&read->unit, &cursor, &first))
        return dc_str_slice(NULL, 0);
    name = json_raw(&read->unit, first);
    if (!json_starts_with(name, own))
        return dc_str_slice(NULL, 0);
    return dc_str_slice(name.ptr + own.len, name.len - own.len);
}

bool
json_has_more(struct json_read *read, const struct json_attr *attr)
{
    struct json_value element;
    struct json_value cursor = json_inside(attr->pairs);
    if (json_raw(&read->unit, attr->id).len != 0 ||
        json_next(&read->unit, &cursor, &element))
        return true;
    cursor = json_inside(attr->classes);
    return json_next(&read->unit, &cursor, &element) &&
        json_next(&read->unit, &cursor, &element);
}

/* The place in the source that the attributes state, or that in this file. */
static uint64_t
position_of(
    struct json_read *read, struct json_value at, const struct json_attr *attr)
{
    static const dc_str key = DC_STR(JSON_POS_KEY);
    uint64_t here = (uint64_t)(read->unit.base - read->input) + at.at;
    if (!attr)
        return here;
    dc_str stated = json_own_value(read, attr, key);
    uint64_t pos = 0;
    for (size_t i = 0; i < stated.len; i++) {
        char c = stated.ptr[i];
        if (c < '0' || c > '9' || i > 14)
            return here;
        pos = pos * 10 + (uint64_t)(c - '0');
    }
    return stated.len ? pos : here;
}

static void
put_classes(struct json_read *read, const struct json_attr *attr)
{
    struct json_value cursor = json_inside(attr->classes);
    struct json_value element;
    dc_str name;
    if (attr->skips_class)
        json_next(&read->unit, &cursor, &element);
    while (json_next(&read->unit, &cursor, &element))
        if (json_read_str(read, element, &read->text, &name))
            dc_attr(read->job, "class", name);
}

/* The key in which a wrapper of that kind says a field; NULL if it has none. */
static const char *
field_key(uint32_t kind)
{
    switch (kind) {
    case DC_PAGE_BREAK:
        return JSON_LABEL_KEY;
    case DC_SCENE_BREAK:
        return JSON_GLYPH_KEY;
    case DC_MATH:
        return JSON_MATHML_KEY;
    default:
        return NULL;
    }
}

/* True for the keys of ours that say something else than an attribute. */
static bool
is_own_key(const struct json_attr *attr, uint32_t kind, dc_str key)
{
    static const dc_str own = DC_STR(JSON_OWN);
    static const dc_str column = DC_STR(JSON_COLUMN_KEY);
    if (!json_starts_with(key, own))
        return false;
    if (attr->skips_columns &&
        (json_starts_with(key, column) || dc_str_equal(key, JSON_COLUMNS_KEY)))
        return true;
    const char *field = attr->skips_class ? field_key(kind) : NULL;
    return dc_str_equal(key, JSON_POS_KEY) ||
        (field && dc_str_equal(key, field));
}

/* An id that is empty shows that the pair "id" is one; see README.md. */
static void
put_id(struct json_read *read, const struct json_attr *attr)
{
    dc_str id;
    dc_str key;
    struct json_value value;
    if (!json_read_str(read, attr->id, &read->text, &id))
        return;
    struct json_value cursor = json_inside(attr->pairs);
    bool is_needed = id.len != 0;
    while (!is_needed && next_pair(read, &cursor, &key, &value))
        is_needed = dc_str_equal(key, "id");
    if (is_needed)
        dc_attr(read->job, "id", id);
}

static void
put_attr(struct json_read *read, uint32_t kind, const struct json_attr *attr)
{
    static const dc_str class_key = DC_STR(JSON_CLASS_KEY);
    put_id(read, attr);
    put_classes(read, attr);
    struct json_value cursor = json_inside(attr->pairs);
    struct json_value value;
    dc_str key;
    dc_str text;
    while (next_pair(read, &cursor, &key, &value)) {
        if (is_own_key(attr, kind, key) ||
            !json_read_str(read, value, &read->text, &text))
            continue;
        if (dc_str_equal(key, "class"))
            key = class_key;
        read->job->host->build->attr(read->job, key, text);
    }
}

void
json_open(struct json_read *read, uint32_t kind, struct json_value at,
    const struct json_attr *attr)
{
    struct json_attr pending = read->pending;
    json_flush(read);
    read->run.is_after_str = false;
    if (read->has_failed)
        return;
    if (pending.is_given) {
        read->pending.is_given = false;
        attr = &pending;
    }
    dc_open(read->job, kind, position_of(read, at, attr));
    if (attr)
        put_attr(read, kind, attr);
}

void
json_close(struct json_read *read, uint32_t kind)
{
    json_flush(read);
    read->run.is_after_str = false;
    if (!read->has_failed)
        dc_close(read->job, kind);
}
