/* SPDX-License-Identifier: MIT */
/*
 * What all parts of the EPUB reader use: memory of the job, messages with
 * names in them, files of the archive, XML files.
 */
#include "read/epub_book.h"

#include <stdlib.h>

enum {
    FIRST_ITEMS = 16,
    DETAIL_MAX = 200, /* bytes of a name in a message */
    LABEL_SCAN = 256 /* bytes in which an XML declaration stands */
};

void *
epub_book_add(struct epub_book *book, struct epub_list *list, size_t size)
{
    if (list->count == list->cap) {
        size_t cap = list->cap ? list->cap * 2 : FIRST_ITEMS;
        void *items =
            cap > SIZE_MAX / size ? NULL : realloc(list->items, cap * size);
        if (!items) {
            dc_fail(book->job, DC_E_NOMEM);
            return NULL;
        }
        if (!list->cap) {
            list->next = book->lists;
            book->lists = list;
        }
        list->items = items;
        list->cap = cap;
    }
    return memset((char *)list->items + size * list->count++, 0, size);
}

void
epub_free_lists(struct epub_book *book)
{
    for (struct epub_list *list = book->lists; list; list = list->next)
        free(list->items);
}

dc_str
epub_book_keep(struct epub_book *book, dc_str text)
{
    char *copy = text.len ? dc_alloc(book->job, text.len) : NULL;
    if (!copy)
        return dc_str_slice(NULL, 0);
    memcpy(copy, text.ptr, text.len);
    return dc_str_slice(copy, text.len);
}

dc_str
epub_book_keep_buf(struct epub_book *book, struct epub_buf *buf)
{
    dc_str text = {NULL, 0};
    if (buf->failed)
        dc_fail(book->job, DC_E_NOMEM);
    else
        text = epub_book_keep(book, epub_buf_str(buf));
    epub_buf_fini(buf);
    return text;
}

bool
epub_book_insert(
    struct epub_book *book, struct epub_map *map, dc_str key, uint32_t value)
{
    if (epub_map_insert(map, key, value))
        return true;
    dc_fail(book->job, DC_E_NOMEM);
    return false;
}

void
epub_book_report(struct epub_book *book, uint32_t severity, const char *rule,
    const char *what, dc_str detail)
{
    struct epub_buf text = {0};
    epub_puts(&text, what);
    if (detail.len) {
        epub_puts(&text, ": ");
        epub_put(&text, detail.ptr,
            detail.len < DETAIL_MAX ? detail.len : DETAIL_MAX);
    }
    if (text.failed)
        dc_fail(book->job, DC_E_NOMEM);
    else
        dc_report_at(
            book->job, severity, rule, epub_buf_str(&text), DC_POS_NONE);
    epub_buf_fini(&text);
}

/* Files of the archive. */

bool
epub_book_load(
    struct epub_book *book, uint32_t entry, dc_str path, dc_str *bytes)
{
    const char *why = "";
    *bytes = book->loaded[entry];
    if (bytes->ptr)
        return true;
    int32_t status = book->zip->content(book->archive, entry, bytes, &why);
    book->loaded[entry] = *bytes;
    if (status == DC_OK)
        return true;
    bool is_known = book->is_told[entry] && status != DC_E_NOMEM;
    book->is_told[entry] = true;
    if (is_known)
        return false;
    struct epub_buf what = {0};
    epub_puts(&what, "a file of the book could not be read whole (");
    epub_puts(&what, why);
    epub_put(&what, ")", 2);
    if (what.failed)
        status = DC_E_NOMEM;
    else if (status == DC_E_LIMIT)
        epub_book_report(book, DC_DIAG_ERROR, "epub-limit", what.data, path);
    else
        epub_book_report(
            book, DC_DIAG_WARNING, "epub-damaged", what.data, path);
    if (status == DC_E_NOMEM || status == DC_E_LIMIT)
        dc_fail(book->job, status);
    epub_buf_fini(&what);
    return false;
}

/* XML. */

dc_str
epub_attribute(const dc_xml_element *element, const char *name)
{
    for (uint32_t i = 0; i < element->attr_count; i++)
        if (dc_str_equal(element->attrs[i].name, name))
            return epub_trim(element->attrs[i].value);
    return dc_str_slice(NULL, 0);
}

