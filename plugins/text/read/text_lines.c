/* SPDX-License-Identifier: MIT */
/*
 * Makes the line table of a text: one pass, one entry for each line that is
 * not blank, 24 bytes each; blank lines are only counted in the entry after
 * them.
 *
 * A line ends at LF, CR LF, CR, VT, NEL (U+0085), LS (U+2028), PS (U+2029,
 * which also counts as a blank line) and FF (which also begins a page). LF is
 * found with memchr; one table look-up a byte then tells what the line is made
 * of, and only lines that hold one of the rarer ends are cut again. README.md
 * states the rule for every control character.
 */
#include "read/text_doc.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static_assert(sizeof(struct text_line) == 24,
    "the line table is what limits the size of a text");

/* Tabs in an indent go to multiples of this, as on a terminal. */
#define TAB_STOP 8

/* Lines in the first table; it doubles from there. */
#define LINES_FIRST 1024

/* A table of so many lines fits any address space that matters. */
#define LINES_MAX                                                              \
    (SIZE_MAX / sizeof(struct text_line) < UINT32_MAX                          \
            ? SIZE_MAX / sizeof(struct text_line)                              \
            : UINT32_MAX)

/* What a byte can be; the classes of a line's bytes are or-ed together. */
enum {
    BYTE_UPPER = 1 << 0,
    BYTE_LOWER = 1 << 1,
    BYTE_DIGIT = 1 << 2,
    BYTE_HIGH = 1 << 3,
    BYTE_INLINE = 1 << 4,
    BYTE_CONTROL = 1 << 5,
    BYTE_END = 1 << 6, /* CR, VT, FF, or the last byte of NEL, LS or PS */
    BYTE_TAB = 1 << 7
};

static uint8_t
class_of(unsigned byte)
{
    if (byte >= 'A' && byte <= 'Z') {
        return BYTE_UPPER;
    }
    if (byte >= 'a' && byte <= 'z') {
        return BYTE_LOWER;
    }
    if (byte >= '0' && byte <= '9') {
        return BYTE_DIGIT;
    }
    if (byte == 0x85 || byte == 0xA8 || byte == 0xA9) {
        return BYTE_HIGH | BYTE_END;
    }
    if (byte >= 0x80) {
        return BYTE_HIGH;
    }
    if (byte == '\t') {
        return BYTE_TAB;
    }
    if (byte == '\r' || byte == '\v' || byte == '\f') {
        return BYTE_END;
    }
    if (byte < 0x20 || byte == 0x7F) {
        return BYTE_CONTROL;
    }
    return memchr("_*/[(@:", (int)byte, 7) ? BYTE_INLINE : 0;
}

struct scan {
    struct text_doc *doc;
    uint8_t classes[256];
    uint64_t gap; /* blank lines since the last entry */
    bool page; /* a form feed since the last entry */
};

static enum text_status
make_room(struct text_doc *doc)
{
    if (doc->count < doc->room) {
        return TEXT_OK;
    }
    if (doc->room > LINES_MAX / 2) {
        return TEXT_TOO_LONG;
    }
    uint32_t room = doc->room ? doc->room * 2 : LINES_FIRST;
    struct text_line *lines = realloc(doc->lines, room * sizeof *lines);
    if (!lines) {
        return TEXT_NO_MEMORY;
    }
    doc->lines = lines;
    doc->room = room;
    return TEXT_OK;
}

/* Columns of the blanks at `*at`, which moves behind them. */
static unsigned
skip_indent(const uint8_t **at, const uint8_t *end)
{
    unsigned columns = 0;
    const uint8_t *next = *at;
    while (next < end) {
        if (*next == ' ') {
            columns++;
        } else if (*next == '\t') {
            columns = (columns / TAB_STOP + 1) * TAB_STOP;
        } else if (*next >= 0x80) {
            struct text_slice rest = {next, (size_t)(end - next)};
            uint32_t c = text_decode(&rest);
            if (!text_is_space(c)) {
                break;
            }
            columns += text_is_wide(c) ? 2 : 1;
            next = rest.at;
            continue;
        } else {
            break;
        }
        next++;
        if (columns > UINT8_MAX) {
            columns = UINT8_MAX;
        }
    }
    *at = next;
    return columns;
}

static const uint8_t *
trim_end(const uint8_t *start, const uint8_t *end)
{
    while (end > start) {
        if (end[-1] == ' ' || end[-1] == '\t' || end[-1] == '\r') {
            end--;
        } else if (end - start >= 2 && end[-2] == 0xC2 && end[-1] == 0xA0) {
            end -= 2;
        } else if (end - start >= 3 &&
            memcmp(end - 3, "\xE3\x80\x80", 3) == 0) {
            end -= 3;
        } else {
            break;
        }
    }
    return end;
}

/*
 * Columns: characters, and one more for those of Chinese, Japanese and Korean,
 * which are all that begin with the bytes E3 to ED.
 */
static uint64_t
count_columns(const uint8_t *at, const uint8_t *end)
{
    uint64_t count = 0;
    for (; at < end; at++) {
        count += (*at & 0xC0) != 0x80;
        count += (uint8_t)(*at - 0xE3) <= 0xED - 0xE3;
    }
    return count;
}

/*
 * True if three blanks follow each other: one of each three is looked at. The
 * last byte is no blank, so what follows a blank is inside.
 */
static bool
has_gutter(const uint8_t *at, const uint8_t *end)
{
    for (size_t i = 2; i < (size_t)(end - at); i += 3) {
        if (at[i] != ' ') {
            continue;
        }
        bool before = at[i - 1] == ' ';
        bool after = at[i + 1] == ' ';
        if ((before && after) || (before && at[i - 2] == ' ') ||
            (after && at[i + 2] == ' ')) {
            return true;
        }
    }
    return false;
}

