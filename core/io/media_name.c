/* SPDX-License-Identifier: MIT */
/*
 * Names of media as files.  A document says what its media are called, and a
 * hostile one says "../../.bashrc", "C:\x" or "..%252f": so a name is never
 * taken as it stands, but made anew of the few characters of it that mean
 * nothing to any system.
 *
 * Folders stay, since style sheets name their fonts and images from where they
 * stand themselves; and so does the case of letters.
 */
#include "io/media_name.h"

#include <string.h>
#include <strings.h>

#include "io/media_type.h"

enum {
    PART_MAX = 60, /* bytes of a folder, or of a file without extension */
    FOLDERS_MAX = 8, /* the rest of a deeper path is its file's name */
    EXTENSION_MAX = 5,
    DIGITS_MAX = 20
};

_Static_assert(FOLDERS_MAX *(PART_MAX + 2) + PART_MAX + 2 + DIGITS_MAX +
            EXTENSION_MAX + 2 <=
        DCI_MEDIA_PATH_MAX,
    "a path fits");

/* What may stand behind the "." for each type; the first if none does. */
static const struct {
    const char *mime;
    const char *extensions;
} types[] = {
    {"image/png", "png"},
    {"image/jpeg", "jpg jpeg jpe jfif"},
    {"image/gif", "gif"},
    {"image/webp", "webp"},
    {"image/bmp", "bmp dib"},
    {"image/tiff", "tif tiff"},
    {"image/avif", "avif"},
    {"image/heic", "heic heif"},
    {"image/jxl", "jxl"},
    {"image/jp2", "jp2"},
    {"image/svg+xml", "svg"},
    {"font/woff", "woff"},
    {"font/woff2", "woff2"},
    {"font/otf", "otf ttf"},
    {"font/ttf", "ttf otf"},
    {"font/collection", "ttc otc"},
    {"audio/mpeg", "mp3 mpga"},
    {"audio/aac", "aac"},
    {"audio/flac", "flac"},
    {"audio/wav", "wav wave"},
    {"audio/ogg", "ogg oga opus"},
    {"audio/mp4", "m4a mp4 m4b"},
    {"video/ogg", "ogv ogg"},
    {"video/webm", "webm weba"},
    {"video/mp4", "mp4 m4v"},
    {"application/smil+xml", "smil smi"},
};

/* Devices of DOS, with whatever extension. */
static const char *const devices[] = {"con", "prn", "aux", "nul", "conin$",
    "conout$", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7",
    "com8", "com9", "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6",
    "lpt7", "lpt8", "lpt9"};

static int
is_plain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
        (c >= '0' && c <= '9') || c == '_' || c == '-';
}

/* Whether the part up to its first "." is one of the devices. */
static int
is_device(dc_str part)
{
    const char *dot = memchr(part.ptr, '.', part.len);
    size_t len = dot ? (size_t)(dot - part.ptr) : part.len;
    for (size_t i = 0; i < sizeof(devices) / sizeof(*devices); i++)
        if (strlen(devices[i]) == len &&
            strncasecmp(devices[i], part.ptr, len) == 0)
            return 1;
    return 0;
}

/* A part on its way to a safe name. */
struct part {
    char text[PART_MAX + 1];
    size_t len;
};

static void
put(struct part *part, char c)
{
    int is_kept = is_plain(c) || c == '.';
    int is_again = part->len && part->text[part->len - 1] == '-';
    /* Of a long name the extension stays: a style sheet has nothing else. */
    if (c == '.' && part->len >= PART_MAX - EXTENSION_MAX)
        part->len = PART_MAX - EXTENSION_MAX - 1;
    if (part->len < PART_MAX && (is_kept || !is_again))
        part->text[part->len++] = is_kept ? c : '-';
}

static void
trim_end(struct part *part)
{
    while (part->len && strchr(".-", part->text[part->len - 1]))
        part->len--;
}

/* What is left of it: neither hidden, nor an option, nor a device. */
static dc_str
finish(struct part *part)
{
    size_t from = 0;
    trim_end(part);
    while (from < part->len && strchr(".-", part->text[from]))
        from++;
    dc_str text = {part->text + 1, part->len - from};
    memmove(part->text + 1, part->text + from, text.len);
    if (!is_device(text))
        return text;
    part->text[0] = '_';
    return (dc_str){part->text, text.len + 1};
}

/* One character of the address, percent signs decoded. */
static char
next_char(dc_str name, size_t *at)
{
    char c = name.ptr[(*at)++];
    int value = 0;
    if (c != '%' || name.len - *at < 2)
        return c;
    for (size_t i = *at; i < *at + 2; i++) {
        char digit = name.ptr[i];
        char lower = digit | 0x20;
        int is_hex =
            (digit >= '0' && digit <= '9') || (lower >= 'a' && lower <= 'f');
        if (!is_hex)
            return c;
        value = value * 16 + (digit <= '9' ? digit - '0' : lower - 'a' + 10);
    }
    *at += 2;
    return (char)value;
}

