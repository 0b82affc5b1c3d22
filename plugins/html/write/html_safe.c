/* SPDX-License-Identifier: MIT */
/*
 * The elements of raw HTML that pass, by the content models of the HTML
 * standard, chapter 4.  What is obsolete is written as what replaced it; what
 * may stand once a page, or only under conditions, as a div.
 */
#include "write/html_raw.h"

#define FLOW HTML_CAT_FLOW
#define PHRASING HTML_CAT_PHRASING
#define ANY HTML_CAT_ANY

#define BLOCK(name) {.written = name, .is = FLOW, .holds = ANY}
#define SECTION(name) \
    {.written = name, .is = FLOW, .holds = ANY, .adds = HTML_HAS_OUTLINE}
#define TEXT_BLOCK(name) \
    {.written = name, .is = FLOW, .holds = PHRASING, .is_implied = true}
#define HEADING(name) \
    {.written = name, .is = FLOW, .holds = PHRASING, .adds = HTML_HAS_OUTLINE}
#define INLINE(name) {.written = name, .is = PHRASING, .holds = PHRASING}
#define VOID(name, category) \
    {.written = name, .is = category, .is_void = true}
#define PART(name, category, content) \
    {.written = name, .is = category, .holds = content, .is_implied = true}
#define NO_TEXT {.drops_text = true}

#define ROWS (HTML_CAT_TBODY | HTML_CAT_TR)

