/* SPDX-License-Identifier: MIT */
/*
 * A style sheet on its way into a book: copied, with the addresses in it
 * leading to the files that came along.  By CSS Syntax 3 as far as strings,
 * comments, brackets, at-rules and the beginnings of declarations go.
 *
 * What a book cannot hold goes out: an @import and a part of a font's src
 * whole, another address by "none"; and the properties direction and
 * unicode-bidi, which EPUB forbids in sheets.
 */
#include "write/epub.h"

enum { DEPTH_MAX = 64 };

struct css {
    struct epub *epub;
    uint32_t sheet;
    const char *at;
    const char *end;
    struct epub_buf *out;
    char open[DEPTH_MAX]; /* the brackets that will close */
    size_t depth;
    bool is_start; /* a declaration or a rule may begin here */

    /* Of a font's src: its parts stand between commas. */
    bool in_src;
    size_t src_depth; /* brackets around it */
    size_t src_at; /* where it begins in `out` */
    size_t part_at; /* and its last part */
    bool is_part_bad;
    unsigned parts; /* that were kept */
};

void
epub_css_report(
    struct epub *epub, const char *what, const char *why, dc_str detail)
{
    struct epub_buf text = {0};
    epub_puts(&text, what);
    epub_puts(&text, why);
    epub_put(&text, "", 1);
    dc_str kept = epub_keep_buf(epub, &text);
    if (kept.len)
        epub_report_loss(epub, "epub-css", kept.ptr,
            dc_str_slice(detail.ptr, detail.len < 100 ? detail.len : 100),
            DC_POS_NONE);
}

static bool
is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool
is_name_char(char c)
{
    char lower = c | 0x20;
    return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') ||
        c == '-' || c == '_' || (unsigned char)c >= 0x80;
}

static bool
is_word(dc_str text, const char *word)
{
    if (text.len != strlen(word))
        return false;
    for (size_t i = 0; i < text.len; i++)
        if ((text.ptr[i] | 0x20) != word[i])
            return false;
    return true;
}

static dc_str
take_name(struct css *css)
{
    const char *start = css->at;
    while (css->at < css->end && is_name_char(*css->at))
        css->at++;
    return dc_str_slice(start, (size_t)(css->at - start));
}

static bool
is_comment(const struct css *css)
{
    return css->end - css->at >= 2 && css->at[0] == '/' && css->at[1] == '*';
}

/* Moves over a comment; false if it does not end. */
static bool
skip_comment(struct css *css)
{
    for (css->at += 2; css->end - css->at >= 2; css->at++)
        if (css->at[0] == '*' && css->at[1] == '/') {
            css->at += 2;
            return true;
        }
    return false;
}

/* Moves over a string; false if it does not end on its line. */
static bool
skip_string(struct css *css)
{
    char quote = *css->at++;
    for (; css->at < css->end && *css->at != '\n'; css->at++) {
        if (*css->at == quote) {
            css->at++;
            return true;
        }
        if (*css->at == '\\' && css->end - css->at > 1)
            css->at++;
    }
    return false;
}

static bool
skip_blanks(struct css *css)
{
    while (css->at < css->end) {
        if (is_blank(*css->at))
            css->at++;
        else if (!is_comment(css))
            return true;
        else if (!skip_comment(css))
            return false;
    }
    return true;
}

/* Moves before the ';' or the end of the block, brackets and strings apart. */
static bool
skip_declaration(struct css *css)
{
    size_t depth = 0;
    while (css->at < css->end) {
        char c = *css->at;
        if (depth == 0 && (c == ';' || c == '}'))
            return true;
        if (c == '"' || c == '\'') {
            if (!skip_string(css))
                return false;
            continue;
        }
        if (is_comment(css)) {
            if (!skip_comment(css))
                return false;
            continue;
        }
        depth += c == '(' || c == '[' || c == '{';
        depth -= depth && (c == ')' || c == ']' || c == '}');
        css->at++;
    }
    return true;
}

