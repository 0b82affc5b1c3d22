/* SPDX-License-Identifier: MIT */
/*
 * Files of the package: the container (OCF 3.3, section 4) and what all
 * content documents begin with.
 */
#include "write/epub.h"

static void
add_entry(struct epub *epub, dc_str name, const void *data, size_t len,
    uint32_t method)
{
    int32_t status = dc_fail(epub->job, DC_OK);
    if (status == DC_OK)
        status = epub->zip->add(epub->package, name, data, len, method);
    if (status != DC_OK)
        dc_fail(epub->job, status);
}

void
epub_add_file(struct epub *epub, dc_str name, const void *data, size_t len,
    uint32_t method)
{
    struct epub_buf path = {0};
    epub_puts(&path, "EPUB/");
    epub_put_str(&path, name);
    if (path.failed)
        epub_no_memory(epub);
    else
        add_entry(epub, epub_buf_str(&path), data, len, method);
    epub_buf_fini(&path);
}

void
epub_add_text(struct epub *epub, dc_str name, struct epub_buf *buf)
{
    if (buf->failed)
        epub_no_memory(epub);
    else
        epub_add_file(epub, name, buf->data, buf->len, DC_PACKAGE_DEFLATE);
    epub_buf_fini(buf);
}

void
epub_add_meta_file(struct epub *epub, dc_str path, const struct epub_buf *buf)
{
    if (!buf->failed)
        add_entry(epub, path, buf->data, buf->len, DC_PACKAGE_DEFLATE);
}

/*
 * mimetype first, then the container with the stamp, both stored: so the
 * stamp lies at a fixed offset of every file that this writer makes
 * (EPUB_STAMP in epub_plugin.c).
 */
void
epub_write_container(struct epub *epub)
{
    static const char mimetype[] = "application/epub+zip";
    static const char container[] =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<!-- made by docconv -->\n"
        "<container version=\"1.0\" "
        "xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n"
        "<rootfiles>\n"
        "<rootfile full-path=\"EPUB/package.opf\" "
        "media-type=\"application/oebps-package+xml\"/>\n"
        "</rootfiles>\n"
        "</container>\n";
    add_entry(epub, (dc_str)DC_STR("mimetype"), mimetype, sizeof mimetype - 1,
        DC_PACKAGE_STORE);
    add_entry(epub, (dc_str)DC_STR("META-INF/container.xml"), container,
        sizeof container - 1, DC_PACKAGE_STORE);
}

static void
put_html_attrs(struct epub *epub, struct epub_buf *buf)
{
    bool has_language = !dc_str_equal(epub->language, "und");
    if (!epub->is_epub2)
        epub_puts(buf, " xmlns:epub=\"http://www.idpf.org/2007/ops\"");
    if (has_language)
        epub_put_attr(buf, "xml:lang", epub->language);
    if (has_language && !epub->is_epub2)
        epub_put_attr(buf, "lang", epub->language);
    if (epub->is_rtl)
        epub_puts(buf, " dir=\"rtl\"");
}

void
epub_put_sheet_link(struct epub_buf *buf, const char *root, dc_str sheet)
{
    epub_puts(buf, "<link rel=\"stylesheet\" type=\"text/css\" href=\"");
    epub_puts(buf, root);
    epub_put_str(buf, sheet);
    epub_puts(buf, "\"/>\n");
}

/* The book's own sheet, those of the source, those of the user. */
static void
put_head(struct epub *epub, struct epub_buf *buf, dc_str title,
    const char *root, dc_str links)
{
    epub_puts(buf, ">\n<head>\n<title>");
    epub_put_text(buf, title.len ? title : epub->fallback_title);
    epub_puts(buf, "</title>\n");
    epub->has_base_sheet |= epub->has_own_sheet && links.len;
    if (epub->has_own_sheet)
        epub_put_sheet_link(
            buf, root, links.len ? EPUB_BASE_SHEET : EPUB_SHEET);
    epub_put_str(buf, links);
    for (size_t i = 0; i < epub->assets.count; i++)
        if (epub_asset_at(epub, i)->is_linked)
            epub_put_sheet_link(buf, root, epub_asset_at(epub, i)->name);
    epub_puts(buf, "</head>\n");
}

static void
put_root(struct epub *epub, struct epub_buf *buf, unsigned vocabularies)
{
    epub_puts(buf, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    epub_puts(buf,
        epub->is_epub2 ? "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.1//EN\" "
                         "\"http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd\">\n"
                       : "<!DOCTYPE html>\n");
    epub_puts(buf, "<html xmlns=\"http://www.w3.org/1999/xhtml\"");
    put_html_attrs(epub, buf);
    epub_put_vocabularies(buf, vocabularies);
}

void
epub_put_prolog(
    struct epub *epub, struct epub_buf *buf, dc_str title, const char *root)
{
    put_root(epub, buf, 0);
    put_head(epub, buf, title, root, dc_str_slice(NULL, 0));
}

void
epub_put_chapter_prolog(struct epub *epub, const struct epub_chapter *chapter)
{
    dc_str title = chapter->title.len ? chapter->title : epub->title;
    put_root(epub, &epub->page, epub->is_epub2 ? 0 : chapter->vocabularies);
    put_head(epub, &epub->page, title, "../", chapter->source.links);
}
