/* SPDX-License-Identifier: MIT */
/*
 * Which cover a book has, and the page that shows it.  The user's file goes
 * before the metadata's image, that before the one on the source's own cover
 * page.  A book that has none of these gets one that is made of its words
 * (epub_cover_draw.c); an article does not, it begins with its headline, nor
 * does a source that has files: it came without.
 */
#include "write/epub_cover.h"

static void
put_page(struct epub *epub, dc_str alt)
{
    struct epub_buf buf = {0};
    epub->cover_page_name = epub->cover_page_path;
    epub_put_prolog(epub, &buf, epub->title, "../");
    epub_puts(&buf,
        epub->is_epub2 ? "<body>\n<div class=\"cover\">"
                       : "<body epub:type=\"cover\">\n<div class=\"cover\">");
    epub_puts(&buf, "<img src=\"../");
    epub_put_value(&buf, epub_image_at(epub, epub->cover)->name);
    epub_puts(&buf, "\"");
    epub_put_attr(&buf, "alt", alt);
    epub_puts(&buf, "/></div>\n</body>\n</html>\n");
    epub_survey_page(epub, epub_buf_str(&buf));
    epub_add_text(epub, epub->cover_page_name, &buf);
}

/* "title, subtitle, author": all that a made cover says. */
static dc_str
words_of_cover(struct epub *epub)
{
    static const char *const keys[] = {"subtitle", "author"};
    struct epub_buf words = {0};
    epub_put_str(&words, epub->title);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        dc_str text = epub_meta_line(epub, keys[i]);
        epub_puts(&words, text.len ? ", " : "");
        epub_put_str(&words, text);
    }
    return epub_keep_buf(epub, &words);
}

static bool
make_cover(struct epub *epub)
{
    struct epub_buf svg = {0};
    uint32_t number = (uint32_t)epub->images.count;
    struct epub_image *image = epub_grow(epub, &epub->images, sizeof *image);
    if (!image)
        return false;
    epub_cover_draw(epub, &svg);
    svg.failed |= svg.len == 0;
    struct epub_buf name = {0};
    epub_put_str(&name, epub_claim(epub, (dc_str)DC_STR("images/cover")));
    epub_puts(&name, ".svg");
    image->mime = "image/svg+xml";
    image->name = epub_keep_buf(epub, &name);
    epub_add_text(epub, image->name, &svg);
    epub->cover = number;
    return true;
}

/* True for an image in the package: sound and film are no covers. */
static bool
can_be_cover(struct epub *epub, uint32_t number)
{
    if (number == EPUB_NONE)
        return false;
    const struct epub_image *image = epub_image_at(epub, number);
    return image->name.len && !image->player;
}

/* The image at that address, or a loss. */
static bool
take_image(struct epub *epub, dc_str url)
{
    uint32_t number = epub_add_image(epub, url, DC_POS_NONE);
    if (can_be_cover(epub, number)) {
        epub->cover = number;
        return true;
    }
    epub_report_loss(epub, "epub-cover-missing",
        "the cover image is not at hand or no image", url, DC_POS_NONE);
    return false;
}

/* The file of --epub-cover-image; one that cannot be it ends the job. */
static bool
take_file(struct epub *epub)
{
    struct epub_buf text = {0};
    dc_input file;
    if (!dc_option_file(epub->job, "epub-cover-image", 0, &file))
        return false;
    uint32_t number = epub_add_image_file(epub, &file);
    if (number == EPUB_NONE)
        return false;
    const struct epub_image *image = epub_image_at(epub, number);
    epub->cover = number;
    if (can_be_cover(epub, number))
        return true;
    epub_puts(&text, "--epub-cover-image ");
    epub_put_str(&text, file.name);
    epub_puts(&text, ": ");
    epub_puts(&text, image->fault ? image->fault : "no image");
    dc_report_at(epub->job, DC_DIAG_ERROR, "epub-cover-image",
        epub_buf_str(&text), DC_POS_NONE);
    epub_buf_fini(&text);
    dc_fail(epub->job, DC_E_RESOURCE);
    return false;
}

static bool
find_cover(struct epub *epub)
{
    dc_str url = epub_meta_line(epub, "cover-image");
    if (dc_option_given(epub->job, "epub-cover-image"))
        return take_file(epub);
    if (dc_str_equal(dc_option_str(epub->job, "epub-cover"), "made"))
        return make_cover(epub);
    if (url.len && take_image(epub, url))
        return true;
    if (can_be_cover(epub, epub->cover_in_text)) {
        epub->cover = epub->cover_in_text;
        return true;
    }
    bool is_book =
        epub->has_title_page || epub_count_heading_chapters(epub) > 1;
    return is_book && !epub_is_book_again(epub) && make_cover(epub);
}

/* A book that had no page for its cover gets none, unless it is asked for. */
static bool
wants_page(struct epub *epub)
{
    bool is_asked = dc_option_given(epub->job, "epub-cover-image") ||
        dc_str_equal(dc_option_str(epub->job, "epub-cover"), "made");
    return !epub->has_cover_file && (is_asked || !epub_is_book_again(epub));
}

/* No cover is wanted; one that is given all the same is not used. */
static bool
refuses_cover(struct epub *epub)
{
    if (!dc_str_equal(dc_option_str(epub->job, "epub-cover"), "none"))
        return false;
    if (dc_option_given(epub->job, "epub-cover-image"))
        dc_report_at(epub->job, DC_DIAG_WARNING, "epub-cover-image",
            (dc_str)DC_STR("--epub-cover-image is not used: --epub-cover=none"),
            DC_POS_NONE);
    return true;
}

void
epub_write_cover(struct epub *epub)
{
    if (refuses_cover(epub) || !find_cover(epub) || !wants_page(epub))
        return;
    bool is_made = epub_image_at(epub, epub->cover)->url.len == 0;
    put_page(epub, is_made ? words_of_cover(epub) : epub->title);
}
