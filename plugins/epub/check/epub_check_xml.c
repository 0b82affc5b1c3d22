/* SPDX-License-Identifier: MIT */
/*
 * Reading one XML document of a book: its bytes as UTF-8, its prolog, its
 * events.  What holds for all documents is checked here: encoding,
 * well-formedness, identifiers that are unique, prefixes that are declared.
 */
#include "check/epub_check.h"

const dc_xml_attr *
epub_attr_in(const dc_xml_element *element, const char *space, const char *name)
{
    dc_str wanted = dc_str_of(name);
    for (uint32_t i = 0; i < element->attr_count; i++)
        if (epub_is(element->attrs[i].name, wanted) &&
            dc_str_equal(element->attrs[i].space, space))
            return &element->attrs[i];
    return NULL;
}

const dc_xml_attr *
epub_attr_of(const dc_xml_element *element, const char *name)
{
    return epub_attr_in(element, "", name);
}

dc_str
epub_value(const dc_xml_element *element, const char *name)
{
    const dc_xml_attr *attr = epub_attr_of(element, name);
    return attr ? attr->value : (dc_str){"", 0};
}

bool
epub_is_element(
    const dc_xml_element *element, const char *space, const char *name)
{
    return dc_str_equal(element->name, name) &&
        dc_str_equal(element->space, space);
}

bool
epub_exists(struct epub_check *check, dc_str path)
{
    dc_archive_entry entry = {.struct_size = sizeof entry};
    return path.len && epub_find_entry(check, path, &entry);
}

bool
epub_content(struct epub_check *check, dc_str path, dc_str *bytes)
{
    dc_archive_entry entry = {.struct_size = sizeof entry};
    const char *why = NULL;
    struct epub_place place = {.file = path};
    *bytes = (dc_str){"", 0};
    if (!epub_find_entry(check, path, &entry))
        return false;
    int32_t status =
        check->zip->content(check->archive, entry.index, bytes, &why);
    if (status == DC_OK)
        return true;
    if (status == DC_E_NOMEM) {
        dc_fail(check->job, status);
        return false;
    }
    epub_find(check, EPUB_PKG_008, &place, why, (dc_str){"", 0});
    return false;
}

void
epub_forget(struct epub_check *check, dc_str path)
{
    dc_archive_entry entry = {.struct_size = sizeof entry};
    if (epub_find_entry(check, path, &entry))
        check->zip->drop(check->archive, entry.index);
}

/* What an identifier stands at. */
static enum epub_target
target_of(const dc_xml_element *element)
{
    static const struct {
        const char *names;
        enum epub_target target;
    } targets[] = {
        {"symbol", EPUB_TARGET_SYMBOL},
        {"linearGradient radialGradient pattern", EPUB_TARGET_PAINT},
        {"clipPath", EPUB_TARGET_CLIP},
    };
    if (!dc_str_equal(element->space, EPUB_NS_SVG))
        return EPUB_TARGET_ANY;
    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++)
        if (epub_is_one_of(element->name, targets[i].names))
            return targets[i].target;
    return EPUB_TARGET_ANY;
}

/* "path#id" as the key of an identifier. */
static int32_t
add_id(struct epub_doc *doc, const dc_xml_element *element, dc_str id)
{
    dc_job *job = doc->check->job;
    struct epub_map *ids = &doc->package->ids;
    size_t len = doc->path.len + 1 + id.len;
    char *key = dc_alloc(job, len);
    if (!key)
        return dc_fail(job, DC_OK);
    memcpy(key, doc->path.ptr, doc->path.len);
    key[doc->path.len] = '#';
    memcpy(key + doc->path.len + 1, id.ptr, id.len);
    dc_str name = {key, len};
    if (epub_map_lookup(ids, name))
        epub_find_at(doc, element->pos, EPUB_RSC_005, "a second id", id);
    else if (!epub_map_insert(ids, name, target_of(element)))
        return dc_fail(job, DC_E_NOMEM);
    return DC_OK;
}

static int32_t
check_attributes(struct epub_doc *doc, const dc_xml_element *element)
{
    for (uint32_t i = 0; i < element->attr_count; i++) {
        const dc_xml_attr *attr = &element->attrs[i];
        if (attr->prefix.len && attr->space.len == 0) {
            epub_find_at(doc, element->pos, EPUB_RSC_016,
                "no name space is declared for the prefix", attr->prefix);
            return DC_E_XML;
        }
        bool is_id = dc_str_equal(attr->name, "id") &&
            (attr->space.len == 0 || dc_str_equal(attr->space, EPUB_NS_XML));
        dc_str id = epub_trimmed(attr->value);
        if (!is_id || !doc->package || id.len == 0)
            continue;
        int32_t status = add_id(doc, element, id);
        if (status != DC_OK)
            return status;
    }
    return DC_OK;
}

static int32_t DC_CALL
on_start(void *user, const dc_xml_element *element)
{
    struct epub_doc *doc = user;
    if (element->prefix.len && element->space.len == 0) {
        epub_find_at(doc, element->pos, EPUB_RSC_016,
            "no name space is declared for the prefix", element->prefix);
        return DC_E_XML;
    }
    int32_t status = check_attributes(doc, element);
    doc->depth++;
    if (status == DC_OK && doc->syntax->start)
        status = doc->syntax->start(doc, element);
    return status == DC_OK ? dc_fail(doc->check->job, DC_OK) : status;
}

