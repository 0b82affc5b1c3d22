/* SPDX-License-Identifier: MIT */
/*
 * The main content of a page (--article): which elements are the article,
 * and what within them is not.
 *
 * A page is measured once (html_article_measure.c): how much text each
 * element holds, how much of it in links, how many pictures, items and
 * fields.  Paragraphs of prose then vote for the elements that hold them, and
 * the best becomes the article (html_article_choose.c), with its siblings that
 * look alike.  What within it is a menu, a form or a box of links goes
 * (html_article_clean.c).  The features are those of Readability and its
 * successors; a page that yields next to nothing is tried again less
 * strictly, and one that never yields anything is read whole.
 */
#ifndef DOCCONV_PLUGIN_HTML_ARTICLE_H
#define DOCCONV_PLUGIN_HTML_ARTICLE_H

#include "read/html_reader.h"

/* Flags of gauges. */
enum {
    HTML_GAUGE_LEFT = 1, /* not counted: hidden, or no part of a text */
    HTML_GAUGE_BLOCKS = 2, /* holds blocks */
    HTML_GAUGE_VOTED = 4, /* has a score */
    HTML_GAUGE_ARTICLE = 8, /* one of the article's elements */
    HTML_GAUGE_DATA = 16 /* in a table of data, in code or in a figure */
};

/* What an element holds, its descendants included; lengths in characters. */
struct html_gauge {
    uint32_t text;
    uint32_t linked; /* text in links */
    uint32_t headed; /* text in headings */
    uint32_t listed; /* text in lists */
    uint32_t worded; /* text in elements that prose stands in */
    uint32_t commas;
    uint32_t paras;
    uint32_t images;
    uint32_t items;
    uint32_t fields;
    uint32_t embeds;
    uint32_t elements; /* child elements, these only */
    float score;
    uint8_t flags;
};

struct html_article {
    struct html_reader *reader;
    const struct html_dom *dom;
    struct html_gauge *gauges; /* by node */
    uint32_t *order; /* elements that count, as they stand */
    uint32_t count;
    uint32_t body;

    /* How strict this attempt is. */
    bool trusts_names; /* classes and ids tell what an element is for */
    bool is_cleaned;
};

static inline struct html_gauge *
html_gauge(const struct html_article *article, uint32_t node)
{
    return &article->gauges[node];
}

/* The share of the text that stands in links. */
double html_link_share(const struct html_article *article, uint32_t node);

/* Measures the page anew. */
void html_article_measure(struct html_article *article);

/* What class and id say: above 0 for content, below for what is not. */
int html_article_weight(const struct html_article *article, uint32_t node);

/* True for the names of boxes that invite to share a page. */
bool html_is_share_box(const struct html_dom *dom, uint32_t node);

/* The best element and the parent its siblings count under; 0: none. */
uint32_t html_article_choose(struct html_article *article);

/* Marks what within `root` is no part of the article. */
void html_article_clean(struct html_article *article, uint32_t root);

/* Leaves out all of the page but its article. */
void html_keep_article(struct html_reader *reader);

#endif
