/* SPDX-License-Identifier: MIT */
/*
 * Style sheets, as far as a book cares (EPUB 3.3 section 6.3): that rules and
 * declarations are well formed, what they refer to, and two properties that
 * are for the markup to say.  One pass over the letters with the state of the
 * construct that is open; what a value means is not looked at.
 */
#include "check/epub_check.h"

static const dc_str nothing = {"", 0};

struct css {
    struct epub_doc *doc;
    dc_str text;
    size_t at;
    uint64_t pos; /* of the text in the document */
    bool is_inline; /* offsets in the text are none in the document */
    bool is_font_face;
};

static uint64_t
place_of(const struct css *css, size_t at)
{
    return css->is_inline ? css->pos : css->pos + at;
}

static void
complain(struct css *css, size_t at, enum epub_rule rule, const char *what)
{
    epub_find_at(css->doc, place_of(css, at), rule, what, nothing);
}

/* White space and comments. */
static void
skip_blank(struct css *css)
{
    while (css->at < css->text.len) {
        dc_str rest = {css->text.ptr + css->at, css->text.len - css->at};
        if (epub_starts(rest, "/*")) {
            const char *end = memmem(rest.ptr + 2, rest.len - 2, "*/", 2);
            css->at = end ? (size_t)(end - css->text.ptr) + 2 : css->text.len;
        } else if (epub_starts(rest, "<!--")) {
            css->at += 4;
        } else if (epub_starts(rest, "-->")) {
            css->at += 3;
        } else if (memchr(" \t\r\n\f", *rest.ptr, 5)) {
            css->at++;
        } else {
            return;
        }
    }
}

/* Behind the string that begins here. */
static dc_str
take_string(struct css *css)
{
    char quote = css->text.ptr[css->at++];
    size_t from = css->at;
    while (css->at < css->text.len && css->text.ptr[css->at] != quote) {
        if (css->text.ptr[css->at] == '\n')
            break;
        css->at += css->text.ptr[css->at] == '\\' ? 2 : 1;
    }
    if (css->at > css->text.len)
        css->at = css->text.len;
    dc_str text = {css->text.ptr + from, css->at - from};
    bool is_closed = css->at < css->text.len && css->text.ptr[css->at] == quote;
    if (is_closed)
        css->at++;
    else
        complain(css, from, EPUB_CSS_008, "a string does not end");
    return text;
}

static bool
is_name_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
        (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '\\' ||
        (c & 0x80);
}

static dc_str
take_name(struct css *css)
{
    size_t from = css->at;
    while (css->at < css->text.len && is_name_letter(css->text.ptr[css->at]))
        css->at++;
    return (dc_str){css->text.ptr + from, css->at - from};
}

static void
refer(struct css *css, dc_str address, enum epub_ref_kind kind, size_t at)
{
    address = epub_trimmed(address);
    if (address.len == 0)
        complain(css, at, EPUB_CSS_002, NULL);
    else if (css->doc->package)
        epub_refer(css->doc, kind, address, place_of(css, at));
}

/* url(...), of which the name was read. */
static dc_str
take_url(struct css *css)
{
    css->at++;
    skip_blank(css);
    dc_str address = {css->text.ptr + css->at, 0};
    char c = css->at < css->text.len ? css->text.ptr[css->at] : 0;
    if (c == '"' || c == '\'') {
        address = take_string(css);
    } else {
        while (css->at < css->text.len && css->text.ptr[css->at] != ')')
            css->at++;
        address.len = (size_t)(css->text.ptr + css->at - address.ptr);
    }
    while (css->at < css->text.len && css->text.ptr[css->at] != ')')
        css->at++;
    css->at += css->at < css->text.len;
    return address;
}

/*
 * Up to one of the letters `until` outside of strings and brackets, which is
 * not taken; addresses on the way are of that kind.
 */
