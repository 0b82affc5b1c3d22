/* SPDX-License-Identifier: MIT */
/*
 * Lines of the plain text writer.  A line begins when its first character
 * comes: then the blank lines that are due are written, the list markers that
 * are due and the indent.  With --wrap=auto words are held back until it is
 * clear whether they fit; otherwise text passes through.
 */
#include <utf8proc.h>

#include "write/text_out.h"

void *
text_out_alloc(struct text_out *out, size_t size)
{
    void *memory = dc_alloc(out->job, size);
    out->has_failed = out->has_failed || !memory;
    return memory;
}

bool
text_out_grow(
    struct text_out *out, void **array, size_t *room, size_t used, size_t size)
{
    if (used < *room)
        return true;
    size_t want = *room ? *room * 2 : 16;
    void *bigger = want <= SIZE_MAX / size ? text_out_alloc(out, want * size)
                                           : text_out_alloc(out, SIZE_MAX);
    if (!bigger)
        return false;
    if (used)
        memcpy(bigger, *array, used * size);
    *array = bigger;
    *room = want;
    return true;
}

bool
text_out_append(struct text_out *out, struct text_out_buffer *buffer,
    const char *ptr, size_t len)
{
    if (len > buffer->room - buffer->len) {
        bool fits = len < SIZE_MAX / 4 && buffer->len < SIZE_MAX / 4;
        size_t want = fits ? (buffer->len + len) * 2 : SIZE_MAX;
        char *bigger = text_out_alloc(out, want);
        if (!bigger)
            return false;
        if (buffer->len)
            memcpy(bigger, buffer->ptr, buffer->len);
        buffer->ptr = bigger;
        buffer->room = want;
    }
    if (len)
        memcpy(buffer->ptr + buffer->len, ptr, len);
    buffer->len += len;
    return true;
}

/* The character at ptr in *code; its length, 1 and U+FFFD for broken bytes. */
static size_t
decode(const char *ptr, size_t len, int32_t *code)
{
    utf8proc_ssize_t most = len < 4 ? (utf8proc_ssize_t)len : 4;
    utf8proc_ssize_t got =
        utf8proc_iterate((const utf8proc_uint8_t *)ptr, most, code);
    if (got > 0)
        return (size_t)got;
    *code = 0xFFFD;
    return 1;
}

size_t
text_out_width(const char *ptr, size_t len)
{
    size_t width = 0;
    for (size_t at = 0; at < len;) {
        int32_t code;
        at += decode(ptr + at, len - at, &code);
        int columns = utf8proc_charwidth(code);
        width += columns > 0 ? (size_t)columns : 0;
    }
    return width;
}

static void
emit(struct text_out *out, const char *ptr, size_t len)
{
    if (out->sink.buffer)
        text_out_append(out, out->sink.buffer, ptr, len);
    else
        dc_write(out->job, ptr, len);
}

static void
emit_spaces(struct text_out *out, size_t count)
{
    static const char spaces[TEXT_OUT_INDENT_MAX + 1] =
        "                                                                ";
    emit(
        out, spaces, count < TEXT_OUT_INDENT_MAX ? count : TEXT_OUT_INDENT_MAX);
}

static void
begin_line(struct text_out *out)
{
    if (out->is_open)
        return;
    for (; out->sink.gap && out->sink.has_lines; out->sink.gap--)
        emit(out, "\n", 1);
    out->sink.gap = 0;
    out->sink.has_lines = true;
    out->is_open = true;
    out->column = 0;
    out->has_space = false;
    if (out->marker.len) {
        emit_spaces(out, out->marker_at);
        emit(out, out->marker.ptr, out->marker.len);
        out->marker.len = 0;
    } else {
        emit_spaces(out, out->indent);
    }
}

/* The marker without the spaces behind it, for a line that has no text. */
static void
begin_empty_line(struct text_out *out)
{
    size_t indent = out->indent;
    while (out->marker.len && out->marker.ptr[out->marker.len - 1] == ' ')
        out->marker.len--;
    if (out->marker.len == 0)
        out->indent = 0;
    begin_line(out);
    out->indent = indent;
}

/* Puts the held back word on the line, or on a new one. */
static void
flush_word(struct text_out *out)
{
    if (out->word.len == 0)
        return;
    size_t indent =
        out->indent < TEXT_OUT_INDENT_MAX ? out->indent : TEXT_OUT_INDENT_MAX;
    size_t width = out->columns > indent + TEXT_OUT_WIDTH_MIN
        ? out->columns - indent
        : TEXT_OUT_WIDTH_MIN;
    size_t need = out->word_width + (out->has_space ? 1 : 0);
    if (out->is_open && out->column && out->column + need > width) {
        emit(out, "\n", 1);
        out->is_open = false;
    }
    begin_line(out);
    if (out->has_space && out->column) {
        emit(out, " ", 1);
        out->column++;
    }
    emit(out, out->word.ptr, out->word.len);
    out->column += out->word_width;
    out->has_space = false;
    out->word.len = 0;
    out->word_width = 0;
    out->word_is_closed = false;
}

