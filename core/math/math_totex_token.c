/* SPDX-License-Identifier: MIT */
/* Tokens of MathML as TeX: the way back through the tables of symbols. */
#include <stdlib.h>
#include <string.h>

#include "math/math_parse.h"
#include "math/math_totex.h"

uint32_t
math_token_code(const struct math_totex *write, uint32_t node)
{
    dc_str text = math_at(write, node)->text;
    size_t used;
    if (text.len == 0 || text.len > 4)
        return 0;
    uint32_t code = math_utf8_decode(text.ptr, text.len, &used);
    return used == text.len ? code : 0;
}

static bool
is_latin(uint32_t code)
{
    return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
}

static bool
is_digit(uint32_t code)
{
    return code >= '0' && code <= '9';
}

static void
put_code(struct math_totex *write, uint32_t code)
{
    char bytes[4];
    math_put(write, (dc_str){bytes, math_utf8_encode(code, bytes)});
}

/* A character by its name, or as it is where TeX would read that as it. */
static void
put_symbol(struct math_totex *write, uint32_t code, bool is_identifier)
{
    const struct math_symbol *symbol = math_symbol_of(code, is_identifier);
    if (symbol)
        math_puts(write, symbol->name);
    else if (code == '\'')
        math_puts(write, "\\prime");
    else if (code == 0xA0)
        math_puts(write, "\\ ");
    else
        put_code(write, code);
}

/* Identifiers. */

/* The alphabet that all letters of the text have, DEFAULT if none. */
static enum math_variant
common_variant(dc_str text)
{
    enum math_variant common = MATH_VARIANT_DEFAULT;
    size_t used;
    for (size_t i = 0; i < text.len; i += used) {
        uint32_t letter;
        uint32_t code = math_utf8_decode(text.ptr + i, text.len - i, &used);
        enum math_variant variant = math_variant_of(code, &letter);
        if (i > 0 && variant != common)
            return MATH_VARIANT_DEFAULT;
        common = variant;
    }
    return common;
}

/* The text in letters of the usual alphabet. */
static void
put_letters(struct math_totex *write, dc_str text)
{
    size_t used;
    for (size_t i = 0; i < text.len; i += used) {
        uint32_t letter;
        math_variant_of(
            math_utf8_decode(text.ptr + i, text.len - i, &used), &letter);
        if (is_latin(letter) || is_digit(letter) || letter == '.')
            put_code(write, letter);
        else
            put_symbol(write, letter, true);
    }
}

static void
put_in_variant(struct math_totex *write, enum math_variant variant, dc_str text)
{
    math_puts(write, math_variant_tex(variant));
    put_letters(write, text);
    math_puts(write, "}");
}

bool
math_put_operator(struct math_totex *write, dc_str text, bool is_starred)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (!(c & 0x80) && c != '-' && c != '*' && c != ' ' &&
            !is_digit((uint32_t)c) && !is_latin((uint32_t)c))
            return false;
    }
    math_puts(write, is_starred ? "\\operatorname*{" : "\\operatorname{");
    size_t used;
    for (size_t i = 0; i < text.len; i += used) {
        uint32_t code = math_utf8_decode(text.ptr + i, text.len - i, &used);
        if (code == 0x2009 || code == ' ' || code == 0xA0)
            math_puts(write, "\\,");
        else
            put_code(write, code);
    }
    math_puts(write, "}");
    return true;
}

/* Text in braces, with what is special in it escaped. */
static void put_text(struct math_totex *write, const char *open, dc_str text);

static bool
is_all_latin(dc_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!is_latin((unsigned char)text.ptr[i]))
            return false;
    return true;
}

