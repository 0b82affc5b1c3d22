/* SPDX-License-Identifier: MIT */
/*
 * Media queries (Media Queries 4): which rules hold.  The page is taken to be
 * shown on a screen as wide as a desktop's; rules for print alone are read
 * too, for the page breaks in them.
 */
#include "parse/html_token.h"
#include "read/html_css.h"

enum { SCREEN_WIDTH = 1280, FONT_SIZE = 16 };

/* A length in pixels: "40em" is 640. */
static long
pixels_of(dc_str text)
{
    long value = 0;
    size_t i = 0;
    while (i < text.len && html_is_blank(text.ptr[i]))
        i++;
    for (; i < text.len && text.ptr[i] >= '0' && text.ptr[i] <= '9'; i++)
        if (value < 100000)
            value = value * 10 + (text.ptr[i] - '0');
    while (i < text.len &&
        (text.ptr[i] == '.' || (text.ptr[i] >= '0' && text.ptr[i] <= '9')))
        i++;
    dc_str unit = {text.ptr + i, text.len - i};
    bool is_font = html_begins_with(unit.ptr, unit.ptr + unit.len, "em") ||
        html_begins_with(unit.ptr, unit.ptr + unit.len, "rem");
    return is_font ? value * FONT_SIZE : value;
}

/* "(min-width: 600px)", without its brackets. */
static bool
has_feature(dc_str text)
{
    struct html_css css = {text.ptr, text.ptr + text.len};
    html_css_blanks(&css);
    dc_str name = html_css_name(&css);
    html_css_blanks(&css);
    if (!html_css_take(&css, ':'))
        return html_css_is(name, "color") || html_css_is(name, "hover");
    dc_str value = {css.at, (size_t)(css.end - css.at)};
    if (html_css_is(name, "min-width") || html_css_is(name, "min-device-width"))
        return pixels_of(value) <= SCREEN_WIDTH;
    if (html_css_is(name, "max-width") || html_css_is(name, "max-device-width"))
        return pixels_of(value) >= SCREEN_WIDTH;
    return false;
}

/* One query: "only screen and (min-width: 600px)". */
static enum html_medium
medium_of_query(dc_str query)
{
    struct html_css css = {query.ptr, query.ptr + query.len};
    enum html_medium medium = HTML_MEDIUM_SCREEN;
    bool is_not = false;
    bool holds = true;
    while (html_css_blanks(&css), css.at < css.end) {
        dc_str word = html_css_name(&css);
        if (html_css_is(word, "not")) {
            is_not = true;
        } else if (html_css_is(word, "print")) {
            medium = HTML_MEDIUM_PRINT;
        } else if (word.len) {
            holds &= html_css_is(word, "screen") || html_css_is(word, "all") ||
                html_css_is(word, "only") || html_css_is(word, "and");
        } else if (html_css_take(&css, '(')) {
            holds &= has_feature(html_css_until(&css, ")"));
            html_css_take(&css, ')');
        } else {
            return HTML_MEDIUM_NONE;
        }
    }
    if (!is_not)
        return holds ? medium : HTML_MEDIUM_NONE;
    bool is_screen = holds && medium == HTML_MEDIUM_SCREEN;
    return is_screen ? HTML_MEDIUM_NONE : HTML_MEDIUM_SCREEN;
}

enum html_medium
html_medium_of(dc_str queries)
{
    struct html_css css = html_css_of(queries);
    enum html_medium medium = HTML_MEDIUM_NONE;
    html_css_blanks(&css);
    if (css.at == css.end)
        return HTML_MEDIUM_SCREEN;
    while (css.at < css.end) {
        enum html_medium one = medium_of_query(html_css_until(&css, ","));
        html_css_take(&css, ',');
        if (one == HTML_MEDIUM_SCREEN)
            return one;
        medium = one ? one : medium;
    }
    return medium;
}
