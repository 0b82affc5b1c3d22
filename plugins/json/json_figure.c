/* SPDX-License-Identifier: MIT */
/*
 * Figures.  Pandoc 3 has a type for them.  Before it a paragraph that holds
 * nothing but an image whose title begins with "fig:" was one, the image's
 * description being the caption; other figures we write as a Div for it.
 */
#include "json_read.h"

/* The content of a caption. */
static void
put_caption(struct json_read *read, struct json_value short_caption,
    struct json_value blocks)
{
    json_put_list(read, blocks, json_block, DC_CAPTION);
    if (json_first(&read->unit, short_caption) != 'n')
        json_put_node(read, short_caption, json_inline, DC_SHORT_CAPTION);
}

void
json_caption(struct json_read *read, struct json_value value)
{
    struct json_value parts[2];
    struct json_value element;
    struct json_attr attr;
    if (!json_read_tuple(read, value, parts, 2) ||
        !json_is_array(read, parts[1]))
        return;
    struct json_value cursor = json_inside(parts[1]);
    bool is_there = json_first(&read->unit, parts[0]) != 'n' ||
        json_next(&read->unit, &cursor, &element);
    if (!is_there)
        return;
    bool has_attr = json_unwrap(read, DC_CAPTION, &parts[1], &attr);
    json_open(read, DC_CAPTION, value, has_attr ? &attr : NULL);
    put_caption(read, parts[0], parts[1]);
}

/* c is [Attr, Caption, blocks]. */
void
json_figure(struct json_read *read, const struct json_node *node, uint32_t kind)
{
    struct json_value parts[3];
    struct json_attr attr;
    if (!json_read_parts(read, node, parts, 3) ||
        !json_read_attr(read, parts[0], &attr))
        return;
    json_open(read, kind, node->self, &attr);
    json_put_list(read, parts[2], json_block, kind);
    json_put_value(read, parts[1], json_caption);
}

bool
json_is_marked_image(
    struct json_read *read, struct json_value inlines, struct json_value *image)
{
    static const dc_str tag = DC_STR("Image");
    static const dc_str mark = DC_STR(JSON_FIGURE_PREFIX);
    struct json_value content;
    struct json_value parts[3];
    struct json_value target[2];
    return json_lone_element(read, inlines, image) &&
        json_is_tagged(read, *image, tag, &content) &&
        json_read_tuple(read, content, parts, 3) &&
        json_read_tuple(read, parts[2], target, 2) &&
        json_first(&read->unit, target[1]) == '"' &&
        json_starts_with(json_raw(&read->unit, target[1]), mark);
}

/* The image in a figure's paragraph, its description as words only. */
static void
read_image(struct json_read *read, struct json_value value)
{
    struct json_node node;
    struct json_value parts[3];
    struct json_attr attr;
    if (!json_read_node(read, value, &node) ||
        !json_read_parts(read, &node, parts, 3) ||
        !json_read_attr(read, parts[0], &attr))
        return;
    json_open(read, DC_PLAIN, value, NULL);
    json_open(read, DC_IMAGE, value, &attr);
    json_put_end(read, DC_PLAIN);
    json_put_end(read, DC_IMAGE);
    if (json_put_target(read, parts[2], sizeof(JSON_FIGURE_PREFIX) - 1))
        json_put_words(read, parts[1]);
}

/* The description as the figure's caption. */
static void
read_caption(struct json_read *read, struct json_value value)
{
    static const dc_str tag = DC_STR("Image");
    struct json_value content;
    struct json_value parts[3];
    struct json_value element;
    if (!json_is_tagged(read, value, tag, &content) ||
        !json_read_tuple(read, content, parts, 3) ||
        !json_is_array(read, parts[1]))
        return;
    struct json_value cursor = json_inside(parts[1]);
    if (!json_next(&read->unit, &cursor, &element))
        return;
    json_open(read, DC_CAPTION, value, NULL);
    json_open(read, DC_PLAIN, value, NULL);
    json_put_end(read, DC_CAPTION);
    json_put_list(read, parts[1], json_inline, DC_PLAIN);
}

void
json_read_marked_image(
    struct json_read *read, struct json_value at, struct json_value image)
{
    json_open(read, DC_FIGURE, at, NULL);
    json_put_end(read, DC_FIGURE);
    json_put_value(read, image, read_image);
    json_put_value(read, image, read_caption);
}

/* True for a Div that is the caption in a Div of ours. */
static bool
is_div_caption(struct json_read *read, struct json_value value,
    struct json_attr *attr, struct json_value *blocks)
{
    static const dc_str div = DC_STR("Div");
    struct json_value content;
    struct json_value parts[2];
    if (!json_is_tagged(read, value, div, &content) ||
        !json_read_tuple(read, content, parts, 2) ||
        !json_read_attr(read, parts[0], attr) ||
        !json_is_same(
            json_own_class(read, attr), json_kinds[DC_CAPTION].word) ||
        !json_is_array(read, parts[1]))
        return false;
    attr->skips_class = true;
    *blocks = parts[1];
    return true;
}

/* True for a paragraph that is the short form of the caption it stands in. */
static bool
is_div_short_caption(struct json_read *read, struct json_value value,
    struct json_attr *attr, struct json_value *inlines)
{
    static const dc_str plain = DC_STR("Plain");
    static const dc_str span = DC_STR("Span");
    struct json_value content;
    struct json_value element;
    struct json_value parts[2];
    if (!json_is_tagged(read, value, plain, &content) ||
        !json_lone_element(read, content, &element) ||
        !json_is_tagged(read, element, span, &content) ||
        !json_read_tuple(read, content, parts, 2) ||
        !json_read_attr(read, parts[0], attr) ||
        !json_is_same(
            json_own_class(read, attr), json_kinds[DC_SHORT_CAPTION].word))
        return false;
    attr->skips_class = true;
    *inlines = parts[1];
    return true;
}

static void
read_div_caption(struct json_read *read, struct json_value value)
{
    struct json_attr attr;
    struct json_value blocks;
    struct json_value first;
    struct json_value inlines;
    if (!is_div_caption(read, value, &attr, &blocks))
        return;
    json_open(read, DC_CAPTION, value, &attr);
    json_put_list(read, blocks, json_block, DC_CAPTION);
    struct json_value cursor = json_inside(blocks);
    if (read->has_failed || !json_next(&read->unit, &cursor, &first) ||
        !is_div_short_caption(read, first, &attr, &inlines))
        return;
    json_start_list(read, cursor);
    json_open(read, DC_SHORT_CAPTION, first, &attr);
    json_put_list(read, inlines, json_inline, DC_SHORT_CAPTION);
}

void
json_read_div_figure(struct json_read *read, struct json_value at,
    const struct json_attr *attr, struct json_value blocks)
{
    struct json_value last;
    struct json_attr caption_attr;
    struct json_value caption;
    bool has_any = false;
    if (!json_is_array(read, blocks))
        return;
    struct json_value cursor = json_inside(blocks);
    while (json_next(&read->unit, &cursor, &last))
        has_any = true;
    json_open(read, DC_FIGURE, at, attr);
    json_put_list(read, blocks, json_block, DC_FIGURE);
    if (!has_any || !is_div_caption(read, last, &caption_attr, &caption))
        return;
    json_stop_list(read, last);
    json_put_value(read, last, read_div_caption);
}