/* A word, such as "sin" or "kg". */
static void
put_word(struct math_totex *write, const struct math_item *item, dc_str text)
{
    const char *name;
    enum math_variant variant = math_variant_named(
        math_attr_of(write->tree, item->node, MATH_ATTR_MATHVARIANT));
    if (variant == MATH_VARIANT_DEFAULT)
        variant = common_variant(text);
    bool is_applied = item->flags & MATH_ITEM_APPLIED;
    if (variant > MATH_VARIANT_UPRIGHT)
        put_in_variant(write, variant, text);
    else if (math_is_function(text, &name))
        math_puts(write, name);
    else if (is_all_latin(text) && !is_applied)
        put_in_variant(write, MATH_VARIANT_UPRIGHT, text);
    else if (!math_put_operator(write, text, false))
        put_text(write, "\\text{", text);
}

static void
put_identifier(struct math_totex *write, const struct math_item *item)
{
    uint32_t code = math_token_code(write, item->node);
    dc_str text = math_at(write, item->node)->text;
    uint32_t letter;
    if (code == 0) {
        put_word(write, item, text);
        return;
    }
    enum math_variant own = math_variant_of(code, &letter);
    enum math_variant said = math_variant_named(
        math_attr_of(write->tree, item->node, MATH_ATTR_MATHVARIANT));
    const struct math_symbol *symbol = math_symbol_of(code, true);
    bool is_capital = symbol && symbol->kind == MATH_KIND_UPRIGHT;
    if (item->flags & MATH_ITEM_APPLIED && said == MATH_VARIANT_UPRIGHT &&
        is_latin(code))
        math_put_operator(write, text, false);
    else if (item->flags & MATH_ITEM_APPLIED && is_latin(code))
        put_in_variant(write, MATH_VARIANT_DEFAULT, text);
    else if (said == MATH_VARIANT_UPRIGHT && is_capital)
        math_puts(write, symbol->name);
    else if (said == MATH_VARIANT_UPRIGHT && !is_latin(code) &&
        (!symbol || symbol->kind > MATH_KIND_UPRIGHT))
        put_symbol(write, code, true);
    else if (said > MATH_VARIANT_DEFAULT && said != MATH_VARIANT_ITALIC)
        put_in_variant(write, said, text);
    else if (is_capital)
        put_in_variant(write, MATH_VARIANT_ITALIC, text);
    else if (own != MATH_VARIANT_DEFAULT && !symbol)
        put_in_variant(write, own, text);
    else
        put_symbol(write, code, true);
}

/* Numbers. */

static void
put_number(struct math_totex *write, uint32_t node)
{
    dc_str text = math_at(write, node)->text;
    enum math_variant variant = common_variant(text);
    if (variant != MATH_VARIANT_DEFAULT) {
        put_in_variant(write, variant, text);
        return;
    }
    /* Two numbers side by side stay two. */
    bool is_beside = write->out->len > 0 && text.len > 0 &&
        is_digit((unsigned char)write->out->data[write->out->len - 1]);
    if (is_beside)
        math_puts(write, "{");
    size_t used;
    for (size_t i = 0; i < text.len; i += used) {
        uint32_t code = math_utf8_decode(text.ptr + i, text.len - i, &used);
        if (code == ',')
            math_puts(write, "{,}");
        else if (is_digit(code) || code == '.')
            put_code(write, code);
        else if (code == ' ' || code == 0xA0 || code == 0x2009)
            math_puts(write, "\\,");
        else if (is_latin(code))
            put_in_variant(
                write, MATH_VARIANT_UPRIGHT, (dc_str){text.ptr + i, used});
        else
            put_symbol(write, code, false);
    }
    if (is_beside)
        math_puts(write, "}");
}

/* Operators. */

const struct math_symbol *
math_delimiter_of(const struct math_totex *write, uint32_t node)
{
    uint8_t element = math_at(write, node)->element;
    if (element != MATH_MO && element != MATH_MI)
        return NULL;
    uint32_t code = math_token_code(write, node);
    /* What Unicode had before it had angles for mathematics. */
    if (code == 0x2329 || code == 0x3008)
        code = 0x27E8;
    if (code == 0x232A || code == 0x3009)
        code = 0x27E9;
    if (code == 0x2225)
        code = 0x2016;
    const struct math_symbol *symbol = math_symbol_of(code, false);
    if (!code || !symbol || element != MATH_MO)
        return NULL;
    bool is_upright_arrow = code == 0x2191 || code == 0x2193 ||
        code == 0x2195 || code == 0x21D1 || code == 0x21D3 || code == 0x21D5;
    return is_upright_arrow ||
            (symbol->kind >= MATH_KIND_OPEN && symbol->kind <= MATH_KIND_SLASH)
        ? symbol
        : NULL;
}

