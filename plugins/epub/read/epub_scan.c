/* SPDX-License-Identifier: MIT */
/*
 * A look at the tags of a content document before it is read: which
 * identifiers it has, whether it has a heading, which style sheets, and what
 * its html and body elements say, which the reader of pages does not hand on.
 * It needs no well-formed text and costs one pass; what it takes for a tag and
 * is none (in a script) only reserves an identifier.
 */
#include "read/epub_book.h"

#include "base/epub_utf8.h"

struct tag {
    dc_str name;
    dc_str attrs; /* what stands behind it, up to '>' */
    dc_str label; /* title or aria-label */
    struct epub_place *place; /* that it begins, or NULL */
    size_t at; /* where it begins */
    bool is_page_break;
    bool is_root; /* <html>, or <body> */
    bool is_body;
    bool is_anchor;
};

struct scan {
    struct epub_book *book;
    uint32_t number; /* of the file */
    const char *start;
    const char *at;
    const char *end;
    bool in_body;
    /* A drawing or formula around the place: its name, how often, and where. */
    dc_str foreign;
    size_t foreign_deep;
    size_t foreign_at;
    bool in_headline; /* the last one is open */
};

static size_t
left(const struct scan *scan, const char *at)
{
    return (size_t)(scan->end - at);
}

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

/* The place that the tag begins, with all its identifiers. */
static void
note_place(struct scan *scan, struct tag *tag, dc_str id)
{
    struct epub_place *place = epub_note_id(scan->book, scan->number, id);
    if (!place)
        return;
    place->at = scan->foreign_deep ? scan->foreign_at : tag->at;
    place->behind = (size_t)(scan->at - scan->start);
    tag->place = place;
}

static void
scan_attribute(struct scan *scan, struct tag *tag, dc_str name, dc_str value)
{
    struct epub_file *file = epub_file_at(scan->book, scan->number);
    if (dc_str_equal(name, "id") || dc_str_equal(name, "xml:id") ||
        (tag->is_anchor && dc_str_equal(name, "name")))
        note_place(scan, tag, value);
    if (tag->is_root && value.len &&
        (dc_str_equal(name, "lang") || dc_str_equal(name, "xml:lang")))
        file->lang = epub_book_keep(scan->book, value);
    if (tag->is_root && dc_str_equal(name, "dir"))
        file->direction = epub_book_keep(scan->book, value);
    if (tag->is_body)
        note_body(scan->book, file, name, value);
    if ((dc_str_equal(name, "epub:type") &&
            epub_has_word(value, "pagebreak")) ||
        (dc_str_equal(name, "role") && epub_has_word(value, "doc-pagebreak")))
        tag->is_page_break = true;
    if (dc_str_equal(name, "title") ||
        (tag->label.len == 0 && dc_str_equal(name, "aria-label")))
        tag->label = value;
}

/* Notes where a drawing or formula begins. */
static void
begin_foreign(struct scan *scan, const struct tag *tag, bool is_empty)
{
    bool is_foreign = epub_same_letters(tag->name, "svg") ||
        epub_same_letters(tag->name, "math");
    if (is_empty || !is_foreign ||
        (scan->foreign_deep && !epub_same(scan->foreign, tag->name)))
        return;
    if (scan->foreign_deep++ == 0) {
        scan->foreign = tag->name;
        scan->foreign_at = tag->at;
    }
}

/* Notes where a heading begins. */
static void
begin_headline(struct scan *scan, const struct tag *tag)
{
    struct epub_file *file = epub_file_at(scan->book, scan->number);
    struct epub_list *list = &scan->book->headlines;
    if (!is_heading(tag->name) || scan->foreign_deep || scan->in_headline)
        return;
    struct epub_headline *headline =
        epub_book_add(scan->book, list, sizeof *headline);
    if (!headline)
        return;
    headline->file = scan->number;
    headline->level = (uint32_t)(tag->name.ptr[1] - '0');
    headline->at = tag->at;
    scan->in_headline = true;
    if (file->headline_count++ == 0)
        file->first_headline = list->count - 1;
}

/* One that is never closed is none. */
static void
end_headline(struct scan *scan, bool is_closed)
{
    struct epub_file *file = epub_file_at(scan->book, scan->number);
    struct epub_list *list = &scan->book->headlines;
    struct epub_headline *last =
        (struct epub_headline *)list->items + list->count - 1;
    scan->in_headline = false;
    last->close_at = (size_t)(scan->at - scan->start) - 2;
    if (is_closed)
        return;
    list->count--;
    file->headline_count--;
}

static void
end_tag(struct scan *scan)
{
    dc_str name = {scan->at, 2};
    if (scan->in_headline && left(scan, scan->at) > 2 && is_heading(name))
        end_headline(scan, true);
    size_t len = scan->foreign.len;
    if (scan->foreign_deep && left(scan, scan->at) > len &&
        memcmp(scan->at, scan->foreign.ptr, len) == 0 &&
        !epub_is_letter(scan->at[len]))
        scan->foreign_deep--;
}

/* What the tag says of pages. */
static void
note_page_break(struct scan *scan, const struct tag *tag)
{
    if (!tag->is_page_break)
        return;
    epub_file_at(scan->book, scan->number)->has_page_breaks = true;
    epub_note_page(scan->book, scan->number, epub_trim(tag->label));
    if (tag->place)
        tag->place->is_page_break = true;
}

