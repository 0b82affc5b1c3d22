/* SPDX-License-Identifier: MIT */
/*
 * What parts of the book are: sections with a type of the structural
 * semantics vocabulary keep it, beside its role of DPUB-ARIA 1.1, and the
 * first place of each kind that readers ask for is a landmark (EPUB 3.3,
 * section 7.4.3), in EPUB 2 a reference of the guide (OPF 2.0.1, 2.6).
 */
#include "write/epub.h"

/* In the order in which they are listed. */
static const struct kind {
    const char *type;
    const char *reference; /* what the guide calls it */
    const char *label; /* in English, for what shows no title of its own */
} kinds[] = {
    {"cover", "cover", "Cover"},
    {"halftitlepage", "other.halftitle", "Half title"},
    {"titlepage", "title-page", "Title page"},
    {"toc", "toc", "Contents"},
    {"loi", "loi", "Illustrations"},
    {"lot", "lot", "Tables"},
    {"foreword", "foreword", "Foreword"},
    {"preface", "preface", "Preface"},
    {"introduction", "other.introduction", "Introduction"},
    {"bodymatter", "text", "Text"},
    {"appendix", "other.appendix", "Appendix"},
    {"endnotes", "notes", "Notes"},
    {"bibliography", "bibliography", "Bibliography"},
    {"glossary", "glossary", "Glossary"},
    {"index", "index", "Index"},
    {"colophon", "colophon", "Colophon"},
};

enum { KIND_COUNT = sizeof kinds / sizeof kinds[0] };

/* A place in the text that is a landmark. */
struct place {
    const struct kind *kind;
    dc_str title;
    dc_str fragment; /* empty: where the file begins */
    uint32_t chapter;
};

/* Types whose role of DPUB-ARIA is "doc-" and the same name. */
static const char *const roles[] = {"abstract", "acknowledgments", "afterword",
    "appendix", "bibliography", "chapter", "colophon", "conclusion", "credits",
    "dedication", "endnotes", "epigraph", "epilogue", "errata", "foreword",
    "glossary", "index", "introduction", "part", "preface", "prologue", "qna"};

/* Types that have none. */
static const char *const plain_types[] = {"titlepage", "halftitlepage",
    "copyright-page", "loi", "lot", "preamble", "volume", "subchapter",
    "division", "other-credits", "imprint"};

static const char *const back_types[] = {"backmatter", "appendix", "afterword",
    "endnotes", "bibliography", "glossary", "index", "colophon"};

/* What stands before the text that one begins to read. */
static const char *const front_types[] = {"frontmatter", "cover", "titlepage",
    "halftitlepage", "copyright-page", "toc", "landmarks", "loi", "lot",
    "foreword", "preface", "introduction", "dedication", "epigraph",
    "acknowledgments", "imprint", "seriespage", "errata"};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* The first word of `type` that the list has, or NULL. */
static const char *
find_word(dc_str type, const char *const *list, size_t count)
{
    for (size_t from = 0, at = 0; at <= type.len; at++) {
        if (at < type.len && type.ptr[at] != ' ')
            continue;
        dc_str word = {type.ptr + from, at - from};
        for (size_t i = 0; i < count; i++)
            if (dc_str_equal(word, list[i]))
                return list[i];
        from = at + 1;
    }
    return NULL;
}

/* The kind of landmark that the type makes of a place, or NULL. */
static const struct kind *
find_kind(dc_str type)
{
    static const char *const names[] = {"rearnotes", "footnotes"};
    if (find_word(type, names, COUNT(names)))
        type = (dc_str)DC_STR("endnotes");
    for (size_t i = 0; i < KIND_COUNT; i++)
        if (find_word(type, &kinds[i].type, 1))
            return &kinds[i];
    return NULL;
}

static struct place *
lookup_place(struct epub *epub, const struct kind *kind)
{
    struct place *places = epub->landmarks.items;
    for (size_t i = 0; i < epub->landmarks.count; i++)
        if (places[i].kind == kind)
            return &places[i];
    return NULL;
}

