/* SPDX-License-Identifier: MIT */
/*
 * Service "docconv.math/1": mathematics from TeX to MathML and back.  TeX is
 * that of LaTeX's math mode with amsmath; MathML is MathML Core and what of
 * MathML 3 is in wide use.
 */
#ifndef DOCCONV_EXT_MATH_H
#define DOCCONV_EXT_MATH_H

#include "docconv/plugin.h"

#define DC_MATH_ID "docconv.math/1"

typedef struct dc_math_service {
    uint32_t struct_size;

    /*
     * The formula `tex` as one <math> element in *mathml: well-formed XML that
     * is valid in HTML and XHTML too, with xmlns, with display="block" if
     * `is_display`, and with the TeX itself as its annotation.  Memory of the
     * job.  Returns 1; or 0 when the TeX is not understood or longer than
     * 256 KiB, with the reason in *why, a static text ("unknown command",
     * "missing }"), and its place in *offset (bytes from the start of `tex`).
     * Nothing is reported.
     */
    int32_t(DC_CALL *from_tex)(dc_job *job, dc_str tex, int32_t is_display,
        dc_str *mathml, const char **why, size_t *offset);

    /*
     * The TeX of one <math> element given as well-formed XML, in *tex: its own
     * TeX annotation if it has one, else made from its elements.  Memory of
     * the job.  Returns 1; or 0 when it holds what TeX has no words for.
     */
    int32_t(DC_CALL *to_tex)(dc_job *job, dc_str mathml, dc_str *tex);

    /*
     * The same <math> element written anew in *rewritten, as from_tex writes
     * one, with `tex` as its annotation: its presentation elements, and of
     * their attributes those that are known with values that are.  So what
     * came from anywhere can be put into a page or a book.  Memory of the job.
     * Returns 1; or 0 when it is not well-formed or holds what MathML 3 does
     * not allow at its place.
     */
    int32_t(DC_CALL *rewrite)(dc_job *job, dc_str mathml, dc_str tex,
        int32_t is_display, dc_str *rewritten);
} dc_math_service;

#endif
