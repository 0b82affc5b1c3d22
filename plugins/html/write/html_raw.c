/* SPDX-License-Identifier: MIT */
/*
 * Raw HTML, a node at a time: tokens in, tags and text out.
 *
 * --raw=keep copies it as it is, --raw=drop leaves it out.  What is for other
 * formats is always left out.
 */
#include "write/html_raw.h"

#include <stdlib.h>

/* What is being read. */
struct scan {
    struct html_write *write;
    struct html_tokenizer tokenizer;
    uint64_t pos;
    bool has_lost; /* one message a node */
};

static void
lose(struct scan *scan)
{
    if (!scan->has_lost)
        html_raw_lose(scan->write, scan->pos);
    scan->has_lost = true;
}

static bool
is_blank(dc_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!html_is_blank(text.ptr[i]))
            return false;
    return true;
}

static void
put_text(struct scan *scan, dc_str text)
{
    if (!is_blank(text))
        html_raw_add(scan->write, HTML_CAT_PHRASING, 0);
    html_put_text(scan->write, text);
}

/* The end tag follows soon: only then it is known that this is a heading. */
static bool
ends_soon(const struct scan *scan, const char *name)
{
    const char *at = scan->tokenizer.at;
    const char *end = scan->tokenizer.end;
    if (end - at > HTML_RAW_HEADING_MAX)
        end = at + HTML_RAW_HEADING_MAX;
    for (; at < end; at++)
        if (*at == '<' && end - at > 3 && at[1] == '/' &&
            html_begins_with(at + 2, end, name))
            return true;
    return false;
}

static bool
is_heading(const struct html_safe *row)
{
    return row->written[0] == 'h' && row->written[1] >= '1' &&
        row->written[1] <= '6';
}

/* h1 to h6 by the levels around; p where HTML forbids a heading. */
static const char *
heading_of(struct scan *scan, const struct html_safe *row)
{
    static const char *const names[] = {
        NULL, "h1", "h2", "h3", "h4", "h5", "h6"};
    struct html_write *write = scan->write;
    if (write->in_note || write->in_head_cell ||
        !html_raw_takes(write, HTML_CAT_FLOW, HTML_HAS_OUTLINE) ||
        !ends_soon(scan, row->written))
        return "p";
    return names[html_level_of(write, row->written[1] - '0')];
}

/* An image needs an address and what stands for it. */
static bool
put_image(struct scan *scan, const struct html_token *token,
    const struct html_safe *row)
{
    const struct html_dom *dom = scan->tokenizer.dom;
    struct html_write *write = scan->write;
    dc_str src = html_token_value(dom, token, HTML_SRC);
    dc_str alt = html_token_value(dom, token, HTML_ALT);
    if (!html_is_safe_url(src, HTML_USE_IMAGE) || src.len == 0) {
        put_text(scan, alt);
        return false;
    }
    html_puts(write, "<img");
    html_put_url(write, "src", src);
    html_put_attr(write, "alt", alt);
    bool is_all = html_safe_put_attrs(write, dom, token, row);
    html_puts(write, ">");
    return is_all;
}

static void
put_void(struct scan *scan, const struct html_token *token,
    const struct html_safe *row)
{
    struct html_write *write = scan->write;
    html_raw_add(write, row->is, 0);
    if (token->name == HTML_IMG || token->name == HTML_IMAGE) {
        if (!put_image(scan, token, row))
            lose(scan);
        return;
    }
    html_puts(write, "<");
    html_puts(write, row->written);
    if (!html_safe_put_attrs(write, scan->tokenizer.dom, token, row))
        lose(scan);
    html_puts(write, ">");
}

/* Its content is no markup: the tokenizer must know. */
static void
skip_content(struct scan *scan, uint32_t name)
{
    scan->tokenizer.content = HTML_CONTENT_RAWTEXT;
    if (name == HTML_SCRIPT)
        scan->tokenizer.content = HTML_CONTENT_SCRIPT;
    scan->tokenizer.raw_name = name;
    struct html_token token;
    html_token_next(&scan->tokenizer, &token);
    if (token.type == HTML_TOKEN_TEXT)
        html_token_next(&scan->tokenizer, &token);
    scan->tokenizer.content = HTML_CONTENT_DATA;
}

static void
put_start(struct scan *scan, const struct html_token *token)
{
    struct html_write *write = scan->write;
    const struct html_safe *row = html_safe_of(token->name);
    if (row->drops_text)
        skip_content(scan, token->name);
    if (!row->written) {
        lose(scan);
        return;
    }
    html_raw_imply(write, row->is);
    if (!html_raw_takes(write, row->is, row->adds)) {
        lose(scan);
        return;
    }
    if (row->is_void) {
        put_void(scan, token, row);
        return;
    }
    struct html_raw_open open = {.row = row,
        .name = token->name,
        .written = row->written,
        .pos = scan->pos};
    if (is_heading(row))
        open.written = heading_of(scan, row);
    if (!html_raw_begin(write, &open)) {
        lose(scan);
        return;
    }
    html_puts(write, "<");
    html_puts(write, open.written);
    if (!html_safe_put_attrs(write, scan->tokenizer.dom, token, row))
        lose(scan);
    html_puts(write, ">");
    html_raw_end_start(write);
}

