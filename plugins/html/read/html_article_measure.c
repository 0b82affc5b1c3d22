/* SPDX-License-Identifier: MIT */
/*
 * What each element of a page holds, and what its names say of it.  Two
 * passes over the page: down, in document order, for what stands in an
 * element itself; and up, adding each to its parent.
 */
#include "read/html_article.h"

#include "parse/html_token.h"

/* Parts of class names and ids, of what is no part of an article. */
static const char *const unlikely[] = {"-ad-", "ad-break", "agegate", "banner",
    "breadcrumb", "byline-share", "combx", "comment", "community", "consent",
    "cookie", "cover-wrap", "disqus", "extra", "footer", "gdpr", "header",
    "legends", "menu", "modal", "newsletter", "pager", "pagination", "popup",
    "promo", "related", "remark", "replies", "rss", "shoutbox", "sidebar",
    "skyscraper", "social", "sponsor", "subscribe", "supplemental", "toolbar",
    "yom-remote", NULL};

/* And of what may be all the same. */
static const char *const maybe[] = {
    "and", "article", "body", "column", "content", "main", "shadow", NULL};

static const char *const positive[] = {"article", "blog", "body", "content",
    "entry", "h-entry", "hentry", "main", "page", "pagination", "post", "story",
    "text", NULL};

static const char *const negative[] = {"-ad-", "banner", "combx", "comment",
    "com-", "contact", "footer", "gdpr", "hidden", "masthead", "media", "meta",
    "outbrain", "promo", "related", "scroll", "share", "shopping", "shoutbox",
    "sidebar", "skyscraper", "sponsor", "tags", "widget", NULL};

/* Roles of ARIA that hold no article. */
static const char *const unlikely_roles[] = {"alert", "alertdialog", "banner",
    "complementary", "contentinfo", "dialog", "menu", "menubar", "navigation",
    "search", NULL};

static bool
holds_word(dc_str text, const char *word)
{
    size_t len = strlen(word);
    const char *end = text.ptr + text.len;
    for (const char *at = text.ptr; (size_t)(end - at) >= len; at++)
        if (html_begins_with(at, end, word))
            return true;
    return false;
}

static bool
holds_any(dc_str text, const char *const *words)
{
    if (text.len)
        for (; *words; words++)
            if (holds_word(text, *words))
                return true;
    return false;
}

bool
html_is_share_box(const struct html_dom *dom, uint32_t node)
{
    return holds_word(html_attr_of(dom, node, HTML_CLASS), "share") ||
        holds_word(html_attr_of(dom, node, HTML_ID), "share");
}

int
html_article_weight(const struct html_article *article, uint32_t node)
{
    static const uint32_t names[] = {HTML_CLASS, HTML_ID};
    int weight = 0;
    if (!article->trusts_names)
        return 0;
    for (size_t i = 0; i < 2; i++) {
        dc_str text = html_attr_of(article->dom, node, names[i]);
        weight -= holds_any(text, negative) ? 25 : 0;
        weight += holds_any(text, positive) ? 25 : 0;
    }
    return weight;
}

static bool
is_any(uint32_t name, const uint16_t *names)
{
    for (; *names; names++)
        if (*names == name)
            return true;
    return false;
}

static bool
has_unlikely_names(const struct html_article *article, uint32_t node)
{
    const struct html_dom *dom = article->dom;
    uint32_t name = html_node(dom, node)->name;
    if (name == HTML_BODY || name == HTML_A || name == HTML_ARTICLE ||
        name == HTML_MAIN)
        return false;
    dc_str class_names = html_attr_of(dom, node, HTML_CLASS);
    dc_str id = html_attr_of(dom, node, HTML_ID);
    if (!holds_any(class_names, unlikely) && !holds_any(id, unlikely))
        return false;
    return !holds_any(class_names, maybe) && !holds_any(id, maybe);
}

