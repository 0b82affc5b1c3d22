/* SPDX-License-Identifier: MIT */
/*
 * The insertion modes up to the body: "initial" to "after head", and "text"
 * (HTML standard, 13.2.6.4.1 to 13.2.6.4.6, 13.2.6.4.8).
 */
#include <string.h>

#include "parse/html_build.h"

/* Beginnings of public identifiers of pages with old rules. */
static const char *const quirky_public[] = {
    "+//silmaril//dtd html pro v0r11 19970101//",
    "-//as//dtd html 3.0 aswedit + extensions//",
    "-//advasoft ltd//dtd html 3.0 aswedit + extensions//",
    "-//ietf//dtd html 2.0 level 1//", "-//ietf//dtd html 2.0 level 2//",
    "-//ietf//dtd html 2.0 strict level 1//",
    "-//ietf//dtd html 2.0 strict level 2//",
    "-//ietf//dtd html 2.0 strict//", "-//ietf//dtd html 2.0//",
    "-//ietf//dtd html 2.1e//", "-//ietf//dtd html 3.0//",
    "-//ietf//dtd html 3.2 final//", "-//ietf//dtd html 3.2//",
    "-//ietf//dtd html 3//", "-//ietf//dtd html level 0//",
    "-//ietf//dtd html level 1//", "-//ietf//dtd html level 2//",
    "-//ietf//dtd html level 3//", "-//ietf//dtd html strict level 0//",
    "-//ietf//dtd html strict level 1//",
    "-//ietf//dtd html strict level 2//",
    "-//ietf//dtd html strict level 3//", "-//ietf//dtd html strict//",
    "-//ietf//dtd html//", "-//metrius//dtd metrius presentational//",
    "-//microsoft//dtd internet explorer 2.0 html strict//",
    "-//microsoft//dtd internet explorer 2.0 html//",
    "-//microsoft//dtd internet explorer 2.0 tables//",
    "-//microsoft//dtd internet explorer 3.0 html strict//",
    "-//microsoft//dtd internet explorer 3.0 html//",
    "-//microsoft//dtd internet explorer 3.0 tables//",
    "-//netscape comm. corp.//dtd html//",
    "-//netscape comm. corp.//dtd strict html//",
    "-//o'reilly and associates//dtd html 2.0//",
    "-//o'reilly and associates//dtd html extended 1.0//",
    "-//o'reilly and associates//dtd html extended relaxed 1.0//",
    "-//sq//dtd html 2.0 hotmetal + extensions//",
    ("-//softquad software//dtd hotmetal pro 6.0::19990601::"
     "extensions to html 4.0//"),
    "-//softquad//dtd hotmetal pro 4.0::19971010::extensions to html 4.0//",
    "-//spyglass//dtd html 2.0 extended//",
    "-//sun microsystems corp.//dtd hotjava html//",
    "-//sun microsystems corp.//dtd hotjava strict html//",
    "-//w3c//dtd html 3 1995-03-24//", "-//w3c//dtd html 3.2 draft//",
    "-//w3c//dtd html 3.2 final//", "-//w3c//dtd html 3.2//",
    "-//w3c//dtd html 3.2s draft//", "-//w3c//dtd html 4.0 frameset//",
    "-//w3c//dtd html 4.0 transitional//",
    "-//w3c//dtd html experimental 19960712//",
    "-//w3c//dtd html experimental 970421//", "-//w3c//dtd w3 html//",
    "-//w3o//dtd w3 html 3.0//", "-//webtechs//dtd mozilla html 2.0//",
    "-//webtechs//dtd mozilla html//",
};

static bool
begins(dc_str text, const char *word)
{
    return html_begins_with(text.ptr, text.ptr + text.len, word);
}

static bool
is(dc_str text, const char *word)
{
    return text.len == strlen(word) && begins(text, word);
}

