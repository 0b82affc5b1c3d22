/* SPDX-License-Identifier: MIT */
/* Character references (HTML standard, 13.2.5.72 to 13.2.5.80). */
#ifndef DOCCONV_PLUGIN_HTML_ENTITY_H
#define DOCCONV_PLUGIN_HTML_ENTITY_H

#include <stdbool.h>
#include <stddef.h>

/* The longest text that a reference can stand for, in bytes. */
#define HTML_REFERENCE_MAX 8

/*
 * What stands at `ptr`, behind an ampersand: its text into `out`, its length
 * into *out_len.  Returns how many bytes the reference has, 0 if it is none.
 */
size_t html_reference(const char *ptr, size_t len, bool in_attribute,
    char out[HTML_REFERENCE_MAX], size_t *out_len);

/* Writes a code point as UTF-8; returns its length. */
size_t html_encode(unsigned long code, char *out);

#endif
