/* SPDX-License-Identifier: MIT */
/*
 * Output of the HTML writer: to the sink, or to chunks that are held back
 * (the texts of notes, a table of contents), and text with its special characters escaped.
 */
#include "parse/html_token.h"
#include "write/html_write.h"

static struct html_chunk *
chunk_with_room(struct html_write *write, struct html_spool *spool)
{
    struct html_chunk *last = spool->last;
    if (last && last->len < sizeof(last->data))
        return last;
    struct html_chunk *fresh = write->spare;
    if (fresh)
        write->spare = fresh->next;
    else
        fresh = html_alloc(write, sizeof(*fresh));
    if (!fresh)
        return NULL;
    fresh->next = NULL;
    fresh->len = 0;
    if (last)
        last->next = fresh;
    else
        spool->first = fresh;
    spool->last = fresh;
    return fresh;
}

static void
put_chunks(struct html_write *write, const char *ptr, size_t len)
{
    write->spool->len += len;
    while (len) {
        struct html_chunk *chunk = chunk_with_room(write, write->spool);
        if (!chunk)
            return;
        size_t room = sizeof(chunk->data) - chunk->len;
        size_t part = len < room ? len : room;
        memcpy(chunk->data + chunk->len, ptr, part);
        chunk->len += part;
        ptr += part;
        len -= part;
    }
}

void
html_put(struct html_write *write, const char *ptr, size_t len)
{
    if (len == 0)
        return;
    write->bytes += len;
    if (write->spool)
        put_chunks(write, ptr, len);
    else if (write->page)
        html_write_page(write, ptr, len);
    else
        dc_write(write->job, ptr, len);
}

void
html_puts(struct html_write *write, const char *text)
{
    html_put(write, text, strlen(text));
}

void
html_release(struct html_write *write, struct html_spool *spool)
{
    for (struct html_chunk *chunk = spool->first; chunk; chunk = chunk->next)
        html_put(write, chunk->data, chunk->len);
    html_recycle(write, spool);
}

void
html_recycle(struct html_write *write, struct html_spool *spool)
{
    if (spool->last)
        spool->last->next = write->spare;
    if (spool->first)
        write->spare = spool->first;
    spool->first = NULL;
    spool->last = NULL;
    spool->len = 0;
}

size_t
html_digits(uint64_t number, char *digits)
{
    char backwards[HTML_DIGITS_MAX];
    size_t at = sizeof(backwards);
    do {
        backwards[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number);
    memcpy(digits, backwards + at, sizeof(backwards) - at);
    return sizeof(backwards) - at;
}

void
html_put_number(struct html_write *write, uint64_t number)
{
    char digits[HTML_DIGITS_MAX];
    html_put(write, digits, html_digits(number, digits));
}

/* Controls of ASCII; a tree has none but U+007F, raw HTML may name others. */
static bool
is_control(uint8_t c)
{
    return c < ' ' ? !html_is_blank((char)c) : c == 0x7F;
}

/* First bytes of what may be a code point that HTML forbids. */
static bool
is_suspect(uint8_t c)
{
    return is_control(c) || c == 0xC2 || c == 0xEF || c >= 0xF0;
}

/*
 * The length of a forbidden character at ptr, or 0: the controls and the
 * noncharacters, which XML allows but for U+FFFE and U+FFFF.
 */
static size_t
forbidden_length(const uint8_t *ptr, size_t len)
{
    if (is_control(ptr[0]))
        return 1;
    if (len >= 2 && ptr[0] == 0xC2)
        return ptr[1] < 0xA0 ? 2 : 0;
    if (len >= 3 && ptr[0] == 0xEF) {
        bool in_arabic = ptr[1] == 0xB7 && ptr[2] >= 0x90 && ptr[2] <= 0xAF;
        return in_arabic || (ptr[1] == 0xBF && ptr[2] >= 0xBE) ? 3 : 0;
    }
    if (len >= 4 && ptr[0] >= 0xF0)
        return (ptr[1] & 0x0F) == 0x0F && ptr[2] == 0xBF && ptr[3] >= 0xBE
            ? 4 : 0;
    return 0;
}

/* What stands for an ASCII character that cannot stand for itself, or NULL. */
static const char *
entity(uint8_t c, bool in_value)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return in_value ? "&quot;" : NULL;
    case '\r':
        return "\n";
    default:
        return NULL;
    }
}

static void
report_forbidden(struct html_write *write)
{
    dc_report(write->job, DC_DIAG_LOSS, "html-character",
        "a character that HTML forbids is replaced by U+FFFD");
}

static void
put_escaped(struct html_write *write, dc_str text, bool in_value)
{
    const uint8_t *bytes = (const uint8_t *)text.ptr;
    size_t done = 0;
    for (size_t at = 0; at < text.len; at++) {
        bool may_be_bad = is_suspect(bytes[at]);
        size_t bad =
            may_be_bad ? forbidden_length(bytes + at, text.len - at) : 0;
        const char *instead = bad ? "\xEF\xBF\xBD"
            : bytes[at] < 0x80    ? entity(bytes[at], in_value)
                                  : NULL;
        if (!instead)
            continue;
        if (bad)
            report_forbidden(write);
        html_put(write, text.ptr + done, at - done);
        html_puts(write, instead);
        done = at + (bad ? bad : 1);
        at = done - 1;
    }
    html_put(write, text.ptr + done, text.len - done);
}

void
html_put_text(struct html_write *write, dc_str text)
{
    put_escaped(write, text, write->in_values);
}

void
html_put_value(struct html_write *write, dc_str text)
{
    put_escaped(write, text, true);
}

void
html_put_attr(struct html_write *write, const char *key, dc_str value)
{
    html_puts(write, " ");
    html_puts(write, key);
    html_puts(write, "=\"");
    html_put_value(write, value);
    html_puts(write, "\"");
}

void
html_put_number_attr(
    struct html_write *write, const char *key, uint64_t number)
{
    html_puts(write, " ");
    html_puts(write, key);
    html_puts(write, "=\"");
    html_put_number(write, number);
    html_puts(write, "\"");
}
