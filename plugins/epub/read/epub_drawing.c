/* SPDX-License-Identifier: MIT */
/*
 * Files of the spine that are drawings or photographs: an image, described by
 * what a drawing is called and says.  Where that is more than a description,
 * it is the text of the book, and stands behind the image.
 */
#include "read/epub_book.h"

/* Bytes that describe an image. */
enum { WORDS_MAX = 300 };

/* What a drawing says: text by text, with line ends between them. */
struct words {
    struct epub_buf title;
    struct epub_buf texts;
    struct epub_buf open; /* of the element whose text is gathered */
    size_t deep; /* elements around the place, from that one on */
    bool in_text; /* else in a title or description */
};

static int32_t DC_CALL
start(void *user, const dc_xml_element *element)
{
    struct words *words = user;
    bool is_text = dc_str_equal(element->name, "text") ||
        dc_str_equal(element->name, "foreignObject");
    bool is_title = dc_str_equal(element->name, "title") ||
        dc_str_equal(element->name, "desc");
    if (words->deep) {
        words->deep++;
    } else if (is_text || (is_title && words->title.len == 0)) {
        words->deep = 1;
        words->in_text = is_text;
        words->open.len = 0;
    }
    return DC_OK;
}

/* Adds what was gathered. */
static void
add_words(struct words *words)
{
    struct epub_buf *to = words->in_text ? &words->texts : &words->title;
    size_t before = to->len;
    epub_put_line(to, epub_buf_str(&words->open));
    if (words->in_text && to->len > before)
        epub_puts(to, "\n");
    words->deep = 0;
}

static int32_t DC_CALL
end(void *user, const dc_xml_element *element)
{
    struct words *words = user;
    (void)element;
    if (words->deep == 1)
        add_words(words);
    else if (words->deep && words->deep--)
        epub_puts(&words->open, words->in_text ? " " : "");
    return words->texts.failed || words->title.failed ? DC_E_NOMEM : DC_OK;
}

static int32_t DC_CALL
gather(void *user, dc_str run, uint64_t pos)
{
    struct words *words = user;
    (void)pos;
    if (words->deep)
        epub_put_str(&words->open, run);
    return words->open.failed ? DC_E_NOMEM : DC_OK;
}

void
epub_put_picture(struct epub_book *book, dc_str path, dc_str words)
{
    struct epub_buf address = {0};
    epub_put_address(&address, path);
    dc_open(book->job, DC_PARA, DC_POS_NONE);
    dc_open(book->job, DC_IMAGE, DC_POS_NONE);
    dc_set_str(book->job, DC_F_URL, epub_buf_str(&address));
    if (words.len)
        dc_text(book->job, words.ptr, words.len);
    dc_close(book->job, DC_IMAGE);
    dc_close(book->job, DC_PARA);
    epub_buf_fini(&address);
}

/* A paragraph for each text. */
static void
put_texts(struct epub_book *book, dc_str texts)
{
    for (size_t i = 0, from = 0; i < texts.len; i++) {
        if (texts.ptr[i] != '\n')
            continue;
        dc_open(book->job, DC_PARA, DC_POS_NONE);
        dc_text(book->job, texts.ptr + from, i - from);
        dc_close(book->job, DC_PARA);
        from = i + 1;
    }
}

/* The description of a drawing that says little: its title and its texts. */
static void
join(struct words *words)
{
    for (size_t i = 0; i < words->texts.len; i++) {
        const char *at = words->texts.data + i;
        bool is_end = *at == '\n';
        if (i == 0 && words->title.len)
            epub_puts(&words->title, ": ");
        if (!is_end)
            epub_put(&words->title, at, 1);
        else if (i + 1 < words->texts.len)
            epub_puts(&words->title, " ");
    }
}

void
epub_put_drawing(struct epub_book *book, const struct epub_file *file)
{
    static const dc_xml_events events = {
        .struct_size = sizeof events,
        .start = start,
        .end = end,
        .text = gather,
    };
    struct words words = {.deep = 0};
    epub_book_parse(book, file->path, &events, &words);
    if (words.deep)
        add_words(&words);
    if (words.title.len == 0)
        epub_put_str(&words.title, file->title);
    bool is_short = words.title.len + words.texts.len <= WORDS_MAX;
    if (is_short)
        join(&words);
    epub_put_picture(book, file->path, epub_buf_str(&words.title));
    if (!is_short)
        put_texts(book, epub_buf_str(&words.texts));
    if (words.title.failed || words.texts.failed || words.open.failed)
        dc_fail(book->job, DC_E_NOMEM);
    epub_buf_fini(&words.title);
    epub_buf_fini(&words.texts);
    epub_buf_fini(&words.open);
}
