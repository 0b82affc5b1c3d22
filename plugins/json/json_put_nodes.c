/* SPDX-License-Identifier: MIT */
/*
 * How each kind is written, but tables and figures: what stands before its
 * content now, the rest by the plan.
 */
#include "json_write.h"

void
json_put_constructor(struct json_write *write, uint32_t kind)
{
    json_separate(write);
    json_puts(write, "{\"t\":\"");
    json_put_dc_str(write, json_constructor(kind));
    json_puts(write, "\",\"c\":");
}

/* The kinds that content of this kind is made of. */
static uint64_t
content_kinds(struct json_write *write, uint32_t kind)
{
    int holds = json_kinds[kind].holds;
    uint64_t kinds = 0;
    if (holds & DC_G_INLINE)
        return write->inline_kinds;
    if (holds & DC_G_BLOCK)
        return write->block_kinds;
    for (uint32_t i = 0; i < DC_KIND_COUNT; i++)
        if (json_kinds[i].is & holds)
            kinds |= JSON_KIND(i);
    return kinds;
}

static void
then_content(struct json_write *write, uint32_t node)
{
    json_then_children(
        write, node, content_kinds(write, dc_kind(write->job, node)));
}

void
json_put_part(struct json_write *write, uint32_t node)
{
    bool is_wrapped = json_node_has_attr(write, node);
    json_separate(write);
    json_puts(write, "[");
    if (is_wrapped)
        json_open_wrapper(write, node, dc_kind(write->job, node));
    then_content(write, node);
    json_then_text(write, is_wrapped ? "]]}]" : "]");
}

/* c is a list. */
static void
put_list(struct json_write *write, uint32_t node)
{
    json_put_constructor(write, dc_kind(write->job, node));
    json_puts(write, "[");
    then_content(write, node);
    json_then_text(write, "]}");
}

/* c is [Attr, list]. */
static void
put_attr_list(struct json_write *write, uint32_t node)
{
    uint32_t kind = dc_kind(write->job, node);
    if (kind == DC_SPAN && json_put_odd_str(write, node))
        return;
    json_put_constructor(write, kind);
    json_puts(write, "[");
    json_put_node_attr(write, node, DC_DOCUMENT, NULL);
    json_puts(write, ",[");
    then_content(write, node);
    json_then_text(write, "]]}");
}

static void
put_leaf(struct json_write *write, uint32_t node)
{
    json_separate(write);
    json_puts(write, "{\"t\":\"");
    json_put_dc_str(write, json_constructor(dc_kind(write->job, node)));
    json_puts(write, "\"}");
}

/* c is [Attr, text]. */
static void
put_code(struct json_write *write, uint32_t node)
{
    json_put_constructor(write, dc_kind(write->job, node));
    json_puts(write, "[");
    json_put_node_attr(write, node, DC_DOCUMENT, NULL);
    json_puts(write, ",");
    json_put_content(write, node);
    json_puts(write, "]}");
}

/* c is [format, text]. */
static void
put_raw(struct json_write *write, uint32_t node)
{
    json_put_constructor(write, dc_kind(write->job, node));
    json_puts(write, "[");
    json_put_quoted(write, dc_str_field(write->job, node, DC_F_FORMAT));
    json_puts(write, ",");
    json_put_content(write, node);
    json_puts(write, "]}");
}

static void
put_math(struct json_write *write, uint32_t node)
{
    json_put_constructor(write, DC_MATH);
    json_puts(write, "[");
    json_put_choice(
        write, &json_displays, dc_int_field(write->job, node, DC_F_DISPLAY));
    json_puts(write, ",");
    json_put_content(write, node);
    json_puts(write, "]}");
}

static void
put_heading(struct json_write *write, uint32_t node)
{
    json_put_constructor(write, DC_HEADING);
    json_puts(write, "[");
    json_put_number(write, dc_int_field(write->job, node, DC_F_LEVEL));
    json_puts(write, ",");
    json_put_node_attr(write, node, DC_DOCUMENT, NULL);
    json_puts(write, ",[");
    then_content(write, node);
    json_then_text(write, "]]}");
}

static void
put_ordered_list(struct json_write *write, uint32_t node)
{
    json_put_constructor(write, DC_ORDERED_LIST);
    json_puts(write, "[[");
    json_put_number(write, dc_int_field(write->job, node, DC_F_START));
    json_puts(write, ",");
    json_put_choice(
        write, &json_styles, dc_int_field(write->job, node, DC_F_STYLE));
    json_puts(write, ",");
    json_put_choice(
        write, &json_delims, dc_int_field(write->job, node, DC_F_DELIM));
    json_puts(write, "],[");
    then_content(write, node);
    json_then_text(write, "]]}");
}

