/* SPDX-License-Identifier: MIT */
/*
 * A page of XHTML (EPUB 3.3 section 6.1; OPS 2.0.1): its markup, what it
 * refers to, what it needs declared, its style sheets.
 */
#include "check/epub_check_html.h"

static const dc_str nothing = {"", 0};

/* Attributes that name other elements of the page. */
static bool
is_idref(dc_str name)
{
    return epub_starts(name, "aria-")
        ? epub_is_one_of(name,
              "aria-labelledby aria-describedby aria-controls aria-owns "
              "aria-flowto aria-details aria-activedescendant "
              "aria-errormessage")
        : epub_is_one_of(name, "for list form headers");
}

static void
note_needs(struct epub_doc *doc, const dc_xml_element *element)
{
    struct epub_item *item = doc->item;
    const dc_xml_attr *type = epub_attr_of(element, "type");
    bool is_html = dc_str_equal(element->space, EPUB_NS_XHTML);
    bool is_script = is_html && dc_str_equal(element->name, "script") &&
        (!type || epub_is_script_type(epub_trimmed(type->value)));
    bool is_form = is_html && dc_str_equal(element->name, "form");
    if (is_script || is_form)
        item->needed |= EPUB_HAS_SCRIPT;
    for (uint32_t i = 0; i < element->attr_count; i++)
        if (element->attrs[i].space.len == 0 &&
            epub_starts(element->attrs[i].name, "on"))
            item->needed |= EPUB_HAS_SCRIPT;
    if (item->needed & EPUB_HAS_SCRIPT)
        doc->package->has_scripts = true;
    if (epub_is_element(element, EPUB_NS_SVG, "svg"))
        item->needed |= EPUB_HAS_SVG;
    if (epub_is_element(element, EPUB_NS_MATHML, "math"))
        item->needed |= EPUB_HAS_MATHML;
    if (epub_is_element(element, EPUB_NS_OPS, "switch"))
        item->needed |= EPUB_HAS_SWITCH;
    const dc_xml_attr *semantics = epub_attr_in(element, EPUB_NS_OPS, "type");
    if (!semantics)
        return;
    doc->package->has_page_breaks |=
        dc_has_word(semantics->value, "pagebreak");
    doc->package->has_dictionary |=
        dc_has_word(semantics->value, "dictionary");
    item->has_index |= dc_has_word(semantics->value, "index");
}

static void
note_idrefs(struct epub_doc *doc, const dc_xml_element *element)
{
    struct epub_html *html = doc->state;
    for (uint32_t i = 0; i < element->attr_count; i++) {
        const dc_xml_attr *attr = &element->attrs[i];
        dc_str rest = attr->value;
        if (attr->space.len || !is_idref(attr->name))
            continue;
        for (dc_str word = epub_next_word(&rest); word.len;
             word = epub_next_word(&rest)) {
            html->idrefs = epub_room(doc->check, html->idrefs,
                html->idref_count, sizeof *html->idrefs);
            if (!html->idrefs)
                return;
            html->idrefs[html->idref_count++] = (struct epub_ref){
                .place = epub_place_at(doc, element->pos),
                .fragment = epub_retain(doc->check, word),
            };
        }
    }
}

static void
start_meta(struct epub_doc *doc, const dc_xml_element *element)
{
    struct epub_html *html = doc->state;
    dc_str content = epub_value(element, "content");
    dc_str equiv = epub_value(element, "http-equiv");
    if (epub_is_case(epub_value(element, "name"), "viewport")) {
        bool is_first = !html->has_viewport;
        html->has_viewport = true;
        if (doc->item->is_fixed && doc->item->spine_at && is_first)
            epub_check_viewport(doc, content, element->pos);
    }
    const dc_xml_attr *charset = epub_attr_of(element, "charset");
    if (charset && !epub_is_case(epub_trimmed(charset->value), "utf-8"))
        epub_find_at(doc, element->pos, EPUB_RSC_005, "a charset is not utf-8",
            charset->value);
    if (doc->package->version == 3 && epub_is_case(equiv, "content-type")) {
        static const char start[] = "text/html;";
        dc_str rest = {content.ptr + sizeof start - 1,
            content.len > sizeof start - 1 ? content.len - sizeof start + 1
                                           : 0};
        bool is_right = epub_starts(content, start) &&
            epub_is_case(epub_trimmed(rest), "charset=utf-8");
        if (!is_right)
            epub_find_at(doc, element->pos, EPUB_RSC_005,
                "a content type is not text/html; charset=utf-8", content);
    }
}

static void
start_html(struct epub_doc *doc, const dc_xml_element *element)
{
    struct epub_html *html = doc->state;
    epub_html_refer(doc, element);
    if (dc_str_equal(element->name, "meta"))
        start_meta(doc, element);
    if (dc_str_equal(element->name, "title"))
        html->has_title = true;
    if (dc_str_equal(element->name, "body"))
        html->body_pos = element->pos;
    if (dc_str_equal(element->name, "style")) {
        html->in_style = true;
        html->style.len = 0;
        html->style_pos = element->pos;
        doc->item->has_style = true;
    }
    const dc_xml_attr *style = epub_attr_of(element, "style");
    if (style)
        epub_check_css(doc, style->value, element->pos, true);
    const dc_xml_attr *type = epub_attr_in(element, EPUB_NS_OPS, "type");
    const struct epub_level *level = &html->levels[doc->depth - 1];
    if (type && (level->within & EPUB_IN_HEAD))
        epub_find_at(doc, element->pos, EPUB_RSC_005,
            "an attribute that has no place here", (dc_str)DC_STR("epub:type"));
}

