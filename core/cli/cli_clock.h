/* SPDX-License-Identifier: MIT */
/*
 * Deadlines, for --timeout: points of a clock that nobody sets.
 */
#ifndef DOCCONV_CLI_CLOCK_H
#define DOCCONV_CLI_CLOCK_H

#include <stdint.h>

/* A deadline that never comes, and the time left until it. */
#define CLI_CLOCK_NEVER INT64_C(-1)

/* The deadline that is so many seconds away; 0: never. */
int64_t cli_clock_deadline(unsigned seconds);

/* Milliseconds until then: 0 if it is over, CLI_CLOCK_NEVER. */
int64_t cli_clock_left(int64_t deadline);

/* The same in whole seconds, at least one; 0 if there is no limit. */
unsigned cli_clock_seconds(int64_t deadline);

#endif
