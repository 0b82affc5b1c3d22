/* SPDX-License-Identifier: MIT */
/*
 * Books of several renditions (EPUB Multiple-Rendition Publications 1.1):
 * META-INF/metadata.xml and the rendition mapping document.
 */
#include "check/epub_check.h"

static const dc_str nothing = {"", 0};

struct renditions {
    unsigned identifiers;
    unsigned modified;
    bool has_version;
    bool is_read;
};

static void
complain(struct epub_doc *doc, uint64_t pos, const char *what)
{
    epub_find_at(doc, pos, EPUB_RSC_005, what, nothing);
}

static int32_t
start_metadata(struct epub_doc *doc, const dc_xml_element *element)
{
    struct renditions *seen = doc->state;
    seen->is_read = true;
    seen->identifiers += epub_is_element(element, EPUB_NS_DC, "identifier");
    seen->modified += dc_str_equal(element->name, "meta") &&
        dc_str_equal(epub_value(element, "property"), "dcterms:modified");
    return DC_OK;
}

static int32_t
start_mapping(struct epub_doc *doc, const dc_xml_element *element)
{
    struct renditions *seen = doc->state;
    seen->is_read = true;
    seen->has_version |= dc_str_equal(element->name, "meta") &&
        dc_str_equal(
            epub_value(element, "name"), "epub.multiple.renditions.version") &&
        dc_str_equal(epub_value(element, "content"), "1.0");
    if (dc_str_equal(element->name, "nav") &&
        !epub_attr_in(element, EPUB_NS_OPS, "type"))
        complain(doc, element->pos, "a nav without a type");
    return DC_OK;
}

int32_t
epub_check_renditions(struct epub_check *check)
{
    static const struct epub_syntax metadata = {.start = start_metadata};
    static const struct epub_syntax mapping = {.start = start_mapping};
    struct renditions seen = {.is_read = false};
    struct epub_doc doc = {
        .check = check,
        .syntax = &metadata,
        .state = &seen,
        .path = dc_str_of("META-INF/metadata.xml"),
    };
    int32_t status = DC_OK;
    if (check->rootfile_count > 1 && epub_exists(check, doc.path))
        status = epub_doc_read(&doc);
    if (seen.is_read && seen.modified != 1)
        complain(&doc, 0, "dcterms:modified must stand once");
    if (seen.is_read && seen.identifiers == 0)
        complain(&doc, 0, "there is no identifier");
    if (status != DC_OK || !epub_exists(check, check->mapping))
        return status;
    seen = (struct renditions){.is_read = false};
    doc = (struct epub_doc){
        .check = check,
        .syntax = &mapping,
        .state = &seen,
        .path = check->mapping,
    };
    status = epub_doc_read(&doc);
    if (seen.is_read && !seen.has_version)
        complain(&doc, 0, "the mapping states no version");
    return status;
}
