/* SPDX-License-Identifier: MIT */
/*
 * What may stand where in HTML: a table of elements, and one rule for each
 * letter of their content models.  Values of attributes are not looked at, but
 * for those that name other things.
 */
#include "check/epub_check_html.h"

static const dc_str nothing = {"", 0};

static const struct epub_html_row rows[] = {
#define HTML_ELEMENT(name_, where_, content_, attributes_)                     \
    HTML_ORDERED(name_, where_, content_, attributes_, "", "")
#define HTML_ORDERED(name_, where_, content_, attributes_, order_, old_)       \
    {(name_), sizeof(name_) - 1, (where_), (content_), (attributes_),          \
        (order_), (old_)},
#include "check/epub_check_html.def"
#undef HTML_ORDERED
#undef HTML_ELEMENT
};

/* Those that books are full of come first. */
static const char globals[] =
    "class id lang title role style dir hidden accesskey autocapitalize "
    "autocorrect autofocus contenteditable draggable enterkeyhint inert "
    "inputmode is itemid itemprop itemref itemscope itemtype nonce popover "
    "slot spellcheck tabindex translate writingsuggestions about content "
    "datatype inlist prefix property rel resource rev typeof vocab xmlns "
    "contextmenu";

/* Elements with what must not stand within them. */
static const struct {
    dc_str name;
    uint32_t opens; /* what it is to those in it */
    uint32_t excludes; /* what it must not stand in */
} nestings[] = {
    {DC_STR("a"), EPUB_IN_A, EPUB_IN_A | EPUB_IN_BUTTON},
    {DC_STR("audio"), EPUB_IN_MEDIA, EPUB_IN_MEDIA},
    {DC_STR("button"), EPUB_IN_BUTTON, EPUB_IN_A | EPUB_IN_BUTTON},
    {DC_STR("caption"), EPUB_IN_CAPTION, 0},
    {DC_STR("details"), 0, EPUB_IN_A | EPUB_IN_BUTTON},
    {DC_STR("dfn"), EPUB_IN_DFN, EPUB_IN_DFN},
    {DC_STR("embed"), 0, EPUB_IN_A | EPUB_IN_BUTTON},
    {DC_STR("footer"), EPUB_IN_HEADER, EPUB_IN_HEADER},
    {DC_STR("form"), EPUB_IN_FORM, EPUB_IN_FORM},
    {DC_STR("head"), EPUB_IN_HEAD, 0},
    {DC_STR("header"), EPUB_IN_HEADER, EPUB_IN_HEADER},
    {DC_STR("iframe"), 0, EPUB_IN_A | EPUB_IN_BUTTON},
    {DC_STR("label"), EPUB_IN_LABEL,
        EPUB_IN_LABEL | EPUB_IN_A | EPUB_IN_BUTTON},
    {DC_STR("main"), 0, EPUB_IN_HEADER},
    {DC_STR("meter"), EPUB_IN_METER, EPUB_IN_METER},
    {DC_STR("picture"), EPUB_IN_PICTURE, 0},
    {DC_STR("progress"), EPUB_IN_METER, EPUB_IN_METER},
    {DC_STR("select"), 0, EPUB_IN_A | EPUB_IN_BUTTON},
    {DC_STR("table"), 0, EPUB_IN_CAPTION},
    {DC_STR("template"), EPUB_IN_TEMPLATE, 0},
    {DC_STR("textarea"), 0, EPUB_IN_A | EPUB_IN_BUTTON},
    {DC_STR("video"), EPUB_IN_MEDIA, EPUB_IN_MEDIA},
};

