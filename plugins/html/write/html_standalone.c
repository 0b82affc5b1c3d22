/* SPDX-License-Identifier: MIT */
/* When the parts of a whole page are written; see html_page.h. */
#include "write/html_page.h"

dc_str
html_gather(struct html_write *write, struct html_spool *spool)
{
    size_t len = 0;
    for (struct html_chunk *chunk = spool->first; chunk; chunk = chunk->next)
        len += chunk->len;
    char *all = len ? html_alloc(write, len) : NULL;
    if (!all)
        return dc_str_slice(NULL, 0);
    size_t at = 0;
    for (struct html_chunk *chunk = spool->first; chunk; chunk = chunk->next) {
        memcpy(all + at, chunk->data, chunk->len);
        at += chunk->len;
    }
    *spool = (struct html_spool){NULL, NULL, 0};
    return dc_str_slice(all, len);
}

/* Partials stand beside the template; those of our own are always there. */
static int32_t DC_CALL
read_partial(void *user, dc_str name, dc_str *text)
{
    dc_input file;
    if (!dc_option_beside(user, "template", 0, name, &file))
        return html_default_partial(name, text);
    *text = dc_str_slice((const char *)file.data, (size_t)file.len);
    return 1;
}

static int32_t
parse_template(struct html_write *write, struct html_page *page)
{
    dc_job *job = write->job;
    dc_input file;
    page->is_default = !dc_option_file(job, "template", 0, &file);
    if (page->is_default)
        page->template = page->service->parse(job, html_default_template,
            dc_str_of("default.html"), read_partial, job);
    else
        page->template = page->service->parse(job,
            dc_str_slice((const char *)file.data, (size_t)file.len), file.name,
            read_partial, job);
    return page->template ? DC_OK : dc_fail(job, DC_E_TEMPLATE);
}

int32_t
html_begin_page(struct html_write *write)
{
    dc_job *job = write->job;
    struct html_page *page = html_alloc(write, sizeof(*page));
    if (!page)
        return dc_fail(job, DC_E_NOMEM);
    page->service = dc_service(job, DC_TEMPLATE_ID);
    if (!page->service) {
        dc_report(job, DC_DIAG_ERROR, "html-template",
            "a whole page is refused: the service docconv.template/1 cannot be "
            "had");
        return dc_fail(job, DC_E_PLUGIN);
    }
    int32_t status = parse_template(write, page);
    if (status != DC_OK)
        return status;
    page->values = page->service->values(job);
    if (!page->values)
        return dc_fail(job, DC_E_NOMEM);
    if (page->is_default && html_has_title(write))
        html_below_title(write);
    html_put_values(write, page);
    write->page = page;
    write->spool = &page->held;
    page->held_from = write->bytes;
    return dc_fail(job, DC_OK);
}

/* Renders what stands around the body, and lets it go there. */
static void
open_page(struct html_write *write, struct html_page *page)
{
    dc_str before;
    int32_t fits = page->service->render(
        page->template, page->values, "body", &before, &page->after);
    if (fits < 0) {
        write->has_failed = true;
        return;
    }
    if (fits == 0) {
        page->is_unfit = true;
        return;
    }
    struct html_spool held = page->held;
    write->spool = NULL;
    page->is_open = true;
    dc_write(write->job, before.ptr, before.len);
    html_release(write, &held);
    page->held = (struct html_spool){NULL, NULL, 0};
}

/* The text of the first heading in `node`, if there is one. */
static void
look_for_heading(
    struct html_write *write, struct html_page *page, uint32_t node)
{
    dc_job *job = write->job;
    dc_cursor cursor;
    dc_view view;
    dc_walk_start(job, &cursor, &view, node);
    while (dc_walk_next(job, &cursor, &view) != DC_END) {
        if (view.op != DC_OPEN || view.kind != DC_HEADING)
            continue;
        dc_str text = dc_plain_text(job, view.node);
        char *copy = text.len ? html_alloc(write, text.len) : NULL;
        if (!copy)
            continue;
        memcpy(copy, text.ptr, text.len);
        page->heading = dc_str_slice(copy, text.len);
        page->has_heading = true;
        return;
    }
}

void
html_add_to_page(struct html_write *write, uint32_t node)
{
    struct html_page *page = write->page;
    if (page->is_open || page->is_unfit || write->has_failed)
        return;
    if (!page->has_heading)
        look_for_heading(write, page, node);
    /* What raw HTML holds back goes to the same place at once, or later. */
    if (write->options.has_toc || write->raw.count ||
        (!page->has_heading && write->bytes - page->held_from < HTML_HELD_MAX))
        return;
    html_put_late_values(write, page);
    open_page(write, page);
}

/* A page whose template has the body as a value. */
static void
write_whole(struct html_write *write, struct html_page *page)
{
    dc_str before;
    dc_str after;
    page->service->put_string(
        page->values, dc_str_of("body"), html_gather(write, &page->held));
    if (page->service->render(
            page->template, page->values, NULL, &before, &after) == 1)
        dc_write(write->job, before.ptr, before.len);
}

void
html_end_page(struct html_write *write)
{
    struct html_page *page = write->page;
    if (!page->is_open && !page->is_unfit) {
        html_put_late_values(write, page);
        open_page(write, page);
    }
    if (write->has_failed)
        return;
    if (page->is_unfit)
        write_whole(write, page);
    else
        dc_write(write->job, page->after.ptr, page->after.len);
}

void
html_write_page(struct html_write *write, const char *ptr, size_t len)
{
    struct html_page *page = write->page;
    if (page->has_line_end)
        dc_write(write->job, "\n", 1);
    page->has_line_end = ptr[len - 1] == '\n';
    dc_write(write->job, ptr, len - page->has_line_end);
}