static void
skip_until(struct css *css, const char *until, enum epub_ref_kind kind)
{
    size_t depth = 0;
    while (css->at < css->text.len) {
        size_t before = css->at;
        skip_blank(css);
        if (css->at >= css->text.len)
            return;
        char c = css->text.ptr[css->at];
        if (depth == 0 && c && strchr(until, c))
            return;
        if (c == '"' || c == '\'') {
            take_string(css);
        } else if (is_name_letter(c)) {
            dc_str name = take_name(css);
            bool is_url = epub_is_case(name, "url") &&
                css->at < css->text.len && css->text.ptr[css->at] == '(';
            if (is_url)
                refer(css, take_url(css), kind, before);
        } else {
            if (c == '(' || c == '[')
                depth++;
            if ((c == ')' || c == ']') && depth)
                depth--;
            css->at++;
        }
    }
}

/* Skips a block with all that is in it, braces counted. */
static void
skip_block(struct css *css)
{
    size_t depth = 0;
    while (css->at < css->text.len) {
        skip_until(css, "{}", EPUB_REF_OTHER);
        if (css->at >= css->text.len)
            return;
        depth += css->text.ptr[css->at] == '{';
        bool is_end = css->text.ptr[css->at++] == '}' && --depth == 0;
        if (is_end)
            return;
    }
}

static bool
is_at(const struct css *css, char c)
{
    return css->at < css->text.len && css->text.ptr[css->at] == c;
}

static void
check_property(struct css *css, dc_str name, size_t at)
{
    if (epub_is_case(name, "direction") || epub_is_case(name, "unicode-bidi"))
        epub_find_at(css->doc, place_of(css, at), EPUB_CSS_001, NULL, name);
}

/* One declaration; a fault is told and what stands up to ';' is passed. */
static void
read_declaration(struct css *css)
{
    size_t from = css->at;
    if (is_at(css, '*'))
        css->at++;
    dc_str name = take_name(css);
    skip_blank(css);
    if (name.len == 0 || !is_at(css, ':')) {
        complain(css, from, EPUB_CSS_008, "something that is no declaration");
        skip_until(css, ";{}", EPUB_REF_OTHER);
        if (is_at(css, '{'))
            skip_block(css);
        return;
    }
    css->at++;
    check_property(css, name, from);
    bool is_font = css->is_font_face && epub_is_case(name, "src");
    skip_until(css, ";{}", is_font ? EPUB_REF_FONT : EPUB_REF_IMAGE);
    if (is_at(css, '{')) {
        complain(css, css->at, EPUB_CSS_008, "a block in a declaration");
        skip_block(css);
    }
}

/* Declarations up to '}', or the end in a style attribute. */
static void
read_declarations(struct css *css, bool is_attribute)
{
    size_t from = css->at;
    for (;;) {
        skip_blank(css);
        if (css->at >= css->text.len) {
            if (!is_attribute)
                complain(css, from, EPUB_CSS_008, "a block does not end");
            return;
        }
        if (is_at(css, '}')) {
            css->at++;
            if (!is_attribute)
                return;
        } else if (is_at(css, ';')) {
            css->at++;
        } else if (is_at(css, '@')) {
            skip_until(css, ";{}", EPUB_REF_OTHER);
            if (is_at(css, '{'))
                skip_block(css);
        } else {
            read_declaration(css);
        }
    }
}

/* @import "..." or url(...). */
static void
read_import(struct css *css)
{
    size_t from = css->at;
    skip_blank(css);
    if (is_at(css, '"') || is_at(css, '\'')) {
        refer(css, take_string(css), EPUB_REF_STYLE, from);
    } else {
        dc_str name = take_name(css);
        if (epub_is_case(name, "url") && is_at(css, '('))
            refer(css, take_url(css), EPUB_REF_STYLE, from);
    }
    skip_until(css, ";{}", EPUB_REF_OTHER);
    css->at += is_at(css, ';');
}

/* True if rules stand in the block of this at-rule, not declarations. */
static bool
holds_rules(dc_str name)
{
    return epub_is_one_of(
        name, "media supports document -moz-document layer container scope");
}

