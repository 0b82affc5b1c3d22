/* SPDX-License-Identifier: MIT */
/*
 * What the module unpack.so offers the core: the entries of a tar archive, one
 * after the other, as libarchive sees them.  It judges nothing: names, sizes
 * and amounts are what the archive says.  Private to the core.
 */
#ifndef DCI_UNPACK_H
#define DCI_UNPACK_H

#include "docconv/plugin.h"

#define DCI_UNPACK_ID "docconv.unpack/1"

struct dci_unpack;

enum dci_unpack_kind {
    DCI_UNPACK_FILE,
    DCI_UNPACK_FOLDER,
    DCI_UNPACK_LINK, /* hard or symbolic */
    DCI_UNPACK_OTHER /* a device, a pipe */
};

struct dci_unpack_entry {
    dc_str name; /* as the archive has it; borrowed until the next one */
    enum dci_unpack_kind kind;
};

/* Bytes of an entry; what lies between two pieces is zeros. */
struct dci_unpack_piece {
    const void *data; /* borrowed until the next call */
    size_t len;
    uint64_t offset; /* in the entry */
};

struct dci_unpack_service {
    /*
     * Opens `data`, which must outlive the archive.  DC_E_NOMEM, or
     * DC_E_FORMAT for what is no tar archive, plain or packed once.
     */
    int32_t (*open)(const void *data, size_t len, struct dci_unpack **unpack);
    void (*close)(struct dci_unpack *unpack);

    /*
     * The next entry or piece of one.  1, 0 past the last, or DC_E_FORMAT for
     * an archive that is damaged there, DC_E_NOMEM.  All pieces of an entry
     * must be taken before the next one.
     */
    int32_t (*next)(struct dci_unpack *unpack, struct dci_unpack_entry *entry);
    int32_t (*read)(struct dci_unpack *unpack, struct dci_unpack_piece *piece);

    /* How much was unpacked so far, with headers and padding. */
    uint64_t (*amount)(const struct dci_unpack *unpack);
};

#endif
