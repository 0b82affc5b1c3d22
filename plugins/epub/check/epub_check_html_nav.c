/* SPDX-License-Identifier: MIT */
/* The navigation document (EPUB 3.3 section 7): lists of links and labels. */
#include "check/epub_check_html.h"

static const dc_str nothing = {"", 0};

static enum epub_nav_kind
kind_of(dc_str types)
{
    if (dc_has_word(types, "toc"))
        return EPUB_NAV_TOC;
    if (dc_has_word(types, "page-list"))
        return EPUB_NAV_PAGES;
    if (dc_has_word(types, "landmarks"))
        return EPUB_NAV_LANDMARKS;
    return types.len ? EPUB_NAV_OTHER : EPUB_NAV_NONE;
}

static void
complain(struct epub_doc *doc, uint64_t pos, const char *what)
{
    epub_find_at(doc, pos, EPUB_RSC_005, what, nothing);
}

static void
start_nav(struct epub_doc *doc, const dc_xml_element *element)
{
    struct epub_html *html = doc->state;
    const dc_xml_attr *type = epub_attr_in(element, EPUB_NS_OPS, "type");
    enum epub_nav_kind kind = kind_of(type ? type->value : nothing);
    html->tocs += kind == EPUB_NAV_TOC;
    html->page_lists += kind == EPUB_NAV_PAGES;
    html->landmarks += kind == EPUB_NAV_LANDMARKS;
    if ((kind == EPUB_NAV_PAGES && html->page_lists == 2) ||
        (kind == EPUB_NAV_LANDMARKS && html->landmarks == 2))
        complain(doc, element->pos, "a second list of this kind");
    if (kind == EPUB_NAV_PAGES)
        doc->package->has_page_list = true;
    html->nav = kind;
    html->nav_depth = doc->depth;
    if (kind != EPUB_NAV_NONE)
        html->nav_levels[doc->depth - 1] = (struct epub_nav_level){.name = 'n'};
}

static char
name_of(dc_str name)
{
    static const struct {
        const char *name;
        char letter;
    } names[] = {{"ol", 'o'}, {"li", 'l'}, {"a", 'a'}, {"span", 's'},
        {"h1", 'h'}, {"h2", 'h'}, {"h3", 'h'}, {"h4", 'h'}, {"h5", 'h'},
        {"h6", 'h'}, {"hgroup", 'h'}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (dc_str_equal(name, names[i].name))
            return names[i].letter;
    return '?';
}

/* An element within nav: the parent says what it may be. */
static void
start_in_list(struct epub_doc *doc, const dc_xml_element *element)
{
    struct epub_html *html = doc->state;
    struct epub_nav_level *level = &html->nav_levels[doc->depth - 1];
    struct epub_nav_level *parent = &html->nav_levels[doc->depth - 2];
    char name = name_of(element->name);
    bool is_right = true;
    *level = (struct epub_nav_level){.name = name};
    switch (parent->name) {
    case 'n':
        is_right = (name == 'h' && !parent->has_list) ||
            (name == 'o' && !parent->has_list);
        parent->has_list |= name == 'o';
        break;
    case 'o':
        is_right = name == 'l';
        break;
    case 'l':
        is_right = parent->children == 0 ? name == 'a' || name == 's'
                                         : name == 'o' && !parent->has_list;
        parent->has_list |= name == 'o';
        parent->has_label |= name == 's';
        break;
    default:
        level->name = '.'; /* within a label anything goes */
        return;
    }
    bool is_headless = parent->name == 'n' && parent->children == 0 &&
        name == 'o' && html->nav == EPUB_NAV_OTHER;
    parent->children++;
    if (is_headless)
        complain(doc, element->pos, "a list of another kind has no heading");
    if (name == 'a' || name == 's')
        html->levels[doc->depth - 1].model = 'P'; /* in it */
    if (!is_right) {
        level->name = '.';
        complain(doc, element->pos,
            "an element that has no place in a navigation list");
    }
    if (html->nav == EPUB_NAV_LANDMARKS && name == 'a' &&
        !epub_attr_in(element, EPUB_NS_OPS, "type"))
        complain(doc, element->pos, "a landmark has no epub:type");
}

void
epub_nav_start(struct epub_doc *doc, const dc_xml_element *element)
{
    const struct epub_html *html = doc->state;
    bool is_nav = doc->item->declared & EPUB_HAS_NAV;
    if (!is_nav)
        return;
    if (html->nav != EPUB_NAV_NONE)
        start_in_list(doc, element);
    else if (dc_str_equal(element->name, "nav"))
        start_nav(doc, element);
    bool names = epub_attr_of(element, "alt") != NULL ||
        epub_attr_of(element, "title") != NULL ||
        epub_attr_of(element, "aria-label") != NULL;
    if (names)
        epub_nav_text(doc, (dc_str)DC_STR("x"), element->pos);
}

/* Text names the open label and all that hold it. */
void
epub_nav_text(struct epub_doc *doc, dc_str text, uint64_t pos)
{
    struct epub_html *html = doc->state;
    if (html->nav == EPUB_NAV_NONE || epub_trimmed(text).len == 0)
        return;
    for (uint32_t i = doc->depth; i > html->nav_depth; i--) {
        struct epub_nav_level *level = &html->nav_levels[i - 1];
        if (level->name == 'l')
            complain(doc, pos, "text beside the link of an entry");
        if (level->name == 'l' || level->name == 'o')
            return;
        level->children++;
        if (level->name != '.')
            return;
    }
}

void
epub_nav_end(struct epub_doc *doc, const dc_xml_element *element)
{
    struct epub_html *html = doc->state;
    if (html->nav == EPUB_NAV_NONE)
        return;
    const struct epub_nav_level *level = &html->nav_levels[doc->depth - 1];
    switch (level->name) {
    case 'n':
        if (!level->has_list)
            complain(doc, element->pos, "a navigation list is missing");
        break;
    case 'o':
        if (level->children == 0)
            complain(doc, element->pos, "a navigation list is empty");
        break;
    case 'l':
        if (level->children == 0)
            complain(doc, element->pos, "an entry has no link");
        if (level->has_label && !level->has_list)
            complain(doc, element->pos, "a label has no list below it");
        break;
    case 'a':
    case 's':
    case 'h':
        if (level->children == 0)
            complain(doc, element->pos, "a label is empty");
        break;
    default:
        break;
    }
    if (doc->depth == html->nav_depth)
        html->nav = EPUB_NAV_NONE;
}

void
epub_nav_finish(struct epub_doc *doc)
{
    const struct epub_html *html = doc->state;
    bool is_nav = doc->item->declared & EPUB_HAS_NAV;
    if (is_nav && html->tocs != 1)
        complain(doc, html->body_pos, "there must be one nav of type toc");
}