bool
html_is_quirky(const struct html_doctype *doctype)
{
    dc_str public_id = doctype->public_id;
    if (doctype->is_broken || !is(doctype->name, "html") ||
        is(public_id, "-//w3o//dtd w3 html strict 3.0//en//") ||
        is(public_id, "-/w3c/dtd html 4.0 transitional/en") ||
        is(public_id, "html") || is(doctype->system_id,
            "http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd"))
        return true;
    size_t count = sizeof quirky_public / sizeof quirky_public[0];
    for (size_t i = 0; i < count; i++)
        if (begins(public_id, quirky_public[i]))
            return true;
    return !doctype->has_system &&
        (begins(public_id, "-//w3c//dtd html 4.01 frameset//") ||
            begins(public_id, "-//w3c//dtd html 4.01 transitional//"));
}

/* A document type's text: its name and, if it has any, its identifiers. */
static void
insert_doctype(struct html_build *build, const struct html_token *token)
{
    struct html_dom *dom = build->dom;
    const struct html_doctype *doctype = &token->doctype;
    uint32_t node = html_dom_new(dom, HTML_TYPE_DOCTYPE, token->pos);
    size_t start = dom->pool_len;
    html_token_clean(&build->tokenizer, doctype->name, true);
    if (doctype->has_public || doctype->has_system) {
        html_dom_put(dom, " \"", 2);
        html_token_clean(&build->tokenizer, doctype->public_id, false);
        html_dom_put(dom, "\" \"", 3);
        html_token_clean(&build->tokenizer, doctype->system_id, false);
        html_dom_put(dom, "\"", 1);
    }
    html_node(dom, node)->at = (uint32_t)start;
    html_node(dom, node)->len = (uint32_t)(dom->pool_len - start);
    html_node(dom, node)->flags = HTML_IN_POOL;
    html_dom_insert(dom, HTML_ROOT, 0, node);
}

/* True if nothing but blanks was in the token, which means nothing here. */
static bool
is_idle_text(struct html_token *token)
{
    dc_str blanks;
    if (token->type != HTML_TOKEN_TEXT)
        return false;
    html_take_blanks(token, &blanks);
    return token->text.len == 0;
}

static bool
is_one_of(uint32_t name, const uint32_t *names)
{
    for (; *names; names++)
        if (*names == name)
            return true;
    return false;
}

/* End tags that may imply what is missing. */
static const uint32_t implying_ends[] = {
    HTML_HEAD, HTML_BODY, HTML_HTML, HTML_BR, 0};

static bool
is_idle_end(const struct html_token *token)
{
    return token->type == HTML_TOKEN_END_TAG &&
        !is_one_of(token->name, implying_ends);
}

static bool
is_start(const struct html_token *token, uint32_t name)
{
    return token->type == HTML_TOKEN_START_TAG && token->name == name;
}

static bool
is_end(const struct html_token *token, uint32_t name)
{
    return token->type == HTML_TOKEN_END_TAG && token->name == name;
}

void
html_mode_initial(struct html_build *build, struct html_token *token)
{
    struct html_node *root = html_node(build->dom, HTML_ROOT);
    if (is_idle_text(token))
        return;
    if (token->type == HTML_TOKEN_COMMENT) {
        html_insert_comment(build, token, HTML_ROOT);
        return;
    }
    if (token->type == HTML_TOKEN_DOCTYPE) {
        if (html_is_quirky(&token->doctype))
            root->flags |= HTML_HAS_QUIRKS;
        insert_doctype(build, token);
        build->mode = HTML_MODE_BEFORE_HTML;
        return;
    }
    root->flags |= HTML_HAS_QUIRKS;
    html_reprocess(build, HTML_MODE_BEFORE_HTML);
}

