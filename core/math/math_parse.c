/* SPDX-License-Identifier: MIT */
/*
 * The loop that reads TeX: takes a token, asks the frame on top, and opens or
 * closes frames.
 */
#include "math/math_parse.h"

#include <string.h>

bool
math_fail(struct math_parser *parser, const char *why)
{
    return math_input_fail(&parser->input, why);
}

struct math_frame *
math_top(struct math_parser *parser)
{
    return &parser->frames[parser->depth - 1];
}

struct math_frame *
math_push(struct math_parser *parser, enum math_frame_kind kind)
{
    if (parser->depth == MATH_DEPTH) {
        math_fail(parser, "nested too deeply");
        return NULL;
    }
    struct math_frame *frame = &parser->frames[parser->depth];
    memset(frame, 0, sizeof(*frame));
    frame->kind = kind;
    frame->pos = parser->input.token_pos;
    if (parser->depth > 0) {
        frame->family = frame[-1].family;
        frame->is_bold = frame[-1].is_bold;
        frame->style = frame[-1].style;
    }
    if (kind != MATH_FRAME_ARGUMENTS)
        frame->row = math_node_new(&parser->tree, MATH_MROW);
    parser->depth++;
    return frame;
}

bool
math_in_row(struct math_parser *parser)
{
    enum math_frame_kind kind = math_top(parser)->kind;
    return kind != MATH_FRAME_ARGUMENTS && kind != MATH_FRAME_TEXT;
}

void
math_deliver(struct math_parser *parser, uint32_t node)
{
    struct math_frame *top = math_top(parser);
    if (top->kind == MATH_FRAME_ARGUMENTS)
        top->args[top->arg_count++] = node;
    else
        math_append(&parser->tree, top->row, node);
}

/* The row as a child of something: itself, or the one atom that it holds. */
static uint32_t
row_as_node(struct math_parser *parser, uint32_t row)
{
    const struct math_node *at = math_node_at(&parser->tree, row);
    return at->first && at->first == at->last ? at->first : row;
}

uint32_t
math_close_row(struct math_parser *parser)
{
    struct math_frame *top = math_top(parser);
    struct math_tree *tree = &parser->tree;
    parser->depth--;
    math_finish_row(tree, top->row, top->is_first_ord);
    uint32_t node = row_as_node(parser, top->row);
    if (top->infix) {
        math_finish_row(tree, top->numerator, top->is_first_ord);
        node = math_infix(
            parser, top->infix, row_as_node(parser, top->numerator), node);
    }
    return node;
}

/* The rest of a row, in the style or color that `frame` stands for. */
static uint32_t
styled(struct math_parser *parser, const struct math_frame *frame,
    uint32_t content)
{
    static const char *const levels[] = {"0", "1", "2"};
    struct math_tree *tree = &parser->tree;
    uint32_t node = math_node_new(tree, MATH_MSTYLE);
    if (frame->command->action == MATH_DO_COLOR) {
        math_set_color(tree, node, frame->columns);
        if (!math_node_at(tree, node)->attrs)
            return content;
    } else {
        math_set(tree, node, MATH_ATTR_DISPLAYSTYLE, frame->command->text);
        math_set(
            tree, node, MATH_ATTR_SCRIPTLEVEL, levels[frame->command->number]);
    }
    math_append(tree, node, content);
    return node;
}

void
math_close_switches(struct math_parser *parser)
{
    while (math_top(parser)->kind == MATH_FRAME_SWITCH) {
        struct math_frame frame = *math_top(parser);
        uint32_t content = math_close_row(parser);
        math_deliver(parser, styled(parser, &frame, content));
    }
}

/*
 * What stands in braces in a row is an ordinary atom: an operator loses its
 * space, a word is not joined to the next.
 */
