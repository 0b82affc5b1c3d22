/* SPDX-License-Identifier: MIT */
/*
 * Images.  One that travels with the document, or stands beside it, goes into
 * the package when it is first shown, or later: a reader may bring it after
 * the text.  Of one that never comes its text remains and, if it is on the
 * web, a link.
 */
#include "docconv/ext/resource.h"
#include "write/epub_svg.h"
#include "write/epub_player.h"

enum {
    NAME_MAX = 40,
    /* So much text does not wait for images that may never come. */
    PATIENCE = 64 << 20,
    /* A gigabyte when it is decoded: nothing but a bomb. */
    PIXELS_MAX = 1 << 28
};

/* What an image of the document may be. */
#define WANTED (DC_RESOURCE_IMAGE | DC_RESOURCE_AUDIO | DC_RESOURCE_VIDEO)

/*
 * "images/" + the URL's file name as a slug + the extension of its type.  What
 * a data: address has behind its slash is no name.
 */
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
    if (!epub_url_is_data(url))
        epub_put_slug(&name, dc_str_slice(url.ptr + from, to - from), NAME_MAX);
    if (name.len == strlen("images/"))
        epub_puts(&name, "image");
    dc_str base = epub_claim(epub, epub_keep_buf(epub, &name));
    epub_put_str(&name, base);
    epub_puts(&name, kind->extension);
    return epub_keep_buf(epub, &name);
}

/* Kinds of images that books do not hold, by the names that people use. */
static const struct {
    const char *mime;
    const char *fault;
} foreign[] = {
    {"image/avif",
        "an AVIF image, which books do not hold; JPEG or WebP would stay"},
    {"image/bmp", "a BMP image, which books do not hold; PNG would stay"},
    {"image/heic", "a HEIC image, which books do not hold; JPEG would stay"},
    {"image/jp2",
        "a JPEG 2000 image, which books do not hold; JPEG would stay"},
    {"image/jxl", "a JPEG XL image, which books do not hold; JPEG would stay"},
    {"image/tiff",
        "a TIFF image, which books do not hold; PNG or JPEG would stay"},
};

static const char *
name_fault(dc_str mime)
{
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++)
        if (dc_str_equal(mime, foreign[i].mime))
            return foreign[i].fault;
    return mime.len ? "an image that is damaged: its size cannot be read"
                    : "no image of a kind that books hold: PNG, JPEG, GIF, SVG";
}

/* By the bytes: PNG, JPEG, GIF, WebP (not in EPUB 2). */
static const char *
fault_of(struct epub *epub, const dc_media *media, struct epub_image_kind *kind)
{
    if (!epub_sniff_image(media->data, (size_t)media->len, kind))
        return name_fault(media->mime);
    if ((uint64_t)kind->width * kind->height > PIXELS_MAX)
        return "an image of more pixels than reading systems can show";
    if (epub->is_epub2 && strcmp(kind->mime, "image/webp") == 0)
        return "a WebP image, which EPUB 2 does not hold; EPUB 3 does";
    return NULL;
}

struct epub_image *
epub_image_at(struct epub *epub, uint32_t number)
{
    struct epub_image *images = epub->images.items;
    return &images[number];
}

/*
 * Among the document's media; else, once, among the files beside the input.
 * What is there and is no image will not become one.
 */
static bool
find_image(struct epub *epub, struct epub_image *image, dc_media *media)
{
    dc_job *job = epub->job;
    const dc_media_table *bag = job->host->media;
    const dc_resource_service *service = dc_service(job, DC_RESOURCE_ID);
    media->struct_size = sizeof *media;
    bool is_brought = bag && bag->lookup(job, image->url, media);
    if (!is_brought && image->lack)
        return false;
    image->lack = "not at hand";
    bool is_found = service &&
        service->lookup(job, image->url, WANTED, media, &image->lack);
    if (is_brought && !is_found)
        image->fault = "an image of a kind that is not known";
    return is_found;
}

/* Images with the same bytes are one file. */
static bool
share_file(struct epub *epub, uint32_t number, dc_str content)
{
    struct epub_image *image = epub_image_at(epub, number);
    const uint32_t *known = epub_map_lookup(&epub->content_map, content);
    if (known) {
        const struct epub_image *other = epub_image_at(epub, *known);
        image->name = other->name;
        image->mime = other->mime;
        image->is_shared = true;
    } else if (!epub_map_insert(&epub->content_map, content, number)) {
        epub_no_memory(epub);
    }
    return known != NULL;
}

/* Both outlive the job's writer: the content is borrowed. */
static void
add_file(struct epub *epub, uint32_t number, dc_str content,
    const struct epub_image_kind *kind, uint32_t method)
{
    struct epub_image *image = epub_image_at(epub, number);
    if (content.len == 0 || share_file(epub, number, content))
        return;
    image->mime = kind->mime;
    image->name = name_image(epub, image->url, kind);
    epub_digest_add(&epub->digest, content.ptr, content.len);
    epub_add_file(epub, image->name, content.ptr, content.len, method);
}

