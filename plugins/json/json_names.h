/* SPDX-License-Identifier: MIT */
/*
 * The names of pandoc's types and of ours: what both directions of the JSON
 * format share.  Defined in json_names.c.
 */
#ifndef DOCCONV_PLUGIN_JSON_NAMES_H
#define DOCCONV_PLUGIN_JSON_NAMES_H

#include <stdbool.h>

#include "docconv/sdk/sdk.h"

/* Begins the classes and keys that say what pandoc's types cannot. */
#define JSON_OWN "docconv-"

/* The key of an attribute of pandoc's that is called "class" like its own. */
#define JSON_CLASS_KEY JSON_OWN "class"
#define JSON_POS_KEY JSON_OWN "pos"
#define JSON_LABEL_KEY JSON_OWN "label"
#define JSON_GLYPH_KEY JSON_OWN "glyph"
#define JSON_MATHML_KEY JSON_OWN "mathml"
#define JSON_TEXT_KEY JSON_OWN "text"
#define JSON_COLUMNS_KEY JSON_OWN "columns"
/* Followed by a column's number, a hyphen and the key. */
#define JSON_COLUMN_KEY JSON_OWN "column-"

/* Classes that are not the word of a kind. */
#define JSON_STR_CLASS JSON_OWN "str"
#define JSON_NO_TERM_CLASS JSON_OWN "no-term"

/* The metadata entry that holds the origins of the others. */
#define JSON_ORIGINS_KEY JSON_OWN "origins"

/* Said of a statement of the document when nothing else is. */
#define JSON_STATED_CONFIDENCE 100

/* The title of an image that pandoc before 3 takes for a figure. */
#define JSON_FIGURE_PREFIX "fig:"

/* One kind: its word in kinds.def, what it is, what pandoc calls it. */
struct json_kind {
    dc_str word;
    int is;
    int holds;
};
extern const struct json_kind json_kinds[DC_KIND_COUNT];

/* Pandoc's constructor of that kind; empty if it has none. */
dc_str json_constructor(uint32_t kind);
/* The kind of a constructor or of one of our words; DC_DOCUMENT if none. */
uint32_t json_constructor_lookup(dc_str constructor);
uint32_t json_word_lookup(dc_str word);

/* True for the kinds that have attributes in pandoc's types too. */
bool json_has_attr(uint32_t kind);

/* The constructors of a type that is but a choice, in the order of DC_. */
struct json_choice {
    const char *expected; /* "expected an alignment" */
    const dc_str *names;
    size_t count;
};
extern const struct json_choice json_styles;
extern const struct json_choice json_delims;
extern const struct json_choice json_aligns;
extern const struct json_choice json_quotes;
extern const struct json_choice json_cite_modes;
extern const struct json_choice json_displays;
/* In the order of DC_ORIGIN_. */
extern const struct json_choice json_origins;

static inline bool
json_is_same(dc_str a, dc_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

/* True if `text` begins with `prefix`, a literal. */
static inline bool
json_starts_with(dc_str text, dc_str prefix)
{
    return text.len >= prefix.len &&
        memcmp(text.ptr, prefix.ptr, prefix.len) == 0;
}

#endif
