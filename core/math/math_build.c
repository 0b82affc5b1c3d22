/* SPDX-License-Identifier: MIT */
/* Commands with their arguments become elements. */
#include "math/math_parse.h"

#include <string.h>

static uint32_t
pair(struct math_parser *parser, enum math_element element, uint32_t first,
    uint32_t second)
{
    uint32_t node = math_node_new(&parser->tree, element);
    math_append(&parser->tree, node, first);
    math_append(&parser->tree, node, second);
    return node;
}

/* `content` alone in an element. */
static uint32_t
wrap(struct math_parser *parser, enum math_element element, uint32_t content)
{
    uint32_t node = math_node_new(&parser->tree, element);
    math_append(&parser->tree, node, content);
    return node;
}

static uint32_t
literal(struct math_parser *parser, const char *mo)
{
    dc_str text = {mo, strlen(mo)};
    return math_token_new(&parser->tree, MATH_MO, text);
}

uint32_t
math_fraction(struct math_parser *parser, uint32_t above, uint32_t below)
{
    uint32_t node = pair(parser, MATH_MFRAC, above, below);
    math_node_at(&parser->tree, node)->class = MATH_CLASS_INNER;
    return node;
}

/* The rows and atoms between two delimiters, either of which may be 0. */
uint32_t
math_fenced(
    struct math_parser *parser, uint32_t open, uint32_t node, uint32_t close)
{
    struct math_tree *tree = &parser->tree;
    uint32_t row = math_node_new(tree, MATH_MROW);
    math_append(tree, row, open);
    /* The content's own row is not needed. */
    uint32_t child = node;
    bool is_row = math_node_at(tree, node)->element == MATH_MROW &&
        math_node_at(tree, node)->class == MATH_CLASS_ORD;
    if (is_row)
        child = math_node_at(tree, node)->first;
    while (child) {
        uint32_t next = is_row ? math_node_at(tree, child)->next : 0;
        math_append(tree, row, child);
        child = next;
    }
    math_append(tree, row, close);
    math_node_at(tree, row)->class = MATH_CLASS_INNER;
    return row;
}

static uint32_t
delimiter(struct math_parser *parser, const char *text, const char *form)
{
    uint32_t node = literal(parser, text);
    math_set(&parser->tree, node, MATH_ATTR_FORM, form);
    math_set(&parser->tree, node, MATH_ATTR_STRETCHY, "true");
    return node;
}

static uint32_t
fence_with(struct math_parser *parser, const char *open, uint32_t node,
    const char *close)
{
    return math_fenced(parser, delimiter(parser, open, "prefix"), node,
        delimiter(parser, close, "postfix"));
}

uint32_t
math_infix(struct math_parser *parser, const struct math_command *infix,
    uint32_t above, uint32_t below)
{
    static const struct {
        const char *name;
        const char *open;
        const char *close;
    } fences[] = {
        {"choose", "(", ")"}, {"brace", "{", "}"}, {"brack", "[", "]"}};
    uint32_t node = math_fraction(parser, above, below);
    if (strcmp(infix->text, "over") != 0)
        math_set(&parser->tree, node, MATH_ATTR_LINETHICKNESS, "0");
    for (size_t i = 0; i < sizeof(fences) / sizeof(*fences); i++)
        if (strcmp(fences[i].name, infix->text) == 0)
            node = fence_with(parser, fences[i].open, node, fences[i].close);
    return node;
}

/* In the style that \dfrac and \tfrac ask for. */
static uint32_t
in_style(struct math_parser *parser, uint32_t node, const char *displaystyle)
{
    if (!*displaystyle)
        return node;
    uint32_t style = wrap(parser, MATH_MSTYLE, node);
    math_set(&parser->tree, style, MATH_ATTR_DISPLAYSTYLE, displaystyle);
    math_set(&parser->tree, style, MATH_ATTR_SCRIPTLEVEL, "0");
    math_node_at(&parser->tree, style)->class = MATH_CLASS_INNER;
    return style;
}

