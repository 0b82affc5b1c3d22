/* SPDX-License-Identifier: MIT */
/*
 * The plain text writer: what a person would type.  One line a paragraph and
 * a blank line between them, so that reading the result back finds the same
 * paragraphs; words are never split and never left out.
 */
#include "write/text_writer.h"

#include "write/text_out.h"

struct text_out_frame *
text_out_parent(const struct text_out *out)
{
    return out->depth > 1 ? &out->frames[out->depth - 2] : NULL;
}

bool
text_out_is_outline(const struct text_out *out)
{
    if (out->flow != &out->body)
        return false;
    for (size_t i = 0; i + 1 < out->depth; i++)
        if (out->frames[i].kind != DC_DIV)
            return false;
    return true;
}

static const struct text_out_row *
row_of(uint32_t kind)
{
    static const struct text_out_row unknown = {
        .loss = "a kind of node that plain text output does not know"};
    bool is_known = kind < DC_KIND_COUNT && text_out_rows[kind].is_known;
    return is_known ? &text_out_rows[kind] : &unknown;
}

void
text_out_lose(struct text_out *out, const struct text_out_frame *frame,
    const char *message)
{
    uint64_t bit = (uint64_t)1 << (frame->kind < 63 ? frame->kind : 63);
    if (out->reported & bit)
        return;
    out->reported |= bit;
    dc_report_at(out->job, DC_DIAG_LOSS, "text-format", dc_str_of(message),
        out->job->host->walk->pos(out->job, frame->node));
}

static void
put_run(struct text_out *out, const dc_view *view)
{
    const struct text_out_frame *parent =
        out->depth ? &out->frames[out->depth - 1] : NULL;
    if (parent && parent->kind == DC_CODE_BLOCK)
        text_out_put_lines(out, view->text.ptr, view->text.len);
    else
        text_out_put(out, view->text.ptr, view->text.len);
}

/* Quotation marks are those of the language that is nearest. */
static uint8_t
quotes_of(struct text_out *out, uint32_t node, uint32_t kind)
{
    uint8_t around =
        out->depth ? out->frames[out->depth - 1].quotes : out->quotes;
    if (kind != DC_DIV && kind != DC_SPAN)
        return around;
    return text_out_quotes_of(dc_attr_of(out->job, node, "lang"), around);
}

static void
enter(struct text_out *out, const dc_view *view, dc_cursor *cursor)
{
    const struct text_out_row *row = row_of(view->kind);
    if (!text_out_grow(out, (void **)&out->frames, &out->room, out->depth,
            sizeof(*out->frames)))
        return;
    struct text_out_frame fresh = {.node = view->node,
        .kind = view->kind,
        .indent = out->flow->indent,
        .quotes = quotes_of(out, view->node, view->kind)};
    struct text_out_frame *frame = &out->frames[out->depth++];
    *frame = fresh;
    if (row->loss)
        text_out_lose(out, frame, row->loss);
    if (row->before)
        text_out_puts(out, row->before);
    bool goes_on = !row->enter || row->enter(out, frame);
    if (!goes_on && view->op == DC_OPEN)
        dc_walk_skip(out->job, cursor);
}

static void
leave(struct text_out *out)
{
    struct text_out_frame *frame = &out->frames[out->depth - 1];
    const struct text_out_row *row = row_of(frame->kind);
    if (row->leave)
        row->leave(out, frame);
    if (row->after)
        text_out_puts(out, row->after);
    out->flow->indent = frame->indent;
    bool ends_block = out->options.notes_at == TEXT_OUT_BLOCK_END &&
        out->notes_count && text_out_is_outline(out);
    out->depth--;
    if (ends_block) {
        text_out_end_line(out);
        text_out_render_notes(out);
        text_out_flush_notes(out);
    }
}

void
text_out_walk(struct text_out *out, uint32_t node)
{
    dc_cursor cursor;
    dc_view view;
    dc_walk_start(out->job, &cursor, &view, node);
    while (
        !out->has_failed && dc_walk_next(out->job, &cursor, &view) != DC_END) {
        if (view.kind == DC_TEXT) {
            put_run(out, &view);
        } else if (view.op == DC_CLOSE) {
            leave(out);
        } else {
            enter(out, &view, &cursor);
            if (view.op == DC_LEAF)
                leave(out);
        }
    }
}

/* The number of the option's value among `names`; the last if it is none. */
static unsigned
choice(dc_job *job, const char *option, const char *const *names)
{
    dc_str value = dc_option_str(job, option);
    unsigned number = 0;
    while (names[number + 1] && !dc_str_equal(value, names[number]))
        number++;
    return number;
}

