/* SPDX-License-Identifier: MIT */
/*
 * Characters of values: how many columns they take, their upper and lower
 * case by Unicode, and the memory that such texts are made in.  Text is valid
 * UTF-8; a byte that is not counts as one character.
 */
#include <utf8proc.h>

#include "template/template.h"

enum { CHUNK_SIZE = 16384 };

void *
template_scratch_take(struct template_scratch *scratch, size_t size)
{
    if (size > SIZE_MAX - sizeof(max_align_t))
        return NULL;
    size = (size + sizeof(max_align_t) - 1) / sizeof(max_align_t) *
        sizeof(max_align_t);
    struct template_chunk *chunk = scratch->current;
    if (chunk && size <= chunk->size - scratch->used) {
        char *memory = (char *)chunk->data + scratch->used;
        scratch->used += size;
        return memory;
    }
    struct template_chunk **next = chunk ? &chunk->next : &scratch->first;
    if (!*next || (*next)->size < size) {
        size_t room = size > CHUNK_SIZE ? size : CHUNK_SIZE;
        struct template_chunk *fresh = room <= SIZE_MAX - sizeof(*fresh)
            ? dc_alloc(scratch->job, sizeof(*fresh) + room)
            : NULL;
        if (!fresh)
            return NULL;
        fresh->size = room;
        fresh->next = *next;
        *next = fresh;
    }
    scratch->current = *next;
    scratch->used = size;
    return scratch->current->data;
}

struct template_mark
template_scratch_mark(const struct template_scratch *scratch)
{
    struct template_mark mark = {scratch->current, scratch->used};
    return mark;
}

void
template_scratch_release(
    struct template_scratch *scratch, const struct template_mark *mark)
{
    scratch->current = mark->current;
    scratch->used = mark->used;
}

static size_t
decode(dc_str text, utf8proc_int32_t *code)
{
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text.ptr;
    utf8proc_ssize_t most = text.len < 4 ? (utf8proc_ssize_t)text.len : 4;
    utf8proc_ssize_t got = utf8proc_iterate(bytes, most, code);
    if (got > 0)
        return (size_t)got;
    *code = 0xFFFD;
    return 1;
}

bool
template_text_is_utf8(dc_str text)
{
    utf8proc_int32_t code;
    for (size_t at = 0; at < text.len;) {
        bool is_ascii = (uint8_t)text.ptr[at] < 0x80;
        size_t len = is_ascii
            ? 1
            : decode(dc_str_slice(text.ptr + at, text.len - at), &code);
        if (len == 1 && !is_ascii)
            return false;
        at += len;
    }
    return true;
}

size_t
template_char_length(dc_str text, size_t *width)
{
    *width = 1;
    if ((uint8_t)text.ptr[0] < 0x80)
        return 1;
    utf8proc_int32_t code;
    size_t len = decode(text, &code);
    int columns = utf8proc_charwidth(code);
    *width = columns > 0 ? (size_t)columns : 0;
    return len;
}

size_t
template_text_width(dc_str text)
{
    size_t columns = 0;
    for (size_t at = 0; at < text.len;) {
        size_t width;
        at += template_char_length(
            dc_str_slice(text.ptr + at, text.len - at), &width);
        columns += width;
    }
    return columns;
}

size_t
template_text_count(dc_str text)
{
    size_t count = 0;
    for (size_t at = 0; at < text.len; at++)
        count += ((uint8_t)text.ptr[at] & 0xC0) != 0x80;
    return count;
}

/* Characters whose upper case is several (Unicode, SpecialCasing.txt). */
static const struct {
    int32_t code;
    const char *upper;
} long_uppers[] = {
    {0x00DF, "SS"},
    {0x0149,
        "\xCA\xBC"
        "N"},
    {0x01F0, "J\xCC\x8C"},
    {0x0390, "\xCE\x99\xCC\x88\xCC\x81"},
    {0x03B0, "\xCE\xA5\xCC\x88\xCC\x81"},
    {0x0587, "\xD4\xB5\xD5\x92"},
    {0x1E96, "H\xCC\xB1"},
    {0x1E97, "T\xCC\x88"},
    {0x1E98, "W\xCC\x8A"},
    {0x1E99, "Y\xCC\x8A"},
    {0x1E9A, "A\xCA\xBE"},
    {0xFB00, "FF"},
    {0xFB01, "FI"},
    {0xFB02, "FL"},
    {0xFB03, "FFI"},
    {0xFB04, "FFL"},
    {0xFB05, "ST"},
    {0xFB06, "ST"},
};

