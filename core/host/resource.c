/* SPDX-License-Identifier: MIT */
/*
 * The service docconv.resource/1: what a document's addresses name, from the
 * media bag and from the folders that the conversion was given.  Nothing is
 * fetched.  An address becomes a path in one step (cut at '?' and '#', percent
 * signs decoded once), and io/folder.c sees to it that the path stays inside.
 */
#include <errno.h>
#include <string.h>
#include <strings.h>

#include "host/conversion.h"
#include "host/resource.h"
#include "io/folder.h"
#include "io/gunzip.h"
#include "io/media_type.h"

/* The longest scheme of an address that is told from a file's name. */
#define SCHEME_MAX 32

static const char too_much[] = "beyond the 512 MiB that all files may have";

/* What is looked for, and what was found. */
struct search {
    struct dci_run *run;
    dc_job *job;
    dc_str url;
    uint32_t wanted;
    dc_media *media;
    const char *why;
};

static int
refuse(struct search *search, const char *why)
{
    search->why = why;
    return 0;
}

static const char *
name_lack(uint32_t wanted)
{
    switch (wanted) {
    case DC_RESOURCE_IMAGE:
        return "not an image";
    case DC_RESOURCE_FONT:
        return "not a font";
    case DC_RESOURCE_STYLE:
        return "not a style sheet";
    case DC_RESOURCE_AUDIO:
        return "not sound";
    case DC_RESOURCE_VIDEO:
        return "not a film";
    case DC_RESOURCE_OVERLAY:
        return "not a media overlay";
    case DC_RESOURCE_IMAGE | DC_RESOURCE_AUDIO | DC_RESOURCE_VIDEO:
        return "not an image, sound or a film";
    default:
        return "not of a kind that is taken";
    }
}

static int
ends_with(dc_str text, const char *end)
{
    size_t len = strlen(end);
    return text.len >= len &&
        strncasecmp(text.ptr + text.len - len, end, len) == 0;
}

/*
 * The drawing in an SVGZ file takes its place; other gzip files stay.  0 if
 * there is no room for one more: it may be a thousand times as large.
 */
static int
unpack_drawing(struct search *search, const uint8_t **data, uint64_t *len)
{
    const char *mime;
    size_t size = dci_gunzip_size(*data, *len);
    if (!dci_run_claim_bytes(search->run, size))
        return 0;
    uint8_t *out = size ? dci_doc_alloc(search->run->doc, size) : NULL;
    if (!out || !dci_gunzip(*data, *len, out, size) ||
        dci_media_kind(out, size, &mime) != DC_RESOURCE_IMAGE)
        return 1;
    *data = out;
    *len = size;
    return 1;
}

/* Hands out content that is of a kind that is wanted. */
static int
give(struct search *search, dc_str name, const uint8_t *data, uint64_t len)
{
    const char *mime;
    if (search->wanted & DC_RESOURCE_IMAGE && dci_is_gzip(data, len) &&
        !unpack_drawing(search, &data, &len))
        return refuse(search, too_much);
    uint32_t kind = dci_media_kind(data, len, &mime);
    /* Any text could be a style sheet. */
    if (kind == DC_RESOURCE_STYLE && !ends_with(name, ".css"))
        kind = 0;
    if (!(kind & search->wanted))
        return refuse(search, name_lack(search->wanted));
    dc_media whole = {
        .struct_size = search->media->struct_size,
        .name = name,
        .mime = {mime, strlen(mime)},
        .data = data,
        .len = len,
    };
    size_t size = search->media->struct_size < sizeof(whole)
        ? search->media->struct_size
        : sizeof(whole);
    memcpy(search->media, &whole, size);
    return 1;
}

static int
hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Decodes percent signs into `out`, which has room; what is none stays. */
static size_t
decode_percent(dc_str text, char *out)
{
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        int high = text.ptr[i] == '%' && text.len - i > 2
            ? hex_digit(text.ptr[i + 1])
            : -1;
        int low = high < 0 ? -1 : hex_digit(text.ptr[i + 2]);
        out[len++] = low < 0 ? text.ptr[i] : (char)(high << 4 | low);
        i += low < 0 ? 0 : 2;
    }
    return len;
}

