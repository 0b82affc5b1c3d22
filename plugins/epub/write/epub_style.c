/* SPDX-License-Identifier: MIT */
/*
 * The style sheet of books: the parts of it that the book at hand has a use
 * for.  It sets no font, no size of running text and no colour: those are the
 * reader's.  A reading system that does not know @supports shows scene breaks
 * as a short rule; others show the author's own glyph, which stands in the
 * title attribute.
 */
#include "base/epub_dress.h"
#include "write/epub.h"
#include "write/epub_overlay.h"

#define KIND(name) (UINT64_C(1) << DC_##name)
_Static_assert(DC_KIND_COUNT <= 64, "a kind is a bit of epub->kinds");

/* What calls for a part besides the kinds of nodes. */
enum {
    EPUB_STYLE_ALWAYS = 1 << 0,
    EPUB_STYLE_CLASSES = 1 << 1, /* the document gives classes of its own */
    EPUB_STYLE_TITLE_PAGE = 1 << 2,
    EPUB_STYLE_COVER = 1 << 3,
    EPUB_STYLE_LEAVES = 1 << 4, /* half title, colophon */
    EPUB_STYLE_OURS = 1 << 5, /* markup of our own needs it beside any sheet */
    EPUB_STYLE_VERTICAL = 1 << 6
};

