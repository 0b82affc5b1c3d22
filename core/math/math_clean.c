/* SPDX-License-Identifier: MIT */
/*
 * MathML as it came, made fit to be passed on: by MathML 3's schema, which
 * books and pages are checked by.  What the elements are was decided when
 * they were scanned; here it is where they stand and what they say.
 */
#include "math/math_clean.h"

#include <string.h>

/* What values an attribute may have. */
enum value {
    VALUE_NONE, /* the attribute is left out */
    VALUE_WORDS, /* one or several of `words` */
    VALUE_LENGTH, /* "0.3em", "+2px", "120%", "0", or a named space */
    VALUE_LENGTHS,
    VALUE_COLOR, /* of HTML's sixteen, or "#rrggbb" */
    VALUE_STYLE, /* of cells and text, by declarations of `words` alone */
    VALUE_NUMBER, /* of levels: "1", "-1", "+1" */
    VALUE_TEXT
};

#define TRUTHS "|true|false|"

static const struct rule {
    enum value value;
    const char *words; /* "|a|b|" */
    bool is_list;
} rules[MATH_ATTR_COUNT] = {
    [MATH_ATTR_ACCENT] = {VALUE_WORDS, TRUTHS, false},
    [MATH_ATTR_ACCENTUNDER] = {VALUE_WORDS, TRUTHS, false},
    [MATH_ATTR_BEVELLED] = {VALUE_WORDS, TRUTHS, false},
    [MATH_ATTR_CLOSE] = {VALUE_TEXT, NULL, false},
    [MATH_ATTR_COLUMNALIGN] = {VALUE_WORDS, "|left|center|right|", true},
    [MATH_ATTR_COLUMNLINES] = {VALUE_WORDS, "|none|solid|dashed|", true},
    [MATH_ATTR_COLUMNSPACING] = {VALUE_LENGTHS, NULL, true},
    [MATH_ATTR_DEPTH] = {VALUE_LENGTH, NULL, false},
    [MATH_ATTR_DISPLAYSTYLE] = {VALUE_WORDS, TRUTHS, false},
    [MATH_ATTR_FORM] = {VALUE_WORDS, "|prefix|infix|postfix|", false},
    [MATH_ATTR_HEIGHT] = {VALUE_LENGTH, NULL, false},
    [MATH_ATTR_LINEBREAK] = {VALUE_WORDS,
        "|auto|newline|nobreak|goodbreak|badbreak|", false},
    [MATH_ATTR_LINETHICKNESS] = {VALUE_LENGTH, NULL, false},
    [MATH_ATTR_LQUOTE] = {VALUE_TEXT, NULL, false},
    [MATH_ATTR_LSPACE] = {VALUE_LENGTH, NULL, false},
    [MATH_ATTR_MATHCOLOR] = {VALUE_COLOR,
        "|aqua|black|blue|fuchsia|gray|green|lime|maroon|navy|olive|purple|"
        "red|silver|teal|white|yellow|",
        false},
    [MATH_ATTR_MATHVARIANT] = {VALUE_WORDS,
        "|normal|bold|italic|bold-italic|double-struck|bold-fraktur|script|"
        "bold-script|fraktur|sans-serif|bold-sans-serif|sans-serif-italic|"
        "sans-serif-bold-italic|monospace|",
        false},
    [MATH_ATTR_MAXSIZE] = {VALUE_LENGTH, NULL, false},
    [MATH_ATTR_MINSIZE] = {VALUE_LENGTH, NULL, false},
    [MATH_ATTR_MOVABLELIMITS] = {VALUE_WORDS, TRUTHS, false},
    [MATH_ATTR_NOTATION] = {VALUE_WORDS,
        "|longdiv|actuarial|radical|box|roundedbox|circle|left|right|top|"
        "bottom|updiagonalstrike|downdiagonalstrike|verticalstrike|"
        "horizontalstrike|madruwb|",
        true},
    [MATH_ATTR_OPEN] = {VALUE_TEXT, NULL, false},
    [MATH_ATTR_ROWLINES] = {VALUE_WORDS, "|none|solid|dashed|", true},
    [MATH_ATTR_ROWSPACING] = {VALUE_LENGTHS, NULL, true},
    [MATH_ATTR_RQUOTE] = {VALUE_TEXT, NULL, false},
    [MATH_ATTR_RSPACE] = {VALUE_LENGTH, NULL, false},
    [MATH_ATTR_SCRIPTLEVEL] = {VALUE_NUMBER, NULL, false},
    [MATH_ATTR_SEPARATORS] = {VALUE_TEXT, NULL, false},
    [MATH_ATTR_STRETCHY] = {VALUE_WORDS, TRUTHS, false},
    [MATH_ATTR_STYLE] = {VALUE_STYLE,
        "|text-align: left|text-align: right|padding-left: 0|"
        "padding-right: 0|border-left: thin solid|border-right: thin solid|"
        "border-top: thin solid|border-bottom: thin solid|"
        "font-weight: bold|font-style: italic|font-family: monospace|"
        "font-family: sans-serif|font-variant: small-caps|",
        true},
    [MATH_ATTR_WIDTH] = {VALUE_LENGTH, NULL, false},
};

