/* SPDX-License-Identifier: MIT */
/* Memory of the job, and strings, for the checker. */
#include "check/epub_check.h"

dc_str
epub_retain(struct epub_check *check, dc_str text)
{
    char *copy = text.len ? dc_alloc(check->job, text.len) : NULL;
    if (!copy)
        return (dc_str){"", 0};
    memcpy(copy, text.ptr, text.len);
    return (dc_str){copy, text.len};
}

dc_str
epub_gathered(struct epub_check *check, const struct epub_buf *buf)
{
    if (buf->failed)
        dc_fail(check->job, DC_E_NOMEM);
    return epub_buf_str(buf);
}

/* Lists double at 16, 32, 64...; the old half stays until the job ends. */
void *
epub_room(struct epub_check *check, void *items, size_t count, size_t size)
{
    enum { FIRST = 16 };
    bool is_full = count == 0 || (count >= FIRST && (count & (count - 1)) == 0);
    if (!is_full)
        return items;
    size_t room = count ? count * 2 : FIRST;
    if (room > SIZE_MAX / size)
        return NULL;
    void *bigger = dc_alloc(check->job, room * size);
    if (bigger && count)
        memcpy(bigger, items, count * size);
    return bigger;
}

bool
epub_is(dc_str a, dc_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static char
lower(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? (char)(letter | 0x20) : letter;
}

bool
epub_is_case(dc_str a, const char *b)
{
    if (a.len != strlen(b))
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (lower(a.ptr[i]) != lower(b[i]))
            return false;
    return true;
}

static bool
is_space(char letter)
{
    return letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r';
}

dc_str
epub_trimmed(dc_str text)
{
    while (text.len && is_space(*text.ptr))
        text = (dc_str){text.ptr + 1, text.len - 1};
    while (text.len && is_space(text.ptr[text.len - 1]))
        text.len--;
    return text;
}

dc_str
epub_next_word(dc_str *rest)
{
    while (rest->len && is_space(*rest->ptr))
        *rest = (dc_str){rest->ptr + 1, rest->len - 1};
    dc_str word = {rest->ptr, 0};
    while (word.len < rest->len && !is_space(rest->ptr[word.len]))
        word.len++;
    *rest = (dc_str){rest->ptr + word.len, rest->len - word.len};
    return word;
}

bool
epub_is_one_of(dc_str word, const char *list)
{
    if (word.len == 0)
        return false;
    for (const char *at = list; *at;) {
        size_t len = (size_t)(strchrnul(at, ' ') - at);
        if (len == word.len && *at == *word.ptr &&
            memcmp(at, word.ptr, len) == 0)
            return true;
        at += len + (at[len] == ' ');
    }
    return false;
}

bool
epub_starts(dc_str text, const char *start)
{
    size_t len = strlen(start);
    return text.len >= len && memcmp(text.ptr, start, len) == 0;
}

/* An XML name without a colon; letters beyond ASCII are let pass. */
bool
epub_is_ncname(dc_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        bool starts = c >= 0x80 || c == '_' ||
            (lower((char)c) >= 'a' && lower((char)c) <= 'z');
        bool follows = starts || c == '-' || c == '.' || (c >= '0' && c <= '9');
        if (!(i == 0 ? starts : follows))
            return false;
    }
    return text.len > 0;
}

bool
epub_is_number(dc_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
    return text.len > 0;
}
