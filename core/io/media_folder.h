/* SPDX-License-Identifier: MIT */
/*
 * The folder that media are taken out into.  Files appear in it whole or not
 * at all, and what was made can be taken back.  Private to the core.
 */
#ifndef DCI_MEDIA_FOLDER_H
#define DCI_MEDIA_FOLDER_H

#include <sys/stat.h>

#include "docconv/base.h"

/* A file or a folder that was not there before. */
struct dci_media_made {
    char *path;
    int is_above; /* it leads to the folder, or is the folder itself */
};

struct dci_media_folder {
    int fd; /* -1: it is not there */
    struct dci_media_made *made; /* in the order they were made */
    size_t count;
};

/* A piece of a spool: what a file is to hold. */
struct dci_media_piece {
    const char *path; /* as dci_media_path makes it */
    int spool;
    uint64_t offset;
    uint64_t len;
};

/* What stands at a path. */
enum dci_media_there {
    DCI_MEDIA_ABSENT,
    DCI_MEDIA_SAME, /* the very bytes */
    DCI_MEDIA_OTHER /* a file with other bytes, a link, a folder */
};

/*
 * Opens the folder, and makes it, with those above it, if `makes` is set.
 * DC_OK, also where none is there and none was to be made; DC_E_IO with errno.
 */
DC_MUST_USE int32_t dci_media_folder_open(
    struct dci_media_folder *folder, const char *path, int makes);

/* Looks; *st is what stat says of DCI_MEDIA_OTHER. */
enum dci_media_there dci_media_folder_look(
    const struct dci_media_folder *folder, const struct dci_media_piece *piece,
    struct stat *st);

/*
 * Makes the file, with the folders on the way to it.  What is there is
 * replaced or DC_E_EXISTS.  DC_E_IO with errno.
 */
DC_MUST_USE int32_t dci_media_folder_put(struct dci_media_folder *folder,
    const struct dci_media_piece *piece, int replaces);

/* Removes what was made. */
void dci_media_folder_undo(struct dci_media_folder *folder);

void dci_media_folder_close(struct dci_media_folder *folder);

#endif
