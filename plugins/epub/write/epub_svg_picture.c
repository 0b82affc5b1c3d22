/* SPDX-License-Identifier: MIT */
/*
 * Pictures in drawings.  What shows an image loads nothing for it (SVG
 * Integration, secure static mode), so a file that a drawing names is put
 * into it, as a data: address.
 */
#include "docconv/ext/resource.h"
#include "write/epub_svg.h"

/* Of all pictures of a drawing; in base64 that stays below DC_XML_TOKEN. */
enum { PICTURES_MAX = 6 << 20 };

static void
put_base64(struct epub_buf *out, const uint8_t *data, size_t len)
{
    static const char digits[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < len; i += 3) {
        uint32_t bits = (uint32_t)data[i] << 16;
        if (len - i > 1)
            bits |= (uint32_t)data[i + 1] << 8;
        if (len - i > 2)
            bits |= data[i + 2];
        char four[4] = {digits[bits >> 18], digits[bits >> 12 & 63],
            len - i > 1 ? digits[bits >> 6 & 63] : '=',
            len - i > 2 ? digits[bits & 63] : '='};
        epub_put(out, four, sizeof four);
    }
}

/* The address as it reads from where the drawing is; kept. */
static dc_str
resolve(struct epub_svg *svg, dc_str url)
{
    struct epub_buf whole = {0};
    dc_str base = svg->url;
    bool is_whole = url.len == 0 || *url.ptr == '/';
    for (size_t i = 0; i < url.len && url.ptr[i] != '/'; i++)
        is_whole |= url.ptr[i] == ':';
    if (is_whole || epub_url_is_data(base))
        return url;
    while (base.len && base.ptr[base.len - 1] != '/')
        base.len--;
    while (url.len > 3 && memcmp(url.ptr, "../", 3) == 0 && base.len) {
        base.len--;
        while (base.len && base.ptr[base.len - 1] != '/')
            base.len--;
        url = dc_str_slice(url.ptr + 3, url.len - 3);
    }
    epub_put_str(&whole, base);
    epub_put_str(&whole, url);
    return epub_keep_buf(svg->epub, &whole);
}

static bool
find(struct epub_svg *svg, dc_str url, dc_media *media)
{
    dc_job *job = svg->epub->job;
    const char *why;
    const dc_resource_service *service = dc_service(job, DC_RESOURCE_ID);
    media->struct_size = sizeof *media;
    return service &&
        service->lookup(job, resolve(svg, url), DC_RESOURCE_IMAGE, media, &why);
}

bool
epub_svg_put_picture(struct epub_svg *svg, dc_str url)
{
    dc_media media = {0};
    struct epub_image_kind kind;
    if (svg->is_first)
        return true;
    if (!find(svg, url, &media)) {
        epub_svg_lose(svg,
            epub_url_judge(url) == EPUB_URL_EXTERNAL ? EPUB_SVG_REMOTE
                                                     : EPUB_SVG_MISSING);
        return false;
    }
    if (media.len > PICTURES_MAX - svg->embedded ||
        !epub_sniff_image(media.data, (size_t)media.len, &kind) ||
        (svg->epub->is_epub2 && strcmp(kind.mime, "image/webp") == 0)) {
        epub_svg_lose(svg, EPUB_SVG_MISSING);
        return false;
    }
    svg->embedded += (size_t)media.len;
    epub_puts(svg->out, " xlink:href=\"data:");
    epub_puts(svg->out, kind.mime);
    epub_puts(svg->out, ";base64,");
    put_base64(svg->out, media.data, (size_t)media.len);
    epub_puts(svg->out, "\"");
    return true;
}
