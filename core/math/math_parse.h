/* SPDX-License-Identifier: MIT */
/*
 * Reading TeX.  What is open stands on a stack of frames, so the depth of a
 * formula is data, not calls.  A frame either collects a row, or the arguments
 * of a command, or text; what ends a frame makes one node of it, and the
 * frame below takes that.
 */
#ifndef MATH_PARSE_H
#define MATH_PARSE_H

#include "math/math_input.h"
#include "math/math_symbol.h"
#include "math/math_tree.h"

enum math_action {
    MATH_DO_BEGIN,
    MATH_DO_BEVELLED,
    MATH_DO_BIG,
    MATH_DO_BINOMIAL,
    MATH_DO_BOLD,
    MATH_DO_BRACKET,
    MATH_DO_CLASS,
    MATH_DO_COLOR,
    MATH_DO_COLORED,
    MATH_DO_DEFINE,
    MATH_DO_ENCLOSE,
    MATH_DO_END,
    MATH_DO_FONT,
    MATH_DO_FONT_SWITCH,
    MATH_DO_FRACTION,
    MATH_DO_FUNCTION,
    MATH_DO_GROUP,
    MATH_DO_INFIX,
    MATH_DO_LEFT,
    MATH_DO_LENGTH,
    MATH_DO_LIMITS,
    MATH_DO_LINE,
    MATH_DO_LONG_ARROW,
    MATH_DO_MACRO,
    MATH_DO_MIDDLE,
    MATH_DO_MODULO,
    MATH_DO_NOT,
    MATH_DO_NOTHING,
    MATH_DO_OPERATOR,
    MATH_DO_OVERSET,
    MATH_DO_OVERUNDERSET,
    MATH_DO_PHANTOM,
    MATH_DO_RIGHT,
    MATH_DO_ROOT,
    MATH_DO_ROW,
    MATH_DO_SKIP,
    MATH_DO_SMASH,
    MATH_DO_SPACE,
    MATH_DO_STYLE,
    MATH_DO_SUBSTACK,
    MATH_DO_TAG,
    MATH_DO_TEXT,
    MATH_DO_UNDEROVERSET,
    MATH_DO_UNDERSET,
    /* Of no command: */
    MATH_DO_ACCENT,
    MATH_DO_SUB,
    MATH_DO_SUP,
    MATH_ACTION_COUNT
};

struct math_command {
    const char *name;
    enum math_action action;
    const char *arguments;
    const char *text;
    uint32_t number;
};

struct math_accent {
    const char *name;
    uint32_t code;
    uint32_t other;
    bool is_under;
    const char *stretchy;
};

enum math_frame_kind {
    MATH_FRAME_TOP,
    MATH_FRAME_BRACES,
    MATH_FRAME_BRACKETS,
    MATH_FRAME_DOLLARS, /* a formula within text */
    MATH_FRAME_LEFT, /* up to \right */
    MATH_FRAME_CELL, /* of an environment */
    MATH_FRAME_SUBSTACK, /* the same, up to } */
    MATH_FRAME_SWITCH, /* what \displaystyle opens, to the end of its row */
    MATH_FRAME_ARGUMENTS,
    MATH_FRAME_TEXT
};

enum { MATH_ARGUMENTS = 3, MATH_DEPTH = 160 };

struct math_frame {
    enum math_frame_kind kind;
    enum math_variant family;
    bool is_bold;
    bool is_first_ord; /* its row begins as if behind a letter */
    uint8_t arg_count;
    const struct math_command *command; /* that asks for arguments, switches */
    const struct math_accent *accent;
    const struct math_command *infix; /* \over and the like */
    const struct math_environment *environment;
    const char *style; /* of text, as CSS */
    dc_str columns; /* of an array; or the name of a color */
    uint32_t args[MATH_ARGUMENTS];
    uint32_t row; /* being collected */
    uint32_t numerator; /* before \over */
    uint32_t node; /* what it fills: a script, an mrow, a table */
    uint32_t line; /* of the table */
    size_t pos; /* where it was opened */
};

