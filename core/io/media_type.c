/* SPDX-License-Identifier: MIT */
/*
 * Types of media by their signatures, as in the WHATWG MIME Sniffing standard
 * where that has them.  A signature of two letters (BMP) is not enough for a
 * file that a document names: its header has to make sense too.
 */
#include "io/media_type.h"

#include <string.h>

/* How far the beginning of an SVG, or of a text, is looked at. */
#define PROLOGUE_MAX 4096

static int
is_at(const uint8_t *data, uint64_t len, size_t pos, const char *bytes,
    size_t count)
{
    return len >= pos + count && memcmp(data + pos, bytes, count) == 0;
}

#define IS_AT(data, len, pos, literal)                                         \
    is_at(data, len, pos, literal, sizeof(literal) - 1)

/* The sizes that the second header of a BMP comes in. */
static int
is_bmp(const uint8_t *data, uint64_t len)
{
    static const uint8_t sizes[] = {12, 40, 52, 56, 64, 108, 124};
    return IS_AT(data, len, 6, "\0\0\0\0") && len > 18 &&
        memchr(sizes, data[14], sizeof(sizes)) &&
        IS_AT(data, len, 15, "\0\0\0");
}

static int
is_webp(const uint8_t *data, uint64_t len)
{
    return IS_AT(data, len, 8, "WEBP");
}

/* Brands of what stands in the boxes of ISO media (MPEG-4 and kin). */
static const struct {
    const char *brands; /* of four letters each */
    const char *mime;
} boxed[] = {
    {"avifavis", "image/avif"},
    {"heicheixheimheis", "image/heic"},
};

static int
is_one_of(const uint8_t *brand, const char *brands)
{
    for (; *brands; brands += 4)
        if (memcmp(brand, brands, 4) == 0)
            return 1;
    return 0;
}

/* Ogg says in its first packet what it carries. */
static int
is_ogg_video(const uint8_t *data, uint64_t len)
{
    return IS_AT(data, len, 28, "\x80theora");
}

static int
is_wave(const uint8_t *data, uint64_t len)
{
    return IS_AT(data, len, 8, "WAVE");
}

/* The header of a frame of MPEG audio, layer III: nothing in it reserved. */
static int
is_mp3(const uint8_t *data, uint64_t len)
{
    return len > 4 && (data[1] & 0xE6) == 0xE2 && (data[1] & 0x18) != 0x08 &&
        (data[2] & 0xF0) != 0xF0 && (data[2] & 0xF0) != 0 &&
        (data[2] & 0x0C) != 0x0C;
}

/* The box "ftyp" names the brands: the first, a version, then others. */
static const char *
boxed_mime(const uint8_t *data, uint64_t len)
{
    uint64_t end = data[3] < len ? data[3] : len;
    for (size_t i = 0; i < sizeof(boxed) / sizeof(*boxed); i++)
        for (uint64_t at = 8; at + 4 <= end; at += 4)
            if (at != 12 && is_one_of(data + at, boxed[i].brands))
                return boxed[i].mime;
    return NULL;
}

/* A font has some tables, and not hundreds. */
static int
is_sfnt(const uint8_t *data, uint64_t len)
{
    return len > 12 && data[4] == 0 && data[5] > 0;
}

static const struct {
    const char *bytes;
    size_t count;
    const char *mime;
    uint32_t kind;
    int (*confirm)(const uint8_t *data, uint64_t len); /* or NULL */
} signatures[] = {
    {"\x89PNG\r\n\x1A\n", 8, "image/png", DC_RESOURCE_IMAGE, NULL},
    {"\xFF\xD8\xFF", 3, "image/jpeg", DC_RESOURCE_IMAGE, NULL},
    {"GIF87a", 6, "image/gif", DC_RESOURCE_IMAGE, NULL},
    {"GIF89a", 6, "image/gif", DC_RESOURCE_IMAGE, NULL},
    {"RIFF", 4, "image/webp", DC_RESOURCE_IMAGE, is_webp},
    {"BM", 2, "image/bmp", DC_RESOURCE_IMAGE, is_bmp},
    {"II*\0", 4, "image/tiff", DC_RESOURCE_IMAGE, NULL},
    {"MM\0*", 4, "image/tiff", DC_RESOURCE_IMAGE, NULL},
    {"\0\0\0\x0CJXL \r\n\x87\n", 12, "image/jxl", DC_RESOURCE_IMAGE, NULL},
    {"\xFF\x0A", 2, "image/jxl", DC_RESOURCE_IMAGE, NULL},
    {"\0\0\0\x0CjP  \r\n\x87\n", 12, "image/jp2", DC_RESOURCE_IMAGE, NULL},
    {"wOFF", 4, "font/woff", DC_RESOURCE_FONT, NULL},
    {"wOF2", 4, "font/woff2", DC_RESOURCE_FONT, NULL},
    {"OTTO", 4, "font/otf", DC_RESOURCE_FONT, is_sfnt},
    {"\0\1\0\0", 4, "font/ttf", DC_RESOURCE_FONT, is_sfnt},
    {"true", 4, "font/ttf", DC_RESOURCE_FONT, is_sfnt},
    {"ttcf", 4, "font/collection", DC_RESOURCE_FONT, NULL},
    {"ID3", 3, "audio/mpeg", DC_RESOURCE_AUDIO, NULL},
    {"\xFF", 1, "audio/mpeg", DC_RESOURCE_AUDIO, is_mp3},
    {"\xFF\xF1", 2, "audio/aac", DC_RESOURCE_AUDIO, NULL},
    {"\xFF\xF9", 2, "audio/aac", DC_RESOURCE_AUDIO, NULL},
    {"fLaC", 4, "audio/flac", DC_RESOURCE_AUDIO, NULL},
    {"RIFF", 4, "audio/wav", DC_RESOURCE_AUDIO, is_wave},
    {"OggS", 4, "video/ogg", DC_RESOURCE_VIDEO, is_ogg_video},
    {"OggS", 4, "audio/ogg", DC_RESOURCE_AUDIO, NULL},
    {"\x1A\x45\xDF\xA3", 4, "video/webm", DC_RESOURCE_VIDEO, NULL},
};

