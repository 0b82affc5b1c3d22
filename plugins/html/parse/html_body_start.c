/* SPDX-License-Identifier: MIT */
/*
 * Start tags of the insertion mode "in body" (HTML standard, 13.2.6.4.7), by
 * a table of their names.
 */
#include <string.h>

#include "parse/html_build.h"

static void
start_any(struct html_build *build, struct html_token *token)
{
    html_reconstruct(build);
    html_insert(build, token);
}

static void
start_html(struct html_build *build, struct html_token *token)
{
    if (!html_has_open(build, HTML_TEMPLATE) && build->open_count)
        html_merge_attributes(build, build->open[0], token);
}

static void
start_body(struct html_build *build, struct html_token *token)
{
    if (build->open_count < 2 ||
        !html_is_element(build->dom, build->open[1], HTML_BODY) ||
        html_has_open(build, HTML_TEMPLATE))
        return;
    build->frameset_ok = false;
    html_merge_attributes(build, build->open[1], token);
}

static void
start_frameset(struct html_build *build, struct html_token *token)
{
    if (build->open_count < 2 || !build->frameset_ok ||
        !html_is_element(build->dom, build->open[1], HTML_BODY))
        return;
    html_dom_remove(build->dom, build->open[1]);
    while (build->open_count > 1)
        html_pop(build);
    html_insert(build, token);
    build->mode = HTML_MODE_IN_FRAMESET;
}

static void
start_block(struct html_build *build, struct html_token *token)
{
    html_close_paragraph(build);
    html_insert(build, token);
}

static void
start_heading(struct html_build *build, struct html_token *token)
{
    html_close_paragraph(build);
    const struct html_node *at = html_node(build->dom, html_current(build));
    if (at->space == HTML_SPACE_HTML && at->type == HTML_TYPE_ELEMENT &&
        (html_properties(at->name) & HTML_IS_HEADING))
        html_pop(build);
    html_insert(build, token);
}

static void
start_pre(struct html_build *build, struct html_token *token)
{
    start_block(build, token);
    build->drops_line_feed = true;
    build->frameset_ok = false;
}

static void
start_form(struct html_build *build, struct html_token *token)
{
    bool in_template = html_has_open(build, HTML_TEMPLATE);
    if (build->form && !in_template)
        return;
    html_close_paragraph(build);
    uint32_t node = html_insert(build, token);
    if (!in_template)
        build->form = node;
}

/* Ends an open item of the same list. */
static void
end_item(struct html_build *build, uint32_t name, uint32_t other)
{
    for (uint32_t i = build->open_count; i-- > 0;) {
        uint32_t node = build->open[i];
        uint32_t found = html_is_element(build->dom, node, name) ? name
            : html_is_element(build->dom, node, other) ? other : 0;
        if (found) {
            html_imply_ends(build, found);
            html_pop_until(build, found);
            return;
        }
        if (html_is_special(build, node) &&
            !html_is_element(build->dom, node, HTML_ADDRESS) &&
            !html_is_element(build->dom, node, HTML_DIV) &&
            !html_is_element(build->dom, node, HTML_P))
            return;
    }
}

static void
start_li(struct html_build *build, struct html_token *token)
{
    build->frameset_ok = false;
    end_item(build, HTML_LI, HTML_LI);
    start_block(build, token);
}

static void
start_definition(struct html_build *build, struct html_token *token)
{
    build->frameset_ok = false;
    end_item(build, HTML_DD, HTML_DT);
    start_block(build, token);
}

static void
start_plaintext(struct html_build *build, struct html_token *token)
{
    start_block(build, token);
    build->tokenizer.content = HTML_CONTENT_PLAINTEXT;
}

static void
start_button(struct html_build *build, struct html_token *token)
{
    if (html_in_scope(build, HTML_BUTTON, HTML_SCOPE_DEFAULT)) {
        html_imply_ends(build, HTML_NO_NAME);
        html_pop_until(build, HTML_BUTTON);
    }
    build->frameset_ok = false;
    start_any(build, token);
}

static void
start_formatting(struct html_build *build, struct html_token *token)
{
    html_reconstruct(build);
    html_add_formatting(build, html_insert(build, token));
}

static void
start_a(struct html_build *build, struct html_token *token)
{
    uint32_t other = html_last_formatting(build, HTML_A);
    if (other) {
        html_adopt(build, HTML_A);
        html_remove_formatting(build, other);
        html_remove_open(build, other);
    }
    start_formatting(build, token);
}

static void
start_nobr(struct html_build *build, struct html_token *token)
{
    html_reconstruct(build);
    if (html_in_scope(build, HTML_NOBR, HTML_SCOPE_DEFAULT))
        html_adopt(build, HTML_NOBR);
    start_formatting(build, token);
}

static void
start_marked(struct html_build *build, struct html_token *token)
{
    start_any(build, token);
    html_add_marker(build);
    build->frameset_ok = false;
}

