/* SPDX-License-Identifier: MIT */
/*
 * The package document (EPUB 3.3 section 5; OPF 2.0.1): which elements stand
 * where with which attributes is a table; metadata and the lists have files of
 * their own.
 */
#include "check/epub_check_opf.h"

static const dc_str nothing = {"", 0};

static int32_t
start_package(struct epub_doc *doc, const dc_xml_element *element)
{
    struct epub_opf *opf = doc->state;
    struct epub_check *check = doc->check;
    const dc_xml_attr *unique = epub_attr_of(element, "unique-identifier");
    dc_str version = epub_value(element, "version");
    opf->package_pos = element->pos;
    opf->package->version = dc_str_equal(version, "2.0") ? 2 : 3;
    bool is_known =
        dc_str_equal(version, "3.0") || dc_str_equal(version, "2.0");
    if (!is_known) {
        epub_find_at(doc, element->pos, EPUB_OPF_001, NULL, version);
        return DC_E_FORMAT;
    }
    if (!dc_str_equal(element->space, EPUB_NS_OPF)) {
        epub_find_at(doc, element->pos, EPUB_RSC_005,
            "the package is not in its name space", element->space);
        epub_find_at(doc, element->pos, EPUB_OPF_030, NULL, nothing);
        return DC_E_FORMAT;
    }
    opf->is_known = true;
    opf->prefixes = epub_retain(check, epub_value(element, "prefix"));
    opf->has_unique_id = unique != NULL;
    if (unique)
        opf->unique_id = epub_retain(check, epub_trimmed(unique->value));
    if (opf->unique_id.len == 0)
        epub_find_at(doc, element->pos, EPUB_OPF_048, NULL, nothing);
    return DC_OK;
}

static void
start_spine(struct epub_doc *doc, const dc_xml_element *element)
{
    struct epub_opf *opf = doc->state;
    const dc_xml_attr *toc = epub_attr_of(element, "toc");
    opf->has_spine = true;
    opf->spine_pos = element->pos;
    opf->has_toc = toc != NULL;
    if (toc)
        opf->toc = epub_retain(doc->check, epub_trimmed(toc->value));
}

static void
start_metadata(struct epub_doc *doc, const dc_xml_element *element)
{
    struct epub_opf *opf = doc->state;
    (void)element;
    opf->has_metadata = true;
}

static void
check_guide(struct epub_doc *doc, const dc_xml_element *element)
{
    const struct epub_package *package = doc->package;
    struct epub_url url =
        epub_resolve(doc, epub_value(element, "href"), element->pos);
    const struct epub_item *item = epub_item_by_path(package, url.path);
    if (!item)
        epub_find_at(doc, element->pos, EPUB_OPF_031, NULL, url.path);
    else if (!epub_is_content_type(item->media_type, package->version))
        epub_find_at(doc, element->pos, EPUB_OPF_032, NULL, url.path);
}

static void
start_collection(struct epub_doc *doc, const dc_xml_element *element)
{
    struct epub_opf *opf = doc->state;
    dc_str role = epub_value(element, "role");
    if (dc_str_equal(role, "manifest"))
        opf->collection_manifests++;
    if (dc_str_equal(role, "dictionary"))
        doc->package->is_dictionary = true;
    if (opf->collection.len == 0) {
        opf->collection_manifests = 0;
        opf->collection = epub_retain(doc->check, role);
        opf->collection_depth = doc->depth;
    }
}

static void
check_collection_link(struct epub_doc *doc, const dc_xml_element *element)
{
    const struct epub_opf *opf = doc->state;
    struct epub_url url =
        epub_resolve(doc, epub_value(element, "href"), element->pos);
    struct epub_item *item = epub_item_by_path(doc->package, url.path);
    if (item && epub_is_one_of(opf->collection, "index index-group"))
        item->is_index = true;
    bool is_direct = doc->depth == opf->collection_depth + 1;
    if (dc_str_equal(opf->collection, "preview") && is_direct && item &&
        !epub_is_content_type(item->media_type, 3))
        epub_find_at(doc, element->pos, EPUB_OPF_075, NULL, url.path);
}

static void
start_link(struct epub_doc *doc, const dc_xml_element *element)
{
    const struct epub_opf *opf = doc->state;
    if (opf->collection.len)
        check_collection_link(doc, element);
    else
        epub_opf_start_meta(doc, element);
    if (opf->collection.len == 0)
        epub_need_attributes(doc, element, "*rel");
}