/* True if one of the tracks is for the eyes (ISO 14496-12, 8.4.3). */
static int
has_pictures(const uint8_t *data, uint64_t len)
{
    const uint8_t *at = data;
    const uint8_t *end = data + len;
    while ((at = memmem(at, (size_t)(end - at), "hdlr", 4)) != NULL) {
        if (IS_AT(at, (uint64_t)(end - at), 12, "vide"))
            return 1;
        at += 4;
    }
    return 0;
}

/* The brands that files of MPEG-4 give themselves. */
static int
is_mpeg4(const uint8_t *data, uint64_t len)
{
    static const char *const brands[] = {
        "iso", "mp4", "M4", "avc1", "dash", "f4v", "MSNV"};
    for (size_t i = 0; i < sizeof(brands) / sizeof(*brands); i++)
        if (is_at(data, len, 8, brands[i], strlen(brands[i])))
            return 1;
    return 0;
}

/* Files of boxes: AVIF, HEIC, and MPEG-4 with a film or sound alone. */
static uint32_t
judge_boxes(const uint8_t *data, uint64_t len, const char **mime)
{
    *mime = boxed_mime(data, len);
    if (*mime)
        return DC_RESOURCE_IMAGE;
    *mime = "";
    if (!is_mpeg4(data, len))
        return 0;
    int is_video = !IS_AT(data, len, 8, "M4A ") &&
        !IS_AT(data, len, 8, "M4B ") && has_pictures(data, len);
    *mime = is_video ? "video/mp4" : "audio/mp4";
    return is_video ? DC_RESOURCE_VIDEO : DC_RESOURCE_AUDIO;
}

/* The text up to `end`, or nothing if that does not come. */
static dc_str
skip_to(dc_str text, const char *end)
{
    size_t len = strlen(end);
    const char *at = memmem(text.ptr, text.len, end, len);
    if (!at)
        return (dc_str){text.ptr, 0};
    size_t used = (size_t)(at - text.ptr) + len;
    return (dc_str){text.ptr + used, text.len - used};
}

static int
begins(dc_str text, const char *word)
{
    size_t len = strlen(word);
    return text.len >= len && memcmp(text.ptr, word, len) == 0;
}

static dc_str
skip_blanks(dc_str text)
{
    while (text.len && *text.ptr && strchr(" \t\r\n", *text.ptr)) {
        text.ptr++;
        text.len--;
    }
    return text;
}

/* Past the declaration, comments and the document type. */
static dc_str
skip_prologue(dc_str text)
{
    for (;;) {
        text = skip_blanks(text);
        if (begins(text, "<?"))
            text = skip_to(text, "?>");
        else if (begins(text, "<!--"))
            text = skip_to(text, "-->");
        else if (begins(text, "<!DOCTYPE"))
            text = skip_to(text, ">");
        else
            return text;
    }
}

/* True if the document, past its prologue, begins with that element. */
static int
is_root(dc_str text, const char *tag)
{
    size_t len = strlen(tag);
    return begins(text, tag) && text.len > len && text.ptr[len] &&
        strchr(" \t\r\n>/", text.ptr[len]);
}

/* No control character but white space: text in an ASCII-based charset. */
static int
is_text(dc_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        uint8_t c = (uint8_t)text.ptr[i];
        if ((c < 0x20 && (c < '\t' || c > '\r')) || c == 0x7F)
            return 0;
    }
    return 1;
}

static uint32_t
judge_text(dc_str text, const char **mime)
{
    if (begins(text, "\xEF\xBB\xBF"))
        text = (dc_str){text.ptr + 3, text.len - 3};
    dc_str root = skip_prologue(text);
    *mime = "image/svg+xml";
    if (is_root(root, "<svg") || is_root(root, "<svg:svg"))
        return DC_RESOURCE_IMAGE;
    *mime = "application/smil+xml";
    if (is_root(root, "<smil"))
        return DC_RESOURCE_OVERLAY;
    *mime = "text/css";
    return is_text(text) ? DC_RESOURCE_STYLE : 0;
}

uint32_t
dci_media_kind(const uint8_t *data, uint64_t len, const char **mime)
{
    for (size_t i = 0; i < sizeof(signatures) / sizeof(*signatures); i++) {
        if (!is_at(data, len, 0, signatures[i].bytes, signatures[i].count))
            continue;
        if (signatures[i].confirm && !signatures[i].confirm(data, len))
            continue;
        *mime = signatures[i].mime;
        return signatures[i].kind;
    }
    if (len >= 16 && IS_AT(data, len, 4, "ftyp"))
        return judge_boxes(data, len, mime);
    size_t head = len < PROLOGUE_MAX ? (size_t)len : PROLOGUE_MAX;
    return judge_text((dc_str){(const char *)data, head}, mime);
}
