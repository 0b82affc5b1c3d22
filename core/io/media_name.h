/* SPDX-License-Identifier: MIT */
/*
 * Names of files for media that are taken out of a document.  Private to the
 * core.
 */
#ifndef DCI_MEDIA_NAME_H
#define DCI_MEDIA_NAME_H

#include "docconv/base.h"

/* The longest path, with room for a number and a NUL. */
#define DCI_MEDIA_PATH_MAX ((size_t)640)

/*
 * Makes a path for the medium that the document calls `name` (an address);
 * returns its length.  It is relative and of ASCII letters, digits, "-", "_",
 * "." and "/" alone.  No part of it is hidden, reserved by a system, or looks
 * like an option; only the last one has a ".", and the extension behind it is
 * of a type that the content has: ".bin" if that is none we know.
 */
size_t dci_media_path(dc_str name, const uint8_t *data, uint64_t len,
    char path[DCI_MEDIA_PATH_MAX]);

/* Puts "-2" before the extension; the new length. */
size_t dci_media_path_number(
    char path[DCI_MEDIA_PATH_MAX], size_t len, uint64_t number);

/* 1 if the path is of the kind that these two make. */
int dci_media_path_is_safe(dc_str path);

#endif
