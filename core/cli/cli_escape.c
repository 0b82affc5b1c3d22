/* SPDX-License-Identifier: MIT */
/*
 * Escaping (cli_escape.h).  What counts as unsafe is Unicode's: category Cc,
 * the line and paragraph separators, and the format characters that reorder
 * or hide text (UAX #9, "Trojan Source").  ZWJ and ZWNJ stay: Persian and
 * emoji need them.
 */
#include "cli_escape.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

struct range {
    uint32_t first;
    uint32_t last;
};

static const struct range unsafe[] = {
    {0x0000, 0x001F}, /* C0 */
    {0x007F, 0x009F}, /* DEL, C1 */
    {0x061C, 0x061C}, /* Arabic letter mark */
    {0x200B, 0x200B}, /* zero width space */
    {0x200E, 0x200F}, /* left-to-right, right-to-left mark */
    {0x2028, 0x202E}, /* line separators, embeddings and overrides */
    {0x2060, 0x206F}, /* invisible operators, isolates */
    {0xFEFF, 0xFEFF}, /* byte order mark */
    {0xFFF9, 0xFFFB}, /* interlinear annotations */
    {0xE0000, 0xE007F}, /* tags */
};

static bool
is_unsafe(uint32_t code)
{
    for (size_t i = 0; i < sizeof(unsafe) / sizeof(unsafe[0]); i++) {
        if (code >= unsafe[i].first && code <= unsafe[i].last)
            return true;
    }
    return false;
}

/*
 * The length of the UTF-8 sequence that starts with this byte, and the
 * smallest character that needs it; 0 for a byte that starts none.
 */
static size_t
sequence_length(unsigned char lead, uint32_t *smallest)
{
    if (lead < 0x80) {
        *smallest = 0;
        return 1;
    }
    if (lead >= 0xC2 && lead < 0xE0) {
        *smallest = 0x80;
        return 2;
    }
    if (lead >= 0xE0 && lead < 0xF0) {
        *smallest = 0x800;
        return 3;
    }
    if (lead >= 0xF0 && lead < 0xF5) {
        *smallest = 0x10000;
        return 4;
    }
    return 0;
}

/* The bytes of a well-formed character at ptr, or 0. */
static size_t
decode(const char *ptr, size_t len, uint32_t *code)
{
    static const unsigned char lead_mask[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    const unsigned char *bytes = (const unsigned char *)ptr;
    uint32_t smallest = 0;
    size_t count = sequence_length(bytes[0], &smallest);

    if (count == 0 || count > len)
        return 0;
    *code = bytes[0] & lead_mask[count];
    for (size_t i = 1; i < count; i++) {
        if ((bytes[i] & 0xC0) != 0x80)
            return 0;
        *code = *code << 6 | (bytes[i] & 0x3Fu);
    }
    if (*code < smallest || *code > 0x10FFFF)
        return 0;
    if (*code >= 0xD800 && *code < 0xE000)
        return 0;
    return count;
}

/* JSON text is UTF-8 and has no way to name a byte. */
static void
put_bad_byte(enum cli_escape_style style, unsigned char byte, char *out)
{
    if (style == CLI_ESCAPE_JSON)
        snprintf(out, CLI_ESCAPE_MAX, "\\ufffd");
    else
        snprintf(out, CLI_ESCAPE_MAX, "\\x%02x", (unsigned)byte);
}

static void
put_plain_escape(uint32_t code, char *out)
{
    if (code < 0x80)
        snprintf(out, CLI_ESCAPE_MAX, "\\x%02x", (unsigned)code);
    else
        snprintf(out, CLI_ESCAPE_MAX, "\\u{%x}", (unsigned)code);
}

static void
put_json_escape(uint32_t code, char *out)
{
    if (code == '"' || code == '\\') {
        snprintf(out, CLI_ESCAPE_MAX, "\\%c", (char)code);
        return;
    }
    if (code >= 0x10000) {
        uint32_t rest = code - 0x10000;

        snprintf(out, CLI_ESCAPE_MAX, "\\u%04x\\u%04x",
            (unsigned)(0xD800 + (rest >> 10)),
            (unsigned)(0xDC00 + (rest & 0x3FF)));
        return;
    }
    snprintf(out, CLI_ESCAPE_MAX, "\\u%04x", (unsigned)code);
}

size_t
cli_escape(enum cli_escape_style style, const char *ptr, size_t len,
    char out[static CLI_ESCAPE_MAX])
{
    uint32_t code = 0;
    size_t count = decode(ptr, len, &code);
    bool is_json = style == CLI_ESCAPE_JSON;

    if (count == 0) {
        put_bad_byte(style, (unsigned char)ptr[0], out);
        return 1;
    }
    if (is_json && (is_unsafe(code) || code == '"' || code == '\\')) {
        put_json_escape(code, out);
    } else if (is_unsafe(code)) {
        put_plain_escape(code, out);
    } else {
        memcpy(out, ptr, count);
        out[count] = '\0';
    }
    return count;
}

int
cli_print_part(const char *text, size_t len)
{
    int written = 0;

    while (len > 0) {
        char safe[CLI_ESCAPE_MAX];
        size_t used = cli_escape(CLI_ESCAPE_PLAIN, text, len, safe);

        written += printf("%s", safe);
        text += used;
        len -= used;
    }
    return written;
}

int
cli_print(const char *text)
{
    return cli_print_part(text, strlen(text));
}
