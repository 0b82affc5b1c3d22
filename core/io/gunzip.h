/* SPDX-License-Identifier: MIT */
/* Content that is packed on its own: SVGZ.  Private to the core. */
#ifndef DCI_GUNZIP_H
#define DCI_GUNZIP_H

#include <stddef.h>
#include <stdint.h>

/* What is inflated at most, however small it was packed. */
#define DCI_GUNZIP_MAX (8u << 20)

/* True for the bytes of a gzip member (RFC 1952). */
int dci_is_gzip(const uint8_t *data, uint64_t len);

/*
 * The size of the content as its trailer states it; 0 for more than
 * DCI_GUNZIP_MAX, and for what is too short to be a member.
 */
size_t dci_gunzip_size(const uint8_t *data, uint64_t len);

/*
 * Inflates into `out`, which has room for dci_gunzip_size bytes and is filled
 * by exactly them; 0 if the data are damaged or state another size.
 */
int dci_gunzip(const uint8_t *data, uint64_t len, uint8_t *out, size_t size);

#endif
