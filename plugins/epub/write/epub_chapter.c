/* SPDX-License-Identifier: MIT */
/*
 * Chapters as content documents: joining, naming, and writing them.  A
 * chapter is written as soon as its links and images are settled: the files
 * of the targets are known, the images have come.  Until then it waits in
 * memory; a book without forward links never holds more than the open one.
 */
#include "write/epub.h"
#include "write/epub_endnotes.h"
#include "write/epub_page.h"

#include <stdlib.h>

enum {
    SLUG_MAX = 48,
    /* Waiting chapters are looked through when this much was added. */
    SWEEP_BYTES = 8 << 20
};

struct epub_chapter *
epub_chapter_at(struct epub *epub, size_t number)
{
    struct epub_chapter **chapters = epub->chapters.items;
    return chapters[number];
}

uint32_t
epub_chapter_number(struct epub *epub)
{
    return (uint32_t)(epub->chapters.count - 1);
}

struct epub_chapter *
epub_chapter_home(struct epub *epub, size_t number)
{
    if (number == EPUB_NOTES_FILE)
        return epub->notes_chapter;
    struct epub_chapter *chapter = epub_chapter_at(epub, number);
    while (chapter->state == EPUB_CHAPTER_JOINED)
        chapter = epub_chapter_at(epub, chapter->joined);
    return chapter;
}

struct epub_chapter *
epub_chapter_open(struct epub *epub)
{
    struct epub_chapter *chapter = dc_alloc(epub->job, sizeof *chapter);
    struct epub_chapter **slot = chapter
        ? epub_grow(epub, &epub->chapters, sizeof(struct epub_chapter *))
        : NULL;
    if (!slot)
        return NULL;
    *slot = chapter;
    epub->chapter = chapter;
    epub->out = &chapter->body;
    return chapter;
}

void
epub_chapter_free(struct epub_chapter *chapter)
{
    struct epub_part **notes = chapter->notes.items;
    for (size_t i = 0; i < chapter->notes.count; i++)
        epub_part_fini(notes[i]);
    free(chapter->notes.items);
    memset(&chapter->notes, 0, sizeof chapter->notes);
    epub_part_fini(&chapter->body);
}

static void
join_two(struct epub *epub, struct epub_chapter *to, struct epub_chapter *from)
{
    struct epub_part **notes = from->notes.items;
    to->body.text.len -= to->suffix;
    epub_part_append(epub, &to->body, &from->body, from->prefix);
    to->suffix = from->suffix;
    to->vocabularies |= from->vocabularies;
    for (size_t i = 0; i < from->notes.count; i++) {
        struct epub_part **slot =
            epub_grow(epub, &to->notes, sizeof(struct epub_part *));
        if (!slot)
            return;
        *slot = notes[i];
    }
    free(from->notes.items);
    memset(&from->notes, 0, sizeof from->notes);
    if (!to->title.len)
        to->title = from->title;
}

void
epub_chapter_join(struct epub *epub, size_t first, size_t end)
{
    for (size_t i = first + 1; i < end; i++) {
        struct epub_chapter *from = epub_chapter_at(epub, i);
        join_two(epub, epub_chapter_at(epub, first), from);
        from->state = EPUB_CHAPTER_JOINED;
        from->joined = (uint32_t)first;
    }
}

/* Naming. */

static void
put_ordinal(struct epub_buf *buf, size_t number)
{
    epub_puts(buf, "chapter-");
    if (number < 100)
        epub_puts(buf, number < 10 ? "00" : "0");
    epub_put_uint(buf, number);
}

/* What a chapter is called by: its heading, or what else is known of it. */
static dc_str
words_for(struct epub *epub, const struct epub_chapter *chapter)
{
    if (chapter->source.stem.len)
        return chapter->source.stem;
    if (chapter->title.len)
        return chapter->title;
    if (epub->has_heading && epub->split_level && chapter->role &&
        epub->decision == EPUB_BOOK)
        return dc_str_of(chapter->role);
    return epub->title;
}

