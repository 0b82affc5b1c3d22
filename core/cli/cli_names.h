/* SPDX-License-Identifier: MIT */
/*
 * Formats by the names people give them: a specification, a path, or a word
 * that is nearly a name.
 */
#ifndef DOCCONV_CLI_NAMES_H
#define DOCCONV_CLI_NAMES_H

#include <stdbool.h>

#include "docconv/docconv.h"

/* Whether the format can be written, or read. */
bool cli_format_can(const dc_format_info *format, bool for_writing);

/*
 * The format of "name[+ext|-ext]...[:key=value,...]", or NULL if the word is
 * none or its format is not known.  The extensions are not looked at.
 */
const dc_format_info *cli_format_of_spec(dc_engine *engine, const char *spec);

/* The format that the extension of a path names, or NULL. */
const dc_format_info *cli_format_of_path(
    dc_engine *engine, const char *path, bool for_writing);

/* The name nearest to `word` of those that can be read or written, or NULL. */
const char *cli_nearest_format(
    dc_engine *engine, const char *word, bool for_writing);

/* What follows the last slash. */
const char *cli_base_name(const char *path);

/* The dot of the extension, or NULL: ".profile" and "name." have none. */
const char *cli_find_extension(const char *path);

/* The bytes of a name before its extension, or before ".tar.gz" and the like.
 */
size_t cli_stem_length(const char *base);

#endif