/* The signs around emphasis, and with --emphasis=auto those of the style. */
static void
choose_signs(dc_job *job, struct text_out_options *options)
{
    static const char *const names[] = {
        "none", "underscore", "asterisk", "auto", NULL};
    static const char *const signs[][2] = {
        {"", ""}, {"_", "*"}, {"*", "**"}, {"", ""}, {"_", "="}};
    unsigned number = choice(job, "emphasis", names);
    if (number == 3 && options->style == TEXT_OUT_GUTENBERG)
        number = 4;
    options->emph = signs[number][0];
    options->strong = signs[number][1];
}

static void
choose_heading(dc_job *job, struct text_out_options *options)
{
    static const char *const names[] = {
        "bare", "underline", "capitals", "auto", NULL};
    unsigned number = choice(job, "heading-style", names);
    if (number == 3)
        number = options->style == TEXT_OUT_PLAIN ? TEXT_OUT_BARE
                                                  : TEXT_OUT_CAPITALS;
    options->heading = (enum text_out_heading)number;
}

static void
choose_paragraphs(dc_job *job, struct text_out_options *options)
{
    static const char *const names[] = {
        "blank", "line", "indent", "auto", NULL};
    unsigned number = choice(job, "paragraph-style", names);
    if (number == 3)
        number =
            options->style == TEXT_OUT_PRESS ? TEXT_OUT_INDENT : TEXT_OUT_BLANK;
    options->para = (enum text_out_para)number;
}

static void
read_options(dc_job *job, struct text_out_options *options)
{
    static const char *const wraps[] = {"none", "auto", "preserve", NULL};
    static const char *const styles[] = {"plain", "gutenberg", "press", NULL};
    static const char *const grids[] = {"open", "ascii", "box", NULL};
    static const char *const places[] = {"document", "section", "block", NULL};
    static const char *const links[] = {"inline", "none", "list", NULL};
    options->wrap = (enum text_out_wrap)choice(job, "wrap", wraps);
    options->style = (enum text_out_style)choice(job, "text-style", styles);
    options->grid = (enum text_out_grid)choice(job, "table-style", grids);
    options->notes_at =
        (enum text_out_place)choice(job, "reference-location", places);
    options->links = (enum text_out_links)choice(job, "links", links);
    options->columns = (size_t)dc_option_int(job, "columns");
    options->bullets = dc_option_str(job, "bullets");
    options->has_numbers = dc_option_int(job, "number-sections") != 0;
    options->has_form_feeds = dc_option_int(job, "form-feeds") != 0;
    options->is_ascii = dc_option_int(job, "ascii") != 0;
    options->is_crlf = dc_str_equal(dc_option_str(job, "eol"), "crlf");
    if (dc_option_int(job, "toc"))
        options->toc_depth = (size_t)dc_option_int(job, "toc-depth");
    if (options->is_ascii && options->grid == TEXT_OUT_BOX)
        options->grid = TEXT_OUT_ASCII;
    choose_signs(job, options);
    choose_heading(job, options);
    choose_paragraphs(job, options);
}

static int32_t DC_CALL
begin(dc_job *job)
{
    struct text_out *out = dc_alloc(job, sizeof(*out));
    if (!out)
        return DC_E_NOMEM;
    out->job = job;
    read_options(job, &out->options);
    out->body.to = &out->page;
    out->body.columns = out->options.columns;
    out->flow = &out->body;
    out->quotes = text_out_quotes_of(dc_meta_text(job, "lang"), 0);
    if (dc_option_int(job, "bom") && !out->options.is_ascii)
        dc_puts(job, "\xEF\xBB\xBF");
    job->state = out;
    if (dc_option_int(job, "standalone"))
        text_out_put_title(out);
    return dc_fail(job, DC_OK);
}

static int32_t DC_CALL
write_block(dc_job *job, uint32_t node)
{
    struct text_out *out = job->state;
    text_out_walk(out, node);
    text_out_end_line(out);
    if (out->notes_count)
        text_out_render_notes(out);
    return dc_fail(job, DC_OK);
}

static int32_t DC_CALL
end(dc_job *job)
{
    struct text_out *out = job->state;
    text_out_flush_notes(out);
    text_out_flush_links(out);
    text_out_finish(out);
    return dc_fail(job, DC_OK);
}

const dc_writer text_writer = {
    .struct_size = sizeof(dc_writer),
    .begin = begin,
    .block = write_block,
    .end = end,
};
