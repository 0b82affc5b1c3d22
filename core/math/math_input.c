/* SPDX-License-Identifier: MIT */
/* TeX as tokens; see math_input.h. */
#include "math/math_input.h"

#include <string.h>

#include "math/math_symbol.h"

void
math_input_init(struct math_input *input, struct math_tree *tree, dc_str tex)
{
    memset(input, 0, sizeof(*input));
    input->tree = tree;
    input->sources[0].ptr = tex.ptr ? tex.ptr : "";
    input->sources[0].len = tex.len;
    input->budget = MATH_EXPANSION_BYTES + MATH_EXPANSION_FACTOR * tex.len;
}

bool
math_input_fail(struct math_input *input, const char *why)
{
    if (!input->why)
        input->why = why;
    return false;
}

static bool
is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The source to read from: macros that are read to their end are left. */
static struct math_source *
current(struct math_input *input)
{
    while (input->depth > 0 &&
        input->sources[input->depth].pos == input->sources[input->depth].len)
        input->depth--;
    return &input->sources[input->depth];
}

static void
skip_comment(struct math_source *source)
{
    while (source->pos < source->len && source->ptr[source->pos] != '\n')
        source->pos++;
    if (source->pos < source->len)
        source->pos++;
}

/* Skips comments, and spaces if told; returns the source to read from. */
static struct math_source *
skip(struct math_input *input, bool spaces)
{
    for (;;) {
        struct math_source *source = current(input);
        if (source->pos == source->len)
            return source;
        char c = source->ptr[source->pos];
        if (c == '%')
            skip_comment(source);
        else if (spaces && is_space(c))
            source->pos++;
        else
            return source;
    }
}

/* The length of the control sequence at `at`, which is a backslash. */
static size_t
command_len(const char *at, size_t left)
{
    size_t len = 1;
    if (left == 1)
        return 1;
    if (!is_letter(at[1])) {
        size_t used;
        math_utf8_decode(at + 1, left - 1, &used);
        return 1 + used;
    }
    while (len < left && is_letter(at[len]))
        len++;
    return len;
}

static enum math_token_type
type_of(char c)
{
    switch (c) {
    case '\\':
        return MATH_TOKEN_COMMAND;
    case '{':
        return MATH_TOKEN_OPEN;
    case '}':
        return MATH_TOKEN_CLOSE;
    case '^':
        return MATH_TOKEN_SUP;
    case '_':
        return MATH_TOKEN_SUB;
    case '&':
        return MATH_TOKEN_CELL;
    case '\'':
        return MATH_TOKEN_PRIME;
    case '$':
        return MATH_TOKEN_DOLLAR;
    case '~':
        return MATH_TOKEN_TIE;
    default:
        return MATH_TOKEN_CHAR;
    }
}

/* Reads the token at the source's place. */
static void
take_token(struct math_source *source, struct math_token *token)
{
    const char *at = source->ptr + source->pos;
    size_t left = source->len - source->pos;
    size_t len = 1;
    token->type = is_space(*at) ? MATH_TOKEN_SPACE : type_of(*at);
    if (token->type == MATH_TOKEN_COMMAND)
        len = command_len(at, left);
    else if (token->type == MATH_TOKEN_CHAR)
        math_utf8_decode(at, left, &len);
    while (token->type == MATH_TOKEN_SPACE && len < left && is_space(at[len]))
        len++;
    token->text.ptr = at;
    token->text.len = len;
    source->pos += len;
}

bool
math_input_next(
    struct math_input *input, bool in_text, struct math_token *token)
{
    for (;;) {
        struct math_source *source = skip(input, !in_text);
        if (input->depth == 0)
            input->token_pos = source->pos;
        if (source->pos == source->len) {
            token->type = MATH_TOKEN_END;
            token->text = (dc_str){NULL, 0};
            return true;
        }
        take_token(source, token);
        if (token->type == MATH_TOKEN_COMMAND && input->macro_count > 0 &&
            math_macro_expand(input, token->text))
            continue;
        return !input->why;
    }
}

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool
math_input_digit(struct math_input *input, dc_str *number)
{
    struct math_source *source = &input->sources[input->depth];
    const char *at = source->ptr + source->pos;
    size_t left = source->len - source->pos;
    /* Only if the number ends here, not in the macro that this came from. */
    if (left == 0 || number->ptr + number->len != at)
        return false;
    if (!is_digit(*at) && !(*at == '.' && left > 1 && is_digit(at[1])))
        return false;
    number->len++;
    source->pos++;
    return true;
}

bool
math_input_take(struct math_input *input, char c)
{
    struct math_source *source = skip(input, true);
    if (source->pos == source->len || source->ptr[source->pos] != c)
        return false;
    source->pos++;
    return true;
}

/*
 * The text up to the `closer` that is in no braces and stands before `end`,
 * which is taken too.
 */
static bool
take_until(struct math_source *source, char closer, size_t end, dc_str *raw)
{
    size_t depth = 0;
    size_t start = source->pos;
    while (source->pos < end) {
        char c = source->ptr[source->pos];
        if (c == closer && depth == 0) {
            raw->ptr = source->ptr + start;
            raw->len = source->pos++ - start;
            return true;
        }
        if (c == '\\' && source->pos + 1 < source->len)
            source->pos++;
        else if (c == '{')
            depth++;
        else if (c == '}' && depth-- == 0)
            return false;
        source->pos++;
    }
    return false;
}

bool
math_input_pay(struct math_input *input, size_t len)
{
    if (len > input->budget)
        return math_input_fail(input, "macros expand without bound");
    input->budget -= len;
    return true;
}

bool
math_input_group(struct math_input *input, dc_str *raw)
{
    struct math_source *source = skip(input, true);
    if (source->pos == source->len)
        return math_input_fail(input, "missing argument");
    char c = source->ptr[source->pos];
    if (c == '{') {
        source->pos++;
        if (!take_until(source, '}', source->len, raw))
            return math_input_fail(input, "missing }");
        return math_input_pay(input, raw->len);
    }
    struct math_token token;
    take_token(source, &token);
    *raw = token.text;
    if (token.type == MATH_TOKEN_CLOSE)
        return math_input_fail(input, "missing argument");
    return true;
}

bool
math_input_brackets(struct math_input *input, dc_str *raw)
{
    if (!math_input_take(input, '['))
        return false;
    struct math_source *source = &input->sources[input->depth];
    if (!take_until(source, ']', source->len, raw))
        return math_input_fail(input, "missing ]");
    return math_input_pay(input, raw->len);
}

bool
math_input_push(struct math_input *input, dc_str text)
{
    current(input);
    if (input->depth + 1 == MATH_EXPANSION_DEPTH)
        return math_input_fail(input, "macros are nested too deeply");
    if (!math_input_pay(input, text.len + 1))
        return false;
    input->depth++;
    input->sources[input->depth].ptr = text.ptr;
    input->sources[input->depth].len = text.len;
    input->sources[input->depth].pos = 0;
    return true;
}

bool
math_input_brackets_if(
    struct math_input *input, dc_str *raw, bool (*is_wanted)(dc_str raw))
{
    struct math_source *source = skip(input, true);
    size_t pos = source->pos;
    if (pos == source->len || source->ptr[pos] != '[')
        return false;
    source->pos++;
    size_t end = source->len;
    if (end - pos > MATH_BRACKETS_BYTES)
        end = pos + MATH_BRACKETS_BYTES;
    if (take_until(source, ']', end, raw) && math_input_pay(input, raw->len) &&
        is_wanted(*raw))
        return true;
    source->pos = pos;
    return false;
}
