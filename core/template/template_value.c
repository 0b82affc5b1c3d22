/* SPDX-License-Identifier: MIT */
/*
 * Values: lists and maps that are put together member by member, as linked
 * lists, and become arrays when they are closed, those of maps in the order of
 * their keys.  Variables are kept apart, so that they win over everything else
 * in whatever order both came.
 */
#include <stdlib.h>

#include "template/template.h"

/* A member of a container that is open. */
struct member {
    struct member *next;
    dc_str key;
    const struct template_value *value;
    size_t number;
};

/* A list or map; the value that stands for it comes first. */
struct container {
    struct template_value value;
    struct container *parent;
    struct member *first;
    struct member *last;
    size_t count;
};

/* A variable: its values, or its fields. */
struct variable {
    struct variable *next;
    struct variable *fields;
    dc_str key;
    struct container *texts;
};

struct dc_values {
    dc_job *job;
    struct container *root;
    struct container *open;
    struct variable *variables;
};

const struct template_value template_nothing = {.kind = TEMPLATE_NOTHING};

bool
template_str_equal(dc_str a, dc_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static int
compare_keys(dc_str a, dc_str b)
{
    size_t len = a.len < b.len ? a.len : b.len;
    int order = len ? memcmp(a.ptr, b.ptr, len) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

static int
compare_members(const void *left, const void *right)
{
    const struct member *a = *(const struct member *const *)left;
    const struct member *b = *(const struct member *const *)right;
    int order = compare_keys(a->key, b->key);
    return order ? order : (a->number > b->number) - (a->number < b->number);
}

/* Gives a map its array: the keys in order, of equal ones the last. */
static void
close_map(dc_job *job, struct container *map)
{
    const struct member **order = dc_alloc(job, map->count * sizeof(*order));
    struct template_entry *entries =
        dc_alloc(job, map->count * sizeof(*entries));
    if (!order || !entries)
        return;
    size_t count = 0;
    for (const struct member *at = map->first; at; at = at->next)
        order[count++] = at;
    qsort(order, count, sizeof(*order), compare_members);
    size_t used = 0;
    for (size_t i = 0; i < count; i++) {
        if (used && compare_keys(entries[used - 1].key, order[i]->key) == 0)
            used--;
        entries[used].key = order[i]->key;
        entries[used++].value = order[i]->value;
    }
    map->value.entries = entries;
    map->value.count = used;
}

static void
close_list(dc_job *job, struct container *list)
{
    const struct template_value **items =
        dc_alloc(job, list->count * sizeof(*items));
    if (!items)
        return;
    size_t count = 0;
    for (const struct member *at = list->first; at; at = at->next)
        items[count++] = at->value;
    list->value.items = items;
    list->value.count = count;
}

static void
close_container(dc_job *job, struct container *container)
{
    if (container->count == 0)
        return;
    if (container->value.kind == TEMPLATE_MAP)
        close_map(job, container);
    else
        close_list(job, container);
}

static struct container *
new_container(dc_job *job, enum template_value_kind kind)
{
    struct container *fresh = dc_alloc(job, sizeof(*fresh));
    if (fresh)
        fresh->value.kind = kind;
    return fresh;
}

static void
add_member(dc_job *job, struct container *to, dc_str key,
    const struct template_value *value)
{
    struct member *member = dc_alloc(job, sizeof(*member));
    if (!member)
        return;
    member->key = key;
    member->value = value;
    member->number = to->count++;
    if (to->last)
        to->last->next = member;
    else
        to->first = member;
    to->last = member;
}

static struct template_value *
new_text(dc_job *job, dc_str text)
{
    struct template_value *value = dc_alloc(job, sizeof(*value));
    if (value) {
        value->kind = TEMPLATE_TEXT;
        value->text = text;
    }
    return value;
}

dc_values *DC_CALL
template_values(dc_job *job)
{
    dc_values *values = dc_alloc(job, sizeof(*values));
    struct container *root = new_container(job, TEMPLATE_MAP);
    if (!values || !root)
        return NULL;
    values->job = job;
    values->root = root;
    values->open = root;
    return values;
}

void DC_CALL
template_put_string(dc_values *values, dc_str key, dc_str text)
{
    const struct template_value *value = new_text(values->job, text);
    if (value)
        add_member(values->job, values->open, key, value);
}

void DC_CALL
template_put_bool(dc_values *values, dc_str key, int32_t truth)
{
    struct template_value *value = dc_alloc(values->job, sizeof(*value));
    if (!value)
        return;
    value->kind = TEMPLATE_BOOL;
    value->truth = truth != 0;
    add_member(values->job, values->open, key, value);
}

static void
open_container(dc_values *values, dc_str key, enum template_value_kind kind)
{
    struct container *fresh = new_container(values->job, kind);
    if (!fresh)
        return;
    add_member(values->job, values->open, key, &fresh->value);
    fresh->parent = values->open;
    values->open = fresh;
}

void DC_CALL
template_open_map(dc_values *values, dc_str key)
{
    open_container(values, key, TEMPLATE_MAP);
}

void DC_CALL
template_open_list(dc_values *values, dc_str key)
{
    open_container(values, key, TEMPLATE_LIST);
}

void DC_CALL
template_close(dc_values *values)
{
    if (!values->open->parent)
        return;
    close_container(values->job, values->open);
    values->open = values->open->parent;
}

/* The variable `key` among *first and those after it, made if there is none. */
static struct variable *
find_variable(dc_job *job, struct variable **first, dc_str key)
{
    for (; *first; first = &(*first)->next)
        if (template_str_equal((*first)->key, key))
            return *first;
    *first = dc_alloc(job, sizeof(**first));
    if (*first)
        (*first)->key = key;
    return *first;
}

void DC_CALL
template_add_variable(dc_values *values, dc_str key, dc_str text)
{
    dc_job *job = values->job;
    struct variable **among = &values->variables;
    struct variable *variable = NULL;
    for (size_t depth = 0; depth < TEMPLATE_PARTS_MAX; depth++) {
        const char *dot = key.len ? memchr(key.ptr, '.', key.len) : NULL;
        size_t len = dot ? (size_t)(dot - key.ptr) : key.len;
        variable = find_variable(job, among, dc_str_slice(key.ptr, len));
        if (!variable || !dot)
            break;
        key = dc_str_slice(dot + 1, key.len - len - 1);
        among = &variable->fields;
    }
    const struct template_value *value = new_text(job, text);
    if (!variable || !value)
        return;
    if (!variable->texts)
        variable->texts = new_container(job, TEMPLATE_LIST);
    if (variable->texts)
        add_member(job, variable->texts, key, value);
}

void DC_CALL
template_put_variable(dc_values *values, dc_str assignment)
{
    size_t at = 0;
    while (at < assignment.len && assignment.ptr[at] != '=' &&
        assignment.ptr[at] != ':')
        at++;
    dc_str key = dc_str_slice(assignment.ptr, at);
    if (at == assignment.len)
        template_add_variable(values, key, dc_str_of("true"));
    else
        template_add_variable(values, key,
            dc_str_slice(assignment.ptr + at + 1, assignment.len - at - 1));
}

/* One value stands for itself, several are a list; fields win over both. */
static const struct template_value *
value_of_variable(
    dc_job *job, const struct variable *variable, struct container **map)
{
    *map = NULL;
    if (variable->fields)
        *map = new_container(job, TEMPLATE_MAP);
    if (variable->fields)
        return *map ? &(*map)->value : NULL;
    if (!variable->texts || variable->texts->count == 0)
        return NULL;
    if (variable->texts->count == 1)
        return variable->texts->first->value;
    close_list(job, variable->texts);
    return &variable->texts->value;
}

/* Puts variables and their fields into `root`. */
static void
add_variables(
    dc_job *job, struct container *root, const struct variable *variables)
{
    const struct variable *ways[TEMPLATE_PARTS_MAX + 1];
    struct container *maps[TEMPLATE_PARTS_MAX + 1];
    size_t depth = 0;
    ways[0] = variables;
    maps[0] = root;
    for (;;) {
        const struct variable *at = ways[depth];
        if (!at && depth == 0)
            return;
        if (!at) {
            close_container(job, maps[depth--]);
            continue;
        }
        ways[depth] = at->next;
        struct container *map;
        const struct template_value *value = value_of_variable(job, at, &map);
        if (value)
            add_member(job, maps[depth], at->key, value);
        if (map) {
            maps[++depth] = map;
            ways[depth] = at->fields;
        }
    }
}

const struct template_value *
template_values_root(const dc_values *values)
{
    dc_job *job = values->job;
    struct container *root = new_container(job, TEMPLATE_MAP);
    if (!root)
        return NULL;
    for (const struct member *at = values->root->first; at; at = at->next)
        add_member(job, root, at->key, at->value);
    add_variables(job, root, values->variables);
    close_container(job, root);
    return &root->value;
}

static const struct template_value *
entry_value(const struct template_value *map, dc_str key)
{
    size_t low = 0;
    size_t high = map->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare_keys(map->entries[middle].key, key);
        if (order == 0)
            return map->entries[middle].value;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

const struct template_value *
template_value_field(const struct template_value *map, dc_str key)
{
    while (map->kind == TEMPLATE_OVERLAY) {
        if (template_str_equal(map->text, key))
            return map->value;
        map = map->base;
    }
    return map->kind == TEMPLATE_MAP ? entry_value(map, key) : NULL;
}
