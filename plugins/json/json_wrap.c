/* SPDX-License-Identifier: MIT */
/*
 * Wrappers: a Div or Span whose first class is "docconv-" and the word of a
 * kind stands for what pandoc's types cannot say: the attributes of a node
 * that has none there, page and scene breaks.  What only looks like one, a
 * class of that name around something else, stays the Div or Span it is.
 */
#include "json_read.h"

static const dc_str rule_name = DC_STR("HorizontalRule");

bool
json_unwrap(struct json_read *read, uint32_t kind, struct json_value *list,
    struct json_attr *attr)
{
    static const dc_str div = DC_STR("Div");
    static const dc_str span = DC_STR("Span");
    struct json_value element;
    struct json_value content;
    struct json_value parts[2];
    bool is_block = (json_kinds[kind].holds & DC_G_BLOCK) != 0;
    attr->is_given = false;
    if (!json_lone_element(read, *list, &element) ||
        !json_is_tagged(read, element, is_block ? div : span, &content) ||
        !json_read_tuple(read, content, parts, 2) ||
        !json_read_attr(read, parts[0], attr))
        return false;
    attr->is_given =
        json_is_same(json_own_class(read, attr), json_kinds[kind].word) &&
        json_has_more(read, attr) && json_is_array(read, parts[1]);
    if (!attr->is_given)
        return false;
    attr->skips_class = true;
    *list = parts[1];
    return true;
}

/* A leaf of ours, with its field. */
static void
read_break(struct json_read *read, uint32_t kind, struct json_value at,
    const struct json_attr *attr)
{
    static const dc_str label = DC_STR(JSON_LABEL_KEY);
    static const dc_str glyph = DC_STR(JSON_GLYPH_KEY);
    json_open(read, kind, at, attr);
    dc_str value =
        json_own_value(read, attr, kind == DC_PAGE_BREAK ? label : glyph);
    if (value.len && !read->has_failed)
        dc_set_str(
            read->job, kind == DC_PAGE_BREAK ? DC_F_LABEL : DC_F_GLYPH, value);
    json_close(read, kind);
}

static bool
is_empty(struct json_read *read, struct json_value list)
{
    struct json_value cursor = json_inside(list);
    struct json_value element;
    return json_first(&read->unit, list) == '[' &&
        !json_next(&read->unit, &cursor, &element);
}

/* True if `element` is what the attributes of a `kind` may stand around. */
static bool
is_wrapped(
    struct json_read *read, uint32_t kind, struct json_value element, int group)
{
    static const dc_str para = DC_STR("Para");
    struct json_value content;
    struct json_value image;
    if (kind == DC_FIGURE)
        return !read->has_figures &&
            json_is_tagged(read, element, para, &content) &&
            json_is_marked_image(read, content, &image);
    return json_kinds[kind].is & group && !json_has_attr(kind) &&
        json_constructor(kind).len != 0 &&
        json_is_tagged(read, element, json_constructor(kind), NULL);
}

bool
json_read_wrapped(struct json_read *read, const struct json_node *node,
    struct json_attr *attr, struct json_value content, int group)
{
    struct json_value inner;
    uint32_t kind = json_word_lookup(json_own_class(read, attr));
    bool is_lone = json_lone_element(read, content, &inner);
    if (kind == DC_DOCUMENT || read->has_failed)
        return false;
    attr->skips_class = true;
    if ((kind == DC_PAGE_BREAK && is_empty(read, content)) ||
        (kind == DC_SCENE_BREAK && group == DC_G_BLOCK && is_lone &&
            json_is_tagged(read, inner, rule_name, NULL))) {
        read_break(read, kind, node->self, attr);
        return true;
    }
    if (is_lone && json_has_more(read, attr) &&
        is_wrapped(read, kind, inner, group)) {
        read->pending = *attr;
        json_put_value(
            read, inner, group == DC_G_BLOCK ? json_block : json_inline);
        return true;
    }
    if (kind == DC_FIGURE && group == DC_G_BLOCK) {
        json_read_div_figure(read, node->self, attr, content);
        return true;
    }
    attr->skips_class = false;
    return false;
}
