/* SPDX-License-Identifier: MIT */
/*
 * The stack of open elements and the insertion of nodes (HTML standard,
 * 13.2.4.1, 13.2.4.2 and 13.2.6.1).
 */
#include <string.h>

#include "parse/html_build.h"

uint32_t
html_adjusted_current(const struct html_build *build)
{
    return build->context && build->open_count == 1
        ? build->context : html_current(build);
}

bool
html_current_is(const struct html_build *build, uint32_t name)
{
    return build->open_count &&
        html_is_element(build->dom, html_current(build), name);
}

void
html_push(struct html_build *build, uint32_t node)
{
    if (build->open_count == HTML_OPEN_MAX) {
        build->dom->status = DC_E_LIMIT;
        return;
    }
    build->open[build->open_count++] = node;
    build->open_paragraphs += html_is_element(build->dom, node, HTML_P);
}

void
html_pop(struct html_build *build)
{
    if (build->open_count == 0)
        return;
    build->open_paragraphs -= html_current_is(build, HTML_P);
    build->open_count--;
}

void
html_pop_until(struct html_build *build, uint32_t name)
{
    while (build->open_count) {
        bool is_found = html_current_is(build, name);
        html_pop(build);
        if (is_found)
            return;
    }
}

void
html_pop_through(struct html_build *build, uint32_t node)
{
    while (build->open_count) {
        bool is_found = html_current(build) == node;
        html_pop(build);
        if (is_found)
            return;
    }
}

int32_t
html_open_place(const struct html_build *build, uint32_t node)
{
    for (uint32_t i = build->open_count; i-- > 0;)
        if (build->open[i] == node)
            return (int32_t)i;
    return -1;
}

void
html_remove_open(struct html_build *build, uint32_t node)
{
    int32_t place = html_open_place(build, node);
    if (place < 0)
        return;
    uint32_t *at = &build->open[place];
    size_t left = build->open_count - (uint32_t)place - 1;
    memmove(at, at + 1, left * sizeof *at);
    build->open_count--;
    build->open_paragraphs -= html_is_element(build->dom, node, HTML_P);
}

bool
html_has_open(const struct html_build *build, uint32_t name)
{
    for (uint32_t i = build->open_count; i-- > 0;)
        if (html_is_element(build->dom, build->open[i], name))
            return true;
    return false;
}

/* The elements of other name spaces that end a scope. */
static bool
is_foreign_scope(const struct html_node *node)
{
    if (node->space == HTML_SPACE_SVG)
        return node->name == HTML_FOREIGN_OBJECT || node->name == HTML_DESC ||
            node->name == HTML_TITLE;
    return node->name == HTML_MI || node->name == HTML_MO ||
        node->name == HTML_MN || node->name == HTML_MS ||
        node->name == HTML_MTEXT || node->name == HTML_ANNOTATION_XML;
}

static bool
ends_scope(const struct html_node *node, enum html_scope scope)
{
    if (node->space != HTML_SPACE_HTML)
        return scope != HTML_SCOPE_TABLE && is_foreign_scope(node);
    if (scope == HTML_SCOPE_TABLE)
        return node->name == HTML_HTML || node->name == HTML_TABLE ||
            node->name == HTML_TEMPLATE;
    if (scope == HTML_SCOPE_BUTTON && node->name == HTML_BUTTON)
        return true;
    if (scope == HTML_SCOPE_LIST_ITEM &&
        (node->name == HTML_OL || node->name == HTML_UL))
        return true;
    return (html_properties(node->name) & HTML_IS_SCOPE) != 0;
}

bool
html_in_scope(
    const struct html_build *build, uint32_t name, enum html_scope scope)
{
    for (uint32_t i = build->open_count; i-- > 0;) {
        if (html_is_element(build->dom, build->open[i], name))
            return true;
        if (ends_scope(html_node(build->dom, build->open[i]), scope))
            return false;
    }
    return false;
}

bool
html_node_in_scope(const struct html_build *build, uint32_t node)
{
    for (uint32_t i = build->open_count; i-- > 0;) {
        if (build->open[i] == node)
            return true;
        if (ends_scope(html_node(build->dom, build->open[i]),
                HTML_SCOPE_DEFAULT))
            return false;
    }
    return false;
}

bool
html_is_special(const struct html_build *build, uint32_t node)
{
    const struct html_node *at = html_node(build->dom, node);
    if (at->space != HTML_SPACE_HTML)
        return is_foreign_scope(at);
    return (html_properties(at->name) & HTML_IS_SPECIAL) != 0;
}

static void
imply_ends(struct html_build *build, uint32_t except, unsigned property)
{
    while (build->open_count) {
        const struct html_node *at = html_node(build->dom, html_current(build));
        if (at->space != HTML_SPACE_HTML || at->name == except ||
            !(html_properties(at->name) & property))
            return;
        html_pop(build);
    }
}

void
html_imply_ends(struct html_build *build, uint32_t except)
{
    imply_ends(build, except, HTML_IS_IMPLIED);
}

void
html_imply_all_ends(struct html_build *build)
{
    imply_ends(build, HTML_NO_NAME, HTML_IS_THOROUGH);
}

void
html_close_paragraph(struct html_build *build)
{
    if (build->open_paragraphs == 0 ||
        !html_in_scope(build, HTML_P, HTML_SCOPE_BUTTON))
        return;
    html_imply_ends(build, HTML_P);
    html_pop_until(build, HTML_P);
}

