/* SPDX-License-Identifier: MIT */
/*
 * Headings: which of the six elements, what stands in for them where HTML
 * allows none, their numbers, and the sections that they begin.
 *
 * Numbers and sections are as pandoc has them: headings that stand in nothing
 * but divs count, by the author's levels.
 */
#include "write/html_write.h"

static const char *const sections[] = {NULL, "level1", "level2", "level3",
    "level4", "level5", "level6", "level7", "level8", "level9"};

static int64_t
meant_level(struct html_write *write, const struct html_frame *frame)
{
    int64_t level = dc_int_field(write->job, frame->node, DC_F_LEVEL);
    return level < 1 ? 1 : level > HTML_LEVELS_MAX ? HTML_LEVELS_MAX : level;
}

/*
 * HTML forbids a heading two or more levels below the one before it.  What
 * skips levels moves up to the next one, and so do its siblings, which are
 * compared by what they meant.
 */
int64_t
html_level_of(struct html_write *write, int64_t meant)
{
    struct html_level *levels = write->levels;
    size_t used = write->levels_used;
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

void
html_below_title(struct html_write *write)
{
    write->levels[0] = (struct html_level){0, 1};
    write->levels_used = 1;
}

static bool
is_in_outline(const struct html_write *write)
{
    for (size_t i = 0; i + 1 < write->depth; i++)
        if (write->frames[i].kind != DC_DIV)
            return false;
    return true;
}

/* Counts the heading; its number, as "1.2", or nothing. */
static dc_str
count_heading(struct html_write *write, uint32_t node, int64_t level)
{
    dc_str none = {NULL, 0};
    uint32_t *numbers = write->numbers;
    if (!write->options.has_numbers ||
        html_has_class(write, node, "unnumbered"))
        return none;
    numbers[level - 1]++;
    for (int64_t i = level; i < HTML_LEVELS_MAX; i++)
        numbers[i] = 0;
    char *text = html_alloc(write, HTML_LEVELS_MAX * HTML_DIGITS_MAX);
    size_t len = 0;
    for (int64_t i = 0; text && i < level; i++) {
        if (i)
            text[len++] = '.';
        len += html_digits(numbers[i], text + len);
    }
    return dc_str_slice(text, len);
}

void
html_close_sections(struct html_write *write, size_t depth)
{
    while (write->sections_used &&
        write->sections[write->sections_used - 1].depth >= depth) {
        html_puts(write, "</section>\n");
        write->sections_used--;
    }
}

/* The section that this heading begins; those it ends end first. */
static void
open_section(struct html_write *write, const struct html_frame *frame,
    int64_t level, dc_str number)
{
    size_t depth = write->depth - 1;
    while (write->sections_used) {
        const struct html_section *last =
            &write->sections[write->sections_used - 1];
        if (last->depth != depth || last->level < level)
            break;
        html_puts(write, "</section>\n");
        write->sections_used--;
    }
    if (!html_grow(write, (void **)&write->sections, &write->sections_room,
            write->sections_used, sizeof(*write->sections)))
        return;
    struct html_section fresh = {level, depth};
    write->sections[write->sections_used++] = fresh;
    html_start(write, frame->node, "section", sections[level]);
    if (number.len)
        html_put_own_data(write, frame->node, "number", number);
    html_puts(write, ">\n");
}

static void
list_heading(struct html_write *write, const struct html_frame *frame,
    int64_t level, dc_str number)
{
    bool is_unlisted =
        number.len == 0 && html_has_class(write, frame->node, "unlisted");
    if (!write->options.has_toc || level > write->options.toc_depth ||
        is_unlisted)
        return;
    if (!html_grow(write, (void **)&write->headings, &write->headings_room,
            write->headings_used, sizeof(*write->headings)))
        return;
    struct html_heading fresh = {frame->node, level, number};
    write->headings[write->headings_used++] = fresh;
}

/* What comes with a heading that counts; returns its number. */
static dc_str
begin_outline(struct html_write *write, const struct html_frame *frame)
{
    int64_t level = meant_level(write, frame);
    if (write->options.notes_at == HTML_NOTES_SECTION && write->depth == 1)
        html_list_notes(write);
    dc_str number = count_heading(write, frame->node, level);
    if (write->options.has_sections && write->raw.count == 0)
        open_section(write, frame, level, number);
    list_heading(write, frame, level, number);
    return number;
}

/* The start tag but for its end. */
static void
start_heading(struct html_write *write, struct html_frame *frame, int64_t meant,
    int64_t level)
{
    static const char *const elements[] = {
        NULL, "h1", "h2", "h3", "h4", "h5", "h6"};
    frame->element = level <= 6 ? elements[level] : "p";
    html_start(
        write, frame->node, frame->element, level <= 6 ? NULL : "heading");
    if (level > 6) {
        html_puts(write, " role=\"heading\"");
        html_put_number_attr(write, "aria-level", (uint64_t)level);
    }
    /* For a reader that wants the author's outline. */
    if (meant != level)
        html_put_own_data(write, frame->node, "docconv-level",
            dc_str_slice(&"123456789"[meant - 1], 1));
}

/*
 * HTML has six levels, and none of them may stand in <th>.  A heading in a
 * note moves with it to the end of the document, where it has no place.
 */
bool
html_enter_heading(struct html_write *write, struct html_frame *frame)
{
    frame->element = "p";
    if (write->in_head_cell || write->in_note) {
        html_start_tag(write, frame->node, frame->element, "heading");
        return true;
    }
    dc_str number = {NULL, 0};
    int64_t meant = meant_level(write, frame);
    bool in_outline = is_in_outline(write);
    if (in_outline)
        number = begin_outline(write, frame);
    /* A section takes the id. */
    write->has_no_ids =
        in_outline && write->options.has_sections && write->raw.count == 0;
    start_heading(write, frame, meant, html_level_of(write, meant));
    write->has_no_ids = false;
    if (number.len)
        html_put_own_data(write, frame->node, "number", number);
    html_puts(write, ">");
    if (number.len) {
        html_puts(write, "<span class=\"header-section-number\">");
        html_put(write, number.ptr, number.len);
        html_puts(write, "</span> ");
    }
    return true;
}
