/* SPDX-License-Identifier: MIT */
/*
 * Zip reader: the archive, its entries by name, and their content.
 *
 * Spec: PKWARE APPNOTE 6.3.9.  Limits: docs/decisions and ext/archive.h.
 */
#include "io/archive.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "io/archive_name.h"
#include "io/package_name.h"

enum {
    SIGNATURE_ENTRY = 0x04034b50,
    ENTRY_HEADER = 30,

    /*
     * Real books stay below 42 times (XHTML) with a median of 3; deflate can
     * reach 1,032.
     */
    ENTRY_RATIO_MAX = 100,
    ARCHIVE_RATIO_MAX = 50,

    /* What is stated beyond this is believed when it has been seen. */
    STATED_RATIO_MAX = 32,
    STATED_FREE = 4096
};

#define MIB (UINT64_C(1) << 20)
#define ENTRY_FREE (8 * MIB) /* no ratio is looked at below */
#define ARCHIVE_FREE (64 * MIB)
#define ARCHIVE_MAX (UINT64_C(4) << 30)

static struct dci_archive *
private_of(dc_archive *archive)
{
    return (struct dci_archive *)(void *)archive;
}

void
dci_archive_report(const struct dci_archive *archive, uint32_t severity,
    const char *rule, const char *message, dc_str name)
{
    if (archive->ear.report)
        archive->ear.report(archive->ear.user, severity, rule, message, name);
}

bool
dci_archive_locate(
    const struct dci_archive *archive, struct dci_archive_entry *entry)
{
    if (archive->len < ENTRY_HEADER ||
        entry->offset > archive->len - ENTRY_HEADER)
        return false;
    const unsigned char *header = archive->data + entry->offset;
    if (dci_zip_32(header) != SIGNATURE_ENTRY)
        return false;
    uint64_t start = entry->offset + ENTRY_HEADER + dci_zip_16(header + 26) +
        dci_zip_16(header + 28);
    if (start > archive->len)
        return false;
    entry->start = start;
    return true;
}

/* Makes the entry known under a name; the first of that name stays. */
static int32_t
name_entry(
    struct dci_archive *archive, struct dci_map *map, dc_str name, bool *is_new)
{
    int fresh;
    struct dci_map_entry *at = dci_map_insert(map, name, &fresh);
    if (!at)
        return DC_E_NOMEM;
    if (fresh)
        at->value = archive->count;
    *is_new = fresh;
    return DC_OK;
}

/* The entry's own copy of its name, and that without case. */
static int32_t
add_names(struct dci_archive *archive, dc_str name, bool *is_new)
{
    char *folded = dci_arena_text(&archive->arena, name.len);
    if (!folded)
        return DC_E_NOMEM;
    dci_package_name_fold(name, folded);
    int32_t status = name_entry(archive, &archive->names, name, is_new);
    if (status != DC_OK || !*is_new)
        return status;
    bool is_first;
    return name_entry(
        archive, &archive->folded, (dc_str){folded, name.len}, &is_first);
}

static bool
grow(struct dci_archive *archive)
{
    if (archive->count < archive->room)
        return true;
    uint32_t room = archive->room ? archive->room * 2 : 64;
    void *bigger =
        dci_realloc(archive->entries, room * sizeof *archive->entries);
    if (!bigger)
        return false;
    archive->entries = bigger;
    archive->room = room;
    return true;
}

