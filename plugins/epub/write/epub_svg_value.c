/* SPDX-License-Identifier: MIT */
/*
 * Values in drawings.  Whatever may lead somewhere is a reference of the form
 * url(#name) to a part of the same drawing, and that part is there; all else
 * with an address in it is left out.
 */
#include "base/epub_utf8.h"
#include "write/epub_svg.h"

static bool
is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static dc_str
trim(dc_str text)
{
    while (text.len && is_blank(*text.ptr)) {
        text.ptr++;
        text.len--;
    }
    while (text.len && is_blank(text.ptr[text.len - 1]))
        text.len--;
    return text;
}

/* A name of XML without a colon; other characters become "_". */
void
epub_svg_put_id(struct epub_buf *out, dc_str id)
{
    for (size_t i = 0; i < id.len; i++) {
        char c = id.ptr[i];
        bool is_start = epub_is_letter(c) || c == '_';
        bool is_name = is_start || epub_is_digit(c) || c == '-' || c == '.';
        if (i == 0 && !is_start)
            epub_puts(out, "_");
        epub_put(out, is_name ? &c : "_", 1);
    }
}

uint32_t
epub_svg_find(struct epub_svg *svg, dc_str id)
{
    struct epub_buf name = {0};
    epub_svg_put_id(&name, id);
    const uint32_t *number = epub_map_lookup(&svg->ids, epub_buf_str(&name));
    uint32_t found = number ? *number : EPUB_NONE;
    epub_buf_done(svg->epub, &name);
    return found;
}

/* Where the attribute's reference has to lead for EPUBCheck. */
static enum epub_svg_target
wanted_target(dc_str attr)
{
    if (dc_str_equal(attr, "fill") || dc_str_equal(attr, "stroke"))
        return EPUB_SVG_PAINT;
    return dc_str_equal(attr, "clip-path") ? EPUB_SVG_CLIP : EPUB_SVG_NOWHERE;
}

static bool
is_target(struct epub_svg *svg, dc_str attr, dc_str id)
{
    uint32_t number = epub_svg_find(svg, id);
    enum epub_svg_target wanted = wanted_target(attr);
    const struct epub_svg_node *nodes = svg->nodes.items;
    if (svg->is_first)
        return true;
    return number != EPUB_NONE &&
        (wanted == EPUB_SVG_NOWHERE || nodes[number].target == wanted);
}

/* The bytes of "url(" at `at`, in any case of letters; 0: it is none. */
static size_t
url_at(dc_str value, size_t at)
{
    static const char word[] = "url(";
    size_t len = sizeof word - 1;
    if (value.len - at < len)
        return 0;
    for (size_t i = 0; i < len; i++) {
        char c = value.ptr[at + i];
        if ((c == '(' ? c : c | 0x20) != word[i])
            return 0;
    }
    return len;
}

/* Copies "url( '#a' )" at *at as it is in the book; false: it leads out. */
static bool
put_reference(struct epub_svg *svg, struct epub_buf *out, dc_str attr,
    dc_str value, size_t *at)
{
    const char *start = value.ptr + *at + strlen("url(");
    const char *end = value.ptr + value.len;
    const char *close = memchr(start, ')', (size_t)(end - start));
    if (!close)
        return false;
    dc_str url = trim(dc_str_slice(start, (size_t)(close - start)));
    *at = (size_t)(close + 1 - value.ptr);
    if (url.len > 1 && (*url.ptr == '"' || *url.ptr == '\'') &&
        url.ptr[url.len - 1] == *url.ptr)
        url = trim(dc_str_slice(url.ptr + 1, url.len - 2));
    if (url.len < 2 || *url.ptr != '#') {
        epub_svg_lose(svg, EPUB_SVG_REMOTE);
        return false;
    }
    dc_str id = dc_str_slice(url.ptr + 1, url.len - 1);
    if (!is_target(svg, attr, id))
        return false;
    epub_puts(out, "url(#");
    epub_svg_put_id(out, id);
    epub_puts(out, ")");
    return true;
}

