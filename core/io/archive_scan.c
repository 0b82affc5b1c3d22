/* SPDX-License-Identifier: MIT */
/*
 * An archive whose central directory is lost (a download that broke off):
 * local headers are looked for one after the other.  Where a header leaves its
 * sizes to a record behind the data, the next header's place tells them.
 */
#include "io/archive.h"

#include <string.h>

enum {
    SIGNATURE_ENTRY = 0x04034b50,
    SIGNATURE_DIRECTORY = 0x02014b50,
    SIGNATURE_DESCRIPTOR = 0x08074b50,
    ENTRY_HEADER = 30,
    DESCRIPTOR = 16,
    FLAG_ENCRYPTED = 1 << 0,
    FLAG_DESCRIPTOR = 1 << 3,
    FLAG_UTF8 = 1 << 11
};

/* The next header, of an entry or of the directory, from `at` on; or len. */
static size_t
find_header(const struct dci_archive *archive, size_t at)
{
    while (at + 4 <= archive->len) {
        const unsigned char *found =
            memchr(archive->data + at, 'P', archive->len - at);
        if (!found || archive->len - (size_t)(found - archive->data) < 4)
            break;
        uint32_t signature = dci_zip_32(found);
        if (signature == SIGNATURE_ENTRY || signature == SIGNATURE_DIRECTORY)
            return (size_t)(found - archive->data);
        at = (size_t)(found - archive->data) + 1;
    }
    return archive->len;
}

/* The sizes of an entry that does not state them; `next` follows it. */
static void
measure(const struct dci_archive *archive, struct dci_archive_entry *entry,
    size_t start, size_t next)
{
    entry->packed_size = next - start;
    if (next - start < DESCRIPTOR)
        return;
    const unsigned char *record = archive->data + next - DESCRIPTOR;
    if (dci_zip_32(record) != SIGNATURE_DESCRIPTOR)
        return;
    entry->crc = dci_zip_32(record + 4);
    entry->packed_size -= DESCRIPTOR;
    entry->size = dci_zip_32(record + 12);
}

int32_t
dci_archive_scan(struct dci_archive *archive)
{
    int32_t status = DC_OK;
    size_t at = find_header(archive, 0);
    while (status == DC_OK && archive->len - at >= ENTRY_HEADER) {
        const unsigned char *header = archive->data + at;
        if (dci_zip_32(header) != SIGNATURE_ENTRY)
            break;
        uint16_t flags = dci_zip_16(header + 6);
        size_t name_len = dci_zip_16(header + 26);
        size_t start = at + ENTRY_HEADER + name_len + dci_zip_16(header + 28);
        if (start > archive->len)
            break;
        struct dci_archive_entry entry = {
            .name = {(const char *)header + ENTRY_HEADER, name_len},
            .method = dci_zip_16(header + 8),
            .crc = dci_zip_32(header + 14),
            .packed_size = dci_zip_32(header + 18),
            .size = dci_zip_32(header + 22),
            .offset = at,
            .is_encrypted = (flags & FLAG_ENCRYPTED) != 0,
        };
        bool is_stated = !(flags & FLAG_DESCRIPTOR) &&
            entry.packed_size <= archive->len - start;
        size_t next = find_header(
            archive, is_stated ? start + (size_t)entry.packed_size : start);
        if (!is_stated)
            measure(archive, &entry, start, next);
        status = dci_archive_add(archive, &entry, flags & FLAG_UTF8);
        at = next;
    }
    return status == DC_OK && archive->count == 0 ? DC_E_FORMAT : status;
}
