/* SPDX-License-Identifier: MIT */
/*
 * Whether an element is what a selector says.  The element is compared with
 * the last compound, then those around it with the others.  Where an ancestor
 * fails, the search goes on above the last one that was found by a descendant
 * combinator: the nearest fitting ancestor leaves the most to choose from.
 */
#include "read/html_css.h"

#include "parse/html_token.h"
#include "read/html_reader.h"

uint32_t
html_css_hash(enum html_css_is is, dc_str text, uint32_t name)
{
    uint32_t hash = 2166136261u ^ (uint32_t)is;
    for (size_t i = 0; i < text.len; i++)
        hash = (hash ^ (unsigned char)text.ptr[i]) * 16777619u;
    if (is == HTML_CSS_IS_TYPE)
        hash = (hash ^ name) * 16777619u;
    /* 0 is the bucket of those that fit any element. */
    return 1 + (hash ^ (hash >> 15)) % (HTML_CSS_BUCKETS - 1);
}

static bool
is_same(dc_str a, const char *ptr, size_t len)
{
    return a.len == len && (len == 0 || memcmp(a.ptr, ptr, len) == 0);
}

static bool
has_word(dc_str text, dc_str word)
{
    const char *end = text.ptr + text.len;
    for (const char *at = text.ptr; at < end && word.len;) {
        const char *to = at;
        while (to < end && !html_is_blank(*to))
            to++;
        if (is_same(word, at, (size_t)(to - at)))
            return true;
        at = to + 1;
    }
    return false;
}

static bool
contains(dc_str text, dc_str part)
{
    for (size_t i = 0; part.len && i + part.len <= text.len; i++)
        if (memcmp(text.ptr + i, part.ptr, part.len) == 0)
            return true;
    return false;
}

static bool
fits_value(uint8_t is, dc_str text, dc_str want)
{
    bool is_long = text.len >= want.len;
    switch (is) {
    case HTML_CSS_HAS:
        return true;
    case HTML_CSS_EQUALS:
        return is_same(text, want.ptr, want.len);
    case HTML_CSS_WORD:
        return has_word(text, want);
    case HTML_CSS_DASH:
        return is_long && is_same(want, text.ptr, want.len) &&
            (text.len == want.len || text.ptr[want.len] == '-');
    case HTML_CSS_BEGINS:
        return want.len && is_long && is_same(want, text.ptr, want.len);
    case HTML_CSS_ENDS:
        return want.len && is_long &&
            is_same(want, text.ptr + text.len - want.len, want.len);
    default:
        return contains(text, want);
    }
}

/* The element before or after `node` among its siblings, or 0. */
static uint32_t
sibling(const struct html_dom *dom, uint32_t node, bool is_after)
{
    uint32_t parent = html_node(dom, node)->parent;
    do {
        const struct html_node *at = html_node(dom, node);
        bool is_first = html_node(dom, parent)->first == node;
        node = is_after ? at->next : is_first ? 0 : at->prev;
    } while (node && html_node(dom, node)->type != HTML_TYPE_ELEMENT);
    return node;
}

/* Comparing with a long attribute is more work. */
static void
charge(struct html_sheets *sheets, size_t len)
{
    uint64_t work = 1 + len / 32;
    sheets->work -= work < sheets->work ? work : sheets->work;
}

static bool
fits_simple(struct html_sheets *sheets, const struct html_dom *dom,
    const struct html_css_simple *simple, uint32_t node)
{
    const struct html_node *at = html_node(dom, node);
    const struct html_attribute *attribute;
    dc_str text;
    switch (simple->is) {
    case HTML_CSS_IS_TYPE:
        return at->name == simple->name;
    case HTML_CSS_IS_ID:
        return is_same(html_attr_of(dom, node, HTML_ID), simple->value.ptr,
            simple->value.len);
    case HTML_CSS_IS_CLASS:
        text = html_attr_of(dom, node, HTML_CLASS);
        charge(sheets, text.len);
        return has_word(text, simple->value);
    case HTML_CSS_IS_ROOT:
        return at->parent == HTML_ROOT;
    case HTML_CSS_IS_FIRST:
        return at->parent && !sibling(dom, node, false);
    case HTML_CSS_IS_LAST:
        return at->parent && !sibling(dom, node, true);
    case HTML_CSS_IS_LINK:
        return at->name == HTML_A && html_attribute_of(dom, node, HTML_HREF);
    default:
        attribute = html_attribute_of(dom, node, simple->name);
        if (!attribute)
            return false;
        text = html_value_of(dom, attribute);
        charge(sheets, text.len * simple->value.len);
        return fits_value(simple->is, text, simple->value);
    }
}

static bool
fits(struct html_sheets *sheets, const struct html_dom *dom,
    const struct html_css_compound *compound, uint32_t node)
{
    if (html_node(dom, node)->type != HTML_TYPE_ELEMENT || sheets->work == 0)
        return false;
    charge(sheets, html_node(dom, node)->len);
    for (uint32_t i = 0; i < compound->count; i++)
        if (!fits_simple(
                sheets, dom, &sheets->simples[compound->first + i], node))
            return false;
    return true;
}

bool
html_css_matches(struct html_sheets *sheets, const struct html_dom *dom,
    const struct html_css_selector *selector, uint32_t node)
{
    const struct html_css_compound *compounds =
        &sheets->compounds[selector->first];
    uint32_t again = 0; /* the compound that a search found, or 0 */
    uint32_t again_at = 0; /* where it was found */
    if (!fits(sheets, dom, &compounds[0], node))
        return false;
    for (uint32_t i = 1; i < selector->count;) {
        uint8_t way = compounds[i].way;
        node = way == HTML_CSS_BESIDE ? sibling(dom, node, false)
                                      : html_node(dom, node)->parent;
        if (way == HTML_CSS_ABOVE)
            while (node && !fits(sheets, dom, &compounds[i], node))
                node = html_node(dom, node)->parent;
        bool is_found = node &&
            (way == HTML_CSS_ABOVE || fits(sheets, dom, &compounds[i], node));
        if (is_found && way == HTML_CSS_ABOVE) {
            again = i;
            again_at = node;
        }
        if (!is_found && (way == HTML_CSS_ABOVE || !again))
            return false;
        if (!is_found)
            node = again_at;
        i = is_found ? i + 1 : again;
    }
    return true;
}
