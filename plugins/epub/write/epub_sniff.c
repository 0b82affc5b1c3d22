/* SPDX-License-Identifier: MIT */
/*
 * What kind of image some bytes are, and its size: by the bytes, since names
 * and declared types lie.  An image whose header cannot be read counts as
 * none, or a validator would refuse the book.
 */
#include "write/epub.h"

/* Cameras add kilobytes behind the end of an image. */
enum { END_MAX = 64 << 10 };

static uint32_t
big_16(const uint8_t *at)
{
    return (uint32_t)at[0] << 8 | at[1];
}

static uint32_t
big_32(const uint8_t *at)
{
    return big_16(at) << 16 | big_16(at + 2);
}

static uint32_t
little_16(const uint8_t *at)
{
    return (uint32_t)at[1] << 8 | at[0];
}

/* The signature, then the chunk IHDR. */
static bool
sniff_png(const uint8_t *data, size_t len, struct epub_image_kind *kind)
{
    if (len < 33 || memcmp(data, "\x89PNG\r\n\x1a\n", 8) != 0 ||
        memcmp(data + 12, "IHDR", 4) != 0)
        return false;
    kind->mime = "image/png";
    kind->extension = ".png";
    kind->width = big_32(data + 16);
    kind->height = big_32(data + 20);
    return true;
}

static bool
sniff_gif(const uint8_t *data, size_t len, struct epub_image_kind *kind)
{
    if (len < 13 ||
        (memcmp(data, "GIF87a", 6) != 0 && memcmp(data, "GIF89a", 6) != 0))
        return false;
    kind->mime = "image/gif";
    kind->extension = ".gif";
    kind->width = little_16(data + 6);
    kind->height = little_16(data + 8);
    return true;
}

/* A start-of-frame segment, but not the tables DHT, JPG and DAC. */
static bool
is_frame(uint8_t marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 &&
        marker != 0xC8 && marker != 0xCC;
}

/* Segments up to the one that says the size. */
static bool
sniff_jpeg(const uint8_t *data, size_t len, struct epub_image_kind *kind)
{
    size_t at = 2;
    if (len < 4 || data[0] != 0xFF || data[1] != 0xD8)
        return false;
    kind->mime = "image/jpeg";
    kind->extension = ".jpg";
    while (len - at >= 9) {
        if (data[at] != 0xFF)
            return false;
        if (data[at + 1] == 0xFF) {
            at++;
            continue;
        }
        if (is_frame(data[at + 1])) {
            kind->height = big_16(data + at + 5);
            kind->width = big_16(data + at + 7);
            return true;
        }
        size_t size = big_16(data + at + 2) + 2;
        if (size > len - at)
            return false;
        at += size;
    }
    return false;
}

/* RIFF container; the first chunk says the size in one of three ways. */
static bool
sniff_webp(const uint8_t *data, size_t len, struct epub_image_kind *kind)
{
    if (len < 30 || memcmp(data, "RIFF", 4) != 0 ||
        memcmp(data + 8, "WEBPVP8", 7) != 0)
        return false;
    kind->mime = "image/webp";
    kind->extension = ".webp";
    if (data[15] == ' ') {
        kind->width = little_16(data + 26) & 0x3FFF;
        kind->height = little_16(data + 28) & 0x3FFF;
    } else if (data[15] == 'L') {
        uint32_t bits = little_16(data + 21) | little_16(data + 23) << 16;
        kind->width = (bits & 0x3FFF) + 1;
        kind->height = (bits >> 14 & 0x3FFF) + 1;
    } else if (data[15] == 'X') {
        kind->width = (little_16(data + 24) | (uint32_t)data[26] << 16) + 1;
        kind->height = (little_16(data + 27) | (uint32_t)data[29] << 16) + 1;
    }
    return true;
}

bool
epub_sniff_image(const uint8_t *data, size_t len, struct epub_image_kind *kind)
{
    memset(kind, 0, sizeof *kind);
    return (sniff_png(data, len, kind) || sniff_jpeg(data, len, kind) ||
               sniff_gif(data, len, kind) || sniff_webp(data, len, kind)) &&
        kind->width > 0 && kind->height > 0;
}

/* True if the bytes stand somewhere near the end, before what was added. */
static bool
ends_with(const uint8_t *data, size_t len, const char *end, size_t count)
{
    size_t from = len > END_MAX ? len - END_MAX : 0;
    return len >= count && memmem(data + from, len - from, end, count) != NULL;
}

bool
epub_image_is_whole(
    const uint8_t *data, size_t len, const struct epub_image_kind *kind)
{
    if (strcmp(kind->extension, ".png") == 0)
        return ends_with(data, len, "IEND\xAE\x42\x60\x82", 8);
    if (strcmp(kind->extension, ".jpg") == 0)
        return ends_with(data, len, "\xFF\xD9", 2);
    if (strcmp(kind->extension, ".gif") == 0)
        return ends_with(data, len, ";", 1);
    return (uint64_t)little_16(data + 4) +
        ((uint64_t)little_16(data + 6) << 16) + 8 <=
        len;
}
