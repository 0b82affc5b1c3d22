/* SPDX-License-Identifier: MIT */
/*
 * The package document: metadata, the files of the book, and their order
 * (EPUB 3.3, section 5; OPF 2.0.1).
 */
#include "write/epub.h"
#include "write/epub_overlay.h"

void
epub_put_id(struct epub_buf *buf, dc_str name)
{
    for (size_t i = 0; i < name.len; i++)
        epub_put(buf, name.ptr[i] == '/' ? "-" : name.ptr + i, 1);
}

/* The tag of a file's item, which is not closed. */
static void
open_item(
    struct epub_buf *buf, dc_str name, const char *mime, const char *properties)
{
    epub_puts(buf, "<item id=\"");
    epub_put_id(buf, name);
    epub_puts(buf, "\" href=\"");
    epub_put_str(buf, name);
    epub_puts(buf, "\" media-type=\"");
    epub_puts(buf, mime);
    if (properties && *properties) {
        epub_puts(buf, "\" properties=\"");
        epub_puts(buf, properties);
    }
    epub_puts(buf, "\"");
}

static void
put_item(
    struct epub_buf *buf, dc_str name, const char *mime, const char *properties)
{
    open_item(buf, name, mime, properties);
    epub_puts(buf, "/>\n");
}

static void
put_itemref(struct epub_buf *buf, dc_str name, const char *linear)
{
    epub_puts(buf, "<itemref idref=\"");
    epub_put_id(buf, name);
    epub_puts(buf, linear);
}

/* What stays on the web: the name is an address, and no identifier. */
static void
put_remote(
    struct epub_buf *buf, uint32_t number, const struct epub_image *image)
{
    epub_puts(buf, "<item id=\"remote-");
    epub_put_uint(buf, number);
    epub_puts(buf, "\" href=\"");
    epub_put_str(buf, image->name);
    epub_puts(buf, "\" media-type=\"");
    epub_puts(buf, image->mime);
    epub_puts(buf, "\"/>\n");
}

static void
put_images(struct epub *epub, struct epub_buf *buf)
{
    for (uint32_t i = 0; i < epub->images.count; i++) {
        const struct epub_image *image = epub_image_at(epub, i);
        bool is_cover = epub->cover != EPUB_NONE && !epub->is_epub2 &&
            image->name.ptr == epub_image_at(epub, epub->cover)->name.ptr;
        if (image->is_remote)
            put_remote(buf, i + 1, image);
        else if (image->name.len && !image->is_shared)
            put_item(
                buf, image->name, image->mime, is_cover ? "cover-image" : "");
    }
}

/* MathML and what stays on the web, as bits. */
static const char *const chapter_properties[] = {
    "", "mathml", "remote-resources", "mathml remote-resources"};

static void
put_chapter(struct epub_buf *buf, const struct epub_chapter *chapter)
{
    open_item(buf, chapter->name, "application/xhtml+xml",
        chapter_properties[chapter->has_mathml + 2 * chapter->has_remote]);
    if (chapter->overlay.len) {
        epub_puts(buf, " media-overlay=\"");
        epub_put_id(buf, chapter->overlay);
        epub_puts(buf, "\"");
    }
    epub_puts(buf, "/>\n");
}

static void
put_manifest(struct epub *epub, struct epub_buf *buf)
{
    static const char xhtml[] = "application/xhtml+xml";
    epub_puts(buf, "<manifest>\n");
    if (!epub->is_epub2)
        put_item(buf, (dc_str)DC_STR("nav.xhtml"), xhtml, "nav");
    put_item(buf, (dc_str)DC_STR("toc.ncx"), "application/x-dtbncx+xml", "");
    if (epub->has_own_sheet)
        put_item(buf, EPUB_SHEET, "text/css", "");
    if (epub->has_base_sheet)
        put_item(buf, EPUB_BASE_SHEET, "text/css", "");
    for (size_t i = 0; i < epub->assets.count; i++) {
        const struct epub_asset *asset = epub_asset_at(epub, i);
        if (asset->name.len)
            put_item(buf, asset->name, asset->mime, asset->properties);
    }
    if (epub->cover_page_name.len)
        put_item(buf, epub->cover_page_name, xhtml, "");
    for (size_t i = 0; i < EPUB_LEAF_COUNT; i++)
        if (epub->leaves[i].is_made)
            put_item(buf, epub->leaves[i].name, xhtml, "");
    for (size_t i = 0; i < epub->chapters.count; i++) {
        const struct epub_chapter *chapter = epub_chapter_at(epub, i);
        if (chapter->state == EPUB_CHAPTER_WRITTEN)
            put_chapter(buf, chapter);
    }
    put_images(epub, buf);
    epub_puts(buf, "</manifest>\n");
}

