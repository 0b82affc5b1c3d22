/* SPDX-License-Identifier: MIT */
/*
 * Web and mail addresses in running text (after RFC 3986 and the common part
 * of RFC 5322). A link ends before blanks, quotes and brackets of its own
 * sentence, and before the punctuation that closes it.
 */
#include "read/text_emit.h"

#include <string.h>

/* A name before '@' is at most 64 characters (RFC 5321, 4.5.3.1.1). */
#define LOCAL_MAX 64
/* Longer ones are data, not addresses. */
#define URL_MAX 4096

static bool
is_alpha(uint8_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_name_byte(uint8_t c)
{
    return is_alpha(c) || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
        c == '_' || c == '+' || c == '%';
}

static bool
is_url_byte(uint8_t c)
{
    /* Square brackets may open a note; only IPv6 addresses need them. */
    return c > ' ' && c < 0x7F && !memchr("<>\"`{}|\\^[]", c, 11);
}

/* Takes off the punctuation that closes a sentence, not the address. */
static size_t
trim_url(const uint8_t *text, size_t from, size_t end)
{
    int64_t open = 0;
    for (size_t i = from; i < end; i++) {
        open += (text[i] == '(') - (text[i] == ')');
    }
    while (end > from) {
        uint8_t last = text[end - 1];
        if (last == ')' ? open >= 0 : !memchr(".,;:!?'_*", last, 9)) {
            break;
        }
        open += last == ')';
        end--;
    }
    return end;
}

static bool
web_link(struct text_slice text, size_t from, size_t at, struct text_link *link)
{
    static const char *const schemes[] = {"https", "http", "ftp", "gopher"};
    if (at + 4 > text.len || memcmp(text.at + at, "://", 3) != 0) {
        return false;
    }
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        size_t len = strlen(schemes[i]);
        if (at < from + len ||
            memcmp(text.at + at - len, schemes[i], len) != 0) {
            continue;
        }
        size_t start = at - len;
        if (start > 0 && is_alpha(text.at[start - 1])) {
            return false;
        }
        size_t end = at + 3;
        while (end < text.len && is_url_byte(text.at[end]) &&
            end - start < URL_MAX) {
            end++;
        }
        end = trim_url(text.at, at + 3, end);
        *link = (struct text_link){start, end, false};
        return end > at + 3;
    }
    return false;
}

static bool
mail_link(
    struct text_slice text, size_t from, size_t at, struct text_link *link)
{
    size_t start = at;
    while (start > from && at - start < LOCAL_MAX &&
        is_name_byte(text.at[start - 1])) {
        start--;
    }
    while (start < at && !is_alpha(text.at[start]) &&
        (text.at[start] < '0' || text.at[start] > '9')) {
        start++;
    }
    size_t end = at + 1;
    size_t dot = 0;
    while (end < text.len && is_name_byte(text.at[end]) &&
        text.at[end] != '_' && text.at[end] != '+' && end - at < URL_MAX) {
        dot = text.at[end] == '.' ? end : dot;
        end++;
    }
    end = trim_url(text.at, at + 1, end);
    if (dot >= end) {
        dot = 0;
        for (size_t i = at + 1; i < end; i++) {
            dot = text.at[i] == '.' ? i : dot;
        }
    }
    *link = (struct text_link){start, end, true};
    return start < at && dot > at + 1 && end > dot + 2 &&
        is_alpha(text.at[end - 1]);
}

bool
text_link_at(
    struct text_slice text, size_t from, size_t at, struct text_link *link)
{
    return text.at[at] == ':' ? web_link(text, from, at, link)
                              : mail_link(text, from, at, link);
}
