/* SPDX-License-Identifier: MIT */
/*
 * References, when everything that they may lead to is known: is it there, in
 * the manifest, of a type that may stand there, in the spine, and does it have
 * the fragment (EPUB 3.3 sections 3.2 to 3.6).
 */
#include "check/epub_check.h"

static const dc_str nothing = {"", 0};

/* Kinds that show a resource, which must be of a core type or fall back. */
static bool
needs_core_type(enum epub_ref_kind kind)
{
    return kind == EPUB_REF_IMAGE || kind == EPUB_REF_AUDIO ||
        kind == EPUB_REF_OBJECT || kind == EPUB_REF_STYLE ||
        kind == EPUB_REF_USE;
}

/* EPUB 3.3 section 3.6: audio, video and fonts may be elsewhere. */
static bool
may_be_remote(const struct epub_ref *ref, const struct epub_item *item)
{
    switch (ref->kind) {
    case EPUB_REF_LINK:
    case EPUB_REF_CITE:
    case EPUB_REF_AUDIO:
    case EPUB_REF_VIDEO:
    case EPUB_REF_FONT:
    case EPUB_REF_OTHER:
        return true;
    case EPUB_REF_OBJECT:
        return item &&
            (epub_starts(item->media_type, "audio/") ||
                epub_starts(item->media_type, "video/"));
    default:
        return false;
    }
}

static void
check_remote(struct epub_package *package, const struct epub_ref *ref)
{
    struct epub_check *check = package->check;
    const struct epub_item *item = epub_item_by_path(package, ref->path);
    bool is_link = ref->kind == EPUB_REF_LINK || ref->kind == EPUB_REF_CITE ||
        ref->kind == EPUB_REF_OTHER;
    if (ref->kind == EPUB_REF_NAV || ref->kind == EPUB_REF_PAGE) {
        epub_find(check, EPUB_NAV_010, &ref->place, NULL, ref->path);
        return;
    }
    if (is_link)
        return;
    if (ref->from && ref->kind != EPUB_REF_STYLE)
        ref->from->needed |= EPUB_HAS_REMOTE;
    if (!may_be_remote(ref, item) || package->version == 2)
        epub_find(check, EPUB_RSC_006, &ref->place, NULL, ref->path);
    else if (!item && !epub_starts(ref->path, "file:"))
        epub_find(check, EPUB_RSC_008, &ref->place, NULL, ref->path);
}

/* What is not in the manifest; false: there is nothing more to say. */
static bool
check_declared(struct epub_package *package, const struct epub_ref *ref)
{
    struct epub_check *check = package->check;
    if (epub_item_by_path(package, ref->path))
        return true;
    if (ref->kind == EPUB_REF_OTHER)
        return false;
    if (epub_is(ref->path, package->path))
        return false;
    epub_find(check,
        epub_exists(check, ref->path) ? EPUB_RSC_008 : EPUB_RSC_007,
        &ref->place, NULL, ref->path);
    return false;
}

static void
check_type(struct epub_package *package, const struct epub_ref *ref,
    const struct epub_item *item)
{
    struct epub_check *check = package->check;
    bool is_core = epub_is_core_type(item->media_type, package->version);
    if (ref->from && dc_str_equal(item->media_type, "image/svg+xml"))
        ref->from->shows_svg = true;
    if (ref->kind == EPUB_REF_PICTURE && !is_core)
        epub_find(check, EPUB_MED_003, &ref->place, NULL, item->media_type);
    if (needs_core_type(ref->kind) && !ref->has_fallback && !is_core &&
        !epub_starts(item->media_type, "video/") &&
        !epub_has_core_fallback(package, item))
        epub_find(check, EPUB_RSC_032, &ref->place, NULL, item->path);
}

/* False: the reference is wrong as such, whatever its fragment. */
static bool
check_link(struct epub_package *package, const struct epub_ref *ref,
    struct epub_item *item)
{
    struct epub_check *check = package->check;
    bool is_3 = package->version == 3;
    bool is_document = epub_is_content_type(item->media_type, package->version);
    const struct epub_item *next = item;
    for (size_t i = 0; next && !is_document && i < EPUB_FALLBACKS; i++) {
        is_document = epub_is_content_type(next->media_type, package->version);
        next = epub_item_by_id(package, next->fallback);
    }
    if (ref->from != item || !ref->has_fragment)
        item->is_linked = true;
    if (!is_document)
        epub_find(check, EPUB_RSC_010, &ref->place, NULL, item->path);
    bool is_outside =
        is_document && item->spine_at == 0 && (package->spine_count || is_3);
    if (is_outside)
        epub_find(check, EPUB_RSC_011, &ref->place, NULL, item->path);
    return !is_outside;
}

