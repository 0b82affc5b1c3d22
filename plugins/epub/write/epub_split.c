/* SPDX-License-Identifier: MIT */
/*
 * Where chapters begin.
 *
 * 1. A heading up to the split level begins a file.  So does the end of a
 *    block when the file has grown to the split size, better at a scene
 *    break; never right after a heading.
 * 2. A text that begins with its title has its chapters one level further
 *    down; so has one whose first heading is not of the highest level.  Such
 *    a text may be a book or an article with sections, and nobody wants the
 *    sections of an article on pages of their own.  So its first files are
 *    held until they are a book (long enough, with sections as long as
 *    chapters), or until the text ends: then they are joined into one.
 * 3. In a book the title heading then moves to the title page, and the few
 *    lines below it go along.
 *
 * A source that has files is a book, and its files are those of the book: only
 * the split size begins others.
 *
 * Files also begin inside DIVs, if only DIVs are around: those are closed
 * and opened again.
 */
#include "write/epub_page.h"

enum {
    /* Held text of at least this size, in sections of this mean size. */
    BOOK_MIN = 48 * 1024,
    SECTION_MIN = 4 * 1024,
    /* What may stand between the title and the first of several chapters. */
    FRONT_MAX = 4 * 1024,
    /* What of that goes on the title page: names, edition, dedication. */
    TITLE_PAGE_MAX = 1024,
    /* Reading systems get slow with more files; more than that by size only. */
    HEADING_FILES_MAX = 10000,
    /* A package holds 65534 files; images want some. */
    FILES_MAX = 50000,
    /* Bytes of titles that are compared. */
    TITLE_MAX = 200
};

static uint32_t
heading_level(struct epub *epub, uint32_t heading)
{
    int64_t level = dc_int_field(epub->job, heading, DC_F_LEVEL);
    return level < 1 ? 1 : level > 6 ? 6 : (uint32_t)level;
}

/* The heading that the node begins with, through DIVs; 0 if with another. */
static uint32_t
leading_heading(struct epub *epub, uint32_t node)
{
    const dc_walk *walk = epub->job->host->walk;
    while (node && walk->kind(epub->job, node) == DC_DIV)
        node = walk->first(epub->job, node);
    return node && walk->kind(epub->job, node) == DC_HEADING ? node : 0;
}

/* Closing and opening. */

static void
close_chapter(struct epub *epub)
{
    struct epub_chapter *chapter = epub->chapter;
    size_t len = epub->out->text.len;
    epub_close_divs(epub);
    chapter->suffix = epub->out->text.len - len;
    epub->chapter = NULL;
    epub->out = NULL;
    if (epub->decision != EPUB_UNDECIDED) {
        epub_chapter_finish(epub, chapter);
        return;
    }
    chapter->state = EPUB_CHAPTER_HELD;
    if (epub->title_chapter == epub->chapters.count - 1)
        return;
    epub->held_bytes += chapter->body.text.len + chapter->note_bytes;
    epub->held_count++;
}

static struct epub_chapter *
begin_chapter(struct epub *epub)
{
    if (epub->chapter)
        close_chapter(epub);
    struct epub_chapter *chapter = epub_chapter_open(epub);
    epub->wants_split = false;
    if (!chapter)
        return NULL;
    epub_reopen_divs(epub);
    chapter->prefix = chapter->body.text.len;
    /* Within a file of the source, this is one more piece of it. */
    if (epub->depth > 0 && epub->frames[0].node == epub->source.node)
        epub_continue_source(epub);
    return chapter;
}

static void
begin_heading_chapter(struct epub *epub, uint32_t heading)
{
    struct epub_chapter *chapter = begin_chapter(epub);
    if (!chapter)
        return;
    chapter->has_heading = true;
    chapter->title = epub_keep_line(epub, dc_plain_text(epub->job, heading));
    if (!epub->notes_run_on && epub->decision != EPUB_UNDECIDED)
        epub->note_number = 0;
}

/* What goes on when a file is full, or text that is in no chapter. */
static void
begin_plain_chapter(struct epub *epub, const char *role)
{
    dc_str title = {NULL, 0};
    if (!role && epub->chapter &&
        epub->title_chapter != epub_chapter_number(epub)) {
        title = epub->chapter->title;
        role = epub->chapter->role;
    }
    struct epub_chapter *chapter = begin_chapter(epub);
    if (!chapter)
        return;
    chapter->title = title;
    chapter->role = role || title.len ? role : "front";
}

