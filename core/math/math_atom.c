/* SPDX-License-Identifier: MIT */
/*
 * Single characters and symbols as tokens of MathML; delimiters; scripts.
 * Spaces around operators are left to MathML's operator dictionary wherever
 * that agrees with TeX.
 */
#include "math/math_parse.h"

#include <string.h>

/* The alphabet of a letter in bold, by what it would be without. */
static const uint8_t bold_of[MATH_VARIANT_COUNT] = {
    [MATH_VARIANT_DEFAULT] = MATH_VARIANT_BOLD_ITALIC,
    [MATH_VARIANT_UPRIGHT] = MATH_VARIANT_BOLD,
    [MATH_VARIANT_ITALIC] = MATH_VARIANT_BOLD_ITALIC,
    [MATH_VARIANT_BOLD] = MATH_VARIANT_BOLD,
    [MATH_VARIANT_BOLD_ITALIC] = MATH_VARIANT_BOLD_ITALIC,
    [MATH_VARIANT_SCRIPT] = MATH_VARIANT_BOLD_SCRIPT,
    [MATH_VARIANT_BOLD_SCRIPT] = MATH_VARIANT_BOLD_SCRIPT,
    [MATH_VARIANT_FRAKTUR] = MATH_VARIANT_BOLD_FRAKTUR,
    [MATH_VARIANT_BOLD_FRAKTUR] = MATH_VARIANT_BOLD_FRAKTUR,
    [MATH_VARIANT_DOUBLE_STRUCK] = MATH_VARIANT_DOUBLE_STRUCK,
    [MATH_VARIANT_SANS_SERIF] = MATH_VARIANT_BOLD_SANS_SERIF,
    [MATH_VARIANT_BOLD_SANS_SERIF] = MATH_VARIANT_BOLD_SANS_SERIF,
    [MATH_VARIANT_SANS_SERIF_ITALIC] = MATH_VARIANT_SANS_SERIF_BOLD_ITALIC,
    [MATH_VARIANT_SANS_SERIF_BOLD_ITALIC] = MATH_VARIANT_SANS_SERIF_BOLD_ITALIC,
    [MATH_VARIANT_MONOSPACE] = MATH_VARIANT_MONOSPACE,
};

uint32_t
math_char_token(
    struct math_parser *parser, enum math_element element, uint32_t code)
{
    char *text = math_text_new(&parser->tree, 4);
    dc_str slice = {text, text ? math_utf8_encode(code, text) : 0};
    return math_token_new(&parser->tree, element, slice);
}

/* Words are set in these alphabets: their letters join. */
static bool
is_of_words(enum math_variant variant)
{
    return variant == MATH_VARIANT_UPRIGHT || variant == MATH_VARIANT_ITALIC ||
        variant == MATH_VARIANT_BOLD || variant == MATH_VARIANT_SANS_SERIF ||
        variant == MATH_VARIANT_MONOSPACE;
}

static bool
is_latin(uint32_t code)
{
    return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
}

static uint32_t
letter_node(struct math_parser *parser, uint32_t code, bool is_upright)
{
    const struct math_frame *top = math_top(parser);
    struct math_tree *tree = &parser->tree;
    enum math_variant variant = top->family;
    if (top->is_bold)
        variant = variant == MATH_VARIANT_DEFAULT && is_upright
            ? MATH_VARIANT_BOLD
            : (enum math_variant)bold_of[variant];
    /* A single letter slants by itself. */
    uint32_t shown = variant == MATH_VARIANT_ITALIC
        ? code
        : math_variant_apply(variant, code);
    uint32_t node = math_char_token(parser, MATH_MI, shown);
    if (variant == MATH_VARIANT_UPRIGHT ||
        (variant == MATH_VARIANT_DEFAULT && is_upright))
        math_set(tree, node, MATH_ATTR_MATHVARIANT, "normal");
    math_node_at(tree, node)->variant = variant;
    if (is_latin(code) && is_of_words(variant))
        math_node_at(tree, node)->flags |= MATH_IS_JOINING;
    return node;
}

/* What an operator of each kind is to TeX, and how it is marked. */
static const struct {
    uint8_t class;
    uint8_t limits;
    uint8_t flags;
    const char *form;
    const char *stretchy;
} kinds[] = {
    [MATH_KIND_ORDINARY] = {MATH_CLASS_ORD, 0, 0, NULL, NULL},
    [MATH_KIND_BINARY] = {MATH_CLASS_BIN, 0, 0, NULL, NULL},
    [MATH_KIND_RELATION] = {MATH_CLASS_REL, 0, 0, NULL, NULL},
    [MATH_KIND_ARROW] = {MATH_CLASS_REL, 0, 0, NULL, "false"},
    [MATH_KIND_LIMITS] = {MATH_CLASS_OP, MATH_LIMITS_MOVABLE, 0, NULL, NULL},
    [MATH_KIND_INTEGRAL] = {MATH_CLASS_OP, 0, 0, NULL, NULL},
    [MATH_KIND_OPEN] = {MATH_CLASS_OPEN, 0, 0, "prefix", "false"},
    [MATH_KIND_CLOSE] = {MATH_CLASS_CLOSE, 0, 0, "postfix", "false"},
    [MATH_KIND_FENCE] = {MATH_CLASS_ORD, 0, MATH_IS_FENCE, "prefix", "false"},
    [MATH_KIND_MARK] = {MATH_CLASS_CLOSE, 0, 0, NULL, NULL},
    [MATH_KIND_POINT] = {MATH_CLASS_PUNCT, 0, 0, NULL, NULL},
};

