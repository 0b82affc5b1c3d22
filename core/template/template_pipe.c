/* SPDX-License-Identifier: MIT */
/*
 * Pipes.  Those that change text reach into lists and maps: there a value
 * becomes "this one, piped", and the pipe is applied when somebody looks.
 * Text is changed line by line, as pandoc does.
 */
#include "template/template.h"

const char *const template_pipe_names[TEMPLATE_PIPE_COUNT] = {
    [TEMPLATE_PAIRS] = "pairs",
    [TEMPLATE_FIRST] = "first",
    [TEMPLATE_LAST] = "last",
    [TEMPLATE_REST] = "rest",
    [TEMPLATE_ALLBUTLAST] = "allbutlast",
    [TEMPLATE_LENGTH] = "length",
    [TEMPLATE_REVERSE] = "reverse",
    [TEMPLATE_UPPERCASE] = "uppercase",
    [TEMPLATE_LOWERCASE] = "lowercase",
    [TEMPLATE_CHOMP] = "chomp",
    [TEMPLATE_NOWRAP] = "nowrap",
    [TEMPLATE_ALPHA] = "alpha",
    [TEMPLATE_ROMAN] = "roman",
    [TEMPLATE_LEFT] = "left",
    [TEMPLATE_RIGHT] = "right",
    [TEMPLATE_CENTER] = "center",
};

static struct template_value *
new_value(struct template_scratch *scratch, enum template_value_kind kind)
{
    struct template_value *value =
        template_scratch_take(scratch, sizeof(*value));
    if (value)
        *value = (struct template_value){.kind = kind};
    return value;
}

/* An array in scratch memory; NULL for lack of it. */
static void *
take_array(struct template_scratch *scratch, size_t count, size_t size)
{
    return count <= SIZE_MAX / size
        ? template_scratch_take(scratch, count * size)
        : NULL;
}

static const struct template_value *
new_text(struct template_scratch *scratch, dc_str text)
{
    struct template_value *value = new_value(scratch, TEMPLATE_TEXT);
    if (value)
        value->text = text;
    return value;
}

static const struct template_value *
new_number(struct template_scratch *scratch, size_t number)
{
    char digits[24];
    size_t at = sizeof(digits);
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number);
    char *copy = template_scratch_take(scratch, sizeof(digits) - at);
    if (!copy)
        return NULL;
    memcpy(copy, digits + at, sizeof(digits) - at);
    return new_text(scratch, dc_str_slice(copy, sizeof(digits) - at));
}

/* Text pipes. */

enum { NUMBER_MAX = 1000000000, ROMAN_MAX = 4000, ALPHABET = 26 };

/* The number that the line is, or -1. */
static int64_t
number_of(dc_str line)
{
    int64_t number = line.len ? 0 : -1;
    for (size_t i = 0; i < line.len; i++) {
        char c = line.ptr[i];
        if (c < '0' || c > '9' || number >= NUMBER_MAX)
            return -1;
        number = number * 10 + (c - '0');
    }
    return number;
}

static dc_str
alpha_of(struct template_scratch *scratch, dc_str line)
{
    int64_t number = number_of(line);
    char *letter = number < 0 ? NULL : template_scratch_take(scratch, 1);
    if (!letter)
        return line;
    /* 26 has no letter of its own: pandoc's is the one before "a". */
    *letter = (char)('a' + number % ALPHABET - 1);
    return dc_str_slice(letter, 1);
}

static dc_str
roman_of(struct template_scratch *scratch, dc_str line)
{
    static const struct {
        int64_t value;
        const char *digits;
    } numerals[] = {
        {1000, "m"},
        {900, "cm"},
        {500, "d"},
        {400, "cd"},
        {100, "c"},
        {90, "xc"},
        {50, "l"},
        {40, "xl"},
        {10, "x"},
        {9, "ix"},
        {5, "v"},
        {4, "iv"},
        {1, "i"},
    };
    int64_t number = number_of(line);
    char *to = number < 0 || number >= ROMAN_MAX
        ? NULL
        : template_scratch_take(scratch, 16);
    if (!to)
        return line;
    size_t len = 0;
    for (size_t i = 0; i < sizeof(numerals) / sizeof(*numerals); i++) {
        for (; number >= numerals[i].value; number -= numerals[i].value) {
            size_t part = strlen(numerals[i].digits);
            memcpy(to + len, numerals[i].digits, part);
            len += part;
        }
    }
    return dc_str_slice(to, len);
}

dc_str
template_pipe_line(
    struct template_scratch *scratch, enum template_pipe_kind pipe, dc_str line)
{
    switch (pipe) {
    case TEMPLATE_UPPERCASE:
        return template_text_case(scratch, line, true);
    case TEMPLATE_LOWERCASE:
        return template_text_case(scratch, line, false);
    case TEMPLATE_REVERSE:
        return template_text_reverse(scratch, line);
    case TEMPLATE_ALPHA:
        return alpha_of(scratch, line);
    case TEMPLATE_ROMAN:
        return roman_of(scratch, line);
    default:
        return line;
    }
}

