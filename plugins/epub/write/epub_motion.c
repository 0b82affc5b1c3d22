/* SPDX-License-Identifier: MIT */
/*
 * Does an image move?  GIF: it has more than one frame (GIF89a, sections 18
 * to 24); PNG: a chunk acTL before the image data (PNG, third edition); WebP:
 * the flag for animation (RFC 9649, 2.7); SVG: elements that animate.
 */
#include "write/epub.h"

/* Past a chain of sub-blocks, each a length and that many bytes. */
static size_t
skip_sub_blocks(const uint8_t *data, size_t len, size_t at)
{
    while (at < len && data[at] != 0)
        at += (size_t)data[at] + 1;
    return at + 1;
}

/* The size of the table of colours that the flags tell of. */
static size_t
color_table(uint8_t flags)
{
    return flags & 0x80 ? (size_t)3 << ((flags & 7) + 1) : 0;
}

static bool
is_animated_gif(const uint8_t *data, size_t len)
{
    unsigned frames = 0;
    size_t at = len > 13 ? 13 + color_table(data[10]) : len;
    while (at < len && frames < 2) {
        if (data[at] == 0x21) {
            at = skip_sub_blocks(data, len, at + 2);
        } else if (data[at] == 0x2C && len - at > 10) {
            frames++;
            at =
                skip_sub_blocks(data, len, at + 11 + color_table(data[at + 9]));
        } else {
            break;
        }
    }
    return frames > 1;
}

static bool
is_animated_png(const uint8_t *data, size_t len)
{
    size_t at = 8;
    while (at < len && len - at >= 12) {
        size_t size = (size_t)data[at] << 24 | (size_t)data[at + 1] << 16 |
            (size_t)data[at + 2] << 8 | data[at + 3];
        if (memcmp(data + at + 4, "acTL", 4) == 0)
            return true;
        if (memcmp(data + at + 4, "IDAT", 4) == 0 || size > len - at - 12)
            return false;
        at += size + 12;
    }
    return false;
}

static bool
is_animated_webp(const uint8_t *data, size_t len)
{
    return len > 20 && memcmp(data + 12, "VP8X", 4) == 0 && data[20] & 2;
}

static bool
is_animated_svg(const uint8_t *data, size_t len)
{
    static const char *const signs[] = {
        "<animate", "<set ", "<script", "@keyframes"};
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
        if (memmem(data, len, signs[i], strlen(signs[i])))
            return true;
    return false;
}

bool
epub_is_animated(const char *mime, const uint8_t *data, size_t len)
{
    static const struct {
        const char *mime;
        bool (*is_animated)(const uint8_t *data, size_t len);
    } kinds[] = {{"image/gif", is_animated_gif}, {"image/png", is_animated_png},
        {"image/webp", is_animated_webp}, {"image/svg+xml", is_animated_svg}};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (strcmp(mime, kinds[i].mime) == 0)
            return kinds[i].is_animated(data, len);
    return false;
}
