/* SPDX-License-Identifier: MIT */
/* Private to the epub_css files: a style sheet on its way into a book. */
#ifndef EPUB_CSS_H
#define EPUB_CSS_H

#include "write/epub.h"

/* What is inside so many brackets, or blocks of rules, is no sheet of a book.
 */
enum { EPUB_CSS_DEPTH_MAX = 64 };

struct epub_css {
    struct epub *epub;
    uint32_t sheet;
    const char *at;
    const char *end;
    struct epub_buf *out;
    size_t depth; /* open blocks that hold rules: @media */
    unsigned faults; /* parts that were left out */
    bool has_src; /* the @font-face at hand names a font that is there */
};

/* epub_css_scan.c: the letters (CSS Syntax 3, section 4). */

static inline bool
epub_css_is(const struct epub_css *css, char c)
{
    return css->at < css->end && *css->at == c;
}

bool epub_css_is_blank(char c);
bool epub_css_is_name_char(char c);
/* A name begins here, which a digit does not. */
bool epub_css_is_name(const char *at, const char *end);
bool epub_css_is_comment(const struct epub_css *css);
/* True if `text` is that word, whatever the case of its letters. */
bool epub_css_is_word(dc_str text, const char *word);

dc_str epub_css_take_name(struct epub_css *css);
/* Takes what stands in the quotes at hand; false: it does not end. */
bool epub_css_take_string(struct epub_css *css, dc_str *text);
/* Takes the address in "url(", whose name was taken, with its ")". */
bool epub_css_take_url(struct epub_css *css, dc_str *url);
/* Moves over blanks and comments; false: the last comment does not end. */
bool epub_css_skip_blanks(struct epub_css *css);
/*
 * Moves before the first of `until` that is outside of strings and brackets,
 * or to the end; braces count as brackets unless they are in `until`.
 */
void epub_css_skip_until(struct epub_css *css, const char *until);
/* Moves over a block: it begins with the '{' at hand. */
void epub_css_skip_block(struct epub_css *css);
/* The text of an address without its backslashes, kept. */
dc_str epub_css_plain(struct epub_css *css, dc_str text);

/* epub_css_selector.c: true for a list of selectors that EPUBCheck knows. */
bool epub_css_is_selector(struct epub *epub, dc_str text);

/* epub_css_value.c */

/* Puts ` url("../fonts/a.otf")`: names are of our own making. */
void epub_css_put_address(struct epub_css *css, dc_str name);
/*
 * Copies up to one of `until` outside of brackets, with addresses as they are
 * in the book.  False where it is not well-formed, or nothing: then what was
 * put must go.
 */
bool epub_css_copy_value(struct epub_css *css, const char *until);
/* The same for the src of a font, whose parts need not all be there. */
bool epub_css_copy_src(struct epub_css *css);

#endif
