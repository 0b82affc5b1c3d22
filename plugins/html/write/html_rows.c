/* SPDX-License-Identifier: MIT */
/*
 * The table of the HTML writer: one row a kind, an element where that is all
 * there is to say, else a function.  Tables and notes have files of their
 * own.
 */
#include "write/html.h"

static bool
is_in_blocks(const struct html_write *write)
{
    const struct html_frame *parent = html_parent(write);
    if (!parent || parent->kind >= DC_KIND_COUNT)
        return true;
    enum html_layout layout = html_rows[parent->kind].layout;
    return layout == HTML_HOLDER || layout == HTML_ITEM;
}

static void
report_loss(struct html_write *write, const struct html_frame *frame,
    const char *rule, const char *message)
{
    dc_report_at(write->job, DC_DIAG_LOSS, rule, dc_str_of(message),
        write->job->host->walk->pos(write->job, frame->node));
}

/* Tags only if there are attributes that need them. */
static void
start_if_attrs(
    struct html_write *write, struct html_frame *frame, const char *element)
{
    frame->element = NULL;
    if (!html_has_attrs(write, frame->node))
        return;
    frame->element = element;
    html_start_tag(write, frame->node, element, NULL);
}

/* hr, br: a tag and no end tag. */
static bool
enter_void(struct html_write *write, struct html_frame *frame)
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

static bool
enter_plain(struct html_write *write, struct html_frame *frame)
{
    start_if_attrs(write, frame, "div");
    return true;
}

/* In an item the last text stays on the line of the end tag. */
static void
leave_plain(struct html_write *write, struct html_frame *frame)
{
    const struct html_frame *parent = html_parent(write);
    bool in_item = parent && parent->kind < DC_KIND_COUNT &&
        html_rows[parent->kind].layout == HTML_ITEM;
    if (frame->element) {
        html_puts(write, "</div>");
        frame->element = NULL;
    }
    if (!in_item || parent->child)
        html_puts(write, "\n");
}

static bool
enter_line(struct html_write *write, struct html_frame *frame)
{
    start_if_attrs(write, frame, "span");
    return true;
}

static void
leave_line(struct html_write *write, struct html_frame *frame)
{
    if (frame->element)
        html_puts(write, "</span>");
    frame->element = NULL;
    html_puts(write, html_parent(write)->child ? "<br>\n" : "\n");
}

static bool
enter_code_block(struct html_write *write, struct html_frame *frame)
{
    html_start_tag(write, frame->node, frame->element, NULL);
    html_puts(write, "<code>");
    return true;
}

static void
leave_code_block(struct html_write *write, struct html_frame *frame)
{
    (void)frame;
    html_puts(write, "</code>");
}

static bool
enter_raw(struct html_write *write, struct html_frame *frame)
{
    report_loss(write, frame, "html-raw", "raw markup is left out");
    return enter_nothing(write, frame);
}

static bool
enter_ordered_list(struct html_write *write, struct html_frame *frame)
{
    static const char *const types[] = {
        [DC_STYLE_LOWER_ROMAN] = "i",
        [DC_STYLE_UPPER_ROMAN] = "I",
        [DC_STYLE_LOWER_ALPHA] = "a",
        [DC_STYLE_UPPER_ALPHA] = "A",
    };
    int64_t start = dc_int_field(write->job, frame->node, DC_F_START);
    int64_t style = dc_int_field(write->job, frame->node, DC_F_STYLE);
    html_start(write, frame->node, frame->element, NULL);
    if (start < 0) {
        html_puts(write, " start=\"-");
        html_put_number(write, 0 - (uint64_t)start);
        html_puts(write, "\"");
    } else if (start > 1) {
        html_put_number_attr(write, "start", (uint64_t)start);
    }
    if (style >= DC_STYLE_LOWER_ROMAN && style <= DC_STYLE_UPPER_ALPHA)
        html_put_attr(write, "type", dc_str_of(types[style]));
    /* The items begin with their markers. */
    if (dc_str_equal(dc_attr_of(write->job, frame->node, "class"), "marked"))
        html_puts(write, " style=\"list-style-type: none\"");
    html_puts(write, ">");
    return true;
}

/* In <dl> each group is <dt>s, then <dd>s; both must be there. */
static void
leave_term(struct html_write *write, struct html_frame *frame)
{
    if (html_parent(write)->child)
        return;
    html_puts(write, "</dt>\n<dd></dd>\n");
    frame->element = NULL;
}

