/* SPDX-License-Identifier: MIT */
/* Manifest and spine of the package document (EPUB 3.3 sections 5.6, 5.7). */
#include "check/epub_check_opf.h"

static const dc_str nothing = {"", 0};

#define RESERVED_PREFIXES                                                      \
    "a11y dcterms marc media onix rendition schema xsd msv prism"

bool
epub_is_prefix(dc_str prefixes, dc_str prefix)
{
    for (dc_str word = epub_next_word(&prefixes); word.len;
         word = epub_next_word(&prefixes))
        if (word.ptr[word.len - 1] == ':' &&
            epub_is((dc_str){word.ptr, word.len - 1}, prefix))
            return true;
    return epub_is_one_of(prefix, RESERVED_PREFIXES);
}

void
epub_opf_check_properties(
    struct epub_doc *doc, dc_str words, const char *list, uint64_t pos)
{
    const struct epub_opf *opf = doc->state;
    for (dc_str word = epub_next_word(&words); word.len;
         word = epub_next_word(&words)) {
        const char *colon = memchr(word.ptr, ':', word.len);
        dc_str prefix = {word.ptr, colon ? (size_t)(colon - word.ptr) : 0};
        bool is_malformed =
            colon && (prefix.len == 0 || prefix.len + 1 == word.len);
        if (is_malformed)
            epub_find_at(doc, pos, EPUB_OPF_026, NULL, word);
        else if (colon && !epub_is_prefix(opf->prefixes, prefix))
            epub_find_at(doc, pos, EPUB_OPF_028, NULL, word);
        else if (!epub_is_one_of(word, list) &&
            (!colon || dc_str_equal(prefix, "rendition")))
            epub_find_at(doc, pos, EPUB_OPF_027, NULL, word);
    }
}

static const struct {
    const char *name;
    uint32_t bit;
    const char *media_types; /* that it goes with; NULL: any */
} properties[] = {
    {"nav", EPUB_HAS_NAV, "application/xhtml+xml"},
    {"cover-image", EPUB_HAS_COVER, NULL},
    {"scripted", EPUB_HAS_SCRIPT, "application/xhtml+xml image/svg+xml"},
    {"mathml", EPUB_HAS_MATHML, "application/xhtml+xml image/svg+xml"},
    {"svg", EPUB_HAS_SVG, "application/xhtml+xml"},
    {"switch", EPUB_HAS_SWITCH, "application/xhtml+xml"},
    {"remote-resources", EPUB_HAS_REMOTE,
        "application/xhtml+xml image/svg+xml text/css "
        "application/smil+xml"},
    {"data-nav", EPUB_HAS_OTHER, "application/xhtml+xml"},
    {"dictionary", EPUB_HAS_OTHER, NULL},
    {"glossary", EPUB_HAS_OTHER, NULL},
    {"index", EPUB_HAS_OTHER, NULL},
    {"search-key-map", EPUB_HAS_OTHER, NULL},
};

#define ITEM_PROPERTIES                                                        \
    "nav cover-image scripted mathml svg switch remote-resources data-nav "    \
    "dictionary glossary index search-key-map"

static void
take_properties(
    struct epub_doc *doc, struct epub_item *item, dc_str words, uint64_t pos)
{
    struct epub_opf *opf = doc->state;
    epub_opf_check_properties(doc, words, ITEM_PROPERTIES, pos);
    for (size_t i = 0; i < sizeof properties / sizeof *properties; i++) {
        if (!dc_has_word(words, properties[i].name))
            continue;
        item->declared |= properties[i].bit;
        bool fits = properties[i].media_types
            ? epub_is_one_of(item->media_type, properties[i].media_types)
            : properties[i].bit != EPUB_HAS_COVER ||
                epub_starts(item->media_type, "image/");
        if (!fits)
            epub_find_at(
                doc, pos, EPUB_OPF_012, properties[i].name, item->media_type);
    }
    item->is_index |= dc_has_word(words, "index");
    item->is_data_nav = dc_has_word(words, "data-nav");
    opf->data_navs += item->is_data_nav;
    opf->navs += (item->declared & EPUB_HAS_NAV) != 0;
    opf->covers += (item->declared & EPUB_HAS_COVER) != 0;
    if (opf->navs == 2 && (item->declared & EPUB_HAS_NAV))
        epub_find_at(
            doc, pos, EPUB_RSC_005, "a second navigation document", nothing);
    if (opf->covers == 2 && (item->declared & EPUB_HAS_COVER))
        epub_find_at(doc, pos, EPUB_RSC_005, "a second cover image", nothing);
    if (opf->data_navs == 2 && item->is_data_nav)
        epub_find_at(doc, pos, EPUB_RSC_005,
            "a second data navigation document", nothing);
    if (item->declared & EPUB_HAS_NAV)
        opf->package->nav = item;
}

