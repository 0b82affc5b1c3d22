/* SPDX-License-Identifier: MIT */
/*
 * The package document (EPUB 3.3 section 5; OPF 2.0.1): which elements stand
 * where with which attributes is a table; metadata and the lists have files of
 * their own.
 */
#include "check/epub_check_opf.h"

static const dc_str nothing = {"", 0};

/* What an element may have: "*" attributes are demanded. */
struct row {
    const char *parent;
    const char *name;
    int version; /* 0: any */
    const char *attributes;
};

static const struct row rows[] = {
    {"", "package", 3, "version unique-identifier id prefix dir"},
    {"", "package", 2, "version unique-identifier id"},
    {"package", "metadata", 0, "id"},
    {"package", "manifest", 0, "id"},
    {"package", "spine", 3, "id toc page-progression-direction"},
    {"package", "spine", 2, "id toc"},
    {"package", "guide", 0, "id"},
    {"package", "tours", 2, "id"},
    {"package", "bindings", 3, "id"},
    {"package", "collection", 3, "id dir *role"},
    {"metadata", "meta", 3, "id property refines scheme dir name content"},
    {"metadata", "meta", 2, "id *name *content scheme"},
    {"metadata", "link", 3,
        "id *href *rel media-type properties refines hreflang"},
    {"metadata", "dc-metadata", 2, "id"},
    {"metadata", "x-metadata", 2, "id"},
    {"manifest", "item", 3,
        "*id *href *media-type fallback media-overlay properties"},
    {"manifest", "item", 2,
        "*id *href *media-type fallback fallback-style required-namespace "
        "required-modules"},
    {"spine", "itemref", 3, "id *idref linear properties"},
    {"spine", "itemref", 2, "id *idref linear"},
    {"guide", "reference", 0, "*type *href title"},
    {"tours", "tour", 2, "*id *title"},
    {"tour", "site", 2, "title *href"},
    {"bindings", "mediaType", 3, "*media-type *handler"},
    {"collection", "metadata", 3, "id"},
    {"collection", "link", 3, "id *href rel media-type"},
    {"collection", "collection", 3, "id dir *role"},
};

/* The children of package in their order. */
static const char *const parts[] = {"metadata", "manifest", "spine", "tours",
    "guide", "bindings", "collection"};
enum { PART_COUNT = sizeof parts / sizeof *parts, REQUIRED_PARTS = 3 };

/* True if the attribute list has the name, with or without "*". */
static bool
knows_attribute(const char *list, dc_str name)
{
    dc_str rest = dc_str_of(list);
    for (dc_str word = epub_next_word(&rest); word.len;
         word = epub_next_word(&rest)) {
        if (*word.ptr == '*')
            word = (dc_str){word.ptr + 1, word.len - 1};
        if (epub_is(word, name))
            return true;
    }
    return false;
}

static void
check_attributes(
    struct epub_doc *doc, const dc_xml_element *element, const struct row *row)
{
    for (uint32_t i = 0; i < element->attr_count; i++) {
        const dc_xml_attr *attr = &element->attrs[i];
        if (attr->space.len == 0 &&
            !knows_attribute(row->attributes, attr->name))
            epub_find_at(doc, element->pos, EPUB_RSC_005,
                "an attribute that has no place here", attr->name);
    }
    epub_need_attributes(doc, element, row->attributes);
    const dc_xml_attr *id = epub_attr_of(element, "id");
    if (id && !epub_is_ncname(epub_trimmed(id->value)))
        epub_find_at(
            doc, element->pos, EPUB_RSC_005, "an id is no name", id->value);
}

static const struct row *
lookup_row(dc_str parent, dc_str name, int version)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (dc_str_equal(parent, rows[i].parent) &&
            dc_str_equal(name, rows[i].name) &&
            (rows[i].version == 0 || rows[i].version == version))
            return &rows[i];
    return NULL;
}

static void
note_part(struct epub_doc *doc, const dc_xml_element *element)
{
    struct epub_opf *opf = doc->state;
    for (unsigned i = 0; i < PART_COUNT; i++) {
        if (!dc_str_equal(element->name, parts[i]))
            continue;
        bool is_again = (opf->parts & 1U << i) && i + 1 < PART_COUNT;
        bool is_late = opf->last_part > i && i < REQUIRED_PARTS;
        if (is_again || is_late)
            epub_find_at(doc, element->pos, EPUB_RSC_005,
                is_again ? "a second element" : "an element out of order",
                element->name);
        opf->parts |= 1U << i;
        opf->last_part = i;
    }
}

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
    else
        epub_find_at(doc, element->pos, EPUB_OPF_048, NULL, nothing);
    if (!unique)
        epub_find_at(doc, element->pos, EPUB_RSC_005, "an attribute is missing",
            (dc_str)DC_STR("unique-identifier"));
    return DC_OK;
}

