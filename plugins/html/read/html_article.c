/* SPDX-License-Identifier: MIT */
/*
 * The article of a page: attempts from strict to lenient, and what becomes of
 * the page when one is good enough.
 */
#include "read/html_article.h"

/* An article with less text than this is looked for again, less strictly. */
enum { ARTICLE_TEXT_MIN = 500 };

/* What a less strict attempt must find to be the better one. */
enum { LENIENT_GAIN = 2 };

/* A headline is looked for in headings of at most so many bytes. */
enum { HEADLINE_MAX = 1024 };

/* The rest of a page's title may be the site's name, not much more. */
enum { HEADLINE_SHARE = 3 };

static bool
is_sibling_of_article(
    const struct html_article *article, uint32_t node, uint32_t top)
{
    const struct html_dom *dom = article->dom;
    const struct html_gauge *gauge = html_gauge(article, node);
    const struct html_gauge *best = html_gauge(article, top);
    if (node == top)
        return true;
    if (html_node(dom, node)->type != HTML_TYPE_ELEMENT ||
        (gauge->flags & HTML_GAUGE_LEFT))
        return false;
    float least = best->score / 5;
    least = least < 10 ? 10 : least;
    dc_str names = html_attr_of(dom, top, HTML_CLASS);
    dc_str own = html_attr_of(dom, node, HTML_CLASS);
    bool is_alike = own.len && own.len == names.len &&
        memcmp(own.ptr, names.ptr, own.len) == 0;
    float bonus = is_alike ? best->score / 5 : 0;
    if ((gauge->flags & HTML_GAUGE_VOTED) && gauge->score + bonus >= least)
        return true;
    if (!html_is_element(dom, node, HTML_P))
        return false;
    return gauge->text > 80 ? html_link_share(article, node) < 0.25
                            : gauge->text && gauge->linked == 0;
}

/* Marks the article's elements; returns how much text they have. */
static uint64_t
mark_article(struct html_article *article, uint32_t top)
{
    const struct html_dom *dom = article->dom;
    uint64_t text = 0;
    uint32_t holder = html_node(dom, top)->parent;
    uint32_t at = top == article->body ? top : html_node(dom, holder)->first;
    for (; at; at = html_node(dom, at)->next) {
        if (!is_sibling_of_article(article, at, top))
            continue;
        html_gauge(article, at)->flags |= HTML_GAUGE_ARTICLE;
        text += html_gauge(article, at)->text;
        html_article_clean(article, at);
        if (at == article->body)
            break;
    }
    return text;
}

/* One attempt; returns the text of the article found, and its best element. */
static uint64_t
attempt(struct html_article *article, uint32_t *top)
{
    html_article_measure(article);
    *top = html_article_choose(article);
    return *top ? mark_article(article, *top) : 0;
}

/* Leaves out elements that were left in the last attempt. */
static void
skip_left(const struct html_article *article)
{
    for (uint32_t at = 0; at < article->dom->node_count; at++)
        if (article->gauges[at].flags & HTML_GAUGE_LEFT)
            html_node(article->dom, at)->flags |= HTML_IS_SKIPPED;
}

/* Puts the article's elements alone into the body. */
static void
move_to_body(struct html_article *article, uint32_t top, uint32_t headline)
{
    struct html_dom *dom = &article->reader->dom;
    if (top == article->body)
        return;
    for (uint32_t at = html_node(dom, article->body)->first; at;
         at = html_node(dom, at)->next)
        html_node(dom, at)->flags |= HTML_IS_SKIPPED;
    if (headline) {
        html_dom_remove(dom, headline);
        html_dom_insert(dom, article->body, 0, headline);
        html_node(dom, headline)->flags &= (uint8_t)~HTML_IS_SKIPPED;
    }
    uint32_t holder = html_node(dom, top)->parent;
    uint32_t last = html_last_child(dom, holder);
    uint32_t next = html_node(dom, holder)->first;
    for (uint32_t at = 0; at != last;) {
        at = next;
        next = html_node(dom, at)->next;
        if (!(html_gauge(article, at)->flags & HTML_GAUGE_ARTICLE))
            continue;
        html_node(dom, at)->flags &= (uint8_t)~HTML_IS_SKIPPED;
        html_dom_remove(dom, at);
        html_dom_insert(dom, article->body, 0, at);
    }
}

