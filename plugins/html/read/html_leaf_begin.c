/* SPDX-License-Identifier: MIT */
/*
 * Entering elements that are read as a whole, or not at all.
 */
#include "read/html_block_read.h"

bool
html_begin_break(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    (void)role;
    html_flow_break(reader, level->node);
    return false;
}

bool
html_begin_image(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    (void)role;
    if (reader->holder != HTML_HOLDS_ROWS)
        html_read_image(reader, level->node);
    return false;
}

bool
html_begin_input(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    const struct html_dom *dom = &reader->dom;
    dc_str type = html_attr_of(dom, level->node, HTML_TYPE);
    dc_str value = html_attr_of(dom, level->node, HTML_VALUE);
    (void)role;
    if (html_str_is(type, "checkbox") || html_str_is(type, "radio")) {
        bool is_on = html_attribute_of(dom, level->node, HTML_CHECKED) != NULL;
        html_flow_word(reader, is_on ? "\xE2\x98\x92" : "\xE2\x98\x90");
        reader->blank = HTML_BLANK_SPACE;
    } else if (!html_str_is(type, "hidden") && !html_str_is(type, "image")) {
        html_flow_text(reader, value);
    }
    return false;
}

/* A bracket, for those who do not set ruby. */
static void
put_bracket(struct html_reader *reader, const char *bracket)
{
    if (!html_flow_can_open(reader))
        return;
    html_flow_open(reader);
    dc_open(reader->job, DC_SPAN, DC_POS_NONE);
    dc_attr(reader->job, "class", dc_str_of("rp"));
    dc_text(reader->job, bracket, 1);
    dc_close(reader->job, DC_SPAN);
}

bool
html_begin_ruby_text(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    (void)role;
    put_bracket(reader, "(");
    html_push_inline(reader, level, DC_SPAN, "rt");
    return true;
}

void
html_end_ruby_text(struct html_reader *reader, struct html_place *level)
{
    html_inline_pop(reader, level->inlines);
    reader->blank = HTML_NO_BLANK;
    put_bracket(reader, ")");
}

/* Its content is read in the place where it stands. */
void
html_end_transparent(struct html_reader *reader, struct html_place *level)
{
    (void)reader;
    (void)level;
}

bool
html_begin_math(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    (void)role;
    return reader->holder != HTML_HOLDS_ROWS &&
        !html_read_math(reader, level->node);
}

bool
html_begin_media(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    uint32_t name = html_node(&reader->dom, level->node)->name;
    (void)role;
    html_lose(reader, HTML_LOST_EMBEDDED, level->node);
    /* What an iframe holds is markup for browsers that know none. */
    return name != HTML_IFRAME && name != HTML_NOFRAMES;
}

bool
html_begin_script(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    (void)role;
    if (reader->holder != HTML_HOLDS_ROWS &&
        html_is_math_script(&reader->dom, level->node))
        html_read_math(reader, level->node);
    else
        html_lose(reader, HTML_LOST_SCRIPTS, level->node);
    return false;
}

bool
html_begin_nothing(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    const struct html_node *at = html_node(&reader->dom, level->node);
    (void)role;
    if (at->name == HTML_STYLE)
        html_lose(reader, HTML_LOST_STYLES, level->node);
    else if (at->name == HTML_TEMPLATE)
        html_lose(reader, HTML_LOST_TEMPLATES, level->node);
    return false;
}

bool
html_begin_pre(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    (void)role;
    html_flow_end(reader);
    if (html_is_flat(reader) || reader->holder == HTML_HOLDS_ROWS) {
        level->does = HTML_DOES_PASS;
        return true;
    }
    html_flow_block(reader, level->node);
    html_read_pre(reader, level->node);
    return false;
}

bool
html_begin_rule(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    (void)role;
    html_flow_end(reader);
    if (html_is_flat(reader) || reader->holder == HTML_HOLDS_ROWS)
        return false;
    html_flow_block(reader, level->node);
    html_read_rule(reader, level->node);
    return false;
}