static uint32_t
as_ordinary(struct math_parser *parser, uint32_t node)
{
    struct math_tree *tree = &parser->tree;
    struct math_node *at = math_node_at(tree, node);
    if (math_top(parser)->kind == MATH_FRAME_ARGUMENTS)
        return node;
    at->flags &= (uint8_t)~MATH_IS_JOINING;
    bool is_spaced = at->element == MATH_MO &&
        (at->class == MATH_CLASS_BIN || at->class == MATH_CLASS_REL ||
            at->class == MATH_CLASS_PUNCT);
    if (at->element != MATH_MROW && !(at->flags & MATH_IS_FUNCTION))
        at->class = MATH_CLASS_ORD;
    at->limits = MATH_LIMITS_BESIDE;
    if (at->element == MATH_SCRIPT)
        at->flags |= MATH_IS_GROUPED;
    if (is_spaced) {
        at->flags |= MATH_IS_SPACED;
        math_set(tree, node, MATH_ATTR_LSPACE, "0em");
        math_set(tree, node, MATH_ATTR_RSPACE, "0em");
    }
    return node;
}

static bool
close_braces(struct math_parser *parser)
{
    math_close_switches(parser);
    if (math_top(parser)->kind == MATH_FRAME_SUBSTACK)
        return math_close_substack(parser);
    if (math_top(parser)->kind != MATH_FRAME_BRACES)
        return math_fail(parser, "} without {");
    uint32_t node = math_close_row(parser);
    math_deliver(parser, as_ordinary(parser, node));
    return true;
}

/* "]" ends an optional argument, or is a delimiter as any. */
static bool
close_brackets(struct math_parser *parser)
{
    size_t depth = parser->depth;
    while (depth > 0 && parser->frames[depth - 1].kind == MATH_FRAME_SWITCH)
        depth--;
    if (parser->frames[depth - 1].kind != MATH_FRAME_BRACKETS)
        return false;
    math_close_switches(parser);
    math_deliver(parser, math_close_row(parser));
    return true;
}

static bool
close_dollars(struct math_parser *parser)
{
    math_close_switches(parser);
    if (math_top(parser)->kind != MATH_FRAME_DOLLARS)
        return math_fail(parser, "$ within a formula");
    uint32_t node = math_close_row(parser);
    math_deliver(parser, node);
    return true;
}

static bool
read_number(struct math_parser *parser, dc_str number)
{
    /* An argument without braces is one digit. */
    if (math_top(parser)->kind != MATH_FRAME_ARGUMENTS)
        while (math_input_digit(&parser->input, &number))
            continue;
    struct math_frame *top = math_top(parser);
    enum math_variant variant = top->is_bold || top->family == MATH_VARIANT_BOLD
        ? MATH_VARIANT_BOLD
        : top->family;
    char *text = math_text_new(&parser->tree, number.len * 4);
    size_t len = 0;
    for (size_t i = 0; text && i < number.len; i++)
        len += math_utf8_encode(
            math_variant_apply(variant, (unsigned char)number.ptr[i]),
            text + len);
    dc_str digits = {text, len};
    math_deliver(parser, math_token_new(&parser->tree, MATH_MN, digits));
    return true;
}

static bool
read_char(struct math_parser *parser, const struct math_token *token)
{
    char c = *token->text.ptr;
    if (c >= '0' && c <= '9')
        return read_number(parser, token->text);
    if (c == '.') {
        dc_str number = token->text;
        if (math_input_digit(&parser->input, &number))
            return read_number(parser, number);
    }
    if (c == ']' && close_brackets(parser))
        return true;
    size_t used;
    uint32_t code = math_utf8_decode(token->text.ptr, token->text.len, &used);
    uint32_t node = math_char_node(parser, code);
    math_deliver(parser, node);
    return true;
}

static bool
at_end(struct math_parser *parser)
{
    switch (math_top(parser)->kind) {
    case MATH_FRAME_TOP:
        return true;
    case MATH_FRAME_LEFT:
        return math_fail(parser, "\\left without \\right");
    case MATH_FRAME_CELL:
        return math_fail(parser, "\\begin without \\end");
    case MATH_FRAME_DOLLARS:
        return math_fail(parser, "missing $");
    case MATH_FRAME_BRACKETS:
        return math_fail(parser, "missing ]");
    case MATH_FRAME_ARGUMENTS:
        return math_fail(parser, "missing argument");
    default:
        return math_fail(parser, "missing }");
    }
}

