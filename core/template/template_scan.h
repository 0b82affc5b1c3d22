/* SPDX-License-Identifier: MIT */
/*
 * Reading of a template's source: where one is, and the small things that
 * directives are made of.  Each function reads its thing and steps behind it,
 * or returns false and stays.  Private to the parser.
 */
#ifndef DOCCONV_TEMPLATE_SCAN_H
#define DOCCONV_TEMPLATE_SCAN_H

#include "template/template.h"

/* A place in a source; columns count characters, from 1, tabs to the eighth. */
struct template_place {
    size_t at;
    size_t line;
    size_t column;
    size_t source; /* number of the source, from 1 */
};

struct template_scan {
    dc_job *job;
    dc_str text; /* without carriage returns */
    dc_str name;
    struct template_place place;

    /* What is wrong, if something is, and where. */
    const char *fault;
    struct template_place fault_place;

    /* What depends on the place within the whole. */
    struct template_place first_nonspace;
    size_t nested_column; /* 0: none */
    bool is_inside; /* of a conditional or loop */
    bool is_breaking; /* between $~$ and $~$ */
};

/* Opens a source; false: no memory. */
bool template_scan_open(struct template_scan *scan, dc_str source);

bool template_scan_at_end(const struct template_scan *scan);
/* The character at hand, or 0 at the end. */
char template_scan_peek(const struct template_scan *scan);
void template_scan_step(struct template_scan *scan);
bool template_scan_char(struct template_scan *scan, char c);
void template_scan_spaces(struct template_scan *scan);
bool template_scan_word(struct template_scan *scan, const char *word);

/* A line end, unless the nest at hand ends with it. */
bool template_scan_line_end(struct template_scan *scan);
/* A line end behind a directive that is alone on its line. */
bool template_scan_skip_line_end(struct template_scan *scan);

/* "$" or "${"; *closer is what ends the directive. */
bool template_scan_open_directive(struct template_scan *scan, char *closer);
/* A whole directive of one word: "$else$". */
bool template_scan_directive(struct template_scan *scan, const char *word);
/* "$if(name)$" and its like. */
bool template_scan_call(struct template_scan *scan, const char *word,
    const struct template_variable **variable);

bool template_scan_variable(
    struct template_scan *scan, const struct template_variable **variable);
/* Pipes alone, as those of a partial. */
bool template_scan_pipes(
    struct template_scan *scan, const struct template_variable **variable);
/* "name()" */
bool template_scan_partial(struct template_scan *scan, dc_str *name);
/* "[text]" */
bool template_scan_separator(struct template_scan *scan, dc_str *text);

void template_scan_fail(struct template_scan *scan, const char *fault);

#endif
