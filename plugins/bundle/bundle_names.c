/* SPDX-License-Identifier: MIT */
/*
 * Names of members in the whole.  A document's slug is made of the letters and
 * digits of its name; its identifiers are "slug--id".  A slug holds no "--"
 * and does not end with '-', so no two such identifiers are the same.
 */
#include "bundle.h"

#include <stdlib.h>

/* Of a path or a slug; longer names are cut. */
enum { NAME_MOST = 1024, SLUG_MOST = 80, NUMBER_MOST = 12 };

dc_str
bundle_keep(struct bundle *bundle, dc_str text)
{
    char *copy = text.len ? dc_alloc(bundle->job, text.len) : NULL;
    if (!copy)
        return dc_str_slice(NULL, 0);
    memcpy(copy, text.ptr, text.len);
    return dc_str_slice(copy, text.len);
}

static bool
is_letter(char c)
{
    char lower = (char)(c | 0x20);
    return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9');
}

/* Without the folder that all share and without the extension. */
static dc_str
stem_of(const struct bundle *bundle, dc_str name)
{
    name.ptr += bundle->stripped;
    name.len -= bundle->stripped;
    size_t end = name.len;
    while (end > 1 && name.ptr[end - 1] != '.' && name.ptr[end - 1] != '/')
        end--;
    if (end > 1 && name.ptr[end - 1] == '.' && name.ptr[end - 2] != '/')
        name.len = end - 1;
    return name;
}

/* Begins with a letter, as identifiers do. */
static size_t
put_slug(dc_str stem, char slug[SLUG_MOST])
{
    size_t len = 0;
    if (stem.len == 0 || !is_letter(stem.ptr[0]) || stem.ptr[0] <= '9')
        slug[len++] = 'm';
    for (size_t i = 0; i < stem.len && len < SLUG_MOST - 1; i++) {
        char c = stem.ptr[i];
        if (is_letter(c))
            slug[len++] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
        else if (len > 0 && slug[len - 1] != '-')
            slug[len++] = '-';
    }
    while (len > 0 && slug[len - 1] == '-')
        len--;
    return len;
}

/* "-NUMBER" behind the slug. */
static size_t
put_number(char *to, uint32_t number)
{
    char digits[NUMBER_MOST];
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
    const struct bundle_member *one = *(struct bundle_member *const *)a;
    const struct bundle_member *two = *(struct bundle_member *const *)b;
    size_t len = one->slug.len < two->slug.len ? one->slug.len : two->slug.len;
    int order = len ? memcmp(one->slug.ptr, two->slug.ptr, len) : 0;
    if (order == 0 && one->slug.len != two->slug.len)
        order = one->slug.len < two->slug.len ? -1 : 1;
    if (order == 0)
        order = one->member.index < two->member.index ? -1 : 1;
    return order;
}

static bool
is_same(dc_str a, dc_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

/*
 * Slugs that are alike get the number of their member behind them, after a
 * '_', which no slug made of a name has.
 */
static bool
part_slugs(struct bundle *bundle, struct bundle_member **sorted)
{
    dc_str last = {NULL, 0};
    for (uint32_t i = 0; i < bundle->documents; i++) {
        struct bundle_member *member = sorted[i];
        char slug[SLUG_MOST + NUMBER_MOST];
        bool is_repeated = i > 0 && is_same(member->slug, last);
        last = member->slug;
        if (!is_repeated)
            continue;
        memcpy(slug, member->slug.ptr, member->slug.len);
        size_t len = member->slug.len;
        slug[len++] = '_';
        len += put_number(slug + len, member->member.index);
        member->slug = bundle_keep(bundle, dc_str_slice(slug, len));
        if (!member->slug.ptr)
            return false;
    }
    return true;
}

bool
bundle_name_members(struct bundle *bundle)
{
    uint32_t count = 0;
    struct bundle_member **sorted =
        dc_alloc(bundle->job, bundle->documents * sizeof(*sorted));
    for (uint32_t i = 0; sorted && i < bundle->count; i++) {
        struct bundle_member *member = &bundle->members[i];
        char slug[SLUG_MOST];
        if (!member->format)
            continue;
        size_t len = put_slug(stem_of(bundle, member->member.name), slug);
        member->slug = bundle_keep(bundle, dc_str_slice(slug, len));
        if (!member->slug.ptr)
            return false;
        sorted[count++] = member;
    }
    if (!sorted)
        return false;
    qsort(sorted, count, sizeof(*sorted), compare_slugs);
    return part_slugs(bundle, sorted);
}

/* The parts in a row, in the job's memory. */
static dc_str
join(struct bundle *bundle, dc_str a, const char *between, dc_str b)
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
    return id.len ? join(bundle, member->slug, "--", id) : member->slug;
}

/* Addresses. */

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

/*
 * The name that a relative path means beside the member, in `to`; 0 if it
 * leads out of the root.
 */
