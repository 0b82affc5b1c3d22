/* SPDX-License-Identifier: MIT */
/*
 * Drawings (SVG 1.1, SVG 2) on their way into a book: parsed as XML and
 * written again by lists of what may stand in them (epub_svg_names.c), so
 * nothing runs, nothing leads out, and what an editor noted for itself goes.
 *
 * Two passes: the first writes for nobody and learns the identifiers, so the
 * second knows which references lead somewhere.  If something with an
 * identifier goes in that, there is another.  Nothing recurses.
 */
#include "base/epub_utf8.h"
#include "write/epub_sheet.h"
#include "write/epub_svg.h"

#include <stdlib.h>

#define XLINK "http://www.w3.org/1999/xlink"
#define XML_SPACE "http://www.w3.org/XML/1998/namespace"
#define XHTML "http://www.w3.org/1999/xhtml"

enum {
    /* Elements of one drawing; more is none. */
    NODES_MAX = 1000000,
    /* Uses of uses of what is not there; a drawing has no more in a row. */
    PASSES_MAX = 16
};

static bool
is_in(const dc_xml_element *element, const char *space)
{
    return dc_str_equal(element->space, space);
}

static unsigned
level(const struct epub_svg *svg)
{
    return svg->depth ? svg->levels[svg->depth - 1] : 0;
}

static void
end_tag(struct epub_svg *svg)
{
    epub_puts(svg->out, svg->is_tag_open ? ">" : "");
    svg->is_tag_open = false;
}

/* Elements. */

static enum epub_svg_target
target_of(dc_str name)
{
    static const char *const paints[] = {
        "linearGradient", "radialGradient", "pattern"};
    for (size_t i = 0; i < sizeof paints / sizeof *paints; i++)
        if (dc_str_equal(name, paints[i]))
            return EPUB_SVG_PAINT;
    return dc_str_equal(name, "clipPath") ? EPUB_SVG_CLIP : EPUB_SVG_SHAPE;
}

/* Enters the element into what is known of the drawing. */
static int32_t
count_element(struct epub_svg *svg, const dc_xml_element *element)
{
    if (svg->count++ < svg->nodes.count)
        return DC_OK;
    if (svg->count > NODES_MAX)
        return DC_E_LIMIT;
    struct epub_svg_node *node =
        epub_grow(svg->epub, &svg->nodes, sizeof *node);
    if (!node)
        return DC_E_NOMEM;
    node->end = svg->count;
    node->uses = EPUB_NONE;
    node->target = is_in(element, EPUB_SVG_SPACE) ? target_of(element->name)
                                                  : EPUB_SVG_NOWHERE;
    return DC_OK;
}

static struct epub_svg_node *
node_at(struct epub_svg *svg, uint32_t number)
{
    struct epub_svg_node *nodes = svg->nodes.items;
    return &nodes[number];
}

/* The href of an element, with or without a prefix. */
static dc_str
href_of(const dc_xml_element *element)
{
    dc_str href = {NULL, 0};
    for (uint32_t i = 0; i < element->attr_count; i++) {
        const dc_xml_attr *attr = &element->attrs[i];
        bool is_plain = attr->space.len == 0 && attr->prefix.len == 0;
        if (dc_str_equal(attr->name, "href") &&
            (is_plain || (dc_str_equal(attr->space, XLINK) && !href.len)))
            href = attr->value;
    }
    return href;
}

/* The number of the element that a use shows, or EPUB_NONE. */
static uint32_t
shown_by(struct epub_svg *svg, dc_str href)
{
    if (href.len < 2 || *href.ptr != '#')
        return EPUB_NONE;
    uint32_t number =
        epub_svg_find(svg, dc_str_slice(href.ptr + 1, href.len - 1));
    return number != EPUB_NONE && node_at(svg, number)->target == EPUB_SVG_SHAPE
        ? number
        : EPUB_NONE;
}

/* Attributes. */

/* The identifier, if it is the first of its spelling. */
static void
put_id(struct epub_svg *svg, dc_str id)
{
    uint32_t number = svg->count - 1;
    svg->scratch.len = 0;
    epub_svg_put_id(&svg->scratch, id);
    dc_str name = epub_buf_str(&svg->scratch);
    const uint32_t *known = epub_map_lookup(&svg->ids, name);
    if (svg->is_first && !known && name.len) {
        dc_str kept = epub_keep(svg->epub, name);
        if (kept.len && !epub_map_insert(&svg->ids, kept, number))
            epub_no_memory(svg->epub);
    }
    if (known && *known == number)
        epub_put_attr(svg->out, "id", name);
}

