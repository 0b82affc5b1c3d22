/* SPDX-License-Identifier: MIT */
/*
 * Which element is the article: paragraphs of prose vote for the elements
 * that hold them, the nearer the more; an element with much of its text in
 * links loses by that share.
 */
#include "read/html_article.h"

/* Shorter paragraphs do not vote. */
enum { PARA_MIN = 25 };

/* How far up a paragraph votes. */
enum { LEVELS_VOTED = 5 };

/* The best, among which a common holder may stand out. */
enum { BEST_COUNT = 5, BEST_SHARED = 3 };

/* A <main> with more of its text in links is a page of links. */
#define MOST_LINKED 0.5

/* What an element's name is worth before any vote. */
static float
first_score(const struct html_article *article, uint32_t node)
{
    static const struct {
        uint16_t name;
        int8_t score;
    } scores[] = {
        {HTML_ARTICLE, 8},
        {HTML_MAIN, 5},
        {HTML_DIV, 5},
        {HTML_PRE, 3},
        {HTML_TD, 3},
        {HTML_BLOCKQUOTE, 3},
        {HTML_ADDRESS, -3},
        {HTML_OL, -3},
        {HTML_UL, -3},
        {HTML_DL, -3},
        {HTML_DD, -3},
        {HTML_DT, -3},
        {HTML_LI, -3},
        {HTML_FORM, -3},
        {HTML_H1, -5},
        {HTML_H2, -5},
        {HTML_H3, -5},
        {HTML_H4, -5},
        {HTML_H5, -5},
        {HTML_H6, -5},
        {HTML_TH, -5},
    };
    int score = html_article_weight(article, node);
    uint32_t name = html_node(article->dom, node)->name;
    for (size_t i = 0; i < sizeof scores / sizeof *scores; i++)
        if (scores[i].name == name)
            score += scores[i].score;
    return (float)score;
}

static void
vote(struct html_article *article, uint32_t node, float score)
{
    struct html_gauge *gauge = html_gauge(article, node);
    if (!(gauge->flags & HTML_GAUGE_VOTED)) {
        gauge->flags |= HTML_GAUGE_VOTED;
        gauge->score = first_score(article, node);
    }
    gauge->score += score;
}

/* True for what holds one piece of prose. */
static bool
is_para(const struct html_article *article, uint32_t node)
{
    switch (html_node(article->dom, node)->name) {
    case HTML_P:
    case HTML_PRE:
    case HTML_TD:
        return true;
    case HTML_DIV:
    case HTML_SECTION:
        return !(html_gauge(article, node)->flags & HTML_GAUGE_BLOCKS);
    default:
        return false;
    }
}

static void
vote_for_holders(struct html_article *article, uint32_t node)
{
    const struct html_gauge *gauge = html_gauge(article, node);
    float length = (float)(gauge->text / 100);
    float score = 1 + (float)gauge->commas + (length < 3 ? length : 3);
    uint32_t at = node;
    for (unsigned level = 0; level < LEVELS_VOTED && at != article->body;
         level++) {
        at = html_node(article->dom, at)->parent;
        float share = level == 0 ? 1 : level == 1 ? 2 : (float)level * 3;
        vote(article, at, score / share);
    }
}

/* Text that stands between the blocks of an element is prose of its own. */
static void
vote_for_itself(struct html_article *article, uint32_t node)
{
    const struct html_dom *dom = article->dom;
    uint64_t len = 0;
    for (uint32_t at = html_node(dom, node)->first; at;
         at = html_node(dom, at)->next)
        if (html_node(dom, at)->type == HTML_TYPE_TEXT)
            len += html_text_of(dom, at).len;
    if (len < PARA_MIN * 4)
        return;
    float length = (float)(len / 100);
    vote(article, node, 1 + (length < 3 ? length : 3));
}

static void
vote_all(struct html_article *article)
{
    for (uint32_t i = 0; i < article->count; i++) {
        uint32_t node = article->order[i];
        const struct html_gauge *gauge = html_gauge(article, node);
        if (gauge->text < PARA_MIN)
            continue;
        if (is_para(article, node))
            vote_for_holders(article, node);
        else if (html_is_element(article->dom, node, HTML_DIV))
            vote_for_itself(article, node);
    }
}

