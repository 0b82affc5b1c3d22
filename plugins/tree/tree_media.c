/* SPDX-License-Identifier: MIT */
/*
 * Media in the tree text form, both directions:
 *
 *     media name="style.css" mime="text/css" size=14
 *       "p { margin: 0 "
 *     media name="dot.png" mime="image/png" size=68
 *       base64
 * iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQ
 *
 * What is UTF-8 without NUL stands as text, a string a line; anything else as
 * base64.  The size comes first, so that the reader allocates once.
 */
#include "tree.h"

static bool
is_text(const uint8_t *data, size_t len)
{
    uint32_t code;
    for (size_t at = 0; at < len;) {
        size_t part = tree_decode((const char *)data + at, len - at, &code);
        if (part == 0 || code == 0)
            return false;
        at += part;
    }
    return true;
}

static void
put_text(dc_job *job, dc_str text)
{
    while (text.len) {
        const char *feed = memchr(text.ptr, '\n', text.len);
        size_t part = feed ? (size_t)(feed - text.ptr) + 1 : text.len;
        tree_put_indent(job, 1);
        tree_put_quoted(job, dc_str_slice(text.ptr, part));
        dc_puts(job, "\n");
        text = dc_str_slice(text.ptr + part, text.len - part);
    }
}

static void
put_bytes(dc_job *job, const uint8_t *data, size_t len)
{
    for (size_t at = 0; at < len; at += TREE_BASE64_BYTES) {
        size_t left = len - at;
        tree_put_indent(job, 1);
        dc_puts(job, TREE_BASE64_WORD " ");
        tree_put_base64(job, data + at,
            left < TREE_BASE64_BYTES ? left : TREE_BASE64_BYTES);
        dc_puts(job, "\n");
    }
}

void
tree_media_write(dc_job *job, bool with_data)
{
    dc_media media = {.struct_size = sizeof(media)};
    for (uint32_t i = 0; job->host->media->at(job, i, &media); i++) {
        size_t len = (size_t)media.len;
        dc_puts(job, TREE_MEDIA_WORD " name=");
        tree_put_quoted(job, media.name);
        if (media.mime.len) {
            dc_puts(job, " mime=");
            tree_put_quoted(job, media.mime);
        }
        dc_puts(job, " size=");
        tree_put_unsigned(job, media.len);
        dc_puts(job, "\n");
        if (!with_data)
            continue;
        if (is_text(media.data, len))
            put_text(job, dc_str_slice((const char *)media.data, len));
        else
            put_bytes(job, media.data, len);
    }
}

/* A string that lasts as long as the media bag needs it. */
static bool
scan_kept(struct tree_scan *scan, dc_str *text)
{
    struct tree_scratch own = {0};
    return tree_scan_quoted(scan, &own, text);
}

static bool
accept_key(struct tree_scan *scan, const char *key)
{
    size_t len = strlen(key);
    if (scan->failed || (size_t)(scan->end - scan->at) < len ||
        memcmp(scan->at, key, len) != 0)
        return false;
    scan->at += len;
    return true;
}

bool
tree_media_open(
    struct tree_scan *scan, struct tree_media *media, size_t input_left)
{
    struct tree_media fresh = {.media.struct_size = sizeof(dc_media)};
    fresh.pos = (uint64_t)(scan->at - scan->base);
    *media = fresh;
    if (!accept_key(scan, " name="))
        return tree_fail(scan, "expected ' name=' and a string");
    if (!scan_kept(scan, &media->media.name))
        return false;
    if (accept_key(scan, " mime=") && !scan_kept(scan, &media->media.mime))
        return false;
    if (!accept_key(scan, " size="))
        return tree_fail(scan, "expected ' size=' and a number");
    if (!tree_scan_unsigned(scan, &media->media.len) || !tree_expect_end(scan))
        return false;
    /* Text and base64 are never shorter than the bytes they mean. */
    if (media->media.len > input_left)
        return tree_fail(scan, "the size is larger than the rest of the file");
    if (media->media.len) {
        media->data = dc_alloc(scan->job, (size_t)media->media.len);
        if (!media->data) {
            scan->failed = true;
            return false;
        }
    }
    media->open = true;
    return true;
}

bool
tree_media_line(struct tree_scan *scan, struct tree_media *media,
    struct tree_scratch *scratch)
{
    size_t room = (size_t)media->media.len;
    if (accept_key(scan, TREE_BASE64_WORD " "))
        return tree_scan_base64(scan, media->data, room, &media->filled) &&
            tree_expect_end(scan);
    dc_str text;
    if (scan->at == scan->end || *scan->at != '"')
        return tree_fail(scan, "expected a string or 'base64' and data");
    if (!tree_scan_quoted(scan, scratch, &text) || !tree_expect_end(scan))
        return false;
    if (text.len > room - media->filled)
        return tree_fail(scan, "more bytes than the size says");
    if (text.len)
        memcpy(media->data + media->filled, text.ptr, text.len);
    media->filled += text.len;
    return true;
}

bool
tree_media_close(struct tree_scan *scan, struct tree_media *media)
{
    dc_job *job = scan->job;
    dc_media known = {.struct_size = sizeof(known)};
    if (!media->open)
        return true;
    media->open = false;
    scan->at = scan->base + media->pos;
    if (media->filled < media->media.len)
        return tree_fail(scan, "fewer bytes follow than the size says");
    if (job->host->media->lookup(job, media->media.name, &known))
        return tree_fail(scan, "a second medium of that name");
    media->media.data = media->data;
    int32_t status = DC_OK;
    if (media->data)
        status = job->host->build->pin(
            job, media->data, (size_t)media->media.len, NULL, NULL);
    if (status == DC_OK)
        status = job->host->media->add(job, &media->media);
    scan->failed = status != DC_OK;
    return !scan->failed;
}
