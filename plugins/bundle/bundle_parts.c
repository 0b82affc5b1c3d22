/* SPDX-License-Identifier: MIT */
/*
 * Parts: each folder that documents lie in has a heading of its own, one level
 * above its chapters.  A folder that all of them share is none.
 */
#include "bundle.h"

#include <stdlib.h>

enum {
    /* Levels of headings that parts may take. */
    PARTS_DEEP = 5,
    /* Folders deeper than any person makes are no parts. */
    FOLDERS_DEEP = 16
};

/* How much of the front of `a` are folders that `b` is in, too. */
static size_t
shared_folder(dc_str a, size_t most, dc_str b)
{
    size_t shared = 0;
    for (size_t i = 0; i < most && i < b.len && a.ptr[i] == b.ptr[i]; i++)
        if (a.ptr[i] == '/')
            shared = i + 1;
    return shared;
}

/* An archive often holds one folder with all in it: that is no part. */
static void
find_stripped(struct bundle *bundle)
{
    const struct bundle_member *first = NULL;
    for (uint32_t i = 0; i < bundle->count; i++) {
        const struct bundle_member *member = &bundle->members[i];
        if (!member->format)
            continue;
        if (!first) {
            first = member;
            bundle->stripped = first->member.name.len;
        }
        bundle->stripped = shared_folder(
            first->member.name, bundle->stripped, member->member.name);
    }
}

/* What a walk over the folders of all documents does with each new one. */
struct finder {
    struct bundle *bundle;
    uint32_t count; /* found so far; stored if there is room */
    const struct bundle_member *before;
};

static void
find_in(struct finder *finder, const struct bundle_member *member)
{
    struct bundle *bundle = finder->bundle;
    dc_str name = bundle_short_name(bundle, member->member.name);
    size_t shared = 0;
    int64_t depth = 0;
    if (finder->before && finder->before->member.root == member->member.root)
        shared = shared_folder(name, name.len,
            bundle_short_name(bundle, finder->before->member.name));
    for (size_t i = 0; i < name.len && depth < FOLDERS_DEEP; i++) {
        if (name.ptr[i] != '/')
            continue;
        depth++;
        if (i < shared)
            continue;
        if (bundle->folders)
            bundle->folders[finder->count] = (struct bundle_folder){
                .name = dc_str_slice(name.ptr, i + 1),
                .root = member->member.root,
                .level = depth < PARTS_DEEP ? depth : PARTS_DEEP,
                .first = member->member.index,
            };
        finder->count++;
    }
    finder->before = member;
}

/* Counts them, or stores them where there is room for all. */
static uint32_t
find_folders(struct bundle *bundle)
{
    struct finder finder = {.bundle = bundle};
    for (uint32_t i = 0; i < bundle->count; i++)
        if (bundle->members[i].format)
            find_in(&finder, &bundle->members[i]);
    return finder.count;
}

static int
compare_names(const struct bundle_folder *one, uint32_t root, dc_str name)
{
    if (one->root != root)
        return one->root < root ? -1 : 1;
    size_t len = one->name.len < name.len ? one->name.len : name.len;
    int order = len ? memcmp(one->name.ptr, name.ptr, len) : 0;
    if (order == 0 && one->name.len != name.len)
        order = one->name.len < name.len ? -1 : 1;
    return order;
}

static int
compare_folders(const void *a, const void *b)
{
    const struct bundle_folder *one = *(struct bundle_folder *const *)a;
    const struct bundle_folder *two = *(struct bundle_folder *const *)b;
    int order = compare_names(one, two->root, two->name);
    if (order == 0)
        order = one->first < two->first ? -1 : 1;
    return order;
}

bool
bundle_find_folders(struct bundle *bundle)
{
    find_stripped(bundle);
    bundle->folder_count = find_folders(bundle);
    if (bundle->folder_count == 0)
        return true;
    bundle->folders =
        dc_alloc(bundle->job, bundle->folder_count * sizeof(*bundle->folders));
    bundle->by_name =
        dc_alloc(bundle->job, bundle->folder_count * sizeof(*bundle->by_name));
    if (!bundle->folders || !bundle->by_name)
        return false;
    find_folders(bundle);
    for (uint32_t i = 0; i < bundle->folder_count; i++)
        bundle->by_name[i] = &bundle->folders[i];
    qsort(bundle->by_name, bundle->folder_count, sizeof(*bundle->by_name),
        compare_folders);
    return true;
}

const struct bundle_folder *
bundle_lookup_folder(const struct bundle *bundle, uint32_t root, dc_str name)
{
    uint32_t low = 0;
    uint32_t high = bundle->folder_count;
    if (name.len < bundle->stripped)
        return NULL;
    name = bundle_short_name(bundle, name);
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (compare_names(bundle->by_name[middle], root, name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == bundle->folder_count ||
        compare_names(bundle->by_name[low], root, name) != 0)
        return NULL;
    return bundle->by_name[low];
}

int64_t
bundle_level(const struct bundle *bundle, const struct bundle_member *member)
{
    dc_str name = bundle_short_name(bundle, member->member.name);
    int64_t depth = 0;
    for (size_t i = 0; i < name.len && depth < PARTS_DEEP; i++)
        depth += name.ptr[i] == '/';
    return depth + 1;
}

void
bundle_build_heading(struct bundle *bundle, int64_t level, dc_str text)
{
    dc_open(bundle->job, DC_HEADING, DC_POS_NONE);
    dc_set_int(bundle->job, DC_F_LEVEL, level);
    dc_text(bundle->job, text.ptr, text.len);
    dc_close(bundle->job, DC_HEADING);
}

/* The name of the folder alone: "b" of "a/b/". */
static dc_str
last_part(dc_str name)
{
    size_t from = --name.len;
    while (from > 0 && name.ptr[from - 1] != '/')
        from--;
    return dc_str_slice(name.ptr + from, name.len - from);
}

static void
build_part(struct bundle *bundle, const struct bundle_folder *folder)
{
    dc_open(bundle->job, DC_DIV, DC_POS_NONE);
    dc_attr(bundle->job, "id", folder->slug);
    dc_attr(bundle->job, "epub:type", dc_str_of("part"));
    dc_attr(bundle->job, "data-member", folder->name);
    bundle_build_heading(bundle, folder->level, last_part(folder->name));
    dc_close(bundle->job, DC_DIV);
}

void
bundle_build_parts(struct bundle *bundle, const struct bundle_member *member)
{
    dc_str own = bundle_short_name(bundle, member->member.name);
    for (; bundle->next_folder < bundle->folder_count; bundle->next_folder++) {
        const struct bundle_folder *folder =
            &bundle->folders[bundle->next_folder];
        if (folder->first > member->member.index)
            return;
        /* One whose only document could not be read is empty. */
        if (own.len > folder->name.len && member->member.root == folder->root &&
            memcmp(own.ptr, folder->name.ptr, folder->name.len) == 0)
            build_part(bundle, folder);
    }
}
