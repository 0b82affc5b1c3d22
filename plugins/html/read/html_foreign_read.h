/* SPDX-License-Identifier: MIT */
/* MathML and SVG of a page as XML texts of their own. */
#ifndef DOCCONV_PLUGIN_HTML_FOREIGN_READ_H
#define DOCCONV_PLUGIN_HTML_FOREIGN_READ_H

#include "read/html_reader.h"

/* What may stand in the text; the lists end with NULL. */
struct html_allowed {
    const char *space; /* name space of the root */
    const char *const *elements; /* kept with what they hold */
    const char *const *transparent; /* not kept, but what they hold is */
    const char *const *attributes;
    const char *const *addresses; /* attributes that may lead within it */
    const char *const *led; /* elements that are nothing without one */
};

extern const struct html_allowed html_mathml_allowed;
extern const struct html_allowed html_svg_allowed;

/*
 * The element as well-formed XML, without anything that is not allowed: no
 * scripts, no handlers, no addresses but those within.  Memory of the job;
 * empty if it is longer than a megabyte.
 */
dc_str html_foreign_xml(struct html_reader *reader, uint32_t root,
    const struct html_allowed *allowed);

#endif
