/* SPDX-License-Identifier: MIT */
/*
 * Service "docconv.archive/1": reading a zip archive that lies in memory, by
 * its central directory, entry by entry, in any order (APPNOTE 6.3.9).
 *
 * An archive is taken with suspicion.  What it states is a hint; content is
 * inflated under limits of its own: an entry at most 100 times its packed size
 * (or 8 MiB), all together at most 50 times the archive (or 64 MiB) and 4 GiB.
 * Entries whose bytes overlap are refused, since that is how small files claim
 * to be huge.  Names that lead out of a folder, links and devices are left out
 * of the directory with a warning each.  Where the directory is lost the
 * entries are looked for one after the other, with a warning.
 */
#ifndef DOCCONV_EXT_ARCHIVE_H
#define DOCCONV_EXT_ARCHIVE_H

#include "docconv/plugin.h"

#define DC_ARCHIVE_ID "docconv.archive/1"

typedef struct dc_archive dc_archive;

/* Compression methods that content() reads. */
#define DC_ARCHIVE_STORED 0u
#define DC_ARCHIVE_DEFLATED 8u

/* One entry.  Set struct_size first. */
typedef struct dc_archive_entry {
    uint32_t struct_size;
    uint32_t index;
    /* UTF-8, relative, '/' between its parts, no ".." among them. */
    dc_str name;
    uint64_t size; /* as stated; content() knows better */
    uint64_t packed_size;
    uint32_t method; /* DC_ARCHIVE_ or another */
    int32_t is_encrypted;
} dc_archive_entry;

typedef struct dc_archive_service {
    uint32_t struct_size;

    /*
     * Opens `data`, which must outlive the job.  *archive lives until the job
     * ends.  DC_E_FORMAT: no zip archive, or one of several volumes;
     * DC_E_LIMIT: too many entries or overlapping ones; DC_E_NOMEM.  Each is
     * reported, and not made the job's status: that is the caller's to decide.
     */
    int32_t(DC_CALL *open)(
        dc_job *job, const void *data, size_t len, dc_archive **archive);

    /* Entry number `index` in the order of the directory; 1, or 0 past it. */
    int32_t(DC_CALL *at)(
        dc_archive *archive, uint32_t index, dc_archive_entry *entry);

    /*
     * The entry of that name; 1, or 0 when there is none.  With
     * `is_forgiving` a name that differs only in case is found too.
     */
    int32_t(DC_CALL *lookup)(dc_archive *archive, dc_str name,
        int32_t is_forgiving, dc_archive_entry *entry);

    /*
     * The content of entry `index` in *bytes, with 64 zero bytes behind it.
     * It stays until drop(), the next call for the same entry or the job's
     * end; who borrows text from it pins it (dc_build.pin).
     *
     * DC_OK; DC_E_FORMAT: damaged (its checksum or its data are wrong; *bytes
     * is what could be read) or of an unknown method; DC_E_ENCRYPTED;
     * DC_E_LIMIT; DC_E_NOMEM.  Nothing is reported: *why says it, a static
     * text.
     */
    int32_t(DC_CALL *content)(dc_archive *archive, uint32_t index,
        dc_str *bytes, const char **why);

    /* Frees the content of the entry, which must not be pinned. */
    void(DC_CALL *drop)(dc_archive *archive, uint32_t index);

    /*
     * The bytes of the entry as they are packed, a slice of the archive, for
     * handing them on as they are; and the checksum of its content as stated.
     * 1, or 0 when they are not all there.
     */
    int32_t(DC_CALL *packed)(dc_archive *archive, uint32_t index,
        dc_str *bytes, uint32_t *crc);
} dc_archive_service;

#endif