static uint32_t
build_fraction(struct math_parser *parser, const struct math_frame *frame)
{
    const struct math_command *command = frame->command;
    bool is_continued = command->arguments[0] == 'o';
    const uint32_t *args = frame->args + is_continued;
    uint32_t below = args[1];
    if (is_continued)
        below = in_style(parser, below, "true");
    uint32_t node = math_fraction(parser, args[0], below);
    if (command->action == MATH_DO_BEVELLED)
        math_set(&parser->tree, node, MATH_ATTR_BEVELLED, "true");
    if (command->action == MATH_DO_BINOMIAL) {
        math_set(&parser->tree, node, MATH_ATTR_LINETHICKNESS, "0");
        node = fence_with(parser, "(", node, ")");
    }
    return in_style(parser, node, command->text);
}

static uint32_t
build_root(struct math_parser *parser, const struct math_frame *frame)
{
    if (frame->args[0])
        return pair(parser, MATH_MROOT, frame->args[1], frame->args[0]);
    return wrap(parser, MATH_MSQRT, frame->args[1]);
}

static uint32_t
build_accent(struct math_parser *parser, const struct math_frame *frame)
{
    const struct math_accent *accent = frame->accent;
    struct math_tree *tree = &parser->tree;
    uint32_t mark = math_char_token(parser, MATH_MO, accent->code);
    math_set(tree, mark, MATH_ATTR_STRETCHY, accent->stretchy);
    uint32_t node = pair(parser, accent->is_under ? MATH_MUNDER : MATH_MOVER,
        frame->args[0], mark);
    math_set(tree, node,
        accent->is_under ? MATH_ATTR_ACCENTUNDER : MATH_ATTR_ACCENT, "true");
    struct math_node *at = math_node_at(tree, node);
    at->class = math_node_at(tree, frame->args[0])->class == MATH_CLASS_OP
        ? MATH_CLASS_OP
        : MATH_CLASS_ORD;
    /* Braces and brackets carry a note where operators have limits. */
    bool is_brace = accent->code >= 0x23B4 && accent->code <= 0x23E1;
    if (is_brace) {
        at->class = MATH_CLASS_OP;
        at->limits = MATH_LIMITS_OVER;
    }
    return node;
}

/* \overset, \underset and both: the base has the class of the whole. */
static uint32_t
build_stacked(struct math_parser *parser, const struct math_frame *frame)
{
    enum math_action action = frame->command->action;
    struct math_tree *tree = &parser->tree;
    const uint32_t *args = frame->args;
    uint32_t base = args[1], node;
    if (action == MATH_DO_OVERSET) {
        node = pair(parser, MATH_MOVER, base, args[0]);
    } else if (action == MATH_DO_UNDERSET) {
        node = pair(parser, MATH_MUNDER, base, args[0]);
    } else {
        bool is_under_first = action == MATH_DO_UNDEROVERSET;
        base = args[2];
        node =
            pair(parser, MATH_MUNDEROVER, base, args[is_under_first ? 0 : 1]);
        math_append(tree, node, args[is_under_first ? 1 : 0]);
    }
    math_node_at(tree, node)->class = math_node_at(tree, base)->class;
    math_node_at(tree, node)->flags =
        math_node_at(tree, base)->flags & MATH_IS_FUNCTION;
    /* So that what is over the sign of a sum does not move beside it. */
    if (math_node_at(tree, base)->element == MATH_MO &&
        math_node_at(tree, base)->limits == MATH_LIMITS_MOVABLE)
        math_set(tree, base, MATH_ATTR_MOVABLELIMITS, "false");
    return node;
}