static void
read_at_rule(struct css *css)
{
    css->at++;
    size_t from = css->at;
    dc_str name = take_name(css);
    if (epub_is_case(name, "import")) {
        read_import(css);
        return;
    }
    bool is_space = epub_is_case(name, "namespace");
    if (is_space) {
        while (css->at < css->text.len && css->text.ptr[css->at] != ';')
            css->at++;
    } else {
        skip_until(css, ";{}", EPUB_REF_OTHER);
    }
    if (is_at(css, ';')) {
        css->at++;
        return;
    }
    if (!is_at(css, '{')) {
        complain(css, from, EPUB_CSS_008, "a rule has no end");
        css->at += css->at < css->text.len;
        return;
    }
    css->at++;
    if (holds_rules(name))
        return; /* its rules, and the '}' behind them, are the caller's */
    css->is_font_face = epub_is_case(name, "font-face");
    bool has_nested = name.len >= 9 &&
        dc_str_equal((dc_str){name.ptr + name.len - 9, 9}, "keyframes");
    if (has_nested) {
        css->at--;
        skip_block(css);
    } else {
        read_declarations(css, false);
    }
    css->is_font_face = false;
}

static void
read_rule(struct css *css)
{
    size_t from = css->at;
    skip_until(css, "{};", EPUB_REF_OTHER);
    if (!is_at(css, '{')) {
        complain(css, from, EPUB_CSS_008, "a selector has no block");
        css->at += css->at < css->text.len;
        return;
    }
    if (css->at == from)
        complain(css, from, EPUB_CSS_008, "a block has no selector");
    css->at++;
    read_declarations(css, false);
}

void
epub_check_css(
    struct epub_doc *doc, dc_str text, uint64_t pos, bool is_attribute)
{
    struct css css = {.doc = doc,
        .text = text,
        .pos = pos,
        .is_inline = doc->text.ptr != text.ptr};
    size_t depth = 0;
    if (is_attribute) {
        read_declarations(&css, true);
        return;
    }
    for (skip_blank(&css); css.at < text.len; skip_blank(&css)) {
        size_t before = css.at;
        if (is_at(&css, '@')) {
            read_at_rule(&css);
            depth += css.at > before && text.ptr[css.at - 1] == '{';
        } else if (is_at(&css, '}')) {
            css.at++;
            if (depth == 0)
                complain(&css, before, EPUB_CSS_008, "a '}' too many");
            else
                depth--;
        } else {
            read_rule(&css);
        }
    }
    if (depth)
        complain(&css, text.len, EPUB_CSS_008, "a block does not end");
}

/* The encoding that the sheet states must be UTF-8 or UTF-16. */
static void
check_charset(struct epub_doc *doc)
{
    static const char rule[] = "@charset \"";
    if (!epub_starts(doc->text, rule))
        return;
    dc_str rest = {
        doc->text.ptr + sizeof rule - 1, doc->text.len - sizeof rule + 1};
    const char *end = memchr(rest.ptr, '"', rest.len);
    dc_str name = {rest.ptr, end ? (size_t)(end - rest.ptr) : 0};
    if (epub_starts(name, "utf-16") || epub_starts(name, "UTF-16"))
        epub_find_at(doc, 0, EPUB_CSS_003, NULL, nothing);
    else if (!epub_is_case(name, "utf-8"))
        epub_find_at(doc, 0, EPUB_CSS_004, NULL, name);
}

int32_t
epub_check_sheet(struct epub_package *package, struct epub_item *item)
{
    struct epub_doc doc = {
        .check = package->check,
        .package = package,
        .item = item,
        .path = item->path,
        .base = item->path,
    };
    if (!epub_content(package->check, item->path, &doc.text))
        return dc_fail(package->check->job, DC_OK);
    bool is_wide = doc.text.len > 1 &&
        (epub_starts(doc.text, "\xFE\xFF") ||
            epub_starts(doc.text, "\xFF\xFE"));
    if (is_wide) {
        epub_find_at(&doc, 0, EPUB_CSS_003, NULL, nothing);
        return DC_OK;
    }
    if (epub_starts(doc.text, "\xEF\xBB\xBF"))
        doc.text = (dc_str){doc.text.ptr + 3, doc.text.len - 3};
    check_charset(&doc);
    epub_check_css(&doc, doc.text, 0, false);
    return dc_fail(package->check->job, DC_OK);
}
