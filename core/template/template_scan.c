/* SPDX-License-Identifier: MIT */
/* The small things of a template's source; see template_scan.h. */
#include "template/template_scan.h"

static const char *const reserved[] = {
    "if",
    "else",
    "endif",
    "elseif",
    "for",
    "endfor",
    "sep",
    "it",
};

void
template_scan_fail(struct template_scan *scan, const char *fault)
{
    if (scan->fault)
        return;
    scan->fault = fault;
    scan->fault_place = scan->place;
}

bool
template_scan_open(struct template_scan *scan, dc_str source)
{
    if (source.len >= 3 && memcmp(source.ptr, "\xEF\xBB\xBF", 3) == 0)
        source = dc_str_slice(source.ptr + 3, source.len - 3);
    scan->text = source;
    if (source.len && memchr(source.ptr, '\r', source.len)) {
        char *copy = dc_alloc(scan->job, source.len);
        if (!copy)
            return false;
        size_t len = 0;
        for (size_t i = 0; i < source.len; i++)
            if (source.ptr[i] != '\r')
                copy[len++] = source.ptr[i];
        scan->text = dc_str_slice(copy, len);
    }
    scan->place.at = 0;
    scan->place.line = 1;
    scan->place.column = 1;
    scan->place.source++;
    return true;
}

bool
template_scan_at_end(const struct template_scan *scan)
{
    return scan->place.at == scan->text.len;
}

char
template_scan_peek(const struct template_scan *scan)
{
    return template_scan_at_end(scan) ? 0 : scan->text.ptr[scan->place.at];
}

void
template_scan_step(struct template_scan *scan)
{
    struct template_place *place = &scan->place;
    char c = scan->text.ptr[place->at++];
    if (c == '\n') {
        place->line++;
        place->column = 1;
    } else if (c == '\t') {
        place->column += 8 - (place->column - 1) % 8;
    } else if (((uint8_t)c & 0xC0) != 0x80) {
        place->column++;
    }
}

bool
template_scan_char(struct template_scan *scan, char c)
{
    if (template_scan_at_end(scan) || template_scan_peek(scan) != c)
        return false;
    template_scan_step(scan);
    return true;
}

static bool
is_space(char c)
{
    return c == ' ' || c == '\t';
}

void
template_scan_spaces(struct template_scan *scan)
{
    while (is_space(template_scan_peek(scan)))
        template_scan_step(scan);
}

bool
template_scan_word(struct template_scan *scan, const char *word)
{
    size_t len = strlen(word);
    if (len > scan->text.len - scan->place.at ||
        memcmp(scan->text.ptr + scan->place.at, word, len) != 0)
        return false;
    for (; len; len--)
        template_scan_step(scan);
    return true;
}

bool
template_scan_line_end(struct template_scan *scan)
{
    struct template_place start = scan->place;
    if (!template_scan_char(scan, '\n'))
        return false;
    size_t column = scan->nested_column;
    if (column == 0)
        return true;
    while (scan->place.column < column && is_space(template_scan_peek(scan)))
        template_scan_step(scan);
    if (scan->is_inside || scan->place.column >= column)
        return true;
    scan->place = start;
    return false;
}

bool
template_scan_skip_line_end(struct template_scan *scan)
{
    if (!template_scan_line_end(scan))
        return false;
    struct template_place start = scan->place;
    template_scan_spaces(scan);
    scan->first_nonspace = scan->place;
    scan->place = start;
    return true;
}

bool
template_scan_open_directive(struct template_scan *scan, char *closer)
{
    struct template_place start = scan->place;
    if (!template_scan_char(scan, '$'))
        return false;
    *closer = '$';
    if (template_scan_char(scan, '{'))
        *closer = '}';
    char next = template_scan_peek(scan);
    if (next != *closer)
        return true;
    scan->place = start;
    return false;
}

bool
template_scan_directive(struct template_scan *scan, const char *word)
{
    struct template_place start = scan->place;
    char closer;
    if (template_scan_open_directive(scan, &closer)) {
        template_scan_spaces(scan);
        if (template_scan_word(scan, word)) {
            template_scan_spaces(scan);
            if (template_scan_char(scan, closer))
                return true;
        }
    }
    scan->place = start;
    return false;
}

