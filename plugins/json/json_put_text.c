/* SPDX-License-Identifier: MIT */
/*
 * Runs of text as Str, Space and SoftBreak.  A Str stays open from one run to
 * the next, since neighbouring runs read as one.
 */
#include "json_write.h"

#include "json_scan.h"

void
json_end_str(struct json_write *write)
{
    if (write->in_str)
        json_puts(write, "\"}");
    write->in_str = false;
}

static void
start_str(struct json_write *write)
{
    if (write->in_str)
        return;
    json_separate(write);
    json_puts(write, "{\"t\":\"Str\",\"c\":\"");
    write->in_str = true;
}

void
json_put_run(struct json_write *write, dc_str text, uint32_t flags)
{
    if (flags & (uint32_t)DC_TEXT_BREAK)
        json_end_str(write);
    if (flags & (uint32_t)DC_TEXT_LITERAL) {
        start_str(write);
        json_put_escaped(write, text);
        return;
    }
    for (size_t at = 0; at < text.len;) {
        size_t start = at;
        while (at < text.len && text.ptr[at] != ' ' && text.ptr[at] != '\n')
            at++;
        if (at > start) {
            start_str(write);
            json_put_escaped(write, dc_str_slice(text.ptr + start, at - start));
        }
        if (at == text.len)
            return;
        json_end_str(write);
        json_separate(write);
        json_puts(write,
            text.ptr[at] == ' ' ? "{\"t\":\"Space\"}"
                                : "{\"t\":\"SoftBreak\"}");
        at++;
    }
}

void
json_put_content(struct json_write *write, uint32_t node)
{
    const dc_walk *walk = write->job->host->walk;
    uint32_t child = walk->first(write->job, node);
    json_puts(write, "\"");
    for (; child; child = walk->sibling(write->job, child))
        json_put_escaped(write, walk->text(write->job, child));
    json_puts(write, "\"");
}

/* True if nothing but text stands in the node. */
static bool
holds_text(struct json_write *write, uint32_t node)
{
    const dc_walk *walk = write->job->host->walk;
    uint32_t child = walk->first(write->job, node);
    for (; child; child = walk->sibling(write->job, child))
        if (dc_kind(write->job, child) != DC_TEXT)
            return false;
    return true;
}

bool
json_put_odd_str(struct json_write *write, uint32_t span)
{
    const dc_walk *walk = write->job->host->walk;
    dc_str key;
    dc_str value;
    dc_str body = {NULL, 0};
    if (!walk->attr_at(write->job, span, 0, &key, &value) ||
        !dc_str_equal(key, "class") || !dc_str_equal(value, JSON_STR_CLASS) ||
        !holds_text(write, span))
        return false;
    bool has_text = walk->first(write->job, span) != 0;
    if (has_text &&
        (!walk->attr_at(write->job, span, 1, &key, &body) ||
            !dc_str_equal(key, JSON_TEXT_KEY) || !json_is_string_body(body)))
        return false;
    if (walk->attr_at(write->job, span, has_text ? 2 : 1, &key, &value))
        return false;
    json_separate(write);
    json_puts(write, "{\"t\":\"Str\",\"c\":\"");
    json_put_dc_str(write, body);
    json_puts(write, "\"}");
    return true;
}