static dc_str
chomp(dc_str text)
{
    while (text.len && text.ptr[text.len - 1] == '\n')
        text.len--;
    return text;
}

/* The pipe on each line of the text. */
static dc_str
pipe_lines(
    struct template_scratch *scratch, enum template_pipe_kind pipe, dc_str text)
{
    if (text.len == 0 || !memchr(text.ptr, '\n', text.len))
        return template_pipe_line(scratch, pipe, text);
    /* No pipe makes a line longer than this. */
    size_t room = text.len <= (SIZE_MAX - 16) / 16 ? text.len * 16 : 0;
    char *to = room ? template_scratch_take(scratch, room) : NULL;
    if (!to)
        return dc_str_slice(NULL, 0);
    size_t len = 0;
    for (size_t at = 0; at <= text.len;) {
        const char *end = memchr(text.ptr + at, '\n', text.len - at);
        size_t line_len = end ? (size_t)(end - text.ptr) - at : text.len - at;
        struct template_mark mark = template_scratch_mark(scratch);
        dc_str line = template_pipe_line(
            scratch, pipe, dc_str_slice(text.ptr + at, line_len));
        if (line.len)
            memcpy(to + len, line.ptr, line.len);
        len += line.len;
        template_scratch_release(scratch, &mark);
        at += line_len + 1;
        if (end)
            to[len++] = '\n';
    }
    return dc_str_slice(to, len);
}

/* The length of a text as it would be printed: see template_layout.c. */
static size_t
text_length(dc_str text)
{
    size_t len = text.len;
    bool is_ended = len && text.ptr[len - 1] == '\n' &&
        (len == 1 || text.ptr[len - 2] == '\n');
    return template_text_count(text) - is_ended;
}

static bool
is_cell_pipe(enum template_pipe_kind pipe)
{
    return pipe == TEMPLATE_LEFT || pipe == TEMPLATE_RIGHT ||
        pipe == TEMPLATE_CENTER;
}

static const struct template_value *
pipe_text(struct template_scratch *scratch, const struct template_pipe *pipe,
    const struct template_value *text)
{
    if (pipe->kind == TEMPLATE_LENGTH)
        return new_number(scratch, text_length(text->text));
    struct template_value *made = new_value(scratch, text->kind);
    if (!made)
        return NULL;
    *made = *text;
    if (is_cell_pipe(pipe->kind)) {
        made->kind = TEMPLATE_CELL;
        made->pipe = pipe;
    } else if (pipe->kind == TEMPLATE_CHOMP) {
        made->text = chomp(text->text);
    } else {
        made->text = pipe_lines(scratch, pipe->kind, text->text);
    }
    return made;
}

/* Pipes on lists and maps. */

static size_t
count_of(const struct template_value *value)
{
    while (value->kind == TEMPLATE_OVERLAY)
        value = value->base;
    return value->kind == TEMPLATE_MAP || value->kind == TEMPLATE_LIST
        ? value->count
        : 0;
}

/* The entries of a map, from below the overlays. */
static const struct template_value *
plain_map(const struct template_value *map)
{
    while (map->kind == TEMPLATE_OVERLAY)
        map = map->base;
    return map;
}

static const struct template_value *
new_pair(struct template_scratch *scratch, const struct template_value *key,
    const struct template_value *value)
{
    struct template_value *pair = new_value(scratch, TEMPLATE_MAP);
    struct template_entry *entries = take_array(scratch, 2, sizeof(*entries));
    if (!pair || !entries || !key)
        return NULL;
    entries[0].key = dc_str_of("key");
    entries[0].value = key;
    entries[1].key = dc_str_of("value");
    entries[1].value = value;
    pair->entries = entries;
    pair->count = 2;
    return pair;
}

static const struct template_value *
pairs_of(struct template_scratch *scratch, const struct template_value *value)
{
    const struct template_value *map = plain_map(value);
    size_t count = count_of(value);
    struct template_value *list = new_value(scratch, TEMPLATE_LIST);
    const struct template_value **items =
        take_array(scratch, count, sizeof(*items));
    if (!list || !items)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        bool is_map = map->kind == TEMPLATE_MAP;
        const struct template_value *key = is_map
            ? new_text(scratch, map->entries[i].key)
            : new_number(scratch, i + 1);
        const struct template_value *item = is_map
            ? template_value_field(value, map->entries[i].key)
            : map->items[i];
        items[i] = new_pair(scratch, key, item);
        if (!items[i])
            return NULL;
    }
    list->items = items;
    list->count = count;
    return list;
}

/* Items `first` to `first + count` of the list. */
static const struct template_value *
slice_of(struct template_scratch *scratch, const struct template_value *list,
    size_t first, size_t count)
{
    struct template_value *slice = new_value(scratch, TEMPLATE_LIST);
    if (!slice)
        return NULL;
    slice->items = list->items + first;
    slice->count = count;
    return slice;
}

static const struct template_value *
reversed(struct template_scratch *scratch, const struct template_value *list)
{
    const struct template_value **items =
        take_array(scratch, list->count, sizeof(*items));
    struct template_value *made = new_value(scratch, TEMPLATE_LIST);
    if (!items || !made)
        return NULL;
    for (size_t i = 0; i < list->count; i++)
        items[i] = list->items[list->count - 1 - i];
    made->items = items;
    made->count = list->count;
    return made;
}

