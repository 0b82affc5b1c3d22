/* SPDX-License-Identifier: MIT */
/*
 * The fonts of --epub-embed-font.  Each is a file of the book, once, and has a
 * rule in a sheet of their own that all content documents link to, before the
 * sheets of --css: with it a name in a sheet is enough to use the font.
 *
 * A font that is given is meant to be seen.  So the first is that of the text;
 * but not one whose family a sheet of --css names, or whose file, as pandoc's
 * users do (url("../fonts/a.ttf")): that sheet says what the font is for.
 */
#include "write/epub_font.h"

#define RULE "epub-embed-font"

/* A font of the user; its rule stands in the sheet. */
struct epub_font {
    struct epub_face face;
    dc_str file; /* as it was called */
    uint32_t asset;
    bool is_used; /* a sheet of --css names the file */
};

static struct epub_font *
font_at(struct epub *epub, size_t number)
{
    struct epub_font *fonts = epub->fonts.items;
    return &fonts[number];
}

/* Says something of a file; an error ends the job. */
static void
report(struct epub *epub, uint32_t severity, dc_str file, const char *what)
{
    struct epub_buf text = {0};
    epub_puts(&text, "--epub-embed-font ");
    epub_put_str(&text, file);
    epub_puts(&text, ": ");
    epub_puts(&text, what);
    dc_report_at(epub->job, severity, RULE, epub_buf_str(&text), DC_POS_NONE);
    epub_buf_done(epub, &text);
    if (severity == DC_DIAG_ERROR)
        dc_fail(epub->job, DC_E_RESOURCE);
}

/* What keeps the file from being a font of the book, or NULL. */
static const char *
find_fault(struct epub *epub, const dc_input *file, struct epub_kind *kind,
    struct epub_face *face)
{
    dc_media media = {.data = file->data, .len = file->len};
    if (file->len >= 4 && memcmp(file->data, "ttcf", 4) == 0)
        return "several fonts in one file, of which a book can use none";
    if (!epub_sniff_font(epub, &media, kind))
        return epub->is_epub2 && file->len >= 4 &&
                memcmp(file->data, "wOF2", 4) == 0
            ? "EPUB 2 does not hold WOFF 2"
            : "no font (TTF, OTF, WOFF, WOFF2)";
    return epub_face_read(file->data, (size_t)file->len, face)
        ? NULL
        : "the font is damaged or cut short";
}

static void
add_font(struct epub *epub, uint32_t asset, dc_str file,
    const struct epub_face *face)
{
    for (size_t i = 0; i < epub->fonts.count; i++)
        if (font_at(epub, i)->asset == asset)
            return;
    struct epub_font *font = epub_grow(epub, &epub->fonts, sizeof *font);
    if (!font)
        return;
    font->face = *face;
    font->file = epub_keep(epub, file);
    font->asset = asset;
    epub_face_complete(&font->face, file);
    if (face->is_restricted)
        report(epub, DC_DIAG_WARNING, file,
            "the font says that its licence forbids to embed it");
}

static void
take_font(struct epub *epub, uint32_t index)
{
    dc_input file = {.struct_size = sizeof file};
    struct epub_kind kind;
    struct epub_face face;
    if (!dc_option_file(epub->job, "epub-embed-font", index, &file))
        return;
    const char *fault = find_fault(epub, &file, &kind, &face);
    if (fault) {
        report(epub, DC_DIAG_ERROR, file.name, fault);
        return;
    }
    dc_media media = {
        .struct_size = sizeof media, .data = file.data, .len = file.len};
    const struct epub_asset *asset =
        epub_asset_store(epub, file.name, &kind, &media);
    const struct epub_asset *first = epub->assets.items;
    if (asset)
        add_font(epub, (uint32_t)(asset - first), file.name, &face);
}

void
epub_take_fonts(struct epub *epub)
{
    static const struct epub_kind sheet_kind = {
        "styles/", "text/css", ".css", DC_PACKAGE_DEFLATE};
    uint32_t count = dc_option_count(epub->job, "epub-embed-font");
    for (uint32_t i = 0; i < count; i++)
        take_font(epub, i);
    if (epub->fonts.count == 0)
        return;
    epub->font_sheet = (uint32_t)epub->assets.count;
    struct epub_asset *sheet =
        epub_asset_add(epub, (dc_str)DC_STR("fonts.css"), &sheet_kind);
    if (sheet)
        sheet->is_linked = true;
}