void
math_put_delimiter(struct math_totex *write, const struct math_symbol *symbol)
{
    math_puts(write, symbol->name);
}

/* "\bigl(" and its kin; false: the operator is of no such size. */
static bool
put_big(struct math_totex *write, uint32_t node)
{
    static const struct {
        const char *size, *percent, *tex;
    } sizes[] = {{"1.2em", "120%", "\\big"}, {"1.8em", "180%", "\\Big"},
        {"2.4em", "240%", "\\bigg"}, {"3em", "300%", "\\Bigg"}};
    struct math_tree *tree = write->tree;
    const struct math_symbol *symbol = math_delimiter_of(write, node);
    for (size_t i = 0; symbol && i < sizeof(sizes) / sizeof(*sizes); i++) {
        if (!math_attr_is(tree, node, MATH_ATTR_MINSIZE, sizes[i].size) &&
            !math_attr_is(tree, node, MATH_ATTR_MINSIZE, sizes[i].percent))
            continue;
        char name[8];
        size_t len = strlen(sizes[i].tex);
        memcpy(name, sizes[i].tex, len);
        if (math_attr_is(tree, node, MATH_ATTR_FORM, "prefix"))
            name[len++] = 'l';
        else if (math_attr_is(tree, node, MATH_ATTR_FORM, "postfix"))
            name[len++] = 'r';
        else if (math_attr_is(tree, node, MATH_ATTR_LSPACE, "0.2778em"))
            name[len++] = 'm';
        math_put(write, (dc_str){name, len});
        math_put_delimiter(write, symbol);
        return true;
    }
    return false;
}

/* "{,}" of a comma without space, "\mathbin{+}"; NULL: it has its usual. */
static const char *
spacing_of(const struct math_totex *write, uint32_t node, uint32_t kind)
{
    struct math_tree *tree = write->tree;
    dc_str left = math_attr_of(tree, node, MATH_ATTR_LSPACE);
    dc_str right = math_attr_of(tree, node, MATH_ATTR_RSPACE);
    if (left.len == 0 || left.len != right.len ||
        memcmp(left.ptr, right.ptr, left.len) != 0)
        return NULL;
    bool is_spaced = kind == MATH_KIND_BINARY || kind == MATH_KIND_RELATION ||
        kind == MATH_KIND_ARROW || kind == MATH_KIND_POINT;
    if (math_attr_is(tree, node, MATH_ATTR_LSPACE, "0em"))
        return is_spaced ? "{" : "\\mathord{";
    if (math_attr_is(tree, node, MATH_ATTR_LSPACE, "0.2222em"))
        return "\\mathbin{";
    if (math_attr_is(tree, node, MATH_ATTR_LSPACE, "0.2778em") &&
        math_token_code(write, node) != ':')
        return "\\mathrel{";
    return NULL;
}

/* The names of the bars say whether they open or close. */
static const char *
bar_name(const struct math_totex *write, uint32_t node, uint32_t code)
{
    bool is_opening = math_attr_is(write->tree, node, MATH_ATTR_FORM, "prefix");
    bool is_closing =
        math_attr_is(write->tree, node, MATH_ATTR_FORM, "postfix");
    if (code == '|' && (is_opening || is_closing))
        return is_opening ? "\\lvert" : "\\rvert";
    if (code == 0x2016 && (is_opening || is_closing))
        return is_opening ? "\\lVert" : "\\rVert";
    return NULL;
}

