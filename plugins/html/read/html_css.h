/* SPDX-License-Identifier: MIT */
/*
 * The style sheets of a page: rules whose declarations mean something for the
 * text, ordered so that those that can concern an element are found at once.
 *
 * A selector is a row of compounds, the last one first: what the element
 * itself is, then what stands around it.  Selectors with anything that is not
 * known here, pseudo-elements among them, are left out.
 */
#ifndef DOCCONV_PLUGIN_HTML_CSS_H
#define DOCCONV_PLUGIN_HTML_CSS_H

#include "parse/html_dom.h"
#include "read/html_css_scan.h"
#include "read/html_style.h"

enum {
    HTML_CSS_BYTES_MAX = 4 << 20, /* of all sheets of a page */
    HTML_CSS_SELECTORS_MAX = 1 << 15,
    HTML_CSS_BUCKETS = 1024
};

enum html_css_is {
    HTML_CSS_IS_TYPE,
    HTML_CSS_IS_ID,
    HTML_CSS_IS_CLASS,
    HTML_CSS_HAS, /* [a] */
    HTML_CSS_EQUALS, /* [a=b] */
    HTML_CSS_WORD, /* [a~=b] */
    HTML_CSS_DASH, /* [a|=b] */
    HTML_CSS_BEGINS, /* [a^=b] */
    HTML_CSS_ENDS, /* [a$=b] */
    HTML_CSS_CONTAINS, /* [a*=b] */
    HTML_CSS_IS_ROOT,
    HTML_CSS_IS_FIRST,
    HTML_CSS_IS_LAST,
    HTML_CSS_IS_LINK
};

struct html_css_simple {
    uint8_t is;
    uint32_t name; /* of an element or attribute */
    dc_str value;
};

/* How a compound stands to the one before it in the row. */
enum html_css_way {
    HTML_CSS_SELF,
    HTML_CSS_ABOVE,
    HTML_CSS_PARENT,
    HTML_CSS_BESIDE
};

struct html_css_compound {
    uint32_t first; /* of its simple selectors */
    uint16_t count;
    uint8_t way;
};

struct html_css_selector {
    uint32_t first; /* of its compounds */
    uint32_t count;
    uint32_t rule;
    uint32_t specificity;
    uint32_t next; /* of the same bucket; 0: none */
};

struct html_css_rule {
    uint32_t first; /* of its declarations */
    uint16_t count;
    bool is_print; /* only its page breaks count */
};

/* A growing array. */
#define HTML_CSS_ARRAY(type, name)                                             \
    type *name;                                                                \
    size_t name##_count;                                                       \
    size_t name##_room

struct html_sheets {
    HTML_CSS_ARRAY(struct html_css_simple, simples);
    HTML_CSS_ARRAY(struct html_css_compound, compounds);
    HTML_CSS_ARRAY(struct html_css_selector, selectors);
    HTML_CSS_ARRAY(struct html_css_rule, rules);
    HTML_CSS_ARRAY(struct html_declaration, declarations);
    uint32_t buckets[HTML_CSS_BUCKETS];
    size_t bytes;
    uint64_t work; /* compounds that may still be compared */
    uint32_t left_out; /* selectors and sheets beyond a limit */
};

struct html_reader;

/* Reads all <style> elements of the page. */
void html_read_sheets(struct html_reader *reader);
/* Adds the rules of one sheet (html_css_sheet.c). */
void html_css_add(struct html_reader *reader, dc_str text, bool is_print);
/* Adds the selectors of a rule (html_css_selector.c). */
void html_css_add_selectors(
    struct html_reader *reader, dc_str text, uint32_t rule);

/* What a list of media queries says (html_css_media.c). */
enum html_medium { HTML_MEDIUM_NONE, HTML_MEDIUM_SCREEN, HTML_MEDIUM_PRINT };
enum html_medium html_medium_of(dc_str queries);

/* True if the element is what the selector says (html_css_match.c). */
bool html_css_matches(struct html_sheets *sheets, const struct html_dom *dom,
    const struct html_css_selector *selector, uint32_t node);
uint32_t html_css_hash(enum html_css_is is, dc_str text, uint32_t name);

/*
 * What sheets and the style attribute say of an element (html_cascade.c);
 * nothing is inherited.
 */
struct html_style html_style_of(struct html_reader *reader, uint32_t node);

static inline bool
html_style_hides(const struct html_style *style)
{
    return style->values[HTML_CSS_DISPLAY] == HTML_CSS_NONE ||
        style->values[HTML_CSS_VISIBILITY] == HTML_CSS_HIDDEN;
}

#endif