/* Settling what was held. */

/* A title heading with notes stays in the text: a title page has none. */
static bool
can_move_title(struct epub *epub)
{
    return epub->title_chapter != EPUB_NONE && !epub->refuses_title_page &&
        epub_chapter_at(epub, epub->title_chapter)->notes.count == 0;
}

/* Held text below the title that has no heading. */
static struct epub_chapter *
lines_below_title(struct epub *epub)
{
    size_t number = (size_t)epub->title_chapter + 1;
    struct epub_chapter *chapter =
        number < epub->chapters.count ? epub_chapter_at(epub, number) : NULL;
    return chapter && chapter->state == EPUB_CHAPTER_HELD && chapter->role
        ? chapter
        : NULL;
}

static void
move_title(struct epub *epub)
{
    struct epub_chapter *chapter = epub_chapter_at(epub, epub->title_chapter);
    epub_claim_pages(epub);
    chapter->state = EPUB_CHAPTER_TITLE;
    chapter->name = epub->leaves[EPUB_LEAF_TITLE].name;
}

/* More chapters follow, so the page may take all that is before them. */
static void
move_title_with_lines(struct epub *epub)
{
    size_t number = epub->title_chapter;
    const struct epub_chapter *lines = lines_below_title(epub);
    if (lines && lines->body.text.len <= TITLE_PAGE_MAX &&
        lines->notes.count == 0)
        epub_chapter_join(epub, number, number + 2);
    move_title(epub);
}

/* Finishes the held chapters. */
static void
finish_held(struct epub *epub)
{
    for (size_t i = 0; i < epub->chapters.count; i++) {
        struct epub_chapter *chapter = epub_chapter_at(epub, i);
        if (chapter->state == EPUB_CHAPTER_HELD)
            epub_chapter_finish(epub, chapter);
    }
}

/* Chapters are chapters. */
static void
settle_book(struct epub *epub)
{
    size_t number = epub->title_chapter;
    epub->decision = EPUB_BOOK;
    epub->notes_run_on = epub->held_count > 0;
    if (can_move_title(epub)) {
        move_title_with_lines(epub);
    } else if (number != EPUB_NONE) {
        epub->title_is_shown = true;
        if (lines_below_title(epub))
            epub_chapter_join(epub, number, number + 2);
    }
    finish_held(epub);
}

/* Joins what is held from `first` on, and finishes all that is held. */
static void
join_held(struct epub *epub, size_t first)
{
    while (first < epub->chapters.count &&
        epub_chapter_at(epub, first)->state != EPUB_CHAPTER_HELD)
        first++;
    epub_chapter_join(epub, first, epub->chapters.count);
    finish_held(epub);
}

/* Sections are one text, with what stands before its headline. */
static void
settle_article(struct epub *epub)
{
    bool has_page = epub->wants_title_page && epub->held_count > 0;
    epub->decision = EPUB_ARTICLE;
    if (has_page && can_move_title(epub))
        move_title(epub);
    else if (epub->title_chapter != EPUB_NONE)
        epub->title_is_shown = true;
    join_held(epub, 0);
}

/*
 * A second heading of the highest level: what was held is one chapter of
 * several, or not even that if the first heading has nothing below it.
 */
static void
settle_collection(struct epub *epub)
{
    size_t front_max = epub->title_is_given ? FRONT_MAX : 0;
    size_t first = 0;
    close_chapter(epub);
    epub->decision = EPUB_BOOK;
    if (can_move_title(epub) && epub->held_bytes <= front_max)
        move_title_with_lines(epub);
    else if (epub->title_chapter != EPUB_NONE)
        epub->title_is_shown = true;
    while (!epub_chapter_at(epub, first)->has_heading)
        first++;
    join_held(epub, first);
    epub->effective_level = epub->split_level;
}

/* Looks at the chapters held so far, when one more begins. */
static void
judge_held(struct epub *epub)
{
    if (epub->held_bytes < BOOK_MIN || epub->held_count < 2)
        return;
    if (epub->held_bytes / epub->held_count >= SECTION_MIN) {
        settle_book(epub);
    } else if (epub->held_bytes >= epub->split_size) {
        settle_article(epub);
        epub->effective_level = epub->split_level;
    }
}

/* Headings. */

/*
 * True if one text begins with the other, word for word, whatever the case
 * and marks: "NEWS FROM NOWHERE" and "News from Nowhere; or, An Epoch ...".
 */
