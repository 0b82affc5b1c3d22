/* SPDX-License-Identifier: MIT */
/*
 * The insertion modes of tables (HTML standard, 13.2.6.4.9 to 13.2.6.4.15).
 */
#include <stdlib.h>
#include <string.h>

#include "parse/html_build.h"

static bool
is_table_context(const struct html_build *build)
{
    const struct html_node *at = html_node(build->dom, html_current(build));
    if (at->space != HTML_SPACE_HTML)
        return false;
    return at->name == HTML_TABLE || at->name == HTML_TBODY ||
        at->name == HTML_TEMPLATE || at->name == HTML_TFOOT ||
        at->name == HTML_THEAD || at->name == HTML_TR;
}

static bool
is_section(uint32_t name)
{
    return name == HTML_TBODY || name == HTML_THEAD || name == HTML_TFOOT;
}

/* Tags that end a caption or a cell when they come. */
static bool
is_part(uint32_t name)
{
    return is_section(name) || name == HTML_CAPTION || name == HTML_COL ||
        name == HTML_COLGROUP || name == HTML_TD || name == HTML_TH ||
        name == HTML_TR;
}

/* Pops to an element in which the mode's tags stand. */
static void
clear_to(struct html_build *build, const uint32_t *names)
{
    while (build->open_count) {
        const uint32_t *name = names;
        while (*name && !html_current_is(build, *name))
            name++;
        if (*name || html_current_is(build, HTML_TEMPLATE) ||
            html_current_is(build, HTML_HTML))
            return;
        html_pop(build);
    }
}

static void
clear_to_table(struct html_build *build)
{
    static const uint32_t names[] = {HTML_TABLE, 0};
    clear_to(build, names);
}

static void
clear_to_body(struct html_build *build)
{
    static const uint32_t names[] = {
        HTML_TBODY, HTML_TFOOT, HTML_THEAD, 0};
    clear_to(build, names);
}

static void
clear_to_row(struct html_build *build)
{
    static const uint32_t names[] = {HTML_TR, 0};
    clear_to(build, names);
}

/* What a table may not hold goes before it. */
static void
foster(struct html_build *build, struct html_token *token)
{
    build->foster = true;
    html_mode_in_body(build, token);
    build->foster = false;
}

static void
open_part(struct html_build *build, struct html_token *token,
    enum html_mode mode)
{
    html_insert(build, token);
    build->mode = mode;
}

static bool
is_hidden_input(const struct html_build *build, const struct html_token *token)
{
    const struct html_dom *dom = build->dom;
    for (uint32_t i = 0; i < token->attribute_count; i++) {
        const struct html_attribute *at =
            &dom->attributes[token->attribute_first + i];
        dc_str value = html_value_of(dom, at);
        if (at->name == HTML_TYPE && value.len == strlen("hidden"))
            return html_begins_with(
                value.ptr, value.ptr + value.len, "hidden");
    }
    return false;
}

static void
table_start(struct html_build *build, struct html_token *token)
{
    switch (token->name) {
    case HTML_CAPTION:
        clear_to_table(build);
        html_add_marker(build);
        open_part(build, token, HTML_MODE_IN_CAPTION);
        break;
    case HTML_COLGROUP:
        clear_to_table(build);
        open_part(build, token, HTML_MODE_IN_COLUMN_GROUP);
        break;
    case HTML_COL:
        clear_to_table(build);
        html_insert_named(build, HTML_COLGROUP, token->pos);
        html_reprocess(build, HTML_MODE_IN_COLUMN_GROUP);
        break;
    case HTML_TBODY:
    case HTML_TFOOT:
    case HTML_THEAD:
        clear_to_table(build);
        open_part(build, token, HTML_MODE_IN_TABLE_BODY);
        break;
    case HTML_TD:
    case HTML_TH:
    case HTML_TR:
        clear_to_table(build);
        html_insert_named(build, HTML_TBODY, token->pos);
        html_reprocess(build, HTML_MODE_IN_TABLE_BODY);
        break;
    case HTML_TABLE:
        if (!html_in_scope(build, HTML_TABLE, HTML_SCOPE_TABLE))
            break;
        html_pop_until(build, HTML_TABLE);
        html_reset_mode(build);
        build->again = true;
        break;
    case HTML_STYLE:
    case HTML_SCRIPT:
    case HTML_TEMPLATE:
        html_mode_in_head(build, token);
        break;
    case HTML_INPUT:
        if (is_hidden_input(build, token))
            html_insert_void(build, token);
        else
            foster(build, token);
        break;
    case HTML_FORM:
        if (html_has_open(build, HTML_TEMPLATE) || build->form)
            break;
        build->form = html_insert(build, token);
        html_pop(build);
        break;
    default:
        foster(build, token);
    }
}

static void
table_end(struct html_build *build, struct html_token *token)
{
    if (token->name == HTML_TABLE) {
        if (!html_in_scope(build, HTML_TABLE, HTML_SCOPE_TABLE))
            return;
        html_pop_until(build, HTML_TABLE);
        html_reset_mode(build);
    } else if (token->name == HTML_TEMPLATE) {
        html_mode_in_head(build, token);
    } else if (!is_part(token->name) && token->name != HTML_BODY &&
        token->name != HTML_HTML) {
        foster(build, token);
    }
}