static const struct template_value *
piped(struct template_scratch *scratch, const struct template_pipe *pipe,
    const struct template_value *base)
{
    struct template_value *value = new_value(scratch, TEMPLATE_PIPED);
    if (!value)
        return NULL;
    value->pipe = pipe;
    value->base = base;
    return value;
}

/* A list or map whose members are piped. */
static const struct template_value *
pipe_members(struct template_scratch *scratch, const struct template_pipe *pipe,
    const struct template_value *value)
{
    const struct template_value *plain = plain_map(value);
    struct template_value *made = new_value(scratch, plain->kind);
    if (!made)
        return NULL;
    made->count = plain->count;
    if (plain->kind == TEMPLATE_LIST) {
        const struct template_value **items =
            take_array(scratch, plain->count, sizeof(*items));
        for (size_t i = 0; items && i < plain->count; i++)
            items[i] = piped(scratch, pipe, plain->items[i]);
        made->items = items;
        return items ? made : NULL;
    }
    struct template_entry *entries =
        take_array(scratch, plain->count, sizeof(*entries));
    for (size_t i = 0; entries && i < plain->count; i++) {
        entries[i].key = plain->entries[i].key;
        entries[i].value = piped(
            scratch, pipe, template_value_field(value, plain->entries[i].key));
    }
    made->entries = entries;
    return entries ? made : NULL;
}

static const struct template_value *
pipe_list(struct template_scratch *scratch, const struct template_pipe *pipe,
    const struct template_value *list)
{
    size_t count = list->count;
    switch (pipe->kind) {
    case TEMPLATE_FIRST:
        return count ? list->items[0] : list;
    case TEMPLATE_LAST:
        return count ? list->items[count - 1] : list;
    case TEMPLATE_REST:
        return count ? slice_of(scratch, list, 1, count - 1) : list;
    case TEMPLATE_ALLBUTLAST:
        return count ? slice_of(scratch, list, 0, count - 1) : list;
    case TEMPLATE_REVERSE:
        return reversed(scratch, list);
    default:
        return pipe_members(scratch, pipe, list);
    }
}

/* One pipe on a value that has none left at its top. */
static const struct template_value *
apply(struct template_scratch *scratch, const struct template_pipe *pipe,
    const struct template_value *value)
{
    bool is_map =
        value->kind == TEMPLATE_MAP || value->kind == TEMPLATE_OVERLAY;
    bool is_list = value->kind == TEMPLATE_LIST;
    bool is_text = value->kind == TEMPLATE_TEXT || value->kind == TEMPLATE_CELL;
    if (is_cell_pipe(pipe->kind)) {
        static const struct template_value empty = {.kind = TEMPLATE_TEXT};
        if (value->kind == TEMPLATE_NOTHING)
            return pipe_text(scratch, pipe, &empty);
        return is_text ? pipe_text(scratch, pipe, value) : value;
    }
    switch (pipe->kind) {
    case TEMPLATE_LENGTH:
        return is_text ? pipe_text(scratch, pipe, value)
                       : new_number(scratch, count_of(value));
    case TEMPLATE_PAIRS:
        return is_map || is_list ? pairs_of(scratch, value) : value;
    case TEMPLATE_FIRST:
    case TEMPLATE_LAST:
    case TEMPLATE_REST:
    case TEMPLATE_ALLBUTLAST:
        return is_list ? pipe_list(scratch, pipe, value) : value;
    case TEMPLATE_REVERSE:
        if (is_list)
            return pipe_list(scratch, pipe, value);
        return is_text ? pipe_text(scratch, pipe, value) : value;
    default:
        if (is_text)
            return pipe_text(scratch, pipe, value);
        return is_map || is_list ? pipe_members(scratch, pipe, value) : value;
    }
}

/* A value is in at most as many pipes as its loops and their pipes. */
enum { FORCE_MAX = TEMPLATE_NESTING_MAX };

const struct template_value *
template_value_force(
    struct template_scratch *scratch, const struct template_value *value)
{
    while (value && value->kind == TEMPLATE_PIPED) {
        const struct template_pipe *pipes[FORCE_MAX];
        size_t count = 0;
        for (; value->kind == TEMPLATE_PIPED && count < FORCE_MAX;
             value = value->base)
            pipes[count++] = value->pipe;
        if (value->kind == TEMPLATE_PIPED) {
            dc_report(scratch->job, DC_DIAG_ERROR, "template-limit",
                "a value goes through too many pipes");
            dc_fail(scratch->job, DC_E_LIMIT);
            return NULL;
        }
        while (value && count)
            value = apply(scratch, pipes[--count], value);
    }
    return value;
}

const struct template_value *
template_pipe_apply(struct template_scratch *scratch,
    const struct template_pipe *pipe, const struct template_value *value)
{
    value = template_value_force(scratch, value);
    return value ? apply(scratch, pipe, value) : NULL;
}
