/* SPDX-License-Identifier: MIT */
/*
 * Shifted headings, as pandoc's --shift-heading-level-by has them: each
 * heading of the body gets another level; one that would get none becomes a
 * paragraph; and one that begins the document and would get level 0 exactly
 * becomes its title.
 *
 * The kind of the node changes, that of its frame does not: the reader closes
 * the heading that it opened.  A title that the document states gives way,
 * for a page has one of its own as a rule; one that the caller gave stays,
 * and the heading is a paragraph then.
 */
#include <string.h>

#include "doc/document.h"

/* Bytes of a title that a message may show; it is cut where it is full. */
enum { TITLE_SHOWN = 1000 };

bool
dci_build_shift_level(struct dci_doc *doc, int64_t *level)
{
    const struct dci_builder *builder = doc->active;
    const struct dci_frame *top = builder->top;
    if (builder != &doc->builders[DCI_BODY] || top->kind != DC_HEADING ||
        top->hidden || builder->store->nodes.count != top->node + 1)
        return true;
    int64_t shift = doc->config.heading_shift;
    if (__builtin_add_overflow(*level, shift, level))
        *level = shift > 0 ? INT64_MAX : INT64_MIN;
    bool is_heading = *level > 0;
    dci_node_at(builder->store, top->node)->kind =
        is_heading ? DC_HEADING : DC_PARA;
    if (dci_builder_depth(builder) == 1 && !doc->has_block)
        doc->may_be_title = *level == 0;
    return is_heading;
}

/* A field or attribute in the metadata's store. */
static bool
copy_prop(struct dci_doc *doc, const struct dci_prop *prop)
{
    struct dci_store *meta = doc->builders[DCI_META].store;
    struct dci_prop *copy = dci_pool_add(&meta->props);
    if (!copy) {
        dci_doc_fail_memory(doc);
        return false;
    }
    *copy = *prop;
    uint32_t key = prop->key & ~DCI_PROP_LAST;
    if (key < DCI_KEY_FIRST && dci_field_types[key] != 'S')
        return true;
    dc_str text = {prop->text, prop->len};
    if (!dci_doc_import(doc, &meta->arena, text, &text))
        return false;
    copy->text = text.ptr;
    return true;
}

/* Adds the list that begins at `first` of the body; its place, 0 for none. */
static uint32_t
copy_props(struct dci_doc *doc, uint32_t first)
{
    const struct dci_store *body = doc->builders[DCI_BODY].store;
    uint32_t copied = doc->builders[DCI_META].store->props.count;
    if (first == 0)
        return 0;
    for (uint32_t at = first;; at++) {
        const struct dci_prop *prop = dci_prop_at(body, at);
        if (!copy_prop(doc, prop) || prop->key & DCI_PROP_LAST)
            return copied;
    }
}

/* Adds one node of the body, with `delta` nodes more before it, to the meta. */
static void
copy_node(struct dci_doc *doc, const struct dci_node *node, uint32_t delta)
{
    struct dci_store *meta = doc->builders[DCI_META].store;
    struct dci_node *copy = dci_pool_add(&meta->nodes);
    if (!copy) {
        dci_doc_fail_memory(doc);
        return;
    }
    *copy = *node;
    if (node->kind != DC_TEXT) {
        copy->size += delta;
        copy->props = copy_props(doc, node->props);
        return;
    }
    dc_str text = {node->text, node->size};
    if (dci_doc_import(doc, &meta->arena, text, &text))
        copy->text = text.ptr;
}

/* The value of the open entry: what the block holds. */
static void
copy_inlines(struct dci_doc *doc, uint32_t block)
{
    const struct dci_store *body = doc->builders[DCI_BODY].store;
    const struct dci_node *heading = dci_node_at(body, block);
    if (dci_build_push(doc, DC_META_INLINES, dci_node_pos(heading), false) !=
        DC_OK)
        return;
    uint32_t delta = doc->active->top->node - block;
    uint32_t end = heading->size;
    for (uint32_t at = block + 1; at < end && doc->status == DC_OK; at++)
        copy_node(doc, dci_node_at(body, at), delta);
    dci_build_pop(doc);
}

/* Says so if the document stated another title than the heading's words. */
static void
report_replaced(dc_job *job, uint32_t title, uint32_t block)
{
    struct dci_doc *doc = dci_doc_of(job);
    dc_str stated = dci_walk_plain_text(job, title);
    dc_str heading = dci_walk_plain_text(job, block);
    if (doc->status != DC_OK || stated.len == 0 ||
        (stated.len == heading.len &&
            memcmp(stated.ptr, heading.ptr, stated.len) == 0))
        return;
    dci_doc_report(doc, DC_DIAG_LOSS, "title-replaced",
        dci_node_pos(dci_node_at(doc->builders[DCI_BODY].store, block)),
        "the first heading is the title now, in place of: %.*s",
        (int)(stated.len < TITLE_SHOWN ? stated.len : TITLE_SHOWN), stated.ptr);
}

bool
dci_build_take_title(struct dci_doc *doc, uint32_t block)
{
    static const dc_str key = DC_STR("title");
    struct dci_job self = {.doc = doc};
    dc_job *job = &self.api;
    const struct dci_map_entry *known = dci_map_lookup(&doc->meta, key);
    uint32_t entry = known ? (uint32_t)known->value : 0;
    int64_t origin =
        known ? dci_walk_int_field(job, entry, DC_F_ORIGIN) : DC_ORIGIN_GUESS;
    const struct dci_store *body = doc->builders[DCI_BODY].store;
    if (!doc->may_be_title || origin > DC_ORIGIN_DOCUMENT ||
        dci_node_at(body, block)->size == block + 1)
        return false;
    if (origin == DC_ORIGIN_DOCUMENT)
        report_replaced(job, entry + 1, block);
    if (dci_build_meta_open(job, key, DC_ORIGIN_DOCUMENT, 100) != DC_OK)
        return true;
    doc->is_meta_dropped = false;
    copy_inlines(doc, block);
    dci_build_end_meta(doc);
    return true;
}