static const struct part {
    uint64_t kinds;
    unsigned uses;
    const char *css;
} parts[] = {
    {0, EPUB_STYLE_ALWAYS,
        "body { margin: 0.5em 1em; line-height: 1.45; text-align: justify;\n"
        "  widows: 2; orphans: 2; -webkit-hyphens: auto; -epub-hyphens: auto;\n"
        "  hyphens: auto; overflow-wrap: break-word; }\n"
        "h1, h2, h3, h4, h5, h6 { margin: 2em 0 0.8em; font-weight: bold;\n"
        "  line-height: 1.25; text-align: left; -webkit-hyphens: none;\n"
        "  -epub-hyphens: none; hyphens: none; page-break-after: avoid;\n"
        "  page-break-inside: avoid; break-after: avoid; break-inside: avoid; "
        "}\n"
        "h1 { margin: 1.5em 0 1.2em; font-size: 1.6em; }\n"
        "h2 { font-size: 1.3em; }\n"
        "h3 { font-size: 1.1em; }\n"
        "h4, h5, h6 { font-size: 1em; }\n"
        ".chapter > h1:first-child, .chapter > h2:first-child,\n"
        ".chapter > h3:first-child, .titlepage h1, .contents h1 {\n"
        "  margin: 2.5em 0 2em; font-size: 1.5em; font-weight: normal;\n"
        "  text-align: center; }\n"
        "p { margin: 0; }\n"
        "p + p { text-indent: 1.3em; }\n"},
    {0, EPUB_STYLE_CLASSES,
        "p.label, p.subtitle, p.byline { margin: 0.3em 0; text-indent: 0;\n"
        "  text-align: left; }\n"
        "p.label { font-size: 0.85em; text-transform: uppercase;\n"
        "  letter-spacing: 0.08em; }\n"
        "p.subtitle { font-style: italic; }\n"
        "p.label + h1 { margin-top: 0.3em; }\n"
        "h1 + p.subtitle { margin: -0.6em 0 1em; }\n"
        ".tail { margin-top: 2em; font-size: 0.9em; }\n"
        ".tail p { margin: 0.3em 0; text-indent: 0; text-align: left; }\n"
        "p.label + p, p.subtitle + p, p.byline + p { text-indent: 0; }\n"},
    {KIND(BLOCK_QUOTE), 0, "blockquote { margin: 1em 1.5em; }\n"},
    {KIND(BULLET_LIST) | KIND(ORDERED_LIST), 0,
        "ul, ol { margin: 0.8em 0; padding: 0 0 0 1.6em; }\n"
        "li > ul, li > ol { margin: 0; }\n"},
    {KIND(ORDERED_LIST), EPUB_STYLE_OURS,
        "ol.marked { list-style: none; }\n"
        "ol.marked > li { text-indent: -2em; }\n"},
    {KIND(DEFINITION_LIST), 0,
        "dl { margin: 0.8em 0; }\n"
        "dt { font-weight: bold; page-break-after: avoid; break-after: avoid; "
        "}\n"
        "dd { margin: 0 0 0.4em 1.5em; }\n"},
    {KIND(CODE_BLOCK), 0,
        "pre { margin: 1em 0; font-size: 0.85em; line-height: 1.3;\n"
        "  text-align: left; white-space: pre-wrap; }\n"},
    {KIND(CODE) | KIND(CODE_BLOCK), 0,
        "code { font-size: 0.9em; -webkit-hyphens: none; hyphens: none; }\n"
        "pre code { font-size: 1em; }\n"},
    {KIND(SUPERSCRIPT) | KIND(SUBSCRIPT), 0,
        "sup, sub { font-size: 0.75em; line-height: 0; }\n"},
    {KIND(IMAGE), 0, "img { max-width: 100%; height: auto; }\n"},
    {KIND(FIGURE), 0,
        "figure, div.figure { margin: 1.2em 0; text-align: center;\n"
        "  page-break-inside: avoid; break-inside: avoid; }\n"},
    {KIND(CAPTION), 0,
        "figcaption, caption, div.caption { margin: 0.5em 0; font-size: "
        "0.9em;\n"
        "  text-align: center; }\n"},
    {KIND(TABLE), 0,
        "table { margin: 1em auto; border-collapse: collapse;\n"
        "  font-size: 0.9em; text-align: left; }\n"
        "th, td { padding: 0.25em 0.6em; vertical-align: top; }\n"
        "thead, tbody { border-bottom: 1px solid; }\n"
        "thead { border-top: 1px solid; vertical-align: bottom; }\n"},
    {KIND(TABLE), EPUB_STYLE_OURS,
        ".left { text-align: left; }\n"
        ".right { text-align: right; }\n"
        ".center { text-align: center; }\n"},
    {KIND(SMALL_CAPS), EPUB_STYLE_OURS,
        ".smallcaps { font-variant: small-caps; }\n"},
    {KIND(UNDERLINE), EPUB_STYLE_OURS,
        ".underline { text-decoration: underline; }\n"},
    {KIND(MATH), EPUB_STYLE_OURS,
        ".display { display: block; margin: 1em 0; text-align: center; }\n"
        ".wide { display: inline-block; vertical-align: middle; }\n"
        ".wide, math[display=\"block\"] { max-width: 100%; overflow-x: auto;\n"
        "  overflow-y: hidden; }\n"},
    {KIND(RULE) | KIND(SCENE_BREAK), 0,
        "hr { width: 30%; margin: 1.5em auto; border: 0;\n"
        "  border-top: 1px solid; color: inherit; }\n"},
    {KIND(SCENE_BREAK), EPUB_STYLE_OURS,
        "hr.scene-break { width: 15%; page-break-before: avoid;\n"
        "  break-before: avoid; page-break-after: avoid; break-after: avoid; "
        "}\n"
        "@supports (break-after: avoid) {\n"
        "  hr.scene-break { width: auto; height: auto; border: 0;\n"
        "    overflow: visible; text-align: center; }\n"
        "  hr.scene-break::before { content: attr(title); }\n"
        "}\n"},
    {KIND(PAGE_BREAK), EPUB_STYLE_OURS,
        ".page-break { page-break-after: always; break-after: page; }\n"},
    {KIND(LINE_BLOCK), EPUB_STYLE_OURS,
        ".verse { margin: 1em 0 1em 1em; text-align: left; }\n"
        ".line { padding-left: 2em; text-indent: -2em; white-space: pre-wrap;\n"
        "  -webkit-hyphens: none; hyphens: none; }\n"},
    {KIND(NOTE), EPUB_STYLE_OURS,
        ".noteref { font-size: 0.75em; line-height: 0; vertical-align: super;\n"
        "  text-decoration: none; }\n"
        "sup .noteref { font-size: 1em; vertical-align: baseline; }\n"
        ".notes { margin-top: 3em; font-size: 0.9em; }\n"
        "ul.notes { margin: 0; padding: 0; list-style: none; }\n"
        ".note { margin: 0.5em 0; }\n"},
    {0, EPUB_STYLE_ALWAYS,
        ".contents ol { padding: 0 0 0 1em; list-style: none;\n"
        "  text-align: left; }\n"
        ".contents li { margin: 0.4em 0; }\n"
        ".contents a, .backlink { color: inherit; text-decoration: none; }\n"},
    {0, EPUB_STYLE_TITLE_PAGE,
        ".titlepage { text-align: center; }\n"
        ".titlepage h1 { margin: 30% 0 0.8em; font-size: 2em; }\n"
        ".titlepage p { margin: 0.4em 0; text-indent: 0; }\n"
        ".titlepage h1 + p { margin-top: 2em; }\n"
        ".titlepage p, .titlepage .line { text-align: center; }\n"
        ".titlepage .verse { margin: 1.5em 0; }\n"
        ".titlepage .line { padding: 0; text-indent: 0; white-space: normal; "
        "}\n"
        ".titlepage h1 + .subtitle { margin-top: 0; font-size: 1.2em;\n"
        "  font-style: italic; }\n"
        ".titlepage .subtitle + .author { margin-top: 2em; }\n"
        ".titlepage .author { font-size: 1.2em; }\n"
        ".titlepage .author + .publisher, .titlepage .author + .date\n"
        "  { margin-top: 5em; }\n"},
    {0, EPUB_STYLE_COVER,
        ".cover { text-align: center; }\n"
        ".cover img { max-width: 100%; max-height: 95vh; }\n"},
    {0, EPUB_STYLE_LEAVES,
        ".halftitlepage { text-align: center; }\n"
        ".halftitlepage .title { margin: 30% 0 0; font-size: 1.3em; }\n"
        ".colophon { margin-top: 3em; font-size: 0.9em; text-align: left; }\n"
        ".colophon p { margin: 0 0 0.6em; text-indent: 0; }\n"
        ".colophon .title { font-weight: bold; }\n"},
    /* Last: the measures of the others, in the direction of the lines. */
    {0, EPUB_STYLE_VERTICAL,
        "html { -epub-writing-mode: vertical-rl; -webkit-writing-mode: "
        "vertical-rl;\n"
        "  writing-mode: vertical-rl; }\n"
        "h1, h2, h3, h4, h5, h6 { margin: 0; margin-block: 2em 0.8em;\n"
        "  text-align: start; }\n"
        ".chapter > h1:first-child, .chapter > h2:first-child,\n"
        ".chapter > h3:first-child, .titlepage h1, .contents h1 {\n"
        "  margin: 0; margin-block: 2.5em 2em; }\n"
        "blockquote { margin: 0; margin-block: 1em; margin-inline: 1.5em; }\n"
        "ul, ol, .contents ol { margin: 0; margin-block: 0.8em; padding: 0;\n"
        "  padding-inline-start: 1em; }\n"
        "dl, pre, figure, table, .verse { margin: 0; margin-block: 1em; }\n"
        "hr { width: auto; height: 30%; margin: auto 1.5em; border: 0;\n"
        "  border-right: 1px solid; }\n"
        "img { max-height: 100%; width: auto; }\n"
        ".contents ol, .contents h1 { text-align: start; }\n"},
};

