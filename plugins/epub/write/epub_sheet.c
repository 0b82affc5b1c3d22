/* SPDX-License-Identifier: MIT */
/*
 * Style sheets, and the files that they name: those of the source's files
 * (data-styles), and those of --css.  Each is a file of the book; sheets that
 * it imports, images and fonts come with it.  What a sheet of the source names
 * is a medium of the document; for --css it is looked for beside the sheet,
 * then by the service docconv.resource/1.  What is not there, or on the web,
 * is left out and reported (epub_css.c takes it out of the text).
 *
 * Sheets wait in a row: an imported one goes to its end, so nothing recurses.
 */
#include "base/epub_path.h"
#include "base/epub_utf8.h"
#include "docconv/ext/resource.h"
#include "write/epub_font.h"
#include "write/epub_sheet.h"

enum {
    /* More files than any sheet means to bring. */
    ASSETS_MAX = 1000
};

/* Instead of the number of a --css: the source brought it. */
#define OF_SOURCE UINT32_MAX

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

static const struct epub_kind sheet_kind = {
    "styles/", "text/css", ".css", DC_PACKAGE_DEFLATE};

/* Enters a sheet that was found; its text is written when its turn comes. */
static struct epub_asset *
add_sheet(struct epub *epub, dc_str url, const dc_media *media, uint32_t option)
{
    struct epub_asset *sheet = epub_asset_add(epub, url, &sheet_kind);
    if (!sheet)
        return NULL;
    sheet->text = media->len
        ? dc_str_slice((const char *)media->data, (size_t)media->len)
        : (dc_str)DC_STR("");
    sheet->option = option;
    sheet->url = epub_keep(epub, url);
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

/* `url` as it reads from where a sheet of --css is, without steps up; kept. */
static dc_str
resolve_option(struct epub *epub, dc_str base, dc_str url)
{
    struct epub_buf buf = {0};
    if (base.len == 0 || !is_relative(url))
        return url;
    for (; url.len >= 3 && memcmp(url.ptr, "../", 3) == 0 && base.len;
         url = dc_str_slice(url.ptr + 3, url.len - 3))
        base = folder_of(dc_str_slice(base.ptr, base.len - 1));
    epub_put_str(&buf, base);
    epub_put_str(&buf, url);
    return epub_keep_buf(epub, &buf);
}

static dc_str
resolve(struct epub *epub, const struct epub_asset *sheet, dc_str url)
{
    return sheet->option == OF_SOURCE ? epub_locate(epub, sheet->base, url)
                                      : resolve_option(epub, sheet->base, url);
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
    if (sheet->base.len || sheet->option == OF_SOURCE ||
        !dc_option_beside(epub->job, "css", sheet->option, name, &file))
        return false;
    media->data = file.data;
    media->len = file.len;
    return true;
}

/* By its address `at`; `url` is how the sheet spells it. */
static bool
find(struct epub *epub, const struct epub_asset *sheet, dc_str at, dc_str url,
    bool is_sheet, dc_media *media)
{
    const char *why = "not at hand";
    uint32_t wanted =
        is_sheet ? DC_RESOURCE_STYLE : DC_RESOURCE_IMAGE | DC_RESOURCE_FONT;
    if (find_beside(epub, sheet, url, media) ||
        epub_find_medium(epub, at, wanted, media, &why))
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

/* What the sheet names `url`, which is at `at`; NULL: reported. */
static struct epub_asset *
bring(struct epub *epub, struct epub_asset sheet, dc_str at, dc_str url,
    bool is_sheet)
{
    dc_media media = {.struct_size = sizeof media};
    struct epub_kind kind;
    if (epub->assets.count >= ASSETS_MAX) {
        epub_css_report(
            epub, "a style sheet names a file that is ", "one too many", url);
        return NULL;
    }
    struct epub_asset *font = sheet.option == OF_SOURCE || is_sheet
        ? NULL
        : epub_font_named(epub, url);
    if (font)
        return font;
    if (!find(epub, &sheet, at, url, is_sheet, &media))
        return NULL;
    if (is_sheet) {
        struct epub_asset *added = add_sheet(epub, url, &media, sheet.option);
        if (added && (sheet.base.len || sheet.option == OF_SOURCE))
            added->base = folder_of(at);
        return added;
    }
    if (epub_sniff_of_sheet(epub, &media, &kind))
        return epub_asset_store(epub, at, &kind, &media);
    epub_css_report(epub, "a style sheet names a file that is ",
        "of a kind that the book does not hold", url);
    return NULL;
}

dc_str
epub_sheet_bring(struct epub *epub, uint32_t sheet, dc_str url, bool is_sheet)
{
    dc_str none = {NULL, 0};
    if (sheet == EPUB_NONE) {
        epub_css_report(
            epub, "the style of an SVG image names ", "another file", url);
        return none;
    }
    const struct epub_asset from = *epub_asset_at(epub, sheet);
    dc_str at = resolve(epub, &from, url);
    dc_str key = key_of(epub, from.option, at.len ? at : url);
    const uint32_t *known = epub_map_lookup(&epub->asset_map, key);
    if (known)
        return *known == EPUB_NONE ? none : epub_asset_at(epub, *known)->name;
    const struct epub_asset *asset =
        bring(epub, from, at.len ? at : url, url, is_sheet);
    const struct epub_asset *first = epub->assets.items;
    note_asset(epub, key, asset ? (uint32_t)(asset - first) : EPUB_NONE);
    return asset ? asset->name : none;
}

/* A file that was asked for and is not there ends the job. */
static void
fail_option(struct epub *epub, dc_str url)
{
    struct epub_buf text = {0};
    epub_puts(&text, "--css: cannot read ");
    epub_put_str(&text, url);
    dc_report_at(
        epub->job, DC_DIAG_ERROR, "epub-css", epub_buf_str(&text), DC_POS_NONE);
    epub_buf_fini(&text);
    dc_fail(epub->job, DC_E_RESOURCE);
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
        if (epub_url_judge(url) == EPUB_URL_EXTERNAL)
            epub_css_report(epub, "a style sheet that is ", why, url);
        else
            fail_option(epub, url);
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

/*
 * Writes the sheet, without what could not be brought.  One that is no text
 * is left out; where it is imported, or of --css, an empty file remains.
 */
static void
write_sheet(struct epub *epub, uint32_t number)
{
    struct epub_buf css = {0};
    const struct epub_asset sheet = *epub_asset_at(epub, number);
    dc_media media = {
        .data = (const uint8_t *)sheet.text.ptr, .len = sheet.text.len};
    bool is_text = is_utf8(&media);
    if (!is_text)
        epub_css_report(
            epub, "a style sheet that is ", "not in UTF-8", sheet.url);
    else if (epub_css_copy(epub, number, sheet.text, &css) > 0)
        epub_css_report(epub, "parts of a style sheet were left out that are ",
            "not well-formed", sheet.url);
    epub->survey.has_vertical = epub->survey.has_vertical ||
        (css.len && memmem(css.data, css.len, "vertical-rl", 11));
    if (!is_text && sheet.is_of_file)
        epub_asset_at(epub, number)->name.len = 0;
    else
        epub_add_text(epub, sheet.name, &css);
}

/* Writes the sheets from number `first` on, and those that they import. */
static void
write_sheets(struct epub *epub, uint32_t first)
{
    for (uint32_t i = first; i < epub->assets.count; i++)
        if (epub_asset_at(epub, i)->text.ptr)
            write_sheet(epub, i);
}

void
epub_take_sheets(struct epub *epub)
{
    const dc_option_table *table = epub->job->host->option;
    uint32_t count = table->count(epub->job, "css");
    for (uint32_t i = 0; i < count; i++)
        take_option(epub, i);
    write_sheets(epub, 0);
}

/* Sheets of the source. */

/* The number of the sheet that is the medium `name`, or EPUB_NONE. */
static uint32_t
source_sheet(struct epub *epub, dc_str name)
{
    dc_media media = {.struct_size = sizeof media};
    const char *why = "not at hand";
    dc_str key = key_of(epub, OF_SOURCE, name);
    const uint32_t *known = epub_map_lookup(&epub->asset_map, key);
    uint32_t number = (uint32_t)epub->assets.count;
    if (known)
        return *known;
    if (!epub_find_medium(epub, name, DC_RESOURCE_STYLE, &media, &why)) {
        epub_css_report(epub, "a style sheet that is ", why, name);
        number = EPUB_NONE;
    } else if (epub->has_own_sheet &&
        epub_is_base_sheet(dc_str_slice(
            (const char *)media.data, (size_t)media.len))) {
        number = EPUB_NONE; /* the file gets it again */
    } else {
        struct epub_asset *sheet = add_sheet(epub, name, &media, OF_SOURCE);
        if (!sheet)
            return EPUB_NONE;
        sheet->base = folder_of(sheet->url);
        sheet->is_of_file = true;
    }
    note_asset(epub, key, number);
    if (number != EPUB_NONE)
        write_sheets(epub, number);
    return number;
}

dc_str
epub_source_links(struct epub *epub, dc_str names)
{
    struct epub_buf links = {0};
    size_t from = 0;
    for (size_t i = 0; i <= names.len; i++) {
        if (i < names.len && names.ptr[i] != ' ')
            continue;
        dc_str name = {names.ptr + from, i - from};
        uint32_t sheet = name.len ? source_sheet(epub, name) : EPUB_NONE;
        if (sheet != EPUB_NONE && epub_asset_at(epub, sheet)->name.len)
            epub_put_sheet_link(
                &links, "../", epub_asset_at(epub, sheet)->name);
        from = i + 1;
    }
    return epub_keep_buf(epub, &links);
}
