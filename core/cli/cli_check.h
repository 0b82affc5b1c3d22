/* SPDX-License-Identifier: MIT */
/*
 * --check: what is wrong with each of the inputs, by the checker of its
 * format.  Nothing is written.
 */
#ifndef DOCCONV_CLI_CHECK_H
#define DOCCONV_CLI_CHECK_H

#include <stdint.h>

#include "cli_args.h"
#include "cli_report.h"
#include "docconv/docconv.h"

/*
 * DC_OK if all inputs are clean; the status of the one that was given, or
 * DC_E_PARTIAL if one of several has errors or could not be checked; reported.
 */
DC_MUST_USE int32_t cli_check(
    const struct cli_args *args, dc_engine *engine, struct cli_report *report);

#endif
