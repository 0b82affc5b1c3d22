/* SPDX-License-Identifier: MIT */
/*
 * What the manifest says as a whole, and the content of each item by its media
 * type (EPUB 3.3 sections 3 and 5.6).
 */
#include "check/epub_check.h"

static const dc_str nothing = {"", 0};

static void
check_fallbacks(struct epub_package *package, const struct epub_item *item)
{
    const struct epub_item *next = item;
    for (size_t steps = 0; next && next->fallback.len; steps++) {
        const struct epub_item *at = epub_item_by_id(package, next->fallback);
        if (!at && next == item)
            epub_find(package->check, EPUB_OPF_040, &item->place,
                "a fallback is not in the manifest", item->fallback);
        if (at == item || steps == EPUB_FALLBACKS) {
            epub_find(package->check, EPUB_OPF_045, &item->place, NULL,
                item->fallback);
            return;
        }
        next = at;
    }
}

static bool
has_content_fallback(
    const struct epub_package *package, const struct epub_item *item)
{
    for (size_t i = 0; item && i < EPUB_FALLBACKS; i++) {
        if (epub_is_content_type(item->media_type, package->version))
            return true;
        item = epub_item_by_id(package, item->fallback);
    }
    return false;
}

static void
check_spine_type(struct epub_package *package, const struct epub_item *item)
{
    if (epub_is_content_type(item->media_type, package->version) ||
        has_content_fallback(package, item))
        return;
    bool is_image = epub_starts(item->media_type, "image/") ||
        epub_is_one_of(item->media_type,
            "text/css application/x-dtbncx+xml application/oebps-package+xml");
    enum epub_rule rule = item->fallback.len ? EPUB_OPF_044
        : package->version == 2 && is_image  ? EPUB_OPF_042
                                             : EPUB_OPF_043;
    epub_find(package->check, rule, &item->place, NULL, item->media_type);
}

static void
check_item(struct epub_package *package, struct epub_item *item)
{
    struct epub_check *check = package->check;
    if (item->is_remote) {
        if (epub_starts(item->path, "http:"))
            epub_find(check, EPUB_RSC_031, &item->place, NULL, item->path);
    } else if (item->path.len) {
        struct epub_place place = {.file = item->path};
        item->is_there = epub_exists(check, item->path);
        if (!item->is_there)
            epub_find(check, EPUB_RSC_001, &place, NULL, nothing);
    }
    const uint32_t *encrypted = epub_map_lookup(&check->obfuscated, item->path);
    if (encrypted && *encrypted == 0 && !epub_is_font_type(item->media_type))
        epub_find(check, EPUB_PKG_026, &item->place, NULL, item->path);
    if (encrypted && *encrypted)
        item->is_read = true;
    if (item->fallback.len)
        check_fallbacks(package, item);
    if (item->spine_at)
        check_spine_type(package, item);
    if (item->spine_at && item->is_data_nav)
        epub_find(check, EPUB_OPF_077, &item->place, NULL, nothing);
    if (package->version == 2 && dc_str_equal(item->media_type, "text/html"))
        epub_find(check, EPUB_OPF_035, &item->place, NULL, nothing);
    if (item->overlay.len) {
        const struct epub_item *overlay =
            epub_item_by_id(package, item->overlay);
        if (!overlay ||
            !dc_str_equal(overlay->media_type, "application/smil+xml"))
            epub_find(check, EPUB_RSC_005, &item->place,
                "the media overlay is none", item->overlay);
    }
}

void
epub_check_manifest(struct epub_package *package)
{
    for (size_t i = 0; i < package->item_count; i++)
        check_item(package, package->items[i]);
}

