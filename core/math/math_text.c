/* SPDX-License-Identifier: MIT */
/*
 * \text{..}: words, spaces as they stand, and formulas between dollars.  And
 * the lengths of \hspace.
 */
#include "math/math_parse.h"

#include <stdlib.h>
#include <string.h>

/* HTML drops spaces at the ends of a token, but not these. */
static const char no_break_space[] = "\xC2\xA0";

static bool
is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool
math_open_text(struct math_parser *parser, const char *style)
{
    if (!math_input_take(&parser->input, '{'))
        return math_fail(parser, "missing {");
    struct math_frame *frame = math_push(parser, MATH_FRAME_TEXT);
    if (!frame)
        return false;
    if (style)
        frame->style = style;
    return true;
}

static bool
add_text(struct math_parser *parser, dc_str text)
{
    const char *style = math_top(parser)->style;
    uint32_t node = math_token_new(&parser->tree, MATH_MTEXT, text);
    if (style)
        math_set(&parser->tree, node, MATH_ATTR_STYLE, style);
    math_deliver(parser, node);
    return true;
}

static bool
add_literal(struct math_parser *parser, const char *text)
{
    dc_str slice = {text, strlen(text)};
    return add_text(parser, slice);
}

/* Letters, digits and spaces that follow at once belong to the same piece. */
static dc_str
extend(struct math_parser *parser, dc_str text)
{
    struct math_input *input = &parser->input;
    struct math_source *source = &input->sources[input->depth];
    if (text.ptr + text.len != source->ptr + source->pos)
        return text;
    while (source->pos < source->len) {
        char c = source->ptr[source->pos];
        bool is_plain = (c >= '0' && c <= '9') || (c & 0x80) || c == ' ' ||
            ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
        if (!is_plain)
            break;
        text.len++;
        source->pos++;
    }
    return text;
}

/* The accents of text, as characters that combine with the letter before. */
static const struct {
    char name;
    uint32_t code;
} accents[] = {{'`', 0x300}, {'\'', 0x301}, {'^', 0x302}, {'~', 0x303},
    {'=', 0x304}, {'u', 0x306}, {'.', 0x307}, {'"', 0x308}, {'r', 0x30A},
    {'H', 0x30B}, {'v', 0x30C}, {'d', 0x323}, {'c', 0x327}, {'k', 0x328},
    {'b', 0x331}};

static bool
add_accented(struct math_parser *parser, uint32_t accent)
{
    dc_str letter;
    if (!math_input_group(&parser->input, &letter))
        return false;
    for (size_t i = 0; i < letter.len; i++)
        if (strchr("\\{}$%~#&_^", letter.ptr[i]))
            return math_fail(parser, "an accent on no letter");
    char *text = math_text_new(&parser->tree, letter.len + 4);
    if (!text)
        return false;
    memcpy(text, letter.ptr, letter.len);
    /* Over the first letter. */
    size_t used = 0;
    if (letter.len > 0)
        math_utf8_decode(letter.ptr, letter.len, &used);
    size_t len = math_utf8_encode(accent, text + used);
    memcpy(text + used + len, letter.ptr + used, letter.len - used);
    return add_text(parser, (dc_str){text, letter.len + len});
}

/* Spaces behind a control word end it, and are no more. */
static void
skip_spaces_behind_word(struct math_parser *parser, dc_str name)
{
    struct math_source *source = &parser->input.sources[parser->input.depth];
    if ((name.ptr[name.len - 1] | 0x20) < 'a')
        return;
    while (source->pos < source->len && is_space(source->ptr[source->pos]))
        source->pos++;
}

