/* SPDX-License-Identifier: MIT */
/* A page of XHTML while it is read, shared by the files that read it. */
#ifndef EPUB_CHECK_HTML_H
#define EPUB_CHECK_HTML_H

#include "check/epub_check_grammar.h"

struct epub_html_row {
    const char *name;
    size_t name_len;
    const char *where;
    const char *content;
    const char *attributes;
    const char *order; /* in HTML; empty: none */
    const char *old_order; /* in XHTML 1.1 */
};

/* Elements that others must not stand in, however deep. */
enum {
    EPUB_IN_A = 1 << 0,
    EPUB_IN_FORM = 1 << 1,
    EPUB_IN_LABEL = 1 << 2,
    EPUB_IN_DFN = 1 << 3,
    EPUB_IN_BUTTON = 1 << 4,
    EPUB_IN_HEADER = 1 << 5,
    EPUB_IN_PICTURE = 1 << 6,
    EPUB_IN_MEDIA = 1 << 7,
    EPUB_IN_CAPTION = 1 << 8,
    EPUB_IN_SVG = 1 << 9,
    EPUB_IN_HEAD = 1 << 10,
    EPUB_IN_TEMPLATE = 1 << 11,
    EPUB_IN_METER = 1 << 12
};

struct epub_level {
    const struct epub_html_row *row; /* NULL: not an element of HTML */
    char model; /* 'F', 'P', 'E', 'X', 'L': a list alone; 0: anything */
    uint32_t within; /* EPUB_IN_ */
    size_t first_ref; /* of the package, made by the element and in it */
    struct epub_progress progress; /* of its children, if they have an order */
    bool has_content;
};

enum epub_nav_kind {
    EPUB_NAV_NONE,
    EPUB_NAV_TOC,
    EPUB_NAV_PAGES,
    EPUB_NAV_LANDMARKS,
    EPUB_NAV_OTHER
};

/* An open element of a navigation list. */
struct epub_nav_level {
    char name; /* 'n' nav, 'o' ol, 'l' li, 'a' a, 's' span, 'h' heading */
    unsigned children; /* of those that count */
    bool has_list;
    bool has_label;
};

struct epub_html {
    struct epub_level levels[EPUB_DEPTH];
    struct epub_buf style;
    uint64_t style_pos;
    bool in_style;
    bool has_viewport;
    bool has_charset;
    dc_str prefixes; /* that the root declares */
    bool has_title;
    uint64_t body_pos;
    struct epub_ref *idrefs; /* to identifiers of the same page */
    size_t idref_count;
    enum epub_nav_kind nav; /* that is open */
    uint32_t nav_depth;
    unsigned tocs;
    unsigned page_lists;
    unsigned landmarks;
    struct epub_nav_level nav_levels[EPUB_DEPTH];
};

/* epub_check_html_model.c */
void epub_html_check_model(struct epub_doc *doc, const dc_xml_element *element);
void epub_html_check_end(struct epub_doc *doc, const dc_xml_element *element);
void epub_html_check_text(struct epub_doc *doc, dc_str text, uint64_t pos);

/* epub_check_html_values.c */
void epub_html_check_values(
    struct epub_doc *doc, const dc_xml_element *element);

/* epub_check_html_refs.c */
void epub_html_refer(struct epub_doc *doc, const dc_xml_element *element);
void epub_html_end_refs(struct epub_doc *doc, const dc_xml_element *element);

/* epub_check_html_nav.c */
void epub_nav_start(struct epub_doc *doc, const dc_xml_element *element);
void epub_nav_end(struct epub_doc *doc, const dc_xml_element *element);
void epub_nav_text(struct epub_doc *doc, dc_str text, uint64_t pos);
void epub_nav_finish(struct epub_doc *doc);

#endif
