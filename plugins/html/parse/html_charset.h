/* SPDX-License-Identifier: MIT */
/* Which character encoding a page names (HTML standard, 13.2.3). */
#ifndef DOCCONV_PLUGIN_HTML_CHARSET_H
#define DOCCONV_PLUGIN_HTML_CHARSET_H

#include <stdbool.h>

#include "docconv/base.h"

/*
 * The label that a <meta> or an XML declaration among the first bytes names;
 * empty if there is none or it is none of the Encoding standard's.  A byte
 * order mark, which is stronger, is the host's to find: then it is empty.
 */
dc_str html_charset_of(const char *data, size_t len);

/* True for a page that was written as XML: by its beginning. */
bool html_is_xml(const char *data, size_t len);

#endif
