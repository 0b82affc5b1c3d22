/* SPDX-License-Identifier: MIT */
/*
 * --a11y: what keeps people from reading the book, each with its place in the
 * source (WCAG 2.2, with the number of the criterion beside each rule).  As a
 * report these are warnings; strictly, the book is then not written.  What
 * only people can judge, such as whether a description is right, is not here.
 */
#include "write/epub.h"

void
epub_audit_begin(struct epub *epub)
{
    dc_str mode = dc_option_str(epub->job, "a11y");
    epub->audit.is_strict = dc_str_equal(mode, "strict");
    epub->audit.is_on = epub->audit.is_strict || dc_str_equal(mode, "report");
}

static void
tell(struct epub *epub, const char *rule, dc_str message, uint64_t pos)
{
    epub->audit.faults++;
    dc_report_at(epub->job, DC_DIAG_WARNING, rule, message, pos);
}

static void
tell_words(
    struct epub *epub, const char *rule, const char *message, uint64_t pos)
{
    tell(epub, rule, dc_str_of(message), pos);
}

/* "the heading goes from level 1 to 3: Title" */
static void
tell_skip(struct epub *epub, uint32_t level, dc_str title, uint64_t pos)
{
    struct epub_buf message = {0};
    epub_puts(&message, "a heading of level ");
    epub_put_uint(&message, level);
    epub_puts(&message, " follows one of level ");
    epub_put_uint(&message, epub->audit.level);
    epub_puts(&message, ": ");
    epub_put_str(&message, title);
    tell(epub, "a11y-heading-level", epub_buf_str(&message), pos);
    epub_buf_done(epub, &message);
}

/* 1.3.1, 2.4.6 */
static void
audit_heading(struct epub *epub, const dc_view *view)
{
    int64_t field = dc_int_field(epub->job, view->node, DC_F_LEVEL);
    uint32_t level = field < 1 ? 1 : field > 6 ? 6 : (uint32_t)field;
    dc_str title = epub_keep_line(epub, dc_plain_text(epub->job, view->node));
    if (title.len == 0)
        tell_words(
            epub, "a11y-heading-empty", "a heading has no text", view->pos);
    if (epub->audit.level && level > epub->audit.level + 1)
        tell_skip(epub, level, title, view->pos);
    epub->audit.level = level;
}

/* A sound or a film, which stands in the tree as an image does. */
static bool
is_played(dc_str url)
{
    static const char *const endings[] = {".mp3", ".m4a", ".aac", ".oga",
        ".ogg", ".opus", ".wav", ".flac", ".mp4", ".m4v", ".ogv", ".webm"};
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        size_t len = strlen(endings[i]);
        if (url.len > len &&
            memcmp(url.ptr + url.len - len, endings[i], len) == 0)
            return true;
    }
    return false;
}

/* 1.1.1 */
static void
audit_image(struct epub *epub, const dc_view *view)
{
    struct epub_buf message = {0};
    dc_str alt = epub_keep_line(epub, dc_plain_text(epub->job, view->node));
    dc_str url = dc_str_field(epub->job, view->node, DC_F_URL);
    if (is_played(url) || epub_alt_says_something(alt) ||
        epub_is_decoration(epub, view->node))
        return;
    epub_puts(&message,
        alt.len
            ? "the alternative text of an image says nothing: "
            : "an image has no alternative text and no role=presentation: ");
    epub_put_str(&message, alt.len ? alt : url);
    tell(epub, "a11y-alt", epub_buf_str(&message), view->pos);
    epub_buf_done(epub, &message);
}

static bool
is_head(struct epub *epub, uint32_t section)
{
    const dc_walk *walk = epub->job->host->walk;
    uint32_t row = walk->first(epub->job, section);
    if (!row)
        return false;
    return walk->kind(epub->job, section) == DC_TABLE_HEAD ||
        dc_int_field(epub->job, row, DC_F_HEAD_ROW) != 0 ||
        dc_int_field(epub->job, section, DC_F_HEAD_COLUMNS) > 0;
}

static bool
is_section(uint32_t kind)
{
    return kind == DC_TABLE_HEAD || kind == DC_TABLE_BODY ||
        kind == DC_TABLE_FOOT;
}

/* 1.3.1 */
static void
audit_table(struct epub *epub, const dc_view *view)
{
    const dc_walk *walk = epub->job->host->walk;
    uint32_t child = walk->first(epub->job, view->node);
    for (; child; child = walk->sibling(epub->job, child))
        if (is_section(walk->kind(epub->job, child)) && is_head(epub, child))
            return;
    tell_words(
        epub, "a11y-table-header", "a table has no header cells", view->pos);
}

/* 2.4.4, 4.1.2 */
static void
audit_link(struct epub *epub, const dc_view *view)
{
    struct epub_buf message = {0};
    dc_str url = dc_str_field(epub->job, view->node, DC_F_URL);
    dc_str text = epub_keep_line(epub, dc_plain_text(epub->job, view->node));
    if (text.len || url.len == 0)
        return;
    epub_puts(&message, "a link has no text: ");
    epub_put_str(&message, url);
    tell(epub, "a11y-link-text", epub_buf_str(&message), view->pos);
    epub_buf_done(epub, &message);
}

void
epub_audit_node(struct epub *epub, const dc_view *view)
{
    switch (view->kind) {
    case DC_HEADING:
        audit_heading(epub, view);
        break;
    case DC_IMAGE:
        audit_image(epub, view);
        break;
    case DC_TABLE:
        audit_table(epub, view);
        break;
    case DC_LINK:
        audit_link(epub, view);
        break;
    default:
        break;
    }
}

/* 2.4.2, 3.1.1, and the source of pages (EPUB Accessibility 1.1, 4.1.3). */
static void
audit_book(struct epub *epub)
{
    if (dc_str_equal(epub->language, "und"))
        tell_words(
            epub, "a11y-language", "the book has no language", DC_POS_NONE);
    if (!epub->title_is_given && epub->headings.count == 0)
        tell_words(epub, "a11y-title",
            "the book has no title, and no heading to take it from",
            DC_POS_NONE);
    if (epub->pages.count && epub_meta_line(epub, "page-source").len == 0)
        tell_words(epub, "a11y-page-source",
            "nothing says which edition the pages are of (page-source)",
            DC_POS_NONE);
}

int32_t
epub_audit_end(struct epub *epub)
{
    struct epub_buf message = {0};
    if (epub->audit.is_on)
        audit_book(epub);
    if (!epub->audit.is_strict || epub->audit.faults == 0)
        return DC_OK;
    epub_puts(&message, "not accessible, so not written: ");
    epub_put_uint(&message, epub->audit.faults);
    epub_puts(&message, epub->audit.faults == 1 ? " fault" : " faults");
    dc_report_at(epub->job, DC_DIAG_ERROR, "a11y-strict",
        epub_buf_str(&message), DC_POS_NONE);
    epub_buf_done(epub, &message);
    return dc_fail(epub->job, DC_E_WARNINGS);
}
