/* SPDX-License-Identifier: MIT */
/*
 * Lines of a made cover.  No font is at hand, so widths are estimated by the
 * kind of each character, in thousandths of the letters' size, and a little
 * too wide rather than too narrow.  Lines end at blanks, behind hyphens, and
 * between ideographs as JIS X 4051 has it; a word is cut only if it fits no
 * line at all.
 */
#include "base/epub_utf8.h"
#include "write/epub_cover.h"

enum {
    /* Characters of which a line may end behind each. */
    PIECES_MAX = 600,
    WIDTH_CJK = 1000
};

/* Kinds of characters by ranges; the first that holds counts. */
static const struct {
    uint32_t first;
    uint32_t last;
    uint16_t width;
} widths[] = {
    {0x0020, 0x0020, 260},
    {0x0021, 0x0022, 340},
    {0x0027, 0x0029, 330},
    {0x002C, 0x002F, 330},
    {0x0030, 0x0039, 570},
    {0x003A, 0x003B, 320},
    {0x0041, 0x005A, 710},
    {0x0061, 0x007A, 540},
    {0x00A0, 0x00A0, 260},
    {0x00AD, 0x00AD, 0},
    {0x00C0, 0x00DE, 710},
    {0x00DF, 0x024F, 580},
    {0x0300, 0x036F, 0},
    {0x0391, 0x03AB, 710},
    {0x03AC, 0x03CE, 560},
    {0x0400, 0x042F, 760},
    {0x0430, 0x052F, 620},
    {0x0531, 0x0556, 740},
    {0x0561, 0x0587, 620},
    {0x0591, 0x05C7, 0},
    {0x05D0, 0x05F4, 600},
    {0x0610, 0x061A, 0},
    {0x064B, 0x065F, 0},
    {0x0670, 0x0670, 0},
    {0x0620, 0x06FF, 520},
    {0x0750, 0x077F, 520},
    {0x0900, 0x0903, 150},
    {0x093A, 0x094F, 230},
    {0x0951, 0x0957, 0},
    {0x0904, 0x097F, 640},
    {0x0980, 0x0DFF, 680},
    {0x0E31, 0x0E31, 0},
    {0x0E34, 0x0E3A, 0},
    {0x0E47, 0x0E4E, 0},
    {0x0E01, 0x0EFF, 580},
    {0x0F00, 0x0FFF, 560},
    {0x1000, 0x109F, 720},
    {0x10A0, 0x10FF, 620},
    {0x1100, 0x11FF, WIDTH_CJK},
    {0x1200, 0x139F, 720},
    {0x1780, 0x17FF, 680},
    {0x1E00, 0x1FFF, 620},
    {0x200B, 0x200F, 0},
    {0x2010, 0x2012, 420},
    {0x2013, 0x2013, 560},
    {0x2014, 0x2015, 1000},
    {0x2018, 0x201F, 380},
    {0x2026, 0x2026, 900},
    {0x2E80, 0xA4CF, WIDTH_CJK},
    {0xAC00, 0xD7A3, WIDTH_CJK},
    {0xF900, 0xFAFF, WIDTH_CJK},
    {0xFB1D, 0xFB4F, 600},
    {0xFB50, 0xFDFF, 520},
    {0xFE00, 0xFE0F, 0},
    {0xFE30, 0xFE6F, WIDTH_CJK},
    {0xFF01, 0xFF60, WIDTH_CJK},
    {0x1F000, 0x1FAFF, 1300},
    {0x20000, 0x3FFFF, WIDTH_CJK},
};

/* Narrow and wide letters of the Latin script; the rest is as above. */
static uint32_t
latin_width(uint32_t code)
{
    if (code < 0x80 && memchr("fijlrtI", (int)code, 7))
        return 360;
    if (code < 0x80 && memchr("mwMW", (int)code, 4))
        return 900;
    return 0;
}

static uint32_t
width_of(uint32_t code)
{
    uint32_t latin = latin_width(code);
    if (latin)
        return latin;
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++)
        if (code >= widths[i].first && code <= widths[i].last)
            return widths[i].width;
    return 680;
}