static void
start_table(struct html_build *build, struct html_token *token)
{
    if (!(html_node(build->dom, HTML_ROOT)->flags & HTML_HAS_QUIRKS))
        html_close_paragraph(build);
    html_insert(build, token);
    build->frameset_ok = false;
    build->mode = HTML_MODE_IN_TABLE;
}

static void
start_void(struct html_build *build, struct html_token *token)
{
    html_reconstruct(build);
    html_insert_void(build, token);
    build->frameset_ok = false;
}

static bool
is_hidden(const struct html_build *build, const struct html_token *token)
{
    const struct html_dom *dom = build->dom;
    for (uint32_t i = 0; i < token->attribute_count; i++) {
        const struct html_attribute *at =
            &dom->attributes[token->attribute_first + i];
        if (at->name != HTML_TYPE)
            continue;
        dc_str value = html_value_of(dom, at);
        return value.len == strlen("hidden") &&
            html_begins_with(value.ptr, value.ptr + value.len, "hidden");
    }
    return false;
}

static bool
is_context(const struct html_build *build, uint32_t name)
{
    return build->context && html_is_element(build->dom, build->context, name);
}

static void
start_input(struct html_build *build, struct html_token *token)
{
    if (is_context(build, HTML_SELECT))
        return;
    if (html_in_scope(build, HTML_SELECT, HTML_SCOPE_DEFAULT))
        html_pop_until(build, HTML_SELECT);
    bool is_seen = !is_hidden(build, token);
    html_reconstruct(build);
    html_insert_void(build, token);
    if (is_seen)
        build->frameset_ok = false;
}

static void
start_plain_void(struct html_build *build, struct html_token *token)
{
    html_insert_void(build, token);
}

static void
start_hr(struct html_build *build, struct html_token *token)
{
    html_close_paragraph(build);
    if (html_in_scope(build, HTML_SELECT, HTML_SCOPE_DEFAULT))
        html_imply_ends(build, HTML_NO_NAME);
    html_insert_void(build, token);
    build->frameset_ok = false;
}

/* "Don't ask." */
static void
start_image(struct html_build *build, struct html_token *token)
{
    token->name = HTML_IMG;
    build->again = true;
}

static void
start_textarea(struct html_build *build, struct html_token *token)
{
    html_insert_raw(build, token, HTML_CONTENT_RCDATA);
    build->drops_line_feed = true;
    build->frameset_ok = false;
}

static void
start_xmp(struct html_build *build, struct html_token *token)
{
    html_close_paragraph(build);
    html_reconstruct(build);
    build->frameset_ok = false;
    html_insert_raw(build, token, HTML_CONTENT_RAWTEXT);
}

static void
start_iframe(struct html_build *build, struct html_token *token)
{
    build->frameset_ok = false;
    html_insert_raw(build, token, HTML_CONTENT_RAWTEXT);
}

static void
start_noembed(struct html_build *build, struct html_token *token)
{
    html_insert_raw(build, token, HTML_CONTENT_RAWTEXT);
}

static void
start_noscript(struct html_build *build, struct html_token *token)
{
    if (build->has_scripting)
        html_insert_raw(build, token, HTML_CONTENT_RAWTEXT);
    else
        start_any(build, token);
}

static void
start_select(struct html_build *build, struct html_token *token)
{
    if (is_context(build, HTML_SELECT))
        return;
    if (html_in_scope(build, HTML_SELECT, HTML_SCOPE_DEFAULT)) {
        html_pop_until(build, HTML_SELECT);
        return;
    }
    build->frameset_ok = false;
    start_any(build, token);
}

static void
start_option(struct html_build *build, struct html_token *token)
{
    bool is_option = token->name == HTML_OPTION;
    if (html_in_scope(build, HTML_SELECT, HTML_SCOPE_DEFAULT))
        html_imply_ends(
            build, is_option ? (uint32_t)HTML_OPTGROUP : HTML_NO_NAME);
    else if (html_current_is(build, HTML_OPTION))
        html_pop(build);
    start_any(build, token);
}

static void
start_ruby(struct html_build *build, struct html_token *token)
{
    bool is_text = token->name == HTML_RP || token->name == HTML_RT;
    if (html_in_scope(build, HTML_RUBY, HTML_SCOPE_DEFAULT))
        html_imply_ends(build, is_text ? (uint32_t)HTML_RTC : HTML_NO_NAME);
    html_insert(build, token);
}

static void
start_math(struct html_build *build, struct html_token *token)
{
    html_reconstruct(build);
    html_insert_foreign(build, token, HTML_SPACE_MATHML);
}

static void
start_svg(struct html_build *build, struct html_token *token)
{
    html_reconstruct(build);
    html_insert_foreign(build, token, HTML_SPACE_SVG);
}

static void
start_nothing(struct html_build *build, struct html_token *token)
{
    (void)build;
    (void)token;
}

