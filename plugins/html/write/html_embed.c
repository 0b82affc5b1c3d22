/* SPDX-License-Identifier: MIT */
/*
 * --embed-resources: images and style sheets in the page itself, as data:
 * addresses.  The service docconv.resource/1 finds them; nothing is fetched,
 * and what is not found keeps its address, with a warning that says why.
 */
#include "docconv/ext/resource.h"
#include "write/html_write.h"

enum { PIECE = 3 * 1024, MESSAGE_URL_MAX = 100 };

static void
put_base64(struct html_write *write, const uint8_t *data, uint64_t len)
{
    static const char digits[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    char text[PIECE / 3 * 4];
    size_t used = 0;
    for (uint64_t at = 0; at < len; at += 3) {
        uint64_t left = len - at;
        uint32_t bits = (uint32_t)data[at] << 16;
        if (left > 1)
            bits |= (uint32_t)data[at + 1] << 8;
        if (left > 2)
            bits |= data[at + 2];
        text[used++] = digits[bits >> 18];
        text[used++] = digits[bits >> 12 & 63];
        text[used++] = left > 1 ? digits[bits >> 6 & 63] : '=';
        text[used++] = left > 2 ? digits[bits & 63] : '=';
        if (used == sizeof(text)) {
            html_put(write, text, used);
            used = 0;
        }
    }
    html_put(write, text, used);
}

static void
put_data(
    struct html_write *write, dc_str mime, const uint8_t *data, uint64_t len)
{
    html_puts(write, "data:");
    html_put_value(write, mime);
    html_puts(write, ";base64,");
    put_base64(write, data, len);
}

static void
append(char *message, size_t *len, dc_str part)
{
    if (part.len)
        memcpy(message + *len, part.ptr, part.len);
    *len += part.len;
}

static void
warn(struct html_write *write, dc_str url, const char *what, const char *why,
    uint64_t pos)
{
    char message[300];
    size_t len = 0;
    dc_str reason = dc_str_of(why);
    append(message, &len,
        dc_str_slice(
            url.ptr, url.len < MESSAGE_URL_MAX ? url.len : MESSAGE_URL_MAX));
    append(message, &len, dc_str_of(" "));
    append(message, &len, dc_str_of(what));
    append(message, &len,
        dc_str_slice(reason.ptr, reason.len < 100 ? reason.len : 100));
    dc_report_at(write->job, DC_DIAG_WARNING, "html-embed",
        dc_str_slice(message, len), pos);
}

static bool
look_up(struct html_write *write, dc_str url, uint32_t wanted, dc_media *media,
    uint64_t pos)
{
    const dc_resource_service *service = dc_service(write->job, DC_RESOURCE_ID);
    const char *why = "this host looks for no files";
    media->struct_size = sizeof(*media);
    if (service && service->lookup(write->job, url, wanted, media, &why))
        return true;
    warn(write, url, "is not embedded: ", why, pos);
    return false;
}

bool
html_embed_image(struct html_write *write, uint32_t node, dc_str url)
{
    dc_media media;
    uint64_t pos = write->job->host->walk->pos(write->job, node);
    if (!look_up(write, url, DC_RESOURCE_IMAGE, &media, pos))
        return false;
    html_puts(write, " src=\"");
    put_data(write, media.mime, media.data, media.len);
    html_puts(write, "\"");
    return true;
}

/* True if the style sheet may name other files, which stay where they are. */
static bool
names_files(const uint8_t *data, uint64_t len)
{
    for (uint64_t at = 0; at + 7 <= len; at++)
        if (memcmp(data + at, "@import", 7) == 0 ||
            (memcmp(data + at, "url(", 4) == 0 &&
                memcmp(data + at + 4, "#", 1) != 0))
            return true;
    return false;
}

bool
html_embed_style(struct html_write *write, uint32_t index)
{
    dc_str url = dc_option_str_at(write->job, "css", index);
    dc_input file;
    dc_media media = {.struct_size = sizeof(media)};
    if (dc_option_file(write->job, "css", index, &file)) {
        media.data = file.data;
        media.len = file.len;
    } else if (!look_up(write, url, DC_RESOURCE_STYLE, &media, DC_POS_NONE)) {
        return false;
    }
    if (names_files(media.data, media.len))
        warn(write, url, "is embedded, ",
            "but not the files that it names itself", DC_POS_NONE);
    put_data(write, dc_str_of("text/css"), media.data, media.len);
    return true;
}