/* The encoding that an XML declaration names, or empty. */
static dc_str
label_of(dc_str bytes)
{
    size_t len = bytes.len < LABEL_SCAN ? bytes.len : LABEL_SCAN;
    const char *end = bytes.ptr + len;
    const char *at = len ? memmem(bytes.ptr, len, "encoding=", 9) : NULL;
    const char *close = len ? memmem(bytes.ptr, len, "?>", 2) : NULL;
    if (!at || !close || at > close || memcmp(bytes.ptr, "<?xml", 5) != 0)
        return dc_str_slice(NULL, 0);
    at += strlen("encoding=");
    if (end - at < 2)
        return dc_str_slice(NULL, 0);
    const char *quote = memchr(at + 1, *at, (size_t)(end - at - 1));
    return quote ? dc_str_slice(at + 1, (size_t)(quote - at - 1))
                 : dc_str_slice(NULL, 0);
}

static void
report_fault(struct epub_book *book, dc_str path, const dc_xml_fault *fault)
{
    struct epub_buf what = {0};
    epub_puts(&what, "a file of the book is no well-formed XML (");
    epub_puts(&what, fault->message);
    epub_put(&what, ")", 2);
    if (!what.failed)
        epub_book_report(book, DC_DIAG_WARNING, "epub-xml", what.data, path);
    epub_buf_fini(&what);
}

bool
epub_book_parse(struct epub_book *book, dc_str path,
    const dc_xml_events *events, void *user)
{
    dc_str bytes = {NULL, 0};
    dc_decoded decoded = {.struct_size = sizeof decoded};
    dc_xml_fault fault = {.struct_size = sizeof fault};
    uint32_t entry = epub_book_find(book, path);
    if (entry == EPUB_NOTHING)
        return false;
    if (!epub_book_load(book, entry, path, &bytes) && bytes.len == 0)
        return false;
    int32_t status = book->charset->decode(book->job,
        (const uint8_t *)bytes.ptr, bytes.len, label_of(bytes), &decoded);
    if (status != DC_OK)
        return false;
    status = book->xml->parse(book->job,
        dc_str_slice(decoded.text, decoded.len), events, user, &fault);
    if (status == DC_E_NOMEM)
        dc_fail(book->job, status);
    else if (status != DC_OK)
        report_fault(book, path, &fault);
    return true;
}

enum epub_hiding
epub_book_hiding(const struct epub_book *book, dc_str path)
{
    const struct epub_hidden *hidden = book->hidden.items;
    const uint32_t *number = epub_map_lookup(&book->hidden_paths, path);
    return number ? hidden[*number].hiding : EPUB_HIDING_NONE;
}

dc_str DC_CALL
epub_entity(void *user, dc_str name)
{
    static const struct {
        const char *name;
        const char *text;
    } entities[] = {
        {"nbsp", "\xC2\xA0"},
        {"mdash", "\xE2\x80\x94"},
        {"ndash", "\xE2\x80\x93"},
        {"lsquo", "\xE2\x80\x98"},
        {"rsquo", "\xE2\x80\x99"},
        {"ldquo", "\xE2\x80\x9C"},
        {"rdquo", "\xE2\x80\x9D"},
        {"hellip", "\xE2\x80\xA6"},
        {"copy", "\xC2\xA9"},
    };
    (void)user;
    for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
        if (dc_str_equal(name, entities[i].name))
            return dc_str_of(entities[i].text);
    return dc_str_slice(NULL, 0);
}

/* Words. */

static bool
is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

dc_str
epub_trim(dc_str text)
{
    while (text.len && is_space(*text.ptr)) {
        text.ptr++;
        text.len--;
    }
    while (text.len && is_space(text.ptr[text.len - 1]))
        text.len--;
    return text;
}

bool
epub_same(dc_str a, dc_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

bool
epub_same_letters(dc_str text, const char *word)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (!word[i] || (c >= 'A' && c <= 'Z' ? c | 0x20 : c) != word[i])
            return false;
    }
    return !word[text.len];
}

bool
epub_has_word(dc_str text, const char *word)
{
    size_t from = 0;
    for (size_t i = 0; i <= text.len; i++) {
        if (i < text.len && !is_space(text.ptr[i]))
            continue;
        if (epub_same_letters(dc_str_slice(text.ptr + from, i - from), word))
            return true;
        from = i + 1;
    }
    return false;
}

void
epub_put_line(struct epub_buf *buf, dc_str text)
{
    text = epub_trim(text);
    for (size_t i = 0; i < text.len; i++) {
        if (!is_space(text.ptr[i]))
            epub_put(buf, text.ptr + i, 1);
        else if (!is_space(text.ptr[i - 1]))
            epub_put(buf, " ", 1);
    }
}
