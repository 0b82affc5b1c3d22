/* SPDX-License-Identifier: MIT */
/*
 * Files of the book that are neither its text nor the images in it: style
 * sheets and what they name, fonts, sound, overlays.  What a file is is told
 * by its bytes; it keeps its name if that is one for a book.  Bytes that the
 * book has already are not put into it a second time.
 */
#include "base/epub_path.h"
#include "base/epub_utf8.h"
#include "docconv/ext/resource.h"
#include "write/epub.h"
#include "write/epub_obscure.h"

enum {
    NAME_MAX = 60,
    /* Bytes of a file that tell it from most others of its size. */
    SAMPLE = 24
};

static const struct font {
    char head[5];
    struct epub_kind kind;
    const char *old_mime; /* in EPUB 2, before fonts had types of their own */
} fonts[] = {
    {"wOFF", {"fonts/", "font/woff", ".woff", DC_PACKAGE_STORE},
        "application/font-woff"},
    {"wOF2", {"fonts/", "font/woff2", ".woff2", DC_PACKAGE_STORE}, NULL},
    {"OTTO", {"fonts/", "font/otf", ".otf", DC_PACKAGE_DEFLATE},
        "application/vnd.ms-opentype"},
    {{0, 1, 0, 0, 0}, {"fonts/", "font/ttf", ".ttf", DC_PACKAGE_DEFLATE},
        "application/x-font-truetype"},
};

bool
epub_sniff_font(
    struct epub *epub, const dc_media *media, struct epub_kind *kind)
{
    for (size_t i = 0; i < sizeof fonts / sizeof fonts[0]; i++) {
        if (media->len < 4 || memcmp(media->data, fonts[i].head, 4) != 0)
            continue;
        *kind = fonts[i].kind;
        if (epub->is_epub2)
            kind->mime = fonts[i].old_mime;
        return kind->mime != NULL;
    }
    return false;
}

bool
epub_sniff_of_sheet(
    struct epub *epub, const dc_media *media, struct epub_kind *kind)
{
    struct epub_image_kind image;
    *kind = (struct epub_kind){.folder = "images/", .method = DC_PACKAGE_STORE};
    if (!epub_sniff_image(media->data, (size_t)media->len, &image))
        return epub_sniff_font(epub, media, kind);
    kind->mime = image.mime;
    kind->extension = image.extension;
    return !epub->is_epub2 || strcmp(image.mime, "image/webp") != 0;
}

/* Names. */

/* The last part of the address, without its extension. */
static dc_str
stem_of(dc_str url)
{
    size_t from = url.len;
    size_t to = url.len;
    while (from > 0 && url.ptr[from - 1] != '/' && url.ptr[from - 1] != '\\')
        from--;
    for (size_t i = from; i < url.len; i++)
        if (url.ptr[i] == '.')
            to = i;
    return dc_str_slice(url.ptr + from, to - from);
}

/* True for what needs no other spelling anywhere. */
static bool
is_plain_name(dc_str name)
{
    if (name.len == 0 || name.len > NAME_MAX ||
        (!epub_is_letter(name.ptr[0]) && !epub_is_digit(name.ptr[0])))
        return false;
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        if (!epub_is_letter(c) && !epub_is_digit(c) && c != '-' && c != '_' &&
            (c != '.' || i + 1 == name.len))
            return false;
    }
    return true;
}

/* The name without the case of its letters, by which files are told apart. */
static dc_str
fold(struct epub *epub, const struct epub_buf *name)
{
    char *copy = dc_alloc(epub->job, name->len);
    if (!copy)
        return dc_str_slice(NULL, 0);
    for (size_t i = 0; i < name->len; i++) {
        char c = name->data[i];
        copy[i] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
    }
    return dc_str_slice(copy, name->len);
}

dc_str
epub_name_file(struct epub *epub, dc_str url, const struct epub_kind *kind)
{
    struct epub_buf name = {0};
    struct epub_buf plain = {0};
    epub_put_decoded(&plain, url);
    dc_str stem = stem_of(epub_keep_buf(epub, &plain));
    epub_puts(&name, kind->folder);
    size_t bare = name.len;
    if (epub_url_is_data(url))
        stem.len = 0;
    else if (is_plain_name(stem))
        epub_put_str(&name, stem);
    else
        epub_put_slug(&name, stem, NAME_MAX);
    if (name.len == bare)
        epub_puts(&name, "file");
    if (name.failed)
        return epub_keep_buf(epub, &name);
    /* A number that makes it free goes to its end. */
    dc_str wanted = fold(epub, &name);
    dc_str claimed = epub_claim(epub, wanted);
    if (claimed.len > wanted.len)
        epub_put(&name, claimed.ptr + wanted.len, claimed.len - wanted.len);
    epub_puts(&name, kind->extension);
    return epub_keep_buf(epub, &name);
}

