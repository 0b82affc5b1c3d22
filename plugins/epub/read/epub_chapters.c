/* SPDX-License-Identifier: MIT */
/*
 * The reading of the files of the spine, each by the reader of its format.
 * Every file is a div at the top of the document, with its name as identifier
 * and its path in data-file.
 */
#include "read/epub_book.h"

static void
put_attr(struct epub_book *book, const char *key, dc_str value)
{
    if (value.len)
        dc_attr(book->job, key, value);
}

/* An attribute with the name of a medium. */
static void
put_medium(struct epub_book *book, const char *key, dc_str path)
{
    book->scratch.len = 0;
    epub_put_address(&book->scratch, path);
    put_attr(book, key, epub_buf_str(&book->scratch));
}

static void
put_attrs(struct epub_book *book, const struct epub_file *file)
{
    put_attr(book, "id", file->name);
    put_attr(book, "class", file->body_class);
    if (!epub_same(file->lang, book->lang))
        put_attr(book, "lang", file->lang);
    put_attr(book, "dir", file->direction);
    put_attr(
        book, "epub:type", file->body_type.len ? file->body_type : file->role);
    put_attr(book, "data-file", file->path);
    if (file->is_aside)
        put_attr(book, "data-linear", (dc_str)DC_STR("no"));
    put_attr(book, "data-properties", file->properties);
    if (!file->has_heading)
        put_attr(book, "data-title", file->title);
    put_attr(book, "data-styles", file->styles);
    put_medium(book, "data-overlay", file->overlay);
}

static void
put_page(struct epub_book *book, dc_str label)
{
    if (label.len == 0)
        return;
    dc_open(book->job, DC_PAGE_BREAK, DC_POS_NONE);
    dc_set_str(book->job, DC_F_LABEL, label);
    dc_close(book->job, DC_PAGE_BREAK);
}

/* What is seen but not read: a link to it. */
static void
put_link(struct epub_book *book, const struct epub_file *file)
{
    dc_str words = file->title.len ? file->title : epub_file_name(file->path);
    epub_book_report(book, DC_DIAG_LOSS, "epub-spine-type",
        "a part of the text of a type that is not read became a link to it",
        file->path);
    book->scratch.len = 0;
    epub_put_address(&book->scratch, file->path);
    dc_str url = epub_buf_str(&book->scratch);
    dc_open(book->job, DC_PARA, DC_POS_NONE);
    dc_open(book->job, DC_LINK, DC_POS_NONE);
    dc_set_str(book->job, DC_F_URL, url);
    dc_text(book->job, words.ptr, words.len);
    dc_close(book->job, DC_LINK);
    dc_close(book->job, DC_PARA);
}

/* The options that a file is read with: name, value ..., NULL. */
struct part_options {
    const char *words[7];
    size_t count;
};

static void
add_option(struct part_options *options, const char *name, const char *value)
{
    options->words[options->count++] = name;
    options->words[options->count++] = value;
}

/* The file as a part; `notes`: those of it that others refer to, or NULL. */
static dc_sub_part
part_of(struct epub_book *book, uint32_t number, const char *notes,
    struct part_options *options)
{
    const struct epub_file *file = epub_file_at(book, number);
    const char *linked = epub_linked_ids(book, number);
    bool is_html = strcmp(file->format, "html") == 0;
    if (file->is_decoded)
        add_option(options, "input-encoding", "utf-8");
    if (is_html && linked)
        add_option(options, "linked-ids", linked);
    if (is_html && notes)
        add_option(options, "foreign-notes", notes);
    return (dc_sub_part){
        .struct_size = sizeof(dc_sub_part),
        .format = file->format,
        .data = (const uint8_t *)file->bytes.ptr,
        .len = file->bytes.len,
        .name = file->path,
        .options = options->words,
    };
}

dc_job *
epub_load_file(struct epub_book *book, uint32_t number, const char *notes)
{
    const struct epub_file *file = epub_file_at(book, number);
    struct part_options options = {.count = 0};
    dc_job *loaded = NULL;
    epub_open_file(book, number);
    if (!file->format || file->bytes.len == 0)
        return NULL;
    dc_sub_part part = part_of(book, number, notes, &options);
    book->sub->load(book->job, &part, &loaded);
    return loaded;
}

static void
read_part(struct epub_book *book, const struct epub_file *file)
{
    struct part_options options = {.count = 0};
    const dc_sub_scope scope = {sizeof scope, 0, book, epub_scope_id,
        epub_scope_url, epub_scope_link};
    if (epub_put_left_over(book, book->file))
        return;
    epub_open_file(book, book->file);
    if (file->bytes.len == 0)
        return;
    dc_sub_part part = part_of(book, book->file, NULL, &options);
    if (book->sub->read(book->job, &part, &scope) != DC_OK &&
        dc_status(book->job) == DC_OK)
        epub_book_report(book, DC_DIAG_LOSS, "epub-file-failed",
            "a file of the text was not read to its end", file->path);
    epub_close_file(book, book->file);
}

static void
read_file(struct epub_book *book, const struct epub_file *file)
{
    static const char image[] = "image/";
    if (file->picture.len)
        epub_put_picture(book, file->picture, dc_str_slice(NULL, 0));
    if (file->format)
        read_part(book, file);
    else if (epub_same_letters(file->type, "image/svg+xml"))
        epub_put_drawing(book, file);
    else if (file->type.len >= sizeof image - 1 &&
        memcmp(file->type.ptr, image, sizeof image - 1) == 0)
        epub_put_picture(book, file->path, file->title);
    else
        put_link(book, file);
}

void
epub_read_spine(struct epub_book *book)
{
    for (uint32_t i = 0; i < book->files.count; i++) {
        const struct epub_file *file = epub_file_at(book, i);
        if (epub_is_used_up(book, i))
            continue;
        book->file = i;
        dc_open(book->job, DC_DIV, DC_POS_NONE);
        put_attrs(book, file);
        if (!file->has_page_breaks && !epub_has_page(book, i, file->page))
            put_page(book, file->page);
        read_file(book, file);
        dc_close(book->job, DC_DIV);
        if (dc_status(book->job) != DC_OK)
            return;
    }
    epub_put_left_notes(book);
}