static struct epub_item *
new_item(struct epub_package *package)
{
    struct epub_check *check = package->check;
    struct epub_item *item = dc_alloc(check->job, sizeof *item);
    package->items = epub_room(
        check, package->items, package->item_count, sizeof *package->items);
    if (!item || !package->items)
        return NULL;
    package->items[package->item_count++] = item;
    return item;
}

/* Makes the item known by id and path; the first of each stays. */
static void
index_item(struct epub_doc *doc, struct epub_item *item, uint64_t pos)
{
    struct epub_package *package = doc->package;
    uint32_t number = (uint32_t)package->item_count - 1;
    int fits = 1;
    bool is_new = !epub_map_lookup(&package->by_id, item->id);
    bool is_known = epub_map_lookup(&package->by_path, item->path) != NULL;
    if (is_new)
        fits = epub_map_insert(&package->by_id, item->id, number);
    if (is_known && is_new)
        epub_find_at(doc, pos, EPUB_OPF_074, NULL, item->path);
    if (!is_known && item->path.len)
        fits &= epub_map_insert(&package->by_path, item->path, number);
    if (!fits)
        dc_fail(doc->check->job, DC_E_NOMEM);
}

void
epub_opf_add_item(struct epub_doc *doc, const dc_xml_element *element)
{
    struct epub_package *package = doc->package;
    struct epub_check *check = doc->check;
    dc_str href = epub_value(element, "href");
    bool is_whole =
        epub_attr_of(element, "id") && epub_attr_of(element, "href");
    struct epub_item *item = is_whole ? new_item(package) : NULL;
    if (!item)
        return;
    struct epub_url url = {0};
    item->id = epub_retain(check, epub_trimmed(epub_value(element, "id")));
    item->media_type =
        epub_retain(check, epub_trimmed(epub_value(element, "media-type")));
    item->fallback =
        epub_retain(check, epub_trimmed(epub_value(element, "fallback")));
    item->overlay =
        epub_retain(check, epub_trimmed(epub_value(element, "media-overlay")));
    item->place = epub_place_at(doc, element->pos);
    if (href.len)
        url = epub_resolve(doc, href, element->pos);
    item->path = url.path;
    item->is_remote = url.is_remote;
    if (url.is_data)
        epub_find_at(doc, element->pos, EPUB_RSC_029, NULL, nothing);
    if (url.has_fragment && package->version == 3)
        epub_find_at(doc, element->pos, EPUB_OPF_091, NULL, href);
    if (epub_is(item->path, package->path) && !item->is_remote)
        epub_find_at(doc, element->pos, EPUB_OPF_099, NULL, nothing);
    if (epub_starts(item->path, "META-INF/") && url.is_local)
        epub_find_at(doc, element->pos, EPUB_PKG_025, NULL, item->path);
    index_item(doc, item, element->pos);
    take_properties(doc, item, epub_value(element, "properties"), element->pos);
}

#define ITEMREF_PROPERTIES                                                     \
    "page-spread-left page-spread-right rendition:page-spread-left "           \
    "rendition:page-spread-right rendition:page-spread-center "                \
    "rendition:spread-none rendition:spread-landscape "                        \
    "rendition:spread-portrait rendition:spread-both rendition:spread-auto "   \
    "rendition:layout-reflowable rendition:layout-pre-paginated "              \
    "rendition:orientation-auto rendition:orientation-landscape "              \
    "rendition:orientation-portrait rendition:flow-paginated "                 \
    "rendition:flow-scrolled-continuous rendition:flow-scrolled-doc "          \
    "rendition:flow-auto rendition:align-x-center"

/* Of each list an item may have one. */
static const char *const exclusive[] = {
    "page-spread-left page-spread-right rendition:page-spread-left "
    "rendition:page-spread-right rendition:page-spread-center",
    "rendition:spread-none rendition:spread-landscape "
    "rendition:spread-portrait rendition:spread-both rendition:spread-auto",
    "rendition:layout-reflowable rendition:layout-pre-paginated",
    "rendition:orientation-auto rendition:orientation-landscape "
    "rendition:orientation-portrait",
    "rendition:flow-paginated rendition:flow-scrolled-continuous "
    "rendition:flow-scrolled-doc rendition:flow-auto",
};

