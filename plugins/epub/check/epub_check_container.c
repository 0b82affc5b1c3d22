/* SPDX-License-Identifier: MIT */
/*
 * META-INF: container.xml, which names the package documents, and what is
 * encrypted (EPUB 3.3 section 4.2.6).
 */
#include "check/epub_check_grammar.h"

#define NS_ENC "http://www.w3.org/2001/04/xmlenc#"
#define NS_COMPRESSION "http://www.idpf.org/2016/encryption#compression"
#define OBFUSCATION "http://www.idpf.org/2008/embedding"
#define PACKAGE_TYPE "application/oebps-package+xml"

/* Each rendition is a book of its own, and may list the files of the others. */
enum { RENDITION_MAX = 64 };

static const dc_str nothing = {"", 0};

static bool
is_listed(const struct epub_check *check, dc_str path)
{
    for (size_t i = 0; i < check->rootfile_count; i++) {
        dc_str known = check->rootfiles[i];
        if (known.len == path.len && !memcmp(known.ptr, path.ptr, path.len))
            return true;
    }
    return false;
}

static void
add_rootfile(struct epub_doc *doc, const dc_xml_element *element)
{
    struct epub_check *check = doc->check;
    const dc_xml_attr *path = epub_attr_of(element, "full-path");
    const dc_xml_attr *type = epub_attr_of(element, "media-type");
    if (!path)
        epub_find_at(doc, element->pos, EPUB_OPF_016, NULL, nothing);
    else if (epub_trimmed(path->value).len == 0)
        epub_find_at(doc, element->pos, EPUB_OPF_017, NULL, nothing);
    if (!path || !type || path->value.len == 0 ||
        !dc_str_equal(type->value, PACKAGE_TYPE) ||
        is_listed(check, path->value))
        return;
    if (check->rootfile_count == RENDITION_MAX) {
        epub_find_at(doc, element->pos, EPUB_RSC_005,
            "more package documents than are looked at", nothing);
        return;
    }
    check->rootfiles = epub_room(check, check->rootfiles, check->rootfile_count,
        sizeof *check->rootfiles);
    if (check->rootfiles)
        check->rootfiles[check->rootfile_count++] =
            epub_retain(check, path->value);
}

static int32_t
start_container(struct epub_doc *doc, const dc_xml_element *element)
{
    if (!dc_str_equal(element->space, EPUB_NS_CONTAINER))
        return DC_OK;
    if (dc_str_equal(element->name, "rootfile"))
        add_rootfile(doc, element);
    if (dc_str_equal(element->name, "link") &&
        dc_str_equal(epub_value(element, "rel"), "mapping"))
        doc->check->mapping =
            epub_retain(doc->check, epub_value(element, "href"));
    return DC_OK;
}

static const struct epub_grammar_row container_rows[] = {
    {"container", "rootfiles links?", "*version=1.0"},
    {"rootfiles", "rootfile+", ""},
    {"rootfile", "",
        "*full-path *media-type "
        "ns:label ns:layout ns:language ns:media ns:accessMode"},
    {"links", "link+", ""},
    {"link", "", "*href *rel media-type"},
};
static const struct epub_grammar container_grammar = {
    .space = EPUB_NS_CONTAINER,
    .root = "container",
    .foreign = "*",
    .rows = container_rows,
    .count = sizeof container_rows / sizeof *container_rows,
};

/* The state of encryption.xml: what the open EncryptedData says. */
struct encryption {
    dc_str algorithm;
    struct epub_map ids;
};

static void
note_encrypted(struct epub_doc *doc, const dc_xml_element *element)
{
    struct epub_check *check = doc->check;
    const struct encryption *state = doc->state;
    struct epub_doc container = {.check = check, .path = nothing};
    container.base = nothing;
    struct epub_url url =
        epub_resolve(&container, epub_value(element, "URI"), 0);
    bool is_other = !dc_str_equal(state->algorithm, OBFUSCATION) &&
        !dc_str_equal(state->algorithm, "http://ns.adobe.com/pdf/enc#RC");
    if (url.path.len && !epub_map_lookup(&check->obfuscated, url.path) &&
        !epub_map_insert(&check->obfuscated, url.path, is_other))
        dc_fail(check->job, DC_E_NOMEM);
}