struct epub_asset *
epub_font_named(struct epub *epub, dc_str url)
{
    size_t from = url.len;
    while (from > 0 && url.ptr[from - 1] != '/')
        from--;
    dc_str name = dc_str_slice(url.ptr + from, url.len - from);
    for (size_t i = 0; i < epub->fonts.count; i++) {
        struct epub_font *font = font_at(epub, i);
        if (font->file.len != name.len ||
            memcmp(font->file.ptr, name.ptr, name.len) != 0)
            continue;
        font->is_used = true;
        return epub_asset_at(epub, font->asset);
    }
    return NULL;
}

/* The sheet. */

/* As a string of CSS. */
static void
put_string(struct epub_buf *css, dc_str text)
{
    epub_puts(css, "\"");
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '"' || text.ptr[i] == '\\')
            epub_puts(css, "\\");
        epub_put(css, text.ptr + i, 1);
    }
    epub_puts(css, "\"");
}

static void
put_family(struct epub_buf *css, const struct epub_face *face)
{
    epub_puts(css, "font-family: ");
    put_string(css, dc_str_slice(face->family, face->family_len));
}

static void
put_weight(
    struct epub *epub, struct epub_buf *css, const struct epub_face *face)
{
    bool is_range = face->weight_max && !epub->is_epub2;
    epub_puts(css, ";\n  font-weight: ");
    epub_put_uint(css, face->weight_max && !is_range ? 400 : face->weight);
    if (is_range) {
        epub_puts(css, " ");
        epub_put_uint(css, face->weight_max);
    }
}

static void
put_rule(struct epub *epub, struct epub_buf *css, const struct epub_font *font)
{
    static const char *const widths[] = {NULL, "ultra-condensed",
        "extra-condensed", "condensed", "semi-condensed", NULL, "semi-expanded",
        "expanded", "extra-expanded", "ultra-expanded"};
    const struct epub_face *face = &font->face;
    bool has_width =
        face->width < sizeof widths / sizeof widths[0] && widths[face->width];
    epub_puts(css, "@font-face {\n  ");
    put_family(css, face);
    put_weight(epub, css, face);
    epub_puts(css, ";\n  font-style: ");
    epub_puts(css, face->style ? face->style : "normal");
    epub_puts(css, has_width ? ";\n  font-stretch: " : "");
    epub_puts(css, has_width ? widths[face->width] : "");
    epub_puts(css, ";\n  src: url(\"../");
    epub_put_str(css, epub_asset_at(epub, font->asset)->name);
    epub_puts(css, "\");\n}\n");
}

static bool
is_same_family(const struct epub_face *a, const struct epub_face *b)
{
    return a->family_len == b->family_len &&
        memcmp(a->family, b->family, a->family_len) == 0;
}

/* True if a sheet of the user names that family, or a file of it. */
static bool
is_used(struct epub *epub, const struct epub_face *face)
{
    for (size_t i = 0; i < epub->fonts.count; i++)
        if (font_at(epub, i)->is_used &&
            is_same_family(&font_at(epub, i)->face, face))
            return true;
    for (size_t i = 0; i < epub->assets.count; i++) {
        dc_str text = epub_asset_at(epub, i)->text;
        if (text.len &&
            memmem(text.ptr, text.len, face->family, face->family_len))
            return true;
    }
    return false;
}

/* The first font that no sheet has a use for is that of the text. */
static void
put_text_rule(struct epub *epub, struct epub_buf *css)
{
    for (size_t i = 0; i < epub->fonts.count; i++) {
        const struct epub_face *face = &font_at(epub, i)->face;
        if (is_used(epub, face))
            continue;
        epub_puts(css, "body { ");
        put_family(css, face);
        epub_puts(css, face->is_sans ? ", sans-serif; }\n" : ", serif; }\n");
        return;
    }
}

void
epub_write_font_sheet(struct epub *epub)
{
    struct epub_buf css = {0};
    if (epub->fonts.count == 0 || dc_fail(epub->job, DC_OK) != DC_OK)
        return;
    for (size_t i = 0; i < epub->fonts.count; i++)
        put_rule(epub, &css, font_at(epub, i));
    put_text_rule(epub, &css);
    epub_add_text(epub, epub_asset_at(epub, epub->font_sheet)->name, &css);
}
