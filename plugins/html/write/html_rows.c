/* SPDX-License-Identifier: MIT */
/*
 * The table of the HTML writer: one row a kind, an element where that is all
 * there is to say, else a function of another file.
 */
#include "write/html_write.h"

bool
html_is_in_blocks(const struct html_write *write)
{
    const struct html_frame *parent = html_parent(write);
    if (!parent || parent->kind >= DC_KIND_COUNT)
        return !write->in_line;
    enum html_layout layout = html_rows[parent->kind].layout;
    return layout == HTML_HOLDER || layout == HTML_ITEM;
}

void
html_report_loss(struct html_write *write, const struct html_frame *frame,
    const char *rule, const char *message)
{
    dc_report_at(write->job, DC_DIAG_LOSS, rule, dc_str_of(message),
        write->job->host->walk->pos(write->job, frame->node));
}

void
html_start_if_attrs(
    struct html_write *write, struct html_frame *frame, const char *element)
{
    frame->element = NULL;
    if (!html_has_attrs(write, frame->node))
        return;
    frame->element = element;
    html_start_tag(write, frame->node, element, NULL);
}

bool
html_enter_void(struct html_write *write, struct html_frame *frame)
{
    html_start_tag(write, frame->node, frame->element,
        html_rows[frame->kind].class_name);
    html_puts(write, "\n");
    frame->element = NULL;
    return false;
}

static bool
enter_nothing(struct html_write *write, struct html_frame *frame)
{
    (void)write;
    frame->element = NULL;
    return false;
}

/* All the rest of a row is 0: no function, no class. */
#define ROW(element_, layout_) \
    .element = element_, .layout = layout_, .is_known = true

const struct html_row html_rows[DC_KIND_COUNT] = {
    [DC_DOCUMENT] = {ROW(NULL, HTML_HOLDER)},
    [DC_PLAIN] = {ROW(NULL, HTML_INLINE), .enter = html_enter_plain,
        .leave = html_leave_plain},
    [DC_PARA] = {ROW("p", HTML_LINE), .leave = html_leave_para},
    [DC_LINE_BLOCK] = {ROW("div", HTML_HOLDER), .class_name = "line-block"},
    [DC_LINE] = {ROW(NULL, HTML_INLINE), .enter = html_enter_line,
        .leave = html_leave_line},
    [DC_CODE_BLOCK] = {ROW("pre", HTML_LINE), .enter = html_enter_code_block,
        .leave = html_leave_code_block},
    [DC_RAW_BLOCK] = {ROW(NULL, HTML_LINE), .enter = html_enter_raw},
    [DC_BLOCK_QUOTE] = {ROW("blockquote", HTML_HOLDER)},
    [DC_ORDERED_LIST] = {ROW("ol", HTML_HOLDER), .enter = html_enter_ordered_list},
    [DC_BULLET_LIST] = {ROW("ul", HTML_HOLDER)},
    [DC_ITEM] = {ROW("li", HTML_ITEM)},
    [DC_DEFINITION_LIST] = {ROW("dl", HTML_HOLDER)},
    [DC_TERM] = {ROW("dt", HTML_LINE), .leave = html_leave_term},
    [DC_DEFINITION] = {ROW("dd", HTML_ITEM), .enter = html_enter_definition},
    [DC_HEADING] = {ROW("h1", HTML_LINE), .enter = html_enter_heading},
    [DC_RULE] = {ROW("hr", HTML_LINE), .enter = html_enter_void},
    [DC_TABLE] = {ROW("table", HTML_HOLDER), .enter = html_enter_table,
        .leave = html_leave_table},
    [DC_CAPTION] = {ROW("caption", HTML_ITEM), .enter = html_enter_caption,
        .leave = html_leave_caption},
    [DC_SHORT_CAPTION] = {ROW(NULL, HTML_INLINE),
        .enter = html_enter_short_caption},
    [DC_COLUMN] = {ROW(NULL, HTML_INLINE), .enter = enter_nothing},
    [DC_TABLE_HEAD] = {ROW("thead", HTML_HOLDER),
        .enter = html_enter_section},
    [DC_TABLE_BODY] = {ROW("tbody", HTML_HOLDER),
        .enter = html_enter_section},
    [DC_TABLE_FOOT] = {ROW("tfoot", HTML_HOLDER),
        .enter = html_enter_section},
    [DC_ROW] = {ROW("tr", HTML_HOLDER), .enter = html_enter_row,
        .leave = html_leave_row},
    [DC_CELL] = {ROW("td", HTML_ITEM), .enter = html_enter_cell,
        .leave = html_leave_cell},
    [DC_FIGURE] = {ROW("figure", HTML_HOLDER), .enter = html_enter_figure},
    [DC_DIV] = {ROW("div", HTML_HOLDER)},
    [DC_PAGE_BREAK] = {ROW(NULL, HTML_INLINE), .enter = html_enter_page_break},
    [DC_SCENE_BREAK] = {ROW("hr", HTML_LINE), .class_name = "scene-break",
        .enter = html_enter_scene_break},

    [DC_TEXT] = {ROW(NULL, HTML_INLINE)},
    [DC_EMPH] = {ROW("em", HTML_INLINE)},
    [DC_UNDERLINE] = {ROW("u", HTML_INLINE)},
    [DC_STRONG] = {ROW("strong", HTML_INLINE)},
    [DC_STRIKEOUT] = {ROW("del", HTML_INLINE)},
    [DC_SUPERSCRIPT] = {ROW("sup", HTML_INLINE)},
    [DC_SUBSCRIPT] = {ROW("sub", HTML_INLINE)},
    [DC_SMALL_CAPS] = {ROW("span", HTML_INLINE), .class_name = "smallcaps"},
    [DC_QUOTED] = {ROW(NULL, HTML_INLINE), .enter = html_enter_quoted,
        .leave = html_leave_quoted},
    [DC_CITE] = {ROW("span", HTML_INLINE), .enter = html_enter_cite},
    [DC_CITATION] = {ROW(NULL, HTML_INLINE), .enter = html_enter_citation,
        .leave = html_leave_citation},
    [DC_CITE_PREFIX] = {ROW(NULL, HTML_INLINE), .leave = html_leave_prefix},
    [DC_CITE_SUFFIX] = {ROW(NULL, HTML_INLINE), .enter = html_enter_suffix},
    [DC_CODE] = {ROW("code", HTML_INLINE)},
    [DC_LINE_BREAK] = {ROW("br", HTML_INLINE), .enter = html_enter_void},
    [DC_MATH] = {ROW(NULL, HTML_INLINE), .enter = html_enter_math},
    [DC_RAW_INLINE] = {ROW(NULL, HTML_INLINE), .enter = html_enter_raw},
    [DC_LINK] = {ROW("a", HTML_INLINE), .enter = html_enter_link,
        .leave = html_leave_link},
    [DC_IMAGE] = {ROW("img", HTML_INLINE), .enter = html_enter_image},
    [DC_NOTE] = {ROW(NULL, HTML_INLINE), .enter = html_enter_note},
    [DC_SPAN] = {ROW("span", HTML_INLINE), .enter = html_enter_span},
};
