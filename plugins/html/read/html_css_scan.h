/* SPDX-License-Identifier: MIT */
/* The letters of a style sheet (CSS Syntax 3): places in a text. */
#ifndef DOCCONV_PLUGIN_HTML_CSS_SCAN_H
#define DOCCONV_PLUGIN_HTML_CSS_SCAN_H

#include <stdbool.h>

#include "docconv/plugin.h"

struct html_css {
    const char *at;
    const char *end;
};

struct html_css html_css_of(dc_str text);
/* The character at hand, or NUL at the end. */
char html_css_peek(const struct html_css *css);
/* Moves over the character `c`; false if another one is at hand. */
bool html_css_take(struct html_css *css, char c);
/* Moves over blanks and comments; true if there were some. */
bool html_css_blanks(struct html_css *css);
/* A name as it is written, escapes included; empty if there is none. */
dc_str html_css_name(struct html_css *css);
/* The text of a string that begins at hand, without its quotes. */
dc_str html_css_string(struct html_css *css);
/*
 * What stands before the next of the characters `stops`, which is then at
 * hand, or the end.  Those in strings, brackets and comments do not count.
 */
dc_str html_css_until(struct html_css *css, const char *stops);
/* A name or string without its escapes; memory of the job if it has some. */
dc_str html_css_plain(dc_job *job, dc_str text);

/* Writes a code point as UTF-8, up to four bytes; returns how many. */
size_t html_put_utf8(char *out, uint32_t code);

/* Equal but for the case of ASCII letters; `word` is lower case. */
bool html_css_is(dc_str text, const char *word);

#endif