static void
check_compression(struct epub_doc *doc, const dc_xml_element *element)
{
    dc_str method = epub_value(element, "Method");
    if (!dc_str_equal(method, "0") && !dc_str_equal(method, "8"))
        epub_find_at(doc, element->pos, EPUB_RSC_005,
            "a compression method is neither 0 nor 8", method);
    dc_str length = epub_value(element, "OriginalLength");
    if (!epub_is_number(length))
        epub_find_at(doc, element->pos, EPUB_RSC_005,
            "an original length is no number", length);
}

static int32_t
start_encryption(struct epub_doc *doc, const dc_xml_element *element)
{
    struct encryption *state = doc->state;
    dc_str id = epub_value(element, "Id");
    if (doc->depth == 1 &&
        !epub_is_element(element, EPUB_NS_CONTAINER, "encryption"))
        epub_find_at(doc, element->pos, EPUB_RSC_005,
            "the root element is not 'encryption'", nothing);
    if (doc->depth == 2 && !epub_is_element(element, NS_ENC, "EncryptedData") &&
        !epub_is_element(element, NS_ENC, "EncryptedKey"))
        epub_find_at(doc, element->pos, EPUB_RSC_005,
            "an element that has no place here", element->name);
    if (id.len) {
        id = epub_retain(doc->check, id);
        if (epub_map_lookup(&state->ids, id))
            epub_find_at(doc, element->pos, EPUB_RSC_005, "a second Id", id);
        else if (!epub_map_insert(&state->ids, id, 0))
            return dc_fail(doc->check->job, DC_E_NOMEM);
    }
    if (epub_is_element(element, NS_ENC, "EncryptionMethod"))
        state->algorithm =
            epub_retain(doc->check, epub_value(element, "Algorithm"));
    if (epub_is_element(element, NS_ENC, "CipherReference"))
        note_encrypted(doc, element);
    if (epub_is_element(element, NS_COMPRESSION, "Compression"))
        check_compression(doc, element);
    return DC_OK;
}

static int32_t
start_signatures(struct epub_doc *doc, const dc_xml_element *element)
{
    if (doc->depth == 1 &&
        !epub_is_element(element, EPUB_NS_CONTAINER, "signatures"))
        epub_find_at(doc, element->pos, EPUB_RSC_005,
            "the root element is not 'signatures'", nothing);
    if (doc->depth == 2 &&
        !epub_is_element(
            element, "http://www.w3.org/2000/09/xmldsig#", "Signature"))
        epub_find_at(doc, element->pos, EPUB_RSC_005,
            "an element that has no place here", element->name);
    return DC_OK;
}

static int32_t
read_part(struct epub_check *check, const char *path,
    const struct epub_syntax *syntax, void *state)
{
    struct epub_doc doc = {
        .check = check,
        .syntax = syntax,
        .state = state,
        .path = dc_str_of(path),
    };
    return epub_exists(check, doc.path) ? epub_doc_read(&doc) : DC_OK;
}

int32_t
epub_check_container(struct epub_check *check)
{
    static const char container[] = "META-INF/container.xml";
    static const struct epub_syntax container_syntax = {
        .start = start_container};
    static const struct epub_syntax encryption_syntax = {
        .start = start_encryption};
    static const struct epub_syntax signatures_syntax = {
        .start = start_signatures};
    struct epub_place place = {.file = dc_str_of(container)};
    struct encryption encryption = {.algorithm = nothing};
    if (!epub_exists(check, place.file)) {
        epub_find(check, EPUB_RSC_002, NULL, NULL, nothing);
        return DC_E_FORMAT;
    }
    int32_t status = read_part(check, container, &container_syntax, NULL);
    /* Once more by its grammar: if it names nothing, that is all to say. */
    struct epub_doc doc = {.check = check, .path = place.file};
    if (status == DC_OK && check->rootfile_count)
        status = epub_grammar_read(&doc, &container_grammar);
    if (status == DC_OK)
        status = read_part(
            check, "META-INF/encryption.xml", &encryption_syntax, &encryption);
    epub_map_fini(&encryption.ids);
    if (status == DC_OK)
        status = read_part(
            check, "META-INF/signatures.xml", &signatures_syntax, NULL);
    if (status == DC_OK && check->rootfile_count == 0)
        epub_find(check, EPUB_RSC_003, &place, NULL, nothing);
    return status;
}