int32_t
dci_archive_add(struct dci_archive *archive,
    const struct dci_archive_entry *entry, bool is_utf8)
{
    if (archive->count == DCI_ARCHIVE_ENTRIES_MAX)
        return DC_E_LIMIT;
    char *name = dci_arena_text(&archive->arena, entry->name.len * 3 + 1);
    if (!name || !grow(archive))
        return DC_E_NOMEM;
    size_t len;
    const char *fault = dci_archive_name(entry->name, is_utf8, name, &len);
    if (fault) {
        dci_archive_report(
            archive, DC_DIAG_WARNING, "archive-name", fault, entry->name);
        return DC_OK;
    }
    /* A folder: the names of the files in it say as much. */
    if (name[len - 1] == '/')
        return DC_OK;
    bool is_new;
    struct dci_archive_entry *added = &archive->entries[archive->count];
    *added = *entry;
    added->name = (dc_str){name, len};
    added->content = NULL;
    added->start = 0;
    int32_t status = add_names(archive, added->name, &is_new);
    if (status != DC_OK)
        return status;
    if (is_new)
        archive->count++;
    else
        dci_archive_report(archive, DC_DIAG_WARNING, "archive-duplicate",
            "stands in the archive twice; the first was read", added->name);
    return DC_OK;
}

static int
compare_offsets(const void *a, const void *b)
{
    const struct dci_archive_entry *const *left = a;
    const struct dci_archive_entry *const *right = b;
    return ((*left)->offset > (*right)->offset) -
        ((*left)->offset < (*right)->offset);
}

/*
 * Finds the data of every entry; entries that share bytes with others would
 * let a small archive hold more than anybody can read.
 */
static int32_t
locate_all(struct dci_archive *archive)
{
    struct dci_archive_entry **sorted =
        dci_alloc((archive->count + 1) * sizeof *sorted);
    if (!sorted)
        return DC_E_NOMEM;
    uint32_t count = 0;
    for (uint32_t i = 0; i < archive->count; i++)
        if (dci_archive_locate(archive, &archive->entries[i]))
            sorted[count++] = &archive->entries[i];
    if (count)
        qsort(sorted, count, sizeof *sorted, compare_offsets);
    int32_t status = DC_OK;
    for (uint32_t i = 1; i < count && status == DC_OK; i++) {
        const struct dci_archive_entry *before = sorted[i - 1];
        uint64_t room = sorted[i]->offset - before->offset;
        uint64_t head = before->start - before->offset;
        if (head > room || before->packed_size > room - head) {
            dci_archive_report(archive, DC_DIAG_ERROR, "archive-overlap",
                "shares its bytes with another entry", sorted[i]->name);
            status = DC_E_LIMIT;
        }
    }
    dci_free(sorted);
    return status;
}

static void
forget_entries(struct dci_archive *archive)
{
    archive->count = 0;
    dci_map_clear(&archive->names);
    dci_map_clear(&archive->folded);
}

static int32_t
read_entries(struct dci_archive *archive)
{
    const dc_str nothing = {NULL, 0};
    int32_t status = dci_archive_read_directory(archive);
    if (status == DC_E_FORMAT) {
        forget_entries(archive);
        status = dci_archive_scan(archive);
        if (status == DC_OK)
            dci_archive_report(archive, DC_DIAG_WARNING, "archive-directory",
                "the archive's directory is lost; its entries were looked "
                "for one by one",
                nothing);
        else if (status == DC_E_FORMAT)
            dci_archive_report(archive, DC_DIAG_ERROR, "archive-directory",
                "not a zip archive, or it is cut off before its first entry",
                nothing);
    }
    return status == DC_OK ? locate_all(archive) : status;
}

int32_t
dci_archive_open(const void *data, size_t len,
    const struct dci_archive_ear *ear, struct dci_archive **opened)
{
    *opened = NULL;
    struct dci_archive *archive = dci_alloc_zeroed(sizeof *archive);
    if (!archive)
        return DC_E_NOMEM;
    archive->data = data;
    archive->len = len;
    archive->ear = *ear;
    dci_arena_init(&archive->arena, NULL);
    dci_map_init(&archive->names, NULL);
    dci_map_init(&archive->folded, NULL);
    archive->inflater = libdeflate_alloc_decompressor();
    int32_t status = archive->inflater ? read_entries(archive) : DC_E_NOMEM;
    if (status != DC_OK)
        dci_archive_free(archive);
    else
        *opened = archive;
    return status;
}