/*
 * [term, definitions], from a term, or from definitions that have none, up to
 * the next term.
 */
static void
put_definition_pair(struct json_write *write, uint32_t child)
{
    bool has_term = dc_kind(write->job, child) == DC_TERM;
    uint32_t first = child;
    if (has_term)
        first = write->job->host->walk->sibling(write->job, child);
    uint32_t next = json_sibling_of_kind(write, first, DC_TERM);
    json_separate(write);
    json_puts(write, "[");
    if (has_term)
        json_put_part(write, child);
    else
        json_puts(write,
            "[{\"t\":\"Span\",\"c\":[[\"\",[\"" JSON_NO_TERM_CLASS
            "\"],[]],[]]}]");
    json_then_text(write, ",[");
    json_then_range(write, first, next, JSON_KIND(DC_DEFINITION));
    json_then_text(write, "]]");
    if (next)
        json_then_step(write, put_definition_pair, next);
}

static void
put_definition_list(struct json_write *write, uint32_t node)
{
    uint32_t first = write->job->host->walk->first(write->job, node);
    json_put_constructor(write, DC_DEFINITION_LIST);
    json_puts(write, "[");
    if (first)
        json_then_step(write, put_definition_pair, first);
    json_then_text(write, "]}");
}

static void
put_quoted(struct json_write *write, uint32_t node)
{
    json_put_constructor(write, DC_QUOTED);
    json_puts(write, "[");
    json_put_choice(
        write, &json_quotes, dc_int_field(write->job, node, DC_F_QUOTE));
    json_puts(write, ",[");
    then_content(write, node);
    json_then_text(write, "]]}");
}

static void
put_cite(struct json_write *write, uint32_t node)
{
    json_put_constructor(write, DC_CITE);
    json_puts(write, "[[");
    json_then_children(write, node, JSON_KIND(DC_CITATION));
    json_then_text(write, "],[");
    json_then_children(write, node, write->inline_kinds);
    json_then_text(write, "]]}");
}

static void
end_citation(struct json_write *write, uint32_t node)
{
    json_puts(write, "],\"citationMode\":");
    json_put_choice(write, &json_cite_modes,
        dc_int_field(write->job, node, DC_F_CITE_MODE));
    json_puts(write, ",\"citationNoteNum\":");
    json_put_number(write, dc_int_field(write->job, node, DC_F_CITE_NOTE));
    json_puts(write, ",\"citationHash\":");
    json_put_number(write, dc_int_field(write->job, node, DC_F_CITE_HASH));
    json_puts(write, "}");
}

static void
put_citation(struct json_write *write, uint32_t node)
{
    bool is_wrapped = json_node_has_attr(write, node);
    json_separate(write);
    json_puts(write, "{\"citationId\":");
    json_put_quoted(write, dc_str_field(write->job, node, DC_F_CITE_ID));
    json_puts(write, ",\"citationPrefix\":[");
    if (is_wrapped)
        json_open_wrapper(write, node, DC_CITATION);
    json_then_children(write, node, JSON_KIND(DC_CITE_PREFIX));
    json_then_text(write,
        is_wrapped ? "]]}],\"citationSuffix\":[" : "],\"citationSuffix\":[");
    json_then_children(write, node, JSON_KIND(DC_CITE_SUFFIX));
    json_then_step(write, end_citation, node);
}

/* Content without brackets, for there may be several of one kind. */
static void
put_affix(struct json_write *write, uint32_t node)
{
    bool is_wrapped = json_node_has_attr(write, node);
    if (is_wrapped) {
        json_separate(write);
        json_open_wrapper(write, node, dc_kind(write->job, node));
    }
    then_content(write, node);
    if (is_wrapped)
        json_then_text(write, "]]}");
}

static void
end_link(struct json_write *write, uint32_t node)
{
    json_puts(write, "],[");
    json_put_quoted(write, dc_str_field(write->job, node, DC_F_URL));
    json_puts(write, ",");
    json_put_quoted(write, dc_str_field(write->job, node, DC_F_TITLE));
    json_puts(write, "]]}");
}

static void
put_link(struct json_write *write, uint32_t node)
{
    json_put_constructor(write, dc_kind(write->job, node));
    json_puts(write, "[");
    json_put_node_attr(write, node, DC_DOCUMENT, NULL);
    json_puts(write, ",[");
    then_content(write, node);
    json_then_step(write, end_link, node);
}

static void
put_page_break(struct json_write *write, uint32_t node)
{
    struct json_pair pair = {
        JSON_LABEL_KEY, dc_str_field(write->job, node, DC_F_LABEL)};
    json_put_constructor(write, write->in_blocks ? DC_DIV : DC_SPAN);
    json_puts(write, "[");
    json_put_node_attr(write, node, DC_PAGE_BREAK, &pair);
    json_puts(write, ",[]]}");
}

