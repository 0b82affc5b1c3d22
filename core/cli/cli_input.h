/* SPDX-License-Identifier: MIT */
/*
 * The input: a named file or standard input, opened, and its first bytes.
 */
#ifndef DOCCONV_CLI_INPUT_H
#define DOCCONV_CLI_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

#include "cli_report.h"
#include "docconv/docconv.h"

struct cli_input {
    int fd; /* -1: not open */
    const char *name; /* for messages */
    struct stat identity;
    char *folder; /* the name of the folder that it is, or NULL; a copy */
    char head[DC_HEAD_SIZE];
    size_t head_len;
};

/*
 * Opens `operand`, or standard input if it is NULL.  DC_OK, DC_E_IO, or the status of a signal, which alone is not reported.
 */
DC_MUST_USE int32_t cli_input_open(
    struct cli_input *input, const char *operand, struct cli_report *report);

/*
 * Reads the first bytes without moving the file offset; what cannot be read
 * twice (a pipe) is first copied into a file without a name, until the
 * deadline (cli_clock.h).  As cli_input_open, and DC_E_LIMIT, reported.
 */
DC_MUST_USE int32_t cli_input_peek(
    struct cli_input *input, int64_t deadline, struct cli_report *report);

void cli_input_close(struct cli_input *input);

/* Whether two files are one: the same inode of the same device. */
bool cli_is_same_file(const struct stat *a, const struct stat *b);

#endif
