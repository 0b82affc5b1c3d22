/* SPDX-License-Identifier: MIT */
/* What a file is, by its first bytes.  Private to the core. */
#ifndef DCI_MEDIA_TYPE_H
#define DCI_MEDIA_TYPE_H

#include "docconv/ext/resource.h"

/*
 * The kind of the content (a DC_RESOURCE_ bit) and its MIME type in *mime; 0
 * if it is none of those that are known.  What is plain text may be a style
 * sheet: only its name can tell.
 */
uint32_t dci_media_kind(const uint8_t *data, uint64_t len, const char **mime);

#endif
