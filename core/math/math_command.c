/* SPDX-License-Identifier: MIT */
/*
 * Commands that act at once; those that want arguments open a frame and are
 * built by math_build.c when they have them.
 */
#include "math/math_parse.h"

#include <string.h>

static const struct math_command commands[] = {
#define MATH_COMMAND(name, action, arguments, text, number)                    \
    {name, MATH_DO_##action, arguments, text, number},
#include "math/math_commands.def"
#undef MATH_COMMAND
};

static const struct math_accent accents[] = {
#define OVER false
#define UNDER true
#define MATH_ACCENT(name, code, other, place, stretchy)                        \
    {name, code, other, place, stretchy},
#include "math/math_accents.def"
#undef MATH_ACCENT
#undef OVER
#undef UNDER
};

static const struct math_command accent_command = {
    "", MATH_DO_ACCENT, "m", "", 0};

static bool
is_name(const char *name, dc_str text)
{
    return strlen(name) == text.len && memcmp(name, text.ptr, text.len) == 0;
}

const struct math_accent *
math_accent_named(dc_str name)
{
    for (size_t i = 0; i < sizeof(accents) / sizeof(*accents); i++)
        if (is_name(accents[i].name, name))
            return &accents[i];
    return NULL;
}

static const struct math_command *
command_named(dc_str name)
{
    size_t low = 0, high = sizeof(commands) / sizeof(*commands);
    while (low < high) {
        size_t middle = (low + high) / 2;
        const char *at = commands[middle].name;
        size_t len = strlen(at);
        int order = memcmp(at, name.ptr, len < name.len ? len : name.len);
        if (order == 0 && len == name.len)
            return &commands[middle];
        if (order < 0 || (order == 0 && len < name.len))
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* Functions and operators by name. */

bool
math_is_function(dc_str text, const char **name)
{
    for (size_t i = 0; i < sizeof(commands) / sizeof(*commands); i++)
        if (commands[i].action == MATH_DO_FUNCTION &&
            is_name(commands[i].text, text)) {
            if (name)
                *name = commands[i].name;
            return true;
        }
    return false;
}

bool
math_has_limits(const char *command)
{
    dc_str name = {command, strlen(command)};
    const struct math_command *found = command_named(name);
    return found && found->action == MATH_DO_FUNCTION && found->number == 1;
}

/*
 * An accent that does not say whether it stretches does: so it is in the
 * operator dictionary of MathML.  What does not say that it is an accent is
 * one if it is a brace or a line.
 */
const char *
math_accent_of(uint32_t code, bool is_under, bool is_accent, dc_str stretchy)
{
    bool is_narrow = stretchy.len > 0 && *stretchy.ptr == 'f';
    const char *other = NULL;
    for (size_t i = 0; i < sizeof(accents) / sizeof(*accents); i++) {
        bool is_arrow = accents[i].code >= 0x2190 && accents[i].code < 0x2300;
        if ((accents[i].code != code && accents[i].other != code) ||
            accents[i].is_under != is_under || (!is_accent && is_arrow))
            continue;
        bool is_wanted = (*accents[i].stretchy == 'f') == is_narrow;
        if (stretchy.len > 0 && is_wanted)
            return accents[i].name;
        if (!other)
            other = accents[i].name;
    }
    return other;
}

const char *
math_long_arrow_of(uint32_t code)
{
    for (size_t i = 0; i < sizeof(commands) / sizeof(*commands); i++)
        if (commands[i].action == MATH_DO_LONG_ARROW &&
            commands[i].number == code)
            return commands[i].name;
    return NULL;
}

static bool
add_function(struct math_parser *parser, dc_str name, bool has_limits)
{
    uint32_t node = math_token_new(&parser->tree, MATH_MI, name);
    struct math_node *at = math_node_at(&parser->tree, node);
    at->class = MATH_CLASS_OP;
    at->flags = MATH_IS_FUNCTION;
    if (has_limits)
        at->limits = MATH_LIMITS_MOVABLE;
    /* A single letter would slant. */
    if (name.len == 1)
        math_set(&parser->tree, node, MATH_ATTR_MATHVARIANT, "normal");
    math_deliver(parser, node);
    return true;
}

/* The name in \operatorname{..}: letters; thin spaces become one. */
static bool
read_operator(struct math_parser *parser, const struct math_command *command)
{
    bool has_limits = *command->text || math_input_take(&parser->input, '*');
    dc_str raw;
    if (!math_input_group(&parser->input, &raw))
        return false;
    char *text = math_text_new(&parser->tree, raw.len * 2 + 1);
    size_t len = 0;
    for (size_t i = 0; text && i < raw.len; i++) {
        char c = raw.ptr[i];
        bool is_thin = c == '\\' && i + 1 < raw.len &&
            (raw.ptr[i + 1] == ',' || raw.ptr[i + 1] == ' ');
        if (is_thin || c == '~') {
            len += math_utf8_encode(0x2009, text + len);
            i += is_thin;
        } else if (c == '-' || c == '*' || (c & 0x80) ||
            (c >= '0' && c <= '9') ||
            ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')) {
            text[len++] = c;
        } else if (c != ' ' && c != '\n') {
            return math_fail(parser, "an operator's name is not plain");
        }
    }
    if (len == 0)
        return math_fail(parser, "an operator without a name");
    dc_str name = {text, len};
    return add_function(parser, name, has_limits);
}

/* Delimiters of all sizes. */

static bool
open_left(struct math_parser *parser)
{
    uint32_t open = math_read_delimiter(parser, "prefix", "true");
    if (parser->input.why)
        return false;
    struct math_frame *frame = math_push(parser, MATH_FRAME_LEFT);
    if (!frame)
        return false;
    frame->node = open;
    return true;
}

static bool
close_left(struct math_parser *parser)
{
    if (!math_in_row(parser))
        return math_fail(parser, "\\right without \\left");
    math_close_switches(parser);
    uint32_t open = math_top(parser)->node;
    if (math_top(parser)->kind != MATH_FRAME_LEFT)
        return math_fail(parser, "\\right without \\left");
    uint32_t content = math_close_row(parser);
    uint32_t close = math_read_delimiter(parser, "postfix", "true");
    if (parser->input.why)
        return false;
    math_deliver(parser, math_fenced(parser, open, content, close));
    return true;
}

static bool
add_middle(struct math_parser *parser)
{
    size_t depth = parser->depth;
    while (depth > 1 && parser->frames[depth - 1].kind == MATH_FRAME_SWITCH)
        depth--;
    if (parser->frames[depth - 1].kind != MATH_FRAME_LEFT)
        return math_fail(parser, "\\middle without \\left");
    uint32_t node = math_read_delimiter(parser, "infix", "true");
    if (parser->input.why)
        return false;
    math_node_at(&parser->tree, node)->class = MATH_CLASS_OPEN;
    math_set(&parser->tree, node, MATH_ATTR_LSPACE, "0em");
    math_set(&parser->tree, node, MATH_ATTR_RSPACE, "0em");
    if (node)
        math_deliver(parser, node);
    return true;
}

static bool
add_big(struct math_parser *parser, const struct math_command *command)
{
    const char *form = command->number == MATH_CLASS_OPEN ? "prefix"
        : command->number == MATH_CLASS_CLOSE             ? "postfix"
                                                          : "infix";
    uint32_t node = math_read_delimiter(parser, form, "true");
    if (!node)
        return !parser->input.why;
    struct math_tree *tree = &parser->tree;
    math_set(tree, node, MATH_ATTR_MINSIZE, command->text);
    math_set(tree, node, MATH_ATTR_MAXSIZE, command->text);
    math_node_at(tree, node)->class = (uint8_t)command->number;
    if (*form == 'i') {
        const char *space =
            command->number == MATH_CLASS_REL ? "0.2778em" : "0em";
        math_set(tree, node, MATH_ATTR_LSPACE, space);
        math_set(tree, node, MATH_ATTR_RSPACE, space);
    }
    math_deliver(parser, node);
    return true;
}

/* "\not" joins the stroke to the next operator. */
static bool
negate(struct math_parser *parser)
{
    static const uint32_t pairs[][2] = {{'=', 0x2260}, {'<', 0x226E},
        {'>', 0x226F}, {0x2208, 0x2209}, {0x220B, 0x220C}, {0x2203, 0x2204},
        {0x2223, 0x2224}, {0x2225, 0x2226}, {0x223C, 0x2241}, {0x2243, 0x2244},
        {0x2245, 0x2247}, {0x2248, 0x2249}, {0x224D, 0x226D}, {0x2261, 0x2262},
        {0x2264, 0x2270}, {0x2265, 0x2271}, {0x227A, 0x2280}, {0x227B, 0x2281},
        {0x2282, 0x2284}, {0x2283, 0x2285}, {0x2286, 0x2288}, {0x2287, 0x2289},
        {0x22A2, 0x22AC}, {0x22A8, 0x22AD}, {0x22A9, 0x22AE}, {0x22AB, 0x22AF},
        {0x2190, 0x219A}, {0x2192, 0x219B}, {0x2194, 0x21AE}, {0x21D0, 0x21CD},
        {0x21D2, 0x21CF}, {0x21D4, 0x21CE}, {0x227C, 0x22E0}, {0x227D, 0x22E1},
        {0x2291, 0x22E2}, {0x2292, 0x22E3}, {'|', 0x2224}};
    struct math_token token;
    bool is_braced = math_input_take(&parser->input, '{');
    if (!math_input_next(&parser->input, false, &token))
        return false;
    if (token.type == MATH_TOKEN_END ||
        (is_braced && !math_input_take(&parser->input, '}')))
        return math_fail(parser, "\\not before no symbol");
    const struct math_symbol *symbol = math_symbol_named(token.text);
    size_t used;
    uint32_t code = symbol ? symbol->code
        : token.type == MATH_TOKEN_CHAR
        ? math_utf8_decode(token.text.ptr, token.text.len, &used)
        : 0;
    if (code == 0)
        return math_fail(parser, "\\not before no symbol");
    for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++)
        if (pairs[i][0] == code) {
            symbol = math_symbol_of(pairs[i][1], false);
            math_deliver(parser,
                symbol ? math_symbol_node(parser, symbol)
                       : math_char_node(parser, pairs[i][1]));
            return true;
        }
    uint32_t node = symbol ? math_symbol_node(parser, symbol)
                           : math_char_node(parser, code);
    char *text = math_text_new(&parser->tree, 8);
    size_t len = text ? math_utf8_encode(code, text) : 0;
    dc_str struck = {
        text, text ? len + math_utf8_encode(0x338, text + len) : 0};
    math_node_at(&parser->tree, node)->text = struck;
    math_deliver(parser, node);
    return true;
}

/* Switches: their row ends with the row around them. */

static bool
open_switch(struct math_parser *parser, const struct math_command *command)
{
    if (!math_in_row(parser))
        return math_fail(parser, "a switch where an argument is wanted");
    dc_str color = {NULL, 0};
    if (command->action == MATH_DO_COLOR) {
        dc_str model;
        math_input_brackets(&parser->input, &model);
        if (parser->input.why || !math_input_group(&parser->input, &color))
            return false;
    }
    struct math_frame *frame = math_push(parser, MATH_FRAME_SWITCH);
    if (!frame)
        return false;
    frame->command = command;
    frame->columns = color;
    return true;
}

static bool
switch_font(struct math_parser *parser, const struct math_command *command)
{
    if (!math_in_row(parser))
        return math_fail(parser, "a switch where an argument is wanted");
    math_top(parser)->family = (enum math_variant)command->number;
    return true;
}

static bool
set_infix(struct math_parser *parser, const struct math_command *command)
{
    struct math_frame *top = math_top(parser);
    if (!math_in_row(parser))
        return math_fail(parser, "a fraction where an argument is wanted");
    if (top->infix)
        return math_fail(parser, "a fraction of three");
    top->infix = command;
    top->numerator = top->row;
    top->row = math_node_new(&parser->tree, MATH_MROW);
    return true;
}

/* \hspace{1cm}, \kern 3pt */
static bool
add_length(struct math_parser *parser, const struct math_command *command)
{
    struct math_input *input = &parser->input;
    dc_str raw, css;
    bool is_primitive = strstr(command->text, "kern") || // \kern3mu
        strstr(command->text, "skip");
    math_input_take(input, '*');
    if (is_primitive) {
        /* As far as it is a length; then a unit of two letters. */
        struct math_source *source = &input->sources[input->depth];
        math_input_take(input, '{');
        size_t start = source->pos;
        while (source->pos < source->len &&
            strchr("+-. 0123456789", source->ptr[source->pos]))
            source->pos++;
        size_t left = source->len - source->pos;
        source->pos += left < 2 ? left : 2;
        raw.ptr = source->ptr + start;
        raw.len = source->pos - start;
        math_input_take(input, '}');
    } else if (!math_input_group(input, &raw)) {
        return false;
    }
    if (!math_read_length(parser, raw, &css))
        return math_fail(parser, "not a length");
    uint32_t node = math_space(parser, "");
    math_set_str(&parser->tree, node, MATH_ATTR_WIDTH, css);
    math_deliver(parser, node);
    return true;
}

static bool
skip_argument(struct math_parser *parser)
{
    dc_str raw;
    math_input_take(&parser->input, '*');
    return math_input_group(&parser->input, &raw);
}

static bool
add_tag(struct math_parser *parser)
{
    bool is_bare = math_input_take(&parser->input, '*');
    dc_str raw;
    if (!math_in_row(parser))
        return math_fail(parser, "a tag where an argument is wanted");
    if (!math_input_group(&parser->input, &raw))
        return false;
    /* The tag is text behind the formula. */
    static const char bare[] = "\\qquad\\text{";
    static const char round[] = "\\qquad\\text{(";
    const char *head = is_bare ? bare : round;
    size_t head_len = strlen(head);
    char *text = math_text_new(&parser->tree, head_len + raw.len + 2);
    if (!text)
        return false;
    memcpy(text, head, head_len);
    memcpy(text + head_len, raw.ptr, raw.len);
    memcpy(text + head_len + raw.len, is_bare ? "}" : ")}", is_bare ? 1 : 2);
    dc_str expansion = {text, head_len + raw.len + (is_bare ? 1 : 2)};
    return math_input_push(&parser->input, expansion);
}

/* "a \mod b" */
static bool
add_mod(struct math_parser *parser)
{
    static const dc_str body = DC_STR("\\quad\\mathrm{mod}\\;");
    return math_input_push(&parser->input, body);
}

/* Opens a frame for the arguments of `command`. */
static bool
open_arguments(struct math_parser *parser, const struct math_command *command)
{
    dc_str color = {NULL, 0};
    if (command->action == MATH_DO_COLORED) {
        dc_str model;
        math_input_brackets(&parser->input, &model);
        if (parser->input.why || !math_input_group(&parser->input, &color))
            return false;
    }
    struct math_frame *frame = math_push(parser, MATH_FRAME_ARGUMENTS);
    if (!frame)
        return false;
    frame->command = command;
    frame->columns = color;
    if (command->action == MATH_DO_FONT)
        frame->family = (enum math_variant)command->number;
    if (command->action == MATH_DO_BOLD)
        frame->is_bold = true;
    return true;
}

static bool
run_plain(struct math_parser *parser, const struct math_command *command)
{
    dc_str body = {command->text, strlen(command->text)};
    dc_str name = {command->name, strlen(command->name)};
    switch (command->action) {
    case MATH_DO_DEFINE:
        return math_macro_define(&parser->input, name);
    case MATH_DO_FUNCTION:
        return add_function(parser, body, command->number == 1);
    case MATH_DO_LIMITS:
        return math_set_limits(parser, (enum math_limits)command->number);
    case MATH_DO_MACRO:
        return math_input_push(&parser->input, body);
    case MATH_DO_MODULO:
        return add_mod(parser);
    case MATH_DO_NOTHING:
        return true;
    case MATH_DO_OPERATOR:
        return read_operator(parser, command);
    case MATH_DO_SKIP:
        return skip_argument(parser);
    case MATH_DO_SPACE:
        math_deliver(parser, math_space(parser, command->text));
        return true;
    case MATH_DO_LENGTH:
        return add_length(parser, command);
    case MATH_DO_TAG:
        return add_tag(parser);
    case MATH_DO_TEXT:
        return math_open_text(parser, *command->text ? command->text : NULL);
    default:
        return math_fail(parser, "unknown command");
    }
}

/* Commands that open, close and divide; the rest is left to run_plain. */
static bool
run(struct math_parser *parser, const struct math_command *command)
{
    switch (command->action) {
    case MATH_DO_BEGIN:
        return math_begin(parser);
    case MATH_DO_END:
        return math_end(parser);
    case MATH_DO_ROW:
        return math_next_line(parser);
    case MATH_DO_LINE:
        return math_rule(parser);
    case MATH_DO_SUBSTACK:
        return math_open_substack(parser, command->text);
    case MATH_DO_LEFT:
        return open_left(parser);
    case MATH_DO_MIDDLE:
        return add_middle(parser);
    case MATH_DO_RIGHT:
        return close_left(parser);
    case MATH_DO_BIG:
        return add_big(parser, command);
    case MATH_DO_NOT:
        return negate(parser);
    case MATH_DO_COLOR:
    case MATH_DO_STYLE:
        return open_switch(parser, command);
    case MATH_DO_FONT_SWITCH:
        return switch_font(parser, command);
    case MATH_DO_INFIX:
        return set_infix(parser, command);
    default:
        return run_plain(parser, command);
    }
}

bool
math_run_command(struct math_parser *parser, dc_str name)
{
    const struct math_symbol *symbol = math_symbol_named(name);
    if (symbol) {
        math_deliver(parser, math_symbol_node(parser, symbol));
        return true;
    }
    const struct math_accent *accent = math_accent_named(name);
    if (accent) {
        if (!open_arguments(parser, &accent_command))
            return false;
        math_top(parser)->accent = accent;
        return true;
    }
    const struct math_command *command = command_named(name);
    if (!command)
        return math_fail(parser, "unknown command");
    if (*command->arguments)
        return open_arguments(parser, command);
    return run(parser, command);
}
