/* SPDX-License-Identifier: MIT */
/*
 * The insertion modes of templates, framesets and what follows the body (HTML
 * standard, 13.2.6.4.16 to 13.2.6.4.21).
 */
#include "parse/html_build.h"

/* The mode that a start tag in a template asks for. */
static enum html_mode
template_mode(uint32_t name)
{
    switch (name) {
    case HTML_CAPTION:
    case HTML_COLGROUP:
    case HTML_TBODY:
    case HTML_TFOOT:
    case HTML_THEAD:
        return HTML_MODE_IN_TABLE;
    case HTML_COL:
        return HTML_MODE_IN_COLUMN_GROUP;
    case HTML_TR:
        return HTML_MODE_IN_TABLE_BODY;
    case HTML_TD:
    case HTML_TH:
        return HTML_MODE_IN_ROW;
    default:
        return HTML_MODE_IN_BODY;
    }
}

static bool
is_head_tag(uint32_t name)
{
    return name == HTML_BASE || name == HTML_BASEFONT ||
        name == HTML_BGSOUND || name == HTML_LINK || name == HTML_META ||
        name == HTML_NOFRAMES || name == HTML_SCRIPT || name == HTML_STYLE ||
        name == HTML_TEMPLATE || name == HTML_TITLE;
}

static void
template_start(struct html_build *build, struct html_token *token)
{
    if (is_head_tag(token->name)) {
        html_mode_in_head(build, token);
        return;
    }
    enum html_mode mode = template_mode(token->name);
    if (build->template_count)
        build->template_modes[build->template_count - 1] = (uint8_t)mode;
    html_reprocess(build, mode);
}

void
html_mode_in_template(struct html_build *build, struct html_token *token)
{
    switch (token->type) {
    case HTML_TOKEN_START_TAG:
        template_start(build, token);
        break;
    case HTML_TOKEN_END_TAG:
        if (token->name == HTML_TEMPLATE)
            html_mode_in_head(build, token);
        break;
    case HTML_TOKEN_END:
        if (!html_has_open(build, HTML_TEMPLATE))
            break;
        html_end_template(build);
        build->again = true;
        break;
    default:
        html_mode_in_body(build, token);
    }
}

/* True if the text is nothing but blanks. */
static bool
is_blank(const struct html_token *token)
{
    size_t i = 0;
    if (token->type != HTML_TOKEN_TEXT || token->is_nul)
        return false;
    while (i < token->text.len && html_is_blank(token->text.ptr[i]))
        i++;
    return i == token->text.len;
}

/* Puts the blanks at the beginning of a text into the body. */
static bool
put_blanks(struct html_build *build, struct html_token *token)
{
    struct html_token blanks = *token;
    if (token->type != HTML_TOKEN_TEXT)
        return false;
    if (html_take_blanks(token, &blanks.text))
        html_mode_in_body(build, &blanks);
    return token->text.len == 0;
}

static bool
is_html_start(const struct html_token *token)
{
    return token->type == HTML_TOKEN_START_TAG && token->name == HTML_HTML;
}

void
html_mode_after_body(struct html_build *build, struct html_token *token)
{
    if (put_blanks(build, token) || token->type == HTML_TOKEN_DOCTYPE ||
        token->type == HTML_TOKEN_END)
        return;
    if (token->type == HTML_TOKEN_COMMENT) {
        html_insert_comment(build, token, build->open[0]);
    } else if (is_html_start(token)) {
        html_mode_in_body(build, token);
    } else if (token->type == HTML_TOKEN_END_TAG && token->name == HTML_HTML) {
        if (!build->context)
            build->mode = HTML_MODE_AFTER_AFTER_BODY;
    } else {
        html_reprocess(build, HTML_MODE_IN_BODY);
    }
}

/* Of a text in a frameset only its blanks are kept. */
static void
put_frameset_text(struct html_build *build, const struct html_token *token)
{
    for (size_t i = 0; i < token->text.len; i++) {
        dc_str blank = {token->text.ptr + i, 1};
        if (html_is_blank(*blank.ptr) && !token->is_nul)
            html_insert_text(build, blank);
    }
}

void
html_mode_in_frameset(struct html_build *build, struct html_token *token)
{
    if (token->type == HTML_TOKEN_TEXT) {
        put_frameset_text(build, token);
    } else if (token->type == HTML_TOKEN_COMMENT) {
        html_insert_comment(build, token, 0);
    } else if (is_html_start(token)) {
        html_mode_in_body(build, token);
    } else if (token->type == HTML_TOKEN_START_TAG) {
        if (token->name == HTML_FRAMESET)
            html_insert(build, token);
        else if (token->name == HTML_FRAME)
            html_insert_void(build, token);
        else if (token->name == HTML_NOFRAMES)
            html_mode_in_head(build, token);
    } else if (token->type == HTML_TOKEN_END_TAG &&
        token->name == HTML_FRAMESET && build->open_count > 1) {
        html_pop(build);
        if (!build->context && !html_current_is(build, HTML_FRAMESET))
            build->mode = HTML_MODE_AFTER_FRAMESET;
    }
}

void
html_mode_after_frameset(struct html_build *build, struct html_token *token)
{
    if (token->type == HTML_TOKEN_TEXT)
        put_frameset_text(build, token);
    else if (token->type == HTML_TOKEN_COMMENT)
        html_insert_comment(build, token, 0);
    else if (is_html_start(token))
        html_mode_in_body(build, token);
    else if (token->type == HTML_TOKEN_END_TAG && token->name == HTML_HTML)
        build->mode = HTML_MODE_AFTER_AFTER_FRAMESET;
    else if (token->type == HTML_TOKEN_START_TAG &&
        token->name == HTML_NOFRAMES)
        html_mode_in_head(build, token);
}

void
html_mode_after_after_body(struct html_build *build, struct html_token *token)
{
    if (token->type == HTML_TOKEN_COMMENT)
        html_insert_comment(build, token, HTML_ROOT);
    else if (token->type == HTML_TOKEN_DOCTYPE || is_html_start(token) ||
        is_blank(token))
        html_mode_in_body(build, token);
    else if (token->type != HTML_TOKEN_END)
        html_reprocess(build, HTML_MODE_IN_BODY);
}

void
html_mode_after_after_frameset(
    struct html_build *build, struct html_token *token)
{
    if (token->type == HTML_TOKEN_COMMENT)
        html_insert_comment(build, token, HTML_ROOT);
    else if (token->type == HTML_TOKEN_TEXT)
        put_frameset_text(build, token);
    else if (is_html_start(token))
        html_mode_in_body(build, token);
    else if (token->type == HTML_TOKEN_START_TAG &&
        token->name == HTML_NOFRAMES)
        html_mode_in_head(build, token);
}