/* Commands within text. */
static bool
run_in_text(struct math_parser *parser, dc_str name)
{
    static const struct {
        const char *name;
        const char *text;
    } literals[] = {{"\\ ", " "}, {"\\\\", " "}, {"\\newline", " "},
        {"\\quad", "\xE2\x80\x83"}, {"\\qquad", "\xE2\x80\x83\xE2\x80\x83"},
        {"\\,", "\xE2\x80\x89"}, {"\\;", "\xE2\x80\x85"},
        {"\\:", "\xE2\x80\x85"}, {"\\{", "{"}, {"\\}", "}"}, {"\\/", ""},
        {"\\-", ""}, {"\\space", " "}, {"\\enspace", "\xE2\x80\x82"},
        {"\\textendash", "\xE2\x80\x93"}, {"\\textemdash", "\xE2\x80\x94"},
        {"\\TeX", "TeX"}, {"\\LaTeX", "LaTeX"}, {"\\normalfont", ""},
        {"\\rm", ""}, {"\\rmfamily", ""}, {"\\small", ""}, {"\\tiny", ""},
        {"\\footnotesize", ""}, {"\\scriptsize", ""}, {"\\large", ""}};
    static const struct {
        const char *name;
        const char *style;
    } switches[] = {{"\\bf", "font-weight: bold"},
        {"\\bfseries", "font-weight: bold"}, {"\\it", "font-style: italic"},
        {"\\itshape", "font-style: italic"}, {"\\em", "font-style: italic"},
        {"\\tt", "font-family: monospace"},
        {"\\ttfamily", "font-family: monospace"},
        {"\\sf", "font-family: sans-serif"},
        {"\\sffamily", "font-family: sans-serif"},
        {"\\sc", "font-variant: small-caps"},
        {"\\scshape", "font-variant: small-caps"}};
    for (size_t i = 0; i < sizeof(literals) / sizeof(*literals); i++)
        if (strlen(literals[i].name) == name.len &&
            memcmp(literals[i].name, name.ptr, name.len) == 0)
            return add_literal(parser, literals[i].text);
    for (size_t i = 0; i < sizeof(switches) / sizeof(*switches); i++)
        if (strlen(switches[i].name) == name.len &&
            memcmp(switches[i].name, name.ptr, name.len) == 0) {
            math_top(parser)->style = switches[i].style;
            return true;
        }
    for (size_t i = 0; name.len == 2 && i < sizeof(accents) / sizeof(*accents);
         i++)
        if (accents[i].name == name.ptr[1])
            return add_accented(parser, accents[i].code);
    const struct math_symbol *symbol = math_symbol_named(name);
    if (!symbol)
        return math_run_command(parser, name);
    skip_spaces_behind_word(parser, name);
    char *text = math_text_new(&parser->tree, 4);
    dc_str slice = {text, text ? math_utf8_encode(symbol->code, text) : 0};
    return add_text(parser, slice);
}

/* "``", "---" and the like. */
static bool
add_ligature(struct math_parser *parser, char c)
{
    struct math_input *input = &parser->input;
    struct math_source *source = &input->sources[input->depth];
    size_t left = source->len - source->pos;
    size_t more = 0;
    while (more < 2 && more < left && source->ptr[source->pos + more] == c)
        more++;
    if (c != '-' && more > 1)
        more = 1;
    source->pos += more;
    if (c == '-')
        return add_literal(parser,
            more == 0       ? "-"
                : more == 1 ? "\xE2\x80\x93"
                            : "\xE2\x80\x94");
    if (c == '`')
        return add_literal(parser, more ? "\xE2\x80\x9C" : "\xE2\x80\x98");
    return add_literal(parser, more ? "\xE2\x80\x9D" : "\xE2\x80\x99");
}

static bool
is_same_text(struct math_tree *tree, uint32_t a, uint32_t b)
{
    if (math_node_at(tree, a)->element != MATH_MTEXT ||
        math_node_at(tree, b)->element != MATH_MTEXT)
        return false;
    return math_attr_of(tree, a, MATH_ATTR_STYLE).ptr ==
        math_attr_of(tree, b, MATH_ATTR_STYLE).ptr;
}

/* A space before what comes, which does not break at the text's start. */
static void
put_space(char *text, size_t *len)
{
    if (*len > 0) {
        text[(*len)++] = ' ';
        return;
    }
    memcpy(text, no_break_space, 2);
    *len = 2;
}

/*
 * Writes the pieces from `first` to before `end` as one text: spaces are one,
 * and do not break at its ends.
 */
static dc_str
join_pieces(struct math_tree *tree, uint32_t first, uint32_t end)
{
    size_t size = 4, len = 0;
    for (uint32_t i = first; i != end; i = math_node_at(tree, i)->next)
        size += math_node_at(tree, i)->text.len;
    char *text = math_text_new(tree, size);
    bool has_space = false;
    for (uint32_t i = first; text && i != end;
         i = math_node_at(tree, i)->next) {
        dc_str piece = math_node_at(tree, i)->text;
        for (size_t j = 0; j < piece.len; j++) {
            bool was_space = has_space;
            has_space = is_space(piece.ptr[j]);
            if (has_space)
                continue;
            if (was_space)
                put_space(text, &len);
            text[len++] = piece.ptr[j];
        }
    }
    if (text && has_space) {
        memcpy(text + len, no_break_space, 2);
        len += 2;
    }
    return (dc_str){text, len};
}

/* Makes one token of pieces of text that are side by side. */
static void
join_text(struct math_tree *tree, uint32_t row)
{
    for (uint32_t i = math_node_at(tree, row)->first; i;
         i = math_node_at(tree, i)->next) {
        if (math_node_at(tree, i)->element != MATH_MTEXT)
            continue;
        uint32_t last = i;
        uint32_t end = math_node_at(tree, i)->next;
        while (end && is_same_text(tree, i, end)) {
            last = end;
            end = math_node_at(tree, end)->next;
        }
        dc_str text = join_pieces(tree, i, end);
        math_node_at(tree, i)->text = text;
        math_node_at(tree, i)->next = end;
        if (math_node_at(tree, row)->last == last)
            math_node_at(tree, row)->last = i;
    }
}

