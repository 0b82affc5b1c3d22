/* SPDX-License-Identifier: MIT */
/*
 * The media bag: images, fonts and style sheets by name.  They live as long
 * as the document.
 */
#include <string.h>

#include "doc/document.h"

/* The bytes as the document may keep them, borrowed if pinned. */
static const uint8_t *
keep_bytes(struct dci_doc *doc, const dc_media *media)
{
    if (media->len > 0 &&
        dci_pins_hold(&doc->pins, media->data, (size_t)media->len))
        return media->data;
    return (const uint8_t *)dci_arena_copy(
        &doc->arena, (const char *)media->data, (size_t)media->len);
}

/* A copy of the record, and of what it points to, in the document. */
static dc_media *
keep_media(struct dci_doc *doc, const dc_media *media)
{
    dc_media *kept = dci_doc_alloc(doc, sizeof *kept);
    if (!kept || !dci_doc_import(doc, &doc->arena, media->name, &kept->name) ||
        !dci_doc_import(doc, &doc->arena, media->mime, &kept->mime))
        return NULL;
    kept->struct_size = sizeof *kept;
    kept->len = media->len;
    kept->data = keep_bytes(doc, media);
    if (kept->data)
        return kept;
    dci_doc_fail_memory(doc);
    return NULL;
}

static int32_t DC_CALL
media_add(dc_job *job, const dc_media *media)
{
    struct dci_doc *doc = dci_doc_of(job);
    int32_t status = dci_build_step(doc);
    if (status != DC_OK)
        return status;
    if (media->struct_size < sizeof *media || media->name.len == 0 ||
        (media->len > 0 && !media->data))
        return dci_build_fault(
            doc, DC_POS_NONE, "a medium without a name or without bytes");
    if (dci_map_lookup(&doc->media, media->name))
        return DC_E_EXISTS;
    const dc_media *kept = keep_media(doc, media);
    if (!kept)
        return doc->status;
    int is_new;
    struct dci_map_entry *entry =
        dci_map_insert(&doc->media, kept->name, &is_new);
    if (!entry)
        return dci_doc_fail_memory(doc);
    if (!is_new)
        return DC_E_EXISTS;
    entry->value = (uintptr_t)kept;
    return DC_OK;
}

/* Copies what the caller's version of the struct has room for. */
static int32_t
show_media(const struct dci_map_entry *entry, dc_media *media)
{
    if (!entry)
        return 0;
    uint32_t size = media->struct_size;
    const void *kept = (const void *)(uintptr_t)entry->value;
    memcpy(media, kept, size < sizeof *media ? size : sizeof *media);
    media->struct_size = size;
    return 1;
}

static int32_t DC_CALL
media_at(dc_job *job, uint32_t index, dc_media *media)
{
    struct dci_doc *doc = dci_doc_of(job);
    return show_media(dci_map_sorted(&doc->media, index), media);
}

static int32_t DC_CALL
media_lookup(dc_job *job, dc_str name, dc_media *media)
{
    struct dci_doc *doc = dci_doc_of(job);
    return show_media(dci_map_lookup(&doc->media, name), media);
}

const dc_media_table dci_doc_media_table = {
    .struct_size = sizeof(dc_media_table),
    .add = media_add,
    .at = media_at,
    .lookup = media_lookup,
};
