/* SPDX-License-Identifier: MIT */
/*
 * Fills lines with words.  A word is what no line may end within; it goes on
 * the line when the next one is whole, so that a mark that stands alone can
 * be kept with it.  Without a place to go to, lines are only measured.
 */
#include "write/text_out.h"

void
text_out_fill_start(struct text_out_fill *fill, struct text_out_buffer *to,
    size_t column, size_t hang, size_t width)
{
    struct text_out_fill fresh = {
        .to = to,
        .width = width,
        .hang = hang,
        .column = column,
        .words = fill->words,
        .widest_word = fill->widest_word,
        .widest_line = fill->widest_line,
    };
    fresh.words.len = 0;
    *fill = fresh;
}

static void
note_line(struct text_out_fill *fill)
{
    if (fill->column > fill->widest_line)
        fill->widest_line = fill->column;
}

static void
break_line(struct text_out *out, struct text_out_fill *fill)
{
    note_line(fill);
    fill->column = fill->hang;
    if (!fill->to)
        return;
    text_out_emit(out, fill->to, "\n", 1);
    text_out_append_spaces(out, fill->to, fill->hang);
}

/* Puts the word that is held on the line, or on a new one. */
static void
place_word(struct text_out *out, struct text_out_fill *fill)
{
    if (fill->held == 0)
        return;
    size_t blank = fill->has_space && fill->has_words;
    size_t need = fill->held_width + blank;
    if (fill->has_words && fill->column + need > fill->width) {
        break_line(out, fill);
        blank = 0;
    }
    if (fill->to) {
        text_out_append(out, fill->to, " ", blank);
        text_out_emit(out, fill->to, fill->words.ptr, fill->held);
    }
    fill->column += fill->held_width + blank;
    fill->has_words = true;
    if (fill->held_width + fill->hang > fill->widest_word)
        fill->widest_word = fill->held_width + fill->hang;
    fill->words.len -= fill->held;
    memmove(fill->words.ptr, fill->words.ptr + fill->held, fill->words.len);
    fill->held = 0;
    fill->held_width = 0;
}

/* The word that grew is whole: it joins the one that is held or follows it. */
static void
close_word(struct text_out *out, struct text_out_fill *fill)
{
    if (fill->words.len == fill->held)
        return;
    bool is_mark = fill->is_lone || fill->held_opens;
    bool goes_along = fill->held && fill->has_gap && is_mark;
    if (goes_along && text_out_append(out, &fill->words, " ", 1)) {
        size_t grown = fill->words.len - 1 - fill->held;
        char *start = fill->words.ptr + fill->held;
        memmove(start + 1, start, grown);
        *start = ' ';
        fill->held_width += 1 + fill->width_now;
        fill->held_opens = false;
    } else {
        place_word(out, fill);
        fill->has_space = fill->has_gap;
        fill->held_width = fill->width_now;
        fill->held_opens = text_out_opens(fill->ruler.last) &&
            fill->words.len <= 3 && fill->width_now <= 2;
    }
    fill->held = fill->words.len;
    fill->width_now = 0;
    fill->has_gap = false;
}

/* The letters from ptr that are ASCII and no blank. */
static size_t
plain_letters(const char *ptr, size_t len)
{
    size_t count = 0;
    while (count < len && ptr[count] > ' ' && ptr[count] < 0x7F)
        count++;
    return count;
}

static void
put_plain(struct text_out *out, struct text_out_fill *fill, const char *ptr,
    size_t len)
{
    fill->is_lone = fill->is_lone && len == 1 && text_out_closes(*ptr);
    text_out_append(out, &fill->words, ptr, len);
    fill->width_now += len;
    fill->ruler.last = ptr[len - 1];
    fill->ruler.is_joined = false;
    fill->before = ptr[len - 1];
}

static size_t
put_letter(struct text_out *out, struct text_out_fill *fill, const char *ptr,
    size_t len)
{
    int32_t code;
    size_t part = text_out_decode(ptr, len, &code);
    size_t columns = text_out_advance(&fill->ruler, code);
    fill->is_lone = fill->is_lone && text_out_closes(code);
    text_out_append(out, &fill->words, ptr, part);
    fill->width_now += columns;
    fill->before = code;
    return part;
}

/* Ends the word before the letter at ptr, if a line may end there. */
static void
part_words(struct text_out *out, struct text_out_fill *fill, const char *ptr,
    size_t len)
{
    int32_t next = (unsigned char)*ptr;
    if (next < 0x80 && fill->before < 0x80)
        return;
    if (next >= 0x80)
        text_out_decode(ptr, len, &next);
    if (text_out_may_break(fill->before, next))
        close_word(out, fill);
}

void
text_out_fill_put(struct text_out *out, struct text_out_fill *fill,
    const char *ptr, size_t len)
{
    for (size_t at = 0; at < len && !out->has_failed;) {
        if (ptr[at] == ' ' || ptr[at] == '\n') {
            close_word(out, fill);
            fill->has_gap = true;
            at++;
            continue;
        }
        bool is_fresh = fill->words.len == fill->held;
        size_t plain = plain_letters(ptr + at, len - at);
        if (is_fresh)
            fill->is_lone = true;
        else
            part_words(out, fill, ptr + at, len - at);
        if (plain)
            put_plain(out, fill, ptr + at, plain);
        at += plain ? plain : put_letter(out, fill, ptr + at, len - at);
    }
}

void
text_out_fill_end(struct text_out *out, struct text_out_fill *fill)
{
    close_word(out, fill);
    place_word(out, fill);
    note_line(fill);
}