/* True for what never counts, whatever the attempt. */
static bool
is_hidden(const struct html_article *article, uint32_t node)
{
    const struct html_dom *dom = article->dom;
    const struct html_node *at = html_node(dom, node);
    if (at->flags & HTML_IS_SKIPPED)
        return true;
    if (at->len == 0)
        return false;
    if (html_attribute_of(dom, node, HTML_HIDDEN))
        return true;
    if (html_str_is(html_attr_of(dom, node, HTML_ARIA_HIDDEN), "true") &&
        !holds_word(html_attr_of(dom, node, HTML_CLASS), "fallback-image"))
        return true;
    struct html_style style = html_style_of(article->reader, node);
    return html_style_hides(&style) && !html_is_math_cover(dom, node);
}

static bool
is_left(const struct html_article *article, uint32_t node, bool is_data)
{
    const struct html_dom *dom = article->dom;
    uint8_t does = html_role_of(dom, node)->does;
    if (does == HTML_DOES_SCRIPT || does == HTML_DOES_NOTHING)
        return true;
    if (is_hidden(article, node))
        return true;
    dc_str role = html_attr_of(dom, node, HTML_ROLE);
    for (const char *const *word = unlikely_roles; role.len && *word; word++)
        if (html_str_is(role, *word))
            return true;
    return article->trusts_names && !is_data &&
        has_unlikely_names(article, node);
}

/* Elements below which a block is a block. */
static const uint16_t blocks[] = {HTML_BLOCKQUOTE, HTML_DIV, HTML_DL, HTML_OL,
    HTML_P, HTML_PRE, HTML_SECTION, HTML_TABLE, HTML_UL, 0};
static const uint16_t worded[] = {HTML_BLOCKQUOTE, HTML_DIV, HTML_DL, HTML_LI,
    HTML_OL, HTML_P, HTML_PRE, HTML_SPAN, HTML_TABLE, HTML_TD, HTML_UL, 0};
static const uint16_t fields[] = {
    HTML_BUTTON, HTML_INPUT, HTML_SELECT, HTML_TEXTAREA, 0};
static const uint16_t embeds[] = {HTML_EMBED, HTML_IFRAME, HTML_OBJECT, 0};

/* The length of the comma that begins at `at`, in any script; 0: none does. */
static size_t
comma_at(const char *at, size_t len)
{
    static const char *const commas[] = {
        ",", "\xD8\x8C", "\xE3\x80\x81", "\xEF\xBC\x8C"};
    for (size_t i = 0; i < sizeof commas / sizeof *commas; i++) {
        size_t comma = strlen(commas[i]);
        if (len >= comma && memcmp(at, commas[i], comma) == 0)
            return comma;
    }
    return 0;
}

/* Counts characters, blanks in a row as one; `*blank` goes from text to text.
 */
static void
count_text(struct html_gauge *gauge, dc_str text, bool *blank)
{
    for (size_t i = 0; i < text.len; i++) {
        bool is_blank = html_is_blank(text.ptr[i]);
        bool is_continued = (text.ptr[i] & 0xC0) == 0x80;
        gauge->text += is_blank ? !*blank : !is_continued;
        gauge->commas += comma_at(text.ptr + i, text.len - i) != 0;
        *blank = is_blank;
    }
}

/* What an element is itself. */
static void
gauge_element(const struct html_article *article, uint32_t node)
{
    struct html_gauge *gauge = html_gauge(article, node);
    uint32_t name = html_node(article->dom, node)->name;
    gauge->paras = name == HTML_P;
    uint32_t parent = html_node(article->dom, node)->parent;
    /* What stands in <noscript> stands for another picture. */
    gauge->images = name == HTML_IMG &&
        !html_is_element(article->dom, parent, HTML_NOSCRIPT);
    gauge->items = name == HTML_LI;
    gauge->fields = is_any(name, fields);
    gauge->embeds = is_any(name, embeds);
}

