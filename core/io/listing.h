/* SPDX-License-Identifier: MIT */
/* The files beneath a folder.  Private to the core. */
#ifndef DCI_LISTING_H
#define DCI_LISTING_H

#include <stdbool.h>

#include "docconv/base.h"

struct dci_listed {
    char *path; /* beneath the folder, as the system has it */
    uint64_t size;
};

/* Who hears of what is left out. */
struct dci_listing_ear {
    void *user;
    void (*report)(
        void *user, uint32_t severity, const char *path, const char *message);
};

struct dci_listing {
    struct dci_listing_ear ear;
    struct dci_listed *files;
    size_t count;
    size_t room;
    size_t max; /* files and folders together; more are DC_E_LIMIT */
};

/*
 * Adds the files beneath the folder (io/folder.h), in no order.  Symbolic links
 * to files are listed, those to folders are not followed.  DC_OK, DC_E_LIMIT,
 * DC_E_NOMEM, or DC_E_IO with errno if the folder itself cannot be read.
 */
DC_MUST_USE int32_t dci_listing_read(struct dci_listing *listing, int folder);
void dci_listing_fini(struct dci_listing *listing);

/*
 * Whether a path has a part that is no content: hidden files, and what file
 * managers and archivers leave behind.
 */
bool dci_is_clutter(dc_str path);

#endif
