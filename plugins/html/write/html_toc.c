/* SPDX-License-Identifier: MIT */
/*
 * The table of contents, a list of lists, for the template.  Headings are
 * taken up block by block, while they are alive; what is written of them has
 * no ids, links and notes, since it stands in the document once more.
 */
#include "write/html_write.h"

/* Closes lists until the one that is open takes items of `level`. */
static void
open_list(struct html_write *write, int64_t level)
{
    int64_t *levels = write->toc_levels;
    size_t depth = write->toc_depth;
    while (
        depth > 1 && levels[depth - 1] > level && levels[depth - 2] >= level) {
        html_puts(write, "</li>\n</ul>");
        depth--;
    }
    if (depth && levels[depth - 1] >= level) {
        html_puts(write, "</li>\n");
    } else {
        html_puts(write, depth ? "\n<ul>\n" : "<ul>\n");
        depth++;
    }
    levels[depth - 1] = level;
    write->toc_depth = depth;
}

static void
put_entry(struct html_write *write, const struct html_heading *heading)
{
    const dc_walk *walk = write->job->host->walk;
    open_list(write, heading->level);
    html_puts(write, "<li>");
    html_puts(write, "<a");
    html_put_local(write, "href", dc_identifier(write->job, heading->node));
    html_puts(write, ">");
    if (heading->number.len) {
        html_puts(write, "<span class=\"toc-section-number\">");
        html_put(write, heading->number.ptr, heading->number.len);
        html_puts(write, "</span> ");
    }
    for (uint32_t child = walk->first(write->job, heading->node); child;
         child = walk->sibling(write->job, child))
        html_walk(write, child);
    html_puts(write, "</a>");
}

void
html_add_to_toc(struct html_write *write)
{
    struct html_spool *outer = write->spool;
    write->spool = &write->toc;
    write->in_toc = true;
    write->has_no_ids = true;
    write->in_link = true;
    for (size_t i = 0; i < write->headings_used && !write->has_failed; i++)
        put_entry(write, &write->headings[i]);
    write->in_link = false;
    write->has_no_ids = false;
    write->in_toc = false;
    write->spool = outer;
    write->headings_used = 0;
}

void
html_end_toc(struct html_write *write)
{
    struct html_spool *outer = write->spool;
    write->spool = &write->toc;
    for (; write->toc_depth; write->toc_depth--)
        html_puts(write, "</li>\n</ul>");
    write->spool = outer;
}
