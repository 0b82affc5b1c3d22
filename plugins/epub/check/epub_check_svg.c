/* SPDX-License-Identifier: MIT */
/* SVG, as a document or within XHTML: what it refers to and needs. */
#include "check/epub_check.h"

static const dc_str nothing = {"", 0};

/* url(#name) in a presentation attribute. */
static void
refer_to_paint(struct epub_doc *doc, const dc_xml_attr *attr, uint64_t pos)
{
    static const char start[] = "url(";
    dc_str value = epub_trimmed(attr->value);
    if (!epub_starts(value, start))
        return;
    const char *end = memchr(value.ptr, ')', value.len);
    if (!end)
        return;
    dc_str address = {value.ptr + sizeof start - 1,
        (size_t)(end - value.ptr) - (sizeof start - 1)};
    address = epub_trimmed(address);
    if (address.len > 1 && (*address.ptr == '"' || *address.ptr == '\''))
        address = (dc_str){address.ptr + 1, address.len - 2};
    enum epub_ref_kind kind =
        dc_str_equal(attr->name, "clip-path") ? EPUB_REF_CLIP : EPUB_REF_PAINT;
    if (epub_starts(address, "#"))
        epub_refer(doc, kind, address, pos);
}

static void
refer(struct epub_doc *doc, const dc_xml_element *element)
{
    static const struct {
        const char *name;
        enum epub_ref_kind kind;
    } kinds[] = {
        {"a", EPUB_REF_LINK},
        {"image", EPUB_REF_IMAGE},
        {"use", EPUB_REF_USE},
        {"script", EPUB_REF_INSIDE},
        {"font-face-uri", EPUB_REF_FONT},
    };
    const dc_xml_attr *href = epub_attr_in(element, EPUB_NS_XLINK, "href");
    if (!href)
        href = epub_attr_of(element, "href");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds && href; i++)
        if (dc_str_equal(element->name, kinds[i].name))
            epub_refer(doc, kinds[i].kind, href->value, element->pos);
}

int32_t
epub_svg_start(struct epub_doc *doc, const dc_xml_element *element)
{
    for (uint32_t i = 0; i < element->attr_count; i++) {
        const dc_xml_attr *attr = &element->attrs[i];
        if (attr->space.len)
            continue;
        if (epub_is_one_of(attr->name, "fill stroke clip-path"))
            refer_to_paint(doc, attr, element->pos);
        if (dc_str_equal(attr->name, "style"))
            epub_check_css(doc, attr->value, element->pos, true);
        if (epub_starts(attr->name, "on") && doc->item)
            doc->item->needed |= EPUB_HAS_SCRIPT;
    }
    dc_str type = epub_value(element, "type");
    if (dc_str_equal(element->name, "script") && doc->item &&
        (type.len == 0 || epub_is_script_type(type)))
        doc->item->needed |= EPUB_HAS_SCRIPT;
    refer(doc, element);
    return DC_OK;
}

struct svg {
    struct epub_buf style;
    uint64_t style_pos;
    bool in_style;
};

static void
start_root(struct epub_doc *doc, const dc_xml_element *element)
{
    if (!epub_is_element(element, EPUB_NS_SVG, "svg"))
        epub_find_at(doc, element->pos, EPUB_RSC_005,
            "the root element is not 'svg'", element->name);
    else if (doc->item->is_fixed && doc->item->spine_at &&
        !epub_attr_of(element, "viewBox"))
        epub_find_at(doc, element->pos, EPUB_HTM_048, NULL, nothing);
}

static int32_t
start_element(struct epub_doc *doc, const dc_xml_element *element)
{
    struct svg *svg = doc->state;
    if (doc->depth == 1)
        start_root(doc, element);
    if (epub_is_element(element, EPUB_NS_XHTML, "link") &&
        dc_has_word(epub_value(element, "rel"), "stylesheet")) {
        doc->item->has_style = true;
        epub_refer(
            doc, EPUB_REF_STYLE, epub_value(element, "href"), element->pos);
    }
    if (!dc_str_equal(element->space, EPUB_NS_SVG))
        return DC_OK;
    if (dc_str_equal(element->name, "style")) {
        svg->in_style = true;
        svg->style.len = 0;
        svg->style_pos = element->pos;
        doc->item->has_style = true;
    }
    return epub_svg_start(doc, element);
}

static int32_t
end_element(struct epub_doc *doc, const dc_xml_element *element)
{
    struct svg *svg = doc->state;
    if (svg->in_style && dc_str_equal(element->name, "style")) {
        svg->in_style = false;
        epub_check_css(
            doc, epub_gathered(doc->check, &svg->style), svg->style_pos, false);
    }
    return DC_OK;
}

static int32_t
add_text(struct epub_doc *doc, dc_str text, uint64_t pos)
{
    struct svg *svg = doc->state;
    (void)pos;
    if (svg->in_style)
        epub_put_str(&svg->style, text);
    return DC_OK;
}

int32_t
epub_check_svg(struct epub_package *package, struct epub_item *item)
{
    static const struct epub_syntax syntax = {
        .start = start_element, .end = end_element, .text = add_text};
    struct svg svg = {.in_style = false};
    struct epub_doc doc = {
        .check = package->check,
        .package = package,
        .item = item,
        .syntax = &syntax,
        .state = &svg,
        .path = item->path,
    };
    int32_t status = epub_doc_read(&doc);
    epub_buf_fini(&svg.style);
    return status;
}
