/* SPDX-License-Identifier: MIT */
/*
 * A growable byte buffer with a maximum.  Its first failure sticks: later
 * puts do nothing, and the caller checks `failed` once at the end.
 */
#ifndef DCI_BUF_H
#define DCI_BUF_H

#include "docconv/base.h"

struct dci_buf {
    char *data; /* NUL after the last byte; NULL while nothing was put */
    size_t len;
    size_t cap;
    size_t max; /* most bytes it may hold; 0: no limit */
    int failed; /* 0, else DC_E_NOMEM or DC_E_LIMIT */
};

void dci_buf_init(struct dci_buf *buf, size_t max);
void dci_buf_fini(struct dci_buf *buf);

/* Forgets the bytes and the failure, keeps the memory. */
void dci_buf_clear(struct dci_buf *buf);

/* Room for `len` more bytes behind the last one, or NULL after a failure. */
DC_MUST_USE char *dci_buf_reserve(struct dci_buf *buf, size_t len);

void dci_buf_put(struct dci_buf *buf, const void *data, size_t len);
void dci_buf_puts(struct dci_buf *buf, const char *text);
void dci_buf_putc(struct dci_buf *buf, char c);
void dci_buf_put_str(struct dci_buf *buf, dc_str text);

/* In decimal. */
void dci_buf_put_uint(struct dci_buf *buf, uint64_t number);

/* What it holds, borrowed until the next put. */
dc_str dci_buf_str(const struct dci_buf *buf);

#endif