static const struct html_safe rows[HTML_NAME_COUNT] = {
    [HTML_ADDRESS] = BLOCK("div"),
    [HTML_BLOCKQUOTE] = BLOCK("blockquote"),
    [HTML_CENTER] = BLOCK("div"),
    [HTML_DIV] = BLOCK("div"),
    [HTML_FIELDSET] = BLOCK("div"),
    [HTML_FIGCAPTION] = BLOCK("div"),
    [HTML_FIGURE] = BLOCK("div"),
    [HTML_FOOTER] = BLOCK("div"),
    [HTML_HEADER] = BLOCK("div"),
    [HTML_HGROUP] = BLOCK("div"),
    [HTML_MAIN] = BLOCK("div"),
    [HTML_ARTICLE] = SECTION("article"),
    [HTML_ASIDE] = SECTION("aside"),
    [HTML_NAV] = SECTION("nav"),
    [HTML_SECTION] = SECTION("section"),
    [HTML_P] = TEXT_BLOCK("p"),
    [HTML_PRE] = {.written = "pre", .is = FLOW, .holds = PHRASING},
    [HTML_LISTING] = {.written = "pre", .is = FLOW, .holds = PHRASING},
    [HTML_H1] = HEADING("h1"),
    [HTML_H2] = HEADING("h2"),
    [HTML_H3] = HEADING("h3"),
    [HTML_H4] = HEADING("h4"),
    [HTML_H5] = HEADING("h5"),
    [HTML_H6] = HEADING("h6"),
    [HTML_HR] = VOID("hr", FLOW),
    [HTML_DETAILS] = {.written = "details", .is = FLOW,
        .holds = ANY | HTML_CAT_SUMMARY, .adds = HTML_HAS_LINK,
        .first = HTML_CAT_SUMMARY},
    [HTML_SUMMARY] = {.written = "summary", .is = HTML_CAT_SUMMARY,
        .holds = PHRASING},

    [HTML_UL] = {.written = "ul", .is = FLOW, .holds = HTML_CAT_LI},
    [HTML_DIR] = {.written = "ul", .is = FLOW, .holds = HTML_CAT_LI},
    [HTML_MENU] = {.written = "ul", .is = FLOW, .holds = HTML_CAT_LI},
    [HTML_OL] = {.written = "ol", .is = FLOW, .holds = HTML_CAT_LI},
    [HTML_LI] = PART("li", HTML_CAT_LI, ANY),
    [HTML_DL] = {.written = "dl", .is = FLOW,
        .holds = HTML_CAT_DT | HTML_CAT_DD, .first = HTML_CAT_DT,
        .last = HTML_CAT_DD},
    [HTML_DT] = {.written = "dt", .is = HTML_CAT_DT, .holds = ANY,
        .bars = HTML_HAS_OUTLINE, .is_implied = true},
    [HTML_DD] = PART("dd", HTML_CAT_DD, ANY),

    [HTML_TABLE] = {.written = "table", .is = FLOW,
        .holds = HTML_CAT_CAPTION | HTML_CAT_THEAD | ROWS | HTML_CAT_TFOOT,
        .adds = HTML_HAS_TABLE},
    [HTML_CAPTION] = {.written = "caption", .is = HTML_CAT_CAPTION,
        .holds = ANY, .bars = HTML_HAS_TABLE, .is_implied = true},
    [HTML_THEAD] = PART("thead", HTML_CAT_THEAD, HTML_CAT_TR),
    [HTML_TBODY] = PART("tbody", HTML_CAT_TBODY, HTML_CAT_TR),
    [HTML_TFOOT] = PART("tfoot", HTML_CAT_TFOOT, HTML_CAT_TR),
    [HTML_TR] = {.written = "tr", .is = HTML_CAT_TR, .holds = HTML_CAT_CELL,
        .first = HTML_CAT_CELL, .is_implied = true},
    [HTML_TD] = PART("td", HTML_CAT_CELL, ANY),
    [HTML_TH] = {.written = "th", .is = HTML_CAT_CELL, .holds = ANY,
        .bars = HTML_HAS_OUTLINE, .is_implied = true},

    [HTML_A] = {.written = "a", .is = PHRASING, .holds = ANY,
        .bars = HTML_HAS_LINK, .adds = HTML_HAS_LINK, .is_transparent = true},
    [HTML_INS] = {.written = "ins", .is = PHRASING, .holds = ANY,
        .is_transparent = true},
    [HTML_DEL] = {.written = "del", .is = PHRASING, .holds = ANY,
        .is_transparent = true},
    [HTML_ABBR] = INLINE("abbr"),
    [HTML_ACRONYM] = INLINE("abbr"),
    [HTML_B] = INLINE("b"),
    [HTML_BDI] = INLINE("bdi"),
    [HTML_BDO] = INLINE("span"),
    [HTML_BIG] = INLINE("span"),
    [HTML_CITE] = INLINE("cite"),
    [HTML_CODE] = INLINE("code"),
    [HTML_DFN] = INLINE("em"),
    [HTML_EM] = INLINE("em"),
    [HTML_FONT] = INLINE("span"),
    [HTML_I] = INLINE("i"),
    [HTML_KBD] = INLINE("kbd"),
    [HTML_LABEL] = INLINE("span"),
    [HTML_MARK] = INLINE("mark"),
    [HTML_NOBR] = INLINE("span"),
    [HTML_Q] = INLINE("q"),
    [HTML_S] = INLINE("s"),
    [HTML_SAMP] = INLINE("samp"),
    [HTML_SMALL] = INLINE("small"),
    [HTML_SPAN] = INLINE("span"),
    [HTML_STRIKE] = INLINE("s"),
    [HTML_STRONG] = INLINE("strong"),
    [HTML_SUB] = INLINE("sub"),
    [HTML_SUP] = INLINE("sup"),
    [HTML_TIME] = INLINE("span"),
    [HTML_TT] = INLINE("code"),
    [HTML_U] = INLINE("u"),
    [HTML_VAR] = INLINE("var"),
    [HTML_BR] = VOID("br", PHRASING),
    [HTML_IMG] = VOID("img", PHRASING),
    [HTML_IMAGE] = VOID("img", PHRASING),
    [HTML_WBR] = VOID("wbr", PHRASING),
    [HTML_RUBY] = {.written = "ruby", .is = PHRASING,
        .holds = PHRASING | HTML_CAT_RT, .first = PHRASING,
        .last = HTML_CAT_RT},
    [HTML_RT] = PART("rt", HTML_CAT_RT, PHRASING),

    /* Their content is text that no one is to see. */
    [HTML_IFRAME] = NO_TEXT,
    [HTML_NOEMBED] = NO_TEXT,
    [HTML_NOFRAMES] = NO_TEXT,
    [HTML_SCRIPT] = NO_TEXT,
    [HTML_STYLE] = NO_TEXT,
    [HTML_TITLE] = NO_TEXT,
};

const struct html_safe *
html_safe_of(uint32_t name)
{
    static const struct html_safe none = {.written = NULL};
    return name < HTML_NAME_COUNT ? &rows[name] : &none;
}