/* An operator of one character. */
static void
put_operator_code(struct math_totex *write, uint32_t node, uint32_t code)
{
    const struct math_symbol *symbol = math_symbol_of(code, false);
    const char *bar = bar_name(write, node, code);
    const char *spacing =
        spacing_of(write, node, symbol ? symbol->kind : MATH_KIND_ORDINARY);
    if (bar) {
        math_puts(write, bar);
        return;
    }
    if (code == ':' &&
        math_attr_is(write->tree, node, MATH_ATTR_RSPACE, "0.1667em")) {
        math_puts(write, "\\colon");
        return;
    }
    if (spacing)
        math_puts(write, spacing);
    if (code == '-' || code == '*')
        put_code(write, code);
    else
        put_symbol(write, code, false);
    if (spacing)
        math_puts(write, "}");
}

/* An operator of several: "\not" with one, a word, or one after the other. */
static void
put_long_operator(struct math_totex *write, const struct math_item *item)
{
    dc_str text = math_at(write, item->node)->text;
    size_t used;
    uint32_t code = math_utf8_decode(text.ptr, text.len, &used);
    size_t more = 0;
    uint32_t second = used < text.len
        ? math_utf8_decode(text.ptr + used, text.len - used, &more)
        : 0;
    if (second == 0x338 && used + more == text.len) {
        math_puts(write, "\\not");
        put_symbol(write, code, false);
        return;
    }
    if (is_latin(code)) {
        put_word(write, item, text);
        return;
    }
    math_puts(write, "\\mathrel{");
    for (size_t i = 0; i < text.len; i += used) {
        code = math_utf8_decode(text.ptr + i, text.len - i, &used);
        put_symbol(write, code == '-' ? 0x2212 : code, false);
    }
    math_puts(write, "}");
}

static void
put_mo(struct math_totex *write, const struct math_item *item)
{
    struct math_tree *tree = write->tree;
    uint32_t code = math_token_code(write, item->node);
    /* Nothing, and what is not seen: applied, times, comma, plus. */
    if (math_at(write, item->node)->text.len == 0 ||
        (code >= 0x2061 && code <= 0x2064) || put_big(write, item->node))
        return;
    if (code == 0) {
        put_long_operator(write, item);
        return;
    }
    const struct math_symbol *delimiter = math_delimiter_of(write, item->node);
    bool is_stretched = (item->flags & MATH_ITEM_FENCED) && delimiter &&
        math_attr_is(tree, item->node, MATH_ATTR_STRETCHY, "true");
    if (!is_stretched) {
        put_operator_code(write, item->node, code);
        return;
    }
    if (math_attr_is(tree, item->node, MATH_ATTR_FORM, "infix"))
        math_puts(write, "\\middle");
    math_put_delimiter(write, delimiter);
}

/* Text. */

static const struct {
    const char *style;
    const char *tex;
} text_styles[] = {{"font-weight: bold", "\\textbf{"},
    {"font-style: italic", "\\textit{"}, {"font-style: oblique", "\\textsl{"},
    {"font-family: sans-serif", "\\textsf{"},
    {"font-family: monospace", "\\texttt{"},
    {"font-variant: small-caps", "\\textsc{"}, {"bold", "\\textbf{"},
    {"italic", "\\textit{"}, {"sans-serif", "\\textsf{"},
    {"monospace", "\\texttt{"}};

static const char *
text_command(const struct math_totex *write, uint32_t node)
{
    for (size_t i = 0; i < sizeof(text_styles) / sizeof(*text_styles); i++)
        if (math_attr_is(
                write->tree, node, MATH_ATTR_STYLE, text_styles[i].style) ||
            math_attr_is(
                write->tree, node, MATH_ATTR_MATHVARIANT, text_styles[i].style))
            return text_styles[i].tex;
    return "\\text{";
}

/* How a character is written in text; NULL: as it is. */
static const char *
text_escape(uint32_t code, bool is_at_end)
{
    static const struct {
        uint32_t code;
        const char *tex;
    } escapes[] = {{'\\', "\\textbackslash{}"}, {'{', "\\{"}, {'}', "\\}"},
        {'$', "\\$"}, {'%', "\\%"}, {'&', "\\&"}, {'#', "\\#"}, {'_', "\\_"},
        {'^', "\\textasciicircum{}"}, {'~', "\\textasciitilde{}"},
        {'\'', "\\textquotesingle{}"}, {0x2018, "`"}};
    if (code == 0xA0)
        return is_at_end ? " " : "~";
    for (size_t i = 0; i < sizeof(escapes) / sizeof(*escapes); i++)
        if (escapes[i].code == code)
            return escapes[i].tex;
    return NULL;
}

