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
static const struct epub_grammar grammar = {
    .space = EPUB_NS_NCX,
    .root = "ncx",
    .rows = rows,
    .count = sizeof rows / sizeof *rows,
};

static int32_t
start_element(struct epub_doc *doc, const dc_xml_element *element)
{
    epub_grammar_start(doc, doc->state, element);
    if (!dc_str_equal(element->space, EPUB_NS_NCX))
        return DC_OK;
    if (dc_str_equal(element->name, "content") && epub_attr_of(element, "src"))
        epub_refer(doc, EPUB_REF_NAV, epub_value(element, "src"), element->pos);
    if (dc_str_equal(element->name, "meta") &&
        dc_str_equal(epub_value(element, "name"), "dtb:uid")) {
        dc_str uid = epub_trimmed(epub_value(element, "content"));
        if (doc->package->unique_id.len &&
            !epub_is(uid, doc->package->unique_id))
            epub_find_at(doc, element->pos, EPUB_NCX_001, NULL, uid);
    }
    return DC_OK;
}

static int32_t
end_element(struct epub_doc *doc, const dc_xml_element *element)
{
    epub_grammar_end(doc, doc->state, element);
    return DC_OK;
}

static int32_t
add_text(struct epub_doc *doc, dc_str text, uint64_t pos)
{
    epub_grammar_text(doc, doc->state, text, pos);
    return DC_OK;
}

int32_t
epub_check_ncx(struct epub_package *package, struct epub_item *item)
{
    static const struct epub_syntax syntax = {
        .start = start_element, .end = end_element, .text = add_text};
    struct epub_grammar_state *state =
        dc_alloc(package->check->job, sizeof *state);
    struct epub_doc doc = {
        .check = package->check,
        .package = package,
        .item = item,
        .syntax = &syntax,
        .state = state,
        .path = item->path,
    };
    if (!state)
        return dc_fail(package->check->job, DC_OK);
    state->grammar = &grammar;
    return epub_doc_read(&doc);
}