void
dci_archive_free(struct dci_archive *archive)
{
    if (!archive)
        return;
    for (uint32_t i = 0; i < archive->count; i++)
        dci_free(archive->entries[i].content);
    dci_free(archive->entries);
    libdeflate_free_decompressor(archive->inflater);
    dci_map_fini(&archive->names);
    dci_map_fini(&archive->folded);
    dci_arena_fini(&archive->arena);
    dci_free(archive);
}

int32_t DC_CALL
dci_archive_at(dc_archive *public, uint32_t index, dc_archive_entry *entry)
{
    const struct dci_archive *archive = private_of(public);
    if (index >= archive->count)
        return 0;
    const struct dci_archive_entry *at = &archive->entries[index];
    entry->index = index;
    entry->name = at->name;
    entry->size = at->size;
    entry->packed_size = at->packed_size;
    entry->method = at->method;
    entry->is_encrypted = at->is_encrypted;
    return 1;
}

int32_t DC_CALL
dci_archive_lookup(dc_archive *public, dc_str name, int32_t is_forgiving,
    dc_archive_entry *entry)
{
    const struct dci_archive *archive = private_of(public);
    const struct dci_map_entry *found = dci_map_lookup(&archive->names, name);
    if (!found && is_forgiving && name.len <= DCI_PACKAGE_NAME_MAX) {
        char folded[DCI_PACKAGE_NAME_MAX];
        dci_package_name_fold(name, folded);
        found = dci_map_lookup(&archive->folded, (dc_str){folded, name.len});
    }
    return found ? dci_archive_at(public, (uint32_t)found->value, entry) : 0;
}

/* The packed bytes that are there. */
static dc_str
packed_bytes(
    const struct dci_archive *archive, const struct dci_archive_entry *entry)
{
    if (entry->start == 0)
        return (dc_str){NULL, 0};
    uint64_t left = archive->len - entry->start;
    uint64_t len = entry->packed_size < left ? entry->packed_size : left;
    return (dc_str){(const char *)archive->data + entry->start, (size_t)len};
}

/*
 * How much the entry may become, by its packed size and what others became;
 * what it was before counts as its own.
 */
static uint64_t
most_content(const struct dci_archive *archive,
    const struct dci_archive_entry *entry, size_t packed)
{
    if (archive->is_own)
        return ARCHIVE_MAX;
    uint64_t most = (uint64_t)packed * ENTRY_RATIO_MAX;
    if (most < ENTRY_FREE)
        most = ENTRY_FREE;
    uint64_t all = (uint64_t)archive->len * ARCHIVE_RATIO_MAX;
    if (all < ARCHIVE_FREE)
        all = ARCHIVE_FREE;
    if (all > ARCHIVE_MAX)
        all = ARCHIVE_MAX;
    uint64_t others = archive->inflated - entry->counted;
    uint64_t left = all > others ? all - others : 0;
    return most < left ? most : left;
}

/* The bytes before the zeros at the end: what damaged data still gave. */
static size_t
before_zeros(const char *text, size_t len)
{
    while (len && text[len - 1] == 0)
        len--;
    return len;
}

/* The stated size, as far as a few packed bytes make it credible. */
static uint64_t
first_room(const struct dci_archive_entry *entry, size_t packed, uint64_t most)
{
    uint64_t room = (uint64_t)packed * STATED_RATIO_MAX + STATED_FREE;
    if (entry->size < room)
        room = entry->size;
    return room < most ? room : most;
}

/*
 * Inflates into memory that grows from the stated size to the limit: the
 * stated size may be a lie in both directions.  What is inflated for nothing
 * counts too, so that all of an archive's entries together stay in bounds.
 */
