/* SPDX-License-Identifier: MIT */
/*
 * Drawings: an <svg> that shows something becomes an image in the media bag,
 * with its <title>, label, <desc> or text as what stands for it.  Images that
 * it shows and does not hold are images of the page before it; a frame around
 * one alone is no drawing.  A drawing that the page hides from those who hear
 * it, or that only uses parts of another one, is left out and reported.
 */
#include "read/html_block_read.h"
#include "parse/html_token.h"
#include "read/html_foreign_read.h"

enum { DRAWINGS_MAX = 1000, ALT_MAX = 1000, IMAGES_MAX = 100 };

/* Looks through the drawing for an element of one of these names, or 0. */
static uint32_t
find(const struct html_dom *dom, uint32_t drawing, const char *const *names)
{
    for (uint32_t at = html_dom_following(dom, drawing, drawing); at;
         at = html_dom_following(dom, at, drawing)) {
        if (html_node(dom, at)->type != HTML_TYPE_ELEMENT)
            continue;
        dc_str name = html_name_of(dom, html_node(dom, at)->name);
        for (const char *const *one = names; *one; one++)
            if (dc_str_equal(name, *one))
                return at;
    }
    return 0;
}

/* The address of an <image> that is not in the drawing itself, or empty. */
static dc_str
address_of(const struct html_dom *dom, uint32_t image)
{
    dc_str url = html_attr_of(dom, image, HTML_HREF);
    if (url.len == 0)
        url = html_attr_of(dom, image, HTML_XLINK_HREF);
    bool is_within = url.len == 0 || *url.ptr == '#' ||
        html_begins_with(url.ptr, url.ptr + url.len, "data:");
    return is_within || html_is_script_url(url) ? dc_str_slice(NULL, 0) : url;
}

static bool
is_svg(const struct html_dom *dom, uint32_t node, const char *name)
{
    return html_node(dom, node)->type == HTML_TYPE_ELEMENT &&
        dc_str_equal(html_name_of(dom, html_node(dom, node)->name), name);
}

/* True if the drawing itself shows something. */
static bool
has_shapes(const struct html_dom *dom, uint32_t drawing)
{
    static const char *const shapes[] = {"path", "rect", "circle", "ellipse",
        "line", "polyline", "polygon", "text", NULL};
    if (find(dom, drawing, shapes))
        return true;
    for (uint32_t at = html_dom_following(dom, drawing, drawing); at;
         at = html_dom_following(dom, at, drawing))
        if (is_svg(dom, at, "image") && address_of(dom, at).len == 0)
            return true;
    return false;
}

static bool
is_shown(const struct html_dom *dom, uint32_t drawing)
{
    static const char *const parts[] = {"symbol", NULL};
    return !html_str_is(html_attr_of(dom, drawing, HTML_ARIA_HIDDEN), "true") &&
        has_shapes(dom, drawing) && !find(dom, drawing, parts);
}

/* The words that stand for the drawing; may be empty. */
static dc_str
words_of(struct html_reader *reader, uint32_t drawing)
{
    static const char *const names[][2] = {
        {"title", NULL}, {"desc", NULL}, {"text", NULL}};
    const struct html_dom *dom = &reader->dom;
    dc_str label = html_attr_of(dom, drawing, HTML_ARIA_LABEL);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (i == 1 && label.len)
            return label;
        uint32_t at = find(dom, drawing, names[i]);
        bool is_text = i == 2 && at;
        dc_str words = at
            ? html_plain_text(reader, is_text ? drawing : at, ALT_MAX)
            : dc_str_slice(NULL, 0);
        if (words.len)
            return words;
    }
    return dc_str_slice(NULL, 0);
}

/* "svg-12.svg"; returns its length. */
static size_t
name_drawing(char *out, uint32_t number)
{
    size_t len = 0;
    uint32_t place = 1;
    memcpy(out, "svg-", 4);
    while (number / place >= 10)
        place *= 10;
    for (len = 4; place; place /= 10)
        out[len++] = (char)('0' + number / place % 10);
    memcpy(out + len, ".svg", 4);
    return len + 4;
}

/* Puts the drawing into the media bag; false: it cannot be kept. */
static bool
add_drawing(struct html_reader *reader, dc_str xml, dc_str name)
{
    dc_media media = {
        .struct_size = sizeof media,
        .name = name,
        .mime = dc_str_of("image/svg+xml"),
        .data = (const uint8_t *)xml.ptr,
        .len = xml.len,
    };
    return reader->job->host->media->add(reader->job, &media) == DC_OK;
}

/* Puts the images that it shows; `words` describe the first.  How many. */
static size_t
put_images(struct html_reader *reader, uint32_t drawing, dc_str words)
{
    const struct html_dom *dom = &reader->dom;
    size_t count = 0;
    for (uint32_t at = html_dom_following(dom, drawing, drawing);
         at && count < IMAGES_MAX; at = html_dom_following(dom, at, drawing)) {
        dc_str url = is_svg(dom, at, "image") ? address_of(dom, at)
                                              : dc_str_slice(NULL, 0);
        if (url.len == 0)
            continue;
        html_flow_open(reader);
        dc_open(reader->job, DC_IMAGE, html_pos(reader, at));
        dc_set_str(reader->job, DC_F_URL, html_url_at(reader, url));
        if (html_id_of(dom, at).len)
            dc_attr(reader->job, "id", html_id_of(dom, at));
        if (count++ == 0 && words.len)
            dc_text(reader->job, words.ptr, words.len);
        dc_close(reader->job, DC_IMAGE);
    }
    return count;
}

bool
html_begin_drawing(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    dc_job *job = reader->job;
    const struct html_dom *dom = &reader->dom;
    char buf[32];
    bool is_alone = !has_shapes(dom, level->node);
    bool is_hidden =
        html_str_is(html_attr_of(dom, level->node, HTML_ARIA_HIDDEN), "true");
    (void)role;
    dc_str xml = {NULL, 0};
    if (!is_hidden && reader->holder != HTML_HOLDS_ROWS &&
        put_images(reader, level->node,
            is_alone ? words_of(reader, level->node) : dc_str_slice(NULL, 0)) &&
        is_alone)
        return false;
    if (reader->holder != HTML_HOLDS_ROWS && is_shown(dom, level->node) &&
        reader->drawings < DRAWINGS_MAX)
        xml = html_foreign_xml(reader, level->node, &html_svg_allowed);
    dc_str name = {buf, name_drawing(buf, reader->drawings + 1)};
    if (xml.len == 0 || !add_drawing(reader, xml, name)) {
        html_lose(reader, HTML_LOST_DRAWINGS, level->node);
        return false;
    }
    reader->drawings++;
    dc_str words = words_of(reader, level->node);
    html_flow_open(reader);
    dc_open(job, DC_IMAGE, html_pos(reader, level->node));
    dc_set_str(job, DC_F_URL, name);
    dc_str id = html_id_of(dom, level->node);
    if (id.len)
        dc_attr(job, "id", id);
    if (words.len)
        dc_text(job, words.ptr, words.len);
    dc_close(job, DC_IMAGE);
    return false;
}
