/* SPDX-License-Identifier: MIT */
/*
 * A format whose parts are of other formats: a line "@FORMAT NAME" begins one.
 * Each goes into a div; its identifiers get NAME in front, and so do links
 * "OTHER#ID" that lead to them.  A link to "note:" becomes a note, and one to
 * "gone:" its content.
 */
#include <stdio.h>

#include "docconv/ext/sub.h"
#include "docconv/sdk/sdk.h"

enum { NAME_SIZE = 64 };

struct scope {
    dc_job *job;
    char name[NAME_SIZE];
    char made[256];
};

static dc_str DC_CALL
scope_id(void *user, dc_str id)
{
    struct scope *scope = user;
    snprintf(scope->made, sizeof scope->made, "%s-%.*s", scope->name,
        (int)id.len, id.ptr);
    return dc_str_of(scope->made);
}

static dc_str DC_CALL
scope_url(void *user, uint32_t kind, dc_str url)
{
    struct scope *scope = user;
    const char *hash = memchr(url.ptr, '#', url.len);
    if (kind != DC_LINK || !hash)
        return url;
    snprintf(scope->made, sizeof scope->made, "#%.*s-%.*s",
        (int)(hash - url.ptr), url.ptr, (int)(url.ptr + url.len - hash - 1),
        hash + 1);
    return dc_str_of(scope->made);
}

static int32_t DC_CALL
scope_link(void *user, dc_str url, uint64_t pos)
{
    const struct scope *scope = user;
    if (pos == DC_POS_NONE || url.len < 5)
        return DC_SUB_KEPT;
    if (memcmp(url.ptr, "gone:", 5) == 0)
        return DC_SUB_UNWRAPPED;
    if (memcmp(url.ptr, "note:", 5) != 0)
        return DC_SUB_KEPT;
    dc_open(scope->job, DC_NOTE, DC_POS_NONE);
    dc_text(scope->job, url.ptr + 5, url.len - 5);
    dc_close(scope->job, DC_NOTE);
    return DC_SUB_REPLACED;
}

/* Reads the part whose head line is at `at`; returns where the next begins. */
static const char *
read_part(
    dc_job *job, const dc_sub_service *sub, const char *at, const char *end)
{
    struct scope scope = {.job = job};
    char format[NAME_SIZE] = "";
    const char *line = memchr(at, '\n', (size_t)(end - at));
    if (!line || sscanf(at, "@%63s %63s", format, scope.name) != 2)
        return end;
    const char *next = line;
    while (next < end && !(next[0] == '\n' && next[1] == '@'))
        next++;
    size_t len = (size_t)(next - line);
    uint8_t *data = dc_alloc(job, len + DC_INPUT_PADDING);
    if (!data)
        return end;
    memcpy(data, line, len);
    dc_sub_part part = {
        .struct_size = sizeof part,
        .format = format,
        .data = data,
        .len = len,
        .name = dc_str_of(scope.name),
    };
    const dc_sub_scope names = {
        sizeof names, 0, &scope, scope_id, scope_url, scope_link};
    dc_open(job, DC_DIV, DC_POS_NONE);
    int32_t status = sub->read(job, &part, &names);
    dc_close(job, DC_DIV);
    if (status != DC_OK)
        dc_report(job, DC_DIAG_WARNING, "parts", "a part was not read");
    return next < end ? next + 1 : end;
}

static int32_t DC_CALL
read_parts(dc_job *job, const dc_input *input)
{
    const dc_sub_service *sub = dc_service(job, DC_SUB_ID);
    const char *at = (const char *)input->data;
    const char *end = at + input->len;
    while (sub && at < end)
        at = read_part(job, sub, at, end);
    return dc_status(job);
}

static const dc_reader parts_reader = {
    .struct_size = sizeof(dc_reader),
    .read = read_parts,
};

static const dc_format parts_format = {
    .struct_size = sizeof(dc_format),
    .reader = &parts_reader,
};

DC_PLUGIN(DC_VERSION("1.0.0") DC_LICENSE("MIT") DC_FORMAT("parts",
              "parts of other formats") DC_CAN_READ DC_NEEDS(DC_SUB_ID),
    &parts_format);
