/* SPDX-License-Identifier: MIT */
/*
 * The output as writers see it: a buffer in front of a descriptor, with a
 * sticky error.  Private to the core.
 */
#ifndef DCI_SINK_H
#define DCI_SINK_H

#include "docconv/base.h"

/* The most that reserve can be asked for. */
#define DCI_SINK_RESERVE_MAX ((size_t)1024 * 1024)

struct dci_sink {
    int fd;
    int error; /* errno of the first failed write, or 0 */
    int32_t status; /* sticky */
    uint64_t total; /* bytes taken so far */
    uint64_t max; /* more than this is DC_E_LIMIT */
    char *buf;
    size_t len;
    size_t cap;
};

void dci_sink_init(struct dci_sink *sink, int fd, uint64_t max);
int32_t dci_sink_write(struct dci_sink *sink, const void *data, size_t len);
char *dci_sink_reserve(struct dci_sink *sink, size_t min, size_t *room);
int32_t dci_sink_commit(struct dci_sink *sink, size_t len);

/* Writes out what is buffered and returns the sticky status. */
int32_t dci_sink_flush(struct dci_sink *sink);

void dci_sink_fini(struct dci_sink *sink);

#endif
