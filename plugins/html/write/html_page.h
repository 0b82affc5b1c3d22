/* SPDX-License-Identifier: MIT */
/*
 * The page around a fragment, by a template.  Private to the files that make
 * it: html_standalone.c knows when, html_template.c the values, html_default.c
 * the template of our own.
 *
 * A page is written as it comes: what the template has before the body, then
 * block by block, then what it has behind.  Before that the body is held back
 * until its first heading, but for HTML_HELD_MAX at most, since the page may
 * need it for a title.  With a table of contents, and where a template does
 * more with the body than to put it in once, it is held back to its end.
 */
#ifndef DOCCONV_PLUGIN_HTML_PAGE_H
#define DOCCONV_PLUGIN_HTML_PAGE_H

#include "docconv/ext/template.h"
#include "write/html_write.h"

#define HTML_HELD_MAX 65536

struct html_page {
    const dc_template_service *service;
    dc_template *template;
    dc_values *values;
    bool is_default; /* the template is ours */
    bool is_open; /* what stands before the body is written */
    bool is_unfit; /* the template wants the body as a value */
    bool has_line_end; /* of the body, not written yet: it may be the last */
    struct html_spool held;
    uint64_t held_from; /* write->bytes when it began */
    dc_str heading; /* the first one, as text */
    bool has_heading;
    dc_str after;
};

/* The template of our own, and the partials it is made of. */
extern const dc_str html_default_template;
bool html_default_partial(dc_str name, dc_str *text);

/* What was spooled, in one piece of the job's memory. */
dc_str html_gather(struct html_write *write, struct html_spool *spool);

/* True if the metadata or a variable has a title. */
bool html_has_title(struct html_write *write);
/* Puts metadata, options and variables into the values of the page. */
void html_put_values(struct html_write *write, struct html_page *page);
/* What depends on the text: title, table of contents. */
void html_put_late_values(struct html_write *write, struct html_page *page);

/*
 * Where a page has a value of the metadata (html_meta_place.c).  What is not
 * text is never written as HTML, and left out where it could be more than a
 * value there.
 */
enum html_meta_place {
    HTML_META_TEXT,
    HTML_META_ATTRIBUTE,
    HTML_META_ADDRESS,
    HTML_META_STYLE,
    HTML_META_DIRECTION,
    HTML_META_NOWHERE
};

enum html_meta_place html_meta_place(
    const struct html_write *write, dc_str key);
bool html_meta_fits(enum html_meta_place place, dc_str text);

/* "2024-05-03" of a date as people write it; empty: it is none. */
dc_str html_iso_date(struct html_write *write, dc_str date);
/* True if it may be a language tag; *is_rtl: of a script from right to left. */
bool html_check_language(dc_str tag, bool *is_rtl);

#endif