static unsigned
find_uses(const struct epub *epub)
{
    unsigned uses = EPUB_STYLE_ALWAYS;
    if (epub->has_classes)
        uses |= EPUB_STYLE_CLASSES;
    if (epub->has_title_page)
        uses |= EPUB_STYLE_TITLE_PAGE;
    if (epub->is_vertical)
        uses |= EPUB_STYLE_VERTICAL;
    if (epub->cover_page_name.len)
        uses |= EPUB_STYLE_COVER;
    if (epub->leaves[EPUB_LEAF_HALF_TITLE].is_made ||
        epub->leaves[EPUB_LEAF_COLOPHON].is_made)
        uses |= EPUB_STYLE_LEAVES;
    return uses;
}

static void
write_parts(struct epub *epub, dc_str name, bool is_ours)
{
    struct epub_buf *css = &epub->page;
    unsigned uses = find_uses(epub);
    css->len = 0;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if ((parts[i].kinds & epub->kinds || parts[i].uses & uses) &&
            (!is_ours || parts[i].uses & EPUB_STYLE_OURS))
            epub_puts(css, parts[i].css);
    epub_put_overlay_style(epub, css);
    epub_add_file(epub, name, css->data, css->len, DC_PACKAGE_DEFLATE);
}

bool
epub_is_base_sheet(dc_str css)
{
    size_t at = 0;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        size_t len = strlen(parts[i].css);
        if (parts[i].uses & EPUB_STYLE_OURS && css.len - at >= len &&
            memcmp(css.ptr + at, parts[i].css, len) == 0)
            at += len;
    }
    return at == css.len;
}

void
epub_write_style(struct epub *epub)
{
    if (epub->has_own_sheet)
        write_parts(epub, EPUB_SHEET, false);
    if (epub->has_base_sheet)
        write_parts(epub, EPUB_BASE_SHEET, true);
}

/* Recognising. */

/* Moves *css over `words` if it begins with them. */
static bool
skip_words(dc_str *css, const char *words)
{
    size_t len = strlen(words);
    if (css->len < len || memcmp(css->ptr, words, len) != 0)
        return false;
    *css = dc_str_slice(css->ptr + len, css->len - len);
    return true;
}

/* A rule for the class of what is read aloud. */
static bool
skip_overlay_rule(dc_str *css)
{
    dc_str rest = *css;
    size_t len = 0;
    if (!skip_words(&rest, "."))
        return false;
    while (len < rest.len && rest.ptr[len] != ' ')
        len++;
    rest = dc_str_slice(rest.ptr + len, rest.len - len);
    if (!skip_words(&rest, EPUB_OVERLAY_LOOK) &&
        !skip_words(&rest, EPUB_OVERLAY_NO_LOOK))
        return false;
    *css = rest;
    return true;
}

enum epub_dress
epub_dress_of(dc_str css)
{
    enum epub_dress dress = EPUB_DRESS_BASE;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (skip_words(&css, parts[i].css) &&
            !(parts[i].uses & EPUB_STYLE_OURS))
            dress = EPUB_DRESS_FULL;
    while (skip_overlay_rule(&css))
        continue;
    return css.len == 0 ? dress : EPUB_DRESS_NONE;
}
