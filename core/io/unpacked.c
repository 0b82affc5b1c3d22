/* SPDX-License-Identifier: MIT */
/*
 * Unpacking a tar archive (unpacked.h).  A packed archive has no directory and
 * can only be read from its begin, so its files go into one spool as they
 * come, each with zeros behind it, and are mapped from there.
 */
#include "io/unpacked.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "io/archive_name.h"
#include "io/listing.h"
#include "io/spool.h"

enum {
    RATIO_MAX = 50,
    /* Headers, names and padding, which no budget of content knows. */
    HEADERS_FREE = 1 << 20,
    HEADERS_EACH = 8 << 10
};

#define MIB (UINT64_C(1) << 20)
#define CONTENT_FREE (64 * MIB)
#define CONTENT_MAX (UINT64_C(4) << 30)

static void
report(const struct dci_unpacked *self, uint32_t severity, const char *rule,
    const char *message, dc_str name)
{
    self->ear.report(self->ear.user, severity, rule, message, name);
}

static int32_t
refuse_limit(const struct dci_unpacked *self, const char *message)
{
    report(self, DC_DIAG_ERROR, "archive-limit", message, (dc_str){NULL, 0});
    return DC_E_LIMIT;
}

/* More than the files can account for: endless headers, or what is skipped. */
static bool
is_too_much(const struct dci_unpacked *self, const struct dci_unpack *unpack)
{
    return self->service->amount(unpack) >
        self->most + HEADERS_FREE + (uint64_t)self->seen * HEADERS_EACH;
}

/* Names. */

/* Why the entry is left out, or NULL; a folder is, too, but not worth words. */
static const char *
judge_kind(const struct dci_unpack_entry *entry)
{
    if (entry->kind == DCI_UNPACK_LINK)
        return "a link, which is not followed";
    return entry->kind == DCI_UNPACK_OTHER ? "not a file" : NULL;
}

/*
 * The entry's own copy of its name in *name; empty if it is left out, which
 * was told.
 */
static int32_t
name_entry(struct dci_unpacked *self, const struct dci_unpack_entry *entry,
    dc_str *name)
{
    size_t len = 0;
    const char *fault = judge_kind(entry);
    *name = (dc_str){NULL, 0};
    char *text = dci_arena_text(&self->arena, entry->name.len * 3 + 1);
    if (!text)
        return DC_E_NOMEM;
    if (!fault)
        fault = dci_archive_name(entry->name, true, text, &len);
    /* "./", which archives of the folder itself begin with. */
    if (entry->kind == DCI_UNPACK_FOLDER)
        return DC_OK;
    if (fault)
        report(self, DC_DIAG_WARNING, "archive-name", fault, entry->name);
    else if (dci_is_clutter((dc_str){text, len}))
        report(self, DC_DIAG_NOTE, "member-left-out", "not read", entry->name);
    else
        *name = (dc_str){text, len};
    return DC_OK;
}

/* The entry of that name: tar appends what replaces an earlier file. */
static struct dci_unpacked_entry *
take_entry(struct dci_unpacked *self, dc_str name)
{
    int is_new;
    struct dci_map_entry *known = dci_map_insert(&self->names, name, &is_new);
    if (!known)
        return NULL;
    if (!is_new) {
        report(self, DC_DIAG_WARNING, "archive-duplicate",
            "stands in the archive twice; the last was read", name);
        return &self->entries[known->value - 1];
    }
    if (self->count == self->room) {
        uint32_t room = self->room ? self->room * 2 : 64;
        void *larger =
            dci_realloc(self->entries, room * sizeof(*self->entries));
        if (!larger)
            return NULL;
        self->entries = larger;
        self->room = room;
    }
    known->value = ++self->count;
    self->entries[self->count - 1].name = name;
    return &self->entries[self->count - 1];
}

/* Content. */

/* Writes the piece where it belongs; holes stay holes. */
static int32_t
keep_piece(
    const struct dci_unpacked *self, const struct dci_unpack_piece *piece)
{
    uint64_t room = self->end < self->most ? self->most - self->end : 0;
    if (piece->offset > room || piece->len > room - piece->offset)
        return DC_E_LIMIT;
    const char *at = piece->data;
    size_t len = piece->len;
    off_t to = (off_t)(self->end + piece->offset);
    while (len) {
        ssize_t n = pwrite(self->fd, at, len, to);
        if (n <= 0)
            return DC_E_IO;
        at += n;
        to += n;
        len -= (size_t)n;
    }
    return DC_OK;
}

/*
 * Takes the content of an entry, into the spool if `is_kept`; *size is what
 * there was, also of one that is cut off.
 */