/* Copies what stands between the two. */
static void
copy(struct css *css, const char *from, const char *to)
{
    epub_put(css->out, from, (size_t)(to - from));
}

/* The text of an address without its backslashes, kept. */
static dc_str
plain_address(struct css *css, dc_str text)
{
    struct epub_buf plain = {0};
    for (size_t i = 0; i < text.len; i++) {
        i += text.ptr[i] == '\\' && i + 1 < text.len;
        epub_put(&plain, text.ptr + i, 1);
    }
    return epub_keep_buf(css->epub, &plain);
}

/* Takes what stands in the quotes at hand. */
static bool
take_string(struct css *css, dc_str *text)
{
    const char *start = css->at + 1;
    if (!skip_string(css))
        return false;
    *text = dc_str_slice(start, (size_t)(css->at - 1 - start));
    return true;
}

/* Takes the address in "url(" that was moved over, up to its ")". */
static bool
take_url(struct css *css, dc_str *url)
{
    while (css->at < css->end && is_blank(*css->at))
        css->at++;
    if (css->at < css->end && (*css->at == '"' || *css->at == '\'')) {
        if (!take_string(css, url))
            return false;
        while (css->at < css->end && is_blank(*css->at))
            css->at++;
        return css->at < css->end && *css->at++ == ')';
    }
    const char *start = css->at;
    while (css->at < css->end && *css->at != ')')
        css->at += *css->at == '\\' && css->end - css->at > 1 ? 2 : 1;
    if (css->at == css->end)
        return false;
    *url = dc_str_slice(start, (size_t)(css->at++ - start));
    while (url->len && is_blank(url->ptr[url->len - 1]))
        url->len--;
    return true;
}

/* Names are of our own making; sheets stand one folder deep. */
static void
put_address(struct css *css, dc_str name)
{
    epub_puts(css->out, "url(\"../");
    epub_put_str(css->out, name);
    epub_puts(css->out, "\")");
}

static bool
copy_url(struct css *css)
{
    dc_str url;
    const char *start = css->at - strlen("url");
    css->at++;
    if (!take_url(css, &url))
        return false;
    if (url.len && url.ptr[0] == '#') {
        copy(css, start, css->at);
        return true;
    }
    url = plain_address(css, url);
    dc_str name = epub_sheet_bring(css->epub, css->sheet, url, false);
    if (name.len)
        put_address(css, name);
    else if (css->in_src)
        css->is_part_bad = true;
    else
        epub_puts(css->out, "none");
    return true;
}

/* "@import" was moved over: the address, then a list of media. */
static bool
copy_import(struct css *css)
{
    dc_str url = {NULL, 0};
    if (!skip_blanks(css) || css->at == css->end)
        return false;
    if (*css->at == '"' || *css->at == '\'') {
        if (!take_string(css, &url))
            return false;
    } else if (!is_word(take_name(css), "url") || css->at == css->end ||
        *css->at++ != '(' || !take_url(css, &url)) {
        return false;
    }
    const char *media = css->at;
    if (!skip_declaration(css))
        return false;
    const char *end = css->at;
    css->at += css->at < css->end && *css->at == ';';
    url = plain_address(css, url);
    dc_str name = epub_sheet_bring(css->epub, css->sheet, url, true);
    if (name.len) {
        epub_puts(css->out, "@import ");
        put_address(css, name);
        copy(css, media, end);
        epub_puts(css->out, ";");
    }
    return true;
}

static bool
copy_at_rule(struct css *css)
{
    const char *start = css->at++;
    dc_str name = take_name(css);
    bool is_charset = is_word(name, "charset");
    css->is_start = false;
    if (is_word(name, "import"))
        return copy_import(css);
    if (!is_charset && !is_word(name, "namespace")) {
        copy(css, start, css->at);
        return true;
    }
    if (!skip_declaration(css))
        return false;
    /* The book's sheets are UTF-8, whatever they say. */
    css->at += is_charset && css->at < css->end && *css->at == ';';
    if (!is_charset)
        copy(css, start, css->at);
    css->is_start = is_charset;
    return true;
}

