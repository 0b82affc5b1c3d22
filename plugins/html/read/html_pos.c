/* SPDX-License-Identifier: MIT */
/*
 * Places of nodes in an input that had to be decoded.
 *
 * The host works a place out by decoding a block again, which is too slow for
 * each node of a page.  So the last place is kept, and the next one, which is
 * mostly near, is counted from it where the encoding lets that be exact: a
 * byte for each character, or UTF-8 without replaced bytes in between.  In
 * other encodings only some nodes have a place.
 */
#include "read/html_reader.h"

/* Farther away the host is asked. */
enum { NEAR = 65536, SPARSE = 4096 };

enum { BYTES, CHARACTERS, UNKNOWN };

static bool
begins(const char *name, const char *word)
{
    return strncmp(name, word, strlen(word)) == 0;
}

/* What of the text is one byte of the input. */
static int
unit_of(const char *charset)
{
    if (begins(charset, "utf-8"))
        return BYTES;
    /* Vietnamese sets have characters that are two of Unicode's. */
    bool is_single = (begins(charset, "windows-125") &&
                         strcmp(charset, "windows-1258") != 0) ||
        begins(charset, "iso-8859-") || begins(charset, "koi8-");
    return is_single ? CHARACTERS : UNKNOWN;
}

static bool
has_replacement(const char *from, const char *to)
{
    while ((from = memchr(from, '\xEF', (size_t)(to - from))) != NULL) {
        if (to - from >= 3 && memcmp(from, "\xEF\xBF\xBD", 3) == 0)
            return true;
        from++;
    }
    return false;
}

/* How many bytes of the input the text [from, to) is; false: not known. */
static bool
count(int unit, const char *from, const char *to, uint64_t *bytes)
{
    *bytes = (uint64_t)(to - from);
    if (unit == BYTES)
        return !has_replacement(from, to);
    for (; from < to; from++)
        *bytes -= ((unsigned char)*from & 0xC0) == 0x80;
    return unit == CHARACTERS;
}

static uint64_t
decoded_pos(struct html_reader *reader, uint32_t pos)
{
    uint32_t last = reader->last_pos;
    uint32_t gap = pos > last ? pos - last : last - pos;
    const char *text = reader->decoded.text;
    int unit = unit_of(reader->decoded.charset);
    uint64_t bytes = 0;
    if (reader->has_last_pos && gap < NEAR &&
        count(unit, text + (pos > last ? last : pos),
            text + (pos > last ? pos : last), &bytes)) {
        reader->last_input_pos = pos > last
            ? reader->last_input_pos + bytes : reader->last_input_pos - bytes;
    } else if (unit == UNKNOWN && reader->has_last_pos && gap < SPARSE) {
        return gap ? DC_POS_NONE : reader->last_input_pos;
    } else {
        reader->last_input_pos = reader->charset->input_pos(
            reader->job, &reader->decoded, reader->input->data, pos);
    }
    reader->last_pos = pos;
    reader->has_last_pos = true;
    return reader->last_input_pos;
}

uint64_t
html_input_pos(struct html_reader *reader, uint64_t pos)
{
    if (pos >= UINT32_MAX)
        return DC_POS_NONE;
    return reader->is_slice ? reader->shift + pos
                            : decoded_pos(reader, (uint32_t)pos);
}

uint64_t
html_pos(struct html_reader *reader, uint32_t node)
{
    return html_input_pos(reader, html_node(&reader->dom, node)->pos);
}
