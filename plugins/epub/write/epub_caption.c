/* SPDX-License-Identifier: MIT */
/*
 * Captions, and the stack of outputs.  The tree has a caption before what it
 * belongs to, a page has it below: it is rendered into a part of its own and
 * written when its figure or table ends.
 */
#include "write/epub.h"

void
epub_push_out(struct epub *epub, struct epub_part *part)
{
    struct epub_part **slot =
        epub_grow(epub, &epub->outs, sizeof(struct epub_part *));
    if (!slot)
        return;
    *slot = epub->out;
    epub->out = part;
}

void
epub_pop_out(struct epub *epub)
{
    struct epub_part **outs = epub->outs.items;
    if (epub->outs.count)
        epub->out = outs[--epub->outs.count];
}

/* 1 if it is text alone, which may stand in a <caption> in any version. */
static bool
is_simple(struct epub *epub, uint32_t caption)
{
    const dc_walk *walk = epub->job->host->walk;
    uint32_t child = walk->first(epub->job, caption);
    return child && !walk->sibling(epub->job, child) &&
        walk->kind(epub->job, child) == DC_PLAIN;
}

static void
enter_aside(struct epub *epub, struct epub_frame *owner)
{
    bool is_second = owner->side != NULL;
    if (!is_second)
        owner->side = dc_alloc(epub->job, sizeof *owner->side);
    if (!owner->side) {
        epub->skip = true;
        return;
    }
    epub_push_out(epub, owner->side);
    epub_top(epub)->bits |= EPUB_BIT_SIDE;
    if (is_second)
        epub_puts(&epub->out->text, "<br/>\n");
}

void
epub_enter_caption(struct epub *epub, const dc_view *view)
{
    struct epub_frame *owner = epub_parent(epub);
    if (!owner) {
        return;
    }
    if (owner->kind != DC_TABLE || owner->bits & EPUB_BIT_HAS_CHILD ||
        !is_simple(epub, view->node) || !epub_table_is_open(epub)) {
        enter_aside(epub, owner);
        return;
    }
    epub_puts(&epub->out->text, "<caption");
    epub_put_attrs(epub, view->node, "", 0);
    epub_puts(&epub->out->text, ">");
    epub_top(epub)->close = (dc_str)DC_STR("</caption>\n");
}

void
epub_leave_caption(struct epub *epub, struct epub_frame *frame)
{
    if (frame->bits & EPUB_BIT_SIDE)
        epub_pop_out(epub);
}

void
epub_put_side(struct epub *epub, struct epub_frame *frame, const char *open,
    const char *close)
{
    if (!frame->side)
        return;
    epub_puts(&epub->out->text, open);
    epub_part_append(epub, epub->out, frame->side, 0);
    epub_puts(&epub->out->text, close);
    frame->side = NULL;
}

void
epub_leave_figure(struct epub *epub, struct epub_frame *frame)
{
    if (epub->is_epub2)
        epub_put_side(epub, frame, "<div class=\"caption\">", "</div>\n");
    else
        epub_put_side(epub, frame, "<figcaption>", "</figcaption>\n");
}