void
html_mode_before_html(struct html_build *build, struct html_token *token)
{
    if (token->type == HTML_TOKEN_COMMENT) {
        html_insert_comment(build, token, HTML_ROOT);
        return;
    }
    if (token->type == HTML_TOKEN_DOCTYPE || is_idle_text(token) ||
        is_idle_end(token))
        return;
    struct html_token made = {.name = HTML_HTML, .pos = token->pos};
    made.attribute_first = build->tokenizer.attributes_kept;
    bool is_html = is_start(token, HTML_HTML);
    uint32_t node = html_make_element(
        build, is_html ? token : &made, HTML_SPACE_HTML);
    html_dom_insert(build->dom, HTML_ROOT, 0, node);
    html_push(build, node);
    build->mode = HTML_MODE_BEFORE_HEAD;
    build->again = !is_html;
}

void
html_mode_before_head(struct html_build *build, struct html_token *token)
{
    if (token->type == HTML_TOKEN_COMMENT) {
        html_insert_comment(build, token, 0);
        return;
    }
    if (token->type == HTML_TOKEN_DOCTYPE || is_idle_text(token) ||
        is_idle_end(token))
        return;
    if (is_start(token, HTML_HTML)) {
        html_mode_in_body(build, token);
        return;
    }
    if (is_start(token, HTML_HEAD)) {
        build->head = html_insert(build, token);
        build->mode = HTML_MODE_IN_HEAD;
        return;
    }
    build->head = html_insert_named(build, HTML_HEAD, token->pos);
    html_reprocess(build, HTML_MODE_IN_HEAD);
}

static void
start_template(struct html_build *build, struct html_token *token)
{
    uint32_t node = html_insert(build, token);
    uint32_t content =
        html_dom_new(build->dom, HTML_TYPE_CONTENT, token->pos);
    html_dom_insert(build->dom, node, 0, content);
    html_add_marker(build);
    build->frameset_ok = false;
    build->mode = HTML_MODE_IN_TEMPLATE;
    if (build->template_count < HTML_OPEN_MAX)
        build->template_modes[build->template_count++] = HTML_MODE_IN_TEMPLATE;
}

void
html_end_template(struct html_build *build)
{
    html_pop_until(build, HTML_TEMPLATE);
    html_clear_formatting(build);
    if (build->template_count)
        build->template_count--;
    html_reset_mode(build);
}

/* Start tags of "in head"; false: it is none. */
static bool
head_start(struct html_build *build, struct html_token *token)
{
    switch (token->name) {
    case HTML_HTML:
        html_mode_in_body(build, token);
        return true;
    case HTML_BASE:
    case HTML_BASEFONT:
    case HTML_BGSOUND:
    case HTML_LINK:
    case HTML_META:
        html_insert_void(build, token);
        return true;
    case HTML_TITLE:
        html_insert_raw(build, token, HTML_CONTENT_RCDATA);
        return true;
    case HTML_NOSCRIPT:
        if (!build->has_scripting) {
            html_insert(build, token);
            build->mode = HTML_MODE_IN_HEAD_NOSCRIPT;
            return true;
        }
        html_insert_raw(build, token, HTML_CONTENT_RAWTEXT);
        return true;
    case HTML_NOFRAMES:
    case HTML_STYLE:
        html_insert_raw(build, token, HTML_CONTENT_RAWTEXT);
        return true;
    case HTML_SCRIPT:
        html_insert_raw(build, token, HTML_CONTENT_SCRIPT);
        return true;
    case HTML_TEMPLATE:
        start_template(build, token);
        return true;
    case HTML_HEAD:
        return true;
    default:
        return false;
    }
}

/* End tags of "in head"; false: anything else. */
static bool
head_end(struct html_build *build, struct html_token *token)
{
    if (token->name == HTML_HEAD) {
        html_pop(build);
        build->mode = HTML_MODE_AFTER_HEAD;
        return true;
    }
    if (token->name == HTML_TEMPLATE) {
        if (html_has_open(build, HTML_TEMPLATE)) {
            html_imply_all_ends(build);
            html_end_template(build);
        }
        return true;
    }
    return !is_one_of(token->name, implying_ends);
}