static uint32_t
operator_node(struct math_parser *parser, uint32_t code, uint32_t kind)
{
    struct math_tree *tree = &parser->tree;
    uint32_t node = math_char_token(parser, MATH_MO, code);
    struct math_node *at = math_node_at(tree, node);
    at->class = kinds[kind].class;
    at->limits = kinds[kind].limits;
    at->flags = kinds[kind].flags;
    if (kinds[kind].stretchy)
        math_set(tree, node, MATH_ATTR_STRETCHY, kinds[kind].stretchy);
    if (kinds[kind].form)
        math_set(tree, node, MATH_ATTR_FORM, kinds[kind].form);
    /* "f : A -> B" needs what the dictionary does not give a colon. */
    if (code == ':') {
        bool is_relation = kind == MATH_KIND_RELATION;
        math_set(
            tree, node, MATH_ATTR_LSPACE, is_relation ? "0.2778em" : "0em");
        math_set(tree, node, MATH_ATTR_RSPACE,
            is_relation ? "0.2778em" : "0.1667em");
        math_node_at(tree, node)->flags |= MATH_IS_SPACED;
    }
    return node;
}

uint32_t
math_symbol_node(struct math_parser *parser, const struct math_symbol *symbol)
{
    switch (symbol->kind) {
    case MATH_KIND_ITALIC:
        return letter_node(parser, symbol->code, false);
    case MATH_KIND_UPRIGHT:
        return letter_node(parser, symbol->code, true);
    case MATH_KIND_NAME:
    case MATH_KIND_PLAIN:
    case MATH_KIND_SLASH: {
        enum math_variant variant = math_top(parser)->is_bold
            ? MATH_VARIANT_BOLD_ITALIC
            : MATH_VARIANT_DEFAULT;
        return math_char_token(
            parser, MATH_MI, math_variant_apply(variant, symbol->code));
    }
    default:
        return operator_node(parser, symbol->code, symbol->kind);
    }
}

/* Blocks of operators and arrows; what is in no table is one of theirs. */
static bool
is_operator_code(uint32_t code)
{
    return (code >= 0x2190 && code <= 0x23FF) ||
        (code >= 0x27C0 && code <= 0x27FF) ||
        (code >= 0x2900 && code <= 0x2BFF) || code == 0xD7 || code == 0xF7;
}

uint32_t
math_char_node(struct math_parser *parser, uint32_t code)
{
    if (is_latin(code))
        return letter_node(parser, code, false);
    if (code == '#') {
        math_fail(parser, "# outside a macro");
        return 0;
    }
    if (code == 0xA0)
        return math_space(parser, "0.3333em");
    char bytes[4];
    dc_str name = {bytes, math_utf8_encode(code, bytes)};
    const struct math_symbol *symbol = code < 0x80
        ? math_symbol_named(name)
        : math_symbol_of(code, !is_operator_code(code));
    if (symbol)
        return math_symbol_node(parser, symbol);
    if (is_operator_code(code))
        return operator_node(parser, code, MATH_KIND_ORDINARY);
    return math_char_token(parser, MATH_MI, code);
}

uint32_t
math_space(struct math_parser *parser, const char *width)
{
    uint32_t node = math_node_new(&parser->tree, MATH_MSPACE);
    math_set(&parser->tree, node, MATH_ATTR_WIDTH, width);
    math_node_at(&parser->tree, node)->class = MATH_CLASS_NONE;
    return node;
}

/* Delimiters. */

static bool
is_upright_arrow(uint32_t code)
{
    return code == 0x2191 || code == 0x2193 || code == 0x2195 ||
        code == 0x21D1 || code == 0x21D3 || code == 0x21D5;
}

/* The code point of a delimiter; 0: the token is none. */
static uint32_t
delimiter_code(const struct math_token *token)
{
    if (token->type != MATH_TOKEN_CHAR && token->type != MATH_TOKEN_COMMAND)
        return 0;
    if (token->text.len == 1 && *token->text.ptr == '<')
        return 0x27E8;
    if (token->text.len == 1 && *token->text.ptr == '>')
        return 0x27E9;
    const struct math_symbol *symbol = math_symbol_named(token->text);
    if (!symbol && token->type == MATH_TOKEN_CHAR) {
        size_t used;
        symbol = math_symbol_of(
            math_utf8_decode(token->text.ptr, token->text.len, &used), false);
    }
    if (!symbol)
        return 0;
    bool is_delimiter =
        (symbol->kind >= MATH_KIND_OPEN && symbol->kind <= MATH_KIND_SLASH) ||
        is_upright_arrow(symbol->code);
    return is_delimiter ? symbol->code : 0;
}

