/* SPDX-License-Identifier: MIT */
/*
 * The life of a writer's job: options, begin, blocks, end.  One writer makes
 * EPUB 3.3 with an NCX for older readers, the other EPUB 2.0.1.
 */
#include "write/epub_font.h"
#include "write/epub_obscure.h"
#include "write/epub_overlay.h"
#include "write/epub_write.h"
#include "write/epub_page.h"
#include "write/epub_endnotes.h"
#include "write/epub_sheet.h"

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
    epub->has_own_sheet = dc_option_int(job, "default-css") != 0;
    if (is_given(job, "epub-title-page")) {
        epub->wants_title_page = dc_option_int(job, "epub-title-page") != 0;
        epub->refuses_title_page = !epub->wants_title_page;
    } else {
        epub->wants_title_page = is_given(job, "epub-title-page-template");
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
    epub->cover_in_text = EPUB_NONE;
    epub->zip = dc_service(job, DC_PACKAGE_ID);
    epub->package = epub->zip ? epub->zip->open(job) : NULL;
    if (!epub->package) {
        dc_report(job, DC_DIAG_ERROR, "epub-package",
            "the host does not give the service docconv.package/1");
        return dc_fail(job, DC_E_PLUGIN);
    }
    read_options(epub);
    epub_begin_notes(epub);
    epub_digest_init(&epub->digest);
    epub_audit_begin(epub);
    epub_meta_begin(epub);
    epub_leaf_begin(epub);
    epub_write_container(epub);
    epub_find_veiled(epub);
    epub_take_fonts(epub);
    epub_take_sheets(epub);
    epub_write_font_sheet(epub);
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
    epub_write_notes(epub);
    if (dc_fail(job, DC_OK) != DC_OK)
        return dc_fail(job, DC_OK);
    epub_claim_pages(epub);
    epub_meta_end(epub);
    if (epub_audit_end(epub) != DC_OK)
        return dc_fail(job, DC_OK);
    epub_plan_title_page(epub);
    epub_write_cover(epub);
    epub_leaf_write_all(epub);
    epub_write_overlays(epub);
    epub_write_style(epub);
    if (!epub->is_epub2)
        epub_write_nav(epub);
    epub_write_ncx(epub);
    epub_write_opf(epub);
    epub_write_veiled(epub);
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
    free(epub->landmarks.items);
    free(epub->targets.items);
    free(epub->images.items);
    free(epub->assets.items);
    free(epub->fonts.items);
    epub_map_fini(&epub->target_map);
    epub_map_fini(&epub->used);
    epub_map_fini(&epub->image_map);
    epub_map_fini(&epub->content_map);
    epub_map_fini(&epub->asset_map);
    epub_map_fini(&epub->asset_bytes);
    epub_map_fini(&epub->veiled);
    epub_buf_fini(&epub->page);
    job->state = NULL;
}

const dc_writer epub3_writer = {
    .struct_size = sizeof(dc_writer),
    .begin = epub3_begin,
    .block = epub_block,
    .end = epub_end,
    .free = epub_free,
};

const dc_writer epub2_writer = {
    .struct_size = sizeof(dc_writer),
    .begin = epub2_begin,
    .block = epub_block,
    .end = epub_end,
    .free = epub_free,
};