/* Functions that name files, and what ran in old viewers. */
static bool
is_active(dc_str value)
{
    static const char *const words[] = {
        "image-set(", "src(", "expression(", "javascript:", "@import", "\\"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (value.len &&
            memmem(value.ptr, value.len, words[i], strlen(words[i])))
            return true;
    return false;
}

static bool
put_value(struct epub_svg *svg, struct epub_buf *out, dc_str attr, dc_str value)
{
    size_t from = 0;
    size_t at = 0;
    if (is_active(value)) {
        epub_svg_lose(svg, EPUB_SVG_STYLE);
        return false;
    }
    while (at < value.len) {
        if (!url_at(value, at)) {
            at++;
            continue;
        }
        epub_put_value(out, dc_str_slice(value.ptr + from, at - from));
        if (!put_reference(svg, out, attr, value, &at))
            return false;
        from = at;
    }
    epub_put_value(out, dc_str_slice(value.ptr + from, value.len - from));
    return true;
}

void
epub_svg_put_attr(struct epub_svg *svg, dc_str name, dc_str value)
{
    struct epub_buf *out = svg->out;
    size_t mark = out->len;
    epub_puts(out, " ");
    epub_put_str(out, name);
    epub_puts(out, "=\"");
    if (!put_value(svg, out, name, value))
        out->len = mark;
    else
        epub_puts(out, "\"");
}

void
epub_svg_put_sheet(struct epub_svg *svg, dc_str text)
{
    size_t from = 0;
    size_t at = 0;
    while (at < text.len) {
        if (!url_at(text, at)) {
            at++;
            continue;
        }
        size_t start = at;
        epub_put_text(svg->out, dc_str_slice(text.ptr + from, at - from));
        if (!put_reference(svg, svg->out, (dc_str)DC_STR(""), text, &at))
            epub_puts(svg->out, "none");
        at += at == start;
        from = at;
    }
    epub_put_text(svg->out, dc_str_slice(text.ptr + from, text.len - from));
}

/* Declarations. */

/* The length of the declaration at the beginning, up to its ";". */
static size_t
declaration_len(dc_str text)
{
    char quote = 0;
    size_t depth = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (quote) {
            quote = c == quote ? 0 : quote;
            continue;
        }
        if (c == '"' || c == '\'')
            quote = c;
        depth += c == '(';
        depth -= depth && c == ')';
        if (c == ';' && depth == 0)
            return i;
    }
    return text.len;
}

static bool
is_property(dc_str name)
{
    if (name.len == 0 || dc_str_equal(name, "direction") ||
        dc_str_equal(name, "unicode-bidi"))
        return false;
    for (size_t i = 0; i < name.len; i++)
        if (!epub_is_letter(name.ptr[i]) && name.ptr[i] != '-')
            return false;
    return epub_is_letter(name.ptr[name.len - 1]);
}

/* Brackets and quotes pair, and nothing begins a block or a comment. */
static bool
is_plain_value(dc_str value)
{
    size_t depth = 0;
    char quote = 0;
    for (size_t i = 0; i < value.len; i++) {
        char c = value.ptr[i];
        if (quote) {
            quote = c == quote ? 0 : quote;
            continue;
        }
        if (c == '"' || c == '\'')
            quote = c;
        if (memchr("{}[]@<>&:;", c, 10) ||
            (c == '/' && i + 1 < value.len && value.ptr[i + 1] == '*'))
            return false;
        depth += c == '(';
        if (c == ')' && depth-- == 0)
            return false;
    }
    return value.len && depth == 0 && !quote;
}

static void
put_declaration(struct epub_svg *svg, dc_str text, bool *is_next)
{
    struct epub_buf *out = svg->out;
    const char *colon = text.len ? memchr(text.ptr, ':', text.len) : NULL;
    size_t mark = out->len;
    if (!colon)
        return;
    dc_str name = trim(dc_str_slice(text.ptr, (size_t)(colon - text.ptr)));
    dc_str value = trim(
        dc_str_slice(colon + 1, text.len - 1 - (size_t)(colon - text.ptr)));
    if (!is_property(name) || !is_plain_value(value))
        return;
    epub_puts(out, *is_next ? ";" : "");
    epub_put_str(out, name);
    epub_puts(out, ":");
    if (put_value(svg, out, (dc_str)DC_STR(""), value))
        *is_next = true;
    else
        out->len = mark;
}

void
epub_svg_put_style(struct epub_svg *svg, dc_str text)
{
    struct epub_buf *out = svg->out;
    size_t mark = out->len;
    bool is_next = false;
    epub_puts(out, " style=\"");
    while (text.len) {
        size_t len = declaration_len(text);
        put_declaration(svg, dc_str_slice(text.ptr, len), &is_next);
        len += len < text.len;
        text = dc_str_slice(text.ptr + len, text.len - len);
    }
    if (is_next)
        epub_puts(out, "\"");
    else
        out->len = mark;
}