struct math_parser {
    struct math_tree tree;
    struct math_input input;
    struct math_frame frames[MATH_DEPTH];
    size_t depth; /* frames in use */
};

/*
 * The formula as a <math> element with one child, in parser->tree; 0: not
 * understood, with parser->input.why.
 */
uint32_t math_parse(struct math_parser *parser, dc_str tex);

/* For the files of this folder that share the work. */

bool math_fail(struct math_parser *parser, const char *why);
struct math_frame *math_top(struct math_parser *parser);

/* Opens a frame that inherits the font; NULL: too deep. */
struct math_frame *math_push(
    struct math_parser *parser, enum math_frame_kind kind);

/* Hands a finished node to the frame on top. */
void math_deliver(struct math_parser *parser, uint32_t node);

/* True if the frame on top collects a row of atoms. */
bool math_in_row(struct math_parser *parser);

/* Closes what \displaystyle and the like opened above the innermost frame. */
void math_close_switches(struct math_parser *parser);

/* Closes the row on top: its node, not delivered.  The frame is gone. */
uint32_t math_close_row(struct math_parser *parser);

/* Puts spaces between the atoms of a row and joins the letters of words. */
void math_finish_row(struct math_tree *tree, uint32_t row, bool is_first_ord);

/* An <mo> or <mi> of that character. */
uint32_t math_char_token(
    struct math_parser *parser, enum math_element element, uint32_t code);
uint32_t math_symbol_node(
    struct math_parser *parser, const struct math_symbol *symbol);

/* What one character of TeX, no command, stands for. */
uint32_t math_char_node(struct math_parser *parser, uint32_t code);

/* An <mo> for a delimiter; 0: it is ".", or `why` is set. */
uint32_t math_read_delimiter(
    struct math_parser *parser, const char *form, const char *stretchy);

/* Scripts, primes, \limits. */
bool math_open_script(struct math_parser *parser, enum math_action which);
bool math_add_prime(struct math_parser *parser);
bool math_set_limits(struct math_parser *parser, enum math_limits limits);

/* Commands: acts on `command`, or opens a frame for its arguments. */
bool math_run_command(struct math_parser *parser, dc_str name);
const struct math_accent *math_accent_named(dc_str name);

/* True if "sin" is a function, and then its command in *name. */
bool math_is_function(dc_str text, const char **name);

/* True if the command "\lim" is a function with limits. */
bool math_has_limits(const char *command);

/* The way back: commands by what they make, or NULL. */
const char *math_accent_of(
    uint32_t code, bool is_under, bool is_accent, dc_str stretchy);
const char *math_long_arrow_of(uint32_t code);

/* The node of a command whose arguments are in `frame`. */
uint32_t math_build(struct math_parser *parser, const struct math_frame *frame);

/* One over or beside the other: "frac" and what is made of it. */
uint32_t math_fraction(
    struct math_parser *parser, uint32_t above, uint32_t below);
uint32_t math_fenced(
    struct math_parser *parser, uint32_t open, uint32_t node, uint32_t close);
uint32_t math_infix(struct math_parser *parser,
    const struct math_command *infix, uint32_t above, uint32_t below);
uint32_t math_space(struct math_parser *parser, const char *width);

/* Sets the color by the name that TeX has for it, if it is one. */
void math_set_color(struct math_tree *tree, uint32_t node, dc_str name);

/* Environments. */
bool math_begin(struct math_parser *parser);
bool math_end(struct math_parser *parser);
bool math_open_substack(struct math_parser *parser, const char *name);
bool math_close_substack(struct math_parser *parser);
bool math_next_cell(struct math_parser *parser);
bool math_next_line(struct math_parser *parser);
bool math_rule(struct math_parser *parser);

/* Text. */
bool math_open_text(struct math_parser *parser, const char *style);
bool math_text_step(struct math_parser *parser);

/* Lengths: "1cm" as CSS has it, in the tree's memory; false: it is none. */
bool math_read_length(struct math_parser *parser, dc_str tex, dc_str *css);

#endif