/* A table says by its parts that it holds data and not a layout. */
static bool
is_data_table(const struct html_dom *dom, uint32_t table)
{
    if (html_str_is(html_attr_of(dom, table, HTML_ROLE), "presentation"))
        return false;
    uint32_t rows = 0;
    uint32_t columns = 0;
    for (uint32_t at = html_node(dom, table)->first; at;
         at = html_dom_following(dom, at, table)) {
        uint32_t name = html_node(dom, at)->name;
        if (name == HTML_TABLE)
            return false;
        if (name == HTML_CAPTION || name == HTML_TH || name == HTML_THEAD ||
            name == HTML_TFOOT || name == HTML_COL)
            return true;
        rows += name == HTML_TR;
        columns += rows == 1 && name == HTML_TD;
    }
    return rows > 10 || columns > 4 || rows * columns > 10;
}

static bool
begins_data(const struct html_article *article, uint32_t node)
{
    switch (html_node(article->dom, node)->name) {
    case HTML_CODE:
    case HTML_PRE:
    case HTML_FIGURE:
        return true;
    case HTML_TABLE:
        return is_data_table(article->dom, node);
    default:
        return false;
    }
}

static void
measure_down(struct html_article *article)
{
    const struct html_dom *dom = article->dom;
    bool blank = true;
    uint32_t at = article->body;
    while (at) {
        uint32_t parent = html_node(dom, at)->parent;
        struct html_gauge *above = html_gauge(article, parent);
        bool is_data = above->flags & HTML_GAUGE_DATA;
        bool is_element = html_node(dom, at)->type == HTML_TYPE_ELEMENT;
        if (is_element && at != article->body &&
            is_left(article, at, is_data)) {
            html_gauge(article, at)->flags = HTML_GAUGE_LEFT;
            at = html_dom_after(dom, at, article->body);
            continue;
        }
        if (is_element) {
            article->order[article->count++] = at;
            gauge_element(article, at);
            above->elements++;
            if (is_data || begins_data(article, at))
                html_gauge(article, at)->flags |= HTML_GAUGE_DATA;
        } else if (html_node(dom, at)->type == HTML_TYPE_TEXT) {
            count_text(above, html_text_of(dom, at), &blank);
        }
        at = html_dom_following(dom, at, article->body);
    }
}

/* What an element's text is by the element's own name. */
static void
settle(const struct html_article *article, uint32_t node)
{
    struct html_gauge *gauge = html_gauge(article, node);
    const struct html_dom *dom = article->dom;
    uint32_t name = html_node(dom, node)->name;
    if (name == HTML_A) {
        dc_str href = html_attr_of(dom, node, HTML_HREF);
        bool is_local = href.len && href.ptr[0] == '#';
        gauge->linked = is_local ? gauge->text * 3 / 10 : gauge->text;
    }
    if (html_properties(name) & HTML_IS_HEADING)
        gauge->headed = gauge->text;
    if (name == HTML_UL || name == HTML_OL)
        gauge->listed = gauge->text;
    if (is_any(name, worded))
        gauge->worded = gauge->text;
}

static void
measure_up(struct html_article *article)
{
    for (uint32_t i = article->count; i-- > 0;) {
        uint32_t node = article->order[i];
        settle(article, node);
        if (node == article->body)
            continue;
        const struct html_gauge *gauge = html_gauge(article, node);
        struct html_gauge *above =
            html_gauge(article, html_node(article->dom, node)->parent);
        above->text += gauge->text;
        above->linked += gauge->linked;
        above->headed += gauge->headed;
        above->listed += gauge->listed;
        above->worded += gauge->worded;
        above->commas += gauge->commas;
        above->paras += gauge->paras;
        above->images += gauge->images;
        above->items += gauge->items;
        above->fields += gauge->fields;
        above->embeds += gauge->embeds;
        if ((gauge->flags & HTML_GAUGE_BLOCKS) ||
            is_any(html_node(article->dom, node)->name, blocks))
            above->flags |= HTML_GAUGE_BLOCKS;
    }
}

void
html_article_measure(struct html_article *article)
{
    size_t size = article->dom->node_count * sizeof *article->gauges;
    memset(article->gauges, 0, size);
    article->count = 0;
    measure_down(article);
    measure_up(article);
}

double
html_link_share(const struct html_article *article, uint32_t node)
{
    const struct html_gauge *gauge = html_gauge(article, node);
    return gauge->text ? (double)gauge->linked / gauge->text : 0;
}
