/* SPDX-License-Identifier: MIT */
/*
 * The insertion mode "in body": text, end tags, the end of the input (HTML
 * standard, 13.2.6.4.7).  Start tags are in html_body_start.c.
 */
#include "parse/html_build.h"

static void
put_text(struct html_build *build, const struct html_token *token)
{
    if (token->is_nul)
        return;
    if (build->formatting_count)
        html_reconstruct(build);
    html_insert_text(build, token->text);
    for (size_t i = 0; build->frameset_ok && i < token->text.len; i++)
        build->frameset_ok = html_is_blank(token->text.ptr[i]);
}

void
html_mode_in_body(struct html_build *build, struct html_token *token)
{
    switch (token->type) {
    case HTML_TOKEN_TEXT:
        put_text(build, token);
        break;
    case HTML_TOKEN_START_TAG:
        html_body_start(build, token);
        break;
    case HTML_TOKEN_END_TAG:
        html_body_end(build, token);
        break;
    case HTML_TOKEN_COMMENT:
        html_insert_comment(build, token, 0);
        break;
    case HTML_TOKEN_END:
        html_body_input_end(build, token);
        break;
    case HTML_TOKEN_DOCTYPE:
        break;
    }
}

void
html_body_input_end(struct html_build *build, struct html_token *token)
{
    if (build->template_count)
        html_mode_in_template(build, token);
}

void
html_body_any_end(struct html_build *build, struct html_token *token)
{
    for (uint32_t i = build->open_count; i-- > 0;) {
        uint32_t node = build->open[i];
        if (html_is_element(build->dom, node, token->name)) {
            html_imply_ends(build, token->name);
            html_pop_through(build, node);
            return;
        }
        if (html_is_special(build, node))
            return;
    }
}

/* The common end of a block. */
static void
end_block(struct html_build *build, struct html_token *token)
{
    if (!html_in_scope(build, token->name, HTML_SCOPE_DEFAULT))
        return;
    html_imply_ends(build, HTML_NO_NAME);
    html_pop_until(build, token->name);
}

static void
end_body(struct html_build *build, struct html_token *token)
{
    if (!html_in_scope(build, HTML_BODY, HTML_SCOPE_DEFAULT))
        return;
    build->mode = HTML_MODE_AFTER_BODY;
    build->again = token->name == HTML_HTML;
}

static void
end_form(struct html_build *build, struct html_token *token)
{
    if (html_has_open(build, HTML_TEMPLATE)) {
        end_block(build, token);
        return;
    }
    uint32_t form = build->form;
    build->form = 0;
    if (!form || !html_node_in_scope(build, form))
        return;
    html_imply_ends(build, HTML_NO_NAME);
    html_remove_open(build, form);
}

static void
end_p(struct html_build *build, struct html_token *token)
{
    if (!html_in_scope(build, HTML_P, HTML_SCOPE_BUTTON))
        html_insert_named(build, HTML_P, token->pos);
    html_close_paragraph(build);
}

static void
end_li(struct html_build *build, struct html_token *token)
{
    if (!html_in_scope(build, HTML_LI, HTML_SCOPE_LIST_ITEM))
        return;
    html_imply_ends(build, token->name);
    html_pop_until(build, HTML_LI);
}

static void
end_definition(struct html_build *build, struct html_token *token)
{
    if (!html_in_scope(build, token->name, HTML_SCOPE_DEFAULT))
        return;
    html_imply_ends(build, token->name);
    html_pop_until(build, token->name);
}

/* Any heading's end tag ends the open one, whatever its level. */
static void
end_heading(struct html_build *build, struct html_token *token)
{
    bool is_open = false;
    (void)token;
    for (uint32_t name = HTML_H1; name <= HTML_H6 && !is_open; name++)
        is_open = html_in_scope(build, name, HTML_SCOPE_DEFAULT);
    if (!is_open)
        return;
    html_imply_ends(build, HTML_NO_NAME);
    bool is_heading = false;
    while (build->open_count && !is_heading) {
        const struct html_node *at =
            html_node(build->dom, html_current(build));
        is_heading = at->space == HTML_SPACE_HTML &&
            (html_properties(at->name) & HTML_IS_HEADING);
        html_pop(build);
    }
}

static void
end_formatting(struct html_build *build, struct html_token *token)
{
    if (!html_adopt(build, token->name))
        html_body_any_end(build, token);
}

static void
end_marked(struct html_build *build, struct html_token *token)
{
    if (!html_in_scope(build, token->name, HTML_SCOPE_DEFAULT))
        return;
    html_imply_ends(build, HTML_NO_NAME);
    html_pop_until(build, token->name);
    html_clear_formatting(build);
}

static void
end_br(struct html_build *build, struct html_token *token)
{
    token->attribute_count = 0;
    token->type = HTML_TOKEN_START_TAG;
    html_body_start(build, token);
}

void
html_body_end(struct html_build *build, struct html_token *token)
{
    static html_rule *const rules[HTML_NAME_COUNT] = {
        [HTML_TEMPLATE] = html_mode_in_head,
        [HTML_BODY] = end_body, [HTML_HTML] = end_body,
        [HTML_ADDRESS] = end_block, [HTML_ARTICLE] = end_block,
        [HTML_ASIDE] = end_block, [HTML_BLOCKQUOTE] = end_block,
        [HTML_BUTTON] = end_block, [HTML_CENTER] = end_block,
        [HTML_DETAILS] = end_block, [HTML_DIALOG] = end_block,
        [HTML_DIR] = end_block, [HTML_DIV] = end_block,
        [HTML_DL] = end_block, [HTML_FIELDSET] = end_block,
        [HTML_FIGCAPTION] = end_block, [HTML_FIGURE] = end_block,
        [HTML_FOOTER] = end_block, [HTML_HEADER] = end_block,
        [HTML_HGROUP] = end_block, [HTML_LISTING] = end_block,
        [HTML_MAIN] = end_block, [HTML_MENU] = end_block,
        [HTML_NAV] = end_block, [HTML_OL] = end_block,
        [HTML_PRE] = end_block, [HTML_SEARCH] = end_block,
        [HTML_SECTION] = end_block, [HTML_SELECT] = end_block,
        [HTML_SUMMARY] = end_block, [HTML_UL] = end_block,
        [HTML_FORM] = end_form, [HTML_P] = end_p, [HTML_LI] = end_li,
        [HTML_DD] = end_definition, [HTML_DT] = end_definition,
        [HTML_H1] = end_heading, [HTML_H2] = end_heading,
        [HTML_H3] = end_heading, [HTML_H4] = end_heading,
        [HTML_H5] = end_heading, [HTML_H6] = end_heading,
        [HTML_APPLET] = end_marked, [HTML_MARQUEE] = end_marked,
        [HTML_OBJECT] = end_marked, [HTML_BR] = end_br,
    };
    unsigned properties = html_properties(token->name);
    if (properties & HTML_IS_FORMATTING)
        end_formatting(build, token);
    else if (token->name < HTML_NAME_COUNT && rules[token->name])
        rules[token->name](build, token);
    else
        html_body_any_end(build, token);
}
