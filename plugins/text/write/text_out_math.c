/* SPDX-License-Identifier: MIT */
/*
 * Simple TeX formulas as a line of Unicode: x_1 + \alpha^2 is x₁ + α².  One
 * pass; groups stand on a stack, and when one ends, what was written since
 * decides what becomes of it (a/b, (a + b)/c, x^(n + 1)).  A formula that
 * holds anything else stays TeX: half a translation would be a riddle.
 */
#include "write/text_out.h"

#define DEPTH_MAX 32
#define COMMAND_MAX 24

enum group {
    GROUP_NONE,
    GROUP_PLAIN,
    GROUP_SUPER,
    GROUP_SUB,
    GROUP_TOP, /* of a fraction */
    GROUP_BOTTOM,
    GROUP_ROOT,
    GROUP_WORDS, /* \text: blanks count */
    GROUP_DOUBLE, /* \mathbb */
    GROUP_COUNT
};

enum space { TIGHT, AROUND, AFTER, SIGN };

struct symbol {
    const char *name;
    const char *text;
    uint8_t space;
    uint8_t group; /* what the command does to the group behind it */
};

static const struct symbol symbols[] = {
#include "write/text_math.inc"
};

struct open_group {
    uint8_t kind;
    size_t start;
};

struct math {
    struct text_out *out;
    dc_str tex;
    size_t at;
    struct text_out_buffer *to;
    size_t start;
    struct open_group groups[DEPTH_MAX];
    size_t depth;
    uint8_t pending; /* what the next atom or group is */
    size_t scripts; /* groups open in which no space is put */
    bool has_failed;
};

static void
put(struct math *math, const char *text, size_t len)
{
    if (!text_out_append(math->out, math->to, text, len))
        math->has_failed = true;
}

static bool
ends_with(const struct math *math, const char *marks)
{
    size_t len = math->to->len;
    size_t start =
        math->depth ? math->groups[math->depth - 1].start : math->start;
    return len <= start || strchr(marks, math->to->ptr[len - 1]) != NULL;
}

/* A space, unless one stands there or nothing does. */
static void
put_space(struct math *math)
{
    if (math->scripts == 0 && !ends_with(math, " ("))
        put(math, " ", 1);
}

static void
open_group(struct math *math, uint8_t kind)
{
    if (math->depth == DEPTH_MAX) {
        math->has_failed = true;
        return;
    }
    math->scripts += kind == GROUP_SUPER || kind == GROUP_SUB;
    struct open_group group = {kind, math->to->len};
    math->groups[math->depth++] = group;
    math->pending = GROUP_NONE;
}

/* One letter, or nothing but digits: it needs no brackets. */
static bool
is_simple(const char *ptr, size_t len)
{
    int32_t code;
    bool is_one = len > 0 && text_out_decode(ptr, len, &code) == len;
    for (size_t i = 0; i < len && !is_one; i++)
        if (ptr[i] < '0' || ptr[i] > '9')
            return false;
    return len > 0;
}

static void
bracket(struct math *math, size_t start)
{
    size_t len = math->to->len - start;
    if (is_simple(math->to->ptr + start, len))
        return;
    put(math, "()", 2);
    if (math->has_failed)
        return;
    memmove(math->to->ptr + start + 1, math->to->ptr + start, len);
    math->to->ptr[start] = '(';
}

static void
close_script(struct math *math, size_t start, bool is_super)
{
    struct text_out *out = math->out;
    dc_str text = dc_str_slice(math->to->ptr + start, math->to->len - start);
    struct text_out_buffer *scratch = &out->rewritten;
    scratch->len = 0;
    if (text_out_script(out, text, is_super, scratch)) {
        math->to->len = start;
        put(math, scratch->ptr, scratch->len);
        return;
    }
    size_t len = text.len;
    bool is_one = is_simple(text.ptr, len);
    put(math, "   ", is_one ? 1 : 3);
    if (math->has_failed)
        return;
    char *ptr = math->to->ptr + start;
    memmove(ptr + (is_one ? 1 : 2), ptr, len);
    ptr[0] = is_super ? '^' : '_';
    if (!is_one) {
        ptr[1] = '(';
        ptr[len + 2] = ')';
    }
}

/* Of the letters with a double stroke, those in wide use. */
static void
close_double(struct math *math, size_t start)
{
    static const struct {
        char letter;
        const char *text;
    } letters[] = {{'N', "ℕ"}, {'Z', "ℤ"}, {'Q', "ℚ"}, {'R', "ℝ"}, {'C', "ℂ"},
        {'P', "ℙ"}, {'H', "ℍ"}};
    if (math->to->len == start + 1)
        for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]); i++)
            if (letters[i].letter == math->to->ptr[start]) {
                math->to->len = start;
                put(math, letters[i].text, strlen(letters[i].text));
                return;
            }
    math->has_failed = true;
}

