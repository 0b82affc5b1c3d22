/* SPDX-License-Identifier: MIT */
/*
 * The parts that pandoc's types are made of in JSON, each with the message
 * for what is not one.
 */
#include "json_read.h"

#include <stdlib.h>

void
json_fail_at(
    struct json_read *read, int32_t status, const char *at, const char *message)
{
    if (read->has_failed)
        return;
    read->has_failed = true;
    if (status != DC_E_NOMEM)
        dc_report_at(read->job, DC_DIAG_ERROR,
            status == DC_E_LIMIT ? "json-limit" : "json-syntax",
            dc_str_of(message), (uint64_t)(at - read->input));
    dc_fail(read->job, status);
}

void
json_fail(struct json_read *read, struct json_value value, const char *message)
{
    json_fail_at(read, DC_E_FORMAT, read->unit.base + value.at, message);
}

bool
json_reserve(struct json_read *read, struct json_scratch *scratch, size_t size)
{
    if (scratch->room >= size)
        return true;
    size_t room = scratch->room <= SIZE_MAX / 4 ? scratch->room * 2 : size;
    if (room < size)
        room = size;
    char *ptr = realloc(scratch->ptr, room);
    if (!ptr) {
        json_fail_at(read, DC_E_NOMEM, read->input, "out of memory");
        return false;
    }
    scratch->ptr = ptr;
    scratch->room = room;
    return true;
}

/* A key that pandoc's types do not have is left out, and said to be. */
void
json_report_member(struct json_read *read, dc_str key)
{
    dc_report_at(read->job, DC_DIAG_LOSS, "json-member",
        dc_str_of("a key that this type does not have is left out"),
        (uint64_t)(key.ptr - read->input));
}

static void
report_surrogate(struct json_read *read, const char *at)
{
    dc_report_at(read->job, DC_DIAG_LOSS, "json-surrogate",
        dc_str_of("half of a surrogate pair is no character and became U+FFFD"),
        (uint64_t)(at - read->input));
}

bool
json_read_str(struct json_read *read, struct json_value value,
    struct json_scratch *scratch, dc_str *text)
{
    if (json_first(&read->unit, value) != '"') {
        json_fail(read, value, "expected a string");
        return false;
    }
    *text = json_raw(&read->unit, value);
    read->is_damaged = false;
    if (!text->len || !memchr(text->ptr, '\\', text->len))
        return true;
    if (!json_reserve(read, scratch, text->len))
        return false;
    size_t lone_surrogates;
    size_t len = json_unescape(*text, scratch->ptr, &lone_surrogates);
    read->is_damaged = lone_surrogates != 0;
    if (lone_surrogates)
        report_surrogate(read, text->ptr);
    *text = dc_str_slice(scratch->ptr, len);
    return true;
}

bool
json_is_array(struct json_read *read, struct json_value value)
{
    if (json_first(&read->unit, value) == '[')
        return true;
    json_fail(read, value, "expected an array");
    return false;
}

/* One member of a node. */
static bool
take_member(struct json_read *read, struct json_node *node, dc_str key,
    struct json_value value)
{
    bool is_tag = json_is_key(key, "t");
    if (!is_tag && !json_is_key(key, "c")) {
        json_report_member(read, key);
        return true;
    }
    if (is_tag ? node->tag.ptr != NULL : node->has_content) {
        json_fail(read, value, "this key stands twice");
        return false;
    }
    if (is_tag)
        return json_read_str(read, value, &read->key, &node->tag);
    node->content = value;
    node->has_content = true;
    return true;
}

