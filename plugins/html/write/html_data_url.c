/* SPDX-License-Identifier: MIT */
/*
 * data: addresses of images (RFC 2397), written as browsers understand them:
 * parameters that are none (";utf8") are left out, base64 is written without
 * blanks and with its padding (WHATWG Infra, forgiving-base64 decode), and a
 * "#" in the data is encoded, since it would end them.
 */
#include "write/html_write.h"

#include "parse/html_ascii.h"

static const char scheme[] = "data:";

/* The parts of "data:image/png;name=value;base64,DATA". */
struct data_url {
    dc_str type;
    dc_str params; /* each with its ";" before it */
    dc_str data;
    bool is_base64;
};

static bool
is_word_of(dc_str text, const char *word)
{
    size_t len = strlen(word);
    bool is_same = text.len == len;
    for (size_t i = 0; is_same && i < len; i++)
        is_same = html_lower(text.ptr[i]) == word[i];
    return is_same;
}

static dc_str
trim_blanks(dc_str text)
{
    while (text.len && text.ptr[0] == ' ') {
        text.ptr++;
        text.len--;
    }
    while (text.len && text.ptr[text.len - 1] == ' ')
        text.len--;
    return text;
}

static dc_str
until(dc_str text, char end)
{
    const char *at = text.len ? memchr(text.ptr, end, text.len) : NULL;
    return at ? dc_str_slice(text.ptr, (size_t)(at - text.ptr)) : text;
}

/* What of `text` stands behind its first `len` bytes. */
static dc_str
behind(dc_str text, size_t len)
{
    return dc_str_slice(text.ptr + len, text.len - len);
}

/* A token of RFC 2045 that needs no encoding in an address. */
static bool
is_token(dc_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = html_lower(text.ptr[i]);
        if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') &&
            !memchr("!$&'*+-._~", c, 10))
            return false;
    }
    return text.len != 0;
}

/* "left MARK right", both of them tokens. */
static bool
is_pair(dc_str text, char mark)
{
    dc_str left = until(text, mark);
    return left.len < text.len && is_token(left) &&
        is_token(behind(text, left.len + 1));
}

/* The next parameter; false behind the last. */
static bool
next_param(dc_str *params, dc_str *param)
{
    if (params->len == 0)
        return false;
    *params = behind(*params, 1);
    *param = until(*params, ';');
    *params = behind(*params, param->len);
    *param = trim_blanks(*param);
    return true;
}

static bool
take_apart(dc_str url, struct data_url *parts)
{
    const size_t start = sizeof(scheme) - 1;
    if (url.len < start || !is_word_of(dc_str_slice(url.ptr, start), scheme))
        return false;
    dc_str head = until(behind(url, start), ',');
    if (start + head.len == url.len)
        return false;
    parts->data = behind(url, start + head.len + 1);
    parts->type = until(head, ';');
    parts->params = behind(head, parts->type.len);
    parts->type = trim_blanks(parts->type);
    dc_str rest = parts->params;
    dc_str param;
    parts->is_base64 = false;
    while (next_param(&rest, &param))
        parts->is_base64 = is_word_of(param, "base64");
    return is_pair(parts->type, '/');
}

static int
hex_digit(char c)
{
    c = html_lower(c);
    return c >= '0' && c <= '9' ? c - '0'
        : c >= 'a' && c <= 'f'  ? c - 'a' + 10
                                : -1;
}

/* The next byte of the data, percent-decoded; false at their end. */
static bool
next_byte(dc_str *data, char *byte)
{
    if (data->len == 0)
        return false;
    size_t len = 1;
    *byte = data->ptr[0];
    if (*byte == '%' && data->len > 2 && hex_digit(data->ptr[1]) >= 0 &&
        hex_digit(data->ptr[2]) >= 0) {
        *byte = (char)(hex_digit(data->ptr[1]) * 16 + hex_digit(data->ptr[2]));
        len = 3;
    }
    *data = behind(*data, len);
    return true;
}

static bool
is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

static bool
is_base64_digit(char c)
{
    return (html_lower(c) >= 'a' && html_lower(c) <= 'z') ||
        (c >= '0' && c <= '9') || c == '+' || c == '/';
}

/* True if these bytes are base64 to a browser. */
static bool
is_base64(dc_str data)
{
    size_t digits = 0;
    size_t padding = 0;
    char byte;
    while (next_byte(&data, &byte)) {
        if (is_space(byte))
            continue;
        if (byte == '=')
            padding++;
        else if (padding || !is_base64_digit(byte))
            return false;
        else
            digits++;
    }
    if (digits % 4 == 1)
        return false;
    return padding == 0 || (padding <= 2 && (digits + padding) % 4 == 0);
}

/* Without blanks and percent signs, padded; runs are put at once. */
static void
put_base64(struct html_write *write, dc_str data)
{
    size_t digits = 0;
    char byte;
    while (data.len) {
        size_t run = 0;
        while (run < data.len && is_base64_digit(data.ptr[run]))
            run++;
        if (run)
            html_put(write, data.ptr, run);
        digits += run;
        data = behind(data, run);
        if (next_byte(&data, &byte) && is_base64_digit(byte)) {
            html_put(write, &byte, 1);
            digits++;
        }
    }
    while (digits++ % 4 != 0)
        html_puts(write, "=");
}

bool
html_is_data_url(dc_str url)
{
    struct data_url parts;
    return take_apart(url, &parts) &&
        (!parts.is_base64 || is_base64(parts.data));
}

void
html_put_data_url(struct html_write *write, dc_str url)
{
    struct data_url parts;
    dc_str param;
    if (!take_apart(url, &parts))
        return;
    html_puts(write, scheme);
    html_put_value(write, parts.type);
    while (next_param(&parts.params, &param)) {
        if (!is_pair(param, '='))
            continue;
        html_puts(write, ";");
        html_put_value(write, param);
    }
    html_puts(write, parts.is_base64 ? ";base64," : ",");
    if (parts.is_base64)
        put_base64(write, parts.data);
    else
        html_put_encoded(write, parts.data, true);
}
