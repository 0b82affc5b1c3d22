/* SPDX-License-Identifier: MIT */
/*
 * Headings: which of the six elements, and what stands in for them where HTML
 * allows none.
 */
#include "write/html_write.h"

/*
 * HTML forbids a heading two or more levels below the one before it.  What
 * skips levels moves up to the next one, and so do its siblings, which are
 * compared by what they meant.
 */
static int64_t
level_of(struct html_write *write, const struct html_frame *frame)
{
    int64_t meant = dc_int_field(write->job, frame->node, DC_F_LEVEL);
    struct html_level *levels = write->levels;
    size_t used = write->levels_used;
    meant = meant < 1 ? 1 : meant > HTML_LEVELS_MAX ? HTML_LEVELS_MAX : meant;
    while (used && levels[used - 1].meant >= meant)
        used--;
    int64_t written = meant;
    if (used && levels[used - 1].written + 1 < meant)
        written = levels[used - 1].written + 1;
    levels[used].meant = meant;
    levels[used].written = written;
    write->levels_used = used + 1;
    return written;
}

/*
 * HTML has six levels, and none of them may stand in <th>.  A heading in a
 * note moves with it to the end of the document, where it has no place.
 */
bool
html_enter_heading(struct html_write *write, struct html_frame *frame)
{
    static const char *const elements[] = {
        NULL, "h1", "h2", "h3", "h4", "h5", "h6"};
    frame->element = "p";
    if (write->in_head_cell || write->in_note) {
        html_start_tag(write, frame->node, frame->element, "heading");
        return true;
    }
    int64_t level = level_of(write, frame);
    if (level <= 6) {
        frame->element = elements[level];
        html_start_tag(write, frame->node, frame->element, NULL);
        return true;
    }
    html_start(write, frame->node, frame->element, "heading");
    html_puts(write, " role=\"heading\"");
    html_put_number_attr(write, "aria-level", (uint64_t)level);
    html_puts(write, ">");
    return true;
}