static html_rule *const rules[HTML_NAME_COUNT] = {
    [HTML_HTML] = start_html, [HTML_BODY] = start_body,
    [HTML_FRAMESET] = start_frameset, [HTML_BASE] = html_mode_in_head,
    [HTML_BASEFONT] = html_mode_in_head, [HTML_BGSOUND] = html_mode_in_head,
    [HTML_LINK] = html_mode_in_head, [HTML_META] = html_mode_in_head,
    [HTML_NOFRAMES] = html_mode_in_head, [HTML_SCRIPT] = html_mode_in_head,
    [HTML_STYLE] = html_mode_in_head, [HTML_TEMPLATE] = html_mode_in_head,
    [HTML_TITLE] = html_mode_in_head, [HTML_ADDRESS] = start_block,
    [HTML_ARTICLE] = start_block, [HTML_ASIDE] = start_block,
    [HTML_BLOCKQUOTE] = start_block, [HTML_CENTER] = start_block,
    [HTML_DETAILS] = start_block, [HTML_DIALOG] = start_block,
    [HTML_DIR] = start_block, [HTML_DIV] = start_block,
    [HTML_DL] = start_block, [HTML_FIELDSET] = start_block,
    [HTML_FIGCAPTION] = start_block, [HTML_FIGURE] = start_block,
    [HTML_FOOTER] = start_block, [HTML_HEADER] = start_block,
    [HTML_HGROUP] = start_block, [HTML_MAIN] = start_block,
    [HTML_MENU] = start_block, [HTML_NAV] = start_block,
    [HTML_OL] = start_block, [HTML_P] = start_block,
    [HTML_SEARCH] = start_block, [HTML_SECTION] = start_block,
    [HTML_SUMMARY] = start_block, [HTML_UL] = start_block,
    [HTML_H1] = start_heading, [HTML_H2] = start_heading,
    [HTML_H3] = start_heading, [HTML_H4] = start_heading,
    [HTML_H5] = start_heading, [HTML_H6] = start_heading,
    [HTML_PRE] = start_pre, [HTML_LISTING] = start_pre,
    [HTML_FORM] = start_form, [HTML_LI] = start_li,
    [HTML_DD] = start_definition, [HTML_DT] = start_definition,
    [HTML_PLAINTEXT] = start_plaintext, [HTML_BUTTON] = start_button,
    [HTML_A] = start_a, [HTML_B] = start_formatting,
    [HTML_BIG] = start_formatting, [HTML_CODE] = start_formatting,
    [HTML_EM] = start_formatting, [HTML_FONT] = start_formatting,
    [HTML_I] = start_formatting, [HTML_S] = start_formatting,
    [HTML_SMALL] = start_formatting, [HTML_STRIKE] = start_formatting,
    [HTML_STRONG] = start_formatting, [HTML_TT] = start_formatting,
    [HTML_U] = start_formatting, [HTML_NOBR] = start_nobr,
    [HTML_APPLET] = start_marked, [HTML_MARQUEE] = start_marked,
    [HTML_OBJECT] = start_marked, [HTML_TABLE] = start_table,
    [HTML_AREA] = start_void, [HTML_BR] = start_void,
    [HTML_EMBED] = start_void, [HTML_IMG] = start_void,
    [HTML_KEYGEN] = start_void, [HTML_WBR] = start_void,
    [HTML_INPUT] = start_input, [HTML_PARAM] = start_plain_void,
    [HTML_SOURCE] = start_plain_void, [HTML_TRACK] = start_plain_void,
    [HTML_HR] = start_hr, [HTML_IMAGE] = start_image,
    [HTML_TEXTAREA] = start_textarea, [HTML_XMP] = start_xmp,
    [HTML_IFRAME] = start_iframe, [HTML_NOEMBED] = start_noembed,
    [HTML_NOSCRIPT] = start_noscript, [HTML_SELECT] = start_select,
    [HTML_OPTION] = start_option, [HTML_OPTGROUP] = start_option,
    [HTML_RB] = start_ruby, [HTML_RTC] = start_ruby,
    [HTML_RP] = start_ruby, [HTML_RT] = start_ruby,
    [HTML_MATH] = start_math, [HTML_SVG] = start_svg,
    [HTML_CAPTION] = start_nothing, [HTML_COL] = start_nothing,
    [HTML_COLGROUP] = start_nothing, [HTML_FRAME] = start_nothing,
    [HTML_HEAD] = start_nothing, [HTML_TBODY] = start_nothing,
    [HTML_TD] = start_nothing, [HTML_TFOOT] = start_nothing,
    [HTML_TH] = start_nothing, [HTML_THEAD] = start_nothing,
    [HTML_TR] = start_nothing,
};

void
html_body_start(struct html_build *build, struct html_token *token)
{
    html_rule *rule =
        token->name < HTML_NAME_COUNT ? rules[token->name] : NULL;
    if (rule)
        rule(build, token);
    else
        start_any(build, token);
}
