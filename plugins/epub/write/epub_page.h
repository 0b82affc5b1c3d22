/* SPDX-License-Identifier: MIT */
/*
 * Pages that are made from a template: what the writer calls, and what is
 * private to the files that make them.
 *
 * epub_page.c knows the pages and their templates, epub_page_values.c what a
 * template can name, epub_page_copy.c what it may make.
 */
#ifndef EPUB_PAGE_H
#define EPUB_PAGE_H

#include "docconv/ext/template.h"
#include "write/epub.h"

/* Notes which pages are wanted, and takes their names. */
void epub_leaf_begin(struct epub *epub);

/*
 * Takes the names of the pages that the book may get, once; files of a source
 * that have such names go before them.
 */
void epub_claim_pages(struct epub *epub);
void epub_leaf_write_all(struct epub *epub);

/* What stands for the heading that was taken out of the text. */
#define EPUB_PAGE_HEADING "<heading/>"

struct epub_page_job {
    struct epub *epub;
    const dc_template_service *service;
    dc_values *values;
    const char *what; /* "the title page" */
    dc_str file; /* of the template; empty: ours */
    bool has_heading; /* EPUB_PAGE_HEADING may stand in it */
    bool heading_is_put;
};

/* Puts metadata and words into page->values. */
void epub_page_put_values(struct epub_page_job *page);

/*
 * Copies what the template made, if it may stand in the book; else reports an
 * error, and the job fails with DC_E_TEMPLATE.
 */
void epub_page_copy(
    struct epub_page_job *page, dc_str text, struct epub_buf *out);

/* epub_title.c */

/* True if the heading on the title page comes from the text. */
bool epub_title_is_moved(struct epub *epub);
/* True if that heading, and what moved with it, says the words already. */
bool epub_title_says(struct epub *epub, dc_str words);
/* Writes it. */
void epub_title_put(struct epub *epub, struct epub_buf *out);
/* Writes the places in it that links may lead to, where it is not shown. */
void epub_title_put_places(struct epub *epub, struct epub_buf *out);

#endif