static void
add_drawing(struct epub *epub, uint32_t number, const dc_media *media)
{
    static const struct epub_image_kind kind = {"image/svg+xml", ".svg", 0, 0};
    struct epub_buf svg = {0};
    struct epub_image *image = epub_image_at(epub, number);
    struct epub_svg_source source = {
        .url = image->url,
        .bytes = {(const char *)media->data, (size_t)media->len},
        .pos = image->pos,
    };
    image->fault = epub_svg_copy(epub, &source, &svg);
    if (!image->fault && svg.len) {
        epub->survey.has_motion |=
            epub_is_animated(kind.mime, (const uint8_t *)svg.data, svg.len);
        add_file(epub, number, epub_keep(epub, epub_buf_str(&svg)), &kind,
            DC_PACKAGE_DEFLATE);
    }
    epub_buf_done(epub, &svg);
}

static void
add_player(struct epub *epub, uint32_t number, dc_str content,
    const struct epub_kind *kind)
{
    struct epub_image *image = epub_image_at(epub, number);
    if (image->fault || share_file(epub, number, content))
        return;
    image->mime = kind->mime;
    image->name = epub_name_file(epub, image->url, kind);
    epub_digest_add(&epub->digest, content.ptr, content.len);
    epub_add_file(epub, image->name, content.ptr, content.len, kind->method);
}

static void
report_cut(struct epub *epub, const struct epub_image *image)
{
    struct epub_buf text = {0};
    epub_puts(&text, "the image ends before its data do: ");
    epub_put_str(&text,
        epub_url_is_data(image->url) ? (dc_str)DC_STR("data:") : image->url);
    if (!text.failed)
        dc_report_at(epub->job, DC_DIAG_WARNING, "epub-image-cut",
            epub_buf_str(&text), image->pos);
    epub_buf_done(epub, &text);
}

/* Puts what was found into the package, or notes why it cannot be there. */
static void
take_image(struct epub *epub, uint32_t number, const dc_media *media)
{
    struct epub_image_kind kind;
    struct epub_image *image = epub_image_at(epub, number);
    if (dc_str_equal(media->mime, "image/svg+xml")) {
        add_drawing(epub, number, media);
        return;
    }
    dc_str content = {(const char *)media->data, (size_t)media->len};
    const struct epub_kind *played = epub_find_player(image, media);
    if (played) {
        add_player(epub, number, content, played);
        return;
    }
    image->fault = fault_of(epub, media, &kind);
    if (image->fault)
        return;
    if (!epub_image_is_whole(media->data, (size_t)media->len, &kind))
        report_cut(epub, image);
    epub->survey.has_motion |=
        epub_is_animated(kind.mime, media->data, (size_t)media->len);
    add_file(epub, number, content, &kind, DC_PACKAGE_STORE);
}

/* Puts the image into the package if it is there. */
static void
load_image(struct epub *epub, uint32_t number)
{
    dc_media media = {0};
    struct epub_image *image = epub_image_at(epub, number);
    if (!image->name.len && !image->fault && find_image(epub, image, &media))
        take_image(epub, number, &media);
}

/* True for what begins like a drawing. */
static bool
looks_like_svg(const dc_input *file)
{
    enum { HEAD = 4096 };
    size_t len = file->len < HEAD ? (size_t)file->len : HEAD;
    return len && memmem(file->data, len, "<svg", 4) != NULL;
}

uint32_t
epub_add_image_file(struct epub *epub, const dc_input *file)
{
    uint32_t number = (uint32_t)epub->images.count;
    struct epub_image *image = epub_grow(epub, &epub->images, sizeof *image);
    dc_media media = {
        .struct_size = sizeof media,
        .mime = dc_str_of(looks_like_svg(file) ? "image/svg+xml" : ""),
        .data = file->data,
        .len = file->len,
    };
    if (!image)
        return EPUB_NONE;
    image->url = file->name;
    image->pos = DC_POS_NONE;
    take_image(epub, number, &media);
    return number;
}

uint32_t
epub_add_image(struct epub *epub, dc_str url, uint64_t pos)
{
    uint32_t *known = epub_map_lookup(&epub->image_map, url);
    if (known) {
        load_image(epub, *known);
        return *known;
    }
    uint32_t number = (uint32_t)epub->images.count;
    dc_str kept = epub_keep(epub, url);
    struct epub_image *image = epub_grow(epub, &epub->images, sizeof *image);
    if (!image)
        return EPUB_NONE;
    image->url = kept;
    image->pos = pos;
    if (kept.len != url.len ||
        !epub_map_insert(&epub->image_map, kept, number)) {
        epub_no_memory(epub);
        return EPUB_NONE;
    }
    load_image(epub, number);
    return number;
}

bool
epub_image_is_settled(struct epub *epub, uint32_t number)
{
    struct epub_image *image = epub_image_at(epub, number);
    load_image(epub, number);
    if (!image->name.len && !image->fault)
        epub_leave_on_web(epub, image);
    if (!image->name.len && !image->fault &&
        epub_url_judge(image->url) == EPUB_URL_EXTERNAL)
        image->fault = "an image on the web, which is not at hand";
    return image->name.len || image->fault || epub->waiting_bytes >= PATIENCE;
}

