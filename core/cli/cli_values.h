/* SPDX-License-Identifier: MIT */
/*
 * Storing what an option was given.
 */
#ifndef DOCCONV_CLI_VALUES_H
#define DOCCONV_CLI_VALUES_H

#include <stdbool.h>

#include "cli_args.h"
#include "cli_options.h"

/* One option as it stands in the command line. */
struct cli_use {
    const char *spelled; /* "--title=X" or "-M", for messages: */
    int spelled_len; /* as far as the name goes */
    const char *value; /* NULL: none */
};

/*
 * Stores the argument of one of the command's own options (any kind but
 * CLI_KIND_FORMAT).  False if it does not fit, reported.
 */
bool cli_value_store(struct cli_args *args, const struct cli_option *option,
    const struct cli_use *use, struct cli_report *report);

#endif
