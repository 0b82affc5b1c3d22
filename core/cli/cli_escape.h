/* SPDX-License-Identifier: MIT */
/*
 * Makes text of unknown origin safe to show: file names and messages may
 * hold what a terminal obeys (ESC, C1 controls) or what makes a line read as
 * something else (bidi controls, line separators, invisible characters).
 */
#ifndef DOCCONV_CLI_ESCAPE_H
#define DOCCONV_CLI_ESCAPE_H

#include <stddef.h>

enum cli_escape_style {
    CLI_ESCAPE_PLAIN, /* \x1b for bytes, \u{202e} for characters */
    CLI_ESCAPE_JSON /* as the inside of a JSON string, RFC 8259 */
};

/* Room for the longest form of one character: a surrogate pair in JSON. */
#define CLI_ESCAPE_MAX 16

/*
 * Writes the safe form of the first character (or bad byte) of ptr[0 .. len)
 * into out, NUL-terminated, and returns how many bytes of ptr it stands for:
 * at least 1, as len must be.
 */
size_t cli_escape(enum cli_escape_style style, const char *ptr, size_t len,
    char out[static CLI_ESCAPE_MAX]);

/*
 * Prints text of unknown origin, as a manifest's, on standard output in the
 * plain style.  How many bytes that were.
 */
int cli_print(const char *text);
int cli_print_part(const char *text, size_t len);

#endif
