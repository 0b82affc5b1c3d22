/* SPDX-License-Identifier: MIT */
/*
 * Images and other media.  What a member brought itself (an EPUB's images,
 * drawings in a page) goes along under a name that begins with the member's;
 * files beside it keep theirs, so what two members show is there once.
 */
#include "bundle.h"

/* A medium that a document shows, until its bytes are wanted. */
struct image {
    struct bundle *bundle;
    uint32_t root;
    dc_str name;
};

static int32_t DC_CALL
bring_image(void *user, dc_media *media)
{
    const struct image *image = user;
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
        if (bundle_is_letter((char)c) || (c && strchr("-._~/", c))) {
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
    char prefix[BUNDLE_NUMBER_MOST];
    if (root == bundle->members[0].member.root)
        return bundle_keep(bundle, name);
    size_t len = bundle_put_number(prefix, root);
    return bundle_join(bundle, dc_str_slice(prefix + 1, len - 1), "/", name);
}

/*
 * Hands on a medium that the member brought; its address in the whole, which
 * is its name: readers name what they bring by its address.
 */
static dc_str
take_own(struct bundle_chapter *chapter, const dc_media *own)
{
    struct bundle *bundle = chapter->bundle;
    dc_media media = *own;
    media.struct_size = sizeof(media);
    media.name = bundle_join(bundle, chapter->member->slug, "/", own->name);
    /* Shown before: DC_E_EXISTS. */
    if (media.data && media.name.len)
        (void)bundle->job->host->media->add(bundle->job, &media);
    return media.name;
}

dc_str
bundle_image(struct bundle_chapter *chapter, dc_str url)
{
    struct bundle *bundle = chapter->bundle;
    dc_job *job = bundle->job;
    uint32_t root = chapter->member->member.root;
    dc_media own = {.struct_size = sizeof(own)};
    char name[BUNDLE_PATH_MOST];
    size_t len;
    if (chapter->loaded->host->media->lookup(chapter->loaded, url, &own))
        return take_own(chapter, &own);
    if (!bundle_resolve(chapter->member, url, name, &len) || len == 0)
        return url;
    struct image *image = dc_alloc(job, sizeof(*image));
    if (!image)
        return url;
    dc_str file = dc_str_slice(name, len);
    struct bundle_member *member = bundle_find_member(bundle, root, file);
    if (member) {
        member->is_used = true;
        file = member->member.name;
    }
    *image = (struct image){bundle, root, bundle_keep(bundle, file)};
    dc_media media = {
        .struct_size = sizeof(media),
        .name = media_name(bundle, root, image->name),
    };
    if (image->name.len && media.name.len)
        (void)job->host->media->announce(job, &media, bring_image, image);
    return encode(bundle, media.name);
}