bool
template_scan_call(struct template_scan *scan, const char *word,
    const struct template_variable **variable)
{
    struct template_place start = scan->place;
    char closer;
    if (template_scan_open_directive(scan, &closer)) {
        template_scan_spaces(scan);
        if (template_scan_word(scan, word) && template_scan_char(scan, '(') &&
            template_scan_variable(scan, variable) &&
            template_scan_char(scan, ')')) {
            template_scan_spaces(scan);
            if (template_scan_char(scan, closer))
                return true;
        }
    }
    scan->place = start;
    return false;
}

/* Every character beyond ASCII counts as a letter. */
static bool
is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
        (uint8_t)c >= 0x80;
}

static bool
is_name_char(char c)
{
    return is_letter(c) || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

static bool
is_reserved(dc_str name)
{
    for (size_t i = 0; i < sizeof(reserved) / sizeof(*reserved); i++)
        if (dc_str_equal(name, reserved[i]))
            return true;
    return false;
}

static bool
scan_part(struct template_scan *scan, bool is_first, dc_str *part)
{
    struct template_place start = scan->place;
    while (is_name_char(template_scan_peek(scan)) &&
        (scan->place.at > start.at || is_letter(template_scan_peek(scan))))
        template_scan_step(scan);
    *part = dc_str_slice(scan->text.ptr + start.at, scan->place.at - start.at);
    bool is_it = is_first && dc_str_equal(*part, "it");
    if (part->len && (is_it || !is_reserved(*part)))
        return true;
    scan->place = start;
    return false;
}

static bool
scan_width(struct template_scan *scan, size_t *width)
{
    struct template_place start = scan->place;
    while (
        is_space(template_scan_peek(scan)) || template_scan_peek(scan) == '\n')
        template_scan_step(scan);
    bool has_space = scan->place.at > start.at;
    size_t digits = 0;
    *width = 0;
    for (char c = template_scan_peek(scan); c >= '0' && c <= '9';
         c = template_scan_peek(scan)) {
        *width = *width * 10 + (size_t)(c - '0');
        if (*width > TEMPLATE_WIDTH_MAX) {
            template_scan_fail(scan, "the width is beyond 100000 columns");
            return false;
        }
        digits++;
        template_scan_step(scan);
    }
    if (has_space && digits)
        return true;
    template_scan_fail(scan, "this pipe needs a width");
    return false;
}

/* A string in quotes, backslashes undone; it may be missing. */
static bool
scan_border(struct template_scan *scan, dc_str *border)
{
    if (!template_scan_char(scan, '"'))
        return true;
    size_t start = scan->place.at;
    bool has_escapes = false;
    while (!template_scan_at_end(scan) && template_scan_peek(scan) != '"') {
        bool is_escape = template_scan_char(scan, '\\');
        has_escapes = has_escapes || is_escape;
        if (!template_scan_at_end(scan))
            template_scan_step(scan);
    }
    *border = dc_str_slice(scan->text.ptr + start, scan->place.at - start);
    if (!template_scan_char(scan, '"')) {
        template_scan_fail(scan, "a border without its closing quote");
        return false;
    }
    while (
        is_space(template_scan_peek(scan)) || template_scan_peek(scan) == '\n')
        template_scan_step(scan);
    char *copy = has_escapes ? dc_alloc(scan->job, border->len) : NULL;
    if (!copy)
        return true;
    size_t len = 0;
    for (size_t i = 0; i < border->len; i++) {
        if (border->ptr[i] == '\\')
            i++;
        copy[len++] = border->ptr[i];
    }
    *border = dc_str_slice(copy, len);
    return true;
}

static bool
scan_pipe(struct template_scan *scan, struct template_pipe *pipe)
{
    struct template_place start = scan->place;
    while (is_letter(template_scan_peek(scan)))
        template_scan_step(scan);
    dc_str name =
        dc_str_slice(scan->text.ptr + start.at, scan->place.at - start.at);
    size_t kind = 0;
    while (kind < TEMPLATE_PIPE_COUNT &&
        !dc_str_equal(name, template_pipe_names[kind]))
        kind++;
    if (kind == TEMPLATE_PIPE_COUNT) {
        scan->place = start;
        template_scan_fail(scan, "no pipe has this name");
        return false;
    }
    *pipe = (struct template_pipe){.kind = (enum template_pipe_kind)kind};
    if (kind < TEMPLATE_LEFT)
        return true;
    if (!scan_width(scan, &pipe->width))
        return false;
    while (
        is_space(template_scan_peek(scan)) || template_scan_peek(scan) == '\n')
        template_scan_step(scan);
    return scan_border(scan, &pipe->left) && scan_border(scan, &pipe->right);
}

static bool
scan_pipes(
    struct template_scan *scan, struct template_pipe *pipes, size_t *count)
{
    while (template_scan_char(scan, '/')) {
        if (*count == TEMPLATE_PIPES_MAX) {
            template_scan_fail(scan, "too many pipes");
            return false;
        }
        if (!scan_pipe(scan, &pipes[(*count)++]))
            return false;
    }
    return true;
}

static const void *
keep(dc_job *job, const void *items, size_t size)
{
    void *copy = size ? dc_alloc(job, size) : NULL;
    if (copy && items)
        memcpy(copy, items, size);
    return copy;
}

static bool
keep_variable(struct template_scan *scan, const dc_str *parts,
    const struct template_pipe *pipes, struct template_variable found,
    const struct template_variable **variable)
{
    found.parts = keep(scan->job, parts, found.part_count * sizeof(*parts));
    found.pipes = keep(scan->job, pipes, found.pipe_count * sizeof(*pipes));
    *variable = keep(scan->job, &found, sizeof(found));
    return *variable && (found.parts || !found.part_count) &&
        (found.pipes || !found.pipe_count);
}

bool
template_scan_variable(
    struct template_scan *scan, const struct template_variable **variable)
{
    dc_str parts[TEMPLATE_PARTS_MAX];
    struct template_pipe pipes[TEMPLATE_PIPES_MAX];
    struct template_variable found = {0};
    struct template_place start = scan->place;
    do {
        if (found.part_count == TEMPLATE_PARTS_MAX) {
            template_scan_fail(scan, "too many fields in a name");
            return false;
        }
        bool is_first = found.part_count == 0;
        if (!scan_part(scan, is_first, &parts[found.part_count])) {
            scan->place = start;
            return false;
        }
        found.part_count++;
    } while (template_scan_char(scan, '.'));
    if (scan_pipes(scan, pipes, &found.pipe_count))
        return keep_variable(scan, parts, pipes, found, variable);
    scan->place = start;
    return false;
}

bool
template_scan_pipes(
    struct template_scan *scan, const struct template_variable **variable)
{
    struct template_pipe pipes[TEMPLATE_PIPES_MAX];
    struct template_variable found = {0};
    return scan_pipes(scan, pipes, &found.pipe_count) &&
        keep_variable(scan, NULL, pipes, found, variable);
}

bool
template_scan_partial(struct template_scan *scan, dc_str *name)
{
    struct template_place start = scan->place;
    char c = template_scan_peek(scan);
    while (is_name_char(c) || c == '.' || c == '/' || c == '\\') {
        template_scan_step(scan);
        c = template_scan_peek(scan);
    }
    *name = dc_str_slice(scan->text.ptr + start.at, scan->place.at - start.at);
    if (name->len && template_scan_word(scan, "()"))
        return true;
    scan->place = start;
    return false;
}

bool
template_scan_separator(struct template_scan *scan, dc_str *text)
{
    struct template_place start = scan->place;
    if (!template_scan_char(scan, '['))
        return false;
    while (!template_scan_at_end(scan) && template_scan_peek(scan) != ']')
        template_scan_step(scan);
    *text = dc_str_slice(
        scan->text.ptr + start.at + 1, scan->place.at - start.at - 1);
    if (template_scan_char(scan, ']'))
        return true;
    scan->place = start;
    template_scan_fail(scan, "a separator without its ]");
    return false;
}