/* Appends a folder, whose dots go: so it never takes a file's name. */
static size_t
put_folder(char *path, size_t len, struct part *part)
{
    dc_str text = finish(part);
    for (size_t i = 0; i < text.len; i++)
        path[len + i] = text.ptr[i] == '.' ? '-' : text.ptr[i];
    len += text.len;
    if (text.len)
        path[len++] = '/';
    part->len = 0;
    return len;
}

/* Takes the extension off the part: what stands behind the last ".". */
static dc_str
cut_extension(struct part *part, char extension[PART_MAX])
{
    trim_end(part);
    size_t dot = part->len;
    while (dot > 0 && part->text[dot - 1] != '.')
        dot--;
    if (dot == 0)
        return (dc_str){extension, 0};
    dc_str text = {extension, part->len - dot};
    memcpy(extension, part->text + dot, text.len);
    part->len = dot - 1;
    return text;
}

/* 1 if it is one of the words. */
static int
is_among(const char *words, dc_str word)
{
    while (word.len) {
        size_t len = strcspn(words, " ");
        if (len == word.len && strncasecmp(words, word.ptr, len) == 0)
            return 1;
        if (words[len] == 0)
            return 0;
        words += len + 1;
    }
    return 0;
}

/* As it stands if that is right, else the first that is. */
static dc_str
choose_extension(dc_str given, const uint8_t *data, uint64_t len)
{
    const char *mime;
    uint32_t kind = dci_media_kind(data, len, &mime);
    const char *right = kind == DC_RESOURCE_STYLE ? "txt" : "bin";
    if (kind == DC_RESOURCE_STYLE && is_among("css", given))
        return given;
    for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
        if (kind && strcmp(types[i].mime, mime) == 0)
            right = types[i].extensions;
    return is_among(right, given) ? given
                                  : (dc_str){right, strcspn(right, " ")};
}

size_t
dci_media_path(dc_str name, const uint8_t *data, uint64_t data_len,
    char path[DCI_MEDIA_PATH_MAX])
{
    struct part part = {.len = 0};
    char extension[PART_MAX];
    size_t folders = 0;
    size_t len = 0;
    for (size_t at = 0; at < name.len;) {
        char c = next_char(name, &at);
        if ((c == '/' || c == '\\') && folders < FOLDERS_MAX) {
            size_t before = len;
            len = put_folder(path, len, &part);
            folders += len > before;
        } else {
            put(&part, c);
        }
    }
    dc_str end =
        choose_extension(cut_extension(&part, extension), data, data_len);
    dc_str stem = finish(&part);
    if (stem.len == 0)
        stem = (dc_str)DC_STR("file");
    memcpy(path + len, stem.ptr, stem.len);
    len += stem.len;
    path[len++] = '.';
    memcpy(path + len, end.ptr, end.len);
    path[len + end.len] = 0;
    return len + end.len;
}

size_t
dci_media_path_number(
    char path[DCI_MEDIA_PATH_MAX], size_t len, uint64_t number)
{
    char digits[DIGITS_MAX + 1];
    size_t first = sizeof(digits);
    size_t dot = len;
    while (path[--dot] != '.')
        ;
    do
        digits[--first] = (char)('0' + number % 10);
    while (number /= 10);
    digits[--first] = '-';
    size_t added = sizeof(digits) - first;
    memmove(path + dot + added, path + dot, len - dot + 1);
    memcpy(path + dot, digits + first, added);
    return len + added;
}

/* A folder, or the last part, which alone has a ".". */
static int
is_safe_part(dc_str part, int is_file)
{
    const char *dot = NULL;
    if (part.len == 0 || part.ptr[0] == '-' || part.ptr[0] == '.' ||
        is_device(part))
        return 0;
    for (size_t i = 0; i < part.len; i++) {
        if (!is_plain(part.ptr[i]) && part.ptr[i] != '.')
            return 0;
        dot = part.ptr[i] == '.' ? part.ptr + i : dot;
    }
    return is_file ? dot && dot < part.ptr + part.len - 1 : !dot;
}

int
dci_media_path_is_safe(dc_str path)
{
    if (path.len >= DCI_MEDIA_PATH_MAX)
        return 0;
    for (;;) {
        const char *slash = memchr(path.ptr, '/', path.len);
        size_t len = slash ? (size_t)(slash - path.ptr) : path.len;
        if (!is_safe_part((dc_str){path.ptr, len}, !slash))
            return 0;
        if (!slash)
            return 1;
        path = (dc_str){slash + 1, path.len - len - 1};
    }
}
