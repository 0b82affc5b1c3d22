/* SPDX-License-Identifier: MIT */
/* What CSS says that is more than looks: a few properties, as numbers. */
#ifndef DOCCONV_PLUGIN_HTML_STYLE_H
#define DOCCONV_PLUGIN_HTML_STYLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "docconv/base.h"

enum html_property {
    HTML_CSS_WEIGHT,
    HTML_CSS_SLANT,
    HTML_CSS_CAPS,
    HTML_CSS_DECORATION,
    HTML_CSS_VERTICAL,
    HTML_CSS_ALIGN, /* DC_ALIGN_ */
    HTML_CSS_DISPLAY,
    HTML_CSS_VISIBILITY,
    HTML_CSS_WHITE_SPACE,
    HTML_CSS_BREAK_BEFORE,
    HTML_CSS_BREAK_AFTER,
    HTML_CSS_LIST, /* DC_STYLE_ */
    HTML_CSS_WIDTH, /* of the whole, in units of 1/10000 */
    HTML_CSS_PROPERTIES
};

/* Values; 0 is always: nothing is said. */
enum {
    HTML_CSS_NORMAL = 1, /* not bold, not slanted, blanks collapse ... */
    HTML_CSS_BOLD,
    HTML_CSS_ITALIC,
    HTML_CSS_SMALL_CAPS,
    HTML_CSS_SUPER,
    HTML_CSS_SUB,
    HTML_CSS_NONE, /* display */
    HTML_CSS_BLOCK,
    HTML_CSS_INLINE,
    HTML_CSS_HIDDEN,
    HTML_CSS_PRE,
    HTML_CSS_PAGE
};

/* Values of DECORATION are added up. */
enum { HTML_CSS_PLAIN = 1, HTML_CSS_UNDERLINE = 2, HTML_CSS_STRIKE = 4 };

struct html_declaration {
    uint8_t property;
    bool is_important;
    uint16_t value;
};

struct html_style {
    uint16_t values[HTML_CSS_PROPERTIES];
};

/* More declarations of one block are not read. */
#define HTML_DECLARATIONS_MAX 64

/*
 * Reads what stands between the braces of a rule, or in a style attribute;
 * returns how many declarations it holds that are of concern here.
 */
size_t html_read_declarations(
    dc_str text, struct html_declaration out[HTML_DECLARATIONS_MAX]);

/* "25%" as 0.25; 0 if it is no percentage. */
double html_percent(dc_str text);
/* "left", "right", "center": DC_ALIGN_. */
int html_align_of(dc_str text);

#endif
