/* SPDX-License-Identifier: MIT */
/* What a style attribute says that is more than looks. */
#ifndef DOCCONV_PLUGIN_HTML_STYLE_H
#define DOCCONV_PLUGIN_HTML_STYLE_H

#include <stdbool.h>

#include "docconv/base.h"

enum {
    HTML_STYLE_BOLD = 1,
    HTML_STYLE_ITALIC = 2,
    HTML_STYLE_UNDERLINE = 4,
    HTML_STYLE_STRIKE = 8,
    HTML_STYLE_SMALL_CAPS = 16,
    HTML_STYLE_SUPER = 32,
    HTML_STYLE_SUB = 64,
    HTML_STYLE_HIDDEN = 128,
    HTML_STYLE_PRE = 256 /* line ends are kept */
};

struct html_style {
    unsigned flags;
    int align;          /* DC_ALIGN_ */
    double width;       /* a share of 1, or 0 */
};

struct html_style html_style_of(dc_str text);

/* "25%" as 0.25; 0 if it is no percentage. */
double html_percent(dc_str text);
/* "left", "right", "center": DC_ALIGN_. */
int html_align_of(dc_str text);

#endif
