/* SPDX-License-Identifier: MIT */
/* The NCX of EPUB 2 (ANSI/NISO Z39.86-2005, section 8; OPF 2.0.1, 2.4.1). */
#include "check/epub_check.h"

static const dc_str nothing = {"", 0};

/* Children that an element may have. */
static const struct {
    const char *name;
    const char *parents;
    const char *required; /* attributes */
} elements[] = {
    {"ncx", "", "version"},
    {"head", "ncx", ""},
    {"meta", "head", "name content"},
    {"smilCustomTest", "head", "id"},
    {"docTitle", "ncx", ""},
    {"docAuthor", "ncx", ""},
    {"navMap", "ncx", ""},
    {"pageList", "ncx", ""},
    {"navList", "ncx", ""},
    {"navInfo", "navMap pageList navList", ""},
    {"navLabel", "navMap pageList navList navPoint pageTarget navTarget", ""},
    {"navPoint", "navMap navPoint", "id"},
    {"pageTarget", "pageList", "type"},
    {"navTarget", "navList", "id"},
    {"content", "navPoint pageTarget navTarget", "src"},
    {"text", "docTitle docAuthor navLabel navInfo", ""},
    {"audio", "docTitle docAuthor navLabel navInfo", "src clipBegin clipEnd"},
    {"img", "docTitle docAuthor navLabel", "src"},
};
enum { ELEMENT_COUNT = sizeof elements / sizeof *elements };

struct ncx {
    const char *open[EPUB_DEPTH];
    bool has_uid;
    bool has_map;
};

static void
check_values(struct epub_doc *doc, const dc_xml_element *element)
{
    struct ncx *ncx = doc->state;
    const dc_xml_attr *id = epub_attr_of(element, "id");
    if (id && !epub_is_ncname(id->value))
        epub_find_at(
            doc, element->pos, EPUB_RSC_005, "an id is no name", id->value);
    if (dc_str_equal(element->name, "pageTarget") &&
        !epub_is_one_of(epub_value(element, "type"), "front normal special"))
        epub_find_at(doc, element->pos, EPUB_RSC_005,
            "a page is not front, normal or special",
            epub_value(element, "type"));
    if (dc_str_equal(element->name, "content"))
        epub_refer(doc, EPUB_REF_NAV, epub_value(element, "src"), element->pos);
    ncx->has_map |= dc_str_equal(element->name, "navMap");
    if (dc_str_equal(element->name, "meta") &&
        dc_str_equal(epub_value(element, "name"), "dtb:uid")) {
        dc_str uid = epub_trimmed(epub_value(element, "content"));
        ncx->has_uid = true;
        if (doc->package->unique_id.len &&
            !epub_is(uid, doc->package->unique_id))
            epub_find_at(doc, element->pos, EPUB_NCX_001, NULL, uid);
    }
}

static int32_t
start_element(struct epub_doc *doc, const dc_xml_element *element)
{
    struct ncx *ncx = doc->state;
    const char *parent = doc->depth > 1 ? ncx->open[doc->depth - 2] : "";
    ncx->open[doc->depth - 1] = "?";
    for (size_t i = 0; i < ELEMENT_COUNT; i++) {
        if (!epub_is_element(element, EPUB_NS_NCX, elements[i].name))
            continue;
        ncx->open[doc->depth - 1] = elements[i].name;
        bool fits = *parent
            ? epub_is_one_of(dc_str_of(parent), elements[i].parents)
            : *elements[i].parents == 0;
        if (!fits && *parent != '?')
            break;
        dc_str rest = dc_str_of(elements[i].required);
        for (dc_str word = epub_next_word(&rest); word.len;
             word = epub_next_word(&rest)) {
            bool is_there = false;
            for (uint32_t k = 0; k < element->attr_count; k++)
                is_there |= epub_is(element->attrs[k].name, word);
            if (!is_there)
                epub_find_at(doc, element->pos, EPUB_RSC_005,
                    "an attribute is missing", word);
        }
        check_values(doc, element);
        return DC_OK;
    }
    if (*parent != '?')
        epub_find_at(doc, element->pos, EPUB_RSC_005,
            "an element that has no place here", element->name);
    return DC_OK;
}

int32_t
epub_check_ncx(struct epub_package *package, struct epub_item *item)
{
    static const struct epub_syntax syntax = {.start = start_element};
    struct ncx *ncx = dc_alloc(package->check->job, sizeof *ncx);
    struct epub_doc doc = {
        .check = package->check,
        .package = package,
        .item = item,
        .syntax = &syntax,
        .state = ncx,
        .path = item->path,
    };
    if (!ncx)
        return dc_fail(package->check->job, DC_OK);
    int32_t status = epub_doc_read(&doc);
    if (status == DC_OK && *ncx->open && !ncx->has_map &&
        !dc_str_equal(dc_str_of(ncx->open[0]), "?"))
        epub_find_at(&doc, 0, EPUB_RSC_005, "an element is missing",
            (dc_str)DC_STR("navMap"));
    (void)nothing;
    return status;
}
