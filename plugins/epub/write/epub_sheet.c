/* SPDX-License-Identifier: MIT */
/*
 * The style sheets of --css, and the files that they name.  Each sheet is a
 * file of the book, linked behind the book's own; sheets that it imports,
 * images and fonts come with it.  They are looked for beside the sheet, then
 * by the service docconv.resource/1; what is not there, or on the web, is
 * left out and reported (epub_css.c takes it out of the text).
 *
 * Sheets wait in a row: an imported one goes to its end, so nothing recurses.
 */
#include "base/epub_utf8.h"
#include "docconv/ext/resource.h"
#include "write/epub.h"

enum {
    NAME_MAX = 40,
    /* More files than any sheet means to bring. */
    ASSETS_MAX = 1000
};

/* A kind of file that a sheet may name. */
struct kind {
    const char *folder;
    const char *mime;
    const char *extension;
};

static const struct font {
    char head[5];
    struct kind kind;
    const char *old_mime; /* in EPUB 2, before fonts had types of their own */
} fonts[] = {
    {"wOFF", {"fonts/", "font/woff", ".woff"}, "application/font-woff"},
    {"wOF2", {"fonts/", "font/woff2", ".woff2"}, NULL},
    {"OTTO", {"fonts/", "font/otf", ".otf"}, "application/vnd.ms-opentype"},
    {{0, 1, 0, 0, 0}, {"fonts/", "font/ttf", ".ttf"},
        "application/x-font-truetype"},
};

static bool
sniff_font(struct epub *epub, const dc_media *media, struct kind *kind)
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

static bool
sniff(struct epub *epub, const dc_media *media, struct kind *kind)
{
    struct epub_image_kind image;
    kind->folder = "images/";
    if (!epub_sniff_image(media->data, (size_t)media->len, &image))
        return sniff_font(epub, media, kind);
    kind->mime = image.mime;
    kind->extension = image.extension;
    return !epub->is_epub2 || strcmp(image.mime, "image/webp") != 0;
}

static bool
is_utf8(const dc_media *media)
{
    const unsigned char *at = media->data;
    const unsigned char *end = at + media->len;
    while (at < end) {
        struct epub_char c = epub_utf8_next(at, end);
        if (!epub_is_xml_char(c.code))
            return false;
        if (c.code == 0xFFFD && (end - at < 3 || *at != 0xEF))
            return false;
        at += c.len;
    }
    return true;
}

/* A free name in the folder, after the file's own. */
static dc_str
name_asset(struct epub *epub, dc_str url, const struct kind *kind)
{
    struct epub_buf name = {0};
    size_t from = url.len;
    size_t to = url.len;
    while (from > 0 && url.ptr[from - 1] != '/' && url.ptr[from - 1] != '\\')
        from--;
    for (size_t i = from; i < url.len; i++)
        if (url.ptr[i] == '.')
            to = i;
    epub_puts(&name, kind->folder);
    size_t bare = name.len;
    if (!epub_url_is_data(url))
        epub_put_slug(&name, dc_str_slice(url.ptr + from, to - from), NAME_MAX);
    if (name.len == bare)
        epub_puts(&name, "file");
    dc_str base = epub_claim(epub, epub_keep_buf(epub, &name));
    epub_put_str(&name, base);
    epub_puts(&name, kind->extension);
    return epub_keep_buf(epub, &name);
}

struct epub_asset *
epub_asset_at(struct epub *epub, size_t number)
{
    struct epub_asset *assets = epub->assets.items;
    return &assets[number];
}

static struct epub_asset *
add_asset(struct epub *epub, dc_str url, const struct kind *kind)
{
    struct epub_asset *asset =
        epub_grow(epub, &epub->assets, sizeof(struct epub_asset));
    if (asset) {
        asset->name = name_asset(epub, url, kind);
        asset->mime = kind->mime;
    }
    return asset;
}

static const struct kind sheet_kind = {"styles/", "text/css", ".css"};

/* Enters a sheet that was found; its text is written when its turn comes. */
static struct epub_asset *
add_sheet(struct epub *epub, dc_str url, const dc_media *media, uint32_t option)
{
    struct epub_asset *sheet = add_asset(epub, url, &sheet_kind);
    if (!sheet)
        return NULL;
    sheet->text = media->len
        ? dc_str_slice((const char *)media->data, (size_t)media->len)
        : (dc_str)DC_STR("");
    sheet->option = option;
    return sheet;
}

/* The folder part of the address, with its slash. */
static dc_str
folder_of(dc_str url)
{
    while (url.len && url.ptr[url.len - 1] != '/')
        url.len--;
    return url;
}

/* True for what an address of another file may be put behind a folder. */
static bool
is_relative(dc_str url)
{
    for (size_t i = 0; i < url.len && url.ptr[i] != '/'; i++)
        if (url.ptr[i] == ':')
            return false;
    return url.len && url.ptr[0] != '/';
}

/* `url` as it reads from where the sheet is, without steps up; kept. */
static dc_str
resolve(struct epub *epub, const struct epub_asset *sheet, dc_str url)
{
    struct epub_buf buf = {0};
    dc_str base = sheet->base;
    if (base.len == 0 || !is_relative(url))
        return url;
    for (; url.len >= 3 && memcmp(url.ptr, "../", 3) == 0 && base.len;
         url = dc_str_slice(url.ptr + 3, url.len - 3))
        base = folder_of(dc_str_slice(base.ptr, base.len - 1));
    epub_put_str(&buf, base);
    epub_put_str(&buf, url);
    return epub_keep_buf(epub, &buf);
}

