/* SPDX-License-Identifier: MIT */
/*
 * Everything the command says to people, on standard error: one line each in
 * the GNU form, or one JSON object each.  No line needs memory, and each is
 * written whole, so that lines of several processes do not mix.
 */
#ifndef DOCCONV_CLI_REPORT_H
#define DOCCONV_CLI_REPORT_H

#include <stdbool.h>
#include <stdint.h>

#include "docconv/diag.h"

/* How messages call them; a file name may look the same. */
#define CLI_STDIN_NAME "<stdin>"
#define CLI_STDOUT_NAME "<stdout>"

#define CLI_SEVERITY_COUNT (DC_DIAG_ERROR + 1)

struct cli_report {
    int fd;
    const char *document; /* names a diagnostic's file where it has none */
    const char *target; /* and that of one about the output, if not NULL */
    bool is_silent; /* nothing at all: the first look at the arguments */
    bool is_json; /* --message-format=json */
    bool is_quiet; /* --quiet: errors only */
    bool is_verbose; /* --verbose: notes about the document too */
    bool wants_losses; /* --loss-report or --fail-on-loss: each one */
    uint64_t counts[CLI_SEVERITY_COUNT]; /* seen, shown or not */
};

/* A dc_diag_sink; `sink` is a struct cli_report. */
void cli_report_diag(void *sink, const dc_diag *diag);

/*
 * Says something of the command's own.  file may be NULL.  Text beyond a few
 * thousand bytes is cut.
 */
void cli_report_say(struct cli_report *report, uint32_t severity,
    const char *rule, const char *file, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* An error of the command line.  Returns DC_E_USAGE. */
int32_t cli_report_usage(struct cli_report *report, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* As cli_report_say, with a line and column in that file. */
struct cli_place {
    const char *file;
    uint64_t line;
    uint64_t column;
};
void cli_report_say_at(struct cli_report *report, uint32_t severity,
    const char *rule, const struct cli_place *place, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

#endif