/* Into the text. */

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

bool
epub_is_decoration(struct epub *epub, uint32_t node)
{
    dc_str role = dc_attr_of(epub->job, node, "role");
    return !epub->job->host->walk->first(epub->job, node) &&
        (dc_str_equal(role, "presentation") || dc_str_equal(role, "none"));
}

/* Its content becomes the text of the image, whether that comes or not. */
void
epub_enter_image(struct epub *epub, const dc_view *view)
{
    struct epub_frame *frame = epub_top(epub);
    struct epub_ref *ref = epub_part_add_ref(epub, epub->out, view->pos);
    if (!ref) {
        epub->skip = true;
        return;
    }
    ref->image = epub_add_image(
        epub, dc_str_field(epub->job, view->node, DC_F_URL), view->pos);
    if (epub->chapter->source.is_cover && epub->cover_in_text == EPUB_NONE)
        epub->cover_in_text = ref->image;
    ref->is_in_link = epub->links > 0;
    epub_see_cover(epub, view);
    epub_put_attrs(epub, view->node, "", EPUB_SKIP_TITLE);
    if (!epub->is_epub2 && epub_is_decoration(epub, view->node))
        epub_put_attr(&epub->out->text, "role", (dc_str)DC_STR("presentation"));
    ref->attrs_len = epub->out->text.len - ref->at;
    frame->bits |= EPUB_BIT_ALT;
    epub->alts++;
}

static void
put_title_and_size(struct epub *epub, uint32_t image, uint32_t node)
{
    dc_str title = dc_str_field(epub->job, node, DC_F_TITLE);
    put_size(epub, node, "width");
    put_size(epub, node, "height");
    epub_put_poster(epub, image, node);
    if (title.len)
        epub_put_attr(&epub->out->text, "title", title);
}

void
epub_leave_image(struct epub *epub, struct epub_frame *frame)
{
    struct epub_part *part = epub->out;
    if (!(frame->bits & EPUB_BIT_ALT) || part->ref_count == 0)
        return;
    struct epub_ref *ref = &part->refs[part->ref_count - 1];
    epub->alts--;
    ref->alt_len = part->text.len - ref->at - ref->attrs_len;
    put_title_and_size(epub, ref->image, frame->node);
    ref->title_len = part->text.len - ref->at - ref->attrs_len - ref->alt_len;
}

static void
report_missing(struct epub *epub, const struct epub_image *image, uint64_t pos)
{
    struct epub_buf what = {0};
    if (image->name.len)
        epub_puts(&what, "sound or film within a link became its text");
    else
        epub_puts(&what, image->fault ? image->fault : "an image that is ");
    if (!image->fault && !image->name.len)
        epub_puts(&what, image->lack);
    epub_put(&what, "", 1);
    dc_str kept = epub_keep_buf(epub, &what);
    if (kept.len)
        epub_report_loss(epub, "epub-image-missing", kept.ptr, image->url, pos);
}

/* Text instead of the image; a link if it can be looked at on the web. */
static void
put_substitute(struct epub *epub, const struct epub_image *image, dc_str attrs,
    dc_str alt, const struct epub_ref *ref)
{
    struct epub_buf *page = &epub->page;
    bool is_link =
        !ref->is_in_link && epub_url_judge(image->url) == EPUB_URL_EXTERNAL;
    if (is_link) {
        epub_puts(page, "<a href=\"");
        epub_url_put(page, image->url);
        epub_puts(page, "\"");
    } else {
        epub_puts(page, "<span");
    }
    epub_put_str(page, attrs);
    epub_puts(page, ">");
    epub_put_str(page, alt);
    if (is_link && alt.len == 0)
        epub_put_text(page, image->url);
    epub_puts(page, is_link ? "</a>" : "</span>");
}

void
epub_put_image(
    struct epub *epub, const struct epub_part *part, const struct epub_ref *ref)
{
    struct epub_buf *page = &epub->page;
    const char *at = part->text.data + ref->at;
    dc_str attrs = {at, ref->attrs_len};
    dc_str alt = {at + ref->attrs_len, ref->alt_len};
    load_image(epub, ref->image);
    const struct epub_image *image = epub_image_at(epub, ref->image);
    /* A player is no part of a link. */
    if (!image->name.len || (image->player && ref->is_in_link)) {
        report_missing(epub, image, ref->pos);
        put_substitute(epub, image, attrs, alt, ref);
        return;
    }
    if (image->player) {
        epub_put_player(epub, image, attrs, alt,
            dc_str_slice(alt.ptr + alt.len, ref->title_len));
        return;
    }
    epub_puts(page, "<img src=\"../");
    epub_put_str(page, image->name);
    epub_puts(page, "\"");
    epub_put_str(page, attrs);
    epub_puts(page, " alt=\"");
    epub_put_str(page, alt);
    epub_puts(page, "\"");
    epub_put(page, alt.ptr + alt.len, ref->title_len);
    epub_puts(page, "/>");
}