static bool
enter_definition(struct html_write *write, struct html_frame *frame)
{
    uint32_t before = html_parent(write)->kind_before;
    if (before != DC_TERM && before != DC_DEFINITION)
        html_puts(write, "<dt></dt>\n");
    html_start_tag(write, frame->node, frame->element, NULL);
    return true;
}

/*
 * HTML forbids a heading two or more levels below the one before it.  What
 * skips levels moves up to the next one, and so do its siblings, which are
 * compared by what they meant.
 */
static int64_t
level_of(struct html_write *write, const struct html_frame *frame)
{
    int64_t meant = dc_int_field(write->job, frame->node, DC_F_LEVEL);
    struct html_level *levels = write->levels;
    size_t used = write->levels_used;
    meant = meant < 1 ? 1 : meant > HTML_LEVELS_MAX ? HTML_LEVELS_MAX : meant;
    while (used && levels[used - 1].meant >= meant)
        used--;
    int64_t written = meant;
    if (used && levels[used - 1].written + 1 < meant)
        written = levels[used - 1].written + 1;
    levels[used].meant = meant;
    levels[used].written = written;
    write->levels_used = used + 1;
    return written;
}

/*
 * HTML has six levels, and none of them may stand in <th>.  A heading in a
 * note moves with it to the end of the document, where it has no place.
 */
static bool
enter_heading(struct html_write *write, struct html_frame *frame)
{
    static const char *const elements[] = {
        NULL, "h1", "h2", "h3", "h4", "h5", "h6"};
    frame->element = "p";
    if (write->in_head_cell || write->in_note) {
        html_start_tag(write, frame->node, frame->element, "heading");
        return true;
    }
    int64_t level = level_of(write, frame);
    if (level <= 6) {
        frame->element = elements[level];
        html_start_tag(write, frame->node, frame->element, NULL);
        return true;
    }
    html_start(write, frame->node, frame->element, "heading");
    html_puts(write, " role=\"heading\"");
    html_put_number_attr(write, "aria-level", (uint64_t)level);
    html_puts(write, ">");
    return true;
}

static bool
enter_figure(struct html_write *write, struct html_frame *frame)
{
    html_count_captions(write, frame);
    html_start_tag(write, frame->node, frame->element, NULL);
    return true;
}

/* Several captions share one element: a table or figure may have only one. */
static bool
enter_caption(struct html_write *write, struct html_frame *frame)
{
    struct html_frame *parent = html_parent(write);
    bool is_figure = parent->kind == DC_FIGURE;
    bool is_demoted = !is_figure && write->in_table_caption;
    frame->element = is_demoted ? "div" : is_figure ? "figcaption" : "caption";
    if (parent->captions_done++ == 0 || is_demoted)
        html_start_tag(write, frame->node, frame->element, NULL);
    write->in_table_caption += !is_figure;
    return true;
}

static void
leave_caption(struct html_write *write, struct html_frame *frame)
{
    const struct html_frame *parent = html_parent(write);
    if (parent->captions_done < parent->captions) {
        html_puts(write, "\n");
        frame->element = NULL;
    }
    write->in_table_caption -= parent->kind != DC_FIGURE;
}

static bool
enter_short_caption(struct html_write *write, struct html_frame *frame)
{
    report_loss(write, frame, "html-short-caption",
        "the short form of a caption is left out");
    return enter_nothing(write, frame);
}

static bool
enter_page_break(struct html_write *write, struct html_frame *frame)
{
    bool is_block = is_in_blocks(write);
    dc_str label = dc_str_field(write->job, frame->node, DC_F_LABEL);
    const char *element = is_block ? "div" : "span";
    html_start(write, frame->node, element, "page-break");
    html_puts(write, " role=\"doc-pagebreak\"");
    if (label.len)
        html_put_attr(write, "aria-label", label);
    html_puts(write, is_block ? "></div>\n" : "></span>");
    frame->element = NULL;
    return false;
}

/* The author's own line, where there is one. */
static bool
enter_scene_break(struct html_write *write, struct html_frame *frame)
{
    dc_str glyph = dc_str_field(write->job, frame->node, DC_F_GLYPH);
    if (glyph.len == 0)
        return enter_void(write, frame);
    frame->element = "p";
    html_start(write, frame->node, "p", html_rows[frame->kind].class_name);
    html_puts(write, " role=\"separator\">");
    html_put_text(write, glyph);
    return false;
}

static bool
enter_quoted(struct html_write *write, struct html_frame *frame)
{
    int64_t quote = dc_int_field(write->job, frame->node, DC_F_QUOTE);
    start_if_attrs(write, frame, "span");
    html_puts(write,
        quote == DC_QUOTE_DOUBLE ? "\xE2\x80\x9C" : "\xE2\x80\x98");
    return true;
}

