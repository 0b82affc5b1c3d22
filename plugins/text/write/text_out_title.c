/* SPDX-License-Identifier: MIT */
/*
 * What a standalone text begins with: title, subtitle, authors and date from
 * the metadata, a line each.  A text that was read as text has them already.
 */
#include "write/text_out.h"

#define BEHIND_TITLE 2

static void
put_line(struct text_out *out, uint32_t value)
{
    dc_str text = dc_plain_text(out->job, value);
    if (text.len == 0)
        return;
    text_out_put(out, text.ptr, text.len);
    text_out_end_line(out);
}

/* The values of an entry: its own, or those of its list. */
static void
put_entry(struct text_out *out, const char *key)
{
    const dc_walk *walk = out->job->host->walk;
    uint32_t value = walk->meta(out->job, dc_str_of(key));
    if (!value)
        return;
    if (dc_kind(out->job, value) != DC_META_LIST) {
        put_line(out, value);
        return;
    }
    uint32_t item = walk->first(out->job, value);
    for (; item; item = walk->sibling(out->job, item))
        put_line(out, item);
}

void
text_out_put_title(struct text_out *out)
{
    static const char *const keys[] = {"subtitle", "author", "date"};
    bool has_capitals = out->options.heading == TEXT_OUT_CAPITALS;
    out->capitals += has_capitals;
    put_entry(out, "title");
    out->capitals -= has_capitals;
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
        put_entry(out, keys[i]);
    if (!out->body.has_lines)
        return;
    text_out_write_page(out);
    text_out_want_gap(out, BEHIND_TITLE);
    out->has_title = true;
}