static int32_t
inflate(struct dci_archive *archive, struct dci_archive_entry *entry,
    dc_str packed, size_t *len)
{
    uint64_t most = most_content(archive, entry, packed.len);
    uint64_t room = first_room(entry, packed.len, most);
    for (;;) {
        char *text = dci_alloc_zeroed((size_t)room + DCI_ARCHIVE_PADDING);
        if (!text)
            return DC_E_NOMEM;
        enum libdeflate_result result = libdeflate_deflate_decompress(
            archive->inflater, packed.ptr, packed.len, text, (size_t)room, len);
        if (result != LIBDEFLATE_INSUFFICIENT_SPACE) {
            bool is_whole = result == LIBDEFLATE_SUCCESS;
            entry->content = text;
            if (!is_whole)
                *len = before_zeros(text, (size_t)room);
            return is_whole ? DC_OK : DC_E_FORMAT;
        }
        dci_free(text);
        if (room >= most) {
            archive->inflated += most;
            return DC_E_LIMIT;
        }
        room = room < most / 2 ? room * 2 + STATED_FREE : most;
    }
}

/* Stored content is copied: other entries stand where its padding would. */
static int32_t
copy_stored(const struct dci_archive *archive, struct dci_archive_entry *entry,
    dc_str packed, size_t *len)
{
    *len = packed.len;
    if (packed.len > most_content(archive, entry, packed.len))
        return DC_E_LIMIT;
    entry->content = dci_alloc_zeroed(packed.len + DCI_ARCHIVE_PADDING);
    if (!entry->content)
        return DC_E_NOMEM;
    if (packed.len)
        memcpy(entry->content, packed.ptr, packed.len);
    return packed.len == entry->packed_size ? DC_OK : DC_E_FORMAT;
}

static const char *
why_not(int32_t status)
{
    switch (status) {
    case DC_OK:
        return NULL;
    case DC_E_LIMIT:
        return "it is too large for its packed size (a zip bomb?)";
    case DC_E_NOMEM:
        return "out of memory";
    default:
        return "its data are damaged";
    }
}

static int32_t
read_content(
    struct dci_archive *archive, struct dci_archive_entry *entry, size_t *len)
{
    dc_str packed = packed_bytes(archive, entry);
    if (entry->method == DC_ARCHIVE_STORED)
        return copy_stored(archive, entry, packed, len);
    return inflate(archive, entry, packed, len);
}

int32_t DC_CALL
dci_archive_content(
    dc_archive *public, uint32_t index, dc_str *bytes, const char **why)
{
    struct dci_archive *archive = private_of(public);
    *bytes = (dc_str){"", 0};
    if (index >= archive->count) {
        *why = "there is no such entry";
        return DC_E_FORMAT;
    }
    struct dci_archive_entry *entry = &archive->entries[index];
    if (entry->is_encrypted) {
        *why = "it is encrypted";
        return DC_E_ENCRYPTED;
    }
    if (entry->method != DC_ARCHIVE_STORED &&
        entry->method != DC_ARCHIVE_DEFLATED) {
        *why = "it is packed by a method that docconv does not know";
        return DC_E_FORMAT;
    }
    dci_archive_drop(public, index);
    size_t len = 0;
    int32_t status = read_content(archive, entry, &len);
    *why = why_not(status);
    if (!entry->content)
        return status;
    archive->inflated += len - entry->counted;
    entry->counted = len;
    *bytes = (dc_str){entry->content, len};
    if (status == DC_OK &&
        libdeflate_crc32(0, entry->content, len) != entry->crc) {
        *why = "its checksum is wrong";
        status = DC_E_FORMAT;
    }
    return status;
}

void DC_CALL
dci_archive_drop(dc_archive *public, uint32_t index)
{
    struct dci_archive *archive = private_of(public);
    if (index >= archive->count)
        return;
    dci_free(archive->entries[index].content);
    archive->entries[index].content = NULL;
}

int32_t DC_CALL
dci_archive_packed(
    dc_archive *public, uint32_t index, dc_str *bytes, uint32_t *crc)
{
    const struct dci_archive *archive = private_of(public);
    if (index >= archive->count)
        return 0;
    const struct dci_archive_entry *entry = &archive->entries[index];
    *bytes = packed_bytes(archive, entry);
    *crc = entry->crc;
    return bytes->len == entry->packed_size && entry->start != 0;
}