static const struct epub_html_row *
lookup_row(dc_str name)
{
    size_t low = 0;
    size_t high = sizeof rows / sizeof *rows;
    while (low < high) {
        size_t middle = (low + high) / 2;
        size_t len = rows[middle].name_len;
        size_t least = len < name.len ? len : name.len;
        int order = least ? memcmp(name.ptr, rows[middle].name, least) : 0;
        if (order == 0 && len == name.len)
            return &rows[middle];
        if (order < 0 || (order == 0 && name.len < len))
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

/* The model of an element within a parent of model `outer`. */
static char
model_of(const struct epub_html_row *row, char outer)
{
    char first = *row->content;
    if (first == 'T')
        return outer == 'L' ? 0 : outer;
    return first && strchr("FPEX", first) ? first : 'L';
}

static bool
is_listed(const struct epub_html_row *parent, dc_str name)
{
    return epub_is_one_of(name, parent->content);
}

/* Whether the element may stand in its parent. */
static bool
fits(const struct epub_level *parent, const struct epub_html_row *row,
    dc_str name)
{
    if (!parent->row || parent->model == 0)
        return true;
    if (is_listed(parent->row, name))
        return true;
    const char *where = row ? row->where : "FP"; /* svg, math */
    switch (parent->model) {
    case 'F':
        return strchr(where, 'F') != NULL;
    case 'P':
        return strchr(where, 'P') != NULL;
    default:
        return false;
    }
}

/* XHTML 1.1 has blocks alone where HTML has flow, in these. */
static bool
fits_old(const struct epub_level *parent, const struct epub_html_row *row)
{
    bool is_strict = parent->row &&
        epub_is_one_of(dc_str_of(parent->row->name), "body blockquote form");
    bool is_inline = strchr(row->where, 'P') ||
        epub_is_one_of(dc_str_of(row->name), "tt big acronym");
    return !(is_strict && is_inline) ||
        epub_is_one_of(dc_str_of(row->name), "ins del script noscript");
}

static void
check_place(struct epub_doc *doc, const dc_xml_element *element,
    const struct epub_html_row *row)
{
    const struct epub_html *html = doc->state;
    int version = doc->package->version;
    bool is_old = version == 2;
    if (doc->depth == 1) {
        if (!row || strcmp(row->name, "html") != 0)
            epub_find_at(doc, element->pos, EPUB_RSC_005,
                "the root element is not 'html'", element->name);
        return;
    }
    const struct epub_level *parent = &html->levels[doc->depth - 2];
    bool is_right = row && is_old ? *row->where == '2' &&
            (fits(parent, row, element->name) ||
                epub_is_one_of(element->name, "tt big acronym")) &&
            fits_old(parent, row)
                                  : fits(parent, row, element->name);
    if (!is_right)
        epub_find_at(doc, element->pos, EPUB_RSC_005,
            "an element that has no place here", element->name);
}

static const char *
order_of(const struct epub_doc *doc, const struct epub_level *level)
{
    if (!level->row)
        return "";
    return doc->package->version == 2 ? level->row->old_order
                                      : level->row->order;
}

/* Script and template may stand between any; div may hold the parts of dl. */
static void
check_order(struct epub_doc *doc, const dc_xml_element *element)
{
    struct epub_html *html = doc->state;
    if (doc->depth < 2)
        return;
    struct epub_level *parent = &html->levels[doc->depth - 2];
    const char *order = order_of(doc, parent);
    bool is_free = *order == 0 ||
        epub_is_one_of(element->name, "script template") ||
        (strcmp(parent->row->name, "dl") == 0 &&
            dc_str_equal(element->name, "div"));
    if (!is_free && !epub_content_step(order, &parent->progress, element->name))
        epub_find_at(doc, element->pos, EPUB_RSC_005, "an element out of order",
            element->name);
}

void
epub_html_check_end(struct epub_doc *doc, const dc_xml_element *element)
{
    const struct epub_html *html = doc->state;
    const struct epub_level *level = &html->levels[doc->depth - 1];
    const char *order = order_of(doc, level);
    if (*order == 0)
        return;
    dc_str name = epub_content_missing(order, &level->progress);
    if (name.len)
        epub_find_at(
            doc, element->pos, EPUB_RSC_005, "an element is missing", name);
}

static void
check_nesting(struct epub_doc *doc, const dc_xml_element *element,
    struct epub_level *level)
{
    for (size_t i = 0; i < sizeof nestings / sizeof *nestings; i++) {
        if (!epub_is(element->name, nestings[i].name))
            continue;
        if (level->within & nestings[i].excludes)
            epub_find_at(doc, element->pos, EPUB_RSC_005,
                "an element within one that must not hold it", element->name);
        level->within |= nestings[i].opens;
    }
}

static bool
is_known_attribute(const struct epub_html_row *row, dc_str name)
{
    if (epub_is_one_of(name, row->attributes) ||
        epub_is_one_of(name, globals) || epub_starts(name, "on") ||
        memchr(name.ptr, '-', name.len))
        return true;
    dc_str rest = dc_str_of(row->attributes);
    for (dc_str word = epub_next_word(&rest); word.len;
         word = epub_next_word(&rest))
        if (*word.ptr == '*' &&
            epub_is((dc_str){word.ptr + 1, word.len - 1}, name))
            return true;
    return false;
}

static void
check_attributes(struct epub_doc *doc, const dc_xml_element *element,
    const struct epub_html_row *row)
{
    for (uint32_t i = 0; i < element->attr_count; i++) {
        const dc_xml_attr *attr = &element->attrs[i];
        if (attr->space.len == 0 && doc->package->version == 3 &&
            !is_known_attribute(row, attr->name))
            epub_find_at(doc, element->pos, EPUB_RSC_005,
                "an attribute that has no place here", attr->name);
    }
    epub_need_attributes(doc, element, row->attributes);
    if (doc->package->version == 2 && strcmp(row->name, "img") == 0 &&
        !epub_attr_of(element, "alt"))
        epub_find_at(doc, element->pos, EPUB_RSC_005, "an attribute is missing",
            (dc_str)DC_STR("alt"));
}

static void
check_languages(struct epub_doc *doc, const dc_xml_element *element)
{
    const dc_xml_attr *lang = epub_attr_of(element, "lang");
    const dc_xml_attr *xml = epub_attr_in(element, EPUB_NS_XML, "lang");
    if (xml && !epub_is_of_type(xml->value, (dc_str)DC_STR("LANG")))
        epub_find_at(doc, element->pos, EPUB_RSC_005,
            "an attribute has a value that it must not have", xml->value);
    if (!lang || !xml)
        return;
    bool is_same = lang->value.len == xml->value.len;
    for (size_t i = 0; is_same && i < lang->value.len; i++)
        is_same = (lang->value.ptr[i] | 0x20) == (xml->value.ptr[i] | 0x20);
    if (!is_same)
        epub_find_at(doc, element->pos, EPUB_RSC_005,
            "lang and xml:lang are not the same", nothing);
}

void
epub_html_check_model(struct epub_doc *doc, const dc_xml_element *element)
{
    struct epub_html *html = doc->state;
    struct epub_level *level = &html->levels[doc->depth - 1];
    const struct epub_level *parent =
        doc->depth > 1 ? &html->levels[doc->depth - 2] : NULL;
    bool is_html = dc_str_equal(element->space, EPUB_NS_XHTML);
    bool is_foreign = epub_is_element(element, EPUB_NS_SVG, "svg") ||
        epub_is_element(element, EPUB_NS_MATHML, "math");
    *level = (struct epub_level){
        .within = parent ? parent->within : 0,
        .first_ref = doc->package->ref_count,
    };
    if (!is_html && !is_foreign) {
        bool is_known = dc_str_equal(element->space, EPUB_NS_SVG) ||
            dc_str_equal(element->space, EPUB_NS_MATHML) ||
            dc_str_equal(element->space, EPUB_NS_OPS);
        if (!is_known && (!parent || parent->row))
            epub_find_at(doc, element->pos, EPUB_RSC_005,
                "an element of another name space", element->name);
        return;
    }
    level->row = is_html ? lookup_row(element->name) : NULL;
    if (is_html && !level->row) {
        epub_find_at(doc, element->pos, EPUB_RSC_005,
            "an element that HTML does not have", element->name);
        return;
    }
    check_place(doc, element, level->row);
    check_order(doc, element);
    if (is_foreign)
        return;
    level->model = model_of(level->row, parent ? parent->model : 'L');
    check_nesting(doc, element, level);
    check_attributes(doc, element, level->row);
    check_languages(doc, element);
    if (doc->package->version == 3)
        epub_html_check_values(doc, element);
}

void
epub_html_check_text(struct epub_doc *doc, dc_str text, uint64_t pos)
{
    struct epub_html *html = doc->state;
    if (doc->depth == 0 || epub_trimmed(text).len == 0)
        return;
    struct epub_level *level = &html->levels[doc->depth - 1];
    bool is_wrong = level->row && (level->model == 'L' || level->model == 'E');
    bool is_strict = doc->package->version == 2 && level->row &&
        epub_is_one_of(dc_str_of(level->row->name), "body blockquote form");
    if ((is_wrong || is_strict) && !level->has_content)
        epub_find_at(doc, pos, EPUB_RSC_005, "text has no place in",
            dc_str_of(level->row->name));
    level->has_content = true;
}
