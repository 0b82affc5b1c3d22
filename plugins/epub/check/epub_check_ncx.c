/* SPDX-License-Identifier: MIT */
/* The NCX of EPUB 2 (ANSI/NISO Z39.86-2005, section 8; OPF 2.0.1, 2.4.1). */
#include "check/epub_check_grammar.h"

#define LANGUAGE "xml:lang=LANG dir=ltr|rtl"

static const struct epub_grammar_row rows[] = {
    {"ncx", "head docTitle docAuthor* navMap pageList? navList*",
        "*version " LANGUAGE},
    {"head", "smilCustomTest|meta+", ""},
    {"meta", "", "*name *content scheme"},
    {"smilCustomTest", "", "*id=ID defaultState override bookStruct"},
    {"docTitle", "text audio? img?", "id=ID " LANGUAGE},
    {"docAuthor", "text audio? img?", "id=ID " LANGUAGE},
    {"navMap", "navInfo* navLabel* navPoint+", "id=ID"},
    {"navPoint", "navLabel+ content navPoint*",
        "*id=ID class playOrder=POSITIVE"},
    {"pageList", "navInfo* navLabel* pageTarget+", "id=ID class"},
    {"pageTarget", "navLabel+ content",
        "id=ID value *type=front|normal|special class playOrder=POSITIVE"},
    {"navList", "navInfo* navLabel+ navTarget+", "id=ID class"},
    {"navTarget", "navLabel+ content", "*id=ID class value playOrder=POSITIVE"},
    {"navInfo", "text audio? img?", LANGUAGE},
    {"navLabel", "text audio? img?", LANGUAGE},
    {"content", "", "id=ID *src"},
    {"text", "#", "id=ID class"},
    {"audio", "", "id=ID class *src *clipBegin *clipEnd"},
    {"img", "", "id=ID class *src"},
};

static void
act_on(struct epub_doc *doc, const dc_xml_element *element)
{
    if (dc_str_equal(element->name, "content") && epub_attr_of(element, "src"))
        epub_refer(doc, EPUB_REF_NAV, epub_value(element, "src"), element->pos);
    if (dc_str_equal(element->name, "meta") &&
        dc_str_equal(epub_value(element, "name"), "dtb:uid")) {
        dc_str uid = epub_trimmed(epub_value(element, "content"));
        if (doc->package->unique_id.len &&
            !epub_is(uid, doc->package->unique_id))
            epub_find_at(doc, element->pos, EPUB_NCX_001, NULL, uid);
    }
}

static const struct epub_grammar grammar = {
    .space = EPUB_NS_NCX,
    .root = "ncx",
    .rows = rows,
    .count = sizeof rows / sizeof *rows,
    .act = act_on,
};

int32_t
epub_check_ncx(struct epub_package *package, struct epub_item *item)
{
    struct epub_doc doc = {
        .check = package->check,
        .package = package,
        .item = item,
        .path = item->path,
    };
    return epub_grammar_read(&doc, &grammar);
}