static void
check_exclusive(struct epub_doc *doc, dc_str words, uint64_t pos)
{
    for (size_t i = 0; i < sizeof exclusive / sizeof *exclusive; i++) {
        dc_str rest = words;
        unsigned count = 0;
        for (dc_str word = epub_next_word(&rest); word.len;
             word = epub_next_word(&rest))
            count += epub_is_one_of(word, exclusive[i]);
        if (count > 1)
            epub_find_at(doc, pos, EPUB_RSC_005,
                "properties that exclude each other", words);
    }
}

void
epub_opf_add_itemref(struct epub_doc *doc, const dc_xml_element *element)
{
    struct epub_opf *opf = doc->state;
    struct epub_package *package = doc->package;
    dc_str idref = epub_trimmed(epub_value(element, "idref"));
    dc_str words = epub_value(element, "properties");
    const dc_xml_attr *linear = epub_attr_of(element, "linear");
    struct epub_item *item = epub_item_by_id(package, idref);
    if (words.len) {
        epub_opf_check_properties(doc, words, ITEMREF_PROPERTIES, element->pos);
        check_exclusive(doc, words, element->pos);
    }
    bool is_linear = !linear || !dc_str_equal(linear->value, "no");
    if (idref.len == 0)
        return;
    if (!item) {
        epub_find_at(doc, element->pos, EPUB_OPF_049, NULL, idref);
        if (package->version == 3)
            epub_find_at(doc, element->pos, EPUB_RSC_005,
                "the manifest has no item of that id", idref);
        return;
    }
    opf->has_linear |= is_linear;
    if (item->spine_at) {
        epub_find_at(doc, element->pos,
            package->version == 2 ? EPUB_OPF_034 : EPUB_RSC_005,
            "the spine has an item twice", idref);
        return;
    }
    item->is_linear = is_linear;
    item->is_fixed = package->is_fixed;
    if (dc_has_word(words, "rendition:layout-reflowable"))
        item->is_fixed = false;
    if (dc_has_word(words, "rendition:layout-pre-paginated"))
        item->is_fixed = true;
    package->spine = epub_room(
        doc->check, package->spine, package->spine_count, sizeof item);
    if (!package->spine)
        return;
    package->spine[package->spine_count++] = item;
    item->spine_at = (uint32_t)package->spine_count;
}

static void
check_toc(struct epub_doc *doc)
{
    const struct epub_opf *opf = doc->state;
    struct epub_package *package = doc->package;
    struct epub_item *item = epub_item_by_id(package, opf->toc);
    bool is_ncx =
        item && dc_str_equal(item->media_type, "application/x-dtbncx+xml");
    if (!opf->has_toc)
        return;
    if (!item)
        epub_find_at(doc, opf->spine_pos, EPUB_OPF_049, NULL, opf->toc);
    if (!item && package->version == 3)
        epub_find_at(doc, opf->spine_pos, EPUB_RSC_005,
            "the toc of the spine is not in the manifest", opf->toc);
    if (item && !is_ncx)
        epub_find_at(doc, opf->spine_pos, EPUB_OPF_050, NULL, opf->toc);
    else if (item)
        package->ncx = item;
}

void
epub_opf_check_spine(struct epub_doc *doc)
{
    const struct epub_opf *opf = doc->state;
    const struct epub_package *package = doc->package;
    if (package->spine_count && !opf->has_linear)
        epub_find_at(doc, opf->spine_pos, EPUB_OPF_033, NULL, nothing);
    check_toc(doc);
    bool has_ncx = false;
    for (size_t i = 0; i < package->item_count; i++)
        has_ncx |= dc_str_equal(
            package->items[i]->media_type, "application/x-dtbncx+xml");
    if (package->version == 3 && has_ncx && !opf->has_toc)
        epub_find_at(doc, opf->spine_pos, EPUB_RSC_005,
            "the book has an NCX that the spine does not name", nothing);
    if (package->version == 3 && opf->navs == 0)
        epub_find_at(doc, opf->package_pos, EPUB_RSC_005,
            "the manifest has no navigation document", nothing);
}