/* XHTML 1.1 and SVG 1.1 want names of ASCII in it; some, and not none. */
static void
put_class(struct epub_svg *svg, dc_str value)
{
    bool is_some = false;
    bool is_plain = true;
    for (size_t i = 0; i < value.len; i++) {
        char c = value.ptr[i];
        bool is_blank = memchr(" \t\r\n", c, 4);
        is_some |= !is_blank;
        is_plain &= is_blank || epub_is_letter(c) || epub_is_digit(c) ||
            c == '-' || c == '_';
    }
    if (is_some && (is_plain || !svg->epub->is_epub2))
        epub_put_attr(svg->out, "class", value);
}

/* What stood at the element's identifier is not there after all. */
static void
forget_id(struct epub_svg *svg, const dc_xml_element *element)
{
    for (uint32_t i = 0; i < element->attr_count; i++) {
        const dc_xml_attr *attr = &element->attrs[i];
        if (!dc_str_equal(attr->name, "id") || attr->prefix.len)
            continue;
        svg->scratch.len = 0;
        epub_svg_put_id(&svg->scratch, attr->value);
        uint32_t *known =
            epub_map_lookup(&svg->ids, epub_buf_str(&svg->scratch));
        if (known && *known == svg->count - 1) {
            *known = EPUB_NONE;
            svg->is_again = true;
        }
    }
}

static void
put_xml_attr(struct epub_svg *svg, const dc_xml_attr *attr)
{
    if (dc_str_equal(attr->name, "space") &&
        dc_str_equal(attr->value, "preserve"))
        epub_puts(svg->out, " xml:space=\"preserve\"");
    else if (dc_str_equal(attr->name, "lang") && epub_is_language(attr->value))
        epub_put_attr(svg->out, "xml:lang", attr->value);
}

static void
put_attr(struct epub_svg *svg, const struct epub_svg_row *row,
    const dc_xml_attr *attr)
{
    dc_str name = attr->name;
    if (dc_str_equal(attr->space, XML_SPACE)) {
        put_xml_attr(svg, attr);
        return;
    }
    if (attr->space.len || attr->prefix.len)
        return;
    if (name.len > 2 && memcmp(name.ptr, "on", 2) == 0)
        epub_svg_lose(svg, EPUB_SVG_HANDLER);
    else if (dc_str_equal(name, "id"))
        put_id(svg, attr->value);
    else if (dc_str_equal(name, "style"))
        epub_svg_put_style(svg, attr->value);
    else if (dc_str_equal(name, "class"))
        put_class(svg, attr->value);
    else if (epub_svg_has_attr(row, name, svg->epub->is_epub2))
        epub_svg_put_attr(svg, name, attr->value);
}

/* ` xlink:href="#part"`; EPUB 2 and old viewers know no other spelling. */
static void
put_href(struct epub_svg *svg, dc_str href)
{
    if (href.len < 2 || *href.ptr != '#') {
        if (href.len)
            epub_svg_lose(svg, EPUB_SVG_REMOTE);
        return;
    }
    dc_str id = dc_str_slice(href.ptr + 1, href.len - 1);
    if (epub_svg_find(svg, id) == EPUB_NONE)
        return;
    epub_puts(svg->out, " xlink:href=\"#");
    epub_svg_put_id(svg->out, id);
    epub_puts(svg->out, "\"");
}

static void
open_tag(struct epub_svg *svg, const char *name, size_t len)
{
    end_tag(svg);
    epub_puts(svg->out, "<");
    epub_put(svg->out, name, len);
    svg->is_tag_open = true;
}

/* What SVG 1.1 demands of an element, which shows nothing without it. */
static bool
is_complete(const struct epub_svg *svg, const dc_xml_element *element)
{
    static const char *const demands[][2] = {{"path", "d"}, {"rect", "width"},
        {"rect", "height"}, {"circle", "r"}, {"ellipse", "rx"},
        {"ellipse", "ry"}, {"polyline", "points"}, {"polygon", "points"},
        {"image", "width"}, {"image", "height"}, {"stop", "offset"}};
    for (size_t i = 0; i < sizeof demands / sizeof *demands; i++) {
        bool is_there = !dc_str_equal(element->name, demands[i][0]);
        for (uint32_t j = 0; j < element->attr_count; j++)
            is_there |= dc_str_equal(element->attrs[j].name, demands[i][1]) &&
                element->attrs[j].value.len > 0;
        if (!is_there)
            return !svg->epub->is_epub2;
    }
    return true;
}