static uint32_t
build_arrow(struct math_parser *parser, const struct math_frame *frame)
{
    struct math_tree *tree = &parser->tree;
    uint32_t below = frame->args[0], above = frame->args[1];
    uint32_t base = math_char_token(parser, MATH_MO, frame->command->number);
    math_set(tree, base, MATH_ATTR_STRETCHY, "true");
    /* Air on both sides of what is written over the shaft. */
    uint32_t padded = wrap(parser, MATH_MPADDED, above);
    math_set(tree, padded, MATH_ATTR_WIDTH, "+0.6em");
    math_set(tree, padded, MATH_ATTR_LSPACE, "0.3em");
    uint32_t node;
    if (below) {
        uint32_t foot = wrap(parser, MATH_MPADDED, below);
        math_set(tree, foot, MATH_ATTR_WIDTH, "+0.6em");
        math_set(tree, foot, MATH_ATTR_LSPACE, "0.3em");
        node = pair(parser, MATH_MUNDEROVER, base, foot);
        math_append(tree, node, padded);
    } else {
        node = pair(parser, MATH_MOVER, base, padded);
    }
    math_node_at(tree, node)->class = MATH_CLASS_REL;
    return node;
}

/* What has no width, or no height, or is not seen. */
static uint32_t
build_phantom(struct math_parser *parser, const struct math_frame *frame)
{
    struct math_tree *tree = &parser->tree;
    char which = *frame->command->text;
    uint32_t content = frame->args[frame->arg_count - 1];
    if (frame->command->action == MATH_DO_SMASH)
        which = 's';
    else
        content = wrap(parser, MATH_MPHANTOM, content);
    if (which == 'f')
        return content;
    uint32_t node = wrap(parser, MATH_MPADDED, content);
    if (which == 'h') {
        math_set(tree, node, MATH_ATTR_WIDTH, "0");
    } else {
        math_set(tree, node, MATH_ATTR_HEIGHT, "0");
        math_set(tree, node, MATH_ATTR_DEPTH, "0");
    }
    return node;
}

static uint32_t
build_class(struct math_parser *parser, const struct math_frame *frame)
{
    static const char *const spaces[] = {
        [MATH_CLASS_ORD] = "0em",
        [MATH_CLASS_BIN] = "0.2222em",
        [MATH_CLASS_REL] = "0.2778em",
        [MATH_CLASS_INNER] = "0em",
    };
    struct math_tree *tree = &parser->tree;
    uint32_t node = frame->args[0];
    uint32_t class = frame->command->number;
    struct math_node *at = math_node_at(tree, node);
    if (class == MATH_CLASS_OP && at->class != MATH_CLASS_OP) {
        at->limits = MATH_LIMITS_MOVABLE;
        if (at->element == MATH_MI)
            at->flags = MATH_IS_FUNCTION;
    }
    at->class = (uint8_t) class;
    if (at->element != MATH_MO || class >= sizeof(spaces) / sizeof(*spaces) ||
        !spaces[class])
        return node;
    at->flags = MATH_IS_SPACED;
    math_set(tree, node, MATH_ATTR_LSPACE, spaces[class]);
    math_set(tree, node, MATH_ATTR_RSPACE, spaces[class]);
    return node;
}

/* "\pmod n" */
static uint32_t
build_modulo(struct math_parser *parser, const struct math_frame *frame)
{
    static const dc_str mod = DC_STR("mod");
    struct math_tree *tree = &parser->tree;
    uint32_t row = math_node_new(tree, MATH_MROW);
    math_append(tree, row, math_space(parser, "1em"));
    const struct math_symbol *open = math_symbol_named((dc_str)DC_STR("("));
    const struct math_symbol *close = math_symbol_named((dc_str)DC_STR(")"));
    math_append(tree, row, math_symbol_node(parser, open));
    if (strcmp(frame->command->text, "paren") == 0) {
        math_append(tree, row, math_token_new(tree, MATH_MI, mod));
        math_append(tree, row, math_space(parser, "0.3333em"));
    }
    math_append(tree, row, frame->args[0]);
    math_append(tree, row, math_symbol_node(parser, close));
    return row;
}

/* Of quantum physics: \bra, \ket, \braket. */
static uint32_t
build_bracket(struct math_parser *parser, const struct math_frame *frame)
{
    const char *name = frame->command->text;
    const char *bar = "|", *left = "\xE2\x9F\xA8", *right = "\xE2\x9F\xA9";
    if (strcmp(name, "bra") == 0)
        return fence_with(parser, left, frame->args[0], bar);
    if (strcmp(name, "ket") == 0)
        return fence_with(parser, bar, frame->args[0], right);
    return fence_with(parser, left, frame->args[0], right);
}

