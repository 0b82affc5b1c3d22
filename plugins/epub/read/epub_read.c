/* SPDX-License-Identifier: MIT */
/* The reader's job: the order of the work, and what has to be freed. */
#include "read/epub_read.h"

#include "read/epub_book.h"

/* Content is asked for once: the archive forgets what it gave before. */
static int32_t
make_room(struct epub_book *book)
{
    dc_archive_entry entry = {.struct_size = sizeof entry};
    uint32_t count = 0;
    while (book->zip->at(book->archive, count, &entry))
        count++;
    book->loaded = dc_alloc(book->job, (count + 1) * sizeof *book->loaded);
    book->is_told = dc_alloc(book->job, (count + 1) * sizeof *book->is_told);
    return book->loaded && book->is_told ? DC_OK : DC_E_NOMEM;
}

static int32_t
open_book(struct epub_book *book, const dc_input *input)
{
    dc_job *job = book->job;
    book->zip = dc_service(job, DC_ARCHIVE_ID);
    book->xml = dc_service(job, DC_XML_ID);
    book->charset = dc_service(job, DC_CHARSET_ID);
    book->sub = dc_service(job, DC_SUB_ID);
    if (!book->zip || !book->xml || !book->charset || !book->sub) {
        dc_report(job, DC_DIAG_ERROR, "epub-services",
            "this host cannot read archives, XML or parts of documents");
        return dc_fail(job, DC_E_PLUGIN);
    }
    int32_t status =
        book->zip->open(job, input->data, (size_t)input->len, &book->archive);
    return status == DC_OK ? make_room(book) : dc_fail(job, status);
}

static int32_t
read_book(struct epub_book *book, const dc_input *input)
{
    int32_t status = open_book(book, input);
    if (status == DC_OK)
        status = epub_find_package(book);
    if (status == DC_OK)
        status = epub_read_package(book);
    if (status == DC_OK)
        status = epub_plan_spine(book);
    if (status != DC_OK)
        return status;
    epub_read_contents(book);
    status = epub_scan_spine(book);
    if (status != DC_OK)
        return status;
    epub_follow_contents(book);
    epub_settle_patches(book);
    epub_find_veil(book);
    epub_put_book_metadata(book);
    epub_announce_media(book);
    epub_find_notes(book);
    epub_read_spine(book);
    return dc_status(book->job);
}

static void
free_book(struct epub_book *book)
{
    epub_free_notes(book);
    epub_free_files(book);
    epub_free_lists(book);
    epub_map_fini(&book->hidden_paths);
    epub_map_fini(&book->item_ids);
    epub_map_fini(&book->item_paths);
    epub_map_fini(&book->file_paths);
    epub_map_fini(&book->place_keys);
    epub_map_fini(&book->ids);
    epub_map_fini(&book->reported);
    epub_map_fini(&book->plain_names);
    epub_map_fini(&book->own_pages);
    epub_map_fini(&book->dresses);
    epub_map_fini(&book->tails);
    epub_map_fini(&book->refined);
    epub_map_fini(&book->statement_ids);
    epub_buf_fini(&book->path);
    epub_buf_fini(&book->fragment);
    epub_buf_fini(&book->styles);
    epub_buf_fini(&book->scratch);
    epub_buf_fini(&book->key);
}

static int32_t DC_CALL
read_input(dc_job *job, const dc_input *input)
{
    struct epub_book book = {.job = job, .collection = EPUB_NOTHING};
    int32_t status = read_book(&book, input);
    free_book(&book);
    return status;
}

const dc_reader epub_reader = {
    .struct_size = sizeof(dc_reader),
    .flags = DC_READER_META_FIRST,
    .read = read_input,
};
