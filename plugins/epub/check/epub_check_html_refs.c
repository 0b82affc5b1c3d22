/* SPDX-License-Identifier: MIT */
/* What a page of XHTML refers to: one table of elements and attributes. */
#include "check/epub_check_html.h"

static const struct {
    dc_str element;
    const char *attribute;
    enum epub_ref_kind kind;
} table[] = {
    {DC_STR("a"), "href", EPUB_REF_LINK},
    {DC_STR("area"), "href", EPUB_REF_LINK},
    {DC_STR("audio"), "src", EPUB_REF_AUDIO},
    {DC_STR("blockquote"), "cite", EPUB_REF_CITE},
    {DC_STR("del"), "cite", EPUB_REF_CITE},
    {DC_STR("embed"), "src", EPUB_REF_OBJECT},
    {DC_STR("iframe"), "src", EPUB_REF_OBJECT},
    {DC_STR("img"), "src", EPUB_REF_IMAGE},
    {DC_STR("input"), "src", EPUB_REF_IMAGE},
    {DC_STR("ins"), "cite", EPUB_REF_CITE},
    {DC_STR("object"), "data", EPUB_REF_OBJECT},
    {DC_STR("q"), "cite", EPUB_REF_CITE},
    {DC_STR("script"), "src", EPUB_REF_INSIDE},
    {DC_STR("track"), "src", EPUB_REF_INSIDE},
    {DC_STR("video"), "src", EPUB_REF_VIDEO},
    {DC_STR("video"), "poster", EPUB_REF_IMAGE},
};

static void
refer_set(
    struct epub_doc *doc, dc_str set, enum epub_ref_kind kind, uint64_t pos)
{
    while (set.len) {
        dc_str word = epub_next_word(&set);
        bool is_whole = word.len && word.ptr[word.len - 1] == ',';
        word.len -= is_whole;
        if (word.len)
            epub_refer(doc, kind, word, pos);
        if (is_whole)
            continue;
        /* What stands up to the comma is a width or a density. */
        const char *comma = memchr(set.ptr, ',', set.len);
        size_t used = comma ? (size_t)(comma - set.ptr) + 1 : set.len;
        set = (dc_str){set.ptr + used, set.len - used};
    }
}

static void
refer_source(struct epub_doc *doc, const dc_xml_element *element)
{
    const struct epub_html *html = doc->state;
    const struct epub_level *parent =
        doc->depth > 1 ? &html->levels[doc->depth - 2] : NULL;
    const char *name = parent && parent->row ? parent->row->name : "";
    const dc_xml_attr *src = epub_attr_of(element, "src");
    const dc_xml_attr *set = epub_attr_of(element, "srcset");
    if (src)
        epub_refer(doc,
            strcmp(name, "audio") == 0 ? EPUB_REF_AUDIO : EPUB_REF_VIDEO,
            src->value, element->pos);
    if (set)
        refer_set(doc, set->value, EPUB_REF_INSIDE, element->pos);
    size_t last = doc->package->ref_count;
    if (set && !epub_attr_of(element, "type") && last) {
        const struct epub_ref *ref = &doc->package->refs[last - 1];
        const struct epub_item *item =
            epub_item_by_path(doc->package, ref->path);
        if (item && !epub_is_core_type(item->media_type, 3))
            epub_find_at(doc, element->pos, EPUB_MED_007, NULL, item->path);
    }
}

static void
refer_link(struct epub_doc *doc, const dc_xml_element *element)
{
    dc_str rel = epub_value(element, "rel");
    const dc_xml_attr *href = epub_attr_of(element, "href");
    bool is_sheet = dc_has_word(rel, "stylesheet");
    if (!href)
        return;
    if (is_sheet) {
        struct epub_ref *ref =
            epub_refer(doc, EPUB_REF_STYLE, href->value, element->pos);
        /* Sheets in other languages are let pass. */
        if (ref)
            ref->has_fallback =
                !epub_is_one_of(epub_value(element, "type"), "text/css") &&
                epub_attr_of(element, "type");
        if (doc->item)
            doc->item->has_style = true;
        if (dc_has_word(rel, "alternate") &&
            epub_trimmed(epub_value(element, "title")).len == 0)
            epub_find_at(
                doc, element->pos, EPUB_CSS_015, NULL, (dc_str){"", 0});
    } else if (dc_has_word(rel, "icon") ||
        dc_has_word(rel, "preload")) {
        epub_refer(doc, EPUB_REF_INSIDE, href->value, element->pos);
    } else {
        epub_refer(doc, EPUB_REF_OTHER, href->value, element->pos);
    }
}

static void
refer_base(struct epub_doc *doc, const dc_xml_element *element)
{
    const dc_xml_attr *href = epub_attr_of(element, "href");
    if (!href || href->value.len == 0)
        return;
    struct epub_url url = epub_resolve(doc, href->value, element->pos);
    if (url.is_local || url.is_remote) {
        doc->base = url.path;
        doc->base_is_remote = url.is_remote;
    }
}

/* Where a link of this page leads, if it is in a navigation list. */
static enum epub_ref_kind
link_kind(const struct epub_html *html)
{
    return html->nav == EPUB_NAV_NONE || html->nav == EPUB_NAV_OTHER
        ? EPUB_REF_LINK
        : EPUB_REF_NAV;
}

void
epub_html_refer(struct epub_doc *doc, const dc_xml_element *element)
{
    const struct epub_html *html = doc->state;
    const struct epub_level *level = &html->levels[doc->depth - 1];
    bool in_picture = level->within & EPUB_IN_PICTURE;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        const dc_xml_attr *attr;
        enum epub_ref_kind kind = table[i].kind;
        if (!epub_is(element->name, table[i].element))
            continue;
        attr = epub_attr_of(element, table[i].attribute);
        if (kind == EPUB_REF_IMAGE && in_picture)
            kind = EPUB_REF_PICTURE;
        if (kind == EPUB_REF_LINK)
            kind = link_kind(html);
        if (attr)
            epub_refer(doc, kind, attr->value, element->pos);
    }
    if (dc_str_equal(element->name, "img"))
        refer_set(doc, epub_value(element, "srcset"),
            in_picture ? EPUB_REF_PICTURE : EPUB_REF_IMAGE, element->pos);
    if (dc_str_equal(element->name, "source"))
        refer_source(doc, element);
    if (dc_str_equal(element->name, "link"))
        refer_link(doc, element);
    if (dc_str_equal(element->name, "base"))
        refer_base(doc, element);
}

/*
 * At the end of audio and object it is known what stands in for a resource of
 * another type: another source, or the content.
 */
void
epub_html_end_refs(struct epub_doc *doc, const dc_xml_element *element)
{
    const struct epub_html *html = doc->state;
    const struct epub_level *level = &html->levels[doc->depth - 1];
    struct epub_package *package = doc->package;
    bool is_audio = dc_str_equal(element->name, "audio");
    bool is_object = dc_str_equal(element->name, "object");
    bool has_core = is_object && level->has_content;
    if (!is_audio && !is_object)
        return;
    for (size_t i = level->first_ref; i < package->ref_count && is_audio; i++) {
        const struct epub_item *item =
            epub_item_by_path(package, package->refs[i].path);
        has_core |= package->refs[i].kind == EPUB_REF_AUDIO && item &&
            epub_is_core_type(item->media_type, package->version);
    }
    for (size_t i = level->first_ref; i < package->ref_count && has_core; i++)
        if (is_audio || i == level->first_ref)
            package->refs[i].has_fallback = true;
}
