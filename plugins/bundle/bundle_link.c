/* SPDX-License-Identifier: MIT */
/*
 * Links between members.  A relative address that names a document leads to
 * its chapter, one that names a folder to the index in it or to its part.
 * Where no member has the name, one that differs in case is meant: pages are
 * often written where case does not count.
 */
#include "bundle.h"

#include <stdlib.h>

/* Whether the address names a file by a relative path. */
static bool
is_relative(dc_str url)
{
    if (url.len == 0 || url.ptr[0] == '/' || url.ptr[0] == '?')
        return false;
    for (size_t i = 0; i < url.len; i++) {
        if (url.ptr[i] == ':')
            return false;
        if (url.ptr[i] == '/' || url.ptr[i] == '?' || url.ptr[i] == '#')
            return true;
    }
    return true;
}

static int
hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static size_t
decode_percent(dc_str text, char *to)
{
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        bool is_code = text.ptr[i] == '%' && text.len - i > 2 &&
            hex_digit(text.ptr[i + 1]) >= 0 && hex_digit(text.ptr[i + 2]) >= 0;
        char c = text.ptr[i];
        if (is_code) {
            c = (char)(hex_digit(text.ptr[i + 1]) * 16 +
                hex_digit(text.ptr[i + 2]));
            i += 2;
        }
        to[len++] = c;
    }
    return len;
}

/* The folder of a name, with its slash. */
static size_t
folder_length(dc_str name)
{
    size_t len = name.len;
    while (len > 0 && name.ptr[len - 1] != '/')
        len--;
    return len;
}

static dc_str
path_of(dc_str url)
{
    size_t len = 0;
    while (len < url.len && url.ptr[len] != '?' && url.ptr[len] != '#')
        len++;
    return dc_str_slice(url.ptr, len);
}

/* Walks one part of a path; false if it leads out of the root. */
static bool
walk_part(dc_str part, bool is_last, char *to, size_t *len)
{
    if (dc_str_equal(part, "..")) {
        if (*len == 0)
            return false;
        *len = folder_length(dc_str_slice(to, *len - 1));
    } else if (part.len && !dc_str_equal(part, ".")) {
        memcpy(to + *len, part.ptr, part.len);
        *len += part.len;
        if (!is_last)
            to[(*len)++] = '/';
    }
    return true;
}

bool
bundle_resolve(const struct bundle_member *from, dc_str url,
    char to[BUNDLE_PATH_MOST], size_t *len)
{
    char decoded[BUNDLE_PATH_MOST];
    dc_str path = path_of(url);
    *len = folder_length(from->member.name);
    if (!is_relative(url) || path.len >= BUNDLE_PATH_MOST ||
        *len + path.len >= BUNDLE_PATH_MOST)
        return false;
    if (*len)
        memcpy(to, from->member.name.ptr, *len);
    size_t end = decode_percent(path, decoded);
    for (size_t at = 0; at < end;) {
        size_t part = at;
        while (part < end && decoded[part] != '/' && decoded[part] != '\\')
            part++;
        if (!walk_part(
                dc_str_slice(decoded + at, part - at), part == end, to, len))
            return false;
        at = part + 1;
    }
    return true;
}

/* Members without their case. */

static void
fold(dc_str name, char *to)
{
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        to[i] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
    }
}

static int
compare_folded(const void *a, const void *b)
{
    const struct bundle_folded *one = a;
    const struct bundle_folded *two = b;
    if (one->root != two->root)
        return one->root < two->root ? -1 : 1;
    size_t len = one->name.len < two->name.len ? one->name.len : two->name.len;
    int order = len ? memcmp(one->name.ptr, two->name.ptr, len) : 0;
    if (order == 0 && one->name.len != two->name.len)
        order = one->name.len < two->name.len ? -1 : 1;
    if (order == 0 && one->index != two->index)
        order = one->index < two->index ? -1 : 1;
    return order;
}

