/* SPDX-License-Identifier: MIT */
/*
 * Metadata of the package document (EPUB 3.3 sections 5.5 and D): what must be
 * there, values that have a form, and what refines what.
 */
#include "check/epub_check_opf.h"

static const dc_str nothing = {"", 0};

#define META_PROPERTIES                                                        \
    "alternate-script authority belongs-to-collection collection-type "        \
    "dictionary-type display-seq file-as group-position identifier-type "      \
    "meta-auth pageBreakSource role source-language source-of "                \
    "target-language term title-type rendition:flow rendition:layout "         \
    "rendition:orientation rendition:spread rendition:viewport "               \
    "rendition:align-x-center"

/* What one property may refine, and whether twice; NULL: anything. */
static const struct {
    const char *name;
    const char *targets;
    bool is_single;
} refinements[] = {
    {"authority", "dc:subject", true},
    {"term", "dc:subject", true},
    {"collection-type", "belongs-to-collection", true},
    {"group-position", "belongs-to-collection", true},
    {"identifier-type", "dc:identifier dc:source", true},
    {"title-type", "dc:title", true},
    {"source-of", "dc:source", true},
    {"role", "dc:creator dc:contributor dc:publisher", false},
    {"display-seq", NULL, true},
    {"file-as", NULL, true},
};

/* Properties with a list of values; of the package they stand once. */
static const struct {
    const char *name;
    const char *values;
} valued[] = {
    {"rendition:layout", "reflowable pre-paginated"},
    {"rendition:orientation", "auto landscape portrait"},
    {"rendition:spread", "none landscape portrait both auto"},
    {"rendition:flow", "paginated scrolled-continuous scrolled-doc auto"},
    {"media:active-class", NULL},
    {"media:playback-active-class", NULL},
};

static void
check_link(struct epub_doc *doc, const dc_xml_element *element)
{
    dc_str rel = epub_value(element, "rel");
    const dc_xml_attr *href = epub_attr_of(element, "href");
    bool has_type = epub_attr_of(element, "media-type") != NULL;
    struct epub_url url = {0};
    if (href)
        url = epub_resolve(doc, href->value, element->pos);
    if (url.is_data)
        epub_find_at(doc, element->pos, EPUB_RSC_029, NULL, nothing);
    if (url.is_local && epub_is(url.path, doc->package->path)) {
        epub_find_at(doc, element->pos, EPUB_OPF_098, NULL, url.fragment);
        return;
    }
    if (url.is_local && !has_type)
        epub_find_at(doc, element->pos, EPUB_OPF_093, NULL, url.path);
    else if (!has_type &&
        (dc_has_word(rel, "record") || dc_has_word(rel, "voicing")))
        epub_find_at(doc, element->pos, EPUB_OPF_094, NULL, url.path);
    if (dc_has_word(rel, "alternate") && epub_trimmed(rel).len > 9)
        epub_find_at(doc, element->pos, EPUB_OPF_089, NULL, rel);
    if (dc_has_word(rel, "record") && epub_attr_of(element, "refines"))
        epub_find_at(doc, element->pos, EPUB_RSC_005,
            "a record must not refine something", nothing);
    if (dc_has_word(rel, "voicing") && !epub_attr_of(element, "refines"))
        epub_find_at(doc, element->pos, EPUB_RSC_005,
            "a voicing must refine something", nothing);
    if (dc_has_word(rel, "voicing") && has_type &&
        !epub_starts(epub_value(element, "media-type"), "audio/"))
        epub_find_at(doc, element->pos, EPUB_OPF_095, NULL, nothing);
    epub_opf_check_properties(doc, rel,
        "acquire alternate marc21xml-record mods-record onix-record record "
        "voicing xml-signature xmp-record",
        element->pos);
    epub_opf_check_properties(
        doc, epub_value(element, "properties"), "onix xmp", element->pos);
    if (url.is_local && !epub_exists(doc->check, url.path))
        epub_find_at(doc, element->pos, EPUB_RSC_007W, NULL, url.path);
}

