/* SPDX-License-Identifier: MIT */
/*
 * Macros that a formula defines for itself: \newcommand and its kin, \def with
 * plain parameters, \let, \DeclareMathOperator.
 */
#include <string.h>

#include "math/math_input.h"

enum { ARGUMENT_COUNT = 9 };

static bool
is_equal(dc_str a, const char *b)
{
    return a.len == strlen(b) && memcmp(a.ptr, b, a.len) == 0;
}

static const struct math_macro *
lookup(const struct math_input *input, dc_str name)
{
    for (size_t i = input->macro_count; i-- > 0;)
        if (input->macros[i].name.len == name.len &&
            memcmp(input->macros[i].name.ptr, name.ptr, name.len) == 0)
            return &input->macros[i];
    return NULL;
}

static dc_str
trim(dc_str text)
{
    while (text.len > 0 && (*text.ptr == ' ' || *text.ptr == '\n')) {
        text.ptr++;
        text.len--;
    }
    while (text.len > 0 &&
        (text.ptr[text.len - 1] == ' ' || text.ptr[text.len - 1] == '\n'))
        text.len--;
    return text;
}

/* "[2][x]" behind the name in \newcommand. */
static bool
read_parameters(struct math_input *input, struct math_macro *macro)
{
    dc_str count;
    if (!math_input_brackets(input, &count))
        return !input->why;
    if (count.len != 1 || *count.ptr < '0' || *count.ptr > '9')
        return math_input_fail(input, "a macro has at most 9 arguments");
    macro->arguments = (uint32_t)(*count.ptr - '0');
    macro->has_preset = math_input_brackets(input, &macro->preset);
    if (macro->has_preset && macro->arguments == 0)
        return math_input_fail(input, "a macro without arguments has a preset");
    return !input->why;
}

/* "#1#2" behind the name in \def. */
static bool
read_plain_parameters(struct math_input *input, struct math_macro *macro)
{
    while (math_input_take(input, '#')) {
        macro->arguments++;
        if (macro->arguments > ARGUMENT_COUNT ||
            !math_input_take(input, (char)('0' + macro->arguments)))
            return math_input_fail(input, "odd parameters of a macro");
    }
    return true;
}

/* Gives "\operatorname{body}" as the body. */
static bool
make_operator(struct math_input *input, struct math_macro *macro, bool starred)
{
    static const char plain[] = "\\operatorname{";
    static const char limits[] = "\\operatorname*{";
    const char *head = starred ? limits : plain;
    size_t head_len = strlen(head);
    char *text = math_text_new(input->tree, head_len + macro->body.len + 1);
    if (!text)
        return false;
    memcpy(text, head, head_len);
    memcpy(text + head_len, macro->body.ptr, macro->body.len);
    text[head_len + macro->body.len] = '}';
    macro->body.ptr = text;
    macro->body.len += head_len + 1;
    return true;
}

bool
math_macro_define(struct math_input *input, dc_str command)
{
    bool is_def = is_equal(command, "\\def");
    bool is_let = is_equal(command, "\\let");
    bool is_operator = is_equal(command, "\\DeclareMathOperator");
    bool is_starred = !is_def && !is_let && math_input_take(input, '*');
    if (input->macro_count == MATH_MACRO_COUNT)
        return math_input_fail(input, "too many macros");
    struct math_macro *macro = &input->macros[input->macro_count];
    memset(macro, 0, sizeof(*macro));
    if (!math_input_group(input, &macro->name))
        return false;
    macro->name = trim(macro->name);
    if (macro->name.len < 2 || *macro->name.ptr != '\\')
        return math_input_fail(input, "a macro has no name");
    if (is_let)
        math_input_take(input, '=');
    if (is_def && !read_plain_parameters(input, macro))
        return false;
    if (!is_def && !is_let && !is_operator && !read_parameters(input, macro))
        return false;
    if (!math_input_group(input, &macro->body))
        return false;
    if (is_operator && !make_operator(input, macro, is_starred))
        return false;
    /* \providecommand gives way, and "\let\a\a" changes nothing. */
    bool is_idle = is_let && macro->body.len == macro->name.len &&
        memcmp(macro->body.ptr, macro->name.ptr, macro->name.len) == 0;
    if (is_equal(command, "\\providecommand") && lookup(input, macro->name))
        is_idle = true;
    input->macro_count += !is_idle;
    return true;
}

/* The argument that "#n" at body[i] stands for, or NULL. */
static const dc_str *
parameter(const struct math_macro *macro, const dc_str *arguments, size_t i)
{
    if (macro->body.ptr[i] != '#' || i + 1 == macro->body.len)
        return NULL;
    uint32_t number = (uint32_t)(unsigned char)macro->body.ptr[i + 1] - '0';
    return number >= 1 && number <= macro->arguments ? &arguments[number - 1]
                                                     : NULL;
}

/*
 * The body with its arguments, written to `out` if it is not NULL; counting
 * ends beyond `limit`.
 */
static size_t
substitute(const struct math_macro *macro, const dc_str *arguments,
    size_t limit, char *out)
{
    size_t len = 0;
    for (size_t i = 0; i < macro->body.len && len <= limit; i++) {
        const dc_str *argument = parameter(macro, arguments, i);
        dc_str piece = {macro->body.ptr + i, 1};
        if (argument) {
            piece = *argument;
            i++;
        }
        if (out && piece.len)
            memcpy(out + len, piece.ptr, piece.len);
        len += piece.len;
    }
    return len;
}

bool
math_macro_expand(struct math_input *input, dc_str name)
{
    const struct math_macro *macro = lookup(input, name);
    dc_str arguments[ARGUMENT_COUNT];
    if (!macro)
        return false;
    for (uint32_t i = 0; i < macro->arguments; i++) {
        if (i == 0 && macro->has_preset) {
            arguments[0] = macro->preset;
            math_input_brackets(input, &arguments[0]);
        } else {
            math_input_group(input, &arguments[i]);
        }
        if (input->why)
            return false;
    }
    if (macro->arguments == 0)
        return math_input_push(input, macro->body);
    if (!math_input_pay(input, macro->body.len))
        return false;
    size_t len = substitute(macro, arguments, input->budget, NULL);
    if (!math_input_pay(input, len))
        return false;
    char *text = math_text_new(input->tree, len);
    if (!text)
        return math_input_fail(input, "out of memory");
    substitute(macro, arguments, len, text);
    dc_str expansion = {text, len};
    return math_input_push(input, expansion);
}