static void
leave_quoted(struct html_write *write, struct html_frame *frame)
{
    int64_t quote = dc_int_field(write->job, frame->node, DC_F_QUOTE);
    html_puts(write,
        quote == DC_QUOTE_DOUBLE ? "\xE2\x80\x9D" : "\xE2\x80\x99");
}

/*
 * The keys of the works, for whoever formats citations later.  A cite mostly
 * holds the text that stands for its citations.
 */
static bool
enter_cite(struct html_write *write, struct html_frame *frame)
{
    const dc_walk *walk = write->job->host->walk;
    bool is_open = false;
    html_start(write, frame->node, frame->element, "citation");
    for (uint32_t child = frame->first; child;
         child = walk->sibling(write->job, child)) {
        if (dc_kind(write->job, child) != DC_CITATION) {
            frame->has_text = true;
            continue;
        }
        html_puts(write, is_open ? " " : " data-cites=\"");
        html_put_value(
            write, dc_str_field(write->job, child, DC_F_CITE_ID));
        is_open = true;
    }
    html_puts(write, is_open ? "\">" : ">");
    return true;
}

static void
put_cite_id(struct html_write *write, const struct html_frame *citation)
{
    html_puts(write, "@");
    html_put_text(
        write, dc_str_field(write->job, citation->node, DC_F_CITE_ID));
}

/* Without that text: [prefix @id suffix]. */
static bool
enter_citation(struct html_write *write, struct html_frame *frame)
{
    if (html_parent(write)->has_text)
        return false;
    html_puts(write, "[");
    if (frame->first == 0 ||
        dc_kind(write->job, frame->first) != DC_CITE_PREFIX)
        put_cite_id(write, frame);
    return true;
}

static void
leave_citation(struct html_write *write, struct html_frame *frame)
{
    (void)frame;
    if (!html_parent(write)->has_text)
        html_puts(write, "]");
}

static void
leave_prefix(struct html_write *write, struct html_frame *frame)
{
    (void)frame;
    html_puts(write, " ");
    put_cite_id(write, html_parent(write));
}

static bool
enter_suffix(struct html_write *write, struct html_frame *frame)
{
    (void)frame;
    html_puts(write, " ");
    return true;
}

static bool
enter_math(struct html_write *write, struct html_frame *frame)
{
    bool is_display =
        dc_int_field(write->job, frame->node, DC_F_DISPLAY) != 0;
    html_start_tag(write, frame->node, frame->element,
        is_display ? "math display" : "math inline");
    html_puts(write, is_display ? "\\[" : "\\(");
    return true;
}

