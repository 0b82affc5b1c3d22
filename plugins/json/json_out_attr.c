/* SPDX-License-Identifier: MIT */
/*
 * Attributes of a node as pandoc's [id, [class...], [[key, value]...]], with
 * what is ours in them (README.md).
 */
#include "json_write.h"

#include "json_scan.h"

static uint64_t
position_of(struct json_write *write, uint32_t node)
{
    if (!write->has_positions)
        return DC_POS_NONE;
    return write->job->host->walk->pos(write->job, node);
}

bool
json_node_has_attr(struct json_write *write, uint32_t node)
{
    dc_str key;
    dc_str value;
    return write->job->host->walk->attr_at(write->job, node, 0, &key, &value) ||
        position_of(write, node) != DC_POS_NONE;
}

static void
put_pair(struct json_write *write, dc_str key, dc_str value)
{
    json_separate(write);
    json_puts(write, "[");
    json_put_quoted(write, key);
    json_puts(write, ",");
    json_put_quoted(write, value);
    json_puts(write, "]");
}

static void
put_id(struct json_write *write, uint32_t node)
{
    json_put_quoted(write, dc_attr_of(write->job, node, "id"));
}

static void
put_classes(struct json_write *write, uint32_t node, uint32_t as)
{
    const dc_walk *walk = write->job->host->walk;
    dc_str key;
    dc_str value;
    json_puts(write, "[");
    if (as != DC_DOCUMENT) {
        json_puts(write, "\"" JSON_OWN);
        json_put_dc_str(write, json_kinds[as].word);
        json_puts(write, "\"");
    }
    for (uint32_t i = 0; walk->attr_at(write->job, node, i, &key, &value);
         i++) {
        if (!dc_str_equal(key, "class"))
            continue;
        json_separate(write);
        json_put_quoted(write, value);
    }
    json_puts(write, "]");
}

/* All but the classes and the first id. */
static void
put_pairs(struct json_write *write, uint32_t node)
{
    const dc_walk *walk = write->job->host->walk;
    bool has_id = false;
    dc_str key;
    dc_str value;
    for (uint32_t i = 0; walk->attr_at(write->job, node, i, &key, &value);
         i++) {
        if (dc_str_equal(key, "class"))
            continue;
        if (!has_id && dc_str_equal(key, "id")) {
            has_id = true;
            continue;
        }
        if (dc_str_equal(key, JSON_CLASS_KEY))
            key = dc_str_of("class");
        put_pair(write, key, value);
    }
    uint64_t pos = position_of(write, node);
    if (pos == DC_POS_NONE)
        return;
    char digits[JSON_REAL_MAX];
    size_t len = json_format_int((int64_t)pos, digits);
    put_pair(write, dc_str_of(JSON_POS_KEY), dc_str_slice(digits, len));
}

void
json_put_node_attr(struct json_write *write, uint32_t node, uint32_t as,
    const struct json_pair *pair)
{
    json_puts(write, "[");
    put_id(write, node);
    json_puts(write, ",");
    put_classes(write, node, as);
    json_puts(write, ",[");
    if (pair && pair->value.len)
        put_pair(write, dc_str_of(pair->key), pair->value);
    put_pairs(write, node);
    json_puts(write, "]]");
}

/* What is no attribute in the tree, and has no place in pandoc's type. */
static struct json_pair
own_pair(struct json_write *write, uint32_t node, uint32_t kind)
{
    struct json_pair pair = {JSON_MATHML_KEY, {NULL, 0}};
    if (kind == DC_MATH)
        pair.value = dc_str_field(write->job, node, DC_F_MATHML);
    return pair;
}

bool
json_needs_wrapper(struct json_write *write, uint32_t node, uint32_t kind)
{
    const int free_groups = DC_G_BLOCK | DC_G_INLINE;
    return !json_has_attr(kind) && json_constructor(kind).len &&
        json_kinds[kind].is & free_groups &&
        (json_node_has_attr(write, node) ||
            own_pair(write, node, kind).value.len);
}

void
json_open_wrapper(struct json_write *write, uint32_t node, uint32_t as)
{
    bool is_inline = !(json_kinds[as].is & DC_G_BLOCK) &&
        !(json_kinds[as].holds & DC_G_BLOCK);
    json_puts(write,
        is_inline || json_kinds[as].is & DC_G_INLINE
            ? "{\"t\":\"Span\",\"c\":["
            : "{\"t\":\"Div\",\"c\":[");
    struct json_pair pair = own_pair(write, node, as);
    json_put_node_attr(write, node, as, &pair);
    json_puts(write, ",[");
}

/* The attributes of a column, under keys with its number. */
static void
put_column_pairs(struct json_write *write, uint32_t column, int64_t number)
{
    const dc_walk *walk = write->job->host->walk;
    char digits[JSON_REAL_MAX];
    size_t len = json_format_int(number, digits);
    dc_str key;
    dc_str value;
    for (uint32_t i = 0; walk->attr_at(write->job, column, i, &key, &value);
         i++) {
        json_separate(write);
        json_puts(write, "[\"" JSON_COLUMN_KEY);
        json_put(write, digits, len);
        json_puts(write, "-");
        json_put_escaped(write, key);
        json_puts(write, "\",");
        json_put_quoted(write, value);
        json_puts(write, "]");
    }
}

void
json_put_table_attr(
    struct json_write *write, uint32_t table, int64_t missing_from)
{
    int64_t number = 0;
    json_puts(write, "[");
    put_id(write, table);
    json_puts(write, ",");
    put_classes(write, table, DC_DOCUMENT);
    json_puts(write, ",[");
    put_pairs(write, table);
    uint32_t column = json_child_of_kind(write, table, DC_COLUMN);
    while (column) {
        put_column_pairs(write, column, ++number);
        column = write->job->host->walk->sibling(write->job, column);
        column = json_sibling_of_kind(write, column, DC_COLUMN);
    }
    if (missing_from >= 0) {
        char digits[JSON_REAL_MAX];
        size_t len = json_format_int(missing_from, digits);
        put_pair(write, dc_str_of(JSON_COLUMNS_KEY), dc_str_slice(digits, len));
    }
    json_puts(write, "]]");
}
