/* SPDX-License-Identifier: MIT */
/*
 * The walk over the page, with a stack of levels, one for each open element.
 * html_reader.h says who does the rest.
 */
#include "read/html_reader.h"

#include "read/html_article.h"
#include "read/html_note.h"
#include "parse/html_charset.h"

bool
html_more(dc_job *job, void **array, size_t *room, size_t used, size_t size)
{
    if (used < *room)
        return true;
    size_t want = *room ? *room * 2 : 64;
    void *bigger = dc_alloc(job, want * size);
    if (!bigger)
        return false;
    if (*room)
        memcpy(bigger, *array, used * size);
    *array = bigger;
    *room = want;
    return true;
}

/* Lists of a navigation document that are not meant for people. */
static bool
is_machine_list(const struct html_dom *dom, uint32_t node)
{
    return html_is_element(dom, node, HTML_NAV) &&
        (html_has_word(dom, node, HTML_EPUB_TYPE, "landmarks") ||
            html_has_word(dom, node, HTML_EPUB_TYPE, "page-list"));
}

/* True for what the page does not show; the page itself is always shown. */
static bool
is_hidden(struct html_reader *reader, const struct html_place *level)
{
    const struct html_dom *dom = &reader->dom;
    if (html_is_element(dom, level->node, HTML_HTML) ||
        html_is_element(dom, level->node, HTML_BODY))
        return false;
    const struct html_attribute *hidden =
        html_attribute_of(dom, level->node, HTML_HIDDEN);
    if (!html_style_hides(&level->style) &&
        (!hidden || html_str_is(html_value_of(dom, hidden), "until-found")))
        return false;
    if (html_is_math_cover(dom, level->node))
        return false;
    if (is_machine_list(dom, level->node))
        return true;
    html_lose(reader, HTML_LOST_HIDDEN, level->node);
    return true;
}

/* Begins to read the element; true: its children are to be read. */
static bool
enter(struct html_reader *reader, uint32_t node)
{
    const struct html_role *role = html_role_of(&reader->dom, node);
    if (dc_status(reader->job) != DC_OK)
        return false;
    if (!html_more(reader->job, (void **)&reader->levels,
            &reader->level_room, reader->level_count,
            sizeof *reader->levels))
        return false;
    struct html_place *level = &reader->levels[reader->level_count];
    memset(level, 0, sizeof *level);
    level->node = node;
    level->does = role->does;
    level->holder = (uint8_t)reader->holder;
    level->has_implied = reader->has_implied;
    level->was_pre = reader->is_pre;
    if (reader->level_count)
        level->looks = level[-1].looks;
    if (role->does != HTML_DOES_NOTHING && role->does != HTML_DOES_SCRIPT)
        level->style = html_style_of(reader, node);
    if (is_hidden(reader, level) ||
        html_is_math_picture(&reader->dom, node) || !html_enter_element(reader, level, role))
        return false;
    reader->level_count++;
    return true;
}

/* The text of a TEXT node, at the place it stands. */
static void
read_text(struct html_reader *reader, uint32_t node)
{
    html_flow_text(reader, html_text_of(&reader->dom, node));
}

/* The node after `node` and its children; leaves what ends in between. */
static uint32_t
advance(struct html_reader *reader, uint32_t node, uint32_t root)
{
    const struct html_dom *dom = &reader->dom;
    for (;;) {
        if (node == root)
            return 0;
        uint32_t next = html_node(dom, node)->next;
        uint32_t parent = html_node(dom, node)->parent;
        if (next)
            return next;
        if (reader->note && parent == reader->note) {
            node = html_note_end(reader);
            continue;
        }
        node = parent;
        if (node == root)
            return 0;
        html_leave_element(reader);
    }
}

/* Reads one node; returns the child to go on with, or 0: it is done. */
static uint32_t
read_node(struct html_reader *reader, uint32_t node)
{
    const struct html_dom *dom = &reader->dom;
    const struct html_node *at = html_node(dom, node);
    if (at->flags & HTML_IS_SKIPPED)
        return 0;
    uint32_t text = at->flags & HTML_IS_NOTE ? html_note_of(reader, node) : 0;
    if (text)
        return html_begin_note(reader, node, text);
    if (at->type == HTML_TYPE_TEXT)
        read_text(reader, node);
    if (at->type != HTML_TYPE_ELEMENT || !enter(reader, node))
        return 0;
    uint32_t first = html_node(dom, node)->first;
    if (!first)
        html_leave_element(reader);
    return first;
}

