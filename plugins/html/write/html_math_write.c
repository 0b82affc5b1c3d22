/* SPDX-License-Identifier: MIT */
/*
 * Mathematics, as MathML that says its TeX in an annotation: what screen
 * readers read, browsers show without a script, and other programs turn back
 * into TeX.  MathML that the document has beside the TeX goes first, written
 * anew, since nobody vouches for what it holds.  What the service docconv.math/1 does not understand, or a host
 * without it, becomes the shortest MathML there is: the TeX as its own text.
 *
 * For a page whose scripts read TeX (--mathjax, --katex) it stands between
 * the delimiters that both look for.
 */
#include "write/html_write.h"

static dc_str
tex_of(struct html_write *write, const struct html_frame *frame)
{
    return dc_plain_text(write->job, frame->node);
}

static void
put_tex(
    struct html_write *write, const struct html_frame *frame, bool is_display)
{
    html_start_tag(write, frame->node, "span",
        is_display ? "math display" : "math inline");
    html_puts(write, is_display ? "\\[" : "\\(");
    html_put_text(write, tex_of(write, frame));
    html_puts(write, is_display ? "\\]</span>" : "\\)</span>");
}

static void
put_annotation(struct html_write *write, dc_str tex)
{
    html_puts(write, "<annotation encoding=\"application/x-tex\">");
    html_put_text(write, tex);
    html_puts(write, "</annotation>");
}

static void
put_plain_math(struct html_write *write, dc_str tex, bool is_display)
{
    html_puts(write, is_display ? "<math display=\"block\">" : "<math>");
    html_puts(write, "<semantics><mtext>");
    html_put_text(write, tex);
    html_puts(write, "</mtext>");
    put_annotation(write, tex);
    html_puts(write, "</semantics></math>");
}

/* Asks for the service once, when the first formula comes. */
static const dc_math_service *
math_service(struct html_write *write)
{
    if (!write->has_math)
        write->math = dc_service(write->job, DC_MATH_ID);
    write->has_math = true;
    return write->math;
}

static bool
put_translated(struct html_write *write, const struct html_frame *frame,
    dc_str tex, bool is_display)
{
    const dc_math_service *math = math_service(write);
    dc_str mathml = {NULL, 0};
    const char *why = NULL;
    size_t offset = 0;
    if (!math)
        return false;
    dc_str beside = dc_str_field(write->job, frame->node, DC_F_MATHML);
    if (beside.len &&
        math->rewrite(write->job, beside, tex, is_display, &mathml)) {
        html_put(write, mathml.ptr, mathml.len);
        return true;
    }
    if (math->from_tex(write->job, tex, is_display, &mathml, &why, &offset)) {
        html_put(write, mathml.ptr, mathml.len);
        return true;
    }
    dc_report_at(write->job, DC_DIAG_NOTE, "html-math",
        dc_str_of("a formula that is not understood is written as its TeX"),
        write->job->host->walk->pos(write->job, frame->node));
    return false;
}

bool
html_enter_math(struct html_write *write, struct html_frame *frame)
{
    bool is_display = dc_int_field(write->job, frame->node, DC_F_DISPLAY) != 0;
    if (write->options.math_is_tex) {
        put_tex(write, frame, is_display);
        return false;
    }
    dc_str tex = tex_of(write, frame);
    bool has_attrs = html_has_attrs(write, frame->node);
    if (has_attrs)
        html_start_tag(write, frame->node, "span", NULL);
    if (!put_translated(write, frame, tex, is_display))
        put_plain_math(write, tex, is_display);
    if (has_attrs)
        html_puts(write, "</span>");
    return false;
}