/* The elements that have each attribute; mathvariant is for every token. */
static const struct home {
    uint8_t attr;
    uint8_t element;
} homes[] = {
    {MATH_ATTR_ACCENT, MATH_MO},
    {MATH_ATTR_ACCENT, MATH_MOVER},
    {MATH_ATTR_ACCENT, MATH_MUNDEROVER},
    {MATH_ATTR_ACCENTUNDER, MATH_MUNDER},
    {MATH_ATTR_ACCENTUNDER, MATH_MUNDEROVER},
    {MATH_ATTR_BEVELLED, MATH_MFRAC},
    {MATH_ATTR_CLOSE, MATH_MFENCED},
    {MATH_ATTR_COLUMNALIGN, MATH_MTABLE},
    {MATH_ATTR_COLUMNALIGN, MATH_MTR},
    {MATH_ATTR_COLUMNALIGN, MATH_MTD},
    {MATH_ATTR_COLUMNLINES, MATH_MTABLE},
    {MATH_ATTR_COLUMNSPACING, MATH_MTABLE},
    {MATH_ATTR_DEPTH, MATH_MPADDED},
    {MATH_ATTR_DEPTH, MATH_MSPACE},
    {MATH_ATTR_DISPLAYSTYLE, MATH_MSTYLE},
    {MATH_ATTR_DISPLAYSTYLE, MATH_MTABLE},
    {MATH_ATTR_FORM, MATH_MO},
    {MATH_ATTR_HEIGHT, MATH_MPADDED},
    {MATH_ATTR_HEIGHT, MATH_MSPACE},
    {MATH_ATTR_LINEBREAK, MATH_MSPACE},
    {MATH_ATTR_LINETHICKNESS, MATH_MFRAC},
    {MATH_ATTR_LQUOTE, MATH_MS},
    {MATH_ATTR_LSPACE, MATH_MO},
    {MATH_ATTR_LSPACE, MATH_MPADDED},
    {MATH_ATTR_MATHCOLOR, MATH_MSTYLE},
    {MATH_ATTR_MATHVARIANT, MATH_MI},
    {MATH_ATTR_MATHVARIANT, MATH_MN},
    {MATH_ATTR_MATHVARIANT, MATH_MO},
    {MATH_ATTR_MATHVARIANT, MATH_MS},
    {MATH_ATTR_MATHVARIANT, MATH_MTEXT},
    {MATH_ATTR_MAXSIZE, MATH_MO},
    {MATH_ATTR_MINSIZE, MATH_MO},
    {MATH_ATTR_MOVABLELIMITS, MATH_MO},
    {MATH_ATTR_NOTATION, MATH_MENCLOSE},
    {MATH_ATTR_OPEN, MATH_MFENCED},
    {MATH_ATTR_ROWLINES, MATH_MTABLE},
    {MATH_ATTR_ROWSPACING, MATH_MTABLE},
    {MATH_ATTR_RQUOTE, MATH_MS},
    {MATH_ATTR_RSPACE, MATH_MO},
    {MATH_ATTR_SCRIPTLEVEL, MATH_MSTYLE},
    {MATH_ATTR_SEPARATORS, MATH_MFENCED},
    {MATH_ATTR_STRETCHY, MATH_MO},
    {MATH_ATTR_STYLE, MATH_MTD},
    {MATH_ATTR_STYLE, MATH_MTEXT},
    {MATH_ATTR_WIDTH, MATH_MPADDED},
    {MATH_ATTR_WIDTH, MATH_MSPACE},
};

static bool
is_home(uint32_t attr, uint32_t element)
{
    for (size_t i = 0; i < sizeof(homes) / sizeof(*homes); i++)
        if (homes[i].attr == attr && homes[i].element == element)
            return true;
    return false;
}

/* True if `word` stands in "|a|b|". */
static bool
is_word(const char *words, const char *word, size_t len)
{
    for (const char *at = words; len && *at; at += strcspn(at, "|")) {
        at++;
        if (strncmp(at, word, len) == 0 && at[len] == '|')
            return true;
    }
    return false;
}

typedef bool (*word_test)(const struct rule *rule, dc_str word);

/*
 * True if each word between `part` passes the test, blanks around it left out,
 * and there is one, or several where the rule allows.
 */
static bool
are_all(const struct rule *rule, dc_str value, char part, word_test test)
{
    size_t count = 0;
    for (size_t i = 0; i < value.len;) {
        size_t end = i;
        while (end < value.len && value.ptr[end] != part)
            end++;
        dc_str word = {value.ptr + i, end - i};
        while (word.len && *word.ptr == ' ') {
            word.ptr++;
            word.len--;
        }
        while (word.len && word.ptr[word.len - 1] == ' ')
            word.len--;
        if (word.len && !test(rule, word))
            return false;
        count += word.len != 0;
        i = end + 1;
    }
    return count == 1 || (count > 1 && rule->is_list);
}

static bool
is_listed(const struct rule *rule, dc_str word)
{
    return is_word(rule->words, word.ptr, word.len);
}

