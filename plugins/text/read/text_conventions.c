/* SPDX-License-Identifier: MIT */
/*
 * Does this text write _emphasis_, *strong* or /emphasis/? A sign counts as
 * markup only if the whole text uses it so: it opens before words and closes
 * behind them about as often, at least twice, and seldom stands inside words,
 * as in snake_case, 2*3 or and/or.
 */
#include "read/text_doc.h"

struct usage {
    uint64_t opens;
    uint64_t closes;
    uint64_t inside;
    uint64_t loose; /* between blanks, or doubled */
};

static bool
is_space_byte(uint8_t c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool
is_letter_byte(uint8_t c)
{
    return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
        (c >= '0' && c <= '9');
}

/*
 * True for letters, but not for the last byte of a dash or quotation mark
 * (E2 80 xx) or of « and » (C2 AB, C2 BB).
 */
static bool
is_letter_before(const uint8_t *text, size_t at)
{
    uint8_t c = text[at - 1];
    if (c >= 0x80 && at >= 3 && text[at - 3] == 0xE2 && text[at - 2] == 0x80) {
        return false;
    }
    if (c >= 0x80 && at >= 2 && text[at - 2] == 0xC2) {
        return false;
    }
    return is_letter_byte(c);
}

static bool
is_letter_after(const uint8_t *text, size_t at, size_t len)
{
    if (at + 2 < len && text[at + 1] == 0xE2 && text[at + 2] == 0x80) {
        return false;
    }
    return is_letter_byte(text[at + 1]) && text[at + 1] != 0xC2;
}

/* What the sign at `at` can be by what stands on its sides. */
enum text_sign
text_sign_at(const uint8_t *text, size_t at, size_t len)
{
    bool first = at == 0;
    bool last = at + 1 == len;
    bool space_before = first || is_space_byte(text[at - 1]);
    bool space_after = last || is_space_byte(text[at + 1]);
    bool same = (!first && text[at - 1] == text[at]) ||
        (!last && text[at + 1] == text[at]);
    if (same || (space_before && space_after)) {
        return TEXT_SIGN_LOOSE;
    }
    bool word_before = !first && is_letter_before(text, at);
    bool word_after = !last && is_letter_after(text, at, len);
    if (word_before && word_after) {
        return TEXT_SIGN_INSIDE;
    }
    if (space_after || word_before) {
        return TEXT_SIGN_CLOSES;
    }
    if (space_before || word_after) {
        return TEXT_SIGN_OPENS;
    }
    return TEXT_SIGN_EITHER;
}

static void
count_signs(struct text_slice text, uint8_t sign, struct usage *usage)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] != sign) {
            continue;
        }
        switch (text_sign_at(text.at, i, text.len)) {
        case TEXT_SIGN_OPENS:
            usage->opens++;
            break;
        case TEXT_SIGN_CLOSES:
            usage->closes++;
            break;
        case TEXT_SIGN_INSIDE:
            usage->inside++;
            break;
        default:
            usage->loose++;
            break;
        }
    }
}

static bool
is_consistent(const struct usage *usage, unsigned least)
{
    uint64_t more = usage->opens > usage->closes ? usage->opens : usage->closes;
    uint64_t fewer = usage->opens + usage->closes - more;
    return fewer >= least && (more - fewer) * 8 <= more &&
        usage->inside * 8 <= more && usage->loose * 4 <= more;
}

void
text_conventions_find(struct text_doc *doc)
{
    struct usage underscore = {0};
    struct usage star = {0};
    struct usage slash = {0};
    for (uint32_t i = doc->body; i < doc->body_end; i++) {
        const struct text_line *line = &doc->lines[i];
        if (!(line->flags & TEXT_INLINE) || line->role == TEXT_CODE ||
            line->role == TEXT_SCENE_BREAK || line->role == TEXT_UNDERLINE) {
            continue;
        }
        struct text_slice text = text_line_slice(doc, line);
        count_signs(text, '_', &underscore);
        count_signs(text, '*', &star);
        count_signs(text, '/', &slash);
    }
    doc->conventions = 0;
    if (is_consistent(&underscore, 2)) {
        doc->conventions |= TEXT_UNDERSCORE_IS_EMPHASIS;
    }
    if (is_consistent(&star, 2)) {
        doc->conventions |= TEXT_STAR_IS_STRONG;
    }
    if (is_consistent(&slash, 3)) {
        doc->conventions |= TEXT_SLASH_IS_EMPHASIS;
    }
}