static bool
is_one_of(uint32_t code, const char *characters)
{
    const unsigned char *at = (const unsigned char *)characters;
    const unsigned char *end = at + strlen(characters);
    while (at < end) {
        struct epub_char c = epub_utf8_next(at, end);
        if (c.code == code)
            return true;
        at += c.len;
    }
    return false;
}

/* Scripts that are set without blanks; Hangul has them. */
static bool
is_ideograph(uint32_t code)
{
    return width_of(code) == WIDTH_CJK && code >= 0x2E80 &&
        !(code >= 0xAC00 && code <= 0xD7A3);
}

/* A character with what follows it on no line of its own. */
struct piece {
    uint32_t at; /* in the text */
    uint32_t end;
    uint32_t width; /* thousandths */
    bool is_blank;
    bool may_end; /* a line may end behind it */
    bool may_cut; /* the same where nothing better is to be had */
};

struct pieces {
    struct piece items[PIECES_MAX];
    size_t count;
    bool is_cut;
};

static bool
may_part(uint32_t before, uint32_t after)
{
    if (before == ' ' || before == 0x200B || before == 0x3000)
        return true;
    if (before == '-' || before == '/' ||
        (before >= 0x2010 && before <= 0x2014))
        return after != ' ';
    return (is_ideograph(before) || is_ideograph(after)) &&
        !is_one_of(before, "（「『〈《【〔［｛‘“(") &&
        !is_one_of(after,
            "、。，．・：；？！）」』〉》】〕］｝’”ーぁぃぅぇぉっゃゅ"
            "ょァィゥェォッャュョ々)!?,.:;… ");
}

/* Thai and Lao have vowels before their consonant, and signs behind it. */
static bool
may_cut(uint32_t before, uint32_t after)
{
    bool is_lead = (before & ~0x80u) >= 0xE40 && (before & ~0x80u) <= 0xE44;
    bool is_sign = is_one_of(after,
        "\u0e30\u0e32\u0e33\u0e45\u0e46\u0eb0"
        "\u0eb2\u0eb3\u0ec6");
    return !is_lead && !is_sign;
}

static void
cut_pieces(struct pieces *pieces, dc_str text)
{
    const unsigned char *start = (const unsigned char *)text.ptr;
    const unsigned char *end = start + text.len;
    uint32_t last = 0;
    for (const unsigned char *at = start; at < end;) {
        struct epub_char c = epub_utf8_next(at, end);
        uint32_t width = width_of(c.code);
        uint32_t place = (uint32_t)(at - start);
        struct piece *before =
            pieces->count ? &pieces->items[pieces->count - 1] : NULL;
        at += c.len;
        /* Marks, and what a joiner holds, stay with their letter. */
        if (before && (width == 0 || last == 0x200D)) {
            before->end = place + (uint32_t)c.len;
            last = c.code;
            continue;
        }
        if (pieces->count == PIECES_MAX) {
            pieces->is_cut = true;
            return;
        }
        if (before)
            before->may_end = may_part(last, c.code);
        if (before)
            before->may_cut = may_cut(last, c.code);
        pieces->items[pieces->count++] = (struct piece){
            .at = place,
            .end = place + (uint32_t)c.len,
            .width = width,
            .is_blank = c.code == ' ',
            .may_end = false,
            .may_cut = false,
        };
        last = c.code;
    }
}

/* How lines are filled. */
struct fill {
    const struct pieces *pieces;
    uint64_t room; /* of a line, in thousandths of a letter's size */
    bool cuts_words;
};

/*
 * The first piece of the next line, behind those that fit this one; `from` if
 * none does.
 */
static size_t
fill_line(const struct fill *fill, size_t from)
{
    const struct pieces *pieces = fill->pieces;
    uint64_t sum = 0;
    size_t end = from;
    size_t cut = from;
    for (size_t i = from; i < pieces->count; i++) {
        const struct piece *piece = &pieces->items[i];
        sum += piece->width;
        if (!piece->is_blank && sum > fill->room)
            return end > from || !fill->cuts_words ? end : cut;
        if (piece->may_end)
            end = i + 1;
        if (piece->may_cut)
            cut = i + 1;
    }
    return pieces->count;
}

