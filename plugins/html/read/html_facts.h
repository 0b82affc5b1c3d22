/* SPDX-License-Identifier: MIT */
/* What a page states about itself, from all the places that say so. */
#ifndef DOCCONV_PLUGIN_HTML_FACTS_H
#define DOCCONV_PLUGIN_HTML_FACTS_H

#include "read/html_reader.h"

/* More statements are not looked at. */
#define HTML_FACTS_MAX 256

/* Ranks of what stands in no <meta>; of those the row is the rank. */
enum {
    HTML_RANK_LINKED = 0, /* JSON-LD */
    HTML_RANK_META = 100,
    HTML_RANK_PAGE = 400, /* JSON-LD of a mere page */
    HTML_RANK_TITLE = 500, /* <title> */
    HTML_RANK_LATE = 600, /* a <meta> that is worse than <title> */
    HTML_RANK_BODY = 900 /* elements of the text */
};

struct html_fact {
    const char *key; /* of the metadata entry */
    int rank; /* the lowest is taken */
    dc_str text;
};

struct html_facts {
    dc_str title; /* the text of <title> */
    struct html_fact facts[HTML_FACTS_MAX];
    size_t count;
};

/* Notes a text without its outer blanks, unless that is empty. */
void html_fact_add(
    struct html_facts *facts, const char *key, int rank, dc_str text);

/* Notes what JSON-LD says of the document (html_linked.c). */
void html_read_linked(
    struct html_reader *reader, uint32_t script, struct html_facts *facts);

#endif