/* The meta of EPUB 3 has a property, that of EPUB 2 a name and content. */
static void
check_meta(struct epub_doc *doc, const dc_xml_element *element)
{
    dc_str property = epub_value(element, "property");
    dc_str scheme = epub_value(element, "scheme");
    bool is_old = epub_attr_of(element, "name") != NULL;
    if (doc->package->version == 2)
        return;
    if (is_old ? epub_attr_of(element, "content") == NULL
               : epub_attr_of(element, "property") == NULL)
        epub_find_at(doc, element->pos, EPUB_RSC_005, "an attribute is missing",
            dc_str_of(is_old ? "content" : "property"));
    if (is_old)
        return;
    dc_str rest = property;
    (void)epub_next_word(&rest);
    if (epub_next_word(&rest).len)
        epub_find_at(doc, element->pos, EPUB_OPF_025, NULL, property);
    else
        epub_opf_check_properties(doc, property, META_PROPERTIES, element->pos);
    rest = scheme;
    (void)epub_next_word(&rest);
    if (epub_next_word(&rest).len)
        epub_find_at(doc, element->pos, EPUB_OPF_025, NULL, scheme);
    epub_opf_check_properties(doc, scheme, "", element->pos);
}

void
epub_opf_start_meta(struct epub_doc *doc, const dc_xml_element *element)
{
    struct epub_opf *opf = doc->state;
    struct epub_check *check = doc->check;
    bool is_dc = dc_str_equal(element->space, EPUB_NS_DC);
    bool is_link = dc_str_equal(element->name, "link");
    if (opf->is_open) { /* one within another is no entry */
        opf->is_unique_nested |=
            is_dc && epub_is(epub_value(element, "id"), opf->unique_id);
        return;
    }
    opf->open_depth = doc->depth;
    opf->open = (struct epub_meta){.pos = element->pos};
    if (is_link)
        check_link(doc, element);
    else if (!is_dc)
        check_meta(doc, element);
    if (is_dc) {
        char name[32] = "dc:";
        size_t len = element->name.len < 20 ? element->name.len : 20;
        memcpy(name + 3, element->name.ptr, len);
        opf->open.name = epub_retain(check, (dc_str){name, len + 3});
        dc_str role = nothing;
        const dc_xml_attr *attr = epub_attr_in(element, EPUB_NS_OPF, "role");
        if (attr)
            role = attr->value;
        if (role.len && role.len != 3 && !epub_starts(role, "oth."))
            epub_find_at(doc, element->pos, EPUB_OPF_052, NULL, role);
    } else {
        opf->open.name = epub_retain(check,
            epub_trimmed(is_link ? epub_value(element, "rel")
                                 : epub_value(element, "property")));
    }
    opf->open.id = epub_retain(check, epub_trimmed(epub_value(element, "id")));
    if (is_link || epub_attr_of(element, "property"))
        opf->open.refines =
            epub_retain(check, epub_trimmed(epub_value(element, "refines")));
    opf->value.len = 0;
    opf->needs_text = !is_dc && !is_link && opf->open.name.len;
    opf->is_open = true;
}

/* "2011-01-01T12:00:00Z", nothing else. */
static bool
is_modified(dc_str text)
{
    static const char form[] = "0000-00-00T00:00:00Z";
    if (text.len != sizeof form - 1)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        bool is_digit = text.ptr[i] >= '0' && text.ptr[i] <= '9';
        if (form[i] == '0' ? !is_digit : text.ptr[i] != form[i])
            return false;
    }
    return true;
}

/* A year, and perhaps month, day and time (W3CDTF). */
static bool
is_date(dc_str text)
{
    static const char form[] = "0000-00-00";
    size_t len = text.len < sizeof form - 1 ? text.len : sizeof form - 1;
    for (size_t i = 0; i < len; i++) {
        bool is_digit = text.ptr[i] >= '0' && text.ptr[i] <= '9';
        if (form[i] == '0' ? !is_digit : text.ptr[i] != form[i])
            return false;
    }
    if (len != 4 && len != 7 && len != 10)
        return false;
    int month = len >= 7 ? (text.ptr[5] - '0') * 10 + text.ptr[6] - '0' : 1;
    int day = len >= 10 ? (text.ptr[8] - '0') * 10 + text.ptr[9] - '0' : 1;
    bool has_time = text.len > len;
    return month >= 1 && month <= 12 && day >= 1 && day <= 31 &&
        (!has_time || text.ptr[len] == 'T');
}

