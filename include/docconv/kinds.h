/* SPDX-License-Identifier: MIT */
/*
 * Names for the kinds, groups, fields and field values of document nodes.
 * The facts stand in kinds.def and fields.def; this header only turns them
 * into constants.
 */
#ifndef DOCCONV_KINDS_H
#define DOCCONV_KINDS_H

/* Groups: what a kind is and what it may hold (see kinds.def). */
enum {
    DC_G_TEXT = 1 << 0,
    DC_G_INLINE = 1 << 1,
    DC_G_BLOCK = 1 << 2,
    DC_G_LINE = 1 << 3,
    DC_G_ITEM = 1 << 4,
    DC_G_DEFINITION = 1 << 5,
    DC_G_TABLE = 1 << 6,
    DC_G_ROW = 1 << 7,
    DC_G_CELL = 1 << 8,
    DC_G_CAPTION = 1 << 9,
    DC_G_SHORT = 1 << 10,
    DC_G_CITATION = 1 << 11,
    DC_G_AFFIX = 1 << 12,
    DC_G_META = 1 << 13,
    DC_G_ENTRY = 1 << 14
};

/* Node kinds: DC_PARA, DC_HEADING, DC_TEXT ... */
enum {
#define DC_KIND(name, number, text, is, holds) DC_##name = (number),
#include "docconv/kinds.def"
#undef DC_KIND
    DC_KIND_COUNT = 57
};

/* Node fields: DC_F_LEVEL, DC_F_URL ... */
enum {
#define DC_FIELD(name, number, text, type) DC_F_##name = (number),
#include "docconv/fields.def"
#undef DC_FIELD
    DC_F_COUNT = 27
};

/* Values of DC_F_STYLE and DC_F_DELIM, in the order of pandoc's types. */
enum {
    DC_STYLE_DEFAULT,
    DC_STYLE_EXAMPLE,
    DC_STYLE_DECIMAL,
    DC_STYLE_LOWER_ROMAN,
    DC_STYLE_UPPER_ROMAN,
    DC_STYLE_LOWER_ALPHA,
    DC_STYLE_UPPER_ALPHA
};
enum {
    DC_DELIM_DEFAULT,
    DC_DELIM_PERIOD,
    DC_DELIM_ONE_PAREN,
    DC_DELIM_TWO_PARENS
};

/* Values of DC_F_ALIGN, DC_F_QUOTE, DC_F_CITE_MODE. */
enum { DC_ALIGN_DEFAULT, DC_ALIGN_LEFT, DC_ALIGN_RIGHT, DC_ALIGN_CENTER };
enum { DC_QUOTE_SINGLE, DC_QUOTE_DOUBLE };
enum { DC_CITE_NORMAL, DC_CITE_AUTHOR_IN_TEXT, DC_CITE_SUPPRESS_AUTHOR };

/* Who said a metadata entry; a higher origin replaces a lower one. */
enum {
    DC_ORIGIN_GUESS,    /* recognised in the text, with a confidence */
    DC_ORIGIN_DOCUMENT, /* stated by the document */
    DC_ORIGIN_FILE,     /* --metadata-file */
    DC_ORIGIN_USER      /* -M, --title and friends */
};

#endif
