/* SPDX-License-Identifier: MIT */
/*
 * The life of a document: making and freeing it, its status, its reports.
 */
#include "doc/document.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

enum { MESSAGE_MAX = 240 };

/* The root of a store, and its frame. */
static bool
init_store(struct dci_doc *doc, int number, uint32_t depth)
{
    struct dci_store *store = &doc->stores[number];
    struct dci_builder *builder = &doc->builders[number];
    dci_pool_init(&store->nodes, &doc->budget);
    dci_pool_init(&store->props, &doc->budget);
    dci_arena_init(&store->arena, &doc->budget);
    builder->store = store;
    builder->frames = dci_arena_alloc(
        &doc->arena, (depth + DCI_DEPTH_SLACK) * sizeof *builder->frames);
    struct dci_node *root = dci_pool_add(&store->nodes);
    if (!root || !builder->frames || !dci_pool_add(&store->props))
        return false;

    memset(root, 0, sizeof *root);
    root->kind = DC_DOCUMENT;
    builder->top = builder->frames;
    *builder->top = (struct dci_frame){
        .holds = number == DCI_META ? DC_G_ENTRY : DC_G_BLOCK,
        .kind = DC_DOCUMENT,
    };
    return true;
}

struct dci_doc *
dci_doc_new(const struct dci_doc_config *config)
{
    struct dci_doc *doc = dci_alloc_zeroed(sizeof *doc);
    if (!doc)
        return NULL;
    doc->config = *config;
    if (config->max_depth == 0)
        doc->config.max_depth = DCI_LIMIT_DEPTH;
    if (config->max_depth > DCI_LIMIT_DEPTH_MOST)
        doc->config.max_depth = DCI_LIMIT_DEPTH_MOST;
    doc->budget.max = config->max_memory;
    doc->until_poll = DCI_LIMIT_POLL;
    dci_arena_init(&doc->arena, &doc->budget);
    dci_pins_init(&doc->pins, &doc->arena);
    struct dci_map *const maps[] = {
        &doc->keys, &doc->media, &doc->meta, &doc->taken, &doc->named};
    for (size_t i = 0; i < sizeof maps / sizeof maps[0]; i++)
        dci_map_init(maps[i], &doc->budget);
    doc->active = &doc->builders[DCI_BODY];
    if (!init_store(doc, DCI_BODY, doc->config.max_depth) ||
        !init_store(doc, DCI_META, doc->config.max_depth)) {
        dci_doc_free(doc);
        return NULL;
    }
    return doc;
}

static void
free_stores(struct dci_doc *doc)
{
    for (int i = 0; i < DCI_STORE_COUNT; i++) {
        dci_pool_fini(&doc->stores[i].nodes);
        dci_pool_fini(&doc->stores[i].props);
        dci_arena_fini(&doc->stores[i].arena);
    }
}

void
dci_doc_pass_media(struct dci_doc *from, struct dci_doc *to)
{
    free_stores(from);
    dci_map_fini(&to->media);
    to->media = from->media;
    dci_map_init(&from->media, &from->budget);
}

void
dci_doc_free(struct dci_doc *doc)
{
    if (!doc)
        return;
    dci_map_fini(&doc->keys);
    dci_map_fini(&doc->media);
    dci_map_fini(&doc->meta);
    dci_map_fini(&doc->taken);
    dci_map_fini(&doc->named);
    free_stores(doc);
    dci_pins_fini(&doc->pins);
    dci_arena_fini(&doc->arena);
    dci_free(doc);
}

void
dci_doc_set_input(struct dci_doc *doc, const void *data, uint64_t len)
{
    dci_pins_set_input(&doc->pins, data, (size_t)len);
}

int32_t
dci_doc_status(const struct dci_doc *doc)
{
    return doc->status;
}

int32_t
dci_doc_fail(struct dci_doc *doc, int32_t status)
{
    if (doc->status == DC_OK)
        doc->status = status;
    return doc->status;
}

void
dci_doc_report(struct dci_doc *doc, uint32_t severity, const char *rule,
    uint64_t pos, const char *format, ...)
{
    char message[MESSAGE_MAX];
    va_list args;
    va_start(args, format);
    int len = vsnprintf(message, sizeof message, format, args);
    va_end(args);
    if (len < 0)
        len = 0;
    if (len >= MESSAGE_MAX)
        len = MESSAGE_MAX - 1;
    dc_diag diag = {
        .struct_size = sizeof diag,
        .severity = severity,
        .rule = rule,
        .message = {message, dci_utf8_cut(message, (size_t)len)},
        .pos = pos,
    };
    doc->config.report(doc->config.user, &diag);
}

int32_t
dci_doc_fail_memory(struct dci_doc *doc)
{
    if (doc->status != DC_OK)
        return doc->status;
    if (doc->budget.status == DC_E_NOMEM) {
        dci_doc_report(
            doc, DC_DIAG_ERROR, DCI_RULE_NOMEM, DC_POS_NONE, "out of memory");
        return dci_doc_fail(doc, DC_E_NOMEM);
    }
    if (doc->active->store->nodes.count >= DCI_LIMIT_NODES ||
        doc->active->store->props.count >= DCI_LIMIT_NODES)
        dci_doc_report(doc, DC_DIAG_ERROR, "limit-nodes", DC_POS_NONE,
            "the document has more than %lu nodes or attributes",
            (unsigned long)DCI_LIMIT_NODES);
    else
        dci_doc_report(doc, DC_DIAG_ERROR, "limit-memory", DC_POS_NONE,
            "the document needs more than the memory limit of %llu bytes",
            (unsigned long long)doc->config.max_memory);
    return dci_doc_fail(doc, DC_E_LIMIT);
}

int32_t
dci_doc_poll(struct dci_doc *doc)
{
    doc->until_poll = DCI_LIMIT_POLL;
    if (doc->status != DC_OK || !doc->config.poll)
        return doc->status;
    int32_t status = doc->config.poll(doc->config.user);
    return status < 0 ? dci_doc_fail(doc, status) : DC_OK;
}

uint32_t
dci_doc_first_block(const struct dci_doc *doc)
{
    return doc->stores[DCI_BODY].nodes.count > 1 ? 1 : 0;
}

void *
dci_doc_alloc_in(struct dci_doc *doc, struct dci_arena *arena, size_t size)
{
    if (size == 0)
        return NULL;
    void *memory = dci_arena_alloc(arena, size);
    if (memory)
        memset(memory, 0, size);
    else
        dci_doc_fail_memory(doc);
    return memory;
}

void *
dci_doc_alloc(struct dci_doc *doc, size_t size)
{
    return dci_doc_alloc_in(doc, &doc->arena, size);
}

void
dci_doc_init_arena(struct dci_doc *doc, struct dci_arena *arena)
{
    dci_arena_init(arena, &doc->budget);
}