static bool
fold_members(struct bundle *bundle)
{
    if (bundle->folded)
        return true;
    struct bundle_folded *folded =
        dc_alloc(bundle->job, bundle->count * sizeof(*folded));
    for (uint32_t i = 0; folded && i < bundle->count; i++) {
        const dc_member *member = &bundle->members[i].member;
        char *name = dc_alloc(bundle->job, member->name.len + 1);
        if (!name)
            return false;
        fold(member->name, name);
        folded[i] = (struct bundle_folded){
            dc_str_slice(name, member->name.len), member->root, i};
    }
    if (!folded)
        return false;
    qsort(folded, bundle->count, sizeof(*folded), compare_folded);
    bundle->folded = folded;
    return true;
}

/* The first member that the name is without regard to case, or NULL. */
static struct bundle_member *
find_folded(struct bundle *bundle, uint32_t root, dc_str name)
{
    char folded[BUNDLE_PATH_MOST];
    if (name.len > sizeof(folded) || !fold_members(bundle))
        return NULL;
    fold(name, folded);
    struct bundle_folded wanted = {dc_str_slice(folded, name.len), root, 0};
    uint32_t low = 0;
    uint32_t high = bundle->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (compare_folded(&bundle->folded[middle], &wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == bundle->count || bundle->folded[low].root != root ||
        !bundle_is_same(bundle->folded[low].name, wanted.name))
        return NULL;
    return &bundle->members[bundle->folded[low].index];
}

struct bundle_member *
bundle_find_member(struct bundle *bundle, uint32_t root, dc_str name)
{
    dc_member found = {.struct_size = sizeof(found)};
    if (name.len == 0 || name.ptr[name.len - 1] == '/')
        return NULL;
    if (bundle->service->lookup(bundle->job, root, name, &found))
        return &bundle->members[found.index];
    return find_folded(bundle, root, name);
}

/* Links. */

/* The page that a server would show for the folder, or NULL. */
static const struct bundle_member *
find_index(struct bundle *bundle, uint32_t root, dc_str folder)
{
    static const char *const names[] = {
        "index.html", "index.htm", "index.xhtml"};
    char name[BUNDLE_PATH_MOST + 16];
    if (folder.len)
        memcpy(name, folder.ptr, folder.len);
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        size_t len = strlen(names[i]);
        memcpy(name + folder.len, names[i], len);
        const struct bundle_member *found = bundle_find_member(
            bundle, root, dc_str_slice(name, folder.len + len));
        if (found && found->format)
            return found;
    }
    return NULL;
}

/* What begins the identifier that the relative address leads to, or "". */
static dc_str
find_target(struct bundle_chapter *chapter, dc_str url)
{
    struct bundle *bundle = chapter->bundle;
    uint32_t root = chapter->member->member.root;
    char name[BUNDLE_PATH_MOST + 1];
    dc_str none = {NULL, 0};
    size_t len;
    if (!bundle_resolve(chapter->member, url, name, &len))
        return none;
    const struct bundle_member *member =
        bundle_find_member(bundle, root, dc_str_slice(name, len));
    if (member)
        return member->format ? member->slug : none;
    if (len && name[len - 1] != '/')
        name[len++] = '/';
    dc_str folder = dc_str_slice(name, len);
    member = find_index(bundle, root, folder);
    if (member)
        return member->slug;
    const struct bundle_folder *part =
        bundle_lookup_folder(bundle, root, folder);
    return part ? part->slug : none;
}

/* The identifier of the fragment, as the target spells it. */
static dc_str
fragment_of(struct bundle *bundle, dc_str url)
{
    const char *hash = memchr(url.ptr, '#', url.len);
    if (!hash)
        return dc_str_slice(NULL, 0);
    dc_str text =
        dc_str_slice(hash + 1, url.len - (size_t)(hash + 1 - url.ptr));
    char *decoded = dc_alloc(bundle->job, text.len + 1);
    if (!decoded)
        return dc_str_slice(NULL, 0);
    return dc_str_slice(decoded, decode_percent(text, decoded));
}

dc_str
bundle_link(struct bundle_chapter *chapter, dc_str url)
{
    struct bundle *bundle = chapter->bundle;
    if (url.len == 0)
        return url;
    dc_str slug =
        url.ptr[0] == '#' ? chapter->member->slug : find_target(chapter, url);
    if (slug.len == 0)
        return url;
    dc_str id = fragment_of(bundle, url);
    dc_str whole = bundle_join(bundle, slug, id.len ? "--" : "", id);
    return bundle_join(bundle, dc_str_slice("#", 1), "", whole);
}
