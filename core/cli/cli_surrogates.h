/* SPDX-License-Identifier: MIT */
/*
 * The one thing of JSON that YAML does not read.
 */
#ifndef DOCCONV_CLI_SURROGATES_H
#define DOCCONV_CLI_SURROGATES_H

#include <stddef.h>

/*
 * In a JSON object, replaces each pair of escapes such as \ud83d\ude00 by
 * the UTF-8 of the character they stand for, in place, and returns the new
 * length.  A text that does not begin with '{' is left as it is.
 */
size_t cli_join_surrogates(char *text, size_t len);

#endif
