/* SPDX-License-Identifier: MIT */
/*
 * The builder's fields and attributes: one list a node, filled while the
 * node has no children, so that its items lie one after another.
 */
#include <string.h>

#include "doc/document.h"

/*
 * The open node if it may still be given fields; NULL if it is flattened
 * (what belongs to it goes with it) or on a fault.
 */
static inline struct dci_node *
open_node(struct dci_doc *doc)
{
    const struct dci_builder *builder = doc->active;
    const struct dci_frame *top = builder->top;
    if (top->hidden)
        return NULL;
    if (dci_builder_is_floor(builder) || top->is_implicit ||
        builder->store->nodes.count != top->node + 1) {
        dci_build_fault(doc, DC_POS_NONE,
            "a field or attribute of %s set too late",
            dci_kind_names[top->kind]);
        return NULL;
    }
    return dci_node_at(builder->store, top->node);
}

/* A new item at the end of the node's list. */
static inline struct dci_prop *
add_prop(struct dci_doc *doc, struct dci_node *node, uint32_t key)
{
    struct dci_store *store = doc->active->store;
    uint32_t index = store->props.count;
    struct dci_prop *prop = dci_pool_add(&store->props);
    if (!prop) {
        dci_doc_fail_memory(doc);
        return NULL;
    }
    if (node->props)
        dci_prop_at(store, index - 1)->key &= ~DCI_PROP_LAST;
    else
        node->props = index;
    prop->key = key | DCI_PROP_LAST;
    prop->len = 0;
    return prop;
}

/* The item of a field: the one it has, or a new one. */
static struct dci_prop *
field_prop(struct dci_doc *doc, uint32_t field, char type)
{
    if (field >= DC_F_COUNT || dci_field_types[field] != type) {
        dci_build_fault(doc, DC_POS_NONE,
            "field %lu does not exist or has another type",
            (unsigned long)field);
        return NULL;
    }
    struct dci_node *node = open_node(doc);
    if (!node)
        return NULL;
    uint32_t bit = UINT32_C(1) << field;
    if (!(doc->active->fields & bit)) {
        struct dci_prop *added = add_prop(doc, node, field);
        if (added)
            doc->active->fields |= bit;
        return added;
    }
    uint32_t at = node->props;
    while ((dci_prop_at(doc->active->store, at)->key & ~DCI_PROP_LAST) != field)
        at++;
    return dci_prop_at(doc->active->store, at);
}
_Static_assert(DC_F_COUNT <= 32, "a field has a bit in dci_builder.fields");

int32_t DC_CALL
dci_build_set_int(dc_job *job, uint32_t field, int64_t value)
{
    struct dci_doc *doc = dci_doc_of(job);
    int32_t status = dci_build_step(doc);
    if (status != DC_OK)
        return status;
    if (field == DC_F_LEVEL && doc->config.heading_shift != 0 &&
        !dci_build_shift_level(doc, &value))
        return doc->status;
    struct dci_prop *prop = field_prop(doc, field, 'I');
    if (prop)
        prop->integer = value;
    return doc->status;
}

int32_t DC_CALL
dci_build_set_real(dc_job *job, uint32_t field, double value)
{
    struct dci_doc *doc = dci_doc_of(job);
    int32_t status = dci_build_step(doc);
    if (status != DC_OK)
        return status;
    struct dci_prop *prop = field_prop(doc, field, 'R');
    if (prop)
        prop->real = value;
    return doc->status;
}

/* Brings a value into the document; its length must fit an item. */
static inline bool
import_value(struct dci_doc *doc, dc_str value, dc_str *imported)
{
    if (value.len <= DCI_LIMIT_RUN / 3)
        return dci_doc_import(doc, &doc->active->store->arena, value, imported);
    dci_doc_report(doc, DC_DIAG_ERROR, "limit-value", DC_POS_NONE,
        "an attribute or field is longer than %lu bytes",
        (unsigned long)DCI_LIMIT_RUN / 3);
    dci_doc_fail(doc, DC_E_LIMIT);
    return false;
}

int32_t DC_CALL
dci_build_set_str(dc_job *job, uint32_t field, const char *ptr, size_t len)
{
    struct dci_doc *doc = dci_doc_of(job);
    int32_t status = dci_build_step(doc);
    if (status != DC_OK)
        return status;
    struct dci_prop *prop = field_prop(doc, field, 'S');
    dc_str value = {ptr, len};
    if (!prop || !import_value(doc, value, &value))
        return doc->status;
    prop->text = value.ptr;
    prop->len = (uint32_t)value.len;
    return DC_OK;
}

/* The number of an attribute key that the cache does not hold. */
DCI_RARE static bool
intern_key_slowly(struct dci_doc *doc, dc_str key, uint32_t *number)
{
    const struct dci_map_entry *entry = dci_map_lookup(&doc->keys, key);
    if (!entry) {
        int is_new;
        if (!dci_doc_import(doc, &doc->arena, key, &key))
            return false;
        entry = dci_map_insert(&doc->keys, key, &is_new);
        if (!entry) {
            dci_doc_fail_memory(doc);
            return false;
        }
    }
    *number = (uint32_t)(entry - doc->keys.entries);
    return true;
}

/*
 * The number of an attribute key.  The few keys that a document really uses
 * are found in a small cache, by their length and their first and last byte.
 */
static bool
intern_key(struct dci_doc *doc, dc_str key, uint32_t *number)
{
    uint32_t slot = 0;
    if (key.len)
        slot = (uint32_t)key.len * 7 + (unsigned char)key.ptr[0] +
            (unsigned char)key.ptr[key.len - 1] * 5u;
    uint32_t *cached = &doc->key_cache[slot & (DCI_KEY_CACHE - 1)];
    if (*cached) {
        dc_str known = doc->keys.entries[*cached - 1].key;
        if (known.len == key.len && memcmp(known.ptr, key.ptr, key.len) == 0) {
            *number = *cached - 1;
            return true;
        }
    }
    if (!intern_key_slowly(doc, key, number))
        return false;
    *cached = *number + 1;
    return true;
}

/* True if the node has as many attributes as it may; says so once. */
static bool
is_full(struct dci_doc *doc, const struct dci_node *node)
{
    struct dci_builder *builder = doc->active;
    if (builder->attributes < DCI_LIMIT_ATTRIBUTES) {
        builder->attributes++;
        return false;
    }
    if (builder->attributes == DCI_LIMIT_ATTRIBUTES)
        dci_doc_report(doc, DC_DIAG_LOSS, "limit-attributes",
            dci_node_pos(node),
            "%s has more than %d attributes; the rest was dropped",
            dci_kind_names[node->kind], (int)DCI_LIMIT_ATTRIBUTES);
    builder->attributes = DCI_LIMIT_ATTRIBUTES + 1;
    return true;
}

int32_t DC_CALL
dci_build_attr(dc_job *job, dc_str key, dc_str value)
{
    struct dci_doc *doc = dci_doc_of(job);
    int32_t status = dci_build_step(doc);
    if (status != DC_OK)
        return status;
    struct dci_node *node = open_node(doc);
    uint32_t number;
    if (!node || is_full(doc, node) || !intern_key(doc, key, &number) ||
        !import_value(doc, value, &value))
        return doc->status;
    struct dci_prop *prop = add_prop(doc, node, DCI_KEY_FIRST + number);
    if (!prop)
        return doc->status;
    prop->text = value.ptr;
    prop->len = (uint32_t)value.len;
    return DC_OK;
}
