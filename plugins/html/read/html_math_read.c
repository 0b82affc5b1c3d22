/* SPDX-License-Identifier: MIT */
/*
 * Mathematics: MathML that says what it is in TeX (an annotation or alttext),
 * and the scripts of type math/tex that MathJax reads.  MathML without TeX is
 * read as its text.
 */
#include "read/html_reader.h"
#include "parse/html_token.h"

enum { TEX_MAX = 65536 };

static bool
is_tex(dc_str type)
{
    return html_str_is(type, "application/x-tex") ||
        html_str_is(type, "application/x-latex") ||
        html_str_is(type, "text/latex") || html_str_is(type, "tex") ||
        html_str_is(type, "latex");
}

bool
html_is_math_script(const struct html_dom *dom, uint32_t node)
{
    dc_str type = html_attr_of(dom, node, HTML_TYPE);
    return html_begins_with(type.ptr, type.ptr + type.len, "math/tex");
}

/* The TeX of a <math>, or empty. */
static dc_str
tex_of(struct html_reader *reader, uint32_t node)
{
    const struct html_dom *dom = &reader->dom;
    for (uint32_t at = html_node(dom, node)->first; at;
         at = html_dom_following(dom, at, node)) {
        const struct html_node *here = html_node(dom, at);
        if (here->type == HTML_TYPE_ELEMENT && here->name == HTML_ANNOTATION &&
            is_tex(html_attr_of(dom, at, HTML_ENCODING)))
            return html_plain_text(reader, at, TEX_MAX);
    }
    return html_attr_of(dom, node, HTML_ALTTEXT);
}

static bool
is_display(const struct html_dom *dom, uint32_t node)
{
    if (html_node(dom, node)->space == HTML_SPACE_MATHML)
        return html_str_is(html_attr_of(dom, node, HTML_DISPLAY), "block");
    dc_str type = html_attr_of(dom, node, HTML_TYPE);
    for (size_t i = 0; i < type.len; i++)
        if (html_begins_with(
                type.ptr + i, type.ptr + type.len, "mode=display"))
            return true;
    return false;
}

bool
html_read_math(struct html_reader *reader, uint32_t node)
{
    dc_job *job = reader->job;
    const struct html_dom *dom = &reader->dom;
    bool is_mathml = html_node(dom, node)->space == HTML_SPACE_MATHML;
    dc_str tex = is_mathml
        ? tex_of(reader, node) : html_plain_text(reader, node, TEX_MAX);
    if (tex.len == 0)
        return false;
    html_flow_open(reader);
    dc_open(job, DC_MATH, html_pos(reader, node));
    dc_set_int(job, DC_F_DISPLAY, is_display(dom, node));
    html_read_attrs(reader, node, NULL, true);
    dc_text(job, tex.ptr, tex.len);
    dc_close(job, DC_MATH);
    return true;
}
