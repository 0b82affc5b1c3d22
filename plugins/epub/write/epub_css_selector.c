/* SPDX-License-Identifier: MIT */
/*
 * Lists of selectors (Selectors 4, section 18), as far as a rule with them is
 * one: compounds with combinators between them, and commas between those.
 * What EPUBCheck 5.3 does not know counts as none: "||", [a=b i] and :nth-
 * with "of".
 */
#include "write/epub_css.h"

static bool
is_name_at(const struct epub_css *css)
{
    return epub_css_is_name(css->at, css->end);
}

/* "[name=value]", without a flag behind the value. */
static bool
skip_attribute(struct epub_css *css)
{
    const char *start = ++css->at;
    epub_css_skip_until(css, "]");
    if (css->at == css->end)
        return false;
    const char *last = css->at++;
    while (last > start && epub_css_is_blank(last[-1]))
        last--;
    bool has_flag = last - start > 2 && epub_css_is_name_char(last[-1]) &&
        (epub_css_is_blank(last[-2]) || last[-2] == '"' || last[-2] == '\'');
    return last > start && !has_flag;
}

/* ":first-child", "::before", ":not(.a)". */
static bool
skip_pseudo(struct epub_css *css)
{
    css->at++;
    css->at += epub_css_is(css, ':');
    if (!is_name_at(css))
        return false;
    epub_css_take_name(css);
    if (!epub_css_is(css, '('))
        return true;
    const char *start = ++css->at;
    epub_css_skip_until(css, ")");
    if (css->at == css->end)
        return false;
    return !memmem(start, (size_t)(css->at++ - start), " of ", 4);
}

/* What follows the name of an element, or stands without one. */
static bool
skip_simple(struct epub_css *css)
{
    char c = *css->at;
    if (c == '[')
        return skip_attribute(css);
    if (c == ':')
        return skip_pseudo(css);
    css->at++;
    bool is_name = c == '#' ? css->at < css->end &&
            (epub_css_is_name_char(*css->at) || *css->at == '\\')
                            : is_name_at(css);
    if (is_name)
        epub_css_take_name(css);
    return is_name;
}

/* "name", "*", "space|name" or nothing. */
static bool
skip_element(struct epub_css *css)
{
    for (unsigned parts = 0; parts < 2; parts++) {
        if (epub_css_is(css, '*'))
            css->at++;
        else if (is_name_at(css))
            epub_css_take_name(css);
        else if (parts > 0)
            return false;
        bool has_space = css->end - css->at > 1 && css->at[0] == '|' &&
            css->at[1] != '=' && css->at[1] != '|';
        if (parts > 0 || !has_space)
            return true;
        css->at++;
    }
    return true;
}

static bool
skip_compound(struct epub_css *css)
{
    const char *start = css->at;
    if (!skip_element(css))
        return false;
    while (css->at < css->end && memchr(".#:[", *css->at, 4))
        if (!skip_simple(css))
            return false;
    return css->at > start;
}

bool
epub_css_is_selector(struct epub *epub, dc_str text)
{
    struct epub_css css = {
        .epub = epub, .at = text.ptr, .end = text.ptr + text.len};
    for (;;) {
        epub_css_skip_blanks(&css);
        if (!skip_compound(&css))
            return false;
        epub_css_skip_blanks(&css);
        if (css.at == css.end)
            return true;
        css.at += memchr(">+~,", *css.at, 4) != NULL;
    }
}