static bool
is_same_title(struct epub *epub, dc_str a, dc_str b)
{
    struct epub_buf one = {0};
    struct epub_buf two = {0};
    epub_put_slug(&one, a, TITLE_MAX);
    epub_put_slug(&two, b, TITLE_MAX);
    const struct epub_buf *longer = one.len > two.len ? &one : &two;
    size_t len = one.len > two.len ? two.len : one.len;
    bool is_same = len == 0 ? a.len == b.len && memcmp(a.ptr, b.ptr, a.len) == 0
                            : memcmp(one.data, two.data, len) == 0 &&
            (longer->len == len || longer->data[len] == '-');
    epub_buf_done(epub, &one);
    epub_buf_done(epub, &two);
    return is_same;
}

/* A label or two may stand before a title that no metadata confirms. */
static bool
is_near_beginning(struct epub *epub)
{
    return epub->chapters.count == 0 ||
        (epub->chapters.count == 1 &&
            epub->chapter->body.text.len <= TITLE_PAGE_MAX);
}

static bool
is_title(struct epub *epub, uint32_t heading)
{
    if (heading_level(epub, heading) != 1 || epub->decision != EPUB_UNDECIDED)
        return false;
    dc_str text = epub_keep_line(epub, dc_plain_text(epub->job, heading));
    if (text.len == 0)
        return false;
    return epub->title_is_given ? is_same_title(epub, text, epub->title)
                                : is_near_beginning(epub);
}

/* The title gets a file of its own, for as long as nothing is settled. */
static void
begin_title(struct epub *epub, uint32_t heading)
{
    epub->effective_level = epub->split_level + 1;
    begin_heading_chapter(epub, heading);
    epub->title_chapter = epub_chapter_number(epub);
    epub->held_bytes = 0;
    epub->held_count = 0;
    epub->wants_split = true;
}

/* The first heading sets the level of chapters; true if it is the title. */
static bool
plan_first_heading(struct epub *epub, uint32_t heading)
{
    uint32_t level = heading_level(epub, heading);
    bool is_first = is_title(epub, heading);
    epub->has_heading = true;
    epub->effective_level = epub->split_level;
    if (epub->split_level == 0) {
        epub->decision = EPUB_BOOK;
        epub->title_is_shown = is_first;
    } else if (is_first) {
        begin_title(epub, heading);
        return true;
    } else if (level > epub->split_level) {
        epub->effective_level = level + epub->split_level - 1;
    } else {
        epub->decision = EPUB_BOOK;
    }
    return false;
}

static bool
splits(struct epub *epub, uint32_t level)
{
    bool is_fixed = epub->has_files && !epub->has_members;
    return !is_fixed && level <= epub->effective_level &&
        epub->chapters.count < HEADING_FILES_MAX;
}

/* A heading of the highest level ends what was said of a text below it. */
static void
begin_anew(struct epub *epub)
{
    if (epub->decision == EPUB_UNDECIDED)
        settle_collection(epub);
    epub->effective_level = epub->split_level;
    epub->notes_run_on = false;
}

static void
split_at_heading(struct epub *epub, uint32_t heading)
{
    uint32_t level = heading_level(epub, heading);
    if (!splits(epub, level))
        return;
    if (level <= epub->split_level && epub->chapter)
        begin_anew(epub);
    if (epub->chapter)
        close_chapter(epub);
    if (epub->decision == EPUB_UNDECIDED)
        judge_held(epub);
    begin_heading_chapter(epub, heading);
}

/* A DIV at the top that readers mark as no part of the last chapter. */
static bool
is_back_matter(struct epub *epub, uint32_t node)
{
    static const char *const classes[] = {"gutenberg-footer", "backmatter"};
    if (epub->depth > 0 || dc_kind(epub->job, node) != DC_DIV)
        return false;
    dc_str name = dc_attr_of(epub->job, node, "class");
    for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++)
        if (dc_str_equal(name, classes[i]))
            return true;
    return false;
}

/* What the source's contents call a file that has no heading. */
static void
note_file_title(struct epub *epub, uint32_t node)
{
    dc_str title =
        epub_keep_line(epub, dc_attr_of(epub->job, node, "data-title"));
    struct epub_heading *heading =
        title.len ? epub_grow(epub, &epub->headings, sizeof *heading) : NULL;
    if (!heading)
        return;
    epub->chapter->title = title;
    heading->title = title;
    heading->chapter = epub_chapter_number(epub);
    heading->level = epub->source.is_member ? epub->part_level + 1 : 1;
    heading->is_first = true;
}