/* The array. */

struct epub_asset *
epub_asset_at(struct epub *epub, size_t number)
{
    struct epub_asset *assets = epub->assets.items;
    return &assets[number];
}

struct epub_asset *
epub_asset_add(struct epub *epub, dc_str url, const struct epub_kind *kind)
{
    struct epub_asset *asset =
        epub_grow(epub, &epub->assets, sizeof(struct epub_asset));
    if (asset) {
        asset->name = epub_name_file(epub, url, kind);
        asset->mime = kind->mime;
    }
    return asset;
}

/* Its kind, its length, and some bytes of its middle and its end. */
static dc_str
sample_of(struct epub *epub, const dc_media *media, const char *mime)
{
    struct epub_buf key = {0};
    const char *data = (const char *)media->data;
    size_t len = (size_t)media->len;
    size_t half = len / 2;
    epub_puts(&key, mime);
    epub_puts(&key, ":");
    epub_put_uint(&key, len);
    epub_puts(&key, ":");
    epub_put(&key, data + half, half < SAMPLE ? half : SAMPLE);
    epub_put(&key, data + len - (half < SAMPLE ? half : SAMPLE),
        half < SAMPLE ? half : SAMPLE);
    return epub_keep_buf(epub, &key);
}

/*
 * The asset with the same bytes, or NULL.  Of several that look alike only
 * the first is compared, so a thousand of them cost no more than a thousand
 * files do.
 */
static struct epub_asset *
find_same(struct epub *epub, const dc_media *media, dc_str key)
{
    const uint32_t *known = epub_map_lookup(&epub->asset_bytes, key);
    struct epub_asset *asset = known ? epub_asset_at(epub, *known) : NULL;
    return asset && asset->media.len == media->len &&
            memcmp(asset->media.data, media->data, (size_t)media->len) == 0
        ? asset
        : NULL;
}

struct epub_asset *
epub_asset_store(struct epub *epub, dc_str url, const struct epub_kind *kind,
    const dc_media *media)
{
    dc_str key = sample_of(epub, media, kind->mime);
    struct epub_asset *asset = find_same(epub, media, key);
    if (asset)
        return asset;
    asset = epub_asset_add(epub, url, kind);
    if (!asset)
        return NULL;
    asset->media = *media;
    asset->method = kind->method;
    uint32_t number = (uint32_t)epub->assets.count - 1;
    if (!epub_map_lookup(&epub->asset_bytes, key) &&
        !epub_map_insert(&epub->asset_bytes, key, number))
        epub_no_memory(epub);
    epub_digest_add(&epub->digest, media->data, (size_t)media->len);
    asset->is_veiled =
        strcmp(kind->folder, "fonts/") == 0 && epub_is_veiled(epub, url);
    if (!asset->is_veiled)
        epub_add_file(
            epub, asset->name, media->data, (size_t)media->len, kind->method);
    return asset;
}

/* Where media are. */

dc_str
epub_locate(struct epub *epub, dc_str base, dc_str url)
{
    struct epub_buf path = {0};
    struct epub_buf part = {0};
    size_t len = 0;
    if (epub_is_away(url))
        return dc_str_slice(NULL, 0);
    while (len < url.len && url.ptr[len] != '?' && url.ptr[len] != '#')
        len++;
    if (len == 0 || url.ptr[0] != '/')
        epub_put_decoded(&part, base);
    epub_path_add(&path, epub_buf_str(&part));
    part.len = 0;
    epub_put_decoded(&part, dc_str_slice(url.ptr, len));
    epub_path_add(&path, epub_buf_str(&part));
    part.len = 0;
    epub_put_address(&part, epub_buf_str(&path));
    epub_buf_done(epub, &path);
    return epub_keep_buf(epub, &part);
}

bool
epub_find_medium(struct epub *epub, dc_str address, uint32_t wanted,
    dc_media *media, const char **why)
{
    dc_job *job = epub->job;
    const dc_media_table *bag = job->host->media;
    if (bag && bag->lookup(job, address, media) && media->data)
        return true;
    const dc_resource_service *service = dc_service(job, DC_RESOURCE_ID);
    return service && service->lookup(job, address, wanted, media, why);
}