void
html_mode_in_table(struct html_build *build, struct html_token *token)
{
    switch (token->type) {
    case HTML_TOKEN_TEXT:
        if (!is_table_context(build)) {
            foster(build, token);
            break;
        }
        build->table_text_len = 0;
        build->table_text_is_blank = true;
        build->original_mode = build->mode;
        html_reprocess(build, HTML_MODE_IN_TABLE_TEXT);
        break;
    case HTML_TOKEN_COMMENT:
        html_insert_comment(build, token, 0);
        break;
    case HTML_TOKEN_DOCTYPE:
        break;
    case HTML_TOKEN_START_TAG:
        table_start(build, token);
        break;
    case HTML_TOKEN_END_TAG:
        table_end(build, token);
        break;
    case HTML_TOKEN_END:
        html_body_input_end(build, token);
        break;
    }
}

static void
collect_text(struct html_build *build, dc_str text)
{
    size_t need = build->table_text_len + text.len;
    if (need > build->table_text_room) {
        size_t room = need * 2;
        char *more = realloc(build->table_text, room);
        if (!more) {
            build->dom->status = DC_E_NOMEM;
            return;
        }
        build->table_text = more;
        build->table_text_room = room;
    }
    if (text.len)
        memcpy(build->table_text + build->table_text_len, text.ptr, text.len);
    build->table_text_len = need;
    for (size_t i = 0; build->table_text_is_blank && i < text.len; i++)
        build->table_text_is_blank = html_is_blank(text.ptr[i]);
}

void
html_mode_in_table_text(struct html_build *build, struct html_token *token)
{
    if (token->type == HTML_TOKEN_TEXT) {
        if (!token->is_nul)
            collect_text(build, token->text);
        return;
    }
    struct html_token text = {.type = HTML_TOKEN_TEXT, .pos = token->pos};
    text.text.ptr = build->table_text;
    text.text.len = build->table_text_len;
    if (text.text.len && !build->table_text_is_blank)
        foster(build, &text);
    else if (!build->dom->is_lean)
        html_insert_text(build, text.text);
    html_reprocess(build, build->original_mode);
}

static bool
close_caption(struct html_build *build)
{
    if (!html_in_scope(build, HTML_CAPTION, HTML_SCOPE_TABLE))
        return false;
    html_imply_ends(build, HTML_NO_NAME);
    html_pop_until(build, HTML_CAPTION);
    html_clear_formatting(build);
    build->mode = HTML_MODE_IN_TABLE;
    return true;
}

void
html_mode_in_caption(struct html_build *build, struct html_token *token)
{
    bool is_end = token->type == HTML_TOKEN_END_TAG;
    bool is_start = token->type == HTML_TOKEN_START_TAG;
    if (is_end && token->name == HTML_CAPTION) {
        close_caption(build);
    } else if ((is_start && is_part(token->name)) ||
        (is_end && token->name == HTML_TABLE)) {
        build->again = close_caption(build);
    } else if (!is_end || (token->name != HTML_BODY &&
        token->name != HTML_HTML && !is_part(token->name))) {
        html_mode_in_body(build, token);
    }
}

/* A column group's content that is no text; false: anything else. */
static bool
column_group_token(struct html_build *build, struct html_token *token)
{
    bool is_end = token->type == HTML_TOKEN_END_TAG;
    bool is_start = token->type == HTML_TOKEN_START_TAG;
    if (token->type == HTML_TOKEN_COMMENT) {
        html_insert_comment(build, token, 0);
    } else if (is_start && token->name == HTML_HTML) {
        html_mode_in_body(build, token);
    } else if (is_start && token->name == HTML_COL) {
        html_insert_void(build, token);
    } else if (is_end && token->name == HTML_COLGROUP) {
        if (html_current_is(build, HTML_COLGROUP)) {
            html_pop(build);
            build->mode = HTML_MODE_IN_TABLE;
        }
    } else if ((is_start || is_end) && token->name == HTML_TEMPLATE) {
        html_mode_in_head(build, token);
    } else if (token->type == HTML_TOKEN_END) {
        html_body_input_end(build, token);
        return build->template_count != 0 || build->again;
    } else {
        return token->type == HTML_TOKEN_DOCTYPE ||
            (is_end && token->name == HTML_COL);
    }
    return true;
}

void
html_mode_in_column_group(struct html_build *build, struct html_token *token)
{
    dc_str blanks;
    if (token->type == HTML_TOKEN_TEXT) {
        if (html_take_blanks(token, &blanks) && !build->dom->is_lean)
            html_insert_text(build, blanks);
        if (token->text.len == 0)
            return;
    } else if (column_group_token(build, token)) {
        return;
    }
    if (!html_current_is(build, HTML_COLGROUP))
        return;
    html_pop(build);
    html_reprocess(build, HTML_MODE_IN_TABLE);
}