static void
put_scene_break(struct json_write *write, uint32_t node)
{
    struct json_pair pair = {
        JSON_GLYPH_KEY, dc_str_field(write->job, node, DC_F_GLYPH)};
    json_put_constructor(write, DC_DIV);
    json_puts(write, "[");
    json_put_node_attr(write, node, DC_SCENE_BREAK, &pair);
    json_puts(write, ",[{\"t\":\"HorizontalRule\"}]]}");
}

/* Metadata.  Attributes of values that are no text have no place. */

static void
report_meta_attr(struct json_write *write, uint32_t node)
{
    if (json_node_has_attr(write, node))
        json_report_loss(write, node, "json-attribute",
            "an attribute of a metadata value has no place in JSON");
}

static void
put_map(struct json_write *write, uint32_t node)
{
    report_meta_attr(write, node);
    json_put_constructor(write, DC_META_MAP);
    json_puts(write, "{");
    then_content(write, node);
    json_then_text(write, "}}");
}

static void
put_entry(struct json_write *write, uint32_t node)
{
    json_separate(write);
    json_put_quoted(write, dc_str_field(write->job, node, DC_F_KEY));
    json_puts(write, ":");
    if (write->job->host->walk->first(write->job, node))
        then_content(write, node);
    else
        json_puts(write, "{\"t\":\"MetaString\",\"c\":\"\"}");
}

static void
put_meta_list(struct json_write *write, uint32_t node)
{
    report_meta_attr(write, node);
    put_list(write, node);
}

static void
put_bool(struct json_write *write, uint32_t node)
{
    report_meta_attr(write, node);
    json_put_constructor(write, DC_META_BOOL);
    json_puts(
        write, dc_int_field(write->job, node, DC_F_TRUE) ? "true}" : "false}");
}

static void
put_string(struct json_write *write, uint32_t node)
{
    report_meta_attr(write, node);
    json_put_constructor(write, DC_META_STRING);
    json_put_content(write, node);
    json_puts(write, "}");
}

static void
put_meta_text(struct json_write *write, uint32_t node)
{
    json_put_constructor(write, dc_kind(write->job, node));
    json_put_part(write, node);
    json_then_text(write, "}");
}

json_put_step *const json_put_steps[DC_KIND_COUNT] = {
    [DC_PLAIN] = put_list,
    [DC_PARA] = put_list,
    [DC_LINE_BLOCK] = put_list,
    [DC_LINE] = json_put_part,
    [DC_CODE_BLOCK] = put_code,
    [DC_RAW_BLOCK] = put_raw,
    [DC_BLOCK_QUOTE] = put_list,
    [DC_ORDERED_LIST] = put_ordered_list,
    [DC_BULLET_LIST] = put_list,
    [DC_ITEM] = json_put_part,
    [DC_DEFINITION_LIST] = put_definition_list,
    [DC_DEFINITION] = json_put_part,
    [DC_HEADING] = put_heading,
    [DC_RULE] = put_leaf,
    [DC_TABLE] = json_put_table,
    [DC_ROW] = json_put_row,
    [DC_CELL] = json_put_cell,
    [DC_FIGURE] = json_put_figure,
    [DC_DIV] = put_attr_list,
    [DC_PAGE_BREAK] = put_page_break,
    [DC_SCENE_BREAK] = put_scene_break,
    [DC_EMPH] = put_list,
    [DC_UNDERLINE] = put_list,
    [DC_STRONG] = put_list,
    [DC_STRIKEOUT] = put_list,
    [DC_SUPERSCRIPT] = put_list,
    [DC_SUBSCRIPT] = put_list,
    [DC_SMALL_CAPS] = put_list,
    [DC_QUOTED] = put_quoted,
    [DC_CITE] = put_cite,
    [DC_CITATION] = put_citation,
    [DC_CITE_PREFIX] = put_affix,
    [DC_CITE_SUFFIX] = put_affix,
    [DC_CODE] = put_code,
    [DC_LINE_BREAK] = put_leaf,
    [DC_MATH] = put_math,
    [DC_RAW_INLINE] = put_raw,
    [DC_LINK] = put_link,
    [DC_IMAGE] = put_link,
    [DC_NOTE] = put_list,
    [DC_SPAN] = put_attr_list,
    [DC_META_MAP] = put_map,
    [DC_META_ENTRY] = put_entry,
    [DC_META_LIST] = put_meta_list,
    [DC_META_BOOL] = put_bool,
    [DC_META_STRING] = put_string,
    [DC_META_INLINES] = put_meta_text,
    [DC_META_BLOCKS] = put_meta_text,
};