static void
put_spine(struct epub *epub, struct epub_buf *buf)
{
    static const char linear[] = "\"/>\n";
    epub_puts(buf, "<spine toc=\"toc.ncx\"");
    dc_str direction = epub_meta_line(epub, "page-progression-direction");
    bool is_ltr = dc_str_equal(direction, "ltr");
    bool is_rtl = dc_str_equal(direction, "rtl") ||
        ((epub->is_rtl || epub->is_vertical) && !is_ltr);
    if (direction.len && !is_ltr && !dc_str_equal(direction, "rtl") &&
        !dc_str_equal(direction, "default"))
        epub_report_loss(epub, "epub-direction",
            "a direction of pages that is none was left out", direction,
            DC_POS_NONE);
    if (is_rtl && !epub->is_epub2)
        epub_puts(buf, " page-progression-direction=\"rtl\"");
    epub_puts(buf, ">\n");
    if (epub->cover_page_name.len)
        put_itemref(buf, epub->cover_page_name, linear);
    for (size_t i = 0; i < EPUB_LEAF_COLOPHON; i++)
        if (epub->leaves[i].is_made)
            put_itemref(buf, epub->leaves[i].name, linear);
    /* A source has its contents page among its files, if it has one. */
    if (!epub->is_epub2 && !epub_is_book_again(epub) && !epub->has_nav_page)
        put_itemref(buf, (dc_str)DC_STR("nav.xhtml"),
            epub->has_contents_page ? linear : "\" linear=\"no\"/>\n");
    for (size_t i = 0; i < epub->chapters.count; i++) {
        const struct epub_chapter *chapter = epub_chapter_at(epub, i);
        bool is_aside = chapter->source.is_aside && chapter->is_listed;
        if (chapter->state == EPUB_CHAPTER_CONTENTS)
            is_aside = chapter->source.is_aside || epub->refuses_contents;
        if (chapter->state == EPUB_CHAPTER_WRITTEN ||
            chapter->state == EPUB_CHAPTER_CONTENTS)
            put_itemref(
                buf, chapter->name, is_aside ? "\" linear=\"no\"/>\n" : linear);
    }
    if (epub->leaves[EPUB_LEAF_COLOPHON].is_made)
        put_itemref(buf, epub->leaves[EPUB_LEAF_COLOPHON].name, linear);
    epub_puts(buf, "</spine>\n");
}

/* What EPUB 3 says in the landmarks of its navigation document. */
static void
put_guide(struct epub *epub, struct epub_buf *buf)
{
    struct epub_landmark landmark;
    size_t number = 0;
    epub_puts(buf, "<guide>\n");
    while (epub_landmark_next(epub, &number, &landmark)) {
        epub_puts(buf, "<reference type=\"");
        epub_puts(buf, landmark.reference);
        epub_puts(buf, "\"");
        epub_put_attr(buf, "title", landmark.label);
        epub_puts(buf, " href=\"");
        epub_put_str(buf, landmark.name);
        if (landmark.fragment.len)
            epub_puts(buf, "#");
        epub_put_str(buf, landmark.fragment);
        epub_puts(buf, "\"/>\n");
    }
    epub_puts(buf, "</guide>\n");
}

static void
put_package(struct epub *epub, struct epub_buf *buf)
{
    epub_puts(buf,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"");
    epub_puts(buf, epub->is_epub2 ? "2.0" : "3.0");
    epub_puts(buf, "\" unique-identifier=\"book-id\"");
    if (!epub->is_epub2) {
        epub_put_attr(buf, "xml:lang", epub->language);
        epub_puts(buf, epub->is_rtl ? " dir=\"rtl\"" : "");
        epub_put_prefixes(epub, buf);
    }
    epub_puts(buf,
        ">\n<metadata "
        "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"");
    epub_puts(buf,
        epub->is_epub2 ? " xmlns:opf=\"http://www.idpf.org/2007/opf\">\n"
                       : ">\n");
}

void
epub_write_opf(struct epub *epub)
{
    struct epub_buf buf = {0};
    put_package(epub, &buf);
    epub_put_metadata(epub, &buf);
    epub_put_said(epub, &buf);
    if (epub->is_vertical) /* Kindle goes by this alone. */
        epub_puts(&buf,
            "<meta name=\"primary-writing-mode\" "
            "content=\"vertical-rl\"/>\n");
    epub_put_accessibility(epub, &buf);
    if (epub->cover != EPUB_NONE) {
        epub_puts(&buf, "<meta name=\"cover\" content=\"images-");
        dc_str name = epub_image_at(epub, epub->cover)->name;
        epub_put(
            &buf, name.ptr + strlen("images/"), name.len - strlen("images/"));
        epub_puts(&buf, "\"/>\n");
    }
    epub_put_overlay_metadata(epub, &buf);
    epub_puts(&buf, "</metadata>\n");
    put_manifest(epub, &buf);
    put_spine(epub, &buf);
    if (epub->is_epub2)
        put_guide(epub, &buf);
    epub_puts(&buf, "</package>\n");
    epub_add_text(epub, (dc_str)DC_STR("package.opf"), &buf);
}
