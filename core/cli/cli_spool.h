/* SPDX-License-Identifier: MIT */
/*
 * A file without a name in the temporary folder, for bytes that are needed
 * twice or may still be thrown away, and the copying of descriptors.
 */
#ifndef DOCCONV_CLI_SPOOL_H
#define DOCCONV_CLI_SPOOL_H

#include <stdint.h>

#include "cli_report.h"
#include "docconv/docconv.h"

/* $TMPDIR, or /tmp. */
const char *cli_spool_folder(void);

/* A file for reading and writing; -1 with errno. */
int cli_spool_open(void);

/* A copy of what `from` gives from where it stands. */
struct cli_copy {
    int from;
    int to;
    uint64_t most; /* bytes; more are an error */
    int64_t deadline; /* cli_clock.h */
    int failed; /* out: the one of the two that an error is about */
};

/*
 * DC_OK at the end of `from`.  DC_E_IO with errno; DC_E_LIMIT with EFBIG or,
 * past the deadline, ETIMEDOUT; or the status of a signal.
 */
DC_MUST_USE int32_t cli_copy_run(struct cli_copy *copy);

#endif
