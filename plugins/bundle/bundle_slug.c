/* SPDX-License-Identifier: MIT */
/*
 * Slugs: the letters and digits of a name, which identifiers begin with:
 * "slug--id".  A slug holds no "--" and does not end with '-', so no two such
 * identifiers are the same.
 */
#include "bundle.h"

#include <stdlib.h>

/* Longer names are cut; a number may follow. */
enum { CUT_SLUG = 80 };

/* What is given a slug: a document or a folder. */
struct named {
    dc_str name;
    dc_str *slug;
    uint32_t number;
};

dc_str
bundle_keep(struct bundle *bundle, dc_str text)
{
    char *copy = text.len ? dc_alloc(bundle->job, text.len) : NULL;
    if (!copy)
        return dc_str_slice(NULL, 0);
    memcpy(copy, text.ptr, text.len);
    return dc_str_slice(copy, text.len);
}

dc_str
bundle_join(struct bundle *bundle, dc_str a, const char *between, dc_str b)
{
    size_t middle = strlen(between);
    char *text = dc_alloc(bundle->job, a.len + middle + b.len + 1);
    if (!text)
        return dc_str_slice(NULL, 0);
    if (a.len)
        memcpy(text, a.ptr, a.len);
    memcpy(text + a.len, between, middle);
    if (b.len)
        memcpy(text + a.len + middle, b.ptr, b.len);
    return dc_str_slice(text, a.len + middle + b.len);
}

dc_str
bundle_id(struct bundle *bundle, const struct bundle_member *member, dc_str id)
{
    return id.len ? bundle_join(bundle, member->slug, "--", id) : member->slug;
}

bool
bundle_is_letter(char c)
{
    char lower = (char)(c | 0x20);
    return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9');
}

bool
bundle_is_same(dc_str a, dc_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

dc_str
bundle_short_name(const struct bundle *bundle, dc_str name)
{
    return dc_str_slice(
        name.ptr + bundle->stripped, name.len - bundle->stripped);
}

dc_str
bundle_without_extension(dc_str name)
{
    size_t end = name.len;
    while (end > 1 && name.ptr[end - 1] != '.' && name.ptr[end - 1] != '/')
        end--;
    if (end > 1 && name.ptr[end - 1] == '.' && name.ptr[end - 2] != '/')
        name.len = end - 1;
    return name;
}

dc_str
bundle_stem(dc_str name)
{
    size_t from = name.len;
    while (from > 0 && name.ptr[from - 1] != '/')
        from--;
    return bundle_without_extension(
        dc_str_slice(name.ptr + from, name.len - from));
}

/* Begins with a letter, as identifiers do. */
static size_t
put_slug(dc_str stem, char slug[BUNDLE_SLUG_MOST])
{
    size_t len = 0;
    if (stem.len == 0 || !bundle_is_letter(stem.ptr[0]) || stem.ptr[0] <= '9')
        slug[len++] = 'm';
    for (size_t i = 0; i < stem.len && len < CUT_SLUG - 1; i++) {
        char c = stem.ptr[i];
        if (bundle_is_letter(c))
            slug[len++] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
        else if (slug[len - 1] != '-')
            slug[len++] = '-';
    }
    while (len > 0 && slug[len - 1] == '-')
        len--;
    return len;
}

size_t
bundle_put_number(char to[BUNDLE_NUMBER_MOST], uint32_t number)
{
    char digits[BUNDLE_NUMBER_MOST];
    size_t len = 0;
    size_t at = 0;
    do {
        digits[len++] = (char)('0' + number % 10);
        number /= 10;
    } while (number);
    to[at++] = '-';
    while (len)
        to[at++] = digits[--len];
    return at;
}

static int
compare_slugs(const void *a, const void *b)
{
    const struct named *one = a;
    const struct named *two = b;
    size_t len =
        one->slug->len < two->slug->len ? one->slug->len : two->slug->len;
    int order = len ? memcmp(one->slug->ptr, two->slug->ptr, len) : 0;
    if (order == 0 && one->slug->len != two->slug->len)
        order = one->slug->len < two->slug->len ? -1 : 1;
    if (order == 0)
        order = one->number < two->number ? -1 : 1;
    return order;
}

/*
 * Slugs that are alike get a number behind them, after a '_', which no slug
 * made of a name has.
 */
static bool
part_slugs(struct bundle *bundle, const struct named *sorted, size_t count)
{
    dc_str last = {NULL, 0};
    for (size_t i = 0; i < count; i++) {
        dc_str *own = sorted[i].slug;
        char slug[BUNDLE_SLUG_MOST];
        bool is_repeated = i > 0 && bundle_is_same(*own, last);
        last = *own;
        if (!is_repeated)
            continue;
        memcpy(slug, own->ptr, own->len);
        size_t len = own->len;
        slug[len++] = '_';
        len += bundle_put_number(slug + len, sorted[i].number);
        *own = bundle_keep(bundle, dc_str_slice(slug, len));
        if (!own->ptr)
            return false;
    }
    return true;
}

static bool
name_one(struct bundle *bundle, struct named *named)
{
    char slug[BUNDLE_SLUG_MOST];
    size_t len = put_slug(bundle_without_extension(named->name), slug);
    *named->slug = bundle_keep(bundle, dc_str_slice(slug, len));
    return named->slug->ptr != NULL;
}

bool
bundle_name_members(struct bundle *bundle)
{
    size_t count = 0;
    size_t room = (size_t)bundle->documents + bundle->folder_count;
    struct named *sorted = dc_alloc(bundle->job, room * sizeof(*sorted));
    for (uint32_t i = 0; sorted && i < bundle->count; i++) {
        struct bundle_member *member = &bundle->members[i];
        if (member->format)
            sorted[count++] =
                (struct named){bundle_short_name(bundle, member->member.name),
                    &member->slug, i};
    }
    for (uint32_t i = 0; sorted && i < bundle->folder_count; i++) {
        struct bundle_folder *folder = &bundle->folders[i];
        sorted[count++] =
            (struct named){folder->name, &folder->slug, bundle->count + i};
    }
    for (size_t i = 0; i < count; i++)
        if (!name_one(bundle, &sorted[i]))
            return false;
    if (!sorted)
        return false;
    qsort(sorted, count, sizeof(*sorted), compare_slugs);
    return part_slugs(bundle, sorted, count);
}
