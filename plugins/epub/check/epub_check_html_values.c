/* SPDX-License-Identifier: MIT */
/* Values of attributes of HTML that have a type (HTML, chapters 3 and 4). */
#include "check/epub_check_html.h"

static const struct {
    dc_str name;
    const char *elements; /* with blanks between; NULL: all */
    const char *type; /* epub_is_of_type */
} values[] = {
    {DC_STR("id"), NULL, "TOKEN"},
    {DC_STR("lang"), NULL, "LANG"},
    {DC_STR("dir"), NULL, "ltr|rtl|auto"},
    {DC_STR("contenteditable"), NULL, "true|false|plaintext-only|"},
    {DC_STR("draggable"), NULL, "true|false"},
    {DC_STR("tabindex"), NULL, "INTEGER"},
    {DC_STR("type"), "ol", "1|a|A|i|I"},
    {DC_STR("start"), "ol", "INTEGER"},
    {DC_STR("value"), "li", "INTEGER"},
    {DC_STR("colspan"), "td th", "POSITIVE"},
    {DC_STR("rowspan"), "td th", "NUMBER"},
    {DC_STR("scope"), "th", "row|col|rowgroup|colgroup|"},
    {DC_STR("span"), "col colgroup", "POSITIVE"},
    {DC_STR("width"), "img video iframe embed object canvas", "NUMBER"},
    {DC_STR("height"), "img video iframe embed object canvas", "NUMBER"},
    {DC_STR("preload"), "audio video", "none|metadata|auto|"},
    {DC_STR("kind"), "track",
        "subtitles|captions|descriptions|chapters|metadata"},
    {DC_STR("shape"), "area", "rect|circle|poly|default"},
    {DC_STR("method"), "form", "get|post|dialog"},
    {DC_STR("type"), "button", "submit|reset|button"},
};

static void
check_attribute(struct epub_doc *doc, const dc_xml_element *element,
    const dc_xml_attr *attr)
{
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        if (!epub_is(attr->name, values[i].name) ||
            (values[i].elements &&
                !epub_is_one_of(element->name, values[i].elements)))
            continue;
        if (!epub_is_of_type(attr->value, dc_str_of(values[i].type)))
            epub_find_at(doc, element->pos, EPUB_RSC_005,
                "an attribute has a value that it must not have", attr->value);
    }
}

/* Words, and prefixes that the page declares. */
static void
check_semantics(struct epub_doc *doc, const dc_xml_element *element)
{
    const struct epub_html *html = doc->state;
    const dc_xml_attr *type = epub_attr_in(element, EPUB_NS_OPS, "type");
    dc_str rest = type ? type->value : (dc_str){"", 0};
    for (dc_str word = epub_next_word(&rest); word.len;
         word = epub_next_word(&rest)) {
        const char *colon = memchr(word.ptr, ':', word.len);
        dc_str prefix = {word.ptr, colon ? (size_t)(colon - word.ptr) : 0};
        if (!epub_is_of_type(word, (dc_str)DC_STR("NMTOKEN")))
            epub_find_at(doc, element->pos, EPUB_RSC_005,
                "an attribute has a value that it must not have", word);
        if (prefix.len && !epub_is_prefix(html->prefixes, prefix))
            epub_find_at(doc, element->pos, EPUB_OPF_028, NULL, word);
    }
}

/* A meta says nothing without one of these. */
static void
check_meta(struct epub_doc *doc, const dc_xml_element *element)
{
    struct epub_html *html = doc->state;
    static const char *const names[] = {
        "name", "http-equiv", "charset", "property", "itemprop"};
    bool is_named = false;
    bool has_charset = epub_attr_of(element, "charset") != NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        is_named |= epub_attr_of(element, names[i]) != NULL;
    if (!is_named)
        epub_find_at(doc, element->pos, EPUB_RSC_005, "an attribute is missing",
            (dc_str)DC_STR("name"));
    if (has_charset && html->has_charset)
        epub_find_at(doc, element->pos, EPUB_RSC_005, "a second charset",
            (dc_str){"", 0});
    html->has_charset |= has_charset;
    bool in_head = html->levels[doc->depth - 1].within & EPUB_IN_HEAD;
    if (has_charset && !in_head)
        epub_find_at(doc, element->pos, EPUB_RSC_005,
            "an attribute that has no place here", (dc_str)DC_STR("charset"));
}

void
epub_html_check_values(struct epub_doc *doc, const dc_xml_element *element)
{
    for (uint32_t i = 0; i < element->attr_count; i++)
        if (element->attrs[i].space.len == 0)
            check_attribute(doc, element, &element->attrs[i]);
    check_semantics(doc, element);
    if (dc_str_equal(element->name, "meta"))
        check_meta(doc, element);
    bool is_mute = epub_attr_of(element, "role") &&
        epub_is_one_of(element->name,
            "html head title base meta style param source track");
    if (is_mute)
        epub_find_at(doc, element->pos, EPUB_RSC_005,
            "an attribute that has no place here", (dc_str)DC_STR("role"));
}