/* The number of lines; 0 if a word does not fit or there are too many. */
static uint32_t
count_lines(const struct fill *fill, uint32_t most)
{
    uint32_t count = 0;
    for (size_t at = 0; at < fill->pieces->count; count++) {
        size_t next = fill_line(fill, at);
        if (next == at || count == most)
            return 0;
        at = next;
    }
    return count;
}

/* The least room that needs no more lines. */
static uint64_t
balance(struct fill fill, uint32_t count)
{
    uint64_t low = 0;
    uint64_t high = fill.room;
    while (low < high) {
        fill.room = (low + high) / 2;
        uint32_t lines = count_lines(&fill, count);
        if (lines && lines <= count)
            high = fill.room;
        else
            low = fill.room + 1;
    }
    return high;
}

static void
take_lines(const struct fill *fill, dc_str text, struct epub_cover_lines *lines,
    uint32_t most)
{
    const struct piece *items = fill->pieces->items;
    size_t at = 0;
    while (at < fill->pieces->count && lines->count < most) {
        size_t next = fill_line(fill, at);
        if (next == at)
            next++;
        size_t end = next;
        while (end > at && items[end - 1].is_blank)
            end--;
        if (end > at)
            lines->lines[lines->count++] = dc_str_slice(
                text.ptr + items[at].at, items[end - 1].end - items[at].at);
        at = next;
    }
    lines->is_cut = at < fill->pieces->count || fill->pieces->is_cut;
}

uint32_t
epub_cover_leading(uint32_t size)
{
    return size + size / 5;
}

static uint32_t
lines_in(const struct epub_cover_box *box, uint32_t size)
{
    uint32_t count = box->height / epub_cover_leading(size);
    return count < box->lines_most ? count : box->lines_most;
}

/* The number of lines at the largest size that does; 0: none does. */
static uint32_t
find_size(struct fill *fill, const struct epub_cover_box *box, uint32_t most,
    uint32_t *size)
{
    uint32_t count = 0;
    *size = most;
    for (;;) {
        fill->room = (uint64_t)box->width * 1000 / *size;
        count = count_lines(fill, lines_in(box, *size));
        if (count || *size == box->size_least)
            return count;
        *size -= *size / 16;
        if (*size < box->size_least)
            *size = box->size_least;
    }
}

void
epub_cover_break(struct epub *epub, dc_str text,
    const struct epub_cover_box *box, struct epub_cover_lines *lines)
{
    struct pieces *pieces = dc_alloc(epub->job, sizeof *pieces);
    struct fill fill = {.pieces = pieces};
    memset(lines, 0, sizeof *lines);
    if (!pieces)
        return;
    cut_pieces(pieces, text);
    uint32_t count = find_size(&fill, box, box->size_most, &lines->size);
    if (!count) {
        fill.cuts_words = true;
        count = find_size(&fill, box, box->size_most / 2, &lines->size);
    }
    if (count)
        fill.room = balance(fill, count);
    take_lines(&fill, text, lines, lines_in(box, lines->size));
}

bool
epub_cover_is_rtl(dc_str text)
{
    const unsigned char *at = (const unsigned char *)text.ptr;
    const unsigned char *end = at + text.len;
    while (at < end) {
        struct epub_char c = epub_utf8_next(at, end);
        at += c.len;
        if ((c.code >= 0x590 && c.code <= 0x8FF) ||
            (c.code >= 0xFB1D && c.code <= 0xFEFC && c.code != 0xFEFF &&
                !(c.code >= 0xFE00 && c.code <= 0xFE6F)))
            return true;
        if ((c.code < 0x80 && epub_is_letter((char)c.code)) ||
            (c.code >= 0xC0 && c.code != 0xD7 && c.code != 0xF7 &&
                c.code < 0x2000) ||
            c.code >= 0x2C00)
            return false;
    }
    return false;
}