static size_t
resolve(const struct bundle_member *from, dc_str path, char to[NAME_MOST])
{
    char decoded[NAME_MOST];
    size_t len = folder_length(from->member.name);
    if (path.len >= NAME_MOST || len + path.len >= NAME_MOST)
        return 0;
    if (len)
        memcpy(to, from->member.name.ptr, len);
    size_t end = decode_percent(path, decoded);
    for (size_t at = 0; at < end;) {
        size_t part = at;
        while (part < end && decoded[part] != '/')
            part++;
        dc_str name = {decoded + at, part - at};
        at = part + 1;
        if (dc_str_equal(name, "..")) {
            if (len == 0)
                return 0;
            len = folder_length(dc_str_slice(to, len - 1));
        } else if (name.len && !dc_str_equal(name, ".")) {
            memcpy(to + len, name.ptr, name.len);
            len += name.len;
            if (part < end)
                to[len++] = '/';
        }
    }
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

/* The member that the relative address names, or NULL. */
static struct bundle_member *
find_member(struct bundle_chapter *chapter, dc_str url)
{
    struct bundle *bundle = chapter->bundle;
    dc_member found = {.struct_size = sizeof(found)};
    char name[NAME_MOST];
    if (!is_relative(url))
        return NULL;
    size_t len = resolve(chapter->member, path_of(url), name);
    if (!len ||
        !bundle->service->lookup(bundle->job, chapter->member->member.root,
            dc_str_slice(name, len), &found))
        return NULL;
    return &bundle->members[found.index];
}

dc_str
bundle_link(struct bundle_chapter *chapter, dc_str url)
{
    const struct bundle_member *target = chapter->member;
    if (url.len == 0)
        return url;
    if (url.ptr[0] != '#')
        target = find_member(chapter, url);
    if (!target || !target->format)
        return url;
    const char *hash = memchr(url.ptr, '#', url.len);
    dc_str id = {NULL, 0};
    if (hash)
        id = dc_str_slice(hash + 1, url.len - (size_t)(hash + 1 - url.ptr));
    dc_str whole = bundle_id(chapter->bundle, target, id);
    return join(chapter->bundle, dc_str_slice("#", 1), "", whole);
}

/* Images. */

static int32_t DC_CALL
bring_image(void *user, dc_media *media)
{
    const struct bundle_image *image = user;
    const struct bundle *bundle = image->bundle;
    dc_str bytes;
    if (!bundle->service->file(bundle->job, image->root, image->name, &bytes))
        return DC_E_RESOURCE;
    media->data = (const uint8_t *)bytes.ptr;
    media->len = bytes.len;
    return DC_OK;
}

/* Percent signs for all that an address may not hold. */
static dc_str
encode(struct bundle *bundle, dc_str name)
{
    static const char digits[] = "0123456789ABCDEF";
    char *text = dc_alloc(bundle->job, 3 * name.len + 1);
    size_t len = 0;
    if (!text)
        return dc_str_slice(NULL, 0);
    for (size_t i = 0; i < name.len; i++) {
        unsigned char c = (unsigned char)name.ptr[i];
        if (is_letter((char)c) || (c && strchr("-._~/", c))) {
            text[len++] = (char)c;
            continue;
        }
        text[len++] = '%';
        text[len++] = digits[c >> 4];
        text[len++] = digits[c & 15];
    }
    return dc_str_slice(text, len);
}

/* The name of a medium in the whole: roots are kept apart. */
static dc_str
media_name(struct bundle *bundle, uint32_t root, dc_str name)
{
    char prefix[NUMBER_MOST + 1];
    if (root == bundle->members[0].member.root)
        return bundle_keep(bundle, name);
    size_t len = put_number(prefix, root);
    return join(bundle, dc_str_slice(prefix + 1, len - 1), "/", name);
}

dc_str
bundle_image(struct bundle_chapter *chapter, dc_str url)
{
    struct bundle *bundle = chapter->bundle;
    dc_job *job = bundle->job;
    uint32_t root = chapter->member->member.root;
    dc_media own = {.struct_size = sizeof(own)};
    char name[NAME_MOST];
    if (chapter->loaded->host->media->lookup(chapter->loaded, url, &own))
        return encode(bundle, join(bundle, chapter->member->slug, "/", url));
    size_t len =
        is_relative(url) ? resolve(chapter->member, path_of(url), name) : 0;
    struct bundle_image *image = len ? dc_alloc(job, sizeof(*image)) : NULL;
    if (!image)
        return url;
    struct bundle_member *member = find_member(chapter, url);
    if (member)
        member->is_used = true;
    *image = (struct bundle_image){
        bundle, root, bundle_keep(bundle, dc_str_slice(name, len))};
    dc_media media = {
        .struct_size = sizeof(media),
        .name = media_name(bundle, root, image->name),
    };
    /* Shown before: DC_E_EXISTS. */
    if (image->name.len && media.name.len)
        (void)job->host->media->announce(job, &media, bring_image, image);
    return encode(bundle, media.name);
}

void
bundle_take_media(struct bundle_chapter *chapter)
{
    struct bundle *bundle = chapter->bundle;
    dc_job *from = chapter->loaded;
    dc_job *job = bundle->job;
    dc_media media = {.struct_size = sizeof(media)};
    for (uint32_t i = 0; from->host->media->at(from, i, &media); i++) {
        media.name = join(bundle, chapter->member->slug, "/", media.name);
        if (media.data && media.name.len)
            (void)job->host->media->add(job, &media);
    }
}