/* False: it shows nothing without what its href names, and that is not. */
static bool
put_led(struct epub_svg *svg, const struct epub_svg_row *row, dc_str href)
{
    if (!(row->fate & EPUB_SVG_HREF))
        return epub_svg_put_picture(svg, href);
    if (svg->is_first)
        return true;
    uint32_t shown = shown_by(svg, href);
    if (shown == EPUB_NONE) {
        if (href.len && *href.ptr != '#')
            epub_svg_lose(svg, EPUB_SVG_REMOTE);
        return false;
    }
    node_at(svg, svg->count - 1)->uses = shown;
    put_href(svg, href);
    return true;
}

/* Writes the start tag; false: nothing of the element stays. */
static bool
put_element(struct epub_svg *svg, const struct epub_svg_row *row,
    const dc_xml_element *element)
{
    size_t mark = svg->out->len;
    bool was_open = svg->is_tag_open;
    open_tag(svg, row->name, strlen(row->name));
    if (svg->depth == 0)
        epub_puts(svg->out,
            " xmlns=\"" EPUB_SVG_SPACE "\" xmlns:xlink=\"" XLINK "\"");
    if (row->fate & EPUB_SVG_LED && !put_led(svg, row, href_of(element))) {
        svg->out->len = mark;
        svg->is_tag_open = was_open;
        return false;
    }
    if ((row->fate & (EPUB_SVG_LED | EPUB_SVG_HREF)) == EPUB_SVG_HREF)
        put_href(svg, href_of(element));
    for (uint32_t i = 0; i < element->attr_count; i++)
        put_attr(svg, row, &element->attrs[i]);
    return true;
}

/* XHTML in a foreignObject: boxes and words, all as div and span. */

static bool
is_one_of(dc_str name, const char *const *names)
{
    for (; *names; names++)
        if (dc_str_equal(name, *names))
            return true;
    return false;
}

/* The bits of its level, or 0: it is not plain. */
static unsigned
put_foreign(struct epub_svg *svg, const dc_xml_element *element)
{
    static const char *const boxes[] = {"div", "p", "ul", "ol", "li", "pre",
        "section", "body", "h1", "h2", "h3", "h4", "h5", "h6", NULL};
    static const char *const words[] = {"span", "b", "i", "em", "strong",
        "code", "sub", "sup", "small", "u", "s", "font", "a", NULL};
    bool is_inline = level(svg) & EPUB_SVG_IS_INLINE;
    unsigned bits = EPUB_SVG_IS_FOREIGN | EPUB_SVG_HOLDS_TEXT;
    if (dc_str_equal(element->name, "br")) {
        open_tag(svg, "br", 2);
        epub_puts(svg->out, " xmlns=\"" XHTML "\"");
        return EPUB_SVG_IS_FOREIGN | EPUB_SVG_IS_INLINE;
    }
    if (is_one_of(element->name, words))
        is_inline = true;
    else if (!is_one_of(element->name, boxes))
        return 0;
    open_tag(svg, is_inline ? "span" : "div", is_inline ? 4 : 3);
    epub_puts(svg->out, " xmlns=\"" XHTML "\"");
    for (uint32_t i = 0; i < element->attr_count; i++) {
        const dc_xml_attr *attr = &element->attrs[i];
        if (attr->space.len)
            continue;
        if (dc_str_equal(attr->name, "class"))
            epub_put_attr(svg->out, "class", attr->value);
        else if (dc_str_equal(attr->name, "style"))
            epub_svg_put_style(svg, attr->value);
        else if (attr->name.len > 2 && memcmp(attr->name.ptr, "on", 2) == 0)
            epub_svg_lose(svg, EPUB_SVG_HANDLER);
    }
    return is_inline ? bits | EPUB_SVG_IS_INLINE : bits;
}

/* The walk. */