static int32_t DC_CALL
on_end(void *user, const dc_xml_element *element)
{
    struct epub_doc *doc = user;
    int32_t status = DC_OK;
    if (doc->syntax->end)
        status = doc->syntax->end(doc, element);
    doc->depth--;
    return status;
}

static int32_t DC_CALL
on_text(void *user, dc_str text, uint64_t pos)
{
    struct epub_doc *doc = user;
    return doc->syntax->text ? doc->syntax->text(doc, text, pos) : DC_OK;
}

/* True if the internal subset declares the entity with a text of its own. */
static bool
is_declared(dc_str subset, dc_str name)
{
    static const char word[] = "<!ENTITY";
    for (size_t at = 0; at + sizeof word < subset.len; at++) {
        if (memcmp(subset.ptr + at, word, sizeof word - 1) != 0)
            continue;
        dc_str rest = {subset.ptr + at + sizeof word - 1,
            subset.len - at - sizeof word + 1};
        dc_str found = epub_next_word(&rest);
        rest = epub_trimmed(rest);
        if (epub_is(found, name))
            return rest.len && (*rest.ptr == '"' || *rest.ptr == '\'');
    }
    return false;
}

/* What an entity stands for is of no interest, but that it is known. */
static dc_str DC_CALL
on_entity(void *user, dc_str name)
{
    struct epub_doc *doc = user;
    bool is_known = doc->has_entities || is_declared(doc->subset, name);
    return is_known ? (dc_str){"x", 1} : (dc_str){"", 0};
}

/* The encoding that an XML declaration names, or "". */
static dc_str
declared_encoding(dc_str text)
{
    static const char word[] = "encoding";
    if (!epub_starts(text, "<?xml"))
        return (dc_str){"", 0};
    for (size_t at = 5; at + 12 < text.len && text.ptr[at] != '>'; at++) {
        if (memcmp(text.ptr + at, word, sizeof word - 1) != 0)
            continue;
        at += sizeof word - 1;
        while (at < text.len && text.ptr[at] != '"' && text.ptr[at] != '\'')
            at++;
        size_t from = at + 1;
        for (at = from; at < text.len && text.ptr[at] != text.ptr[from - 1];)
            at++;
        return at < text.len ? (dc_str){text.ptr + from, at - from}
                             : (dc_str){"", 0};
    }
    return (dc_str){"", 0};
}

/*
 * Other encodings than UTF-8 become it, by the bytes: a label may be one that
 * nobody knows.  False: there is no text.
 */
static bool
recode(struct epub_doc *doc, dc_str bytes)
{
    dc_job *job = doc->check->job;
    const dc_charset_service *charset = dc_service(job, DC_CHARSET_ID);
    dc_decoded decoded = {.struct_size = sizeof decoded};
    if (!charset)
        return false;
    if (charset->decode(job, (const uint8_t *)bytes.ptr, bytes.len,
            (dc_str){"", 0}, &decoded) != DC_OK)
        return false;
    doc->text = (dc_str){decoded.text, decoded.len};
    return true;
}

static bool
decode(struct epub_doc *doc, dc_str bytes)
{
    static const dc_str nothing = {"", 0};
    struct epub_place place = {.file = doc->path};
    const unsigned char *head = (const unsigned char *)bytes.ptr;
    bool is_wide = bytes.len > 1 &&
        ((head[0] == 0xFE && head[1] == 0xFF) ||
            (head[0] == 0xFF && head[1] == 0xFE) ||
            (head[0] == 0 && head[1] == '<') ||
            (head[0] == '<' && head[1] == 0));
    doc->text = bytes;
    if (epub_starts(bytes, "\xEF\xBB\xBF"))
        doc->text = (dc_str){bytes.ptr + 3, bytes.len - 3};
    if (is_wide) {
        epub_find(doc->check, EPUB_RSC_027, &place, NULL, nothing);
        return recode(doc, bytes);
    }
    dc_str label = declared_encoding(doc->text);
    if (label.len == 0 || epub_is_case(label, "utf-8"))
        return true;
    bool is_16 = epub_is_case(label, "utf-16");
    epub_find(doc->check, EPUB_RSC_028, &place, NULL, label);
    return is_16 || recode(doc, bytes);
}

int32_t
epub_doc_read(struct epub_doc *doc)
{
    static const dc_xml_events events = {
        .struct_size = sizeof events,
        .depth_most = EPUB_DEPTH,
        .start = on_start,
        .end = on_end,
        .text = on_text,
        .entity = on_entity,
    };
    dc_xml_fault fault = {.struct_size = sizeof fault};
    dc_str bytes;
    doc->base = doc->base.len ? doc->base : doc->path;
    if (!epub_content(doc->check, doc->path, &bytes) || !decode(doc, bytes))
        return DC_OK;
    epub_check_prolog(doc);
    int32_t status = doc->check->xml->parse(
        doc->check->job, doc->text, &events, doc, &fault);
    if (status == DC_E_NOMEM)
        return dc_fail(doc->check->job, status);
    if (fault.rule)
        epub_find_at(
            doc, fault.pos, EPUB_RSC_016, fault.message, (dc_str){"", 0});
    return dc_fail(doc->check->job, DC_OK);
}
