/* SPDX-License-Identifier: MIT */
/*
 * Values of a style sheet on its way into a book: copied, with the addresses
 * in them leading to the files that came along.  One that leads nowhere
 * becomes "none"; in the src of a font its part goes out.
 */
#include "write/epub_css.h"
#include "write/epub_sheet.h"

void
epub_css_put_address(struct epub_css *css, dc_str name)
{
    /* Sheets stand one folder deep. */
    epub_puts(css->out, "url(\"../");
    epub_put_str(css->out, name);
    epub_puts(css->out, "\")");
}

/* "url" was taken; false in *is_there: the file did not come along. */
static bool
copy_url(struct epub_css *css, bool *is_there)
{
    dc_str url;
    const char *start = css->at - strlen("url");
    if (!epub_css_take_url(css, &url))
        return false;
    if (url.len && url.ptr[0] == '#') {
        epub_put(css->out, start, (size_t)(css->at - start));
        return true;
    }
    dc_str name = epub_sheet_bring(
        css->epub, css->sheet, epub_css_plain(css, url), false);
    *is_there &= name.len > 0;
    if (name.len)
        epub_css_put_address(css, name);
    else
        epub_puts(css->out, "none");
    return true;
}

static bool
copy_name(struct epub_css *css, bool *is_there)
{
    dc_str name = epub_css_take_name(css);
    if (epub_css_is_word(name, "url") && epub_css_is(css, '('))
        return copy_url(css, is_there);
    epub_put_str(css->out, name);
    return true;
}

/* A string or a comment, as it is. */
static bool
copy_whole(struct epub_css *css)
{
    const char *start = css->at;
    dc_str text;
    bool is_good = epub_css_is_comment(css) ? epub_css_skip_blanks(css)
                                            : epub_css_take_string(css, &text);
    epub_put(css->out, start, (size_t)(css->at - start));
    return is_good;
}

/* Any other character; brackets must pair, and braces are none of a value. */
static bool
copy_character(struct epub_css *css, char *open, size_t *depth)
{
    char c = *css->at++;
    if (c == '{' || c == '}' || c == ';' || c == '@' || c == '\\')
        return false;
    if (c == '(' || c == '[') {
        if (*depth == EPUB_CSS_DEPTH_MAX)
            return false;
        open[(*depth)++] = c == '(' ? ')' : ']';
    }
    if ((c == ')' || c == ']') && (*depth == 0 || open[--*depth] != c))
        return false;
    epub_put(css->out, &c, 1);
    return true;
}

/* One part of a value; *is_there is false if an address in it leads nowhere. */
static bool
copy_part(struct epub_css *css, const char *until, bool *is_there)
{
    char open[EPUB_CSS_DEPTH_MAX];
    size_t depth = 0;
    bool is_good = true;
    bool is_empty = true;
    *is_there = true;
    while (is_good && css->at < css->end) {
        char c = *css->at;
        if (depth == 0 && c && strchr(until, c))
            break;
        is_empty &= epub_css_is_blank(c) || epub_css_is_comment(css);
        if (epub_css_is_comment(css) || c == '"' || c == '\'')
            is_good = copy_whole(css);
        else if (epub_css_is_name_char(c) ||
            (c == '\\' && css->end - css->at > 1))
            is_good = copy_name(css, is_there);
        else
            is_good = copy_character(css, open, &depth);
    }
    return is_good && depth == 0 && !is_empty;
}

bool
epub_css_copy_value(struct epub_css *css, const char *until)
{
    bool is_there;
    return copy_part(css, until, &is_there);
}

bool
epub_css_copy_src(struct epub_css *css)
{
    unsigned parts = 0;
    for (;;) {
        size_t mark = css->out->len;
        bool is_there;
        if (parts)
            epub_puts(css->out, ",");
        if (!copy_part(css, ",;}", &is_there)) {
            css->faults++;
            return false;
        }
        if (is_there)
            parts++;
        else
            css->out->len = mark;
        if (!epub_css_is(css, ','))
            return parts > 0;
        css->at++;
    }
}