/* Fragments of a scheme, media fragments and positions name no identifier. */
static bool
is_identifier(dc_str fragment)
{
    return fragment.len && !memchr(fragment.ptr, '(', fragment.len) &&
        !epub_starts(fragment, ":~:") && !epub_starts(fragment, "xywh=") &&
        !epub_starts(fragment, "t=");
}

/* The target kind that a reference asks for. */
static enum epub_target
wanted_target(enum epub_ref_kind kind)
{
    return kind == EPUB_REF_PAINT ? EPUB_TARGET_PAINT
        : kind == EPUB_REF_CLIP   ? EPUB_TARGET_CLIP
                                  : EPUB_TARGET_ANY;
}

static void
compare_target(struct epub_package *package, const struct epub_ref *ref,
    enum epub_target found)
{
    enum epub_target wanted = wanted_target(ref->kind);
    bool is_link = ref->kind == EPUB_REF_LINK || ref->kind == EPUB_REF_NAV;
    bool is_wrong = wanted != EPUB_TARGET_ANY && found != wanted;
    bool is_unseen = is_link && found != EPUB_TARGET_ANY;
    bool is_no_use = ref->kind == EPUB_REF_USE &&
        (found == EPUB_TARGET_PAINT || found == EPUB_TARGET_CLIP);
    if (is_wrong || is_unseen || is_no_use)
        epub_find(
            package->check, EPUB_RSC_014, &ref->place, NULL, ref->fragment);
}

static void
check_fragment(struct epub_package *package, const struct epub_ref *ref,
    const struct epub_item *item)
{
    struct epub_check *check = package->check;
    bool is_svg = dc_str_equal(item->media_type, "image/svg+xml");
    if (ref->kind == EPUB_REF_STYLE && ref->has_fragment)
        epub_find(check, EPUB_RSC_013, &ref->place, NULL, ref->fragment);
    if (ref->kind == EPUB_REF_IMAGE && ref->fragment.len && !is_svg) {
        epub_find(check, EPUB_RSC_009, &ref->place, NULL, ref->fragment);
        return;
    }
    if (!is_identifier(ref->fragment) || ref->kind == EPUB_REF_STYLE ||
        ref->kind == EPUB_REF_CITE ||
        !epub_is_one_of(item->media_type,
            "application/xhtml+xml image/svg+xml application/x-dtbook+xml"))
        return;
    struct epub_buf key = {0};
    epub_put_str(&key, item->path);
    epub_puts(&key, "#");
    epub_put_str(&key, ref->fragment);
    const uint32_t *found =
        epub_map_lookup(&package->ids, epub_gathered(check, &key));
    epub_buf_fini(&key);
    if (!found)
        epub_find(check, EPUB_RSC_012, &ref->place, NULL, ref->fragment);
    else
        compare_target(package, ref, (enum epub_target) * found);
}

static void
check_ref(struct epub_package *package, const struct epub_ref *ref)
{
    static const char data[] = "data:";
    if (epub_starts(ref->path, data)) {
        dc_str type = {
            ref->path.ptr + sizeof data - 1, ref->path.len - sizeof data + 1};
        const char *comma = memchr(type.ptr, ',', type.len);
        type.len = comma ? (size_t)(comma - type.ptr) : 0;
        if (needs_core_type(ref->kind) && !ref->has_fallback && type.len &&
            !epub_is_core_type(type, package->version))
            epub_find(package->check, EPUB_RSC_032, &ref->place, NULL, type);
        return;
    }
    if (ref->is_remote) {
        check_remote(package, ref);
        return;
    }
    if (!check_declared(package, ref))
        return;
    struct epub_item *item = epub_item_by_path(package, ref->path);
    if (!item->is_there) {
        check_fragment(package, ref, item);
        return;
    }
    check_type(package, ref, item);
    bool is_link = ref->kind == EPUB_REF_LINK || ref->kind == EPUB_REF_NAV ||
        ref->kind == EPUB_REF_PAGE;
    if (is_link && !check_link(package, ref, item))
        return;
    if (ref->kind == EPUB_REF_USE && !ref->has_fragment)
        epub_find(package->check, EPUB_RSC_015, &ref->place, NULL, nothing);
    check_fragment(package, ref, item);
}

void
epub_check_refs(struct epub_package *package)
{
    for (size_t i = 0; i < package->ref_count; i++)
        check_ref(package, &package->refs[i]);
}
