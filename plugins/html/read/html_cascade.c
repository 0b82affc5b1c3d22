/* SPDX-License-Identifier: MIT */
/*
 * The cascade (CSS Cascading 4, 6): of all declarations for a property the
 * important ones win, then the style attribute, then the more specific
 * selector, then the later rule.
 */
#include "read/html_css.h"

#include "parse/html_token.h"
#include "read/html_reader.h"

/* What is declared of an element, and how strong each is. */
struct cascade {
    struct html_style style;
    uint64_t strengths[HTML_CSS_PROPERTIES];
};

static const uint64_t important = (uint64_t)1 << 63;
static const uint64_t attribute = (uint64_t)1 << 62;

static void
declare(struct cascade *cascade, const struct html_declaration *declaration,
    uint64_t strength)
{
    uint64_t *best = &cascade->strengths[declaration->property];
    strength |= declaration->is_important ? important : 0;
    if (strength < *best)
        return;
    *best = strength;
    cascade->style.values[declaration->property] = declaration->value;
}

static void
declare_rule(struct html_sheets *sheets, struct cascade *cascade,
    const struct html_css_selector *selector)
{
    const struct html_css_rule *rule = &sheets->rules[selector->rule];
    uint64_t strength =
        ((uint64_t)selector->specificity << 32) | selector->rule;
    for (uint32_t i = 0; i < rule->count; i++) {
        const struct html_declaration *at =
            &sheets->declarations[rule->first + i];
        bool is_break = at->property == HTML_CSS_BREAK_BEFORE ||
            at->property == HTML_CSS_BREAK_AFTER;
        if (!rule->is_print || is_break)
            declare(cascade, at, strength);
    }
}

static void
declare_bucket(struct html_reader *reader, struct cascade *cascade,
    uint32_t bucket, uint32_t node)
{
    struct html_sheets *sheets = &reader->sheets;
    for (uint32_t i = sheets->buckets[bucket]; i; i = sheets->selectors[i].next)
        if (html_css_matches(sheets, &reader->dom, &sheets->selectors[i], node))
            declare_rule(sheets, cascade, &sheets->selectors[i]);
}

/* Looks through the buckets that the element can be in. */
static void
declare_sheets(
    struct html_reader *reader, struct cascade *cascade, uint32_t node)
{
    const struct html_dom *dom = &reader->dom;
    dc_str none = {NULL, 0};
    dc_str id = html_attr_of(dom, node, HTML_ID);
    dc_str classes = html_attr_of(dom, node, HTML_CLASS);
    const char *end = classes.ptr + classes.len;
    declare_bucket(reader, cascade, 0, node);
    declare_bucket(reader, cascade,
        html_css_hash(HTML_CSS_IS_TYPE, none, html_node(dom, node)->name),
        node);
    if (id.len)
        declare_bucket(
            reader, cascade, html_css_hash(HTML_CSS_IS_ID, id, 0), node);
    for (const char *at = classes.ptr; at < end;) {
        const char *to = at;
        while (to < end && !html_is_blank(*to))
            to++;
        dc_str word = {at, (size_t)(to - at)};
        if (word.len)
            declare_bucket(reader, cascade,
                html_css_hash(HTML_CSS_IS_CLASS, word, 0), node);
        at = to + (to < end);
    }
}

struct html_style
html_style_of(struct html_reader *reader, uint32_t node)
{
    struct cascade cascade = {.strengths = {0}};
    const struct html_dom *dom = &reader->dom;
    const struct html_attribute *inline_style =
        html_attribute_of(dom, node, HTML_STYLE);
    if (reader->sheets.selectors_count)
        declare_sheets(reader, &cascade, node);
    if (inline_style) {
        struct html_declaration found[HTML_DECLARATIONS_MAX];
        size_t count =
            html_read_declarations(html_value_of(dom, inline_style), found);
        for (size_t i = 0; i < count; i++)
            declare(&cascade, &found[i], attribute);
    }
    return cascade.style;
}
