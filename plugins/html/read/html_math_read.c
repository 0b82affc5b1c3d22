/* SPDX-License-Identifier: MIT */
/*
 * Mathematics: MathML that says what it is in TeX (an annotation or alttext),
 * and the scripts of type math/tex that MathJax reads.  MathML without TeX is
 * put into TeX by the host, or read as its text where that fails.
 */
#include "docconv/ext/math.h"
#include "read/html_foreign_read.h"
#include "parse/html_token.h"

/* NEAR: nodes among which the MathML of a drawn formula is looked for. */
enum { TEX_MAX = 65536, NEAR = 256 };

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

/* The text of an annotation, whose blanks and line ends are TeX. */
static dc_str
exact_text(struct html_reader *reader, uint32_t node)
{
    const struct html_dom *dom = &reader->dom;
    uint32_t first = html_node(dom, node)->first;
    if (first && !html_node(dom, first)->next &&
        html_node(dom, first)->type == HTML_TYPE_TEXT)
        return html_text_of(dom, first);
    return html_plain_text(reader, node, TEX_MAX);
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
            return exact_text(reader, at);
    }
    return html_attr_of(dom, node, HTML_ALTTEXT);
}

/* What the host's mathematics make of MathML without TeX; may be empty. */
static dc_str
tex_made_of(struct html_reader *reader, dc_str mathml)
{
    const dc_math_service *math = dc_service(reader->job, DC_MATH_ID);
    dc_str tex = {NULL, 0};
    if (!math || math->to_tex(reader->job, mathml, &tex) != 1)
        return dc_str_slice(NULL, 0);
    return tex;
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

/* True for a formula that shows nothing but its TeX, as ours that TeX alone is. */
static bool
shows_tex(const struct html_dom *dom, uint32_t node)
{
    uint32_t at = html_node(dom, node)->first;
    if (at && html_node(dom, at)->name == HTML_SEMANTICS)
        at = html_node(dom, at)->first;
    if (!at || html_node(dom, at)->name != HTML_MTEXT)
        return false;
    uint32_t next = html_node(dom, at)->next;
    return next && html_node(dom, next)->name == HTML_ANNOTATION;
}

bool
html_read_math(struct html_reader *reader, uint32_t node)
{
    dc_job *job = reader->job;
    const struct html_dom *dom = &reader->dom;
    bool is_mathml = html_node(dom, node)->space == HTML_SPACE_MATHML;
    dc_str mathml = {NULL, 0};
    dc_str tex = is_mathml ? tex_of(reader, node)
                           : html_plain_text(reader, node, TEX_MAX);
    if (is_mathml && !shows_tex(dom, node))
        mathml = html_foreign_xml(reader, node, &html_mathml_allowed);
    if (tex.len == 0 && mathml.len)
        tex = tex_made_of(reader, mathml);
    if (tex.len == 0)
        return false;
    html_flow_open(reader);
    dc_open(job, DC_MATH, html_pos(reader, node));
    dc_set_int(job, DC_F_DISPLAY, is_display(dom, node));
    if (mathml.len)
        dc_set_str(job, DC_F_MATHML, mathml);
    html_read_attrs(reader, node, NULL, true);
    dc_text(job, tex.ptr, tex.len);
    dc_close(job, DC_MATH);
    return true;
}

/* The first element after `node` among its siblings, or 0. */
static uint32_t
next_element(const struct html_dom *dom, uint32_t node)
{
    do
        node = html_node(dom, node)->next;
    while (node && html_node(dom, node)->type != HTML_TYPE_ELEMENT);
    return node;
}

/* True if a script with the formula follows, at most two elements on. */
static bool
has_script(const struct html_dom *dom, uint32_t node)
{
    for (int i = 0; i < 2 && node; i++) {
        node = next_element(dom, node);
        if (node && html_is_element(dom, node, HTML_SCRIPT))
            return html_is_math_script(dom, node);
    }
    return false;
}

static bool
is_named(const struct html_dom *dom, uint32_t node, const char *name)
{
    return dc_str_equal(html_name_of(dom, html_node(dom, node)->name), name);
}

/* True if a formula in MathML stands near, before it or after. */
static bool
has_mathml_beside(const struct html_dom *dom, uint32_t node)
{
    uint32_t parent = html_node(dom, node)->parent;
    uint32_t at = html_dom_following(dom, parent, parent);
    for (int i = 0; at && i < NEAR;
         at = html_dom_following(dom, at, parent), i++)
        if (html_node(dom, at)->space == HTML_SPACE_MATHML)
            return true;
    return false;
}

bool
html_is_math_picture(const struct html_dom *dom, uint32_t node)
{
    static const char *const by_script[] = {"mathjax", "mathjax_preview",
        "mathjax_display", "mathjax_svg", "mathjax_chtml", NULL};
    static const char *const by_mathml[] = {"katex-html",
        "mwe-math-fallback-image-inline", "mwe-math-fallback-image-display",
        NULL};
    if (is_named(dom, node, "mjx-math"))
        return has_mathml_beside(dom, node);
    if (html_attr_of(dom, node, HTML_CLASS).len == 0)
        return false;
    for (const char *const *name = by_script; *name; name++)
        if (html_has_word(dom, node, HTML_CLASS, *name))
            return has_script(dom, node);
    for (const char *const *name = by_mathml; *name; name++)
        if (html_has_word(dom, node, HTML_CLASS, *name))
            return has_mathml_beside(dom, node);
    return false;
}

bool
html_is_math_cover(const struct html_dom *dom, uint32_t node)
{
    dc_str name = html_attr_of(dom, node, HTML_CLASS);
    return html_begins_with(
               name.ptr, name.ptr + name.len, "mwe-math-mathml-") ||
        html_has_word(dom, node, HTML_CLASS, "katex-mathml");
}