/* What stands beside the sheet's own file, if that is one. */
static bool
find_beside(struct epub *epub, const struct epub_asset *sheet, dc_str url,
    dc_media *media)
{
    dc_input file;
    size_t len = 0;
    while (len < url.len && url.ptr[len] != '?' && url.ptr[len] != '#')
        len++;
    dc_str name = dc_str_slice(url.ptr, len);
    if (sheet->base.len ||
        !dc_option_beside(epub->job, "css", sheet->option, name, &file))
        return false;
    media->data = file.data;
    media->len = file.len;
    return true;
}

static bool
find(struct epub *epub, const struct epub_asset *sheet, dc_str url,
    uint32_t wanted, dc_media *media)
{
    const char *why = "not at hand";
    const dc_resource_service *service;
    media->struct_size = sizeof *media;
    if (find_beside(epub, sheet, url, media))
        return true;
    service = dc_service(epub->job, DC_RESOURCE_ID);
    if (service &&
        service->lookup(
            epub->job, resolve(epub, sheet, url), wanted, media, &why))
        return true;
    epub_css_report(epub, "a style sheet names a file that is ", why, url);
    return false;
}

/* "1:" + the path: what one --css brings from one place is one file. */
static dc_str
key_of(struct epub *epub, uint32_t option, dc_str path)
{
    struct epub_buf key = {0};
    epub_put_uint(&key, option);
    epub_puts(&key, ":");
    epub_put_str(&key, path);
    return epub_keep_buf(epub, &key);
}

static void
note_asset(struct epub *epub, dc_str key, uint32_t number)
{
    if (!epub_map_insert(&epub->asset_map, key, number))
        epub_no_memory(epub);
}

static struct epub_asset *
bring(struct epub *epub, struct epub_asset sheet, dc_str url, bool is_sheet)
{
    dc_media media = {0};
    struct kind kind;
    uint32_t wanted =
        is_sheet ? DC_RESOURCE_STYLE : DC_RESOURCE_IMAGE | DC_RESOURCE_FONT;
    if (epub->assets.count >= ASSETS_MAX) {
        epub_css_report(
            epub, "a style sheet names a file that is ", "one too many", url);
        return NULL;
    }
    if (!find(epub, &sheet, url, wanted, &media))
        return NULL;
    if (is_sheet) {
        struct epub_asset *added = add_sheet(epub, url, &media, sheet.option);
        if (added && sheet.base.len)
            added->base = folder_of(resolve(epub, &sheet, url));
        return added;
    }
    if (!sniff(epub, &media, &kind)) {
        epub_css_report(epub, "a style sheet names a file that is ",
            "of a kind that the book does not hold", url);
        return NULL;
    }
    struct epub_asset *added = add_asset(epub, url, &kind);
    if (added)
        epub_add_file(
            epub, added->name, media.data, (size_t)media.len, DC_PACKAGE_STORE);
    return added;
}

dc_str
epub_sheet_bring(struct epub *epub, uint32_t sheet, dc_str url, bool is_sheet)
{
    dc_str none = {NULL, 0};
    const struct epub_asset from = *epub_asset_at(epub, sheet);
    dc_str key = key_of(epub, from.option, resolve(epub, &from, url));
    const uint32_t *known = epub_map_lookup(&epub->asset_map, key);
    if (known)
        return *known == EPUB_NONE ? none : epub_asset_at(epub, *known)->name;
    const struct epub_asset *asset = bring(epub, from, url, is_sheet);
    uint32_t number =
        asset ? (uint32_t)epub->assets.count - 1 : (uint32_t)EPUB_NONE;
    note_asset(epub, key, number);
    return asset ? asset->name : none;
}

/* The sheet that value number `index` of --css means, or a report. */
static void
take_option(struct epub *epub, uint32_t index)
{
    dc_job *job = epub->job;
    dc_str url = dc_option_str_at(job, "css", index);
    dc_input file;
    dc_media media = {.struct_size = sizeof media};
    bool is_file = dc_option_file(job, "css", index, &file) != 0;
    const char *why = "not at hand";
    const dc_resource_service *service = dc_service(job, DC_RESOURCE_ID);
    if (is_file) {
        media.data = file.data;
        media.len = file.len;
    } else if (!service ||
        !service->lookup(job, url, DC_RESOURCE_STYLE, &media, &why)) {
        epub_css_report(epub, "a style sheet that is ", why, url);
        return;
    }
    struct epub_asset *sheet = add_sheet(epub, url, &media, index);
    if (!sheet)
        return;
    sheet->is_linked = true;
    if (!is_file)
        sheet->base = folder_of(url);
    note_asset(epub, key_of(epub, index, is_file ? file.name : url),
        (uint32_t)epub->assets.count - 1);
}

/* Writes the sheet, without what could not be brought. */
static void
write_sheet(struct epub *epub, uint32_t number)
{
    struct epub_buf css = {0};
    dc_str text = epub_asset_at(epub, number)->text;
    dc_str name = epub_asset_at(epub, number)->name;
    dc_media media = {
        .data = (const uint8_t *)text.ptr, .len = (uint64_t)text.len};
    const char *fault = NULL;
    if (!is_utf8(&media))
        fault = "not in UTF-8";
    else if (!epub_css_copy(epub, number, text, &css))
        fault = "not well-formed";
    if (fault) {
        epub_css_report(epub, "a style sheet that is ", fault, name);
        css.len = 0;
    }
    epub_add_text(epub, name, &css);
}

void
epub_take_sheets(struct epub *epub)
{
    const dc_option_table *table = epub->job->host->option;
    uint32_t count = table->count(epub->job, "css");
    for (uint32_t i = 0; i < count; i++)
        take_option(epub, i);
    for (uint32_t i = 0; i < epub->assets.count; i++)
        if (epub_asset_at(epub, i)->text.ptr)
            write_sheet(epub, i);
}