/* Members of a bundle are divided further by --split-level. */
static void
begin_member(struct epub *epub, uint32_t node, uint32_t heading)
{
    epub->has_members = true;
    epub->effective_level = epub->split_level;
    if (heading &&
        dc_str_equal(dc_attr_of(epub->job, node, "epub:type"), "part"))
        epub->part_level = heading_level(epub, heading);
}

/* What has files is a book. */
static void
settle_files(struct epub *epub)
{
    if (epub->decision == EPUB_UNDECIDED && epub->chapter)
        close_chapter(epub);
    if (epub->decision == EPUB_UNDECIDED)
        settle_book(epub);
    epub->has_files = true;
    epub->has_heading = true;
}

void
epub_split_at_nav_page(struct epub *epub, uint32_t node)
{
    settle_files(epub);
    begin_plain_chapter(epub, "front");
    if (epub->chapter)
        epub_take_nav_page(epub, node);
}

static void
begin_file(struct epub *epub, uint32_t node)
{
    uint32_t heading = leading_heading(epub, node);
    bool is_member = epub_is_member(epub, node);
    settle_files(epub);
    epub->title_is_shown |= !is_member;
    epub->planned_heading = heading;
    if (heading)
        begin_heading_chapter(epub, heading);
    else
        begin_plain_chapter(epub, "front");
    if (!epub->chapter)
        return;
    epub_begin_source(epub, node);
    if (is_member)
        begin_member(epub, node, heading);
    if (!is_member || !heading)
        note_file_title(epub, node);
    epub->chapter->is_listed = epub->chapter->title.len > 0 &&
        (!heading || heading_level(epub, heading) <= epub->toc_depth);
}

void
epub_split_before(struct epub *epub, uint32_t node)
{
    if (epub->depth == 0 && epub_is_file(epub, node)) {
        begin_file(epub, node);
        return;
    }
    uint32_t heading = leading_heading(epub, node);
    if (heading && heading != epub->planned_heading) {
        epub->planned_heading = heading;
        if (!epub->has_heading && plan_first_heading(epub, heading))
            return;
        split_at_heading(epub, heading);
    } else if (heading) {
        return;
    }
    if (is_back_matter(epub, node))
        begin_plain_chapter(epub, "back");
    else if (!epub->chapter || epub->wants_split)
        begin_plain_chapter(epub, NULL);
}

void
epub_split_after(struct epub *epub, uint32_t kind)
{
    struct epub_chapter *chapter = epub->chapter;
    if (!chapter || kind == DC_HEADING || epub->split_size == 0 ||
        chapter->source.overlay.len || epub->chapters.count >= FILES_MAX)
        return;
    size_t size = chapter->body.text.len + chapter->note_bytes;
    size_t enough =
        kind == DC_SCENE_BREAK ? epub->split_size / 4 * 3 : epub->split_size;
    if (size < enough)
        return;
    if (epub->decision == EPUB_UNDECIDED)
        settle_book(epub);
    epub->wants_split = true;
}

void
epub_split_end(struct epub *epub)
{
    if (epub->chapters.count == (epub->has_nav_page ? 1 : 0))
        begin_plain_chapter(epub, NULL);
    if (epub->chapter)
        close_chapter(epub);
    if (epub->decision == EPUB_UNDECIDED)
        settle_article(epub);
}

void
epub_note_heading(struct epub *epub, uint32_t node, dc_str fragment)
{
    struct epub_chapter *chapter = epub->chapter;
    dc_str title = epub_keep_line(epub, dc_plain_text(epub->job, node));
    bool is_first = chapter->has_heading && node == epub->planned_heading;
    if (is_first && !chapter->label.len)
        chapter->label = fragment;
    else
        is_first = false;
    if (title.len == 0)
        return;
    if (epub->title.len == 0)
        epub->title = title;
    struct epub_heading *heading =
        epub_grow(epub, &epub->headings, sizeof *heading);
    if (!heading)
        return;
    dc_str toc_title = epub_heading_short(epub, node);
    heading->title = toc_title.len ? toc_title : title;
    if (!toc_title.len)
        heading->markup = epub_heading_markup(epub, node);
    heading->is_hidden = !epub_heading_is_listed(epub, node);
    heading->fragment = fragment;
    heading->chapter = epub_chapter_number(epub);
    heading->level = heading_level(epub, node);
    heading->is_first = is_first;
}
