/* SPDX-License-Identifier: MIT */
/*
 * What a command line says, before anything is looked up on the disk but the
 * plugins' own options.  Strings are borrowed from argv unless a comment says
 * that they are copies.
 */
#ifndef DOCCONV_CLI_ARGS_H
#define DOCCONV_CLI_ARGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "cli_list.h"
#include "cli_report.h"
#include "docconv/docconv.h"

/* What the command is to do; the last one given holds. */
enum cli_action {
    CLI_CONVERT,
    CLI_HELP,
    CLI_VERSION,
    CLI_LIST_READERS,
    CLI_LIST_WRITERS,
    CLI_LIST_PLUGINS,
    CLI_PRINT_TEMPLATE,
    CLI_COMPLETION
};

struct cli_args {
    enum cli_action action;
    const char *topic; /* of --help=TOPIC and other actions; may be NULL */

    struct cli_list inputs;
    const char *from; /* -i, or NULL */
    struct cli_list targets; /* each -o as typed: a format or a path */
    const char *output; /* -O, or NULL */
    struct cli_list settings; /* plugin options: name and value, copies */

    struct cli_list filters; /* each -F as typed */
    struct cli_list metadata; /* key and value; value NULL: true; copies */
    struct cli_list metadata_files;
    struct cli_list plugin_dirs;
    const char *extract_media; /* or NULL */
    struct cli_list resource_paths; /* each DIR[:DIR] */

    bool is_forced; /* --force */
    bool is_no_clobber; /* --no-clobber */
    bool wants_explain; /* --explain */
    bool wants_losses; /* --loss-report */
    bool fails_on_loss; /* --fail-on-loss */
    bool fails_on_warning; /* --fail-if-warnings */
    bool is_quiet; /* --quiet */
    bool is_verbose; /* --verbose */
    bool is_json; /* --message-format=json */

    bool wants_check; /* --check */
    bool skips_proof; /* --no-check */

    bool needs_formats; /* an option is given that only formats know */

    int heading_shift; /* --shift-heading-level-by */
    unsigned timeout; /* seconds; 0: not given */
    uint64_t max_memory; /* bytes; 0: not given */
    unsigned jobs; /* 0: not given */
};

/*
 * Reads a command line into *args, which is overwritten; args_fini frees it
 * after success and failure alike.  Options that the table does not hold are
 * asked of the engine, which must know its directories by then, and may be
 * NULL if a skim found no such option.  DC_OK or DC_E_USAGE, reported.
 */
DC_MUST_USE int32_t cli_args_parse(struct cli_args *args, int argc, char **argv,
    dc_engine *engine, struct cli_report *report);

/*
 * A first look that needs no engine: only what decides where plugins are and
 * how messages look (--plugin-dir, --message-format, --quiet, --verbose) is
 * to be relied on, needs_formats, and then all the rest too if that is not set.
 * Says nothing; errors are left to cli_args_parse.
 */
void cli_args_skim(struct cli_args *args, int argc, char **argv);

void cli_args_fini(struct cli_args *args);

#endif
