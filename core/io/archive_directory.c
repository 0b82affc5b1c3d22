/* SPDX-License-Identifier: MIT */
/*
 * The central directory of a zip archive (APPNOTE 6.3.9, 4.3.12 to 4.3.16):
 * found from its end record, which stands before a comment of at most 64 KiB,
 * also where something was put in front of the archive.
 */
#include "io/archive.h"

#include <stdlib.h>
#include <string.h>

enum {
    SIGNATURE_DIRECTORY = 0x02014b50,
    SIGNATURE_END = 0x06054b50,
    SIGNATURE_END_64 = 0x06064b50,
    SIGNATURE_LOCATOR_64 = 0x07064b50,
    DIRECTORY_HEADER = 46,
    END_RECORD = 22,
    END_RECORD_64 = 56,
    LOCATOR_64 = 20,
    COMMENT_MAX = 65535,
    EXTRA_64 = 0x0001,

    FLAG_ENCRYPTED = 1 << 0,
    FLAG_UTF8 = 1 << 11,
    FLAG_HIDDEN = 1 << 13,

    MADE_BY_UNIX = 3,
    UNIX_TYPE = 0170000,
    UNIX_FOLDER = 0040000,
    UNIX_FILE = 0100000
};

/* What the end record says of the directory. */
struct end {
    uint64_t at; /* of the end record itself */
    uint64_t count;
    uint64_t size;
    uint64_t offset; /* as stated; too small where something stands in front */
};

static int32_t
refuse(const struct dci_archive *archive, int32_t status, const char *message)
{
    const dc_str nothing = {NULL, 0};
    dci_archive_report(archive, DC_DIAG_ERROR,
        status == DC_E_LIMIT ? "archive-limit" : "archive-directory", message,
        nothing);
    return status;
}

/* The end record of 64-bit archives, if its locator stands before `end`. */
static void
read_end_64(const struct dci_archive *archive, struct end *end)
{
    const unsigned char *data = archive->data;
    if (end->at < LOCATOR_64 ||
        dci_zip_32(data + end->at - LOCATOR_64) != SIGNATURE_LOCATOR_64)
        return;
    uint64_t at = dci_zip_64(data + end->at - LOCATOR_64 + 8);
    if (archive->len < END_RECORD_64 || at > archive->len - END_RECORD_64 ||
        dci_zip_32(data + at) != SIGNATURE_END_64)
        return;
    end->count = dci_zip_64(data + at + 32);
    end->size = dci_zip_64(data + at + 40);
    end->offset = dci_zip_64(data + at + 48);
    end->at = at;
}

static bool
find_end(const struct dci_archive *archive, struct end *end)
{
    if (archive->len < END_RECORD)
        return false;
    size_t last = archive->len - END_RECORD;
    size_t first = last > COMMENT_MAX ? last - COMMENT_MAX : 0;
    for (size_t at = last + 1; at-- > first;) {
        const unsigned char *record = archive->data + at;
        if (record[0] != 'P' || dci_zip_32(record) != SIGNATURE_END)
            continue;
        /* In a comment such letters mean nothing. */
        if (dci_zip_16(record + 20) > archive->len - at - END_RECORD)
            continue;
        end->at = at;
        end->count = dci_zip_16(record + 10);
        end->size = dci_zip_32(record + 12);
        end->offset = dci_zip_32(record + 16);
        read_end_64(archive, end);
        return true;
    }
    return false;
}

/* Numbers that do not fit 32 bits stand in an extra field, in this order. */
static void
read_extra_64(
    const unsigned char *at, size_t len, struct dci_archive_entry *entry)
{
    uint64_t *const numbers[] = {
        &entry->size, &entry->packed_size, &entry->offset};
    while (len >= 4) {
        size_t size = dci_zip_16(at + 2);
        if (size > len - 4)
            return;
        if (dci_zip_16(at) == EXTRA_64) {
            const unsigned char *number = at + 4;
            for (size_t i = 0; i < 3; i++) {
                if (*numbers[i] != UINT32_MAX || size < 8)
                    continue;
                *numbers[i] = dci_zip_64(number);
                number += 8;
                size -= 8;
            }
            return;
        }
        at += 4 + size;
        len -= 4 + size;
    }
}

/* True for what is neither a file nor a folder: links, devices, pipes. */
static bool
is_special(const unsigned char *header)
{
    uint32_t mode = dci_zip_32(header + 38) >> 16 & UNIX_TYPE;
    return header[5] == MADE_BY_UNIX && mode != 0 && mode != UNIX_FOLDER &&
        mode != UNIX_FILE;
}

/* One header of the directory; returns its length, or 0 if it is none. */
static size_t
read_header(struct dci_archive *archive, const unsigned char *header,
    size_t len, uint64_t shift, int32_t *status)
{
    if (len < DIRECTORY_HEADER || dci_zip_32(header) != SIGNATURE_DIRECTORY)
        return 0;
    size_t name_len = dci_zip_16(header + 28);
    size_t extra_len = dci_zip_16(header + 30);
    size_t whole =
        DIRECTORY_HEADER + name_len + extra_len + dci_zip_16(header + 32);
    if (whole > len)
        return 0;
    uint16_t flags = dci_zip_16(header + 8);
    struct dci_archive_entry entry = {
        .name = {(const char *)header + DIRECTORY_HEADER, name_len},
        .method = dci_zip_16(header + 10),
        .crc = dci_zip_32(header + 16),
        .packed_size = dci_zip_32(header + 20),
        .size = dci_zip_32(header + 24),
        .offset = dci_zip_32(header + 42),
        .is_encrypted = (flags & (FLAG_ENCRYPTED | FLAG_HIDDEN)) != 0,
    };
    read_extra_64(header + DIRECTORY_HEADER + name_len, extra_len, &entry);
    entry.offset += shift;
    if (is_special(header))
        dci_archive_report(archive, DC_DIAG_WARNING, "archive-link",
            "is a link or a device and was left out", entry.name);
    else
        *status = dci_archive_add(archive, &entry, flags & FLAG_UTF8);
    return whole;
}

int32_t
dci_archive_read_directory(struct dci_archive *archive)
{
    struct end end;
    if (!find_end(archive, &end))
        return DC_E_FORMAT;
    if (end.count > DCI_ARCHIVE_ENTRIES_MAX)
        return refuse(archive, DC_E_LIMIT, "more than 65,535 entries");
    if (end.size > end.at || end.offset > end.at - end.size)
        return DC_E_FORMAT;
    /* What was put in front of the archive moved all it says. */
    uint64_t shift = end.at - end.size - end.offset;
    const unsigned char *at = archive->data + end.offset + shift;
    size_t left = (size_t)end.size;
    int32_t status = DC_OK;
    for (uint64_t i = 0; i < end.count && status == DC_OK; i++) {
        size_t len = read_header(archive, at, left, shift, &status);
        if (len == 0)
            return DC_E_FORMAT;
        at += len;
        left -= len;
    }
    return status;
}