static void
read_children(struct html_reader *reader, uint32_t root)
{
    uint32_t node = html_node(&reader->dom, root)->first;
    while (node) {
        uint32_t child = read_node(reader, node);
        node = child ? child : advance(reader, node, root);
    }
}

/* Notes that other files refer to. */
static void
read_foreign_notes(struct html_reader *reader)
{
    const struct html_reference *note;
    for (size_t at = 0; (note = html_next_foreign(reader, &at));) {
        html_node(&reader->dom, note->text)->flags |= HTML_IS_READ;
        html_flow_block(reader, note->text);
        dc_open(reader->job, DC_DIV, html_pos(reader, note->text));
        dc_attr(reader->job, HTML_FOREIGN_KEY, note->id);
        read_children(reader, note->text);
        html_flow_end(reader);
        dc_close(reader->job, DC_DIV);
    }
}

/* Notes that are in no paragraph come at the end. */
static void
read_left_notes(struct html_reader *reader)
{
    uint32_t node = html_next_left_note(reader, HTML_ROOT);
    for (; node; node = html_next_left_note(reader, node)) {
        html_node(&reader->dom, node)->flags |= HTML_IS_READ;
        html_flow_block(reader, node);
        dc_open(reader->job, DC_DIV, html_pos(reader, node));
        html_read_attrs(reader, node, "footnote", true);
        read_children(reader, node);
        html_flow_end(reader);
        dc_close(reader->job, DC_DIV);
    }
}

/* Finds the text of the input: its own bytes, or what they decode to. */
static int32_t
decode(struct html_reader *reader)
{
    dc_job *job = reader->job;
    const char *data = (const char *)reader->input->data;
    size_t len = (size_t)reader->input->len;
    reader->charset = dc_service(job, DC_CHARSET_ID);
    if (!reader->charset) {
        dc_report(job, DC_DIAG_ERROR, "html-charset",
            "this host cannot tell character encodings");
        return dc_fail(job, DC_E_PLUGIN);
    }
    dc_str label = dc_option_str(job, "input-encoding");
    if (label.len == 0)
        label = html_charset_of(data, len);
    reader->decoded.struct_size = sizeof reader->decoded;
    int32_t status = reader->charset->decode(
        job, reader->input->data, len, label, &reader->decoded);
    if (status != DC_OK)
        return status;
    if (reader->decoded.is_binary && reader->decoded.len == 0 && len != 0) {
        dc_report(job, DC_DIAG_ERROR, "html-binary", "input is binary");
        return dc_fail(job, DC_E_BINARY);
    }
    uintptr_t offset = (uintptr_t)reader->decoded.text - (uintptr_t)data;
    reader->is_slice = offset <= len;
    reader->shift = offset;
    return DC_OK;
}

static int32_t
check_page(struct html_reader *reader)
{
    dc_job *job = reader->job;
    const struct html_dom *dom = &reader->dom;
    if (dom->status == DC_E_LIMIT)
        dc_report(job, DC_DIAG_ERROR, "html-limit",
            "a page of 4 GiB or more, or with too many elements");
    if (dom->status != DC_OK)
        return dc_fail(job, dom->status);
    if (dom->flattened)
        dc_report_at(job, DC_DIAG_WARNING, "html-depth",
            dc_str_of("elements nested deeper than 512 levels were put "
                "beside each other"),
            html_input_pos(reader, dom->flattened_pos));
    return DC_OK;
}

static int32_t DC_CALL
read_input(dc_job *job, const dc_input *input)
{
    struct html_reader reader = {.job = job, .input = input};
    int32_t status = decode(&reader);
    if (status != DC_OK)
        return status;
    reader.want = DC_PLAIN;
    reader.reopened_most = 4096 + input->len / 16;
    html_parse_page(&reader);
    if (check_page(&reader) != DC_OK)
        goto out;
    html_read_head(&reader);
    html_find_base(&reader);
    html_read_sheets(&reader);
    html_find_notes(&reader);
    if (dc_option_int(job, "article"))
        html_keep_article(&reader);
    read_children(&reader, HTML_ROOT);
    html_flow_end(&reader);
    read_foreign_notes(&reader);
    read_left_notes(&reader);
    html_flow_flush_anchors(&reader);
    html_flow_end(&reader);
    html_report_losses(&reader);
out:
    if (reader.dom.status != DC_OK)
        dc_fail(job, reader.dom.status);
    html_dom_fini(&reader.dom);
    return dc_status(job);
}

const dc_reader html_reader = {
    .struct_size = sizeof(dc_reader),
    .flags = DC_READER_META_FIRST,
    .read = read_input,
};