/* Passes digits; returns how many. */
static size_t
pass_digits(dc_str *rest)
{
    size_t count = 0;
    while (
        count < rest->len && rest->ptr[count] >= '0' && rest->ptr[count] <= '9')
        count++;
    rest->ptr += count;
    rest->len -= count;
    return count;
}

static void
pass_sign(dc_str *rest)
{
    if (rest->len && (*rest->ptr == '-' || *rest->ptr == '+')) {
        rest->ptr++;
        rest->len--;
    }
}

static bool
is_number(dc_str value)
{
    pass_sign(&value);
    return pass_digits(&value) > 0 && value.len == 0;
}

static bool
is_length(const struct rule *rule, dc_str value)
{
    (void)rule;
    static const char units[] = "|em|ex|px|in|cm|mm|pt|pc|%|";
    static const char named[] =
        "|veryverythinmathspace|verythinmathspace|thinmathspace|"
        "mediummathspace|thickmathspace|verythickmathspace|"
        "veryverythickmathspace|";
    if (is_word(named, value.ptr, value.len))
        return true;
    pass_sign(&value);
    size_t digits = pass_digits(&value);
    if (value.len && *value.ptr == '.') {
        value.ptr++;
        value.len--;
        digits += pass_digits(&value);
    }
    return digits && (value.len == 0 || is_word(units, value.ptr, value.len));
}

static bool
is_color(const struct rule *rule, dc_str value)
{
    static const char digits[] = "0123456789abcdefABCDEF";
    if (value.len != 4 && value.len != 7)
        return is_listed(rule, value);
    if (*value.ptr != '#')
        return is_listed(rule, value);
    for (size_t i = 1; i < value.len; i++)
        if (value.ptr[i] == 0 || !strchr(digits, value.ptr[i]))
            return false;
    return true;
}

static bool
is_kept(uint32_t element, const struct math_attribute *attr)
{
    const struct rule *rule = &rules[attr->name];
    if (!is_home(attr->name, element))
        return false;
    switch (rule->value) {
    case VALUE_WORDS:
        return are_all(rule, attr->value, ' ', is_listed);
    case VALUE_STYLE:
        return are_all(rule, attr->value, ';', is_listed);
    case VALUE_LENGTHS:
        return are_all(rule, attr->value, ' ', is_length);
    case VALUE_LENGTH:
        return is_length(rule, attr->value);
    case VALUE_COLOR:
        return is_color(rule, attr->value);
    case VALUE_NUMBER:
        return is_number(attr->value);
    case VALUE_TEXT:
        return true;
    default:
        return false;
    }
}

static void
clean_attrs(struct math_tree *tree, struct math_node *node)
{
    uint32_t *link = &node->attrs;
    while (*link) {
        if (is_kept(node->element, &tree->attrs[*link]))
            link = &tree->attrs[*link].next;
        else
            *link = tree->attrs[*link].next;
    }
}

/* The one of several forms of a formula that is shown stands for all. */
static void
choose_form(struct math_tree *tree, uint32_t number)
{
    struct math_node *node = math_node_at(tree, number);
    while (node->element == MATH_SEMANTICS || node->element == MATH_MACTION) {
        uint32_t next = node->next;
        uint32_t first = node->first;
        if (first)
            *node = *math_node_at(tree, first);
        else
            node->element = MATH_MROW;
        node->next = next;
    }
}

/* The only element that may hold each kind of part; MATH_NOTHING: any. */
static uint8_t
holder_of(uint8_t element)
{
    switch (element) {
    case MATH_MTR:
    case MATH_MLABELEDTR:
        return MATH_MTABLE;
    case MATH_MTD:
        return MATH_MTR;
    case MATH_MPRESCRIPTS:
    case MATH_NONE:
        return MATH_MMULTISCRIPTS;
    default:
        return MATH_NOTHING;
    }
}

static bool
are_children_in_place(const struct math_tree *tree, const struct math_node *at)
{
    bool is_table = at->element == MATH_MTABLE;
    bool is_row = at->element == MATH_MTR || at->element == MATH_MLABELEDTR;
    for (uint32_t i = at->first; i; i = tree->nodes[i].next) {
        uint8_t child = tree->nodes[i].element;
        uint8_t holder = holder_of(child);
        bool is_cell = child == MATH_MTD && is_row;
        if (holder != MATH_NOTHING && holder != at->element && !is_cell)
            return false;
        if ((is_table && holder != MATH_MTABLE) || (is_row && !is_cell))
            return false;
        if (child == MATH_ANNOTATION || child == MATH_ANNOTATION_XML ||
            child == MATH_MATH)
            return false;
    }
    return true;
}

bool
math_clean_tree(struct math_tree *tree, uint32_t math)
{
    for (uint32_t i = math; i < tree->count; i++)
        choose_form(tree, i);
    for (uint32_t i = math; i < tree->count; i++) {
        struct math_node *node = math_node_at(tree, i);
        if (!are_children_in_place(tree, node))
            return false;
        clean_attrs(tree, node);
    }
    return true;
}
