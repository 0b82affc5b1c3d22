/* SPDX-License-Identifier: MIT */
/*
 * Images.  One that travels with the document goes into the package when it
 * is first shown; of any other the text in its place and, if it is on the
 * web, a link remain.
 */
#include "epub.h"

enum { NAME_MAX = 40 };

/* "images/" + the URL's file name as a slug + the extension of its type. */
static dc_str
name_image(struct epub *epub, dc_str url, const struct epub_image_kind *kind)
{
    struct epub_buf name = {0};
    size_t from = url.len;
    size_t to = url.len;
    while (from > 0 && url.ptr[from - 1] != '/' && url.ptr[from - 1] != '\\')
        from--;
    for (size_t i = from; i < url.len; i++)
        if (url.ptr[i] == '.')
            to = i;
    epub_puts(&name, "images/");
    epub_put_slug(&name, dc_str_slice(url.ptr + from, to - from), NAME_MAX);
    if (name.len == strlen("images/"))
        epub_puts(&name, "image");
    dc_str base = epub_claim(epub, epub_keep_buf(epub, &name));
    epub_put_str(&name, base);
    epub_puts(&name, kind->extension);
    return epub_keep_buf(epub, &name);
}

static const char *
fault_of(struct epub *epub, const dc_media *media, bool is_found,
    struct epub_image_kind *kind)
{
    if (!is_found)
        return "an image that is not at hand";
    if (!epub_sniff_image(media->data, (size_t)media->len, kind))
        return "an image of a kind that books do not hold";
    if (epub->is_epub2 && strcmp(kind->mime, "image/webp") == 0)
        return "an image of a kind that EPUB 2 does not hold";
    return NULL;
}

struct epub_image *
epub_image_at(struct epub *epub, uint32_t number)
{
    struct epub_image *images = epub->images.items;
    return &images[number];
}

/* Puts the image into the package if that is possible. */
static void
load_image(struct epub *epub, dc_str url, uint32_t number)
{
    dc_media media = {0};
    struct epub_image_kind kind;
    media.struct_size = sizeof media;
    bool is_found = epub->job->host->media
        && epub->job->host->media->lookup(epub->job, url, &media);
    const char *fault = fault_of(epub, &media, is_found, &kind);
    epub_image_at(epub, number)->fault = fault;
    if (fault)
        return;
    dc_str name = name_image(epub, url, &kind);
    epub_image_at(epub, number)->name = name;
    epub_image_at(epub, number)->mime = kind.mime;
    epub_sha1_add(&epub->digest, media.data, (size_t)media.len);
    epub_add_file(epub, name, media.data, (size_t)media.len,
        DC_PACKAGE_STORE);
}

uint32_t
epub_add_image(struct epub *epub, dc_str url)
{
    uint32_t *known = epub_map_lookup(&epub->image_map, url);
    if (known)
        return *known;
    uint32_t number = (uint32_t)epub->images.count;
    dc_str kept = epub_keep(epub, url);
    if (!epub_grow(epub, &epub->images, sizeof(struct epub_image)))
        return EPUB_NONE;
    if (kept.len != url.len
        || !epub_map_insert(&epub->image_map, kept, number)) {
        epub_no_memory(epub);
        return EPUB_NONE;
    }
    load_image(epub, url, number);
    return number;
}

/* Text instead of the image; a link if it can be looked at on the web. */
static void
enter_substitute(struct epub *epub, const dc_view *view, dc_str url)
{
    struct epub_buf *out = &epub->out->text;
    struct epub_frame *frame = epub_top(epub);
    bool is_link
        = !epub->links && epub_url_judge(url) == EPUB_URL_EXTERNAL;
    if (is_link) {
        frame->bits |= EPUB_BIT_LINK;
        frame->saved = (uint32_t)epub->late_notes.count;
        epub->links++;
        epub_puts(out, "<a href=\"");
        epub_url_put(out, url);
        epub_puts(out, "\"");
    } else {
        epub_puts(out, "<span");
    }
    epub_put_attrs(epub, view->node, "image", 0);
    epub_puts(out, ">");
    frame->close = is_link ? (dc_str)DC_STR("</a>") : (dc_str)DC_STR("</span>");
    if (is_link && !epub->job->host->walk->first(epub->job, view->node))
        epub_put_text(out, url);
}

/* ` width="640"`, if the attribute is a whole number. */
static void
put_size(struct epub *epub, uint32_t node, const char *name)
{
    dc_str value = dc_attr_of(epub->job, node, name);
    for (size_t i = 0; i < value.len; i++)
        if (value.ptr[i] < '0' || value.ptr[i] > '9')
            return;
    if (value.len > 0 && value.len < 6)
        epub_put_attr(&epub->out->text, name, value);
}

static void
put_image(struct epub *epub, uint32_t node, const struct epub_image *image)
{
    struct epub_buf *out = &epub->out->text;
    epub_puts(out, "<img src=\"../");
    epub_put_value(out, image->name);
    epub_puts(out, "\"");
    put_size(epub, node, "width");
    put_size(epub, node, "height");
    epub_put_attrs(epub, node, "", EPUB_SKIP_TITLE);
    epub_puts(out, " alt=\"");
}

void
epub_enter_image(struct epub *epub, const dc_view *view)
{
    dc_str url = dc_str_field(epub->job, view->node, DC_F_URL);
    uint32_t number = epub_add_image(epub, url);
    const struct epub_image *image
        = number == EPUB_NONE ? NULL : epub_image_at(epub, number);
    if (image && !image->fault) {
        epub_top(epub)->bits |= EPUB_BIT_ALT;
        epub->alts++;
        put_image(epub, view->node, image);
        return;
    }
    epub_report_loss(epub, "epub-image-missing",
        image ? image->fault : "an image", url, view->pos);
    enter_substitute(epub, view, url);
}

static void
leave_alt(struct epub *epub, struct epub_frame *frame)
{
    struct epub_buf *out = &epub->out->text;
    dc_str title = dc_str_field(epub->job, frame->node, DC_F_TITLE);
    epub->alts--;
    if (out->len > frame->mark)
        epub->images_with_alt++;
    else
        epub->images_without_alt++;
    epub_puts(out, "\"");
    if (title.len)
        epub_put_attr(out, "title", title);
    epub_puts(out, "/>");
}

void
epub_leave_image(struct epub *epub, struct epub_frame *frame)
{
    if (frame->bits & EPUB_BIT_ALT)
        leave_alt(epub, frame);
    else
        epub_leave_link(epub, frame);
}
