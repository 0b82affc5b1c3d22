/* SPDX-License-Identifier: MIT */
/*
 * The media bag: images, fonts and style sheets by name.  They live as long
 * as the document.
 */
#include <string.h>

#include "doc/document.h"

/* One medium; those that were announced have a source until they are seen. */
struct dci_doc_media {
    dc_media media; /* first */
    dc_media_source source;
    void *user;
};

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

/* A record with the name and type of the medium, in the document. */
static struct dci_doc_media *
keep_media(struct dci_doc *doc, const dc_media *media)
{
    struct dci_doc_media *kept = dci_doc_alloc(doc, sizeof *kept);
    if (!kept ||
        !dci_doc_import(doc, &doc->arena, media->name, &kept->media.name) ||
        !dci_doc_import(doc, &doc->arena, media->mime, &kept->media.mime))
        return NULL;
    kept->media.struct_size = sizeof kept->media;
    return kept;
}

/* Files the record under its name. */
static int32_t
file_media(struct dci_doc *doc, struct dci_doc_media *kept)
{
    int is_new;
    struct dci_map_entry *entry =
        dci_map_insert(&doc->media, kept->media.name, &is_new);
    if (!entry)
        return dci_doc_fail_memory(doc);
    if (!is_new)
        return DC_E_EXISTS;
    entry->value = (uintptr_t)kept;
    return DC_OK;
}

/* DC_OK if the medium may be added. */
static int32_t
check_media(struct dci_doc *doc, const dc_media *media)
{
    int32_t status = dci_build_step(doc);
    if (status != DC_OK)
        return status;
    if (media->struct_size < sizeof *media || media->name.len == 0)
        return dci_build_fault(
            doc, DC_POS_NONE, "a medium without a name or of another size");
    return dci_map_lookup(&doc->media, media->name) ? DC_E_EXISTS : DC_OK;
}

static int32_t DC_CALL
media_add(dc_job *job, const dc_media *media)
{
    struct dci_doc *doc = dci_doc_of(job);
    int32_t status = check_media(doc, media);
    if (status != DC_OK)
        return status;
    if (media->len > 0 && !media->data)
        return dci_build_fault(doc, DC_POS_NONE, "a medium without bytes");
    struct dci_doc_media *kept = keep_media(doc, media);
    if (!kept)
        return doc->status;
    kept->media.len = media->len;
    kept->media.data = keep_bytes(doc, media);
    return kept->media.data ? file_media(doc, kept) : dci_doc_fail_memory(doc);
}

static int32_t DC_CALL
media_announce(
    dc_job *job, const dc_media *media, dc_media_source source, void *user)
{
    struct dci_doc *doc = dci_doc_of(job);
    int32_t status = check_media(doc, media);
    if (status != DC_OK)
        return status;
    struct dci_doc_media *kept = keep_media(doc, media);
    if (!kept)
        return doc->status;
    kept->source = source;
    kept->user = user;
    return file_media(doc, kept);
}

/* Asks the source, once; without data the medium is missing. */
static void
bring(struct dci_doc_media *kept)
{
    dc_media brought = kept->media;
    dc_media_source source = kept->source;
    kept->source = NULL;
    if (source(kept->user, &brought) != DC_OK)
        return;
    kept->media.data = brought.data;
    kept->media.len = brought.len;
}

/* Copies what the caller's version of the struct has room for. */
static int32_t
show_media(const struct dci_map_entry *entry, dc_media *media)
{
    if (!entry)
        return 0;
    uint32_t size = media->struct_size;
    struct dci_doc_media *kept =
        (struct dci_doc_media *)(uintptr_t)entry->value;
    if (kept->source)
        bring(kept);
    memcpy(media, &kept->media, size < sizeof *media ? size : sizeof *media);
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
    return show_media(dci_map_lookup(&doc->media, name), media) && media->data;
}

int32_t
dci_doc_replace_media(
    struct dci_doc *doc, const dc_media *const *media, size_t count)
{
    dci_map_clear(&doc->media);
    for (size_t i = 0; i < count; i++) {
        struct dci_doc_media *kept = dci_doc_alloc(doc, sizeof *kept);
        if (!kept)
            return doc->status;
        kept->media = *media[i];
        if (file_media(doc, kept) == DC_E_NOMEM)
            return doc->status;
    }
    return DC_OK;
}

const dc_media_table dci_doc_media_table = {
    .struct_size = sizeof(dc_media_table),
    .add = media_add,
    .at = media_at,
    .lookup = media_lookup,
    .announce = media_announce,
};
