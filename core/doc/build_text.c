/* SPDX-License-Identifier: MIT */
/*
 * The builder's text: finds the run its place, and lets it extend the run
 * before it where the two lie next to each other in memory.
 */
#include "base/utf8.h"
#include "doc/document.h"

static bool
is_blank(const char *ptr, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (ptr[i] != ' ' && (ptr[i] < '\t' || ptr[i] > '\r'))
            return false;
    return true;
}

/* Makes the open node one that holds text; *is_dropped if there is no need. */
DCI_RARE static int32_t
find_place(struct dci_doc *doc, dc_str text, bool *is_dropped)
{
    const struct dci_frame *top = doc->active->top;
    uint64_t pos = dci_input_pos(doc, text.ptr);
    *is_dropped =
        dci_kind_groups[top->kind].holds != 0 && is_blank(text.ptr, text.len);
    if (*is_dropped)
        return DC_OK;
    if (top->holds & DC_G_BLOCK)
        return dci_build_push(doc, DC_PLAIN, pos, true);
    if (top->hidden) {
        *is_dropped = true;
        dci_doc_report(doc, DC_DIAG_LOSS, "depth-lost", pos,
            "text nested too deep to be kept was dropped");
        return DC_OK;
    }
    return dci_build_fault(doc, pos, "text in %s", dci_kind_names[top->kind]);
}

/* Lets the run before it grow by this one, if it can. */
static inline bool
extend_run(const struct dci_builder *builder, dc_str text, uint32_t flags)
{
    if (builder->run == 0)
        return false;
    struct dci_node *node = dci_node_at(builder->store, builder->run);
    if (node->text + node->size != text.ptr ||
        text.len > DCI_LIMIT_RUN - node->size ||
        (node->flags & DC_TEXT_LITERAL) != flags)
        return false;
    node->size += (uint32_t)text.len;
    return true;
}

static inline int32_t
add_run(struct dci_doc *doc, dc_str text, uint32_t flags)
{
    struct dci_builder *builder = doc->active;
    struct dci_pool *nodes = &builder->store->nodes;
    uint32_t index = nodes->count;
    struct dci_node *node = dci_pool_add(nodes);
    if (!node)
        return dci_doc_fail_memory(doc);
    node->kind = DC_TEXT;
    node->flags = (uint8_t)flags;
    node->pos_high = 0;
    node->size = (uint32_t)text.len;
    node->text = text.ptr;
    builder->top->last_child = index;
    builder->run = index;
    return DC_OK;
}

/* A run longer than a node may hold becomes several that glue. */
DCI_RARE static int32_t
add_long_run(struct dci_doc *doc, dc_str text, uint32_t flags)
{
    while (text.len > DCI_LIMIT_RUN) {
        dc_str part = {text.ptr, dci_utf8_cut(text.ptr, DCI_LIMIT_RUN)};
        int32_t status = add_run(doc, part, flags);
        if (status != DC_OK)
            return status;
        text.ptr += part.len;
        text.len -= part.len;
        flags &= (uint32_t)DC_TEXT_LITERAL;
    }
    return add_run(doc, text, flags);
}

static inline int32_t
put_text(struct dci_doc *doc, dc_str text, uint32_t flags)
{
    if (!(doc->active->top->holds & (DC_G_TEXT | DC_G_INLINE))) {
        bool is_dropped;
        int32_t status = find_place(doc, text, &is_dropped);
        if (status != DC_OK || is_dropped)
            return status;
    }
    if (!dci_doc_import(doc, &doc->active->store->arena, text, &text))
        return doc->status;
    flags &= (uint32_t)(DC_TEXT_BREAK | DC_TEXT_LITERAL);
    if (extend_run(doc->active, text, flags))
        return DC_OK;
    if (text.len > DCI_LIMIT_RUN)
        return add_long_run(doc, text, flags);
    return add_run(doc, text, flags);
}

int32_t
dci_build_run(struct dci_doc *doc, dc_str text, uint32_t flags)
{
    return put_text(doc, text, flags);
}

int32_t DC_CALL
dci_build_text(dc_job *job, const char *ptr, size_t len, uint32_t flags)
{
    struct dci_doc *doc = dci_doc_of(job);
    int32_t status = dci_build_step(doc);
    if (status != DC_OK || len == 0)
        return status;
    return put_text(doc, (dc_str){ptr, len}, flags);
}