/* Letters, then parts of letters and digits (BCP 47, roughly). */
bool
epub_is_language_tag(dc_str text)
{
    size_t part = 0;
    bool is_first = true;
    for (size_t i = 0; i <= text.len; i++) {
        char c = i < text.len ? text.ptr[i] : '-';
        bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        bool is_digit = c >= '0' && c <= '9';
        if (c == '-') {
            bool fits = part >= 1 && part <= 8 &&
                !(is_first && part == 1 && text.ptr[i - 1] != 'x' &&
                    text.ptr[i - 1] != 'i');
            if (!fits || (is_first && part == 1 && i == text.len))
                return false;
            is_first = false;
            part = 0;
        } else if (is_letter || (is_digit && !is_first)) {
            part++;
        } else {
            return false;
        }
    }
    return true;
}

/* 8-4-4-4-12 digits of base 16. */
static bool
is_uuid(dc_str text)
{
    enum { LEN = 36 };
    if (text.len != LEN)
        return false;
    for (size_t i = 0; i < LEN; i++) {
        bool is_dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (is_dash ? text.ptr[i] != '-'
                    : !strchr("0123456789abcdefABCDEF", text.ptr[i]))
            return false;
    }
    return true;
}

static void
check_dc(struct epub_doc *doc, const struct epub_meta *meta)
{
    static const char urn[] = "urn:uuid:";
    int version = doc->package->version;
    if (meta->value.len == 0) {
        if (dc_str_equal(meta->name, "dc:title") && version == 2)
            epub_find_at(doc, meta->pos, EPUB_OPF_055, NULL, nothing);
        else if (dc_str_equal(meta->name, "dc:date") && version == 2)
            epub_find_at(doc, meta->pos, EPUB_OPF_054, NULL, nothing);
        if (version == 3)
            epub_find_at(
                doc, meta->pos, EPUB_RSC_005, "an empty element", meta->name);
        return;
    }
    if (dc_str_equal(meta->name, "dc:language") &&
        !epub_is_language_tag(meta->value))
        epub_find_at(doc, meta->pos, EPUB_OPF_092, NULL, meta->value);
    if (dc_str_equal(meta->name, "dc:date") && !is_date(meta->value))
        epub_find_at(doc, meta->pos, version == 2 ? EPUB_OPF_054 : EPUB_OPF_053,
            NULL, meta->value);
    if (dc_str_equal(meta->name, "dc:identifier") &&
        epub_starts(meta->value, urn) &&
        !is_uuid((dc_str){meta->value.ptr + sizeof urn - 1,
            meta->value.len - sizeof urn + 1}))
        epub_find_at(doc, meta->pos, EPUB_OPF_085, NULL, meta->value);
    if (dc_str_equal(meta->name, "dc:type")) {
        struct epub_package *package = doc->package;
        package->is_edupub |= dc_str_equal(meta->value, "edupub");
        package->is_index |= dc_str_equal(meta->value, "index");
        package->is_dictionary |= dc_str_equal(meta->value, "dictionary");
    }
}

void
epub_opf_end_meta(struct epub_doc *doc)
{
    struct epub_opf *opf = doc->state;
    struct epub_check *check = doc->check;
    struct epub_meta *meta = &opf->open;
    opf->is_open = false;
    meta->value =
        epub_retain(check, epub_trimmed(epub_gathered(check, &opf->value)));
    if (epub_starts(meta->name, "dc:"))
        check_dc(doc, meta);
    if (opf->needs_text && meta->value.len == 0)
        epub_find_at(
            doc, meta->pos, EPUB_RSC_005, "an empty element", meta->name);
    if (dc_str_equal(meta->name, "rendition:layout") && meta->refines.len == 0)
        doc->package->is_fixed = dc_str_equal(meta->value, "pre-paginated");
    if (epub_is_one_of(
            meta->name, "media:active-class media:playback-active-class"))
        doc->package->has_active_class = true;
    if (opf->has_unique_id && epub_is(meta->id, opf->unique_id) &&
        dc_str_equal(meta->name, "dc:identifier"))
        doc->package->unique_id = meta->value;
    opf->metas =
        epub_room(check, opf->metas, opf->meta_count, sizeof *opf->metas);
    if (opf->metas)
        opf->metas[opf->meta_count++] = *meta;
}