uint32_t
math_read_delimiter(
    struct math_parser *parser, const char *form, const char *stretchy)
{
    struct math_token token;
    if (!math_input_next(&parser->input, false, &token))
        return 0;
    if (token.type == MATH_TOKEN_CHAR && *token.text.ptr == '.')
        return 0;
    uint32_t code = delimiter_code(&token);
    if (code == 0) {
        math_fail(parser, "missing delimiter");
        return 0;
    }
    uint32_t node = math_char_token(parser, MATH_MO, code);
    if (form)
        math_set(&parser->tree, node, MATH_ATTR_FORM, form);
    math_set(&parser->tree, node, MATH_ATTR_STRETCHY, stretchy);
    return node;
}

/* Scripts. */

static const struct math_command script_commands[] = {
    {"_", MATH_DO_SUB, "m", "", 0},
    {"^", MATH_DO_SUP, "m", "", 0},
};

/* The last atom of the row, made ready for scripts; 0: `why` is set. */
static uint32_t
script_node(struct math_parser *parser)
{
    struct math_tree *tree = &parser->tree;
    if (!math_in_row(parser)) {
        math_fail(parser, "a script where none can be");
        return 0;
    }
    uint32_t row = math_top(parser)->row;
    uint32_t last = math_node_at(tree, row)->last;
    if (last && math_node_at(tree, last)->element == MATH_SCRIPT &&
        !(math_node_at(tree, last)->flags & MATH_IS_GROUPED))
        return last;
    if (!last || math_node_at(tree, last)->element == MATH_MSPACE) {
        last = math_node_new(tree, MATH_MROW);
        math_append(tree, row, last);
    }
    /* Makes the atom the base of a script that takes its place. */
    uint32_t base = math_node_new(tree, MATH_MROW);
    if (!base)
        return 0;
    struct math_node *at = math_node_at(tree, last);
    *math_node_at(tree, base) = *at;
    memset(at, 0, sizeof(*at));
    at->element = MATH_SCRIPT;
    at->class = math_node_at(tree, base)->class;
    at->limits = math_node_at(tree, base)->limits;
    at->flags = math_node_at(tree, base)->flags & MATH_IS_FUNCTION;
    at->next = math_node_at(tree, base)->next;
    at->first = at->last = base;
    math_node_at(tree, base)->next = 0;
    return last;
}

bool
math_open_script(struct math_parser *parser, enum math_action which)
{
    uint32_t node = script_node(parser);
    if (!node)
        return false;
    const struct math_node *at = math_node_at(&parser->tree, node);
    if (which == MATH_DO_SUB && at->sub)
        return math_fail(parser, "double subscript");
    if (which == MATH_DO_SUP && at->sup && !(at->flags & MATH_IS_PRIME))
        return math_fail(parser, "double superscript");
    struct math_frame *frame = math_push(parser, MATH_FRAME_ARGUMENTS);
    if (!frame)
        return false;
    frame->command = &script_commands[which - MATH_DO_SUB];
    frame->node = node;
    /* Scripts keep the font of what is around them. */
    return true;
}

bool
math_add_prime(struct math_parser *parser)
{
    static const uint32_t codes[] = {0x2032, 0x2033, 0x2034, 0x2057};
    size_t count = 1;
    uint32_t node = script_node(parser);
    if (!node)
        return false;
    if (math_node_at(&parser->tree, node)->sup)
        return math_fail(parser, "double superscript");
    while (math_input_take(&parser->input, '\''))
        count++;
    char *text = math_text_new(&parser->tree, (count + 3) / 4 * 4);
    size_t len = 0;
    for (; text && count > 0; count -= count < 4 ? count : 4)
        len += math_utf8_encode(codes[(count < 4 ? count : 4) - 1], text + len);
    dc_str primes = {text, len};
    uint32_t sup = math_token_new(&parser->tree, MATH_MO, primes);
    struct math_node *at = math_node_at(&parser->tree, node);
    at->sup = sup;
    at->flags |= MATH_IS_PRIME;
    return true;
}

bool
math_set_limits(struct math_parser *parser, enum math_limits limits)
{
    struct math_tree *tree = &parser->tree;
    uint32_t last = math_in_row(parser)
        ? math_node_at(tree, math_top(parser)->row)->last
        : 0;
    if (!last || math_node_at(tree, last)->class != MATH_CLASS_OP)
        return math_fail(parser, "limits without an operator");
    uint32_t base = last;
    while (math_node_at(tree, base)->element == MATH_SCRIPT)
        base = math_node_at(tree, base)->first;
    bool is_movable = math_node_at(tree, base)->element == MATH_MO &&
        math_node_at(tree, base)->limits == MATH_LIMITS_MOVABLE;
    if (limits == MATH_LIMITS_OVER && is_movable)
        math_set(tree, base, MATH_ATTR_MOVABLELIMITS, "false");
    math_node_at(tree, last)->limits = (uint8_t)limits;
    return true;
}