/* The first place of its kind counts. */
static void
note_place(
    struct epub *epub, const struct kind *kind, uint32_t node, dc_str fragment)
{
    const dc_walk *walk = epub->job->host->walk;
    uint32_t child = walk->first(epub->job, node);
    if (lookup_place(epub, kind))
        return;
    struct place *place = epub_grow(epub, &epub->landmarks, sizeof *place);
    if (!place)
        return;
    place->kind = kind;
    place->fragment = fragment;
    place->chapter = epub_chapter_number(epub);
    if (child && walk->kind(epub->job, child) == DC_HEADING)
        place->title = epub_keep_line(epub, dc_plain_text(epub->job, child));
}

void
epub_note_landmark(struct epub *epub, const char *type, dc_str title)
{
    const struct kind *kind = find_kind(dc_str_of(type));
    struct place *place = kind && !lookup_place(epub, kind)
        ? epub_grow(epub, &epub->landmarks, sizeof *place)
        : NULL;
    if (!place)
        return;
    place->kind = kind;
    place->title = title;
    place->chapter = epub_chapter_number(epub);
}

void
epub_note_file_type(struct epub *epub, uint32_t node, dc_str type)
{
    const struct kind *kind = find_kind(type);
    if (kind)
        note_place(epub, kind, node, dc_str_slice(NULL, 0));
}

/* Sections. */

/* The type that the node says it has, in either vocabulary, or NULL. */
static const char *
section_type(struct epub *epub, uint32_t node)
{
    dc_str type = dc_attr_of(epub->job, node, "epub:type");
    dc_str role = dc_attr_of(epub->job, node, "role");
    const char *word = find_word(type, roles, COUNT(roles));
    if (!word)
        word = find_word(type, plain_types, COUNT(plain_types));
    if (!word && role.len > 4 && memcmp(role.ptr, "doc-", 4) == 0)
        word = find_word(
            dc_str_slice(role.ptr + 4, role.len - 4), roles, COUNT(roles));
    return word;
}

const char *
epub_matter_of(dc_str type)
{
    return find_word(type, front_types, COUNT(front_types)) ? "frontmatter"
        : find_word(type, back_types, COUNT(back_types))    ? "backmatter"
                                                            : "bodymatter";
}

static void
put_role(struct epub_buf *out, dc_str type)
{
    if (!find_word(type, roles, COUNT(roles)))
        return;
    epub_puts(out, " role=\"doc-");
    epub_put_str(out, type);
    epub_puts(out, "\"");
}

void
epub_put_type(struct epub_buf *out, dc_str type)
{
    epub_put_attr(out, "epub:type", type);
    put_role(out, type);
}
/* A chapter that begins with the node is what the node is. */
static bool
is_whole_chapter(struct epub *epub)
{
    const struct epub_chapter *chapter = epub->chapter;
    return epub->depth == 1 && epub->decision == EPUB_BOOK &&
        !epub->has_files && chapter->has_heading &&
        chapter->body.text.len == chapter->prefix;
}

void
epub_enter_div(struct epub *epub, const dc_view *view)
{
    struct epub_buf *out = &epub->out->text;
    const char *type = section_type(epub, view->node);
    const struct kind *kind = type ? find_kind(dc_str_of(type)) : NULL;
    unsigned skip = 0;
    if (type && is_whole_chapter(epub)) {
        epub->chapter->type = dc_str_of(type);
        if (kind)
            note_place(epub, kind, view->node, dc_str_slice(NULL, 0));
        kind = NULL;
        type = NULL;
        skip = EPUB_SKIP_TYPE;
    }
    skip |= epub_open_section(
        epub, view, type != NULL && !epub_is_book_again(epub));
    if (type && dc_str_equal(epub_top(epub)->close, "</section>\n"))
        put_role(out, dc_str_of(type));
    if (kind && !lookup_place(epub, kind)) {
        dc_str id = dc_attr_of(epub->job, view->node, "id");
        dc_str fragment = epub_define(epub, id.len ? id : dc_str_of(type));
        epub_put_attr(out, "id", fragment);
        note_place(epub, kind, view->node, fragment);
        skip |= EPUB_SKIP_ID;
    }
    epub_put_attrs(epub, view->node, "", skip);
    epub_puts(out, ">\n");
}

/* Listing. */

