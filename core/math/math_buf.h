/* SPDX-License-Identifier: MIT */
/* Text that grows; failures are sticky. */
#ifndef MATH_BUF_H
#define MATH_BUF_H

#include <stdbool.h>

#include "docconv/base.h"

struct math_buf {
    char *data;
    size_t len;
    size_t space;
    bool failed; /* out of memory */
};

void math_buf_fini(struct math_buf *buf);
void math_buf_add(struct math_buf *buf, dc_str text);
void math_buf_put(struct math_buf *buf, const char *text);

#endif