/* What <link>, <style> and <?xml-stylesheet?> say. */
static void
note_link_part(struct epub_link *link, dc_str name, dc_str value)
{
    if (dc_str_equal(name, "rel"))
        link->rel = value;
    else if (dc_str_equal(name, "href"))
        link->href = value;
    else if (dc_str_equal(name, "type"))
        link->type = value;
    else if (dc_str_equal(name, "media"))
        link->media = value;
}

/* The text of a <style> whose tag was read; it is passed over. */
static void
scan_style(struct scan *scan, dc_str media)
{
    const char *end = scan->at;
    while (end < scan->end && (end = memchr(end, '<', left(scan, end))) &&
        !(left(scan, end) > 7 &&
            epub_same_letters(dc_str_slice(end, 7), "</style")))
        end++;
    if (!end)
        end = scan->end;
    epub_note_style(scan->book, scan->number,
        dc_str_slice(scan->at, (size_t)(end - scan->at)), media);
    scan->at = end;
}

/* What a tag says of a place or link. */
static void
note_anchor_part(struct epub_anchor *anchor, dc_str name, dc_str value)
{
    if (dc_str_equal(name, "id") || dc_str_equal(name, "name"))
        anchor->id = anchor->id.len ? anchor->id : value;
    else if (dc_str_equal(name, "href"))
        anchor->href = value;
    else if (dc_str_equal(name, "epub:type"))
        anchor->type = value;
    else if (dc_str_equal(name, "role"))
        anchor->role = value;
    else if (dc_str_equal(name, "class"))
        anchor->class_name = value;
}

static void
scan_tag(struct scan *scan, struct tag *tag)
{
    struct epub_file *file = epub_file_at(scan->book, scan->number);
    struct epub_link link = {.rel = {NULL, 0}};
    struct epub_anchor anchor = {
        .file = scan->number,
        .pos = (uint64_t)(tag->name.ptr - 1 - file->bytes.ptr),
        .behind = {scan->at, left(scan, scan->at)},
    };
    dc_str name, value;
    bool is_empty = tag->attrs.len && tag->attrs.ptr[tag->attrs.len - 1] == '/';
    tag->is_body = epub_same_letters(tag->name, "body");
    tag->is_root = tag->is_body || epub_same_letters(tag->name, "html");
    tag->is_anchor = epub_same_letters(tag->name, "a");
    scan->in_body |= tag->is_body;
    file->has_heading |= is_heading(tag->name);
    while (next_attribute(&tag->attrs, &name, &value)) {
        scan_attribute(scan, tag, name, value);
        note_link_part(&link, name, value);
        note_anchor_part(&anchor, name, value);
    }
    begin_foreign(scan, tag, is_empty);
    if (!is_empty)
        begin_headline(scan, tag);
    note_page_break(scan, tag);
    if (tag->is_body)
        file->body_at = (size_t)(scan->at - scan->start);
    if (scan->in_body) {
        epub_scan_anchor(scan->book, tag->name, &anchor);
        return;
    }
    if (*tag->name.ptr == '?')
        link.rel = (dc_str)DC_STR("stylesheet");
    if (*tag->name.ptr == '?' || epub_same_letters(tag->name, "link"))
        epub_note_link(scan->book, scan->number, &link);
    else if (epub_same_letters(tag->name, "style") && !is_empty)
        scan_style(scan, link.media);
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

/* Reads the tag whose "<" was passed, or the instruction for a style sheet. */
static void
scan_next(struct scan *scan)
{
    static const char instruction[] = "?xml-stylesheet";
    struct tag tag = {
        .name = {scan->at, 0},
        .at = (size_t)(scan->at - scan->start) - 1,
    };
    const char *end = scan->end;
    if (scan->at < end && *scan->at == '/') {
        scan->at++;
        end_tag(scan);
        return;
    }
    if (left(scan, scan->at) > sizeof instruction &&
        memcmp(scan->at, instruction, sizeof instruction - 1) == 0)
        scan->at += sizeof instruction - 1;
    while (scan->at < end &&
        (epub_is_letter(*scan->at) || epub_is_digit(*scan->at)))
        scan->at++;
    tag.name.len = (size_t)(scan->at - tag.name.ptr);
    if (tag.name.len == 0)
        return;
    const char *close = tag_end(scan->at, end);
    tag.attrs = dc_str_slice(scan->at, (size_t)(close - scan->at));
    scan->at = close < end ? close + 1 : end;
    scan_tag(scan, &tag);
}

/* Where text goes on: an end tag is not read as a tag. */
static const char *
behind_end_tag(const struct scan *scan)
{
    const char *close = NULL;
    if (scan->at < scan->end && *scan->at == '/')
        close = memchr(scan->at, '>', left(scan, scan->at));
    return close ? close + 1 : scan->at;
}

void
epub_scan_file(struct epub_book *book, uint32_t number)
{
    struct epub_file *file = epub_file_at(book, number);
    struct scan scan = {.book = book, .number = number};
    scan.at = scan.start = file->bytes.ptr;
    scan.end = scan.at + file->bytes.len;
    book->styles.len = 0;
    const char *from = scan.at;
    while (scan.at < scan.end &&
        (scan.at = memchr(scan.at, '<', left(&scan, scan.at)))) {
        if (scan.at > from)
            epub_scan_text(book, dc_str_slice(from, (size_t)(scan.at - from)));
        const char *behind = skip_aside(scan.at, scan.end);
        if (behind > scan.at) {
            from = scan.at = behind;
            continue;
        }
        scan.at++;
        scan_next(&scan);
        from = behind_end_tag(&scan);
    }
    if (scan.in_headline)
        end_headline(&scan, false);
    file->styles = epub_end_styles(book);
    if (book->styles.failed)
        dc_fail(book->job, DC_E_NOMEM);
}