struct best {
    uint32_t nodes[BEST_COUNT];
    uint32_t count;
};

static void
add_best(const struct html_article *article, struct best *best, uint32_t node)
{
    float score = html_gauge(article, node)->score;
    uint32_t at = best->count;
    while (at > 0 && html_gauge(article, best->nodes[at - 1])->score < score)
        at--;
    if (at == BEST_COUNT)
        return;
    if (best->count < BEST_COUNT)
        best->count++;
    for (uint32_t i = best->count - 1; i > at; i--)
        best->nodes[i] = best->nodes[i - 1];
    best->nodes[at] = node;
}

static bool
is_within(const struct html_article *article, uint32_t node, uint32_t holder)
{
    while (node && node != holder && node != article->body)
        node = html_node(article->dom, node)->parent;
    return node == holder;
}

/* The nearest element that holds several of those nearly as good. */
static uint32_t
common_holder(const struct html_article *article, const struct best *best)
{
    uint32_t top = best->nodes[0];
    float enough = html_gauge(article, top)->score * 3 / 4;
    uint32_t at = html_node(article->dom, top)->parent;
    for (; at != article->body; at = html_node(article->dom, at)->parent) {
        uint32_t held = 0;
        for (uint32_t i = 1; i < best->count; i++)
            held += html_gauge(article, best->nodes[i])->score >= enough &&
                is_within(article, best->nodes[i], at);
        if (held >= BEST_SHARED)
            return at;
    }
    return top;
}

/* Up to where the score stops to be that of a part. */
static uint32_t
climb(const struct html_article *article, uint32_t top)
{
    const struct html_dom *dom = article->dom;
    float last = html_gauge(article, top)->score;
    float least = last / 3;
    uint32_t at = top;
    while (at != article->body) {
        at = html_node(dom, at)->parent;
        const struct html_gauge *gauge = html_gauge(article, at);
        if (at == article->body || gauge->score < least)
            break;
        if (gauge->score > last) {
            top = at;
            break;
        }
        last = gauge->score;
    }
    /* A holder of nothing else: its siblings are the ones to look at. */
    while (top != article->body &&
        html_node(dom, top)->parent != article->body &&
        html_gauge(article, html_node(dom, top)->parent)->elements == 1)
        top = html_node(dom, top)->parent;
    return top;
}

static uint32_t
prose_of(const struct html_article *article, uint32_t node)
{
    const struct html_gauge *gauge = html_gauge(article, node);
    return gauge->text > gauge->linked ? gauge->text - gauge->linked : 0;
}

/*
 * The element that the page says is its content, where it holds `top` or has
 * more to say; else `top`.
 */
static uint32_t
said_to_be_content(const struct html_article *article, uint32_t top)
{
    const struct html_dom *dom = article->dom;
    static const uint16_t names[] = {HTML_ARTICLE, HTML_MAIN};
    for (size_t i = 0; i < 2; i++) {
        uint32_t count = 0;
        uint32_t found = 0;
        for (uint32_t k = 0; k < article->count; k++) {
            uint32_t node = article->order[k];
            bool is_one = html_is_element(dom, node, names[i]) ||
                (names[i] == HTML_MAIN &&
                    html_str_is(html_attr_of(dom, node, HTML_ROLE), "main"));
            count += is_one;
            found = is_one ? node : found;
        }
        if (count == 1 && html_link_share(article, found) < MOST_LINKED &&
            (is_within(article, top, found) ||
                prose_of(article, found) / 2 >= prose_of(article, top)))
            return found;
    }
    return top;
}

uint32_t
html_article_choose(struct html_article *article)
{
    struct best best = {.count = 0};
    vote_all(article);
    for (uint32_t i = 0; i < article->count; i++) {
        uint32_t node = article->order[i];
        struct html_gauge *gauge = html_gauge(article, node);
        if (!(gauge->flags & HTML_GAUGE_VOTED) || node == article->body)
            continue;
        gauge->score *= 1 - (float)html_link_share(article, node);
        add_best(article, &best, node);
    }
    if (best.count == 0)
        return html_gauge(article, article->body)->text ? article->body : 0;
    uint32_t top = climb(article, common_holder(article, &best));
    return said_to_be_content(article, top);
}