static void
close_group(struct math *math)
{
    if (math->depth == 0) {
        math->has_failed = true;
        return;
    }
    struct open_group group = math->groups[--math->depth];
    bool is_super = group.kind == GROUP_SUPER;
    if (is_super || group.kind == GROUP_SUB) {
        math->scripts--;
        close_script(math, group.start, is_super);
    } else if (group.kind == GROUP_DOUBLE) {
        close_double(math, group.start);
    } else if (group.kind != GROUP_PLAIN && group.kind != GROUP_WORDS) {
        bracket(math, group.start);
    }
    if (group.kind == GROUP_TOP) {
        put(math, "/", 1);
        math->pending = GROUP_BOTTOM;
    }
}

/* Signs are parted from what they stand between, not from what they open. */
static void
put_spaced(struct math *math, const struct symbol *symbol)
{
    bool is_first = ends_with(math, "(") || ends_with(math, " ");
    if (symbol->space == AROUND || (symbol->space == SIGN && !is_first))
        put_space(math);
    put(math, symbol->text, strlen(symbol->text));
    if (symbol->space == AROUND || symbol->space == AFTER ||
        (symbol->space == SIGN && !is_first))
        put_space(math);
}

static void
put_symbol(struct math *math, const struct symbol *symbol)
{
    uint8_t pending = math->pending;
    if (symbol->group != GROUP_NONE) {
        math->has_failed = math->has_failed || pending != GROUP_NONE;
        put(math, symbol->text, strlen(symbol->text));
        math->pending = symbol->group;
        return;
    }
    if (pending != GROUP_NONE)
        open_group(math, pending);
    put_spaced(math, symbol);
    if (pending != GROUP_NONE)
        close_group(math);
}

static void
put_named(struct math *math, const char *name, size_t len)
{
    for (size_t i = 0; i < sizeof(symbols) / sizeof(symbols[0]); i++)
        if (strlen(symbols[i].name) == len &&
            memcmp(symbols[i].name, name, len) == 0) {
            put_symbol(math, &symbols[i]);
            return;
        }
    math->has_failed = true;
}

static bool
is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* A command, its backslash and all; or one sign that has a row. */
static void
read_command(struct math *math)
{
    const char *name = math->tex.ptr + math->at;
    size_t len = 1;
    size_t room = math->tex.len - math->at;
    if (len < room)
        len++;
    while (len < room && is_letter(name[1]) && is_letter(name[len]) &&
        len < COMMAND_MAX)
        len++;
    math->at += len;
    put_named(math, name, len);
    bool is_pair = len >= 5 && math->at < math->tex.len &&
        (memcmp(name, "\\left", 5) == 0 || memcmp(name, "\\righ", 5) == 0);
    if (is_pair && math->tex.ptr[math->at] == '.')
        math->at++; /* nothing on this side */
}

static void
read_atom(struct math *math)
{
    int32_t code;
    const char *ptr = math->tex.ptr + math->at;
    size_t len = text_out_decode(ptr, math->tex.len - math->at, &code);
    uint8_t pending = math->pending;
    math->at += len;
    if (pending != GROUP_NONE)
        open_group(math, pending);
    put(math, ptr, len);
    if (pending != GROUP_NONE)
        close_group(math);
}

static bool
in_words(const struct math *math)
{
    return math->depth && math->groups[math->depth - 1].kind == GROUP_WORDS;
}

static void
step(struct math *math)
{
    char c = math->tex.ptr[math->at];
    if (c == '{') {
        math->at++;
        open_group(math, math->pending ? math->pending : GROUP_PLAIN);
    } else if (c == '}') {
        math->at++;
        close_group(math);
    } else if (in_words(math)) {
        math->has_failed = c == '\\' || c == '$';
        read_atom(math);
    } else if (c == ' ' || c == '\n' || c == '\t') {
        math->at++;
    } else if (c == '\\') {
        read_command(math);
    } else if (strchr("^_=<>+-*", c)) {
        math->at++;
        put_named(math, &c, 1);
    } else if (strchr("&%#$~", c)) {
        math->has_failed = true;
    } else {
        read_atom(math);
        if (c == ',')
            put_space(math);
    }
}

bool
text_out_math(struct text_out *out, dc_str tex, struct text_out_buffer *to)
{
    struct math math = {.out = out, .tex = tex, .to = to, .start = to->len};
    while (math.at < tex.len && !math.has_failed)
        step(&math);
    bool is_whole = !math.has_failed && math.depth == 0 &&
        math.pending == GROUP_NONE && to->len > math.start;
    if (!is_whole)
        to->len = math.start;
    while (to->len > math.start && to->ptr[to->len - 1] == ' ')
        to->len--;
    return is_whole;
}