/* The page's title, as its head says it. */
static dc_str
title_of(struct html_reader *reader)
{
    const struct html_dom *dom = &reader->dom;
    for (uint32_t at = HTML_ROOT; at;
         at = html_dom_following(dom, at, HTML_ROOT)) {
        if (html_is_element(dom, at, HTML_TITLE))
            return html_plain_text(reader, at, HEADLINE_MAX);
        if (html_is_element(dom, at, HTML_BODY))
            break;
    }
    return dc_str_slice(NULL, 0);
}

static bool
is_article_heading(const struct html_article *article, uint32_t node)
{
    for (; node; node = html_node(article->dom, node)->parent)
        if (html_gauge(article, node)->flags & HTML_GAUGE_ARTICLE)
            return true;
    return false;
}

/* How well a heading is the headline: its length if the title names it. */
static size_t
headline_worth(struct html_reader *reader, uint32_t node, dc_str title)
{
    dc_str text = html_plain_text(reader, node, HEADLINE_MAX);
    if (text.len < title.len / HEADLINE_SHARE || text.len == 0)
        return 0;
    return memmem(title.ptr, title.len, text.ptr, text.len) ? text.len : 0;
}

/*
 * The heading that is most of the page's title, 0 if there is none or the
 * article has it: the headline often stands above the article's element.
 */
static uint32_t
find_headline(struct html_article *article)
{
    const struct html_dom *dom = article->dom;
    struct html_reader *reader = article->reader;
    dc_str title = title_of(reader);
    size_t most = 0;
    uint32_t found = 0;
    for (uint32_t at = article->body; title.len && at;
         at = html_dom_following(dom, at, article->body)) {
        if (!html_is_element(dom, at, HTML_H1) &&
            !html_is_element(dom, at, HTML_H2))
            continue;
        size_t worth = headline_worth(reader, at, title);
        if (worth <= most)
            continue;
        most = worth;
        found = at;
    }
    return is_article_heading(article, found) ? 0 : found;
}

/* The attempt that finds most, or the first that finds enough. */
static uint32_t
find_article(struct html_article *article)
{
    static const struct {
        bool trusts_names;
        bool is_cleaned;
    } attempts[] = {{true, true}, {false, true}, {false, false}};
    enum { COUNT = sizeof attempts / sizeof *attempts };
    uint64_t most = 0;
    size_t best = 0;
    uint32_t top = 0;
    for (size_t i = 0; i < COUNT && most < ARTICLE_TEXT_MIN; i++) {
        article->trusts_names = attempts[i].trusts_names;
        article->is_cleaned = attempts[i].is_cleaned;
        uint64_t text = attempt(article, &top);
        if (text <= most * LENIENT_GAIN)
            continue;
        most = text;
        best = i;
    }
    if (most == 0)
        return 0;
    article->trusts_names = attempts[best].trusts_names;
    article->is_cleaned = attempts[best].is_cleaned;
    (void)attempt(article, &top);
    return top;
}

void
html_keep_article(struct html_reader *reader)
{
    struct html_dom *dom = &reader->dom;
    struct html_article article = {.reader = reader, .dom = dom};
    uint32_t root = html_dom_child(dom, HTML_ROOT, HTML_HTML);
    article.body = root ? html_dom_child(dom, root, HTML_BODY) : 0;
    article.gauges =
        dc_alloc(reader->job, dom->node_count * sizeof *article.gauges);
    article.order =
        dc_alloc(reader->job, dom->node_count * sizeof *article.order);
    if (!article.body || !article.gauges || !article.order)
        return;
    uint32_t top = find_article(&article);
    if (!top) {
        dc_report(reader->job, DC_DIAG_WARNING, "html-article",
            "no article was found in the page; all of it was read");
        return;
    }
    uint32_t headline = find_headline(&article);
    skip_left(&article);
    move_to_body(&article, top, headline);
    dc_report(reader->job, DC_DIAG_NOTE, "html-article",
        "only the article of the page was read (--article)");
}