static int32_t
start_element(struct epub_doc *doc, const dc_xml_element *element)
{
    struct epub_html *html = doc->state;
    if (doc->depth > 1)
        html->levels[doc->depth - 2].has_content |=
            !dc_str_equal(element->name, "param");
    const dc_xml_attr *prefixes = epub_attr_in(element, EPUB_NS_OPS, "prefix");
    if (doc->depth == 1 && prefixes)
        html->prefixes = epub_retain(doc->check, prefixes->value);
    epub_html_check_model(doc, element);
    epub_nav_start(doc, element);
    note_needs(doc, element);
    if (dc_str_equal(element->space, EPUB_NS_XHTML)) {
        note_idrefs(doc, element);
        start_html(doc, element);
    } else if (dc_str_equal(element->space, EPUB_NS_SVG)) {
        return epub_svg_start(doc, element);
    } else if (dc_str_equal(element->space, EPUB_NS_MATHML)) {
        const dc_xml_attr *image = epub_attr_of(element, "altimg");
        const dc_xml_attr *href = epub_attr_of(element, "href");
        if (image)
            epub_refer(doc, EPUB_REF_IMAGE, image->value, element->pos);
        if (href)
            epub_refer(doc, EPUB_REF_LINK, href->value, element->pos);
    }
    return DC_OK;
}

static int32_t
end_element(struct epub_doc *doc, const dc_xml_element *element)
{
    struct epub_html *html = doc->state;
    epub_nav_end(doc, element);
    if (!dc_str_equal(element->space, EPUB_NS_XHTML))
        return DC_OK;
    epub_html_check_end(doc, element);
    epub_html_end_refs(doc, element);
    const struct epub_level *level = &html->levels[doc->depth - 1];
    if (dc_str_equal(element->name, "title") && !level->has_content &&
        doc->package->version == 3)
        epub_find_at(
            doc, element->pos, EPUB_RSC_005, "an empty title", nothing);
    if (html->in_style && dc_str_equal(element->name, "style")) {
        html->in_style = false;
        epub_check_css(doc, epub_gathered(doc->check, &html->style),
            html->style_pos, false);
    }
    return DC_OK;
}

static int32_t
add_text(struct epub_doc *doc, dc_str text, uint64_t pos)
{
    struct epub_html *html = doc->state;
    if (html->in_style)
        epub_put_str(&html->style, text);
    epub_html_check_text(doc, text, pos);
    epub_nav_text(doc, text, pos);
    return DC_OK;
}

/* Identifiers that attributes name must be of this page. */
static void
check_idrefs(struct epub_doc *doc)
{
    const struct epub_html *html = doc->state;
    for (size_t i = 0; i < html->idref_count; i++) {
        const struct epub_ref *ref = &html->idrefs[i];
        struct epub_buf key = {0};
        epub_put_str(&key, doc->path);
        epub_puts(&key, "#");
        epub_put_str(&key, ref->fragment);
        if (!epub_map_lookup(
                &doc->package->ids, epub_gathered(doc->check, &key)))
            epub_find(doc->check, EPUB_RSC_005, &ref->place,
                "an attribute names no id of this page", ref->fragment);
        epub_buf_fini(&key);
    }
}

static void
finish(struct epub_doc *doc)
{
    const struct epub_html *html = doc->state;
    bool is_page = doc->item->is_fixed && doc->item->spine_at;
    if (!html->levels[0].row)
        return;
    if (doc->package->version == 3) {
        check_idrefs(doc);
        epub_nav_finish(doc);
    }
    bool is_index = doc->item->is_index ||
        (doc->package->is_index && doc->item->spine_at &&
            doc->item != doc->package->nav);
    if (is_index && !doc->item->has_index)
        epub_find_at(doc, 0, EPUB_RSC_005, "an index without one", nothing);
    if (is_page && !html->has_viewport)
        epub_find_at(doc, 0, EPUB_HTM_046, NULL, nothing);
    if (!html->has_title)
        epub_find_at(doc, 0,
            doc->package->version == 2 ? EPUB_RSC_005 : EPUB_RSC_017,
            "the page has no title", nothing);
}

int32_t
epub_check_xhtml(struct epub_package *package, struct epub_item *item)
{
    static const struct epub_syntax syntax = {
        .start = start_element, .end = end_element, .text = add_text};
    struct epub_check *check = package->check;
    struct epub_html *html = dc_alloc(check->job, sizeof *html);
    struct epub_doc doc = {
        .check = check,
        .package = package,
        .item = item,
        .syntax = &syntax,
        .state = html,
        .path = item->path,
    };
    if (!html)
        return dc_fail(check->job, DC_OK);
    int32_t status = epub_doc_read(&doc);
    if (status == DC_OK)
        finish(&doc);
    epub_buf_fini(&html->style);
    epub_forget(check, item->path);
    return status;
}
