/* SPDX-License-Identifier: MIT */
/*
 * Ruby: spans of the classes ruby, rt and rp, as the reader of html makes
 * them.  They are the elements of these names where they stand as HTML has
 * them (4.5.10): a base, then an rt that may be between two rp.
 */
#include "write/epub_ruby.h"

/* Parts of a ruby, and what stands between them. */
enum part { BASE, RT, RP };

static bool
has_class(struct epub *epub, uint32_t node, const char *name)
{
    return dc_kind(epub->job, node) == DC_SPAN &&
        dc_str_equal(dc_attr_of(epub->job, node, "class"), name);
}

/* An rp holds text alone. */
static bool
is_plain(struct epub *epub, uint32_t node)
{
    const dc_walk *walk = epub->job->host->walk;
    uint32_t child = walk->first(epub->job, node);
    return child && dc_kind(epub->job, child) == DC_TEXT &&
        !walk->sibling(epub->job, child);
}

static enum part
part_of(struct epub *epub, uint32_t node)
{
    if (has_class(epub, node, "rt"))
        return RT;
    return has_class(epub, node, "rp") && is_plain(epub, node) ? RP : BASE;
}

/* True if bases and their texts follow one another as they must. */
static bool
is_ruby(struct epub *epub, uint32_t node)
{
    const dc_walk *walk = epub->job->host->walk;
    enum { NOTHING, IN_BASE, OPEN, NEEDS_RP, DONE } state = NOTHING;
    uint32_t child = walk->first(epub->job, node);
    for (; child; child = walk->sibling(epub->job, child)) {
        enum part part = part_of(epub, child);
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

static bool
is_in_ruby(struct epub *epub)
{
    return dc_str_equal(epub_parent(epub)->close, "</ruby>");
}

bool
epub_enter_ruby(struct epub *epub, const dc_view *view)
{
    const char *open = NULL;
    const char *close = NULL;
    if (epub->is_epub2)
        return false;
    if (is_in_ruby(epub)) {
        enum part part = part_of(epub, view->node);
        open = part == RT ? "<rt" : "<rp";
        close = part == RT ? "</rt>" : "</rp>";
        if (part == BASE)
            return false;
    } else if (has_class(epub, view->node, "ruby") &&
        is_ruby(epub, view->node)) {
        open = "<ruby";
        close = "</ruby>";
    } else {
        return false;
    }
    epub_top(epub)->close = dc_str_of(close);
    epub_puts(&epub->out->text, open);
    epub_put_attrs(epub, view->node, "", EPUB_SKIP_FIRST_CLASS);
    epub_puts(&epub->out->text, ">");
    return true;
}
