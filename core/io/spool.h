/* SPDX-License-Identifier: MIT */
/*
 * Files without a name, for what has to be kept a while.  Private to the
 * core.
 */
#ifndef DCI_SPOOL_H
#define DCI_SPOOL_H

#include <stddef.h>

/*
 * A new one, which is yours to close: in $TMPDIR, or in memory where that
 * has no such files.  -1 with errno.
 */
int dci_spool_open(void);

/* Writes all of buf; 0 on failure, with errno. */
int dci_spool_write(int fd, const void *buf, size_t len);

/* Forgets what the file holds; 0 on failure, with errno. */
int dci_spool_clear(int fd);

/* Goes back to the file's begin; 0 on failure, with errno. */
int dci_spool_rewind(int fd);

#endif
