/* SPDX-License-Identifier: MIT */
/*
 * Where the notes of a book stand (--notes).
 *
 *     popup    at the end of their file, each an <aside> of type footnote,
 *              which reading systems show where it is referred to
 *     chapter  the same place, but as a section of endnotes to be read
 *     end      in one file behind the text, by chapters
 *
 * A chapter's notes are parts of their own.  For `end` they stay in memory
 * until the last chapter is written; identifiers in them belong to the file of
 * notes from the beginning, whose name is fixed.
 */
#include "write/epub_endnotes.h"

static const char notes_name[] = "text/notes.xhtml";

void
epub_begin_notes(struct epub *epub)
{
    static const char *const names[] = {"popup", "chapter", "end"};
    dc_str where = dc_option_str(epub->job, "notes");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (dc_str_equal(where, names[i]))
            epub->notes_at = (enum epub_notes_at)i;
    if (epub->notes_at != EPUB_NOTES_END)
        return;
    epub_claim(epub, (dc_str)DC_STR("text/notes"));
    epub->notes_heading = epub_claim(epub, (dc_str)DC_STR("notes"));
    epub->notes_chapter = dc_alloc(epub->job, sizeof(struct epub_chapter));
    if (epub->notes_chapter)
        epub->notes_chapter->name = dc_str_of(notes_name);
}

uint32_t
epub_place_number(struct epub *epub)
{
    return epub->notes_deep && epub->notes_chapter ? EPUB_NOTES_FILE
                                                   : epub_chapter_number(epub);
}

/* The list that notes stand in, as sections have them. */
static void
put_list_open(struct epub *epub, struct epub_buf *out)
{
    epub_puts(out,
        epub->notes_at == EPUB_NOTES_POPUP ? "<div class=\"notes\">\n"
                                           : "<ul class=\"notes\">\n");
}

static void
put_list_close(struct epub *epub, struct epub_buf *out)
{
    epub_puts(out, epub->notes_at == EPUB_NOTES_POPUP ? "</div>\n" : "</ul>\n");
}

/* A section of endnotes, named by its heading. */
static void
put_section_open(struct epub *epub, struct epub_buf *out, dc_str id)
{
    bool is_file = epub->notes_at == EPUB_NOTES_END;
    if (epub->is_epub2)
        epub_puts(out, "<div");
    else
        epub_puts(out, "<section epub:type=\"endnotes\" role=\"doc-endnotes\"");
    if (!epub->is_epub2)
        epub_put_attr(out, "aria-labelledby", id);
    epub_puts(out, " class=\"endnotes\">\n");
    epub_puts(out, is_file ? "<h1" : "<h2");
    epub_put_attr(out, "id", id);
    epub_puts(out, ">");
    epub_puts(out, epub_word(epub, EPUB_WORD_NOTES));
    epub_puts(out, is_file ? "</h1>\n" : "</h2>\n");
}

static void
put_section_close(struct epub *epub, struct epub_buf *out)
{
    epub_puts(out, epub->is_epub2 ? "</div>\n" : "</section>\n");
}

void
epub_put_chapter_notes(struct epub *epub, const struct epub_chapter *chapter)
{
    struct epub_part **notes = chapter->notes.items;
    bool is_section = epub->notes_at == EPUB_NOTES_CHAPTER;
    if (chapter->notes.count == 0 || epub->notes_at == EPUB_NOTES_END)
        return;
    if (is_section)
        put_section_open(
            epub, &epub->page, epub_claim(epub, (dc_str)DC_STR("notes")));
    put_list_open(epub, &epub->page);
    for (size_t i = 0; i < chapter->notes.count; i++)
        epub_put_part(epub, chapter, notes[i]);
    put_list_close(epub, &epub->page);
    if (is_section)
        put_section_close(epub, &epub->page);
}

/* The notes of one chapter, below its title if there are several. */
static void
append_chapter(struct epub *epub, struct epub_chapter *chapter, bool has_titles)
{
    struct epub_part *body = &epub->notes_chapter->body;
    struct epub_part **notes = chapter->notes.items;
    if (has_titles && chapter->title.len) {
        epub_puts(&body->text, "<h2>");
        epub_put_text(&body->text, chapter->title);
        epub_puts(&body->text, "</h2>\n");
    }
    put_list_open(epub, &body->text);
    for (size_t i = 0; i < chapter->notes.count; i++)
        epub_part_append(epub, body, notes[i], 0);
    put_list_close(epub, &body->text);
    epub_chapter_free(chapter);
}

static size_t
count_chapters(struct epub *epub)
{
    size_t count = 0;
    for (size_t i = 0; i < epub->chapters.count; i++)
        count += epub_chapter_at(epub, i)->notes.count > 0;
    return count;
}

/* The file of notes is the last chapter, which contents and landmarks have. */
static void
list_notes(struct epub *epub, struct epub_chapter *chapter)
{
    struct epub_heading *heading =
        epub_grow(epub, &epub->headings, sizeof *heading);
    if (!heading)
        return;
    heading->title = chapter->title;
    heading->fragment = epub->notes_heading;
    heading->chapter = epub_chapter_number(epub);
    heading->level = 1;
    heading->is_first = true;
    epub_note_landmark(epub, "endnotes", chapter->title);
}

void
epub_write_notes(struct epub *epub)
{
    struct epub_chapter *chapter = epub->notes_chapter;
    size_t count = chapter ? count_chapters(epub) : 0;
    size_t end = epub->chapters.count;
    struct epub_chapter **slot = count
        ? epub_grow(epub, &epub->chapters, sizeof(struct epub_chapter *))
        : NULL;
    if (!slot)
        return;
    *slot = chapter;
    chapter->title = dc_str_of(epub_word(epub, EPUB_WORD_NOTES));
    chapter->source.type = (dc_str)DC_STR("backmatter");
    chapter->is_listed = true;
    put_section_open(epub, &chapter->body.text, epub->notes_heading);
    for (size_t i = 0; i < end; i++)
        if (epub_chapter_at(epub, i)->notes.count > 0)
            append_chapter(epub, epub_chapter_at(epub, i), count > 1);
    put_section_close(epub, &chapter->body.text);
    list_notes(epub, chapter);
    epub_chapter_write(epub, chapter);
}
