/* SPDX-License-Identifier: MIT */
/*
 * Formulas: MathML in EPUB 3, by the service docconv.math/1, with the TeX in
 * `alttext` for those who listen.  What it does not understand, and every
 * formula of EPUB 2, is shown as its TeX.
 *
 * MathML that came with the document is not copied, for nobody vouches that
 * it is valid: it is read, and written anew by the service.
 */
#include "write/epub.h"

#include "docconv/ext/math.h"

enum { WIDE = 1500 }; /* bytes of MathML; half a line has about as many */

/* Asks for the service once, when the first formula comes. */
static const dc_math_service *
math_service(struct epub *epub)
{
    if (!epub->has_math && !epub->is_epub2)
        epub->math = dc_service(epub->job, DC_MATH_ID);
    epub->has_math = true;
    return epub->math;
}

/* The formula by the MathML beside it, else by its TeX. */
static bool
translate(struct epub *epub, const dc_view *view, bool is_display, dc_str tex,
    dc_str *mathml)
{
    const dc_math_service *math = math_service(epub);
    dc_str beside = dc_str_field(epub->job, view->node, DC_F_MATHML);
    const char *why;
    size_t offset;
    if (!math)
        return false;
    if (beside.len > 0 &&
        math->rewrite(epub->job, beside, tex, is_display, mathml))
        return true;
    return tex.len > 0 &&
        math->from_tex(epub->job, tex, is_display, mathml, &why, &offset);
}

/*
 * A formula among words cannot be broken and may be wider than a page, which
 * cuts it off: one that may be so gets a box that can be scrolled.
 */
static bool
may_be_wide(dc_str mathml, bool is_display)
{
    return !is_display &&
        (mathml.len > WIDE ||
            memmem(mathml.ptr, mathml.len, "<mtable", strlen("<mtable")));
}

/* A book of ours that is read again has the box already. */
static bool
is_boxed(struct epub *epub)
{
    const struct epub_frame *parent = epub_parent(epub);
    return parent && parent->kind == DC_SPAN &&
        dc_str_equal(dc_attr_of(epub->job, parent->node, "class"), "wide");
}

static bool
has_attrs(struct epub *epub, uint32_t node)
{
    dc_str key, value;
    return epub->job->host->walk->attr_at(epub->job, node, 0, &key, &value);
}

void
epub_enter_math(struct epub *epub, const dc_view *view)
{
    static const char tag[] = "<math";
    struct epub_buf *out = &epub->out->text;
    bool is_display = dc_int_field(epub->job, view->node, DC_F_DISPLAY) != 0;
    dc_str tex = dc_plain_text(epub->job, view->node), mathml;
    bool is_mathml = translate(epub, view, is_display, tex, &mathml);
    bool is_wide =
        is_mathml && may_be_wide(mathml, is_display) && !is_boxed(epub);
    bool has_span = !is_mathml || is_wide || has_attrs(epub, view->node);
    epub_top(epub)->close = dc_str_of(has_span ? "</span>" : "");
    if (has_span) {
        epub_puts(out, "<span");
        epub_put_attrs(epub, view->node,
            is_wide          ? "wide"
                : is_mathml  ? ""
                : is_display ? "math display"
                             : "math",
            0);
        epub_puts(out, ">");
    }
    if (!is_mathml) {
        epub_report_loss(
            epub, "epub-math", "a formula is shown as its TeX", tex, view->pos);
        return;
    }
    epub_puts(out, tag);
    epub_put_attr(out, "alttext", tex);
    epub_put(out, mathml.ptr + strlen(tag), mathml.len - strlen(tag));
    epub->skip = true;
}