/* The first file that says that it is the text, or that is none of the front */
static const struct epub_chapter *
find_text(struct epub *epub)
{
    static const char *const text_types[] = {
        "bodymatter", "chapter", "part", "volume", "prologue"};
    const struct epub_chapter *best = NULL;
    for (size_t i = 0; i < epub->chapters.count; i++) {
        const struct epub_chapter *chapter = epub_chapter_at(epub, i);
        dc_str type = epub->has_files ? chapter->source.type : chapter->type;
        if (chapter->state != EPUB_CHAPTER_WRITTEN ||
            chapter->source.is_aside ||
            !(epub->has_files || chapter->has_heading))
            continue;
        if (find_word(type, text_types, COUNT(text_types)))
            return chapter;
        if (!best && !find_word(type, front_types, COUNT(front_types)))
            best = chapter;
    }
    return best ? best : epub_first_text(epub);
}

/* What the writer makes itself; an empty name where it makes nothing. */
static bool
fill_own(struct epub *epub, size_t number, struct epub_landmark *landmark)
{
    static const struct {
        const char *type;
        enum epub_word word;
    } own[] = {
        {"halftitlepage", EPUB_WORD_HALF_TITLE},
        {"titlepage", EPUB_WORD_TITLE_PAGE},
        {"colophon", EPUB_WORD_COLOPHON},
        {"cover", EPUB_WORD_COVER},
        {"toc", EPUB_WORD_CONTENTS},
    };
    dc_str names[COUNT(own)] = {{NULL, 0}};
    for (size_t i = 0; i < EPUB_LEAF_COUNT; i++)
        if (epub->leaves[i].is_made)
            names[i] = epub->leaves[i].name;
    names[3] = epub->cover_page_name;
    if (!epub->is_epub2 && (epub->has_nav_page || !epub_is_book_again(epub)))
        names[4] = (dc_str)DC_STR("nav.xhtml#toc");
    if (dc_str_equal(dc_str_of(kinds[number].type), "bodymatter")) {
        landmark->label = dc_str_of(epub_word(epub, EPUB_WORD_TEXT));
        landmark->name = find_text(epub)->name;
        return true;
    }
    for (size_t i = 0; i < COUNT(own); i++) {
        if (names[i].len == 0 || strcmp(own[i].type, kinds[number].type) != 0)
            continue;
        landmark->label = dc_str_of(epub_word(epub, own[i].word));
        landmark->name = names[i];
        return true;
    }
    return false;
}

static bool
fill_found(struct epub *epub, size_t number, struct epub_landmark *landmark)
{
    const struct place *place = lookup_place(epub, &kinds[number]);
    if (!place)
        return false;
    const struct epub_chapter *chapter =
        epub_chapter_home(epub, place->chapter);
    if (chapter->name.len == 0)
        return false;
    dc_str title = place->title.len ? place->title
        : place->fragment.len       ? place->title
                                    : chapter->title;
    if (title.len == 0 && number == 0)
        title = dc_str_of(epub_word(epub, EPUB_WORD_COVER));
    landmark->is_english = title.len == 0;
    landmark->label = title.len ? title : dc_str_of(kinds[number].label);
    landmark->name = chapter->name;
    landmark->fragment = place->fragment;
    return true;
}

bool
epub_landmark_next(
    struct epub *epub, size_t *number, struct epub_landmark *landmark)
{
    while (*number < KIND_COUNT) {
        size_t at = (*number)++;
        memset(landmark, 0, sizeof *landmark);
        landmark->type = kinds[at].type;
        landmark->reference = kinds[at].reference;
        if (fill_own(epub, at, landmark) || fill_found(epub, at, landmark))
            return true;
    }
    return false;
}

bool
epub_has_part(const struct epub *epub, const char *type)
{
    const struct place *places = epub->landmarks.items;
    for (size_t i = 0; i < epub->landmarks.count; i++)
        if (strcmp(places[i].kind->type, type) == 0)
            return true;
    return false;
}

bool
epub_is_title_file(const struct epub *epub, uint32_t chapter)
{
    static const char *const types[] = {"cover", "halftitlepage", "titlepage"};
    const struct place *places = epub->landmarks.items;
    for (size_t i = 0; i < epub->landmarks.count; i++)
        if (places[i].chapter == chapter &&
            find_word(dc_str_of(places[i].kind->type), types, COUNT(types)))
            return true;
    return false;
}

bool
epub_has_index(const struct epub *epub)
{
    return epub_has_part(epub, "index");
}
