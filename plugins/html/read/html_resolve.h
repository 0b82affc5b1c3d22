/* SPDX-License-Identifier: MIT */
/* Relative addresses (RFC 3986, 5.2). */
#ifndef DOCCONV_PLUGIN_HTML_RESOLVE_H
#define DOCCONV_PLUGIN_HTML_RESOLVE_H

#include <stdbool.h>

#include "docconv/base.h"

/* Bytes that the result may have beyond those of base and reference. */
#define HTML_RESOLVE_ROOM 4

/*
 * Writes what `reference` is, seen from `base`, into `out`, which has room for
 * both; returns its length.  A base that is a relative path gives one.
 */
size_t html_resolve(dc_str base, dc_str reference, char *out);

bool html_has_scheme(dc_str url);

/* True if addresses can be relative to it: it has a path with slashes. */
bool html_is_base(dc_str base);

#endif