static dc_str
name_chapter(struct epub *epub, const struct epub_chapter *chapter)
{
    struct epub_buf name = {0};
    if (!chapter->source.stem.len || chapter->source.is_member)
        epub_claim_pages(epub);
    epub_puts(&name, "text/");
    epub_put_slug(&name, words_for(epub, chapter), SLUG_MAX);
    if (name.len == strlen("text/"))
        put_ordinal(&name, epub->chapters.count);
    dc_str base = epub_claim(epub, epub_keep_buf(epub, &name));
    epub_put_str(&name, base);
    epub_puts(&name, ".xhtml");
    return epub_keep_buf(epub, &name);
}

/* Writing. */

static const struct epub_target *
target_at(struct epub *epub, uint32_t number)
{
    const struct epub_target *targets = epub->targets.items;
    return &targets[number];
}

static bool
is_ref_settled(struct epub *epub, const struct epub_chapter *chapter,
    const struct epub_ref *ref)
{
    if (ref->image != EPUB_NONE)
        return epub_image_is_settled(epub, ref->image);
    if (ref->target == EPUB_NONE)
        return true;
    const struct epub_target *target = target_at(epub, ref->target);
    if (!target->fragment.len)
        return false;
    const struct epub_chapter *home = epub_chapter_home(epub, target->chapter);
    return home == chapter || home->name.len > 0;
}

static bool
is_resolved(struct epub *epub, const struct epub_chapter *chapter,
    const struct epub_part *part)
{
    for (size_t i = 0; i < part->ref_count; i++)
        if (!is_ref_settled(epub, chapter, &part->refs[i]))
            return false;
    return true;
}

static bool
is_ready(struct epub *epub, const struct epub_chapter *chapter)
{
    struct epub_part **notes = chapter->notes.items;
    size_t count = epub->notes_chapter ? 0 : chapter->notes.count;
    for (size_t i = 0; i < count; i++)
        if (!is_resolved(epub, chapter, notes[i]))
            return false;
    return is_resolved(epub, chapter, &chapter->body);
}

/* ` href="file.xhtml#id"`; all content documents lie in one folder. */
static void
put_href(struct epub *epub, const struct epub_chapter *chapter,
    const struct epub_ref *ref)
{
    const struct epub_target *target = target_at(epub, ref->target);
    if (!target->fragment.len) {
        epub_report_loss(epub, "epub-link-dangling",
            "a link to nowhere became text", target->id, ref->pos);
        return;
    }
    const struct epub_chapter *home = epub_chapter_home(epub, target->chapter);
    epub_puts(&epub->page, " href=\"");
    if (home->state == EPUB_CHAPTER_CONTENTS) {
        epub_puts(&epub->page, "../");
        epub_put_str(&epub->page, home->name);
    } else if (home != chapter)
        epub_put(&epub->page, home->name.ptr + strlen("text/"),
            home->name.len - strlen("text/"));
    epub_puts(&epub->page, "#");
    epub_put_str(&epub->page, target->fragment);
    epub_puts(&epub->page, "\"");
}

void
epub_put_part(struct epub *epub, const struct epub_chapter *chapter,
    const struct epub_part *part)
{
    size_t done = 0;
    for (size_t i = 0; i < part->ref_count; i++) {
        const struct epub_ref *ref = &part->refs[i];
        epub_put(&epub->page, part->text.data + done, ref->at - done);
        if (ref->image != EPUB_NONE)
            epub_put_image(epub, part, ref);
        else if (ref->target != EPUB_NONE)
            put_href(epub, chapter, ref);
        done = ref->at + ref->attrs_len + ref->alt_len + ref->title_len;
    }
    epub_put(&epub->page, part->text.data + done, part->text.len - done);
    epub->page.failed |= part->text.failed;
}

/* A chapter of a book is a section that is named by its heading. */
static void
put_section_open(struct epub *epub, const struct epub_chapter *chapter)
{
    struct epub_buf *page = &epub->page;
    if (epub->is_epub2) {
        epub_puts(page, "<div class=\"chapter\">\n");
        return;
    }
    epub_puts(page, "<section class=\"chapter\"");
    epub_put_type(
        page, chapter->type.len ? chapter->type : (dc_str)DC_STR("chapter"));
    if (chapter->label.len)
        epub_put_attr(page, "aria-labelledby", chapter->label);
    epub_puts(page, ">\n");
}