static void
put_text(struct math_totex *write, const char *open, dc_str text)
{
    size_t used;
    math_puts(write, open);
    for (size_t i = 0; i < text.len; i += used) {
        uint32_t code = math_utf8_decode(text.ptr + i, text.len - i, &used);
        const char *escape = text_escape(code, i == 0 || i + used == text.len);
        if (escape)
            math_puts(write, escape);
        else
            math_buf_add(write->out, (dc_str){text.ptr + i, used});
    }
    write->after_word = false;
    math_puts(write, "}");
}

/* Spaces. */

static const char thin_before_function[] = "0.16667em";

bool
math_is_thin_space(const struct math_totex *write, uint32_t node)
{
    return math_at(write, node)->element == MATH_MSPACE &&
        math_attr_is(write->tree, node, MATH_ATTR_WIDTH, thin_before_function);
}

/* "1.5cm", "-2em": a length that \hspace takes. */
static bool
is_length(dc_str width)
{
    static const char units[] = "em ex cm mm in pt pc px";
    char unit[3] = {0};
    if (width.len < 3)
        return false;
    memcpy(unit, width.ptr + width.len - 2, 2);
    if (!strstr(units, unit) || unit[0] == ' ' || unit[1] == ' ')
        return false;
    for (size_t i = 0; i < width.len - 2; i++)
        if (!strchr("-.0123456789", width.ptr[i]))
            return false;
    return true;
}

static void
put_mspace(struct math_totex *write, uint32_t node)
{
    static const struct {
        const char *width;
        const char *tex;
    } spaces[] = {{"0.1667em", "\\,"}, {"0.16667em", "\\,"}, {"0.167em", "\\,"},
        {"0.2222em", "\\:"}, {"0.222em", "\\:"}, {"0.2778em", "\\;"},
        {"0.278em", "\\;"}, {"-0.1667em", "\\!"}, {"-0.167em", "\\!"},
        {"-0.2222em", "\\negmedspace"}, {"-0.2778em", "\\negthickspace"},
        {"1em", "\\quad"}, {"1.0em", "\\quad"}, {"2em", "\\qquad"},
        {"2.0em", "\\qquad"}, {"0.5em", "\\enspace"}, {"0.3333em", "\\ "},
        {"0.333em", "\\ "}, {"thinmathspace", "\\,"},
        {"mediummathspace", "\\:"}, {"thickmathspace", "\\;"},
        {"verythinmathspace", "\\,"}};
    if (math_attr_is(write->tree, node, MATH_ATTR_LINEBREAK, "newline")) {
        math_puts(write, "\\\\");
        return;
    }
    for (size_t i = 0; i < sizeof(spaces) / sizeof(*spaces); i++)
        if (math_attr_is(write->tree, node, MATH_ATTR_WIDTH, spaces[i].width)) {
            math_puts(write, spaces[i].tex);
            return;
        }
    dc_str width = math_attr_of(write->tree, node, MATH_ATTR_WIDTH);
    if (!is_length(width))
        return;
    math_puts(write, "\\hspace{");
    math_put(write, width);
    math_puts(write, "}");
}

void
math_put_token(struct math_totex *write, const struct math_item *item)
{
    const struct math_node *at = math_at(write, item->node);
    switch (at->element) {
    case MATH_MI:
        put_identifier(write, item);
        break;
    case MATH_MN:
        put_number(write, item->node);
        break;
    case MATH_MO:
        put_mo(write, item);
        break;
    case MATH_MSPACE:
        put_mspace(write, item->node);
        break;
    default:
        put_text(write, text_command(write, item->node), at->text);
        break;
    }
}
