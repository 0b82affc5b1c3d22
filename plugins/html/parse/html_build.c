/* SPDX-License-Identifier: MIT */
/*
 * The tree construction dispatcher (HTML standard, 13.2.6), the set-up, and
 * what is done where the page is deeper than we go.
 */
#include "parse/html_build.h"

#include <stdlib.h>
#include <string.h>

static html_rule *const modes[HTML_MODE_COUNT] = {
    [HTML_MODE_INITIAL] = html_mode_initial,
    [HTML_MODE_BEFORE_HTML] = html_mode_before_html,
    [HTML_MODE_BEFORE_HEAD] = html_mode_before_head,
    [HTML_MODE_IN_HEAD] = html_mode_in_head,
    [HTML_MODE_IN_HEAD_NOSCRIPT] = html_mode_in_head_noscript,
    [HTML_MODE_AFTER_HEAD] = html_mode_after_head,
    [HTML_MODE_IN_BODY] = html_mode_in_body,
    [HTML_MODE_TEXT] = html_mode_text,
    [HTML_MODE_IN_TABLE] = html_mode_in_table,
    [HTML_MODE_IN_TABLE_TEXT] = html_mode_in_table_text,
    [HTML_MODE_IN_CAPTION] = html_mode_in_caption,
    [HTML_MODE_IN_COLUMN_GROUP] = html_mode_in_column_group,
    [HTML_MODE_IN_TABLE_BODY] = html_mode_in_table_body,
    [HTML_MODE_IN_ROW] = html_mode_in_row,
    [HTML_MODE_IN_CELL] = html_mode_in_cell,
    [HTML_MODE_IN_TEMPLATE] = html_mode_in_template,
    [HTML_MODE_AFTER_BODY] = html_mode_after_body,
    [HTML_MODE_IN_FRAMESET] = html_mode_in_frameset,
    [HTML_MODE_AFTER_FRAMESET] = html_mode_after_frameset,
    [HTML_MODE_AFTER_AFTER_BODY] = html_mode_after_after_body,
    [HTML_MODE_AFTER_AFTER_FRAMESET] = html_mode_after_after_frameset,
};

void
html_use_mode(struct html_build *build, struct html_token *token)
{
    modes[build->mode](build, token);
}

bool
html_take_blanks(struct html_token *token, dc_str *blanks)
{
    size_t len = 0;
    blanks->ptr = token->text.ptr;
    while (!token->is_nul && len < token->text.len &&
        html_is_blank(token->text.ptr[len]))
        len++;
    blanks->len = len;
    token->text.ptr += len;
    token->text.len -= len;
    return len != 0;
}

/* The mode that fits an open element; HTML_MODE_COUNT: look further up. */
static enum html_mode
mode_of(const struct html_build *build, uint32_t name, bool is_last)
{
    switch (name) {
    case HTML_TD:
    case HTML_TH:
        return is_last ? HTML_MODE_IN_BODY : HTML_MODE_IN_CELL;
    case HTML_TR:
        return HTML_MODE_IN_ROW;
    case HTML_TBODY:
    case HTML_THEAD:
    case HTML_TFOOT:
        return HTML_MODE_IN_TABLE_BODY;
    case HTML_CAPTION:
        return HTML_MODE_IN_CAPTION;
    case HTML_COLGROUP:
        return HTML_MODE_IN_COLUMN_GROUP;
    case HTML_TABLE:
        return HTML_MODE_IN_TABLE;
    case HTML_TEMPLATE:
        return build->template_count
            ? (enum html_mode)build->template_modes[build->template_count - 1]
            : HTML_MODE_IN_BODY;
    case HTML_HEAD:
        return is_last ? HTML_MODE_IN_BODY : HTML_MODE_IN_HEAD;
    case HTML_BODY:
        return HTML_MODE_IN_BODY;
    case HTML_FRAMESET:
        return HTML_MODE_IN_FRAMESET;
    case HTML_HTML:
        return build->head ? HTML_MODE_AFTER_HEAD : HTML_MODE_BEFORE_HEAD;
    default:
        return is_last ? HTML_MODE_IN_BODY : HTML_MODE_COUNT;
    }
}

void
html_reset_mode(struct html_build *build)
{
    for (uint32_t i = build->open_count; i-- > 0;) {
        bool is_last = i == 0;
        uint32_t node = is_last && build->context
            ? build->context : build->open[i];
        const struct html_node *at = html_node(build->dom, node);
        uint32_t name =
            at->space == HTML_SPACE_HTML ? at->name : (uint32_t)HTML_NO_NAME;
        enum html_mode mode = mode_of(build, name, is_last);
        if (mode != HTML_MODE_COUNT) {
            build->mode = mode;
            return;
        }
    }
}

/*
 * Elements that would be too deep are put into the page but not opened: their
 * content comes after them.  Raw text must be opened, or it would be markup.
 */
