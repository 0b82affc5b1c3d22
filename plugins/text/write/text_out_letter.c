/* SPDX-License-Identifier: MIT */
/*
 * Letters that are written as others: capitals where a style asks for them,
 * ASCII with --ascii, and soft hyphens, which are left out since a line that
 * shows one means a hyphen.  What has no ASCII form becomes a question mark
 * and is reported.
 */
#include <utf8proc.h>

#include "write/text_out.h"

#define SOFT_HYPHEN "\xC2\xAD"

struct form {
    int32_t code;
    const char *ascii;
};

/* In the order of their numbers. */
static const struct form forms[] = {
#include "write/text_ascii.inc"
};

static const char *
lookup_form(int32_t code)
{
    size_t low = 0;
    size_t high = sizeof(forms) / sizeof(forms[0]);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (forms[middle].code == code)
            return forms[middle].ascii;
        if (forms[middle].code < code)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static void
put_code(struct text_out *out, int32_t code)
{
    utf8proc_uint8_t bytes[4];
    utf8proc_ssize_t len = utf8proc_encode_char(code, bytes);
    text_out_append(
        out, &out->rewritten, (const char *)bytes, len > 0 ? (size_t)len : 0);
}

/* The letters that `code` is made of, without its marks; false: there are. */
static bool
put_parts(struct text_out *out, int32_t code)
{
    utf8proc_int32_t parts[32];
    int last_class = 0;
    utf8proc_ssize_t count = utf8proc_decompose_char(code, parts, 32,
        UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_STRIPMARK, &last_class);
    if (count < 0 || count > 32)
        return false;
    size_t start = out->rewritten.len;
    for (utf8proc_ssize_t i = 0; i < count; i++) {
        const char *form = parts[i] < 0x80 ? NULL : lookup_form(parts[i]);
        if (parts[i] < 0x80) {
            put_code(out, parts[i]);
        } else if (form) {
            text_out_append(out, &out->rewritten, form, strlen(form));
        } else {
            out->rewritten.len = start;
            return false;
        }
    }
    return true;
}

static void
put_ascii(struct text_out *out, int32_t code)
{
    const char *form = code < 0x80 ? NULL : lookup_form(code);
    if (code < 0x80) {
        put_code(out, code);
        return;
    }
    if (form) {
        text_out_append(out, &out->rewritten, form, strlen(form));
        return;
    }
    if (put_parts(out, code))
        return;
    text_out_append(out, &out->rewritten, "?", 1);
    dc_report(out->job, DC_DIAG_LOSS, "text-ascii",
        "a character has no form in ASCII and is a question mark");
}

static void
put_letter(struct text_out *out, int32_t code)
{
    if (out->capitals && code == 0xDF) {
        text_out_append(out, &out->rewritten, "SS", 2);
        return;
    }
    if (out->capitals)
        code = utf8proc_toupper(code);
    if (out->options.is_ascii)
        put_ascii(out, code);
    else
        put_code(out, code);
}

static bool
is_plain(const struct text_out *out, dc_str text)
{
    if (out->capitals)
        return false;
    if (!out->options.is_ascii)
        return memmem(text.ptr, text.len, SOFT_HYPHEN, 2) == NULL;
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.ptr[i] >= 0x80)
            return false;
    return true;
}

bool
text_out_rewrite(struct text_out *out, dc_str *text)
{
    if (text->len == 0 || is_plain(out, *text))
        return false;
    out->rewritten.len = 0;
    for (size_t at = 0; at < text->len;) {
        int32_t code;
        at += text_out_decode(text->ptr + at, text->len - at, &code);
        if (code != 0xAD)
            put_letter(out, code);
    }
    *text = dc_str_slice(out->rewritten.ptr, out->rewritten.len);
    return true;
}