static unsigned
flags_of(unsigned classes)
{
    unsigned flags = 0;
    flags |= classes & BYTE_HIGH ? TEXT_NON_ASCII : 0;
    flags |= classes & BYTE_CONTROL ? TEXT_CONTROLS : 0;
    flags |= classes & BYTE_INLINE ? TEXT_INLINE : 0;
    flags |= classes & BYTE_UPPER ? TEXT_UPPER : 0;
    flags |= classes & BYTE_LOWER ? TEXT_LOWER : 0;
    flags |= classes & BYTE_DIGIT ? TEXT_DIGIT : 0;
    flags |= classes & BYTE_TAB ? TEXT_GUTTER : 0;
    return flags;
}

static void
count_controls(struct text_doc *doc, const uint8_t *at, const uint8_t *end)
{
    for (; at < end; at++) {
        doc->nuls += *at == 0;
        doc->controls += *at != 0 && (*at < 0x20 || *at == 0x7F) && *at != '\t';
    }
}

static unsigned
classes_of(const struct scan *scan, const uint8_t *at, const uint8_t *end)
{
    unsigned classes = 0;
    for (; at < end; at++) {
        classes |= scan->classes[*at];
    }
    return classes;
}

/* Adds the line [start, end), which holds no line end. */
static enum text_status
add_line(struct scan *scan, const uint8_t *start, const uint8_t *end)
{
    struct text_doc *doc = scan->doc;
    const uint8_t *at = start;
    unsigned indent = skip_indent(&at, end);
    end = trim_end(at, end);
    if (at == end) {
        scan->gap++;
        return TEXT_OK;
    }
    if ((uint64_t)(end - at) > UINT32_MAX) {
        return TEXT_TOO_LONG;
    }
    enum text_status status = make_room(doc);
    if (status != TEXT_OK) {
        return status;
    }
    unsigned classes = classes_of(scan, at, end);
    uint64_t width =
        classes & BYTE_HIGH ? count_columns(at, end) : (uint64_t)(end - at);
    unsigned flags = flags_of(classes);
    flags |= scan->page ? TEXT_PAGE_BREAK : 0;
    if (width > TEXT_LONG_WIDTH) {
        flags |= TEXT_LONG;
    } else if (has_gutter(at, end)) {
        flags |= TEXT_GUTTER;
    }
    if (classes & BYTE_CONTROL) {
        count_controls(doc, at, end);
    }
    doc->lines[doc->count++] = (struct text_line){
        .offset = (uint64_t)(at - doc->data),
        .len = (uint32_t)(end - at),
        .width = width > UINT16_MAX ? UINT16_MAX : (uint16_t)width,
        .gap = scan->gap > UINT16_MAX ? UINT16_MAX : (uint16_t)scan->gap,
        .flags = (uint16_t)flags,
        .indent = (uint8_t)indent,
    };
    scan->gap = 0;
    scan->page = false;
    return TEXT_OK;
}

/* The length of the line end at `at`, or 0. */
static unsigned
rare_end(const uint8_t *at, const uint8_t *end)
{
    if (*at == '\r' || *at == '\v' || *at == '\f') {
        return 1;
    }
    if (*at == 0xC2 && end - at >= 2 && at[1] == 0x85) {
        return 2;
    }
    if (*at == 0xE2 && end - at >= 3 && at[1] == 0x80 &&
        (at[2] & 0xFE) == 0xA8) {
        return 3;
    }
    return 0;
}

/* Adds the lines of [start, end), where ends other than LF may stand. */
static enum text_status
cut_line(struct scan *scan, const uint8_t *start, const uint8_t *end)
{
    const uint8_t *from = start;
    for (const uint8_t *at = start; at < end;) {
        unsigned ending = rare_end(at, end);
        if (!ending) {
            at++;
            continue;
        }
        bool page = *at == '\f';
        /* A page that begins at the start of a line leaves no empty line. */
        if (!page || at > from) {
            enum text_status status = add_line(scan, from, at);
            if (status != TEXT_OK) {
                return status;
            }
        }
        scan->page |= page;
        scan->gap += page || (ending == 3 && at[2] == 0xA9);
        at += ending;
        from = at;
    }
    return add_line(scan, from, end);
}

static enum text_status
scan_line(struct scan *scan, const uint8_t *start, const uint8_t *end)
{
    const uint8_t *stop = end;
    if (stop > start && stop[-1] == '\r') {
        stop--;
    }
    if (classes_of(scan, start, stop) & BYTE_END) {
        return cut_line(scan, start, stop);
    }
    return add_line(scan, start, stop);
}

enum text_status
text_scan(struct text_doc *doc)
{
    struct scan scan = {.doc = doc};
    for (unsigned byte = 0; byte < 256; byte++) {
        scan.classes[byte] = class_of(byte);
    }
    const uint8_t *at = doc->data;
    const uint8_t *end = at + doc->size;
    while (at < end) {
        if (*at == '\n') {
            scan.gap++;
            at++;
            continue;
        }
        const uint8_t *stop = memchr(at, '\n', (size_t)(end - at));
        const uint8_t *next = stop ? stop + 1 : end;
        enum text_status status = scan_line(&scan, at, stop ? stop : end);
        if (status != TEXT_OK) {
            return status;
        }
        at = next;
    }
    doc->body = 0;
    doc->body_end = doc->count;
    return TEXT_OK;
}

void
text_fini(struct text_doc *doc)
{
    free(doc->lines);
    free(doc->notes);
    doc->lines = NULL;
    doc->notes = NULL;
    doc->note_count = 0;
    doc->count = 0;
    doc->room = 0;
}
