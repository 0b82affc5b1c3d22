/* SPDX-License-Identifier: MIT */
/* The templates that formats have of their own. */
#ifndef DOCCONV_CLI_TEMPLATE_H
#define DOCCONV_CLI_TEMPLATE_H

#include <stdint.h>

#include "cli_report.h"
#include "docconv/docconv.h"

/*
 * Prints the template `name`: of a format, or one of several as "epub/NAME".
 * DC_OK; DC_E_WRITER for an unknown format, DC_E_DATA_FILE where there is no
 * such template, each reported.
 */
DC_MUST_USE int32_t cli_print_template(
    const char *name, dc_engine *engine, struct cli_report *report);

#endif
