/* SPDX-License-Identifier: MIT */
/* Media overlays (EPUB 3.3 section 9). */
#include "check/epub_check_grammar.h"

static const dc_str nothing = {"", 0};

static const struct epub_grammar_row rows[] = {
    {"smil", "head? body", "*version=3.0 id=ID epub:prefix"},
    {"head", "metadata?", ""},
    {"metadata", "~", ""},
    {"body", "par|seq+", "id=ID epub:type epub:textref"},
    {"seq", "par|seq+", "id=ID epub:type *epub:textref"},
    {"par", "& text audio?", "id=ID epub:type"},
    {"text", "", "id=ID *src"},
    {"audio", "", "id=ID *src clipBegin clipEnd"},
};
/* The document that a text refers to is overlaid by this one. */
static void
refer_to_text(struct epub_doc *doc, dc_str address, uint64_t pos)
{
    struct epub_ref *ref = epub_refer(doc, EPUB_REF_OVERLAY, address, pos);
    struct epub_item *target =
        ref ? epub_item_by_path(doc->package, ref->path) : NULL;
    if (!target)
        return;
    if (target->overlaid_by && target->overlaid_by != doc->item)
        epub_find_at(doc, pos, EPUB_MED_011, NULL, target->path);
    target->overlaid_by = doc->item;
}

/* A clock value in milliseconds, or -1 (SMIL 3.0, clock values). */
static int64_t
clock_of(dc_str text)
{
    int64_t parts = 0;
    int64_t part = 0;
    int64_t thousandths = 0;
    int64_t scale = 0;
    size_t i = 0;
    text = epub_trimmed(text);
    for (; i < text.len; i++) {
        char c = text.ptr[i];
        if (c >= '0' && c <= '9' && scale) {
            thousandths += (c - '0') * scale;
            scale /= 10;
        } else if (c >= '0' && c <= '9' && part < 1000000) {
            part = part * 10 + c - '0';
        } else if (c == '.' && !scale && thousandths == 0) {
            scale = 100;
        } else if (c == ':' && parts < 1000000) {
            parts = (parts + part) * 60;
            part = 0;
        } else if (c < '0' || c > '9') {
            break;
        }
    }
    dc_str unit = {text.ptr + i, text.len - i};
    int64_t value = (parts + part) * 1000 + thousandths;
    if (i == 0)
        return -1;
    if (unit.len == 0 || dc_str_equal(unit, "s"))
        return value;
    if (dc_str_equal(unit, "ms"))
        return value / 1000;
    if (dc_str_equal(unit, "min"))
        return value * 60;
    return dc_str_equal(unit, "h") ? value * 3600 : -1;
}

static void
check_audio(struct epub_doc *doc, const dc_xml_element *element)
{
    struct epub_check *check = doc->check;
    dc_str src = epub_value(element, "src");
    struct epub_ref *ref = epub_refer(doc, EPUB_REF_VIDEO, src, element->pos);
    const struct epub_item *item =
        ref ? epub_item_by_path(doc->package, ref->path) : NULL;
    if (item &&
        !(epub_starts(item->media_type, "audio/") &&
            epub_is_core_type(item->media_type, 3)))
        epub_find(check, EPUB_MED_005, &ref->place, NULL, item->media_type);
    if (ref && ref->has_fragment)
        epub_find(check, EPUB_MED_014, &ref->place, NULL, ref->fragment);
    const dc_xml_attr *begin = epub_attr_of(element, "clipBegin");
    const dc_xml_attr *end = epub_attr_of(element, "clipEnd");
    int64_t from = begin ? clock_of(begin->value) : 0;
    int64_t to = end ? clock_of(end->value) : INT64_MAX;
    if (from < 0 || to < 0)
        epub_find_at(doc, element->pos, EPUB_RSC_005, "a time is malformed",
            from < 0 ? begin->value : end->value);
    else if (from > to)
        epub_find_at(doc, element->pos, EPUB_MED_008, NULL, nothing);
    else if (from == to)
        epub_find_at(doc, element->pos, EPUB_MED_009, NULL, nothing);
}

static void
act_on(struct epub_doc *doc, const dc_xml_element *element)
{
    const dc_xml_attr *textref = epub_attr_in(element, EPUB_NS_OPS, "textref");
    if (dc_str_equal(element->name, "text") && epub_attr_of(element, "src"))
        refer_to_text(doc, epub_value(element, "src"), element->pos);
    if (dc_str_equal(element->name, "audio"))
        check_audio(doc, element);
    if (textref)
        refer_to_text(doc, textref->value, element->pos);
}

static const struct epub_grammar grammar = {
    .space = EPUB_NS_SMIL,
    .root = "smil",
    .foreign = EPUB_NS_OPS,
    .rows = rows,
    .count = sizeof rows / sizeof *rows,
    .act = act_on,
};

int32_t
epub_check_smil(struct epub_package *package, struct epub_item *item)
{
    struct epub_doc doc = {
        .check = package->check,
        .package = package,
        .item = item,
        .path = item->path,
    };
    return epub_grammar_read(&doc, &grammar);
}