/* Groups within text end nothing but their font. */
static bool
close_text(struct math_parser *parser)
{
    struct math_tree *tree = &parser->tree;
    uint32_t row = math_top(parser)->row;
    parser->depth--;
    if (math_top(parser)->kind == MATH_FRAME_TEXT) {
        uint32_t next;
        for (uint32_t i = math_node_at(tree, row)->first; i; i = next) {
            next = math_node_at(tree, i)->next;
            math_deliver(parser, i);
        }
        return true;
    }
    join_text(tree, row);
    const struct math_node *at = math_node_at(tree, row);
    bool is_one = at->first && at->first == at->last;
    math_deliver(parser, is_one ? at->first : row);
    return true;
}

bool
math_text_step(struct math_parser *parser)
{
    struct math_token token;
    if (!math_input_next(&parser->input, true, &token))
        return false;
    switch (token.type) {
    case MATH_TOKEN_END:
        return math_fail(parser, "missing }");
    case MATH_TOKEN_OPEN:
        return math_push(parser, MATH_FRAME_TEXT) != NULL;
    case MATH_TOKEN_CLOSE:
        return close_text(parser);
    case MATH_TOKEN_DOLLAR:
        return math_push(parser, MATH_FRAME_DOLLARS) != NULL;
    case MATH_TOKEN_TIE:
        return add_literal(parser, no_break_space);
    case MATH_TOKEN_COMMAND:
        return run_in_text(parser, token.text);
    case MATH_TOKEN_PRIME:
        return add_ligature(parser, '\'');
    default:
        break;
    }
    if (*token.text.ptr == '-' || *token.text.ptr == '`')
        return add_ligature(parser, *token.text.ptr);
    return add_text(parser, extend(parser, token.text));
}

/* Lengths. */

/* TeX's units; those that CSS lacks in em, of a font of ten points. */
static const struct {
    const char *name;
    double em; /* 0: as it is */
} units[] = {{"em", 0}, {"ex", 0}, {"cm", 0}, {"mm", 0}, {"in", 0}, {"pt", 0},
    {"pc", 0}, {"px", 0}, {"mu", 1.0 / 18}, {"bp", 0.1}};

/* Ten-thousandths of an em as "0.1667em". */
static dc_str
format_em(struct math_tree *tree, int64_t parts)
{
    char digits[24];
    size_t count = 0, len = 0;
    uint64_t left = (uint64_t)(parts < 0 ? -parts : parts);
    for (; left > 0 || count < 5; left /= 10)
        digits[count++] = (char)('0' + left % 10);
    char *text = math_text_new(tree, count + 4);
    if (!text)
        return (dc_str){NULL, 0};
    if (parts < 0)
        text[len++] = '-';
    while (count > 4)
        text[len++] = digits[--count];
    size_t last = 0;
    while (last < 4 && digits[last] == '0')
        last++;
    if (last < 4)
        text[len++] = '.';
    while (count > last)
        text[len++] = digits[--count];
    memcpy(text + len, "em", 2);
    return (dc_str){text, len + 2};
}

/* "-1.5" in ten-thousandths; false: it is no number, or too large. */
static bool
read_decimal(dc_str text, int64_t *parts)
{
    int64_t value = 0, scale = 0;
    bool is_negative = text.len > 0 && *text.ptr == '-';
    size_t i = is_negative || (text.len > 0 && *text.ptr == '+');
    if (i == text.len)
        return false;
    for (; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '.' && scale == 0) {
            scale = 1;
            continue;
        }
        if (c < '0' || c > '9' || value > 100000000)
            return false;
        if (scale < 10000) {
            value = value * 10 + (c - '0');
            scale *= 10;
        }
    }
    for (scale = scale ? scale : 1; scale < 10000; scale *= 10)
        value *= 10;
    *parts = is_negative ? -value : value;
    return true;
}

bool
math_read_length(struct math_parser *parser, dc_str tex, dc_str *css)
{
    while (tex.len > 0 && is_space(*tex.ptr)) {
        tex.ptr++;
        tex.len--;
    }
    while (tex.len > 0 && is_space(tex.ptr[tex.len - 1]))
        tex.len--;
    if (tex.len < 3)
        return false;
    dc_str number = {tex.ptr, tex.len - 2};
    const char *unit = tex.ptr + tex.len - 2;
    while (number.len > 0 && is_space(number.ptr[number.len - 1]))
        number.len--;
    int64_t parts;
    if (!read_decimal(number, &parts))
        return false;
    for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++) {
        if (memcmp(units[i].name, unit, 2) != 0)
            continue;
        if (units[i].em > 0)
            parts = (int64_t)((double)parts * units[i].em);
        *css = format_em(&parser->tree, parts);
        if (units[i].em <= 0 && css->len > 2)
            memcpy((char *)(uintptr_t)css->ptr + css->len - 2, unit, 2);
        return css->ptr != NULL;
    }
    return false;
}
