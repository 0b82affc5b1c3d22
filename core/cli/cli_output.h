/* SPDX-License-Identifier: MIT */
/*
 * Where the result goes: what may be replaced is decided here, before any
 * work; the library then makes the file appear whole or not at all.
 */
#ifndef DOCCONV_CLI_OUTPUT_H
#define DOCCONV_CLI_OUTPUT_H

#include <stdbool.h>
#include <stdint.h>

#include "cli_args.h"
#include "cli_input.h"
#include "cli_plan.h"
#include "cli_report.h"
#include "docconv/docconv.h"

struct cli_output {
    const char *path; /* for messages; NULL: standard output */
    dc_output *file; /* NULL: standard output */
    int spool; /* holds the result back until commit; -1: none */
    bool is_direct; /* a terminal, a pipe: what is written stays written */
    bool is_new; /* nothing stood there when we looked */
};

/*
 * Looks at what stands at the planned place and refuses what must not be
 * written over.  DC_OK, DC_E_USAGE (a directory) or DC_E_EXISTS, reported.
 */
DC_MUST_USE int32_t cli_output_check(struct cli_output *output,
    const struct cli_plan *plan, const struct cli_args *args,
    const struct cli_input *input, struct cli_report *report);

/*
 * Opens it and sets *fd to where the conversion shall write.  A result that
 * may still be thrown away (--fail-on-loss, --fail-if-warnings,
 * --extract-media, the check of what was written) but cannot be taken back is
 * spooled.  DC_OK, or why not, reported.
 */
DC_MUST_USE int32_t cli_output_open(struct cli_output *output,
    const struct cli_plan *plan, const struct cli_args *args, int *fd,
    struct cli_report *report);

/*
 * Looks again once media were taken out, of which one may have the name of the
 * result.  DC_OK or DC_E_EXISTS, reported.
 */
DC_MUST_USE int32_t cli_output_check_again(
    const struct cli_output *output, struct cli_report *report);

/* Lets the result be seen.  DC_OK, or why not, reported. */
DC_MUST_USE int32_t cli_output_commit(
    struct cli_output *output, struct cli_report *report);

/* Throws the result away; harmless after commit or a failed open. */
void cli_output_discard(struct cli_output *output);

#endif
