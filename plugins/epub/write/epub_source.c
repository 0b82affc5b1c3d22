/* SPDX-License-Identifier: MIT */
/*
 * Files of the source: the DIVs that a reader of books makes of them, with
 * their path in data-file.  Each is a content document of the book, and what
 * the DIV says becomes attributes of its body, so that reading and writing a
 * book again adds nothing around its text.
 *
 * Members of a bundle are such files, too, with their path in data-member; but
 * they are made a book here, so it gets a title page, and each is a chapter.
 */
#include "base/epub_path.h"
#include "write/epub.h"
#include "write/epub_sheet.h"

bool
epub_is_member(struct epub *epub, uint32_t node)
{
    return epub->split_level > 0 && dc_kind(epub->job, node) == DC_DIV &&
        dc_attr_of(epub->job, node, "data-member").len > 0;
}

bool
epub_is_file(struct epub *epub, uint32_t node)
{
    return epub_is_member(epub, node) ||
        (dc_kind(epub->job, node) == DC_DIV &&
            dc_attr_of(epub->job, node, "data-file").len > 0);
}

/* "news-2" of "news/2.txt", "part" of "part/". */
static dc_str
member_stem(dc_str path)
{
    size_t end = path.len;
    if (end > 0 && path.ptr[end - 1] == '/')
        return dc_str_slice(path.ptr, end - 1);
    while (end > 1 && path.ptr[end - 1] != '.' && path.ptr[end - 1] != '/')
        end--;
    bool has_extension =
        end > 1 && path.ptr[end - 1] == '.' && path.ptr[end - 2] != '/';
    return dc_str_slice(path.ptr, has_extension ? end - 1 : path.len);
}

dc_str
epub_file_stem(dc_str path)
{
    size_t from = path.len;
    size_t to = path.len;
    while (from > 0 && path.ptr[from - 1] != '/')
        from--;
    for (size_t i = from + 1; i < path.len; i++)
        if (path.ptr[i] == '.')
            to = i;
    return dc_str_slice(path.ptr + from, to - from);
}

static dc_str
stem_of(struct epub *epub, uint32_t node)
{
    if (epub_is_member(epub, node))
        return member_stem(dc_attr_of(epub->job, node, "data-member"));
    return epub_file_stem(dc_attr_of(epub->job, node, "data-file"));
}

static dc_str
keep_type(struct epub *epub, uint32_t node)
{
    struct epub_buf words = {0};
    epub_put_types(epub, &words, dc_attr_of(epub->job, node, "epub:type"));
    return epub_keep_buf(epub, &words);
}

static bool
is_cover(dc_str type)
{
    return type.len >= 5 && memcmp(type.ptr, "cover", 5) == 0;
}

/* The attributes of the file's DIV, as markup. */
static dc_str
keep_attrs(struct epub *epub, uint32_t node, unsigned skip)
{
    struct epub_buf *out = &epub->out->text;
    size_t mark = out->len;
    epub_put_attrs(epub, node, "", EPUB_SKIP_TYPE | skip);
    dc_str attrs =
        epub_keep(epub, dc_str_slice(out->data + mark, out->len - mark));
    out->len = mark;
    return attrs;
}

/* True if the source laid it out for pages of one size. */
static bool
is_fixed(struct epub *epub, uint32_t node)
{
    static const char fixed[] = "rendition:layout-pre-paginated";
    static const char flowing[] = "rendition:layout-reflowable";
    dc_str own = dc_attr_of(epub->job, node, "data-properties");
    if (own.len && memmem(own.ptr, own.len, fixed, sizeof fixed - 1))
        return true;
    if (own.len && memmem(own.ptr, own.len, flowing, sizeof flowing - 1))
        return false;
    return dc_str_equal(
        epub_meta_line(epub, "rendition-layout"), "pre-paginated");
}

/* Most files of a book have the sheets of the one before. */
static dc_str
find_links(struct epub *epub, uint32_t node)
{
    dc_str none = {NULL, 0};
    if (is_fixed(epub, node)) {
        if (!epub->has_fixed_files)
            epub_report_loss(epub, "epub-fixed-layout",
                "a layout of fixed pages became flowing text, without the "
                "style sheets of the source",
                none, DC_POS_NONE);
        epub->has_fixed_files = true;
        return none;
    }
    dc_str styles = dc_attr_of(epub->job, node, "data-styles");
    if (styles.len == epub->styles.len &&
        (styles.len == 0 ||
            memcmp(styles.ptr, epub->styles.ptr, styles.len) == 0))
        return epub->style_links;
    epub->styles = epub_keep(epub, styles);
    epub->style_links = epub_source_links(epub, styles);
    return epub->style_links;
}

/* As addresses spell it. */
static dc_str
keep_path(struct epub *epub, dc_str path)
{
    struct epub_buf address = {0};
    epub_put_address(&address, path);
    return epub_keep_buf(epub, &address);
}

bool
epub_is_book_again(const struct epub *epub)
{
    return epub->has_files && !epub->has_members;
}

void
epub_begin_source(struct epub *epub, uint32_t node)
{
    struct epub_source *source = &epub->source;
    source->node = node;
    source->is_member = epub_is_member(epub, node);
    source->stem = epub_keep(epub, stem_of(epub, node));
    source->id = epub_keep(epub, dc_attr_of(epub->job, node, "id"));
    source->path = keep_path(epub, dc_attr_of(epub->job, node, "data-file"));
    source->overlay =
        epub_keep(epub, dc_attr_of(epub->job, node, "data-overlay"));
    source->attrs = keep_attrs(epub, node, 0);
    source->next_attrs = keep_attrs(epub, node, EPUB_SKIP_ID);
    source->type = keep_type(epub, node);
    source->links = find_links(epub, node);
    source->is_aside =
        dc_str_equal(dc_attr_of(epub->job, node, "data-linear"), "no");
    source->is_cover = is_cover(source->type);
    epub->has_cover_file |= source->is_cover;
    epub_note_file_type(epub, node, source->type);
    epub->chapter->source = *source;
}

void
epub_continue_source(struct epub *epub)
{
    const struct epub_chapter *before =
        epub_chapter_at(epub, epub->chapters.count - 2);
    epub->chapter->vocabularies = before->vocabularies;
    epub->chapter->source = epub->source;
    epub->chapter->source.attrs = epub->source.next_attrs;
}

/* Most books do not say that their first file is the cover page. */
void
epub_see_cover(struct epub *epub, const dc_view *image)
{
    if (!epub->has_files || epub->has_cover_file || epub->chapters.count != 1)
        return;
    dc_str url = dc_str_field(epub->job, image->node, DC_F_URL);
    dc_str cover = epub_meta_line(epub, "cover-image");
    if (url.len == 0 || url.len != cover.len ||
        memcmp(url.ptr, cover.ptr, url.len) != 0)
        return;
    epub->has_cover_file = true;
    if (epub->chapter->source.type.len == 0)
        epub->chapter->source.type = (dc_str)DC_STR("cover");
    epub_note_file_type(epub, image->node, (dc_str)DC_STR("cover"));
}
