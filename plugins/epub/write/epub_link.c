/* SPDX-License-Identifier: MIT */
/*
 * Links.  Where an internal one leads is known only when its target was
 * rendered, maybe chapters later; so its href is left open in the part and
 * put in when the chapter is written.  One whose target never comes stays an
 * <a> without href, which is how XHTML says "this would be a link".
 */
#include "write/epub.h"
#include "write/epub_endnotes.h"

static int
hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The identifier behind '#', with its percent escapes undone. */
static uint32_t
target_of(struct epub *epub, dc_str url)
{
    struct epub_buf id = {0};
    for (size_t i = 1; i < url.len; i++) {
        char c = url.ptr[i];
        if (c == '%' && url.len - i > 2 && hex_value(url.ptr[i + 1]) >= 0 &&
            hex_value(url.ptr[i + 2]) >= 0) {
            c = (char)(hex_value(url.ptr[i + 1]) * 16 +
                hex_value(url.ptr[i + 2]));
            i += 2;
        }
        epub_put(&id, &c, 1);
    }
    uint32_t target = epub_target(epub, epub_buf_str(&id));
    epub_buf_done(epub, &id);
    return target;
}

/* The text of a link that cannot be one. */
static void
enter_no_link(struct epub *epub, const dc_view *view)
{
    epub_puts(&epub->out->text, "<span");
    epub_put_attrs(epub, view->node, "", 0);
    epub_puts(&epub->out->text, ">");
    epub_top(epub)->close = (dc_str)DC_STR("</span>");
}

static void
put_href(struct epub *epub, dc_str url, uint64_t pos)
{
    if (epub_url_judge(url) == EPUB_URL_INTERNAL) {
        struct epub_ref *ref = epub_part_add_ref(epub, epub->out, pos);
        if (ref)
            ref->target = target_of(epub, url);
        return;
    }
    epub_puts(&epub->out->text, " href=\"");
    epub_url_put(&epub->out->text, url);
    epub_puts(&epub->out->text, "\"");
}

void
epub_enter_link(struct epub *epub, const dc_view *view)
{
    struct epub_frame *frame = epub_top(epub);
    dc_str url = dc_str_field(epub->job, view->node, DC_F_URL);
    dc_str title = dc_str_field(epub->job, view->node, DC_F_TITLE);
    bool is_bad = epub_url_judge(url) == EPUB_URL_BAD;
    if (is_bad && url.len)
        epub_report_loss(epub, "epub-link-dropped",
            "a link that cannot work in a book became text", url, view->pos);
    if (epub->links && !is_bad)
        epub_report_loss(epub, "epub-link-nested",
            "a link inside a link became text", url, view->pos);
    if (epub->links || is_bad) {
        enter_no_link(epub, view);
        return;
    }

    frame->bits |= EPUB_BIT_LINK;
    frame->saved = (uint32_t)epub->late_notes.count;
    frame->close = (dc_str)DC_STR("</a>");
    epub->links++;
    epub_puts(&epub->out->text, "<a");
    put_href(epub, url, view->pos);
    epub_put_attrs(epub, view->node, "", title.len ? EPUB_SKIP_TITLE : 0);
    if (title.len)
        epub_put_attr(&epub->out->text, "title", title);
    epub_puts(&epub->out->text, ">");
}

void
epub_leave_link(struct epub *epub, struct epub_frame *frame)
{
    if (!(frame->bits & EPUB_BIT_LINK))
        return;
    epub_put_str(&epub->out->text, frame->close);
    frame->close = dc_str_slice(NULL, 0);
    epub->links--;
    epub_put_late_notes(epub, frame->saved);
}