static void
leave_math(struct html_write *write, struct html_frame *frame)
{
    bool is_display =
        dc_int_field(write->job, frame->node, DC_F_DISPLAY) != 0;
    html_puts(write, is_display ? "\\]" : "\\)");
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
static bool
enter_link(struct html_write *write, struct html_frame *frame)
{
    dc_str url = dc_str_field(write->job, frame->node, DC_F_URL);
    if (write->in_link) {
        report_loss(write, frame, "html-nested-link",
            "a link within a link is written as its text");
        frame->element = "span";
        html_start_tag(write, frame->node, frame->element, NULL);
        return true;
    }
    write->in_link = 1;
    html_start(write, frame->node, frame->element, NULL);
    if (url.len && html_check_url(write, frame->node, url, HTML_USE_LINK))
        html_put_url(write, "href", url);
    put_title(write, frame);
    html_puts(write, ">");
    return true;
}

static void
leave_link(struct html_write *write, struct html_frame *frame)
{
    if (strcmp(frame->element, "a") == 0)
        write->in_link = 0;
}

/* An image without a usable address is written as its description. */
static bool
enter_image(struct html_write *write, struct html_frame *frame)
{
    dc_str url = dc_str_field(write->job, frame->node, DC_F_URL);
    if (url.len == 0 ||
        !html_check_url(write, frame->node, url, HTML_USE_IMAGE)) {
        frame->element = "span";
        html_start_tag(write, frame->node, frame->element, "image");
        return true;
    }
    html_start(write, frame->node, frame->element, NULL);
    html_put_url(write, "src", url);
    html_put_attr(write, "alt", dc_plain_text(write->job, frame->node));
    put_title(write, frame);
    html_puts(write, ">");
    frame->element = NULL;
    return false;
}

/* All the rest of a row is 0: no function, no class. */
#define ROW(element_, layout_) \
    .element = element_, .layout = layout_, .is_known = true

const struct html_row html_rows[DC_KIND_COUNT] = {
    [DC_DOCUMENT] = {ROW(NULL, HTML_HOLDER)},
    [DC_PLAIN] = {ROW(NULL, HTML_INLINE), .enter = enter_plain,
        .leave = leave_plain},
    [DC_PARA] = {ROW("p", HTML_LINE)},
    [DC_LINE_BLOCK] = {ROW("div", HTML_HOLDER), .class_name = "line-block"},
    [DC_LINE] = {ROW(NULL, HTML_INLINE), .enter = enter_line,
        .leave = leave_line},
    [DC_CODE_BLOCK] = {ROW("pre", HTML_LINE), .enter = enter_code_block,
        .leave = leave_code_block},
    [DC_RAW_BLOCK] = {ROW(NULL, HTML_LINE), .enter = enter_raw},
    [DC_BLOCK_QUOTE] = {ROW("blockquote", HTML_HOLDER)},
    [DC_ORDERED_LIST] = {ROW("ol", HTML_HOLDER), .enter = enter_ordered_list},
    [DC_BULLET_LIST] = {ROW("ul", HTML_HOLDER)},
    [DC_ITEM] = {ROW("li", HTML_ITEM)},
    [DC_DEFINITION_LIST] = {ROW("dl", HTML_HOLDER)},
    [DC_TERM] = {ROW("dt", HTML_LINE), .leave = leave_term},
    [DC_DEFINITION] = {ROW("dd", HTML_ITEM), .enter = enter_definition},
    [DC_HEADING] = {ROW("h1", HTML_LINE), .enter = enter_heading},
    [DC_RULE] = {ROW("hr", HTML_LINE), .enter = enter_void},
    [DC_TABLE] = {ROW("table", HTML_HOLDER), .enter = html_enter_table,
        .leave = html_leave_table},
    [DC_CAPTION] = {ROW("caption", HTML_ITEM), .enter = enter_caption,
        .leave = leave_caption},
    [DC_SHORT_CAPTION] = {ROW(NULL, HTML_INLINE),
        .enter = enter_short_caption},
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
    [DC_FIGURE] = {ROW("figure", HTML_HOLDER), .enter = enter_figure},
    [DC_DIV] = {ROW("div", HTML_HOLDER)},
    [DC_PAGE_BREAK] = {ROW(NULL, HTML_INLINE), .enter = enter_page_break},
    [DC_SCENE_BREAK] = {ROW("hr", HTML_LINE), .class_name = "scene-break",
        .enter = enter_scene_break},

    [DC_TEXT] = {ROW(NULL, HTML_INLINE)},
    [DC_EMPH] = {ROW("em", HTML_INLINE)},
    [DC_UNDERLINE] = {ROW("u", HTML_INLINE)},
    [DC_STRONG] = {ROW("strong", HTML_INLINE)},
    [DC_STRIKEOUT] = {ROW("del", HTML_INLINE)},
    [DC_SUPERSCRIPT] = {ROW("sup", HTML_INLINE)},
    [DC_SUBSCRIPT] = {ROW("sub", HTML_INLINE)},
    [DC_SMALL_CAPS] = {ROW("span", HTML_INLINE), .class_name = "small-caps"},
    [DC_QUOTED] = {ROW(NULL, HTML_INLINE), .enter = enter_quoted,
        .leave = leave_quoted},
    [DC_CITE] = {ROW("span", HTML_INLINE), .enter = enter_cite},
    [DC_CITATION] = {ROW(NULL, HTML_INLINE), .enter = enter_citation,
        .leave = leave_citation},
    [DC_CITE_PREFIX] = {ROW(NULL, HTML_INLINE), .leave = leave_prefix},
    [DC_CITE_SUFFIX] = {ROW(NULL, HTML_INLINE), .enter = enter_suffix},
    [DC_CODE] = {ROW("code", HTML_INLINE)},
    [DC_LINE_BREAK] = {ROW("br", HTML_INLINE), .enter = enter_void},
    [DC_MATH] = {ROW("span", HTML_INLINE), .enter = enter_math,
        .leave = leave_math},
    [DC_RAW_INLINE] = {ROW(NULL, HTML_INLINE), .enter = enter_raw},
    [DC_LINK] = {ROW("a", HTML_INLINE), .enter = enter_link,
        .leave = leave_link},
    [DC_IMAGE] = {ROW("img", HTML_INLINE), .enter = enter_image},
    [DC_NOTE] = {ROW(NULL, HTML_INLINE), .enter = html_enter_note},
    [DC_SPAN] = {ROW("span", HTML_INLINE)},
};