static int32_t
read_item(struct epub_package *package, struct epub_item *item)
{
    static const struct {
        const char *media_type;
        int32_t (*check)(struct epub_package *package, struct epub_item *item);
    } readers[] = {
        {"application/xhtml+xml", epub_check_xhtml},
        {"image/svg+xml", epub_check_svg},
        {"application/x-dtbncx+xml", epub_check_ncx},
        {"application/smil+xml", epub_check_smil},
        {"text/css", epub_check_sheet},
    };
    if (item->is_read || !item->is_there || item->is_remote)
        return DC_OK;
    item->is_read = true;
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
        if (dc_str_equal(item->media_type, readers[i].media_type))
            return readers[i].check(package, item);
    if (epub_starts(item->media_type, "image/"))
        epub_check_image(package, item);
    return DC_OK;
}

/* What a document needs and what the manifest says must agree. */
static void
compare_properties(struct epub_package *package, const struct epub_item *item)
{
    static const struct {
        uint32_t bit;
        const char *name;
    } names[] = {
        {EPUB_HAS_SCRIPT, "scripted"},
        {EPUB_HAS_MATHML, "mathml"},
        {EPUB_HAS_SVG, "svg"},
        {EPUB_HAS_SWITCH, "switch"},
        {EPUB_HAS_REMOTE, "remote-resources"},
    };
    struct epub_place place = {.file = item->path};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        dc_str name = dc_str_of(names[i].name);
        bool is_needed = item->needed & names[i].bit;
        bool is_declared = item->declared & names[i].bit;
        if (is_needed && !is_declared)
            epub_find(package->check, EPUB_OPF_014, &place, NULL, name);
        if (is_needed || !is_declared)
            continue;
        if (names[i].bit == EPUB_HAS_SVG && item->shows_svg)
            continue;
        if (names[i].bit != EPUB_HAS_REMOTE)
            epub_find(package->check, EPUB_OPF_015, &place, NULL, name);
        else if (!(item->needed & EPUB_HAS_SCRIPT))
            epub_find(package->check, EPUB_OPF_018, &place, NULL, nothing);
    }
}

static void
check_overlay_of(struct epub_package *package, const struct epub_item *item)
{
    const struct epub_item *named = epub_item_by_id(package, item->overlay);
    const struct epub_item *by = item->overlaid_by;
    struct epub_check *check = package->check;
    if (by && item->overlay.len == 0)
        epub_find(check, EPUB_MED_010, &item->place, NULL, item->path);
    else if (by && named != by)
        epub_find(check, EPUB_MED_012, &item->place, NULL, item->path);
    else if (!by && item->overlay.len)
        epub_find(check, EPUB_MED_013, &item->place, NULL, item->path);
    struct epub_place place = {.file = item->path};
    if (named && package->has_active_class && !item->has_style &&
        item->is_there)
        epub_find(check, EPUB_CSS_030, &place, NULL, nothing);
}

int32_t
epub_check_items(struct epub_package *package)
{
    int32_t status = DC_OK;
    for (size_t i = 0; i < package->item_count && status == DC_OK; i++)
        status = read_item(package, package->items[i]);
    for (size_t i = 0; i < package->item_count && package->version == 3; i++)
        check_overlay_of(package, package->items[i]);
    struct epub_place place = {.file = package->path};
    if (package->is_dictionary && !package->has_dictionary)
        epub_find(package->check, EPUB_OPF_078, &place, NULL, nothing);
    if (package->is_edupub && package->has_page_breaks &&
        !package->has_page_list)
        epub_find(package->check, EPUB_NAV_003, &place, NULL, nothing);

    return status;
}

/* After the references: they tell what is remote, and what is reachable. */
void
epub_check_reached(struct epub_package *package)
{
    bool is_3 = package->version == 3;
    for (size_t i = 0; i < package->item_count && is_3; i++) {
        const struct epub_item *item = package->items[i];
        bool is_document = epub_is_content_type(item->media_type, 3) ||
            epub_is_one_of(item->media_type, "text/css application/smil+xml");
        if (item->is_there && !item->is_remote && is_document)
            compare_properties(package, item);
        if (item->spine_at && !item->is_linear && !item->is_linked &&
            !package->has_scripts && item != package->nav)
            epub_find(
                package->check, EPUB_OPF_096, &item->place, NULL, item->path);
    }
}
