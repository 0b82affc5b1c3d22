/* SPDX-License-Identifier: MIT */
/*
 * The source's navigation document, where it is a page of the text (the reader
 * says so in data-properties): the book has one of its own, which is shown in
 * its place.  One that holds more than headings and lists stays a chapter, and
 * so does one that is not like ours: it may say more than our contents do.
 */
#include "write/epub.h"

/* Kinds that say nothing which contents do not say. */
static const bool is_plain[DC_KIND_COUNT] = {
    [DC_DIV] = true,
    [DC_HEADING] = true,
    [DC_BULLET_LIST] = true,
    [DC_ORDERED_LIST] = true,
    [DC_ITEM] = true,
    [DC_TEXT] = true,
    [DC_LINE_BREAK] = true,
    [DC_LINK] = true,
    [DC_SPAN] = true,
    [DC_EMPH] = true,
    [DC_STRONG] = true,
    [DC_SMALL_CAPS] = true,
    [DC_SUPERSCRIPT] = true,
    [DC_SUBSCRIPT] = true,
    [DC_QUOTED] = true,
};

static bool
has_word(struct epub *epub, uint32_t node, const char *attr, const char *word)
{
    return dc_has_word(dc_attr_of(epub->job, node, attr), word);
}

/* True if it is lists of links, and no text beside them. */
static bool
is_bare(struct epub *epub, uint32_t node)
{
    dc_cursor cursor;
    dc_view view;
    bool has_list = false;
    uint32_t lists = 0;
    dc_walk_start(epub->job, &cursor, &view, node);
    while (dc_walk_next(epub->job, &cursor, &view) != DC_END) {
        uint32_t kind = view.kind;
        bool is_list = kind == DC_ORDERED_LIST || kind == DC_BULLET_LIST;
        bool is_words = kind == DC_PLAIN || kind == DC_PARA;
        if (kind >= DC_KIND_COUNT || !(is_words ? lists > 0 : is_plain[kind]))
            return false;
        if (is_list && view.op != DC_LEAF)
            lists += view.op == DC_OPEN ? 1 : UINT32_MAX;
        has_list |= is_list;
    }
    return has_list;
}

bool
epub_is_nav_page(struct epub *epub, uint32_t node)
{
    return !epub->is_epub2 && !epub->has_nav_page &&
        dc_kind(epub->job, node) == DC_DIV &&
        dc_attr_of(epub->job, node, "data-file").len > 0 &&
        has_word(epub, node, "data-properties", "nav") &&
        has_word(epub, node, "class", "contents") &&
        dc_attr_of(epub->job, node, "data-styles").len == 0 &&
        is_bare(epub, node);
}

void
epub_take_nav_page(struct epub *epub, uint32_t node)
{
    struct epub_chapter *chapter = epub->chapter;
    dc_cursor cursor;
    dc_view view;
    epub->has_nav_page = true;
    chapter->state = EPUB_CHAPTER_CONTENTS;
    chapter->name = (dc_str)DC_STR("nav.xhtml");
    chapter->source.is_aside =
        dc_str_equal(dc_attr_of(epub->job, node, "data-linear"), "no");
    dc_walk_start(epub->job, &cursor, &view, node);
    while (dc_walk_next(epub->job, &cursor, &view) != DC_END) {
        dc_str id = view.op == DC_OPEN ? dc_attr_of(epub->job, view.node, "id")
                                       : dc_str_slice(NULL, 0);
        if (id.len)
            epub_define_as(epub, id, (dc_str)DC_STR("toc"));
    }
    epub->chapter = NULL;
    epub->out = NULL;
}
