/* SPDX-License-Identifier: MIT */
/*
 * The text of a metadata file, before YAML is read from it.
 */
#ifndef DOCCONV_CLI_METADATA_TEXT_H
#define DOCCONV_CLI_METADATA_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "cli_report.h"

struct cli_metadata_text {
    const char *name; /* for messages */
    char *bytes; /* of the caller, but open for changes */
    size_t len;
};

/* Takes away what libyaml does not understand: see the source. */
void cli_metadata_text_clean(struct cli_metadata_text *text);

/* Whether a %TAG directive stands there; *offset is where. */
bool cli_metadata_text_has_tags(
    const struct cli_metadata_text *text, size_t *offset);

/* Where the text ends, but for blanks and line feeds behind it. */
size_t cli_metadata_text_end(const struct cli_metadata_text *text);

/* The line and column of a byte. */
struct cli_place cli_metadata_text_place(
    const struct cli_metadata_text *text, size_t offset);

#endif