/* What an element means, even where it has no place. */
static void
act_on(struct epub_doc *doc, const dc_xml_element *element)
{
    static const struct {
        const char *name;
        void (*act)(struct epub_doc *doc, const dc_xml_element *element);
    } acts[] = {
        {"metadata", start_metadata},
        {"meta", epub_opf_start_meta},
        {"link", start_link},
        {"item", epub_opf_add_item},
        {"spine", start_spine},
        {"itemref", epub_opf_add_itemref},
        {"reference", check_guide},
        {"collection", start_collection},
    };
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
        if (dc_str_equal(element->name, acts[i].name))
            acts[i].act(doc, element);
}

struct opf_state {
    struct epub_opf opf; /* first */
    struct epub_grammar_state grammar;
};

static int32_t
start_element(struct epub_doc *doc, const dc_xml_element *element)
{
    struct opf_state *state = doc->state;
    struct epub_opf *opf = &state->opf;
    bool is_package = dc_str_equal(element->name, "package");
    if (doc->depth == 1 && !is_package) {
        epub_find_at(doc, element->pos, EPUB_OPF_001, NULL, nothing);
        return DC_E_FORMAT;
    }
    if (doc->depth == 1) {
        int32_t status = start_package(doc, element);
        if (status != DC_OK)
            return status;
        state->grammar.grammar = epub_opf_grammar(opf->package->version);
    }
    epub_grammar_start(doc, &state->grammar, element);
    const dc_xml_attr *lang = epub_attr_in(element, EPUB_NS_XML, "lang");
    if (lang && lang->value.len && !epub_is_language_tag(lang->value))
        epub_find_at(doc, element->pos, EPUB_OPF_092, NULL, lang->value);
    if (dc_str_equal(element->space, EPUB_NS_DC))
        epub_opf_start_meta(doc, element);
    else if (dc_str_equal(element->space, EPUB_NS_OPF))
        act_on(doc, element);
    return DC_OK;
}

static int32_t
end_element(struct epub_doc *doc, const dc_xml_element *element)
{
    struct opf_state *state = doc->state;
    struct epub_opf *opf = &state->opf;
    epub_grammar_end(doc, &state->grammar, element);
    if (opf->is_open && doc->depth == opf->open_depth)
        epub_opf_end_meta(doc);
    if (opf->collection.len && doc->depth == opf->collection_depth) {
        if (dc_str_equal(opf->collection, "preview") &&
            opf->collection_manifests != 1)
            epub_find_at(doc, element->pos, EPUB_RSC_005,
                "a preview must have one manifest", nothing);
        opf->collection = nothing;
    }
    return DC_OK;
}

static int32_t
add_text(struct epub_doc *doc, dc_str text, uint64_t pos)
{
    struct opf_state *state = doc->state;
    struct epub_opf *opf = &state->opf;
    epub_grammar_text(doc, &state->grammar, text, pos);
    if (opf->is_open && doc->depth == opf->open_depth)
        epub_put_str(&opf->value, text);
    return DC_OK;
}

static void
check_whole(struct epub_doc *doc)
{
    const struct epub_opf *opf = doc->state;
    epub_opf_check_metas(doc);
    if (opf->has_spine)
        epub_opf_check_spine(doc);
}

static int32_t
read_package(struct epub_package *package)
{
    static const struct epub_syntax syntax = {
        .start = start_element, .end = end_element, .text = add_text};
    struct epub_check *check = package->check;
    struct opf_state *state = dc_alloc(check->job, sizeof *state);
    struct epub_doc doc = {
        .check = check,
        .package = package,
        .syntax = &syntax,
        .state = state,
        .path = package->path,
    };
    if (!state)
        return dc_fail(check->job, DC_OK);
    state->opf.package = package;
    int32_t status = epub_doc_read(&doc);
    if (status == DC_OK && state->opf.is_known)
        check_whole(&doc);
    package->is_known = state->opf.is_known;
    epub_buf_fini(&state->opf.value);
    return status;
}

int32_t
epub_check_package(struct epub_check *check, dc_str path)
{
    struct epub_place place = {.file = dc_str_of("META-INF/container.xml")};
    struct epub_package package = {.check = check, .path = path, .version = 3};
    if (!epub_exists(check, path)) {
        epub_find(check, EPUB_OPF_002, &place, NULL, path);
        return DC_OK;
    }
    int32_t status = read_package(&package);
    if (status == DC_OK && package.is_known) {
        epub_check_manifest(&package);
        status = epub_check_items(&package);
    }
    if (status == DC_OK)
        epub_check_refs(&package);
    if (status == DC_OK)
        epub_check_reached(&package);
    epub_map_fini(&package.by_id);
    epub_map_fini(&package.by_path);
    epub_map_fini(&package.ids);
    return status;
}
