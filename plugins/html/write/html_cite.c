/* SPDX-License-Identifier: MIT */
/*
 * Citations.  The keys of the works stand in an attribute, for whoever formats
 * them later.
 */
#include "write/html_write.h"

/*
 * The keys of the works, for whoever formats citations later.  A cite mostly
 * holds the text that stands for its citations.
 */
bool
html_enter_cite(struct html_write *write, struct html_frame *frame)
{
    const dc_walk *walk = write->job->host->walk;
    bool is_open = false;
    html_start(write, frame->node, frame->element, "citation");
    for (uint32_t child = frame->first; child;
         child = walk->sibling(write->job, child)) {
        if (dc_kind(write->job, child) != DC_CITATION) {
            frame->has_text = true;
            continue;
        }
        html_puts(write, is_open ? " " : " data-cites=\"");
        html_put_value(
            write, dc_str_field(write->job, child, DC_F_CITE_ID));
        is_open = true;
    }
    html_puts(write, is_open ? "\">" : ">");
    return true;
}

static void
put_cite_id(struct html_write *write, const struct html_frame *citation)
{
    html_puts(write, "@");
    html_put_text(
        write, dc_str_field(write->job, citation->node, DC_F_CITE_ID));
}

/* Without that text: [prefix @id suffix]. */
bool
html_enter_citation(struct html_write *write, struct html_frame *frame)
{
    if (html_parent(write)->has_text)
        return false;
    html_puts(write, "[");
    if (frame->first == 0 ||
        dc_kind(write->job, frame->first) != DC_CITE_PREFIX)
        put_cite_id(write, frame);
    return true;
}

void
html_leave_citation(struct html_write *write, struct html_frame *frame)
{
    (void)frame;
    if (!html_parent(write)->has_text)
        html_puts(write, "]");
}

void
html_leave_prefix(struct html_write *write, struct html_frame *frame)
{
    (void)frame;
    html_puts(write, " ");
    put_cite_id(write, html_parent(write));
}

bool
html_enter_suffix(struct html_write *write, struct html_frame *frame)
{
    (void)frame;
    html_puts(write, " ");
    return true;
}