static int32_t
push(struct epub_svg *svg, unsigned bits)
{
    if (svg->depth == DC_XML_DEPTH)
        return DC_E_LIMIT;
    svg->numbers[svg->depth] = svg->count - 1;
    svg->levels[svg->depth++] = (uint8_t)bits;
    return DC_OK;
}

static int32_t
skip(struct epub_svg *svg, enum epub_svg_loss loss)
{
    if (loss != EPUB_SVG_NO_LOSS)
        epub_svg_lose(svg, loss);
    svg->skipped = 1;
    return DC_OK;
}

static int32_t
start_foreign(struct epub_svg *svg, const dc_xml_element *element)
{
    unsigned bits = put_foreign(svg, element);
    return bits ? push(svg, bits) : skip(svg, EPUB_SVG_FOREIGN);
}

/* Names of other spaces than SVG are notes of editors, and seen by nobody. */
static int32_t
start_svg(struct epub_svg *svg, const dc_xml_element *element)
{
    bool is_foreign = dc_str_equal(element->name, "foreignObject");
    if (!is_in(element, EPUB_SVG_SPACE))
        return skip(
            svg, is_in(element, XHTML) ? EPUB_SVG_FOREIGN : EPUB_SVG_NO_LOSS);
    const struct epub_svg_row *row = epub_svg_element(element->name);
    if (!row)
        return skip(svg, EPUB_SVG_ELEMENT);
    if (row->fate & EPUB_SVG_UNWRAPPED) {
        if (href_of(element).len)
            epub_svg_lose(svg, row->loss);
        return push(svg, EPUB_SVG_IS_OUT | (level(svg) & EPUB_SVG_HOLDS_TEXT));
    }
    if (!(row->fate & EPUB_SVG_KEPT))
        return skip(svg, row->loss);
    if (!is_complete(svg, element))
        return skip(svg, EPUB_SVG_ELEMENT);
    if (row->fate & EPUB_SVG_NEW && svg->epub->is_epub2)
        return skip(svg, row->loss ? row->loss : EPUB_SVG_ELEMENT);
    if (!put_element(svg, row, element)) {
        forget_id(svg, element);
        node_at(svg, svg->count - 1)->uses = EPUB_NONE;
        return skip(svg, EPUB_SVG_NO_LOSS);
    }
    svg->in_style = dc_str_equal(element->name, "style");
    svg->style.len = 0;
    return push(svg,
        (row->fate & EPUB_SVG_TEXT ? EPUB_SVG_HOLDS_TEXT : 0u) |
            (is_foreign ? (unsigned)EPUB_SVG_IS_FOREIGN : 0u));
}

static int32_t DC_CALL
on_start(void *user, const dc_xml_element *element)
{
    struct epub_svg *svg = user;
    int32_t status = count_element(svg, element);
    if (status != DC_OK)
        return status;
    if (svg->depth == 0 &&
        !(is_in(element, EPUB_SVG_SPACE) && dc_str_equal(element->name, "svg")))
        return DC_E_FORMAT;
    if (svg->skipped) {
        svg->skipped++;
        forget_id(svg, element);
        return DC_OK;
    }
    if (level(svg) & EPUB_SVG_IS_FOREIGN && is_in(element, XHTML))
        return start_foreign(svg, element);
    return start_svg(svg, element);
}

/* A style sheet without addresses, or none. */
static void
put_sheet(struct epub_svg *svg)
{
    struct epub_buf sheet = {0};
    dc_str text = epub_buf_str(&svg->style);
    bool is_good = !svg->style.failed &&
        !(text.len && memchr(text.ptr, '\\', text.len)) &&
        !(text.len && memmem(text.ptr, text.len, "image-set", 9)) &&
        epub_css_copy(svg->epub, EPUB_NONE, text, &sheet) == 0;
    if (is_good)
        epub_svg_put_sheet(svg, epub_buf_str(&sheet));
    else
        epub_svg_lose(svg, EPUB_SVG_STYLE);
    epub_buf_done(svg->epub, &sheet);
}

static void
put_end(struct epub_svg *svg, const dc_xml_element *element, unsigned bits)
{
    bool is_html = is_in(element, XHTML);
    if (svg->is_tag_open) {
        epub_puts(svg->out, "/>");
        svg->is_tag_open = false;
        return;
    }
    epub_puts(svg->out, "</");
    if (is_html)
        epub_puts(svg->out, bits & EPUB_SVG_IS_INLINE ? "span" : "div");
    else
        epub_put_str(svg->out, element->name);
    epub_puts(svg->out, ">");
}