static bool
is_forbidden(dc_str name)
{
    return is_word(name, "direction") || is_word(name, "unicode-bidi");
}

/* A name: of a property, of "url(" or of anything else. */
static bool
copy_name(struct css *css)
{
    dc_str name = take_name(css);
    bool is_start = css->is_start;
    struct css ahead = *css;
    css->is_start = false;
    if (is_word(name, "url") && css->at < css->end && *css->at == '(')
        return copy_url(css);
    bool is_property = is_start && css->depth && skip_blanks(&ahead) &&
        ahead.at < ahead.end && *ahead.at == ':';
    if (is_property && is_forbidden(name)) {
        epub_css_report(css->epub, "a property that books forbid in a style ",
            "sheet", name);
        css->is_start = true;
        return skip_declaration(css);
    }
    if (is_property && is_word(name, "src")) {
        css->in_src = true;
        css->src_depth = css->depth;
        css->src_at = css->out->len;
        css->parts = 0;
        copy(css, name.ptr, ahead.at + 1);
        css->at = ahead.at + 1;
        css->part_at = css->out->len;
        css->is_part_bad = false;
        return true;
    }
    epub_put_str(css->out, name);
    return true;
}

/* A part of a font's src ends; and all of it, unless with a comma. */
static void
end_part(struct css *css, char c)
{
    if (css->is_part_bad)
        css->out->len = css->part_at;
    else
        css->parts++;
    css->is_part_bad = false;
    if (c == ',') {
        css->part_at = css->out->len;
        if (css->parts)
            epub_puts(css->out, ",");
        return;
    }
    css->in_src = false;
    if (css->parts > 0)
        return;
    css->out->len = css->src_at;
    css->is_start = true;
}

/* Any other character; false where brackets do not pair. */
static bool
copy_character(struct css *css)
{
    char c = *css->at++;
    if (css->in_src && css->depth == css->src_depth &&
        (c == ',' || c == ';' || c == '}')) {
        end_part(css, c);
        if (c == ',')
            return true;
    }
    /* EPUBCheck allows no empty declaration. */
    if (c == ';' && css->is_start)
        return true;
    if (c == '(' || c == '[' || c == '{') {
        if (css->depth == DEPTH_MAX)
            return false;
        css->open[css->depth++] = c == '(' ? ')' : c == '[' ? ']' : '}';
    }
    if (c == ')' || c == ']' || c == '}') {
        if (css->depth == 0 || css->open[--css->depth] != c)
            return false;
    }
    if (!is_blank(c))
        css->is_start = c == '{' || c == '}' || c == ';';
    epub_put(css->out, &c, 1);
    if (c == '\\' && css->at < css->end)
        epub_put(css->out, css->at++, 1);
    return true;
}

/* Copies a comment or a string as it is. */
static bool
copy_whole(struct css *css, bool (*skip)(struct css *css))
{
    const char *start = css->at;
    if (!skip(css))
        return false;
    copy(css, start, css->at);
    return true;
}

bool
epub_css_copy(
    struct epub *epub, uint32_t sheet, dc_str text, struct epub_buf *out)
{
    struct css css = {
        .epub = epub,
        .sheet = sheet,
        .at = text.ptr,
        .end = text.ptr + text.len,
        .out = out,
        .is_start = true,
    };
    bool is_good = true;
    if (text.len >= 3 && memcmp(text.ptr, "\xEF\xBB\xBF", 3) == 0)
        css.at += 3;
    while (is_good && css.at < css.end) {
        if (is_comment(&css))
            is_good = copy_whole(&css, skip_comment);
        else if (*css.at == '"' || *css.at == '\'')
            is_good = copy_whole(&css, skip_string);
        else if (*css.at == '@')
            is_good = copy_at_rule(&css);
        else if (is_name_char(*css.at))
            is_good = copy_name(&css);
        else
            is_good = copy_character(&css);
    }
    return is_good && css.depth == 0;
}
