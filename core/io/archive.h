/* SPDX-License-Identifier: MIT */
/*
 * The zip reader behind the service "docconv.archive/1" (ext/archive.h).  It
 * knows no job: it reports to whom its maker names.  Private to the core.
 *
 * archive.c is the archive and its content; archive_directory.c finds and
 * parses the central directory; archive_scan.c does without one.
 */
#ifndef DCI_ARCHIVE_H
#define DCI_ARCHIVE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/map.h"
#include "docconv/ext/archive.h"

/* The most entries; a zip without its 64-bit extension can hold no more. */
#define DCI_ARCHIVE_ENTRIES_MAX 65535u

/* Readable zero bytes behind inflated content. */
#define DCI_ARCHIVE_PADDING 64u

struct dci_archive_entry {
    dc_str name;
    uint64_t size; /* as stated */
    uint64_t packed_size;
    uint64_t offset; /* of its local header */
    uint64_t start; /* of its packed bytes; 0: not known yet */
    uint32_t crc;
    uint16_t method;
    bool is_encrypted;
    char *content; /* inflated, or NULL */
    size_t counted; /* bytes of it that dci_archive.inflated has */
};

/* Who hears what is wrong with an archive. */
struct dci_archive_ear {
    void *user;
    void (*report)(void *user, uint32_t severity, const char *rule,
        const char *message, dc_str name);
};

struct dci_archive {
    const unsigned char *data;
    size_t len;
    struct dci_archive_ear ear;
    struct dci_archive_entry *entries;
    uint32_t count;
    uint32_t room;
    uint64_t inflated; /* bytes of content so far */
    bool is_own; /* this program has just made it: no ratio is too large */
    struct dci_map names; /* entry number + 1 by name */
    struct dci_map folded; /* and by the name without its case */
    struct dci_arena arena;
    struct libdeflate_decompressor *inflater;
    struct dci_archive *next; /* its owner's */
};

/* DC_OK, or why there is no archive; it is freed then. */
DC_MUST_USE int32_t dci_archive_open(const void *data, size_t len,
    const struct dci_archive_ear *ear, struct dci_archive **archive);
void dci_archive_free(struct dci_archive *archive);

/* The members of dc_archive_service as ext/archive.h describes them. */
int32_t DC_CALL dci_archive_at(
    dc_archive *archive, uint32_t index, dc_archive_entry *entry);
int32_t DC_CALL dci_archive_lookup(dc_archive *archive, dc_str name,
    int32_t is_forgiving, dc_archive_entry *entry);
int32_t DC_CALL dci_archive_content(
    dc_archive *archive, uint32_t index, dc_str *bytes, const char **why);
void DC_CALL dci_archive_drop(dc_archive *archive, uint32_t index);
int32_t DC_CALL dci_archive_packed(
    dc_archive *archive, uint32_t index, dc_str *bytes, uint32_t *crc);

/* Parts of open. */

/* The entries of the central directory; DC_E_FORMAT if there is none. */
int32_t dci_archive_read_directory(struct dci_archive *archive);
/* The entries as they follow each other. */
int32_t dci_archive_scan(struct dci_archive *archive);

/*
 * Adds an entry whose name is still as the archive has it; one that may not be
 * read is reported and left out.
 */
int32_t dci_archive_add(struct dci_archive *archive,
    const struct dci_archive_entry *entry, bool is_utf8);

/* Finds where the entry's bytes are; false: its header is no header. */
bool dci_archive_locate(
    const struct dci_archive *archive, struct dci_archive_entry *entry);

void dci_archive_report(const struct dci_archive *archive, uint32_t severity,
    const char *rule, const char *message, dc_str name);

/* Little-endian numbers of a zip's headers. */
static inline uint16_t
dci_zip_16(const unsigned char *at)
{
    return (uint16_t)(at[0] | at[1] << 8);
}

static inline uint32_t
dci_zip_32(const unsigned char *at)
{
    return (uint32_t)dci_zip_16(at) | (uint32_t)dci_zip_16(at + 2) << 16;
}

static inline uint64_t
dci_zip_64(const unsigned char *at)
{
    return dci_zip_32(at) | (uint64_t)dci_zip_32(at + 4) << 32;
}

#endif
