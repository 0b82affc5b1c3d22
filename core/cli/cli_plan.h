/* SPDX-License-Identifier: MIT */
/*
 * Decides what a conversion reads, what it writes and where to.  The steps
 * are functions of the command line and of what the engine knows; none of
 * them touches a file, so each rule of the contract is a unit test.
 *
 * The order is that of cost: cli_plan_writer finds every usage error before
 * the input is opened, cli_plan_reader needs the input's first bytes, and
 * cli_plan_place needs both.
 */
#ifndef DOCCONV_CLI_PLAN_H
#define DOCCONV_CLI_PLAN_H

#include <stdbool.h>
#include <stddef.h>

#include "cli_args.h"
#include "cli_report.h"
#include "docconv/docconv.h"

struct cli_plan {
    const char *input; /* operand, or NULL: standard input, or several */
    const char *name; /* what derived names are made of; NULL: the input */
    bool is_bundle; /* several inputs, or a folder of them */
    const char *reader; /* as dc_conversion_set_reader takes it */
    const char *member_reader; /* of all files of several, or NULL */
    const char *writer; /* as dc_conversion_set_writer takes it */
    const dc_format_info *reader_format;
    const dc_format_info *writer_format;

    const char *typed_path; /* of -o or -O, or NULL; "-": standard output */
    char *path; /* where the result goes; NULL: standard output */
    bool is_derived; /* docconv made the name up, nobody typed it */
};

/* What the plan needs to know of the world. */
struct cli_facts {
    const void *head; /* the first bytes of the input */
    size_t head_len;
    const char *folder; /* the name of the input if it is a folder, or NULL */
    bool is_terminal; /* standard output is one */
};

/*
 * Fills the input, the writer and typed_path.  DC_OK, DC_E_USAGE,
 * DC_E_READER (-i names none) or DC_E_WRITER, reported.
 */
DC_MUST_USE int32_t cli_plan_writer(struct cli_plan *plan,
    const struct cli_args *args, dc_engine *engine, struct cli_report *report);

/*
 * Chooses the reader: -i, else content, else the extension, else text.
 * Content against extension is a warning.  DC_OK or DC_E_READER, reported.
 */
DC_MUST_USE int32_t cli_plan_reader(struct cli_plan *plan,
    const struct cli_args *args, const struct cli_facts *facts,
    dc_engine *engine, struct cli_report *report);

/* Sets path and is_derived.  DC_OK or DC_E_USAGE, reported. */
DC_MUST_USE int32_t cli_plan_place(struct cli_plan *plan,
    const struct cli_facts *facts, struct cli_report *report);

void cli_plan_fini(struct cli_plan *plan);

#endif
