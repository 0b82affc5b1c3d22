/* SPDX-License-Identifier: MIT */
/*
 * What the command tells about itself, on standard output.
 */
#ifndef DOCCONV_CLI_HELP_H
#define DOCCONV_CLI_HELP_H

#include <stdbool.h>
#include <stdint.h>

#include "cli_report.h"
#include "docconv/docconv.h"

/* The one topic that is no format. */
#define CLI_HELP_EXIT "exit"

/*
 * --help, and --help=TOPIC for a format or for the exit codes.  topic may be
 * NULL; engine too, if cli_help_needs_formats says so. DC_OK, or DC_E_USAGE for
 * a topic that is neither, reported.
 */
DC_MUST_USE int32_t cli_help(
    const char *topic, dc_engine *engine, struct cli_report *report);

/* Whether this topic is a matter of formats, so that an engine is needed. */
bool cli_help_needs_formats(const char *topic);

/* --list-input-formats, --list-output-formats; is_verbose adds what it is. */
void cli_list_formats(dc_engine *engine, bool for_writing, bool is_verbose);

/* --list-plugins: name, version, file and formats, one plugin a line. */
void cli_list_plugins(dc_engine *engine);

void cli_version(void);

#endif
