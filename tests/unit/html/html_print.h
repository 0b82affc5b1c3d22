/* SPDX-License-Identifier: MIT */
/* A page in the form in which html5lib's tests state trees. */
#ifndef HTML_PRINT_H
#define HTML_PRINT_H

#include "parse/html_dom.h"

struct html_print {
    char *text;
    size_t len;
    size_t room;
};

/* The children of `root`, one line a node; to be freed. */
void html_print(
    struct html_print *print, const struct html_dom *dom, uint32_t root);

#endif
