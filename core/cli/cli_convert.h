/* SPDX-License-Identifier: MIT */
/*
 * The command's main work: one input, one output.
 */
#ifndef DOCCONV_CLI_CONVERT_H
#define DOCCONV_CLI_CONVERT_H

#include <stdint.h>

#include "cli_args.h"
#include "cli_report.h"
#include "docconv/docconv.h"

/* Converts as the command line says.  DC_OK, or why not, reported. */
DC_MUST_USE int32_t cli_convert(
    const struct cli_args *args, dc_engine *engine, struct cli_report *report);

#endif