static void
start_spine(struct epub_doc *doc, const dc_xml_element *element)
{
    struct epub_opf *opf = doc->state;
    const dc_xml_attr *toc = epub_attr_of(element, "toc");
    const dc_xml_attr *direction =
        epub_attr_of(element, "page-progression-direction");
    opf->spine_pos = element->pos;
    opf->has_toc = toc != NULL;
    if (toc)
        opf->toc = epub_retain(doc->check, epub_trimmed(toc->value));
    else if (opf->package->version == 2)
        epub_find_at(doc, element->pos, EPUB_RSC_005, "an attribute is missing",
            (dc_str)DC_STR("toc"));
    if (direction && !epub_is_one_of(direction->value, "ltr rtl default"))
        epub_find_at(doc, element->pos, EPUB_RSC_005,
            "a direction is not ltr, rtl or default", direction->value);
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

/* What an element means, once its place is known to be right. */
static void
act_on(struct epub_doc *doc, const dc_xml_element *element, dc_str parent)
{
    static const struct {
        const char *parent;
        const char *name;
        void (*act)(struct epub_doc *doc, const dc_xml_element *element);
    } acts[] = {
        {"package", "spine", start_spine},
        {"metadata", "meta", epub_opf_start_meta},
        {"metadata", "link", epub_opf_start_meta},
        {"manifest", "item", epub_opf_add_item},
        {"spine", "itemref", epub_opf_add_itemref},
        {"guide", "reference", check_guide},
        {"collection", "link", check_collection_link},
    };
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
        if (dc_str_equal(parent, acts[i].parent) &&
            dc_str_equal(element->name, acts[i].name))
            acts[i].act(doc, element);
    if (dc_str_equal(element->name, "collection"))
        start_collection(doc, element);
}

/* The name as it stands in the table, which outlives the event. */
static const char *
known_name(dc_str name)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (dc_str_equal(name, rows[i].name))
            return rows[i].name;
    return "?";
}

struct opf_state {
    struct epub_opf opf; /* first */
    const char *levels[EPUB_DEPTH]; /* names of the open elements */
};

static int32_t
start_element(struct epub_doc *doc, const dc_xml_element *element)
{
    struct opf_state *state = doc->state;
    struct epub_opf *opf = &state->opf;
    const char **levels = state->levels;
    dc_str parent = dc_str_of(doc->depth > 1 ? levels[doc->depth - 2] : "");
    bool is_opf = dc_str_equal(element->space, EPUB_NS_OPF);
    if (doc->depth > EPUB_DEPTH)
        return DC_E_LIMIT;
    levels[doc->depth - 1] = is_opf ? known_name(element->name) : "?";
    /* Its version decides which rows hold. */
    if (doc->depth == 1 && dc_str_equal(element->name, "package")) {
        int32_t status = start_package(doc, element);
        if (status != DC_OK)
            return status;
        levels[0] = "package";
        check_attributes(doc, element,
            lookup_row(parent, element->name, opf->package->version));
        return DC_OK;
    }
    bool is_dc = dc_str_equal(element->space, EPUB_NS_DC);
    bool in_metadata =
        dc_str_equal(parent, "metadata") || dc_str_equal(parent, "dc-metadata");
    if (is_dc && in_metadata) {
        epub_opf_start_meta(doc, element);
        return DC_OK;
    }
    const struct row *row = is_opf
        ? lookup_row(parent, element->name, opf->package->version)
        : NULL;
    if (dc_str_equal(parent, "package") && row)
        note_part(doc, element);
    if (row) {
        check_attributes(doc, element, row);
        act_on(doc, element, parent);
    } else if (!dc_str_equal(parent, "?") &&
        !(opf->package->version == 2 && !is_opf)) {
        epub_find_at(doc, element->pos, EPUB_RSC_005,
            "an element that has no place here", element->name);
    }
    return DC_OK;
}

static int32_t
end_element(struct epub_doc *doc, const dc_xml_element *element)
{
    struct epub_opf *opf = doc->state;
    if (opf->is_open)
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
    struct epub_opf *opf = doc->state;
    (void)pos;
    if (opf->is_open)
        epub_put_str(&opf->value, text);
    return DC_OK;
}

static void
check_whole(struct epub_doc *doc)
{
    const struct epub_opf *opf = doc->state;
    for (unsigned i = 0; i < REQUIRED_PARTS; i++)
        if (!(opf->parts & 1U << i))
            epub_find_at(doc, opf->package_pos, EPUB_RSC_005,
                "an element is missing", dc_str_of(parts[i]));
    epub_opf_check_metas(doc);
    if (opf->parts & 4U)
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
