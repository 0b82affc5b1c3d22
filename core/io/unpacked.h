/* SPDX-License-Identifier: MIT */
/*
 * A tar archive, unpacked into a file without a name.  What comes out of
 * libarchive is taken with suspicion: amounts, entries and names are held to
 * the limits that zip archives have (ext/archive.h).  Private to the core.
 */
#ifndef DCI_UNPACKED_H
#define DCI_UNPACKED_H

#include "base/arena.h"
#include "base/map.h"
#include "io/archive.h"
#include "io/source.h"
#include "unpack/unpack.h"

struct dci_unpacked_entry {
    dc_str name; /* UTF-8, relative, without ".." */
    uint64_t start; /* in the file */
    uint64_t size;
};

struct dci_unpacked {
    const struct dci_unpack_service *service;
    struct dci_archive_ear ear;
    int fd;
    struct dci_unpacked_entry *entries;
    uint32_t count;
    uint32_t room;
    uint32_t seen; /* entries, also those that were left out */
    uint64_t end; /* of what the file holds */
    uint64_t most; /* that it may */
    struct dci_map names; /* number of the entry + 1 */
    struct dci_arena arena;
};

/*
 * Unpacks all files of the archive.  DC_OK, with a warning for one that is
 * cut off or damaged after its first file; DC_E_FORMAT, DC_E_LIMIT, reported;
 * DC_E_NOMEM, DC_E_IO with errno.  There is nothing to free then.
 */
DC_MUST_USE int32_t dci_unpacked_open(const struct dci_unpack_service *service,
    const void *data, size_t len, const struct dci_archive_ear *ear,
    struct dci_unpacked **opened);
void dci_unpacked_free(struct dci_unpacked *unpacked);

/* The content of entry `index`, to be closed; dci_source_open's status. */
DC_MUST_USE int32_t dci_unpacked_content(const struct dci_unpacked *unpacked,
    uint32_t index, struct dci_source *source);

#endif