/* What "in head" and its relatives do alike; true: it is done. */
static bool
head_common(struct html_build *build, struct html_token *token)
{
    dc_str blanks;
    if (token->type == HTML_TOKEN_TEXT && html_take_blanks(token, &blanks))
        html_insert_text(build, blanks);
    if (token->type == HTML_TOKEN_TEXT)
        return token->text.len == 0;
    if (token->type == HTML_TOKEN_COMMENT)
        html_insert_comment(build, token, 0);
    return token->type == HTML_TOKEN_COMMENT ||
        token->type == HTML_TOKEN_DOCTYPE;
}

void
html_mode_in_head(struct html_build *build, struct html_token *token)
{
    if (head_common(build, token))
        return;
    if (token->type == HTML_TOKEN_START_TAG && head_start(build, token))
        return;
    if (token->type == HTML_TOKEN_END_TAG && head_end(build, token))
        return;
    html_pop(build);
    html_reprocess(build, HTML_MODE_AFTER_HEAD);
}

void
html_mode_in_head_noscript(struct html_build *build, struct html_token *token)
{
    static const uint32_t head_elements[] = {HTML_BASEFONT, HTML_BGSOUND,
        HTML_LINK, HTML_META, HTML_NOFRAMES, HTML_STYLE, HTML_HTML, 0};
    bool is_tag = token->type == HTML_TOKEN_START_TAG;
    if (head_common(build, token))
        return;
    if (is_tag && is_one_of(token->name, head_elements)) {
        html_mode_in_head(build, token);
        return;
    }
    if (is_end(token, HTML_NOSCRIPT)) {
        html_pop(build);
        build->mode = HTML_MODE_IN_HEAD;
        return;
    }
    if (is_start(token, HTML_HEAD) || is_start(token, HTML_NOSCRIPT) ||
        (token->type == HTML_TOKEN_END_TAG && token->name != HTML_BR))
        return;
    html_pop(build);
    html_reprocess(build, HTML_MODE_IN_HEAD);
}

/* Elements of the head that come behind it go into it. */
static void
add_to_head(struct html_build *build, struct html_token *token)
{
    html_push(build, build->head);
    html_mode_in_head(build, token);
    html_remove_open(build, build->head);
}

void
html_mode_after_head(struct html_build *build, struct html_token *token)
{
    static const uint32_t head_elements[] = {HTML_BASE, HTML_BASEFONT,
        HTML_BGSOUND, HTML_LINK, HTML_META, HTML_NOFRAMES, HTML_SCRIPT,
        HTML_STYLE, HTML_TEMPLATE, HTML_TITLE, 0};
    if (head_common(build, token))
        return;
    bool is_tag = token->type == HTML_TOKEN_START_TAG;
    if (is_tag && is_one_of(token->name, head_elements)) {
        add_to_head(build, token);
    } else if (is_start(token, HTML_HTML)) {
        html_mode_in_body(build, token);
    } else if (is_start(token, HTML_BODY)) {
        html_insert(build, token);
        build->frameset_ok = false;
        build->mode = HTML_MODE_IN_BODY;
    } else if (is_start(token, HTML_FRAMESET)) {
        html_insert(build, token);
        build->mode = HTML_MODE_IN_FRAMESET;
    } else if (is_end(token, HTML_TEMPLATE)) {
        html_mode_in_head(build, token);
    } else if (!is_start(token, HTML_HEAD) &&
        (token->type != HTML_TOKEN_END_TAG || token->name == HTML_BODY ||
            token->name == HTML_HTML || token->name == HTML_BR)) {
        html_insert_named(build, HTML_BODY, token->pos);
        html_reprocess(build, HTML_MODE_IN_BODY);
    }
}

void
html_mode_text(struct html_build *build, struct html_token *token)
{
    if (token->type == HTML_TOKEN_TEXT) {
        html_insert_text(build, token->text);
        return;
    }
    html_pop(build);
    build->mode = build->original_mode;
    build->again = token->type == HTML_TOKEN_END;
}
