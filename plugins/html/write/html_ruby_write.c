/* SPDX-License-Identifier: MIT */
/*
 * Ruby: spans of the classes ruby, rt and rp, as the reader of html makes
 * them.  They are the elements of these names where they stand as HTML has
 * them (4.5.10): a base, then an rt that may be between two rp.
 */
#include "write/html_write.h"

/* Parts of a ruby, and what stands between them. */
enum part { BASE, RT, RP };

static bool
has_class(struct html_write *write, uint32_t node, const char *name)
{
    return dc_kind(write->job, node) == DC_SPAN &&
        dc_str_equal(dc_attr_of(write->job, node, "class"), name);
}

/* An rp holds text alone. */
static bool
is_plain(struct html_write *write, uint32_t node)
{
    const dc_walk *walk = write->job->host->walk;
    uint32_t child = walk->first(write->job, node);
    return child && dc_kind(write->job, child) == DC_TEXT &&
        !walk->sibling(write->job, child);
}

static enum part
part_of(struct html_write *write, uint32_t node)
{
    if (has_class(write, node, "rt"))
        return RT;
    return has_class(write, node, "rp") && is_plain(write, node) ? RP : BASE;
}

/* True if bases and their texts follow one another as they must. */
static bool
is_ruby(struct html_write *write, uint32_t node)
{
    const dc_walk *walk = write->job->host->walk;
    enum { NOTHING, IN_BASE, OPEN, NEEDS_RP, DONE } state = NOTHING;
    uint32_t child = walk->first(write->job, node);
    for (; child; child = walk->sibling(write->job, child)) {
        enum part part = part_of(write, child);
        bool is_free = state != OPEN && state != NEEDS_RP;
        if (part == BASE && is_free)
            state = IN_BASE;
        else if (part == RP && state == IN_BASE)
            state = OPEN;
        else if (part == RT && state == IN_BASE)
            state = DONE;
        else if (part == RT && state == OPEN)
            state = NEEDS_RP;
        else if (part == RP && state == NEEDS_RP)
            state = DONE;
        else
            return false;
    }
    return state == DONE;
}

/* The element that the span is here. */
static const char *
element_of(struct html_write *write, uint32_t node)
{
    const struct html_frame *parent = html_parent(write);
    if (parent && parent->element && strcmp(parent->element, "ruby") == 0) {
        enum part part = part_of(write, node);
        return part == RT ? "rt" : part == RP ? "rp" : "span";
    }
    return has_class(write, node, "ruby") && is_ruby(write, node) ? "ruby"
                                                                  : "span";
}

/* True if there is nothing to say but the class that the element tells. */
static bool
is_told(struct html_write *write, uint32_t node)
{
    dc_str key;
    dc_str value;
    return !write->job->host->walk->attr_at(write->job, node, 1, &key, &value);
}

bool
html_enter_span(struct html_write *write, struct html_frame *frame)
{
    frame->element = element_of(write, frame->node);
    if (strcmp(frame->element, "span") == 0 || !is_told(write, frame->node)) {
        html_start_tag(write, frame->node, frame->element, NULL);
        return true;
    }
    html_puts(write, "<");
    html_puts(write, frame->element);
    html_puts(write, ">");
    return true;
}