uint32_t
html_holder(const struct html_dom *dom, uint32_t node)
{
    uint32_t first = html_node(dom, node)->first;
    bool is_template = html_is_element(dom, node, HTML_TEMPLATE) && first &&
        html_node(dom, first)->type == HTML_TYPE_CONTENT;
    return is_template ? first : node;
}

static bool
is_table_part(const struct html_dom *dom, uint32_t node)
{
    const struct html_node *at = html_node(dom, node);
    return at->space == HTML_SPACE_HTML &&
        (at->name == HTML_TABLE || at->name == HTML_TBODY ||
            at->name == HTML_TFOOT || at->name == HTML_THEAD ||
            at->name == HTML_TR);
}

/* The last open table or template, by its place; -1 if none is open. */
static int32_t
last_table(const struct html_build *build)
{
    for (uint32_t i = build->open_count; i-- > 0;)
        if (html_is_element(build->dom, build->open[i], HTML_TABLE) ||
            html_is_element(build->dom, build->open[i], HTML_TEMPLATE))
            return (int32_t)i;
    return -1;
}

struct html_spot
html_spot_for(const struct html_build *build, uint32_t target)
{
    struct html_dom *dom = build->dom;
    struct html_spot spot = {target, 0};
    if (build->foster && is_table_part(dom, target)) {
        int32_t place = last_table(build);
        uint32_t table = place < 0 ? 0 : build->open[place];
        spot.parent = build->open[0];
        if (table && html_is_element(dom, table, HTML_TEMPLATE)) {
            spot.parent = table;
        } else if (table && html_node(dom, table)->parent) {
            spot.parent = html_node(dom, table)->parent;
            spot.next = table;
        } else if (place > 0) {
            spot.parent = build->open[place - 1];
        }
    }
    if (!spot.next)
        spot.parent = html_holder(dom, spot.parent);
    return spot;
}

uint32_t
html_make_element(struct html_build *build, const struct html_token *token,
    enum html_space space)
{
    uint32_t node = html_dom_new(build->dom, HTML_TYPE_ELEMENT, token->pos);
    struct html_node *made = html_node(build->dom, node);
    if (!node)
        return 0;
    made->name = token->name;
    made->space = (uint8_t)space;
    made->at = token->attribute_first;
    made->len = token->attribute_count;
    html_token_keep_attributes(&build->tokenizer, token);
    return node;
}

static void
insert_node(struct html_build *build, uint32_t node)
{
    struct html_spot spot = html_spot_for(build, html_current(build));
    html_dom_insert(build->dom, spot.parent, spot.next, node);
}

uint32_t
html_insert(struct html_build *build, const struct html_token *token)
{
    uint32_t node = html_make_element(build, token, HTML_SPACE_HTML);
    insert_node(build, node);
    html_push(build, node);
    return node;
}

uint32_t
html_insert_named(struct html_build *build, uint32_t name, uint32_t pos)
{
    struct html_token token = {.name = name, .pos = pos};
    token.attribute_first = build->tokenizer.attributes_kept;
    return html_insert(build, &token);
}

void
html_insert_void(struct html_build *build, const struct html_token *token)
{
    insert_node(build, html_make_element(build, token, HTML_SPACE_HTML));
}

void
html_insert_text(struct html_build *build, dc_str text)
{
    struct html_spot spot = html_spot_for(build, html_current(build));
    if (html_node(build->dom, spot.parent)->type != HTML_TYPE_DOCUMENT)
        html_dom_add_text(build->dom, spot.parent, spot.next, text);
}

void
html_insert_comment(
    struct html_build *build, const struct html_token *token, uint32_t parent)
{
    struct html_dom *dom = build->dom;
    dom->comments++;
    if (dom->is_lean)
        return;
    struct html_spot spot = {parent, 0};
    if (!parent)
        spot = html_spot_for(build, html_current(build));
    uint32_t node = html_dom_new(dom, HTML_TYPE_COMMENT, token->pos);
    html_node(dom, node)->at = (uint32_t)dom->pool_len;
    html_dom_put(dom, token->text.ptr, token->text.len);
    html_node(dom, node)->len =
        (uint32_t)(dom->pool_len - html_node(dom, node)->at);
    html_node(dom, node)->flags = HTML_IN_POOL;
    html_dom_insert(dom, spot.parent, spot.next, node);
}

void
html_insert_raw(struct html_build *build, const struct html_token *token,
    enum html_content content)
{
    html_insert(build, token);
    build->tokenizer.content = content;
    build->tokenizer.raw_name = token->name;
    build->original_mode = build->mode;
    build->mode = HTML_MODE_TEXT;
}

void
html_merge_attributes(struct html_build *build, uint32_t node,
    const struct html_token *token)
{
    struct html_dom *dom = build->dom;
    uint32_t count = html_node(dom, node)->len;
    uint32_t first = dom->attribute_count;
    if (token->attribute_count == 0)
        return;
    if (build->merges++ >= HTML_MERGES_MAX) {
        dom->attributes_lost += token->attribute_count;
        return;
    }
    for (uint32_t i = 0; i < count + token->attribute_count; i++) {
        uint32_t from = i < count
            ? html_node(dom, node)->at + i : token->attribute_first + i - count;
        struct html_attribute old = dom->attributes[from];
        if (i >= count && html_attribute_of(dom, node, old.name))
            continue;
        struct html_attribute *fresh = html_dom_add_attribute(dom);
        if (!fresh)
            return;
        *fresh = old;
    }
    html_node(dom, node)->at = first;
    html_node(dom, node)->len = dom->attribute_count - first;
    build->tokenizer.attributes_kept = dom->attribute_count;
}