bool
json_read_node(
    struct json_read *read, struct json_value value, struct json_node *node)
{
    node->self = value;
    node->tag = dc_str_slice(NULL, 0);
    node->has_content = false;
    if (json_first(&read->unit, value) != '{') {
        json_fail(read, value, "expected an object with the keys \"t\", \"c\"");
        return false;
    }
    struct json_value cursor = json_inside(value);
    struct json_value member;
    dc_str key;
    while (json_next_member(&read->unit, &cursor, &key, &member))
        if (!take_member(read, node, key, member))
            return false;
    if (!node->tag.ptr)
        json_fail(read, value, "expected the key \"t\"");
    return node->tag.ptr != NULL;
}

bool
json_read_tuple(struct json_read *read, struct json_value value,
    struct json_value *parts, size_t count)
{
    if (!json_is_array(read, value))
        return false;
    struct json_value cursor = json_inside(value);
    struct json_value part;
    size_t found = 0;
    while (found <= count && json_next(&read->unit, &cursor, &part)) {
        if (found < count)
            parts[found] = part;
        found++;
    }
    if (found == count)
        return true;
    static const char *const messages[] = {
        "expected no values",
        "expected an array of 1 value",
        "expected an array of 2 values",
        "expected an array of 3 values",
        "expected an array of 4 values",
        "expected an array of 5 values",
        "expected an array of 6 values",
    };
    json_fail(read, value, messages[count]);
    return false;
}

bool
json_read_parts(struct json_read *read, const struct json_node *node,
    struct json_value *parts, size_t count)
{
    if (node->has_content)
        return json_read_tuple(read, node->content, parts, count);
    json_fail(read, node->self, "expected the key \"c\"");
    return false;
}

/* The text of a number; empty, and failed, if it is none. */
static dc_str
number_text(struct json_read *read, struct json_value value)
{
    char first = json_first(&read->unit, value);
    struct json_value behind = json_after(&read->unit, value);
    if (first == '-' || (first >= '0' && first <= '9'))
        return dc_str_slice(read->unit.base + value.at, behind.at - value.at);
    json_fail(read, value, "expected a number");
    return dc_str_slice(NULL, 0);
}

bool
json_read_int(struct json_read *read, struct json_value value, int64_t *number)
{
    dc_str text = number_text(read, value);
    if (!text.len)
        return false;
    if (json_parse_int(text, number))
        return true;
    json_fail(read, value, "this is no whole number of 64 bits");
    return false;
}

bool
json_read_real(struct json_read *read, struct json_value value, double *number)
{
    dc_str text = number_text(read, value);
    if (!text.len)
        return false;
    if (json_parse_real(text, number))
        return true;
    json_fail(read, value, "this number is too large");
    return false;
}

bool
json_read_choice(struct json_read *read, struct json_value value,
    const struct json_choice *choice, int64_t *number)
{
    struct json_node node;
    if (!json_read_node(read, value, &node))
        return false;
    for (size_t i = 0; i < choice->count; i++) {
        if (json_is_same(choice->names[i], node.tag)) {
            *number = (int64_t)i;
            return true;
        }
    }
    json_fail(read, value, choice->expected);
    return false;
}

bool
json_lone_element(
    struct json_read *read, struct json_value list, struct json_value *element)
{
    if (json_first(&read->unit, list) != '[')
        return false;
    struct json_value more;
    struct json_value cursor = json_inside(list);
    return json_next(&read->unit, &cursor, element) &&
        !json_next(&read->unit, &cursor, &more);
}

bool
json_is_tagged(struct json_read *read, struct json_value value, dc_str tag,
    struct json_value *content)
{
    if (json_first(&read->unit, value) != '{')
        return false;
    struct json_value cursor = json_inside(value);
    struct json_value member;
    dc_str key;
    bool is_tagged = false;
    bool has_content = !content;
    while (json_next_member(&read->unit, &cursor, &key, &member)) {
        if (json_is_key(key, "t")) {
            is_tagged = json_first(&read->unit, member) == '"' &&
                json_is_same(json_raw(&read->unit, member), tag);
        } else if (content && json_is_key(key, "c")) {
            *content = member;
            has_content = true;
        }
    }
    return is_tagged && has_content;
}
