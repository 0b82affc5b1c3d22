/* SPDX-License-Identifier: MIT */
/*
 * A report whose lines a test can read back.
 */
#ifndef CAPTURE_H
#define CAPTURE_H

#include "cli_report.h"

/* Begins: *report writes into a file without a name. */
void capture_open(struct cli_report *report);

/* What was written since the last call; valid until the next. */
const char *capture_text(struct cli_report *report);

void capture_close(struct cli_report *report);

#endif
