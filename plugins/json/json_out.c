/* SPDX-License-Identifier: MIT */
/*
 * The primitives of JSON output: strings, numbers, commas.  Output is
 * collected, since a document is many small pieces.
 */
#include "json_write.h"

#include "json_scan.h"

void
json_flush_out(struct json_write *write)
{
    if (write->used)
        dc_write(write->job, write->out, write->used);
    write->used = 0;
}

void
json_put_rest(struct json_write *write, const char *ptr, size_t len)
{
    json_flush_out(write);
    if (len > JSON_OUT_SIZE) {
        dc_write(write->job, ptr, len);
        return;
    }
    memcpy(write->out, ptr, len);
    write->used = len;
}

void
json_put_dc_str(struct json_write *write, dc_str text)
{
    json_put(write, text.ptr, text.len);
}

void
json_separate(struct json_write *write)
{
    char last = write->last;
    if (last != '[' && last != '{' && last != ':' && last != '\n')
        json_put(write, ",", 1);
}

/* What stands for a byte that a string cannot hold as it is. */
static size_t
escape(uint8_t c, char out[6])
{
    static const char hex[] = "0123456789abcdef";
    static const char letters[] = "btn\0fr";
    out[0] = '\\';
    if (c == '"' || c == '\\') {
        out[1] = (char)c;
        return 2;
    }
    if (c >= '\b' && c <= '\r' && letters[c - '\b']) {
        out[1] = letters[c - '\b'];
        return 2;
    }
    memcpy(out + 1, "u00", 3);
    out[4] = hex[c >> 4];
    out[5] = hex[c & 15];
    return 6;
}

void
json_put_escaped(struct json_write *write, dc_str text)
{
    size_t done = 0;
    for (size_t at = 0; at < text.len; at++) {
        uint8_t c = (uint8_t)text.ptr[at];
        if (c >= ' ' && c != '"' && c != '\\')
            continue;
        char escaped[6];
        size_t len = escape(c, escaped);
        json_put(write, text.ptr + done, at - done);
        json_put(write, escaped, len);
        done = at + 1;
    }
    json_put(write, text.ptr + done, text.len - done);
}

void
json_put_quoted(struct json_write *write, dc_str text)
{
    json_put(write, "\"", 1);
    json_put_escaped(write, text);
    json_put(write, "\"", 1);
}

void
json_put_number(struct json_write *write, int64_t number)
{
    char digits[JSON_REAL_MAX];
    json_put(write, digits, json_format_int(number, digits));
}

void
json_put_real(struct json_write *write, double number)
{
    char digits[JSON_REAL_MAX];
    json_put(write, digits, json_format_real(number, digits));
}

void
json_put_choice(
    struct json_write *write, const struct json_choice *choice, int64_t number)
{
    bool is_known = number >= 0 && (uint64_t)number < choice->count;
    json_puts(write, "{\"t\":\"");
    json_put_dc_str(write, choice->names[is_known ? number : 0]);
    json_puts(write, "\"}");
}