static int32_t DC_CALL
on_end(void *user, const dc_xml_element *element)
{
    struct epub_svg *svg = user;
    if (svg->skipped) {
        svg->skipped--;
        return DC_OK;
    }
    unsigned bits = svg->levels[--svg->depth];
    node_at(svg, svg->numbers[svg->depth])->end = svg->count;
    if (svg->in_style && !svg->is_first && svg->style.len) {
        end_tag(svg);
        put_sheet(svg);
    }
    svg->in_style = false;
    if (!(bits & EPUB_SVG_IS_OUT))
        put_end(svg, element, bits);
    return DC_OK;
}

static int32_t DC_CALL
on_text(void *user, dc_str text, uint64_t pos)
{
    struct epub_svg *svg = user;
    (void)pos;
    if (svg->skipped)
        return DC_OK;
    if (svg->in_style) {
        epub_put_str(&svg->style, text);
    } else if (level(svg) & EPUB_SVG_HOLDS_TEXT) {
        end_tag(svg);
        epub_put_text(svg->out, text);
    }
    return DC_OK;
}

static int32_t
run_pass(struct epub_svg *svg, const dc_xml_service *xml, dc_str text)
{
    static const dc_xml_events events = {
        .struct_size = sizeof events,
        .start = on_start,
        .end = on_end,
        .text = on_text,
    };
    dc_xml_fault fault = {.struct_size = sizeof fault};
    svg->out->len = 0;
    svg->depth = svg->skipped = svg->count = 0;
    svg->is_tag_open = svg->in_style = false;
    svg->losses = 0;
    svg->embedded = 0;
    svg->is_again = false;
    epub_puts(svg->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    return xml->parse(svg->epub->job, text, &events, svg, &fault);
}

static void
report_losses(struct epub_svg *svg, uint64_t pos)
{
    for (unsigned i = 1; i < EPUB_SVG_LOSS_COUNT; i++) {
        if (!(svg->losses & 1u << i))
            continue;
        svg->scratch.len = 0;
        epub_puts(
            &svg->scratch, "an SVG image goes into the book without its ");
        epub_puts(&svg->scratch, epub_svg_loss_name((enum epub_svg_loss)i));
        epub_put(&svg->scratch, "", 1);
        if (!svg->scratch.failed)
            epub_report_loss(svg->epub, "epub-svg", svg->scratch.data,
                epub_url_is_data(svg->url) ? dc_str_slice(NULL, 0) : svg->url,
                pos);
    }
}

static const char *
copy(struct epub_svg *svg, dc_str bytes)
{
    const dc_xml_service *xml = dc_service(svg->epub->job, DC_XML_ID);
    if (!xml)
        return "an SVG image, for which no XML parser is at hand";
    int32_t status = DC_OK;
    svg->is_first = true;
    svg->is_again = true;
    for (int i = 0; i < PASSES_MAX && svg->is_again && status == DC_OK; i++) {
        status = run_pass(svg, xml, bytes);
        svg->is_again |= svg->is_first;
        svg->is_first = false;
    }
    if (status == DC_OK && svg->is_again)
        status = DC_E_LIMIT;
    if (status == DC_E_LIMIT)
        return "an SVG image that is too large or too deep";
    if (status != DC_OK)
        return "an SVG image that is no well-formed XML in UTF-8, or has a "
               "document "
               "type of its own";
    return epub_svg_is_finite(svg)
        ? NULL
        : "an SVG image that repeats its parts millions of times";
}

const char *
epub_svg_copy(struct epub *epub, const struct epub_svg_source *source,
    struct epub_buf *out)
{
    struct epub_svg *svg = calloc(1, sizeof *svg);
    if (!svg) {
        epub_no_memory(epub);
        return "an SVG image for which there is no memory";
    }
    svg->epub = epub;
    svg->url = source->url;
    svg->out = out;
    const char *fault = copy(svg, source->bytes);
    if (!fault)
        report_losses(svg, source->pos);
    epub_map_fini(&svg->ids);
    free(svg->nodes.items);
    epub_buf_done(epub, &svg->style);
    epub_buf_done(epub, &svg->scratch);
    free(svg);
    return fault;
}