static bool
flatten_start(struct html_build *build, const struct html_token *token)
{
    struct html_dom *dom = build->dom;
    if (build->open_count < HTML_DEPTH_MAX)
        return false;
    bool is_html =
        html_node(dom, html_current(build))->space == HTML_SPACE_HTML;
    if (is_html ? html_properties(token->name) & (HTML_IS_VOID | HTML_IS_RAW)
                : html_breaks_out(build, token))
        return false;
    if (dom->flattened++ == 0)
        dom->flattened_pos = token->pos;
    dom->atoms[token->name].hidden++;
    if (is_html)
        html_insert_void(build, token);
    return true;
}

static bool
flatten(struct html_build *build, const struct html_token *token)
{
    struct html_dom *dom = build->dom;
    if (token->type == HTML_TOKEN_START_TAG)
        return flatten_start(build, token);
    if (token->type != HTML_TOKEN_END_TAG || dom->flattened == 0 ||
        !dom->atoms[token->name].hidden)
        return false;
    dom->atoms[token->name].hidden--;
    return true;
}

static void
put_token(struct html_build *build, struct html_token *token)
{
    if (build->drops_line_feed) {
        build->drops_line_feed = false;
        if (token->type == HTML_TOKEN_TEXT && token->text.ptr[0] == '\n') {
            token->text.ptr++;
            token->text.len--;
            if (!token->text.len)
                return;
        }
    }
    if (flatten(build, token))
        return;
    do {
        build->again = false;
        if (html_is_foreign(build, token))
            html_in_foreign(build, token);
        else
            html_use_mode(build, token);
    } while (build->again && build->dom->status == DC_OK);
}

/* An end tag of XHTML that stands behind "<br/>" as "<br></br>". */
static bool
is_idle(const struct html_build *build, const struct html_token *token)
{
    return build->tokenizer.is_xml && token->type == HTML_TOKEN_END_TAG &&
        (html_properties(token->name) & HTML_IS_VOID) != 0;
}

void
html_build_run(struct html_build *build)
{
    struct html_token token;
    do {
        uint32_t node = html_adjusted_current(build);
        build->tokenizer.has_cdata =
            node && html_node(build->dom, node)->space != HTML_SPACE_HTML;
        html_token_next(&build->tokenizer, &token);
        if (!is_idle(build, &token))
            put_token(build, &token);
    } while (token.type != HTML_TOKEN_END && build->dom->status == DC_OK);
}

void
html_build_init(struct html_build *build, struct html_dom *dom)
{
    memset(build, 0, sizeof *build);
    build->dom = dom;
    build->frameset_ok = true;
    build->reopened_most = 1024 + dom->source_len / 32;
    html_tokenizer_init(&build->tokenizer, dom, false);
}

/* The content of a context element. */
static enum html_content
content_of(const struct html_build *build, uint32_t name)
{
    switch (name) {
    case HTML_TITLE:
    case HTML_TEXTAREA:
        return HTML_CONTENT_RCDATA;
    case HTML_STYLE:
    case HTML_XMP:
    case HTML_IFRAME:
    case HTML_NOEMBED:
    case HTML_NOFRAMES:
        return HTML_CONTENT_RAWTEXT;
    case HTML_SCRIPT:
        return HTML_CONTENT_SCRIPT;
    case HTML_NOSCRIPT:
        return build->has_scripting
            ? HTML_CONTENT_RAWTEXT : HTML_CONTENT_DATA;
    case HTML_PLAINTEXT:
        return HTML_CONTENT_PLAINTEXT;
    default:
        return HTML_CONTENT_DATA;
    }
}

void
html_build_fragment(
    struct html_build *build, const struct html_context *context)
{
    struct html_dom *dom = build->dom;
    uint32_t node = html_dom_new(dom, HTML_TYPE_ELEMENT, 0);
    html_node(dom, node)->name = context->name;
    html_node(dom, node)->space = (uint8_t)context->space;
    build->context = node;
    if (context->space == HTML_SPACE_HTML)
        build->tokenizer.content = content_of(build, context->name);
    uint32_t root = html_dom_new(dom, HTML_TYPE_ELEMENT, 0);
    html_node(dom, root)->name = HTML_HTML;
    html_dom_insert(dom, HTML_ROOT, 0, root);
    html_push(build, root);
    if (html_is_element(dom, node, HTML_TEMPLATE))
        build->template_modes[build->template_count++] = HTML_MODE_IN_TEMPLATE;
    html_reset_mode(build);
    if (html_is_element(dom, node, HTML_FORM))
        build->form = node;
}

void
html_build_fini(struct html_build *build)
{
    free(build->table_text);
}

void
html_parse(struct html_dom *dom, bool is_xml)
{
    struct html_build *build = malloc(sizeof *build);
    if (!build) {
        dom->status = DC_E_NOMEM;
        return;
    }
    html_build_init(build, dom);
    build->tokenizer.is_xml = is_xml;
    html_build_run(build);
    html_build_fini(build);
    free(build);
}