/* Puts an argument where a script's place is. */
static uint32_t
build_script(struct math_parser *parser, const struct math_frame *frame)
{
    struct math_tree *tree = &parser->tree;
    struct math_node *at = math_node_at(tree, frame->node);
    uint32_t content = frame->args[0];
    if (frame->command->action == MATH_DO_SUB) {
        at->sub = content;
        return 0;
    }
    if (at->sup) {
        uint32_t primes = at->sup;
        content = pair(parser, MATH_MROW, primes, content);
        at = math_node_at(tree, frame->node);
        at->flags &= (uint8_t)~MATH_IS_PRIME;
    }
    at->sup = content;
    return 0;
}

/*
 * The colors that MathML has names for.  Another name is left out, for no
 * document may say it; the formula is the same without.
 */
void
math_set_color(struct math_tree *tree, uint32_t node, dc_str name)
{
    static const char *const names[] = {"aqua", "black", "blue", "fuchsia",
        "gray", "green", "lime", "maroon", "navy", "olive", "purple", "red",
        "silver", "teal", "white", "yellow"};
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        if (strlen(names[i]) == name.len &&
            memcmp(names[i], name.ptr, name.len) == 0)
            math_set(tree, node, MATH_ATTR_MATHCOLOR, names[i]);
}

static uint32_t
build_colored(struct math_parser *parser, const struct math_frame *frame)
{
    uint32_t node = wrap(parser, MATH_MSTYLE, frame->args[0]);
    math_set_color(&parser->tree, node, frame->columns);
    return math_node_at(&parser->tree, node)->attrs ? node : frame->args[0];
}

static uint32_t
build_enclosed(struct math_parser *parser, const struct math_frame *frame)
{
    uint32_t node = wrap(parser, MATH_MENCLOSE, frame->args[0]);
    math_set(&parser->tree, node, MATH_ATTR_NOTATION, frame->command->text);
    return node;
}

/* A font's argument is in its letters already. */
static uint32_t
build_group(struct math_parser *parser, const struct math_frame *frame)
{
    uint32_t node = frame->args[0];
    math_node_at(&parser->tree, node)->flags &= (uint8_t)~MATH_IS_JOINING;
    return node;
}

typedef uint32_t (*builder)(
    struct math_parser *parser, const struct math_frame *frame);

static const builder builders[MATH_ACTION_COUNT] = {
    [MATH_DO_ACCENT] = build_accent,
    [MATH_DO_BEVELLED] = build_fraction,
    [MATH_DO_BINOMIAL] = build_fraction,
    [MATH_DO_BOLD] = build_group,
    [MATH_DO_BRACKET] = build_bracket,
    [MATH_DO_CLASS] = build_class,
    [MATH_DO_COLORED] = build_colored,
    [MATH_DO_ENCLOSE] = build_enclosed,
    [MATH_DO_FONT] = build_group,
    [MATH_DO_FRACTION] = build_fraction,
    [MATH_DO_GROUP] = build_group,
    [MATH_DO_LONG_ARROW] = build_arrow,
    [MATH_DO_MODULO] = build_modulo,
    [MATH_DO_OVERSET] = build_stacked,
    [MATH_DO_OVERUNDERSET] = build_stacked,
    [MATH_DO_PHANTOM] = build_phantom,
    [MATH_DO_ROOT] = build_root,
    [MATH_DO_SMASH] = build_phantom,
    [MATH_DO_SUB] = build_script,
    [MATH_DO_SUP] = build_script,
    [MATH_DO_UNDEROVERSET] = build_stacked,
    [MATH_DO_UNDERSET] = build_stacked,
};

uint32_t
math_build(struct math_parser *parser, const struct math_frame *frame)
{
    return builders[frame->command->action](parser, frame);
}