static void
put_body(struct epub *epub, const struct epub_chapter *chapter)
{
    struct epub_buf *page = &epub->page;
    const struct epub_source *source = &chapter->source;
    bool is_own = !source->stem.len || (source->is_member && !source->type.len);
    bool is_section =
        chapter->has_heading && is_own && epub->decision == EPUB_BOOK;
    /* A file of another book is what that says, or nothing. */
    bool is_silent = source->stem.len && !source->is_member;
    epub_puts(page, "<body");
    epub_put_str(page, source->attrs);
    if (!epub->is_epub2 && (source->type.len || !is_silent))
        epub_put_attr(page, "epub:type",
            source->type.len ? source->type
                             : dc_str_of(epub_matter_of(chapter->type)));
    epub_puts(page, ">\n");
    if (is_section)
        put_section_open(epub, chapter);
    epub_put_part(epub, chapter, &chapter->body);
    if (chapter->body.text.len == 0)
        epub_puts(page, "<p></p>\n");
    epub_put_chapter_notes(epub, chapter);
    if (is_section)
        epub_puts(page, epub->is_epub2 ? "</div>\n" : "</section>\n");
    epub_puts(page, "</body>\n</html>\n");
}

void
epub_chapter_write(struct epub *epub, struct epub_chapter *chapter)
{
    epub->page.len = 0;
    epub_put_chapter_prolog(epub, chapter);
    put_body(epub, chapter);
    if (epub->notes_chapter)
        epub_part_fini(&chapter->body);
    else
        epub_chapter_free(chapter);
    chapter->state = EPUB_CHAPTER_WRITTEN;
    if (epub->page.failed) {
        epub_no_memory(epub);
        return;
    }
    /* Text has no "<": what is found is the element. */
    chapter->has_mathml = epub->math &&
        memmem(epub->page.data, epub->page.len, "<math ", strlen("<math "));
    chapter->has_remote =
        memmem(epub->page.data, epub->page.len, "<audio src=\"https:", 18) ||
        memmem(epub->page.data, epub->page.len, "<video src=\"https:", 18);
    epub_survey_page(epub, epub_buf_str(&epub->page));
    epub_digest_add(&epub->digest, epub->page.data, epub->page.len);
    epub_add_file(epub, chapter->name, epub->page.data, epub->page.len,
        DC_PACKAGE_DEFLATE);
}

/*
 * Writes the waiting chapters that can be written by now.  The next sweep is
 * due when as much waits again, so all sweeps together are linear.
 */
static void
sweep(struct epub *epub)
{
    size_t still = 0;
    for (size_t i = 0; i < epub->chapters.count; i++) {
        struct epub_chapter *chapter = epub_chapter_at(epub, i);
        if (chapter->state != EPUB_CHAPTER_READY)
            continue;
        if (is_ready(epub, chapter))
            epub_chapter_write(epub, chapter);
        else
            still += chapter->body.text.len + chapter->note_bytes;
    }
    epub->waiting_bytes = still;
    epub->sweep_at = still * 2 > SWEEP_BYTES ? still * 2 : SWEEP_BYTES;
}

void
epub_chapter_finish(struct epub *epub, struct epub_chapter *chapter)
{
    chapter->name = name_chapter(epub, chapter);
    if (is_ready(epub, chapter)) {
        epub_chapter_write(epub, chapter);
        return;
    }
    chapter->state = EPUB_CHAPTER_READY;
    epub->waiting_bytes += chapter->body.text.len + chapter->note_bytes;
    if (epub->waiting_bytes >= epub->sweep_at)
        sweep(epub);
}

void
epub_chapter_finish_all(struct epub *epub)
{
    for (size_t i = 0; i < epub->chapters.count; i++) {
        struct epub_chapter *chapter = epub_chapter_at(epub, i);
        if (chapter->state == EPUB_CHAPTER_READY)
            epub_chapter_write(epub, chapter);
    }
}
