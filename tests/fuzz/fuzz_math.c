/* SPDX-License-Identifier: MIT */
/*
 * Mathematics under libFuzzer: any bytes as TeX and as MathML.  What from_tex
 * makes, to_tex must read, and what that gives must be TeX again.
 */
#include <stdint.h>
#include <stdlib.h>

#include "math/math.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
require(bool is_true)
{
    if (!is_true)
        abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    dc_str input = {(const char *)data, size};
    struct math_fault fault = {NULL, 0};
    struct math_buf mathml = {NULL, 0, 0, false};
    struct math_buf tex = {NULL, 0, 0, false};
    if (math_from_tex(input, size % 2, &mathml, &fault)) {
        dc_str made = {mathml.data, mathml.len};
        /* What it makes it can scan; depth alone may be beyond the way back. */
        if (math_to_tex(made, true, &tex))
            math_buf_fini(&tex);
        if (math_to_tex(made, false, &tex)) {
            math_buf_fini(&mathml);
            math_from_tex(
                (dc_str){tex.data, tex.len}, size % 2, &mathml, &fault);
        }
    } else {
        require(fault.why && fault.offset <= size);
        if (math_to_tex(input, true, &tex))
            math_from_tex((dc_str){tex.data, tex.len}, false, &mathml, &fault);
    }
    math_buf_fini(&mathml);
    math_buf_fini(&tex);
    return 0;
}