static const struct epub_meta *
meta_by_id(const struct epub_opf *opf, dc_str id)
{
    for (size_t i = 0; i < opf->meta_count; i++)
        if (epub_is(opf->metas[i].id, id))
            return &opf->metas[i];
    return NULL;
}

/* Entries that are compared with all others: more than any book has. */
enum { METAS_COMPARED = 2048 };

static size_t
count_of(const struct epub_opf *opf, const char *name, dc_str refines)
{
    size_t count = 0;
    for (size_t i = 0; i < opf->meta_count; i++)
        count += dc_str_equal(opf->metas[i].name, name) &&
            epub_is(opf->metas[i].refines, refines);
    return count;
}

static void
check_refinement(struct epub_doc *doc, const struct epub_meta *meta)
{
    const struct epub_opf *opf = doc->state;
    dc_str id = {meta->refines.ptr + 1, meta->refines.len - 1};
    const struct epub_meta *target = meta_by_id(opf, id);
    for (size_t i = 0; i < sizeof refinements / sizeof *refinements; i++) {
        if (!dc_str_equal(meta->name, refinements[i].name))
            continue;
        const char *targets = refinements[i].targets;
        if (targets && !(target && epub_is_one_of(target->name, targets)))
            epub_find_at(doc, meta->pos, EPUB_RSC_005,
                "what is refined has no such property", meta->name);
        if (refinements[i].is_single &&
            count_of(opf, refinements[i].name, meta->refines) > 1)
            epub_find_at(doc, meta->pos, EPUB_RSC_005,
                "a property that stands twice", meta->name);
    }
    for (size_t steps = 0; target && target->refines.len > 1; steps++) {
        if (steps == EPUB_FALLBACKS || target == meta) {
            epub_find_at(doc, meta->pos, EPUB_OPF_065, NULL, meta->refines);
            return;
        }
        target = meta_by_id(
            opf, (dc_str){target->refines.ptr + 1, target->refines.len - 1});
    }
}

/* refines names an element of this document, or a resource of the book. */
static void
check_refines(struct epub_doc *doc, const struct epub_meta *meta)
{
    bool is_plain = !memchr(meta->refines.ptr, ' ', meta->refines.len);
    if (*meta->refines.ptr != '#' && is_plain) {
        struct epub_url url = epub_resolve(doc, meta->refines, meta->pos);
        if (url.is_remote)
            epub_find_at(doc, meta->pos, EPUB_RSC_005,
                "refines must be a relative URL", meta->refines);
        else if (epub_item_by_path(doc->package, url.path))
            epub_find_at(doc, meta->pos, EPUB_RSC_017,
                "refines should name the id of the manifest item",
                meta->refines);
        return;
    }
    if (!is_plain)
        return; /* wrong as a URL, but EPUBCheck takes it for an IRI */
    char key[1024];
    size_t len = doc->path.len + meta->refines.len;
    if (len > sizeof key)
        return;
    memcpy(key, doc->path.ptr, doc->path.len);
    memcpy(key + doc->path.len, meta->refines.ptr, meta->refines.len);
    if (!epub_map_lookup(&doc->package->ids, (dc_str){key, len}))
        epub_find_at(doc, meta->pos, EPUB_RSC_005,
            "what is refined is not there", meta->refines);
    check_refinement(doc, meta);
}

