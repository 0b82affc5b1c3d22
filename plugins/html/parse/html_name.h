/* SPDX-License-Identifier: MIT */
/* The names of a page, made and freed with it (html_dom.c). */
#ifndef DOCCONV_PLUGIN_HTML_NAME_H
#define DOCCONV_PLUGIN_HTML_NAME_H

#include "parse/html_dom.h"

/* False, and dom->status set, without memory. */
bool html_names_init(struct html_dom *dom);
void html_names_fini(struct html_dom *dom);

#endif