/* Bytes that a character's other case may take for each one of its own. */
enum { CASE_GROWTH = 3 };

static size_t
put_case(char *to, utf8proc_int32_t code, bool is_upper)
{
    if (is_upper) {
        size_t count = sizeof(long_uppers) / sizeof(*long_uppers);
        for (size_t i = 0; i < count; i++) {
            if (long_uppers[i].code != code)
                continue;
            size_t len = strlen(long_uppers[i].upper);
            memcpy(to, long_uppers[i].upper, len);
            return len;
        }
    }
    code = is_upper ? utf8proc_toupper(code) : utf8proc_tolower(code);
    return (size_t)utf8proc_encode_char(code, (utf8proc_uint8_t *)to);
}

static char
ascii_case(char c, bool is_upper)
{
    if (is_upper)
        return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

dc_str
template_text_case(struct template_scratch *scratch, dc_str text, bool is_upper)
{
    char *to = text.len <= SIZE_MAX / CASE_GROWTH
        ? template_scratch_take(scratch, text.len * CASE_GROWTH)
        : NULL;
    if (!to)
        return dc_str_slice(NULL, 0);
    size_t len = 0;
    for (size_t at = 0; at < text.len;) {
        if ((uint8_t)text.ptr[at] < 0x80) {
            to[len++] = ascii_case(text.ptr[at++], is_upper);
            continue;
        }
        utf8proc_int32_t code;
        size_t took = decode(dc_str_slice(text.ptr + at, text.len - at), &code);
        if (took == 1)
            to[len++] = text.ptr[at];
        else
            len += put_case(to + len, code, is_upper);
        at += took;
    }
    return dc_str_slice(to, len);
}

dc_str
template_text_reverse(struct template_scratch *scratch, dc_str text)
{
    char *to = template_scratch_take(scratch, text.len);
    if (!to)
        return dc_str_slice(NULL, 0);
    size_t end = text.len;
    for (size_t at = 0; at < text.len;) {
        utf8proc_int32_t code;
        size_t took = decode(dc_str_slice(text.ptr + at, text.len - at), &code);
        end -= took;
        memcpy(to + end, text.ptr + at, took);
        at += took;
    }
    return dc_str_slice(to, text.len);
}

/* Lines that are being filled with words. */
struct wrap {
    char *to;
    size_t len;
    size_t width;
    size_t column;
};

static void
wrap_bytes(struct wrap *wrap, const char *ptr, size_t len)
{
    memcpy(wrap->to + wrap->len, ptr, len);
    wrap->len += len;
}

static void
wrap_line_end(struct wrap *wrap)
{
    wrap->to[wrap->len++] = '\n';
    wrap->column = 0;
}

/*
 * Adds a word.  One that is longer than a line is cut so that its first part
 * is the short one, as pandoc cuts it.
 */
static void
wrap_word(struct wrap *wrap, dc_str word)
{
    size_t columns = template_text_width(word);
    if (wrap->column && wrap->column + 1 + columns > wrap->width) {
        wrap_line_end(wrap);
    } else if (wrap->column) {
        wrap_bytes(wrap, " ", 1);
        wrap->column++;
    }
    if (wrap->column + columns <= wrap->width) {
        wrap_bytes(wrap, word.ptr, word.len);
        wrap->column += columns;
        return;
    }
    size_t spare = columns % wrap->width;
    size_t room = spare ? spare : wrap->width;
    for (size_t at = 0; at < word.len;) {
        size_t wide;
        size_t took = template_char_length(
            dc_str_slice(word.ptr + at, word.len - at), &wide);
        if (wrap->column && wrap->column + wide > room) {
            wrap_line_end(wrap);
            room = wrap->width;
        }
        wrap_bytes(wrap, word.ptr + at, took);
        wrap->column += wide;
        at += took;
    }
}

dc_str
template_text_wrap(struct template_scratch *scratch, dc_str text, size_t width)
{
    struct wrap wrap = {.width = width};
    if (text.len <= (SIZE_MAX - 1) / 2)
        wrap.to = template_scratch_take(scratch, text.len * 2 + 1);
    if (!wrap.to)
        return dc_str_slice(NULL, 0);
    size_t at = 0;
    while (at < text.len) {
        size_t start = at;
        while (at < text.len && text.ptr[at] != ' ' && text.ptr[at] != '\n')
            at++;
        if (at > start)
            wrap_word(&wrap, dc_str_slice(text.ptr + start, at - start));
        if (at < text.len && text.ptr[at++] == '\n')
            wrap_line_end(&wrap);
    }
    return dc_str_slice(wrap.to, wrap.len);
}
