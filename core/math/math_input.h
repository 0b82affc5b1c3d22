/* SPDX-License-Identifier: MIT */
/*
 * TeX as a stream of tokens, with macros expanded on the way.  What macros
 * may produce is bounded by a multiple of the formula's length, so that no
 * definition makes more work than a long formula would.
 */
#ifndef MATH_INPUT_H
#define MATH_INPUT_H

#include "math/math_tree.h"

enum math_token_type {
    MATH_TOKEN_END,
    MATH_TOKEN_CHAR,
    MATH_TOKEN_COMMAND, /* with its backslash */
    MATH_TOKEN_OPEN,
    MATH_TOKEN_CLOSE,
    MATH_TOKEN_SUP,
    MATH_TOKEN_SUB,
    MATH_TOKEN_CELL,
    MATH_TOKEN_PRIME,
    MATH_TOKEN_DOLLAR,
    MATH_TOKEN_TIE,
    MATH_TOKEN_SPACE /* in text only */
};

struct math_token {
    enum math_token_type type;
    dc_str text;
};

/* The formula, or the text of a macro that is being read. */
struct math_source {
    const char *ptr;
    size_t len;
    size_t pos;
};

struct math_macro {
    dc_str name; /* with its backslash */
    dc_str body;
    dc_str preset; /* of the first argument, if it is optional */
    uint32_t arguments;
    bool has_preset;
};

enum {
    MATH_EXPANSION_DEPTH = 64,
    MATH_MACRO_COUNT = 64,
    /* What macros may add: this much, and this many times the formula. */
    MATH_EXPANSION_BYTES = 65536,
    MATH_EXPANSION_FACTOR = 8,
    /* A length or a position in brackets, which are looked for this far. */
    MATH_BRACKETS_BYTES = 64
};

struct math_input {
    struct math_tree *tree; /* whose memory holds what macros produce */
    struct math_source sources[MATH_EXPANSION_DEPTH];
    size_t depth; /* of the source being read, 0: the formula */
    struct math_macro macros[MATH_MACRO_COUNT];
    size_t macro_count;
    size_t budget;
    size_t token_pos; /* in the formula, of the last token */
    const char *why; /* NULL, or what went wrong */
};

void math_input_init(
    struct math_input *input, struct math_tree *tree, dc_str tex);

/* Makes `why` the reason, unless there is one; returns false. */
bool math_input_fail(struct math_input *input, const char *why);

/* The next token; in text spaces are tokens.  Fails by setting `why`. */
bool math_input_next(
    struct math_input *input, bool in_text, struct math_token *token);

/* Takes the digit, or the point before a digit, that comes next at once. */
bool math_input_digit(struct math_input *input, dc_str *number);

/* Takes `c` if it is what comes next, behind spaces. */
bool math_input_take(struct math_input *input, char c);

/* An argument as it stands: a group without its braces, or one token. */
bool math_input_group(struct math_input *input, dc_str *raw);

/* An argument in brackets as it stands; false: there is none. */
bool math_input_brackets(struct math_input *input, dc_str *raw);

/*
 * The same if `is_wanted` says so of it; else nothing is taken, for it may be
 * a formula that begins with a bracket.
 */
bool math_input_brackets_if(
    struct math_input *input, dc_str *raw, bool (*is_wanted)(dc_str raw));

/*
 * Takes `len` from what macros may add.  What is read as it stands is paid
 * for too, for it may be read again.
 */
bool math_input_pay(struct math_input *input, size_t len);

/* Reads `text` before what is left, as a macro's text. */
bool math_input_push(struct math_input *input, dc_str text);

/* The definition that begins behind `command`; false: `why` is set. */
bool math_macro_define(struct math_input *input, dc_str command);

/* Expands `name` if it is a macro; false: it is none, or `why` is set. */
bool math_macro_expand(struct math_input *input, dc_str name);

#endif
