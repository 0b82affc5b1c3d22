/* SPDX-License-Identifier: MIT */
/*
 * Tar archives over libarchive: ustar, pax, GNU and V7, plain or packed by
 * gzip, bzip2, xz or zstd.  No other of its formats is asked for, and no chain
 * of filters: what lies between two of them would be unpacked uncounted.
 *
 * libarchive hands names through the character set of the locale, and gives
 * none at all where that has no such letters.  So its calls run in C.UTF-8,
 * which glibc has built in, for this thread alone.
 */
#include "unpack/unpack.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <locale.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct dci_unpack {
    struct archive *archive;
    locale_t locale;
};

/* The filters besides the one that is none. */
enum { FILTERS_MOST = 1 };

static int32_t
fault_of(const struct dci_unpack *unpack)
{
    return archive_errno(unpack->archive) == ENOMEM ? DC_E_NOMEM : DC_E_FORMAT;
}

static void
close_unpack(struct dci_unpack *unpack)
{
    if (!unpack)
        return;
    archive_read_free(unpack->archive);
    if (unpack->locale)
        freelocale(unpack->locale);
    free(unpack);
}

static bool
choose_formats(struct archive *archive)
{
    return archive_read_support_format_tar(archive) == ARCHIVE_OK &&
        archive_read_support_filter_gzip(archive) == ARCHIVE_OK &&
        archive_read_support_filter_bzip2(archive) == ARCHIVE_OK &&
        archive_read_support_filter_xz(archive) == ARCHIVE_OK &&
        archive_read_support_filter_zstd(archive) == ARCHIVE_OK;
}

static int32_t
open_archive(struct dci_unpack *unpack, const void *data, size_t len)
{
    if (!choose_formats(unpack->archive))
        return DC_E_NOMEM;
    if (archive_read_open_memory(unpack->archive, data, len) != ARCHIVE_OK)
        return fault_of(unpack);
    return archive_filter_count(unpack->archive) > FILTERS_MOST + 1
        ? DC_E_FORMAT
        : DC_OK;
}

static int32_t
open_unpack(const void *data, size_t len, struct dci_unpack **opened)
{
    struct dci_unpack *unpack = calloc(1, sizeof(*unpack));
    int32_t status = DC_E_NOMEM;
    *opened = NULL;
    if (!unpack)
        return status;
    unpack->locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    unpack->archive = archive_read_new();
    if (unpack->archive && unpack->locale)
        status = open_archive(unpack, data, len);
    if (status == DC_OK)
        *opened = unpack;
    else
        close_unpack(unpack);
    return status;
}

static enum dci_unpack_kind
kind_of(struct archive_entry *entry)
{
    if (archive_entry_hardlink(entry) || archive_entry_symlink(entry))
        return DCI_UNPACK_LINK;
    switch (archive_entry_filetype(entry)) {
    case AE_IFREG:
        return DCI_UNPACK_FILE;
    case AE_IFDIR:
        return DCI_UNPACK_FOLDER;
    case AE_IFLNK:
        return DCI_UNPACK_LINK;
    default:
        return DCI_UNPACK_OTHER;
    }
}

/* Warnings are about owners, times and the like. */
static int32_t
next_entry(struct dci_unpack *unpack, struct dci_unpack_entry *to)
{
    struct archive_entry *entry;
    locale_t before = uselocale(unpack->locale);
    int result = archive_read_next_header(unpack->archive, &entry);
    if (result == ARCHIVE_OK || result == ARCHIVE_WARN) {
        const char *name = archive_entry_pathname(entry);
        to->name = (dc_str){name ? name : "", name ? strlen(name) : 0};
        to->kind = kind_of(entry);
    }
    uselocale(before);
    if (result == ARCHIVE_EOF)
        return 0;
    return result == ARCHIVE_OK || result == ARCHIVE_WARN ? 1
                                                          : fault_of(unpack);
}

static int32_t
read_piece(struct dci_unpack *unpack, struct dci_unpack_piece *piece)
{
    int64_t offset = 0;
    int result = archive_read_data_block(
        unpack->archive, &piece->data, &piece->len, &offset);
    piece->offset = (uint64_t)offset;
    if (result == ARCHIVE_EOF)
        return 0;
    return result == ARCHIVE_OK && offset >= 0 ? 1 : fault_of(unpack);
}

static uint64_t
amount_unpacked(const struct dci_unpack *unpack)
{
    int64_t bytes = archive_filter_bytes(unpack->archive, 0);
    return bytes > 0 ? (uint64_t)bytes : 0;
}

static const struct dci_unpack_service unpack_service = {
    .open = open_unpack,
    .close = close_unpack,
    .next = next_entry,
    .read = read_piece,
    .amount = amount_unpacked,
};

/* The module's one exported function; see core/host/service.c. */
DC_EXPORT const void *docconv_service_v1(const char *id);

const void *
docconv_service_v1(const char *id)
{
    return strcmp(id, DCI_UNPACK_ID) == 0 ? &unpack_service : NULL;
}