static void
check_value(struct epub_doc *doc, const struct epub_meta *meta)
{
    const struct epub_opf *opf = doc->state;
    for (size_t i = 0; i < sizeof valued / sizeof *valued; i++) {
        if (!dc_str_equal(meta->name, valued[i].name))
            continue;
        if (valued[i].values && !epub_is_one_of(meta->value, valued[i].values))
            epub_find_at(doc, meta->pos, EPUB_RSC_005,
                "a value that the property does not have", meta->value);
        if (meta->refines.len && !epub_starts(meta->name, "rendition:flow"))
            epub_find_at(doc, meta->pos, EPUB_RSC_005,
                "a property that refines nothing", meta->name);
        if (count_of(opf, valued[i].name, nothing) > 1)
            epub_find_at(doc, meta->pos, EPUB_RSC_005,
                "a property that stands twice", meta->name);
    }
    bool is_modification =
        dc_str_equal(meta->name, "dcterms:modified") && meta->refines.len == 0;
    if (is_modification && !is_modified(meta->value))
        epub_find_at(doc, meta->pos, EPUB_RSC_005,
            "the time of modification is not of the form "
            "CCYY-MM-DDThh:mm:ssZ",
            meta->value);
    if (epub_is_one_of(meta->name, "authority term") &&
        count_of(opf, dc_str_equal(meta->name, "term") ? "authority" : "term",
            meta->refines) == 0)
        epub_find_at(doc, meta->pos, EPUB_RSC_005,
            "authority and term go together", meta->name);
}

/* What must be there; known only when all was read. */
static void
check_required(struct epub_doc *doc)
{
    static const char *const required[] = {
        "dc:identifier", "dc:title", "dc:language"};
    const struct epub_opf *opf = doc->state;
    for (size_t i = 0; i < sizeof required / sizeof *required; i++)
        if (count_of(opf, required[i], nothing) == 0)
            epub_find_at(doc, opf->package_pos, EPUB_RSC_005,
                "an element is missing", dc_str_of(required[i]));
    if (doc->package->version == 3 &&
        count_of(opf, "dcterms:modified", nothing) != 1)
        epub_find_at(doc, opf->package_pos, EPUB_RSC_005,
            "dcterms:modified must stand once", nothing);
}

/* How long each media overlay takes, and all of them. */
static void
check_durations(struct epub_doc *doc)
{
    static const char name[] = "media:duration";
    const struct epub_opf *opf = doc->state;
    const struct epub_package *package = doc->package;
    bool has_overlay = false;
    for (size_t i = 0; i < package->item_count; i++) {
        const struct epub_item *item = package->items[i];
        struct epub_buf id = {0};
        if (item->overlay.len == 0 || opf->meta_count > METAS_COMPARED)
            continue;
        has_overlay = true;
        epub_puts(&id, "#");
        epub_put_str(&id, item->overlay);
        if (count_of(opf, name, epub_gathered(doc->check, &id)) == 0)
            epub_find(doc->check, EPUB_RSC_005, &item->place,
                "no duration refines the media overlay", item->overlay);
        epub_buf_fini(&id);
    }
    if (has_overlay && count_of(opf, name, nothing) == 0)
        epub_find_at(doc, opf->package_pos, EPUB_RSC_005, "an entry is missing",
            (dc_str){name, sizeof name - 1});
}

void
epub_opf_check_metas(struct epub_doc *doc)
{
    const struct epub_opf *opf = doc->state;
    if (opf->has_metadata)
        check_required(doc);
    const struct epub_meta *unique = meta_by_id(opf, opf->unique_id);
    bool is_found = unique && dc_str_equal(unique->name, "dc:identifier");
    if (!is_found && !opf->is_unique_nested)
        epub_find_at(doc, opf->package_pos, EPUB_OPF_030, NULL, opf->unique_id);
    if (opf->has_unique_id && !is_found && doc->package->version == 3)
        epub_find_at(doc, opf->package_pos, EPUB_RSC_005,
            "no identifier has the id that the package names", opf->unique_id);
    if (doc->package->version == 3)
        check_durations(doc);
    for (size_t i = 0; i < opf->meta_count && i < METAS_COMPARED; i++) {
        const struct epub_meta *meta = &opf->metas[i];
        if (meta->refines.len)
            check_refines(doc, meta);
        if (doc->package->version == 3)
            check_value(doc, meta);
    }
}
