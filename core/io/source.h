/* SPDX-License-Identifier: MIT */
/*
 * The input as plugins see it: one contiguous read-only piece of memory with
 * DC_INPUT_PADDING zero bytes behind it.  Private to the core.
 */
#ifndef DCI_SOURCE_H
#define DCI_SOURCE_H

#include "docconv/io.h"
#include "io/wait.h"

struct dci_source {
    const uint8_t *data;
    uint64_t len;
    uint64_t released; /* pages before this offset were given back */
    void *heap; /* not NULL: data is this allocation */
    void *mapping; /* not NULL: data is a mapping of mapping_len bytes */
    size_t mapping_len;
};

/*
 * If `fd` is no regular file (a pipe, a terminal, a device), or one whose
 * size the system does not tell (/proc), copies what it gives, up to `max`
 * bytes, into an unlinked temporary file and returns a descriptor of that,
 * which is yours; other files are duplicated, with their offset.  Negative:
 * what dci_wait_for says, DC_E_IO with errno, DC_E_NOMEM, DC_E_LIMIT.
 */
int32_t dci_source_spool(
    int fd, const struct dci_wait *wait, uint64_t max, int *spooled);

/* Opens the rest of the regular file `fd`, which may be closed afterwards. */
int32_t dci_source_open(int fd, struct dci_source *source);

/*
 * Opens a piece of a file of our own, which must have DC_INPUT_PADDING zeros
 * behind it, or the file's end.
 */
int32_t dci_source_open_part(
    int fd, uint64_t start, uint64_t len, struct dci_source *source);

/*
 * Reads `fd`, of any kind, to its end: a copy, which no change of the file
 * touches.  DC_E_LIMIT if it holds more than `max` bytes, DC_E_IO with errno,
 * also EINTR, DC_E_NOMEM.
 */
int32_t dci_source_read(int fd, size_t max, struct dci_source *source);

/* Takes a copy of bytes in memory. */
int32_t dci_source_copy(
    const void *data, size_t len, struct dci_source *source);

/* Lets whole pages before `upto` go; they are read again when touched. */
void dci_source_release(struct dci_source *source, uint64_t upto);

void dci_source_close(struct dci_source *source);

#endif