/* A closing mark stays with the letter before it, an opening one after. */
static bool
may_break_before(int32_t code)
{
    utf8proc_category_t category = utf8proc_category(code);
    return category != UTF8PROC_CATEGORY_PE &&
        category != UTF8PROC_CATEGORY_PF && category != UTF8PROC_CATEGORY_PO &&
        category != UTF8PROC_CATEGORY_MN && category != UTF8PROC_CATEGORY_MC &&
        category != UTF8PROC_CATEGORY_LM;
}

static bool
may_break_after(int32_t code)
{
    utf8proc_category_t category = utf8proc_category(code);
    return category != UTF8PROC_CATEGORY_PS && category != UTF8PROC_CATEGORY_PI;
}

/* Words part at spaces; wide letters part from each other without one. */
static void
fill(struct text_out *out, const char *ptr, size_t len)
{
    for (size_t at = 0; at < len;) {
        int32_t code;
        size_t part = decode(ptr + at, len - at, &code);
        int columns = utf8proc_charwidth(code);
        bool is_wide = columns == 2;
        if (code == ' ' || code == '\n') {
            flush_word(out);
            out->has_space = out->is_open;
            at += part;
            continue;
        }
        if (out->word.len && (is_wide || out->word_is_closed) &&
            may_break_before(code))
            flush_word(out);
        text_out_append(out, &out->word, ptr + at, part);
        out->word_width += columns > 0 ? (size_t)columns : 0;
        if (columns > 0)
            out->word_is_closed = is_wide && may_break_after(code);
        at += part;
    }
}

/* A run up to a soft break, which is a space or, if kept, the line's end. */
static void
pass(struct text_out *out, const char *ptr, size_t len)
{
    while (len) {
        const char *feed = memchr(ptr, '\n', len);
        size_t part = feed ? (size_t)(feed - ptr) : len;
        if (part) {
            begin_line(out);
            emit(out, ptr, part);
        }
        if (!feed)
            return;
        if (out->wrap == TEXT_OUT_WRAP_KEEP && !out->is_literal)
            text_out_end_line(out);
        else if (out->is_open)
            emit(out, " ", 1);
        ptr += part + 1;
        len -= part + 1;
    }
}

void
text_out_put(struct text_out *out, const char *ptr, size_t len)
{
    if (len == 0)
        return;
    if (text_out_in_cell(out))
        text_out_put_cell(out, ptr, len);
    else if (out->wrap == TEXT_OUT_WRAP_AUTO && !out->is_literal)
        fill(out, ptr, len);
    else
        pass(out, ptr, len);
}

void
text_out_puts(struct text_out *out, const char *text)
{
    text_out_put(out, text, strlen(text));
}

void
text_out_put_number(struct text_out *out, uint64_t number)
{
    char digits[20];
    size_t at = sizeof(digits);
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number);
    text_out_put(out, digits + at, sizeof(digits) - at);
}

void
text_out_put_lines(struct text_out *out, const char *ptr, size_t len)
{
    while (len) {
        const char *feed = memchr(ptr, '\n', len);
        size_t part = feed ? (size_t)(feed - ptr) : len;
        text_out_put(out, ptr, part);
        if (!feed)
            return;
        text_out_force_line(out);
        ptr += part + 1;
        len -= part + 1;
    }
}

void
text_out_end_line(struct text_out *out)
{
    if (text_out_in_cell(out)) {
        text_out_put_cell(out, "\n", 1);
        return;
    }
    flush_word(out);
    if (out->is_open)
        emit(out, "\n", 1);
    out->is_open = false;
}

void
text_out_force_line(struct text_out *out)
{
    if (!text_out_in_cell(out) && !out->is_open && out->word.len == 0)
        begin_empty_line(out);
    text_out_end_line(out);
}

void
text_out_want_gap(struct text_out *out, size_t lines)
{
    if (!text_out_in_cell(out) && out->sink.gap < lines)
        out->sink.gap = lines;
}

void
text_out_drop_gap(struct text_out *out)
{
    if (!text_out_in_cell(out))
        out->sink.gap = 0;
}

void
text_out_indent(struct text_out *out, size_t width)
{
    out->indent += width;
}

void
text_out_hang(struct text_out *out, const char *marker, size_t width)
{
    size_t len = strlen(marker);
    if (text_out_in_cell(out)) {
        text_out_put(out, marker, len);
        text_out_put(out, " ", 1);
        return;
    }
    if (out->marker.len == 0)
        out->marker_at = out->indent;
    text_out_append(out, &out->marker, marker, len);
    for (; len < width; len++)
        text_out_append(out, &out->marker, " ", 1);
    text_out_indent(out, width);
}