static int32_t
read_content(struct dci_unpacked *self, struct dci_unpack *unpack, bool is_kept,
    uint64_t *size)
{
    struct dci_unpack_piece piece;
    int32_t status;
    *size = 0;
    while ((status = self->service->read(unpack, &piece)) == 1) {
        if (is_too_much(self, unpack))
            return DC_E_LIMIT;
        status = is_kept ? keep_piece(self, &piece) : DC_OK;
        if (status != DC_OK)
            return status;
        if (piece.offset + piece.len > *size)
            *size = piece.offset + piece.len;
    }
    return status;
}

static int32_t
keep_entry(struct dci_unpacked *self, struct dci_unpack *unpack,
    const struct dci_unpack_entry *entry)
{
    dc_str name;
    uint64_t size;
    int32_t status = name_entry(self, entry, &name);
    if (status == DC_OK)
        status = read_content(self, unpack, name.len > 0, &size);
    if (name.len == 0 || (status != DC_OK && status != DC_E_FORMAT))
        return status;
    struct dci_unpacked_entry *kept = take_entry(self, name);
    if (!kept)
        return DC_E_NOMEM;
    kept->start = self->end;
    kept->size = size;
    self->end += size + DC_INPUT_PADDING;
    return status;
}

static int32_t
read_entries(struct dci_unpacked *self, struct dci_unpack *unpack)
{
    struct dci_unpack_entry entry;
    int32_t status;
    while ((status = self->service->next(unpack, &entry)) == 1) {
        if (++self->seen > DCI_ARCHIVE_ENTRIES_MAX)
            return refuse_limit(self, "more entries than 65535");
        status = is_too_much(self, unpack) ? DC_E_LIMIT
                                           : keep_entry(self, unpack, &entry);
        if (status != DC_OK)
            break;
    }
    if (status == DC_E_LIMIT)
        return refuse_limit(self,
            "the archive holds more than its size lets expect (an archive "
            "bomb?)");
    /* The zeros behind the last file: a hole is not in the file's size. */
    if (status == DC_OK && ftruncate(self->fd, (off_t)self->end) != 0)
        return DC_E_IO;
    return status;
}

/* What a damaged archive gave is read. */
static int32_t
settle_damage(struct dci_unpacked *self)
{
    if (self->count == 0) {
        report(self, DC_DIAG_ERROR, "archive-damaged",
            "not a tar archive, or damaged before its first file",
            (dc_str){NULL, 0});
        return DC_E_FORMAT;
    }
    report(self, DC_DIAG_WARNING, "archive-damaged",
        "is where the archive is damaged or cut off: no more is read",
        self->entries[self->count - 1].name);
    return ftruncate(self->fd, (off_t)self->end) == 0 ? DC_OK : DC_E_IO;
}

static int32_t
read_archive(struct dci_unpacked *self, const void *data, size_t len)
{
    struct dci_unpack *unpack;
    self->most = (uint64_t)len * RATIO_MAX;
    if (self->most < CONTENT_FREE)
        self->most = CONTENT_FREE;
    if (self->most > CONTENT_MAX)
        self->most = CONTENT_MAX;
    self->fd = dci_spool_open();
    if (self->fd < 0)
        return DC_E_IO;
    int32_t status = self->service->open(data, len, &unpack);
    if (status == DC_OK)
        status = read_entries(self, unpack);
    self->service->close(unpack);
    return status == DC_E_FORMAT ? settle_damage(self) : status;
}

int32_t
dci_unpacked_open(const struct dci_unpack_service *service, const void *data,
    size_t len, const struct dci_archive_ear *ear, struct dci_unpacked **opened)
{
    *opened = NULL;
    struct dci_unpacked *self = dci_alloc_zeroed(sizeof(*self));
    if (!self)
        return DC_E_NOMEM;
    self->service = service;
    self->ear = *ear;
    self->fd = -1;
    dci_arena_init(&self->arena, NULL);
    dci_map_init(&self->names, NULL);
    int32_t status = read_archive(self, data, len);
    if (status == DC_OK)
        *opened = self;
    else
        dci_unpacked_free(self);
    return status;
}

void
dci_unpacked_free(struct dci_unpacked *self)
{
    if (!self)
        return;
    if (self->fd >= 0)
        close(self->fd);
    dci_free(self->entries);
    dci_map_fini(&self->names);
    dci_arena_fini(&self->arena);
    dci_free(self);
}

int32_t
dci_unpacked_content(
    const struct dci_unpacked *self, uint32_t index, struct dci_source *source)
{
    const struct dci_unpacked_entry *entry = &self->entries[index];
    return dci_source_open_part(self->fd, entry->start, entry->size, source);
}
