/* SPDX-License-Identifier: MIT */
/*
 * Metadata: entries are built like the body, in a store of their own.  An
 * entry that loses against one that is there is built too, for the reader
 * goes on calling, and taken back at its end.
 */
#include "doc/document.h"

/* Opens the META_ENTRY and gives it its fields. */
static int32_t
open_entry(dc_job *job, dc_str key, int32_t origin, int32_t confidence)
{
    struct dci_doc *doc = dci_doc_of(job);
    struct dci_builder *builder = &doc->builders[DCI_META];
    doc->meta_mark = dci_store_mark(builder->store);
    doc->active = builder;
    builder->floor = 0;
    if (dci_build_push(doc, DC_META_ENTRY, DC_POS_NONE, false) != DC_OK) {
        doc->active = &doc->builders[DCI_BODY];
        return doc->status;
    }
    uint32_t entry = builder->top->node | DCI_META_BIT;
    dci_build_set_str(job, DC_F_KEY, key.ptr, key.len);
    dci_build_set_int(job, DC_F_ORIGIN, origin);
    dci_build_set_int(job, DC_F_CONFIDENCE, confidence);
    doc->meta_key = dci_walk_str_field(job, entry, DC_F_KEY);
    builder->floor = 1;
    return doc->status;
}

int32_t DC_CALL
dci_build_meta_open(dc_job *job, dc_str key, int32_t origin, int32_t confidence)
{
    struct dci_doc *doc = dci_doc_of(job);
    int32_t status = dci_build_step(doc);
    if (status != DC_OK)
        return status;
    if (doc->active != &doc->builders[DCI_BODY])
        return dci_build_fault(
            doc, DC_POS_NONE, "metadata entry within a metadata entry");
    if (origin < DC_ORIGIN_GUESS || origin > DC_ORIGIN_USER)
        return dci_build_fault(
            doc, DC_POS_NONE, "origin %ld does not exist", (long)origin);
    status = open_entry(job, key, origin, confidence);
    if (status != DC_OK)
        return status;
    const struct dci_map_entry *known =
        dci_map_lookup(&doc->meta, doc->meta_key);
    doc->is_meta_dropped = known &&
        dci_walk_int_field(job, (uint32_t)known->value, DC_F_ORIGIN) >= origin;
    return DC_OK;
}

/* Enters the finished entry `node` under its key. */
static int32_t
keep_entry(struct dci_doc *doc, uint32_t node)
{
    int is_new;
    struct dci_map_entry *entry =
        dci_map_insert(&doc->meta, doc->meta_key, &is_new);
    if (!entry)
        return dci_doc_fail_memory(doc);
    entry->value = node | DCI_META_BIT;
    return doc->status;
}

int32_t
dci_build_end_meta(struct dci_doc *doc)
{
    struct dci_builder *builder = &doc->builders[DCI_META];
    bool has_value = builder->top->last_child != 0;
    uint32_t node = builder->top->node;
    dci_build_pop(doc);
    dci_node_at(builder->store, node)->flags |= DCI_NODE_LAST;
    doc->active = &doc->builders[DCI_BODY];
    if (has_value && !doc->is_meta_dropped && doc->status == DC_OK)
        return keep_entry(doc, node);
    dci_store_rewind(builder->store, &doc->meta_mark);
    return doc->status;
}

int32_t DC_CALL
dci_build_meta_close(dc_job *job)
{
    struct dci_doc *doc = dci_doc_of(job);
    int32_t status = dci_build_step(doc);
    if (status != DC_OK)
        return status;
    const struct dci_builder *builder = doc->active;
    if (builder == &doc->builders[DCI_BODY])
        return dci_build_fault(
            doc, DC_POS_NONE, "metadata entry closed and none is open");
    if (!dci_builder_is_floor(builder))
        return dci_build_fault(doc, DC_POS_NONE,
            "metadata entry closed where %s is open",
            dci_kind_names[builder->top->kind]);
    return dci_build_end_meta(doc);
}

uint32_t DC_CALL
dci_walk_meta(dc_job *job, dc_str key)
{
    struct dci_doc *doc = dci_doc_of(job);
    const struct dci_map_entry *entry = dci_map_lookup(&doc->meta, key);
    return entry ? (uint32_t)entry->value + 1 : 0;
}

uint32_t DC_CALL
dci_walk_meta_at(dc_job *job, uint32_t index)
{
    struct dci_doc *doc = dci_doc_of(job);
    const struct dci_map_entry *entry = dci_map_sorted(&doc->meta, index);
    return entry ? (uint32_t)entry->value : 0;
}
