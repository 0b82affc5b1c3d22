/* SPDX-License-Identifier: MIT */
/*
 * The plugin: formats epub (EPUB 3.3 with an NCX for older readers) and
 * epub2 (EPUB 2.0.1), both for writing.
 */
#include "epub.h"

#include <stdlib.h>

/* Smaller files than this would only be slow. */
enum { SPLIT_SIZE_MIN = 4096 };

static bool
is_given(dc_job *job, const char *name)
{
    return job->host->option->is_given(job, name) != 0;
}

static void
read_options(struct epub *epub)
{
    dc_job *job = epub->job;
    int64_t size = dc_option_int(job, "split-size");
    epub->split_level = (uint32_t)dc_option_int(job, "split-level");
    epub->toc_depth = (uint32_t)dc_option_int(job, "toc-depth");
    epub->split_size = size <= 0 ? 0
        : size < SPLIT_SIZE_MIN  ? SPLIT_SIZE_MIN
                                 : (size_t)size;
    if (is_given(job, "epub-title-page")) {
        epub->wants_title_page = dc_option_int(job, "epub-title-page") != 0;
        epub->refuses_title_page = !epub->wants_title_page;
    }
    if (is_given(job, "toc")) {
        epub->wants_contents = dc_option_int(job, "toc") != 0;
        epub->refuses_contents = !epub->wants_contents;
    }
}

static int32_t
begin(dc_job *job, bool is_epub2)
{
    struct epub *epub = dc_alloc(job, sizeof *epub);
    if (!epub)
        return DC_E_NOMEM;
    job->state = epub;
    epub->job = job;
    epub->is_epub2 = is_epub2;
    epub->title_chapter = EPUB_NONE;
    epub->cover = EPUB_NONE;
    epub->zip = dc_service(job, DC_PACKAGE_ID);
    epub->package = epub->zip ? epub->zip->open(job) : NULL;
    if (!epub->package) {
        dc_report(job, DC_DIAG_ERROR, "epub-package",
            "the host does not give the service docconv.package/1");
        return dc_fail(job, DC_E_PLUGIN);
    }
    read_options(epub);
    epub_digest_init(&epub->digest);
    epub_meta_begin(epub);
    epub->title_page_name = (dc_str)DC_STR("text/titlepage.xhtml");
    epub_claim(epub, (dc_str)DC_STR("text/titlepage"));
    epub_claim(epub, (dc_str)DC_STR("text/cover"));
    epub_write_container(epub);
    return dc_fail(job, DC_OK);
}

static int32_t DC_CALL
epub3_begin(dc_job *job)
{
    return begin(job, false);
}

static int32_t DC_CALL
epub2_begin(dc_job *job)
{
    return begin(job, true);
}

static int32_t DC_CALL
epub_block(dc_job *job, uint32_t node)
{
    return epub_render_block(job->state, node);
}

static int32_t DC_CALL
epub_end(dc_job *job)
{
    struct epub *epub = job->state;
    epub_split_end(epub);
    epub_chapter_finish_all(epub);
    if (dc_fail(job, DC_OK) != DC_OK)
        return dc_fail(job, DC_OK);
    epub_meta_end(epub);
    epub_plan_title_page(epub);
    epub_write_cover_page(epub);
    if (epub->has_title_page)
        epub_write_title_page(epub);
    epub_write_style(epub);
    if (!epub->is_epub2)
        epub_write_nav(epub);
    epub_write_ncx(epub);
    epub_write_opf(epub);
    if (dc_fail(job, DC_OK) != DC_OK)
        return dc_fail(job, DC_OK);
    return epub->zip->close(epub->package);
}

static void
free_frames(struct epub *epub)
{
    for (size_t i = 0; i < epub->depth; i++)
        if (epub->frames[i].side)
            epub_part_fini(epub->frames[i].side);
    free(epub->frames);
}

static void
free_chapters(struct epub *epub)
{
    for (size_t i = 0; i < epub->chapters.count; i++)
        epub_chapter_free(epub_chapter_at(epub, i));
    free(epub->chapters.items);
}

static void DC_CALL
epub_free(dc_job *job)
{
    struct epub *epub = job->state;
    if (!epub)
        return;
    epub_drop_tables(epub);
    free_frames(epub);
    free_chapters(epub);
    free(epub->outs.items);
    free(epub->late_notes.items);
    free(epub->headings.items);
    free(epub->pages.items);
    free(epub->targets.items);
    free(epub->images.items);
    epub_map_fini(&epub->target_map);
    epub_map_fini(&epub->used);
    epub_map_fini(&epub->image_map);
    epub_buf_fini(&epub->page);
    job->state = NULL;
}

static const dc_writer epub3_writer = {
    .struct_size = sizeof(dc_writer),
    .begin = epub3_begin,
    .block = epub_block,
    .end = epub_end,
    .free = epub_free,
};

static const dc_writer epub2_writer = {
    .struct_size = sizeof(dc_writer),
    .begin = epub2_begin,
    .block = epub_block,
    .end = epub_end,
    .free = epub_free,
};

static const dc_format epub3_format = {
    .struct_size = sizeof(dc_format),
    .writer = &epub3_writer,
};

static const dc_format epub2_format = {
    .struct_size = sizeof(dc_format),
    .writer = &epub2_writer,
};

/* "made by docconv" in META-INF/container.xml; see epub_file.c. */
#define EPUB_STAMP "154:6d61646520627920646f63636f6e76"

#define EPUB_OPTIONS                                                           \
    DC_OPTION_INT(DC_WRITING, "split-level", "0..6", "1",                      \
        "Begin a file at headings up to this level; 0: at none")               \
    DC_OPTION_SIZE(DC_WRITING, "split-size", "256K",                           \
        "Begin a file at a block's end when it has this size; 0: never")       \
    DC_OPTION_INT(DC_WRITING, "toc-depth", "1..6", "3",                        \
        "Depth of the table of contents")                                      \
    DC_OPTION_BOOL(DC_WRITING, "toc", "no",                                    \
        "Show the table of contents as a page; not given: in books that "      \
        "have a title page")                                                   \
    DC_OPTION_BOOL(DC_WRITING, "epub-title-page", "no",                        \
        "Add a title page; not given: to books whose text shows no title")

DC_PLUGIN(
    DC_VERSION("0.1.0") DC_LICENSE("MIT") DC_FORMAT(
        "epub", "EPUB 3.3 book") DC_CAN_WRITE DC_CONTAINER DC_ALIAS("epub3")
        DC_EXTENSION("epub") DC_MIME("application/epub+zip") DC_MAGIC(
            "0:504b0304+30:6d696d65747970656170706c69636174696f6e2f65707562")
            DC_STAMP(EPUB_STAMP) DC_PRIORITY("10") DC_NEEDS(DC_PACKAGE_ID)
                EPUB_OPTIONS DC_FORMAT(
                    "epub2", "EPUB 2.0.1 book, for old readers")
                    DC_CAN_WRITE DC_CONTAINER DC_EXTENSION("epub")
                        DC_MIME("application/epub+zip") DC_STAMP(EPUB_STAMP)
                            DC_NEEDS(DC_PACKAGE_ID) EPUB_OPTIONS,
    &epub3_format, &epub2_format);
