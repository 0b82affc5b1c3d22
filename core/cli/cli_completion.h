/* SPDX-License-Identifier: MIT */
/*
 * Completion for shells, from the same declarations as everything else.
 */
#ifndef DOCCONV_CLI_COMPLETION_H
#define DOCCONV_CLI_COMPLETION_H

#include <stdint.h>

#include "cli_report.h"
#include "docconv/docconv.h"

/*
 * Prints a script for "bash", "zsh" or "fish" that completes the command's
 * options, the plugins' options and the formats that are there now.  DC_OK,
 * or DC_E_USAGE for another shell, reported.
 */
DC_MUST_USE int32_t cli_completion(
    const char *shell, dc_engine *engine, struct cli_report *report);

#endif