static bool
has_section_in_scope(const struct html_build *build)
{
    return html_in_scope(build, HTML_TBODY, HTML_SCOPE_TABLE) ||
        html_in_scope(build, HTML_THEAD, HTML_SCOPE_TABLE) ||
        html_in_scope(build, HTML_TFOOT, HTML_SCOPE_TABLE);
}

/* Ends the open section; the token is looked at again in the table. */
static void
leave_section(struct html_build *build)
{
    if (!has_section_in_scope(build))
        return;
    clear_to_body(build);
    html_pop(build);
    html_reprocess(build, HTML_MODE_IN_TABLE);
}

static void
table_body_start(struct html_build *build, struct html_token *token)
{
    if (token->name == HTML_TR) {
        clear_to_body(build);
        open_part(build, token, HTML_MODE_IN_ROW);
    } else if (token->name == HTML_TD || token->name == HTML_TH) {
        clear_to_body(build);
        html_insert_named(build, HTML_TR, token->pos);
        html_reprocess(build, HTML_MODE_IN_ROW);
    } else if (is_part(token->name)) {
        leave_section(build);
    } else {
        html_mode_in_table(build, token);
    }
}

static void
table_body_end(struct html_build *build, struct html_token *token)
{
    if (token->name == HTML_TABLE) {
        leave_section(build);
    } else if (is_section(token->name)) {
        if (!html_in_scope(build, token->name, HTML_SCOPE_TABLE))
            return;
        clear_to_body(build);
        html_pop(build);
        build->mode = HTML_MODE_IN_TABLE;
    } else if (!is_part(token->name) && token->name != HTML_BODY &&
        token->name != HTML_HTML) {
        html_mode_in_table(build, token);
    }
}

void
html_mode_in_table_body(struct html_build *build, struct html_token *token)
{
    if (token->type == HTML_TOKEN_START_TAG)
        table_body_start(build, token);
    else if (token->type == HTML_TOKEN_END_TAG)
        table_body_end(build, token);
    else
        html_mode_in_table(build, token);
}

static bool
close_row(struct html_build *build)
{
    if (!html_in_scope(build, HTML_TR, HTML_SCOPE_TABLE))
        return false;
    clear_to_row(build);
    html_pop(build);
    build->mode = HTML_MODE_IN_TABLE_BODY;
    return true;
}

static void
row_end(struct html_build *build, struct html_token *token)
{
    if (token->name == HTML_TR) {
        close_row(build);
    } else if (token->name == HTML_TABLE) {
        build->again = close_row(build);
    } else if (is_section(token->name)) {
        if (html_in_scope(build, token->name, HTML_SCOPE_TABLE))
            build->again = close_row(build);
    } else if (!is_part(token->name) && token->name != HTML_BODY &&
        token->name != HTML_HTML) {
        html_mode_in_table(build, token);
    }
}

void
html_mode_in_row(struct html_build *build, struct html_token *token)
{
    if (token->type == HTML_TOKEN_END_TAG) {
        row_end(build, token);
        return;
    }
    bool is_start = token->type == HTML_TOKEN_START_TAG;
    if (is_start && (token->name == HTML_TD || token->name == HTML_TH)) {
        clear_to_row(build);
        open_part(build, token, HTML_MODE_IN_CELL);
        html_add_marker(build);
    } else if (is_start && is_part(token->name)) {
        build->again = close_row(build);
    } else {
        html_mode_in_table(build, token);
    }
}

static void
close_cell(struct html_build *build)
{
    html_imply_ends(build, HTML_NO_NAME);
    while (build->open_count > 1 && !html_current_is(build, HTML_TD) &&
        !html_current_is(build, HTML_TH))
        html_pop(build);
    html_pop(build);
    html_clear_formatting(build);
    build->mode = HTML_MODE_IN_ROW;
}

static void
cell_end(struct html_build *build, struct html_token *token)
{
    uint32_t name = token->name;
    if (name == HTML_TD || name == HTML_TH) {
        if (!html_in_scope(build, name, HTML_SCOPE_TABLE))
            return;
        html_imply_ends(build, HTML_NO_NAME);
        html_pop_until(build, name);
        html_clear_formatting(build);
        build->mode = HTML_MODE_IN_ROW;
    } else if (name == HTML_TABLE || name == HTML_TR || is_section(name)) {
        if (!html_in_scope(build, name, HTML_SCOPE_TABLE))
            return;
        close_cell(build);
        build->again = true;
    } else if (!is_part(name) && name != HTML_BODY && name != HTML_HTML) {
        html_mode_in_body(build, token);
    }
}

void
html_mode_in_cell(struct html_build *build, struct html_token *token)
{
    if (token->type == HTML_TOKEN_END_TAG) {
        cell_end(build, token);
    } else if (token->type == HTML_TOKEN_START_TAG && is_part(token->name)) {
        if (!html_in_scope(build, HTML_TD, HTML_SCOPE_TABLE) &&
            !html_in_scope(build, HTML_TH, HTML_SCOPE_TABLE))
            return;
        close_cell(build);
        build->again = true;
    } else {
        html_mode_in_body(build, token);
    }
}
