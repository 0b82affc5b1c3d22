/* SPDX-License-Identifier: MIT */
/*
 * What within an article is no part of it: boxes of links, forms, invitations
 * to share.  Tables of data, code and figures are kept whatever they hold.
 */
#include "read/html_article.h"

/* Boxes to share with more text than this are text. */
enum { SHARE_TEXT_MAX = 500 };

/* With more text than this a picture it is not pictures that a box is for. */
enum { CAPTION_TEXT = 60 };

/* From so many commas on a box is prose. */
enum { PROSE_COMMAS = 10 };

/* Elements that no article consists of. */
static bool
is_never_article(uint32_t name)
{
    switch (name) {
    case HTML_ASIDE:
    case HTML_BUTTON:
    case HTML_FOOTER:
    case HTML_INPUT:
    case HTML_NAV:
    case HTML_SELECT:
    case HTML_TEXTAREA:
        return true;
    default:
        return false;
    }
}

static bool
is_list(const struct html_article *article, uint32_t node)
{
    const struct html_gauge *gauge = html_gauge(article, node);
    uint32_t name = html_node(article->dom, node)->name;
    return name == HTML_UL || name == HTML_OL ||
        (gauge->text && gauge->listed > gauge->text / 10 * 9);
}

/* A list of pictures, one an item. */
static bool
is_gallery(const struct html_article *article, uint32_t node)
{
    const struct html_dom *dom = article->dom;
    const struct html_gauge *gauge = html_gauge(article, node);
    if (gauge->images == 0 || gauge->images != gauge->items)
        return false;
    for (uint32_t at = html_node(dom, node)->first; at;
         at = html_node(dom, at)->next)
        if (html_gauge(article, at)->elements > 1)
            return false;
    return true;
}

/* True if a box looks like anything but prose. */
static bool
is_furniture(const struct html_article *article, uint32_t node)
{
    const struct html_gauge *gauge = html_gauge(article, node);
    int weight = html_article_weight(article, node);
    if (weight < 0)
        return true;
    if (gauge->commas >= PROSE_COMMAS)
        return false;
    bool list = is_list(article, node);
    double links = html_link_share(article, node);
    bool is_short = gauge->text < 25;
    bool is_found = gauge->images > 1 && gauge->paras * 2 < gauge->images &&
        gauge->text < CAPTION_TEXT * gauge->images;
    is_found |= !list && gauge->items > 100 + gauge->paras;
    is_found |= gauge->fields > gauge->paras / 3;
    is_found |= !list && is_short && links > 0 &&
        gauge->headed * 10 < gauge->text * 9 &&
        (gauge->images == 0 || gauge->images > 2);
    is_found |= !list && weight < 25 && links > 0.2;
    is_found |= weight >= 25 && links > 0.5;
    is_found |= gauge->embeds && gauge->text < 75;
    is_found |= gauge->images == 0 && gauge->worded == 0 && gauge->text == 0;
    return is_found && !(list && is_gallery(article, node));
}

static bool
is_removed(const struct html_article *article, uint32_t node)
{
    const struct html_dom *dom = article->dom;
    const struct html_gauge *gauge = html_gauge(article, node);
    uint32_t name = html_node(dom, node)->name;
    if (gauge->flags & HTML_GAUGE_LEFT)
        return true;
    if (html_node(dom, node)->type != HTML_TYPE_ELEMENT)
        return false;
    if (is_never_article(name))
        return true;
    if (gauge->flags & HTML_GAUGE_DATA)
        return false;
    if (gauge->text < SHARE_TEXT_MAX && html_is_share_box(dom, node))
        return true;
    if ((name == HTML_H1 || name == HTML_H2) &&
        html_article_weight(article, node) < 0)
        return true;
    if (name != HTML_DIV && name != HTML_UL && name != HTML_OL &&
        name != HTML_TABLE && name != HTML_FORM && name != HTML_FIELDSET)
        return false;
    return article->is_cleaned && is_furniture(article, node);
}

void
html_article_clean(struct html_article *article, uint32_t root)
{
    const struct html_dom *dom = article->dom;
    uint32_t at = html_dom_following(dom, root, root);
    while (at) {
        if (is_removed(article, at)) {
            html_gauge(article, at)->flags |= HTML_GAUGE_LEFT;
            at = html_dom_after(dom, at, root);
        } else {
            at = html_dom_following(dom, at, root);
        }
    }
}