/* A token where an argument is wanted, that can be none. */
static bool
is_no_argument(enum math_token_type type)
{
    return type == MATH_TOKEN_CLOSE || type == MATH_TOKEN_SUP ||
        type == MATH_TOKEN_SUB || type == MATH_TOKEN_CELL ||
        type == MATH_TOKEN_DOLLAR || type == MATH_TOKEN_END;
}

static bool
read_token(struct math_parser *parser, const struct math_token *token)
{
    switch (token->type) {
    case MATH_TOKEN_OPEN:
        return math_push(parser, MATH_FRAME_BRACES) != NULL;
    case MATH_TOKEN_CLOSE:
        return close_braces(parser);
    case MATH_TOKEN_SUP:
        return math_open_script(parser, MATH_DO_SUP);
    case MATH_TOKEN_SUB:
        return math_open_script(parser, MATH_DO_SUB);
    case MATH_TOKEN_CELL:
        return math_next_cell(parser);
    case MATH_TOKEN_PRIME:
        return math_add_prime(parser);
    case MATH_TOKEN_DOLLAR:
        return close_dollars(parser);
    case MATH_TOKEN_TIE:
        math_deliver(parser, math_space(parser, "0.3333em"));
        return true;
    case MATH_TOKEN_COMMAND:
        return math_run_command(parser, token->text);
    default:
        return read_char(parser, token);
    }
}

/*
 * The frame on top wants arguments: builds its node if it has them all, steps
 * over an optional one that is not there.  False: it wants a token now.
 */
static bool
serve_arguments(struct math_parser *parser)
{
    struct math_frame *top = math_top(parser);
    char wanted = top->command->arguments[top->arg_count];
    if (wanted == 'm')
        return false;
    if (wanted == 'o') {
        if (math_input_take(&parser->input, '['))
            math_push(parser, MATH_FRAME_BRACKETS);
        else
            top->args[top->arg_count++] = 0;
        return true;
    }
    struct math_frame frame = *top;
    parser->depth--;
    uint32_t node = math_build(parser, &frame);
    if (node)
        math_deliver(parser, node);
    return true;
}

/* One step; false: the formula has ended, or `why` is set. */
static bool
step(struct math_parser *parser)
{
    struct math_token token;
    bool has_arguments = math_top(parser)->kind == MATH_FRAME_ARGUMENTS;
    if (math_top(parser)->kind == MATH_FRAME_TEXT)
        return math_text_step(parser);
    if (has_arguments && serve_arguments(parser))
        return true;
    if (!math_input_next(&parser->input, false, &token))
        return false;
    if (has_arguments && is_no_argument(token.type))
        return math_fail(parser, "missing argument");
    if (token.type != MATH_TOKEN_END)
        return read_token(parser, &token);
    math_close_switches(parser);
    at_end(parser);
    return false;
}

uint32_t
math_parse(struct math_parser *parser, dc_str tex)
{
    struct math_tree *tree = &parser->tree;
    math_tree_init(tree);
    parser->depth = 0;
    math_input_init(&parser->input, tree, tex);
    if (tree->failed) {
        math_fail(parser, "out of memory");
        return 0;
    }
    math_push(parser, MATH_FRAME_TOP);
    while (!parser->input.why && !tree->failed && step(parser))
        continue;
    if (tree->failed)
        math_fail(parser, "out of memory");
    if (parser->input.why)
        return 0;
    uint32_t math = math_node_new(tree, MATH_MATH);
    math_append(tree, math, math_close_row(parser));
    if (tree->failed)
        math_fail(parser, "out of memory");
    return parser->input.why ? 0 : math;
}
