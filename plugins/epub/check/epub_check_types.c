/* SPDX-License-Identifier: MIT */
/* Media types: EPUB 3.3 section 3.2, OPS 2.0.1 section 1.3.7. */
#include "check/epub_check.h"

static const char core_3[] =
    "image/gif image/jpeg image/png image/svg+xml image/webp "
    "audio/mpeg audio/mp4 audio/ogg text/css font/ttf application/font-sfnt "
    "font/otf application/vnd.ms-opentype font/woff application/font-woff "
    "font/woff2 application/xhtml+xml application/javascript "
    "application/ecmascript application/x-javascript text/javascript "
    "text/ecmascript application/x-dtbncx+xml application/smil+xml "
    "application/pls+xml";

static const char core_2[] =
    "image/gif image/jpeg image/png image/svg+xml application/xhtml+xml "
    "application/x-dtbook+xml text/css application/xml text/x-oeb1-document "
    "text/x-oeb1-css application/x-dtbncx+xml text/html";

static const char fonts[] =
    "font/ttf application/font-sfnt font/otf application/vnd.ms-opentype "
    "font/woff application/font-woff font/woff2 application/x-font-ttf "
    "application/x-font-otf application/x-font-opentype "
    "application/x-font-truetype application/font-woff2";

/* What stands before a parameter, without white space. */
static dc_str
without_parameters(dc_str type)
{
    const char *mark = memchr(type.ptr ? type.ptr : "", ';', type.len);
    if (mark)
        type.len = (size_t)(mark - type.ptr);
    return epub_trimmed(type);
}

bool
epub_is_core_type(dc_str type, int version)
{
    return epub_is_one_of(
        without_parameters(type), version == 2 ? core_2 : core_3);
}

bool
epub_is_content_type(dc_str type, int version)
{
    return epub_is_one_of(type,
        version == 2 ? "application/xhtml+xml application/x-dtbook+xml "
                       "text/x-oeb1-document text/html"
                     : "application/xhtml+xml image/svg+xml");
}

bool
epub_is_font_type(dc_str type)
{
    return epub_is_one_of(type, fonts);
}

bool
epub_is_script_type(dc_str type)
{
    return epub_is_one_of(without_parameters(type),
        "application/javascript application/ecmascript text/javascript "
        "application/x-javascript text/ecmascript module");
}

struct epub_item *
epub_item_by_id(const struct epub_package *package, dc_str id)
{
    const uint32_t *at = id.len ? epub_map_lookup(&package->by_id, id) : NULL;
    return at ? package->items[*at] : NULL;
}

struct epub_item *
epub_item_by_path(const struct epub_package *package, dc_str path)
{
    const uint32_t *at = epub_map_lookup(&package->by_path, path);
    return at ? package->items[*at] : NULL;
}

bool
epub_has_core_fallback(
    const struct epub_package *package, const struct epub_item *item)
{
    for (size_t i = 0; item && i < EPUB_FALLBACKS; i++) {
        if (epub_is_core_type(item->media_type, package->version))
            return true;
        item = epub_item_by_id(package, item->fallback);
    }
    return false;
}