static int
base64_digit(char c)
{
    static const char digits[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *at = c ? strchr(digits, c) : NULL;
    return at ? (int)(at - digits) : -1;
}

/* Decodes base64 in place, passing over blanks; 0 for what is none. */
static int
decode_base64(char *text, size_t *len)
{
    uint32_t bits = 0;
    unsigned count = 0;
    size_t made = 0;
    for (size_t i = 0; i < *len && text[i] != '='; i++) {
        int digit = base64_digit(text[i]);
        if (digit < 0 && text[i] && strchr(" \t\r\n", text[i]))
            continue;
        if (digit < 0)
            return 0;
        bits = bits << 6 | (uint32_t)digit;
        count += 6;
        if (count >= 8) {
            count -= 8;
            text[made++] = (char)(bits >> count & 0xFF);
        }
    }
    *len = made;
    return 1;
}

/* RFC 2397: data:[type][;base64],bytes */
static int
find_data(struct search *search)
{
    dc_str url = search->url;
    const char *comma = memchr(url.ptr, ',', url.len);
    if (!comma)
        return refuse(search, "a data: address without data");
    dc_str head = {url.ptr, (size_t)(comma - url.ptr)};
    dc_str body = {comma + 1, url.len - head.len - 1};
    char *bytes = dci_doc_alloc(search->run->doc, body.len + 1);
    if (!bytes)
        return refuse(search, "out of memory");
    size_t len = decode_percent(body, bytes);
    if (ends_with(head, ";base64") && !decode_base64(bytes, &len))
        return refuse(search, "a data: address that is not base64");
    int is_css =
        head.len >= 13 && strncasecmp(head.ptr, "data:text/css", 13) == 0;
    dc_str name = is_css ? (dc_str)DC_STR("data.css") : (dc_str)DC_STR("data");
    return give(search, name, (const uint8_t *)bytes, len);
}

/* Copies the scheme, in small letters; "" if there is none. */
static void
copy_scheme(dc_str url, char scheme[SCHEME_MAX])
{
    size_t i = 0;
    scheme[0] = 0;
    while (i < url.len && i < SCHEME_MAX - 1 && url.ptr[i] &&
        strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
               "0123456789+-.",
            url.ptr[i])) {
        scheme[i] = url.ptr[i];
        if (scheme[i] >= 'A' && scheme[i] <= 'Z')
            scheme[i] |= 0x20;
        i++;
    }
    scheme[i < url.len && url.ptr[i] == ':' ? i : 0] = 0;
}

/* What can be said of the address alone; 1 if it may be a path. */
static int
may_be_path(struct search *search, const char *scheme)
{
    static const char *const nets[] = {
        "http", "https", "ftp", "ftps", "ws", "wss"};
    for (size_t i = 0; i < sizeof(nets) / sizeof(*nets); i++)
        if (strcmp(scheme, nets[i]) == 0)
            return refuse(search, "on the network");
    if (search->url.len >= 2 && memcmp(search->url.ptr, "//", 2) == 0)
        return refuse(search, "on the network");
    if (*scheme)
        return refuse(search, "not an address of a file beside the input");
    return 1;
}

/* The path that the address names, NUL-terminated; NULL: refused. */
static char *
take_path(struct search *search, size_t *len)
{
    dc_str url = search->url;
    size_t end = 0;
    while (end < url.len && url.ptr[end] != '?' && url.ptr[end] != '#')
        end++;
    search->why = "not found";
    if (end == 0 || end >= DCI_FOLDER_PATH_MAX)
        return NULL;
    char *path = dci_doc_alloc(search->run->doc, end + 1);
    if (!path)
        return NULL;
    *len = decode_percent((dc_str){url.ptr, end}, path);
    if (memchr(path, 0, *len) || memchr(path, '\\', *len))
        return NULL;
    if (*path != '/')
        return path;
    search->why = "outside the folder of the input";
    return NULL;
}

static const char *
explain(int error)
{
    switch (error) {
    case EXDEV:
    case ELOOP:
        return "outside the folder of the input";
    case EINVAL:
        return "not a file";
    case EACCES:
    case EPERM:
        return "not readable";
    case EFBIG:
        return "larger than 64 MiB";
    case ENOSPC:
        return too_much;
    default:
        return "not found";
    }
}

static int
find_file(struct search *search)
{
    size_t len;
    char *path = take_path(search, &len);
    const struct dci_folders *folders = &search->run->conversion->folders;
    dc_str name = {path, path ? len : 0};
    if (!path)
        return 0;
    dc_media found = {.struct_size = sizeof(found)};
    if (dci_doc_media_table.lookup(search->job, name, &found))
        return give(search, name, found.data, found.len);
    const char *why = "not found";
    for (size_t i = 0; i < folders->count; i++) {
        if (!folders->items[i].is_resource)
            continue;
        const struct dci_run_file *file =
            dci_run_open_file(search->run, i, name);
        if (file)
            return give(search, name, file->source.data, file->source.len);
        /* The first refusal says more than a file that is not there. */
        if (strcmp(why, "not found") == 0)
            why = explain(errno);
    }
    return refuse(search, why);
}

static int32_t DC_CALL
lookup(
    dc_job *job, dc_str url, uint32_t wanted, dc_media *media, const char **why)
{
    char scheme[SCHEME_MAX];
    struct dci_host_job *self = (struct dci_host_job *)(void *)job;
    struct search search = {self->run, job, url, wanted, media, NULL};
    int is_found = 0;
    dc_media found = {.struct_size = sizeof(found)};
    copy_scheme(url, scheme);
    if (dci_doc_media_table.lookup(job, url, &found))
        is_found = give(&search, found.name, found.data, found.len);
    else if (strcmp(scheme, "data") == 0)
        is_found = find_data(&search);
    else if (may_be_path(&search, scheme))
        is_found = find_file(&search);
    *why = search.why;
    return is_found;
}

const dc_resource_service dci_resource_service = {
    .struct_size = sizeof(dc_resource_service),
    .lookup = lookup,
};
