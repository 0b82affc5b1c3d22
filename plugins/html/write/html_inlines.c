/* SPDX-License-Identifier: MIT */
/*
 * Inlines: quotations, links, images.
 */
#include "write/html_write.h"

bool
html_enter_quoted(struct html_write *write, struct html_frame *frame)
{
    int64_t quote = dc_int_field(write->job, frame->node, DC_F_QUOTE);
    if (write->options.has_q_tags) {
        frame->element = "q";
        html_start_tag(write, frame->node, frame->element, NULL);
        return true;
    }
    html_start_if_attrs(write, frame, "span");
    html_puts(write,
        quote == DC_QUOTE_DOUBLE ? "\xE2\x80\x9C" : "\xE2\x80\x98");
    return true;
}

void
html_leave_quoted(struct html_write *write, struct html_frame *frame)
{
    int64_t quote = dc_int_field(write->job, frame->node, DC_F_QUOTE);
    if (write->options.has_q_tags)
        return;
    html_puts(write,
        quote == DC_QUOTE_DOUBLE ? "\xE2\x80\x9D" : "\xE2\x80\x99");
}

/* The field, unless an attribute of that name was written already. */
static void
put_title(struct html_write *write, const struct html_frame *frame)
{
    dc_str title = dc_str_field(write->job, frame->node, DC_F_TITLE);
    if (title.len && !dc_attr_of(write->job, frame->node, "title").len)
        html_put_attr(write, "title", title);
}

/* A link cannot stand in a link: its text goes on in the outer one. */
bool
html_enter_link(struct html_write *write, struct html_frame *frame)
{
    dc_str url = dc_str_field(write->job, frame->node, DC_F_URL);
    if (write->in_toc) {
        frame->element = NULL;
        return true;
    }
    if (write->in_link) {
        html_report_loss(write, frame, "html-nested-link",
            "a link within a link is written as its text");
        frame->element = "span";
        html_start_tag(write, frame->node, frame->element, NULL);
        return true;
    }
    write->in_link = 1;
    html_start(write, frame->node, frame->element, NULL);
    if (html_check_url(write, frame->node, url, HTML_USE_LINK))
        html_put_url(write, "href", url);
    put_title(write, frame);
    html_puts(write, ">");
    return true;
}

void
html_leave_link(struct html_write *write, struct html_frame *frame)
{
    if (frame->element && strcmp(frame->element, "a") == 0)
        write->in_link = 0;
}

/* What is no description: the notes in it stand behind the image. */
static void
put_notes_of(struct html_write *write, uint32_t image)
{
    dc_job *job = write->job;
    dc_cursor cursor;
    dc_view view;
    dc_walk_start(job, &cursor, &view, image);
    while (dc_walk_next(job, &cursor, &view) != DC_END) {
        if (view.op != DC_OPEN || view.kind != DC_NOTE)
            continue;
        struct html_frame note = {.node = view.node, .kind = DC_NOTE};
        html_enter_note(write, &note);
        dc_walk_skip(job, &cursor);
    }
}

/* An image without a usable address is written as its description. */
bool
html_enter_image(struct html_write *write, struct html_frame *frame)
{
    dc_str url = dc_str_field(write->job, frame->node, DC_F_URL);
    if (url.len == 0 ||
        !html_check_url(write, frame->node, url, HTML_USE_IMAGE)) {
        frame->element = "span";
        html_start_tag(write, frame->node, frame->element, "image");
        return true;
    }
    const char *player = html_player_of(url);
    if (player && !write->in_link && !write->in_toc) {
        html_put_player(write, frame->node, player);
        put_notes_of(write, frame->node);
        frame->element = NULL;
        return false;
    }
    html_start(write, frame->node, frame->element, NULL);
    if (!write->options.embeds ||
        !html_embed_image(write, frame->node, url))
        html_put_url(write, "src", url);
    html_put_attr(write, "alt", dc_plain_text(write->job, frame->node));
    put_title(write, frame);
    html_puts(write, ">");
    put_notes_of(write, frame->node);
    frame->element = NULL;
    return false;
}
