/* SPDX-License-Identifier: MIT */
/*
 * Reading fields and attributes: a look through the node's list.
 */
#include "doc/document.h"

static uint32_t
prop_key(const struct dci_prop *prop)
{
    return prop->key & ~DCI_PROP_LAST;
}

/* The first item of the node's list, or 0. */
static uint32_t
first_prop(struct dci_doc *doc, uint32_t number)
{
    const struct dci_node *node = dci_node_lookup(doc, number);
    return node && node->kind != DC_TEXT ? node->props : 0;
}

/* The value of a field of that type, or NULL. */
static const struct dci_prop *
find_field(struct dci_doc *doc, uint32_t number, uint32_t field, char type)
{
    uint32_t at = first_prop(doc, number);
    if (at == 0 || field >= DC_F_COUNT || dci_field_types[field] != type)
        return NULL;
    const struct dci_store *store = dci_store_of(doc, number);
    for (;; at++) {
        const struct dci_prop *prop = dci_prop_at(store, at);
        if (prop_key(prop) == field)
            return prop;
        if (prop->key & DCI_PROP_LAST)
            return NULL;
    }
}

int32_t DC_CALL
dci_walk_has_field(dc_job *job, uint32_t node, uint32_t field)
{
    if (field >= DC_F_COUNT)
        return 0;
    return find_field(dci_doc_of(job), node, field, dci_field_types[field]) !=
        NULL;
}

int64_t DC_CALL
dci_walk_int_field(dc_job *job, uint32_t node, uint32_t field)
{
    const struct dci_prop *prop = find_field(dci_doc_of(job), node, field, 'I');
    return prop ? prop->integer : 0;
}

double DC_CALL
dci_walk_real_field(dc_job *job, uint32_t node, uint32_t field)
{
    const struct dci_prop *prop = find_field(dci_doc_of(job), node, field, 'R');
    return prop ? prop->real : 0;
}

dc_str DC_CALL
dci_walk_str_field(dc_job *job, uint32_t node, uint32_t field)
{
    const struct dci_prop *prop = find_field(dci_doc_of(job), node, field, 'S');
    dc_str text = {NULL, 0};
    if (prop) {
        text.ptr = prop->text;
        text.len = prop->len;
    }
    return text;
}

/* The next attribute from item `at` on, or 0. */
static uint32_t
next_attr(const struct dci_store *store, uint32_t at)
{
    for (;; at++) {
        const struct dci_prop *prop = dci_prop_at(store, at);
        if (prop_key(prop) >= DCI_KEY_FIRST)
            return at;
        if (prop->key & DCI_PROP_LAST)
            return 0;
    }
}

/* The item of attribute number `index`, or 0. */
static uint32_t
find_attr(struct dci_doc *doc, uint32_t number, uint32_t index)
{
    const struct dci_store *store = dci_store_of(doc, number);
    uint32_t at = first_prop(doc, number);
    uint32_t i = 0;
    if (at == 0)
        return 0;
    /* Going through all attributes of a node must not be quadratic. */
    if (doc->attr_node == number && doc->attr_index <= index) {
        at = doc->attr_prop;
        i = doc->attr_index;
    }
    for (at = next_attr(store, at); at && i < index; i++) {
        if (dci_prop_at(store, at)->key & DCI_PROP_LAST)
            return 0;
        at = next_attr(store, at + 1);
    }
    return at;
}

int32_t DC_CALL
dci_walk_attr_at(
    dc_job *job, uint32_t node, uint32_t index, dc_str *key, dc_str *value)
{
    struct dci_doc *doc = dci_doc_of(job);
    uint32_t at = find_attr(doc, node, index);
    if (at == 0)
        return 0;
    doc->attr_node = node;
    doc->attr_index = index;
    doc->attr_prop = at;
    const struct dci_prop *prop = dci_prop_at(dci_store_of(doc, node), at);
    *key = doc->keys.entries[prop_key(prop) - DCI_KEY_FIRST].key;
    value->ptr = prop->text;
    value->len = prop->len;
    return 1;
}