static void
put_end(struct scan *scan, const struct html_token *token)
{
    const struct html_safe *row = html_safe_of(token->name);
    if (!row->written || row->is_void)
        return;
    if (!html_raw_close(scan->write, token->name))
        lose(scan);
}

static void
put_token(struct scan *scan, const struct html_token *token)
{
    switch (token->type) {
    case HTML_TOKEN_TEXT:
        put_text(scan, token->text);
        break;
    case HTML_TOKEN_START_TAG:
        put_start(scan, token);
        break;
    case HTML_TOKEN_END_TAG:
        put_end(scan, token);
        break;
    case HTML_TOKEN_COMMENT:
    case HTML_TOKEN_DOCTYPE:
        lose(scan);
        break;
    default:
        break;
    }
}

/* The page that tokens need for their names and attributes. */
static struct html_dom *
dom_for(struct html_write *write, dc_str text)
{
    struct html_dom *dom = write->raw_dom;
    if (!dom) {
        dom = html_alloc(write, sizeof(*dom));
        if (!dom)
            return NULL;
        write->raw_dom = dom;
        html_dom_init(dom, "", 0);
    }
    dom->source = text.ptr;
    dom->source_len = text.len;
    dom->pool_len = 0;
    if (dom->status != DC_OK) {
        dc_fail(write->job, dom->status);
        write->has_failed = true;
        return NULL;
    }
    return dom;
}

static void
put_safe(struct html_write *write, dc_str text, uint64_t pos)
{
    struct scan scan = {.write = write, .pos = pos};
    struct html_dom *dom = text.len < UINT32_MAX ? dom_for(write, text) : NULL;
    if (!dom)
        return;
    write->raw.depth = write->depth - 1;
    html_tokenizer_init(&scan.tokenizer, dom, false);
    struct html_token token;
    do {
        html_token_next(&scan.tokenizer, &token);
        put_token(&scan, &token);
    } while (token.type != HTML_TOKEN_END && dom->status == DC_OK &&
        !write->has_failed);
    html_raw_end_headings(write);
}

static bool
is_html(dc_str format)
{
    return dc_str_equal(format, "html") || dc_str_equal(format, "html5") ||
        dc_str_equal(format, "html4");
}

bool
html_enter_raw(struct html_write *write, struct html_frame *frame)
{
    dc_job *job = write->job;
    if (write->in_toc)
        return false;
    if (write->options.raw == HTML_RAW_DROP ||
        !is_html(dc_str_field(job, frame->node, DC_F_FORMAT))) {
        html_report_loss(write, frame, "html-raw", "raw markup is left out");
        return false;
    }
    dc_str text = dc_plain_text(job, frame->node);
    if (write->options.raw == HTML_RAW_KEEP)
        html_put(write, text.ptr, text.len);
    else
        put_safe(write, text, job->host->walk->pos(job, frame->node));
    if (frame->kind == DC_RAW_BLOCK)
        html_puts(write, "\n");
    return false;
}

void
html_raw_meet(struct html_write *write, uint32_t node, uint32_t kind)
{
    const struct html_raw_open *top = &write->raw.stack[write->raw.count - 1];
    uint32_t adds = 0;
    uint32_t is = HTML_CAT_PHRASING;
    if (kind == DC_CITATION || kind == DC_RAW_BLOCK || kind == DC_RAW_INLINE)
        return;
    if (kind == DC_TEXT &&
        is_blank(write->job->host->walk->text(write->job, node)))
        return;
    if (kind == DC_LINK || kind == DC_NOTE)
        adds = HTML_HAS_LINK;
    else if (kind == DC_HEADING)
        adds = HTML_HAS_OUTLINE;
    else if (kind == DC_TABLE)
        adds = HTML_HAS_TABLE;
    bool is_bare = kind == DC_PLAIN && !html_has_attrs(write, node);
    if (kind < DC_TEXT && !is_bare)
        is = HTML_CAT_FLOW;
    html_raw_add(write, top->depth == write->depth ? is : 0, adds);
}

void
html_raw_add_block(struct html_write *write)
{
    html_raw_add(write, HTML_CAT_FLOW, HTML_HAS_LINK);
}

void
html_raw_free(struct html_write *write)
{
    if (write->raw_dom)
        html_dom_fini(write->raw_dom);
}
