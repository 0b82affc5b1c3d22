/* SPDX-License-Identifier: MIT */
/*
 * A look at the tags of a content document before it is read: which
 * identifiers it has, whether it has a heading, and what its html and body
 * elements say, which the reader of pages does not hand on.  It needs no
 * well-formed text and costs one pass; what it takes for a tag and is none
 * (in a script) only reserves an identifier.
 */
#include "read/epub_book.h"

#include "base/epub_utf8.h"

struct tag {
    dc_str name;
    dc_str attrs; /* what stands behind it, up to '>' */
};

static bool
is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '/';
}

/* The next attribute; false: no more. */
static bool
next_attribute(dc_str *attrs, dc_str *name, dc_str *value)
{
    const char *at = attrs->ptr;
    const char *end = at + attrs->len;
    while (at < end && is_blank(*at))
        at++;
    *name = dc_str_slice(at, 0);
    *value = dc_str_slice(at, 0);
    while (at < end && !is_blank(*at) && *at != '=')
        at++;
    name->len = (size_t)(at - name->ptr);
    while (at < end && is_blank(*at))
        at++;
    if (at < end && *at == '=') {
        at++;
        while (at < end && is_blank(*at))
            at++;
        char quote = at < end && (*at == '"' || *at == '\'') ? *at++ : 0;
        value->ptr = at;
        while (at < end && (quote ? *at != quote : !is_blank(*at)))
            at++;
        value->len = (size_t)(at - value->ptr);
        at += at < end && quote;
    }
    attrs->ptr = at;
    attrs->len = (size_t)(end - at);
    return name->len > 0;
}

static bool
is_heading(dc_str name)
{
    return name.len == 2 && (name.ptr[0] | 0x20) == 'h' && name.ptr[1] >= '1' &&
        name.ptr[1] <= '6';
}

static void
note_body(
    struct epub_book *book, struct epub_file *file, dc_str name, dc_str value)
{
    if (dc_str_equal(name, "id"))
        file->body_id = epub_book_keep(book, value);
    else if (dc_str_equal(name, "epub:type"))
        file->body_type = epub_book_keep(book, epub_trim(value));
    else if (dc_str_equal(name, "class"))
        file->body_class = epub_book_keep(book, epub_trim(value));
}

static void
scan_tag(struct epub_book *book, uint32_t number, struct tag *tag)
{
    struct epub_file *file = epub_file_at(book, number);
    bool is_body = epub_same_letters(tag->name, "body");
    bool is_root = is_body || epub_same_letters(tag->name, "html");
    bool is_anchor = epub_same_letters(tag->name, "a");
    dc_str name, value;
    file->has_heading |= is_heading(tag->name);
    while (next_attribute(&tag->attrs, &name, &value)) {
        if (dc_str_equal(name, "id") || dc_str_equal(name, "xml:id") ||
            (is_anchor && dc_str_equal(name, "name")))
            epub_note_id(book, number, value);
        if (is_root && value.len &&
            (dc_str_equal(name, "lang") || dc_str_equal(name, "xml:lang")))
            file->lang = epub_book_keep(book, value);
        if (is_body)
            note_body(book, file, name, value);
        if (dc_str_equal(name, "epub:type") &&
            epub_has_word(value, "pagebreak"))
            file->has_page_breaks = true;
    }
}

/* The '>' that ends the tag at `at`, quotes passed over; or `end`. */
static const char *
tag_end(const char *at, const char *end)
{
    char quote = 0;
    for (; at < end; at++) {
        if (quote == 0 && *at == '>')
            break;
        if (quote == *at)
            quote = 0;
        else if (quote == 0 && (*at == '"' || *at == '\''))
            quote = *at;
    }
    return at;
}

/* Behind a comment or CDATA section at `at`; `at` itself for others. */
static const char *
skip_aside(const char *at, const char *end)
{
    static const struct {
        const char *open;
        const char *close;
    } asides[] = {{"<!--", "-->"}, {"<![CDATA[", "]]>"}};
    for (size_t i = 0; i < sizeof asides / sizeof *asides; i++) {
        size_t len = strlen(asides[i].open);
        if ((size_t)(end - at) < len || memcmp(at, asides[i].open, len) != 0)
            continue;
        const char *close = memmem(at + len, (size_t)(end - at) - len,
            asides[i].close, strlen(asides[i].close));
        return close ? close + 3 : end;
    }
    return at;
}

void
epub_scan_file(struct epub_book *book, uint32_t number)
{
    dc_str text = epub_file_at(book, number)->bytes;
    const char *at = text.ptr;
    const char *end = at + text.len;
    while (at < end && (at = memchr(at, '<', (size_t)(end - at)))) {
        const char *behind = skip_aside(at, end);
        if (behind > at) {
            at = behind;
            continue;
        }
        struct tag tag = {.name = {++at, 0}};
        while (at < end && (epub_is_letter(*at) || epub_is_digit(*at)))
            at++;
        tag.name.len = (size_t)(at - tag.name.ptr);
        if (tag.name.len == 0)
            continue;
        const char *close = tag_end(at, end);
        tag.attrs = dc_str_slice(at, (size_t)(close - at));
        scan_tag(book, number, &tag);
        at = close;
    }
}
