/* SPDX-License-Identifier: MIT */
/*
 * Characters and words for the plain text reader. ASCII is answered here;
 * everything else is asked of utf8proc, whose tables follow the Unicode
 * Character Database. The input is valid UTF-8; the decoder only guards its
 * end.
 */
#include "read/text_doc.h"

#include <string.h>
#include <utf8proc.h>

/* 64-bit FNV-1a. */
#define HASH_START 0xCBF29CE484222325u
#define HASH_PRIME 0x100000001B3u

/* The next character when it is not ASCII; 0 at the end. */
uint32_t
text_decode_long(struct text_slice *rest)
{
    const uint8_t *at = rest->at;
    if (rest->len == 0) {
        return 0;
    }
    unsigned len = at[0] < 0xE0 ? 2 : at[0] < 0xF0 ? 3 : 4;
    if (len > rest->len) {
        len = (unsigned)rest->len;
    }
    uint32_t c = len == 1 ? at[0] : at[0] & (0x7Fu >> len);
    for (unsigned i = 1; i < len; i++) {
        c = c << 6 | (at[i] & 0x3Fu);
    }
    rest->at += len;
    rest->len -= len;
    return c;
}

uint32_t
text_last(struct text_slice text)
{
    size_t start = text.len;
    while (start > 0) {
        start--;
        if ((text.at[start] & 0xC0) != 0x80) {
            break;
        }
    }
    struct text_slice rest = {text.at + start, text.len - start};
    return text_decode(&rest);
}

static utf8proc_category_t
category(uint32_t c)
{
    return utf8proc_category((utf8proc_int32_t)c);
}

/* The Russian alphabet is common enough for a short way. */
static bool
is_russian(uint32_t c)
{
    return c >= 0x410 && c <= 0x44F;
}

bool
text_is_letter(uint32_t c)
{
    if (c < 0x80) {
        return (c | 0x20) - 'a' < 26;
    }
    if (is_russian(c)) {
        return true;
    }
    utf8proc_category_t found = category(c);
    return found >= UTF8PROC_CATEGORY_LU && found <= UTF8PROC_CATEGORY_LO;
}

bool
text_is_upper(uint32_t c)
{
    if (c < 0x80) {
        return c >= 'A' && c <= 'Z';
    }
    if (is_russian(c)) {
        return c < 0x430;
    }
    utf8proc_category_t found = category(c);
    return found == UTF8PROC_CATEGORY_LU || found == UTF8PROC_CATEGORY_LT;
}

bool
text_is_lower(uint32_t c)
{
    if (c < 0x80) {
        return c >= 'a' && c <= 'z';
    }
    if (is_russian(c)) {
        return c >= 0x430;
    }
    return category(c) == UTF8PROC_CATEGORY_LL;
}

bool
text_is_digit(uint32_t c)
{
    if (c < 0x80) {
        return c >= '0' && c <= '9';
    }
    return category(c) == UTF8PROC_CATEGORY_ND;
}

bool
text_is_space(uint32_t c)
{
    if (c < 0x80) {
        return c == ' ' || c == '\t';
    }
    return c == 0xFEFF || category(c) == UTF8PROC_CATEGORY_ZS;
}

bool
text_is_opening(uint32_t c)
{
    if (c < 0x80) {
        return c == '"' || c == '\'' || c == '(' || c == '[' || c == '_' ||
            c == '*' || c == '`';
    }
    utf8proc_category_t found = category(c);
    /* German closes with the quotation mark that others open with. */
    return found == UTF8PROC_CATEGORY_PS || found == UTF8PROC_CATEGORY_PI ||
        c == 0xBB || c == 0xBF || c == 0xA1 || c == 0x201C;
}

bool
text_is_closing(uint32_t c)
{
    if (c < 0x80) {
        return c == '"' || c == '\'' || c == ')' || c == ']' || c == '_' ||
            c == '*' || c == '}';
    }
    utf8proc_category_t found = category(c);
    return found == UTF8PROC_CATEGORY_PE || found == UTF8PROC_CATEGORY_PF ||
        c == 0xAB || c == 0x201C || c == 0x2018;
}

bool
text_is_dash(uint32_t c)
{
    return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

bool
text_is_wide(uint32_t c)
{
    return c >= 0x1100 && utf8proc_charwidth((utf8proc_int32_t)c) == 2;
}

/* The small letter of `c` without its marks; hyphens and quotes become one. */
uint32_t
text_fold(uint32_t c)
{
    if (c < 0x80) {
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    }
    /* All but the short i, which folds to i. */
    if (is_russian(c) && (c & 0x1F) != 0x19) {
        return c < 0x430 ? c + 32 : c;
    }
    if (text_is_wide(c)) {
        return c;
    }
    utf8proc_int32_t parts[8];
    int boundary = 0;
    utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)c, parts,
        8, UTF8PROC_STRIPMARK | UTF8PROC_CASEFOLD | UTF8PROC_DECOMPOSE,
        &boundary);
    return count >= 1 && count <= 8 ? (uint32_t)parts[0] : c;
}

struct text_slice
text_trim(struct text_slice text)
{
    while (text.len > 0) {
        struct text_slice rest = text;
        if (!text_is_space(text_decode(&rest))) {
            break;
        }
        text = rest;
    }
    while (text.len > 0 && text.at[text.len - 1] == ' ') {
        text.len--;
    }
    return text;
}

static bool
is_word_character(uint32_t c)
{
    if (c < 0x80) {
        return (c | 0x20) - 'a' < 26 || c - '0' < 10;
    }
    if (text_is_letter(c) || text_is_digit(c)) {
        return true;
    }
    utf8proc_category_t found = category(c);
    return found == UTF8PROC_CATEGORY_MN || found == UTF8PROC_CATEGORY_MC ||
        found == UTF8PROC_CATEGORY_NL;
}

/* The next run of letters and digits; `rest` moves behind it. */
struct text_slice
text_word(struct text_slice *rest)
{
    struct text_slice at = *rest;
    while (rest->len > 0) {
        at = *rest;
        if (is_word_character(text_decode(rest))) {
            break;
        }
        at = *rest;
    }
    while (rest->len > 0) {
        struct text_slice before = *rest;
        if (!is_word_character(text_decode(rest))) {
            *rest = before;
            break;
        }
    }
    return (struct text_slice){at.at, (size_t)(rest->at - at.at)};
}

static size_t
encode(uint32_t c, uint8_t out[4])
{
    return (size_t)utf8proc_encode_char((utf8proc_int32_t)c, out);
}

/*
 * Writes the folded word, NUL-terminated, and returns its length; 0 when it
 * does not fit.
 */
size_t
text_fold_word(struct text_slice word, char *out, size_t room)
{
    size_t len = 0;
    while (word.len > 0) {
        uint32_t c = text_decode(&word);
        if (c >= 0x300 && category(c) == UTF8PROC_CATEGORY_MN) {
            continue;
        }
        uint8_t bytes[4];
        size_t more = encode(text_fold(c), bytes);
        if (len + more >= room) {
            return 0;
        }
        memcpy(out + len, bytes, more);
        len += more;
    }
    out[len] = '\0';
    return len;
}

/* Hash of the folded letters and digits alone; 0 when there are none. */
uint64_t
text_letters_hash(struct text_slice text)
{
    uint64_t hash = HASH_START;
    bool any = false;
    while (text.len > 0) {
        uint32_t c = text_decode(&text);
        if (text_is_letter(c) || text_is_digit(c)) {
            hash = (hash ^ text_fold(c)) * HASH_PRIME;
            any = true;
        }
    }
    return any ? hash | 1 : 0;
}

/* The next letter or digit, folded; 0 at the end. */
static uint32_t
next_letter(struct text_slice *rest)
{
    while (rest->len > 0) {
        uint32_t c = text_decode(rest);
        if (text_is_letter(c) || text_is_digit(c)) {
            return text_fold(c);
        }
    }
    return 0;
}

unsigned
text_common_letters(
    struct text_slice text, struct text_slice other, unsigned *letters)
{
    unsigned common = 0;
    bool same = true;
    *letters = 0;
    for (uint32_t c = next_letter(&text); c != 0; c = next_letter(&text)) {
        ++*letters;
        same = same && next_letter(&other) == c;
        common += same;
    }
    return common;
}

bool
text_same_letters(struct text_slice a, struct text_slice b)
{
    uint64_t hash = text_letters_hash(a);
    return hash != 0 && hash == text_letters_hash(b);
}

bool
text_starts(struct text_slice text, const char *prefix)
{
    size_t len = strlen(prefix);
    return text.len >= len && memcmp(text.at, prefix, len) == 0;
}

bool
text_contains(struct text_slice text, const char *needle)
{
    size_t len = strlen(needle);
    while (text.len >= len) {
        const uint8_t *at = memchr(text.at, needle[0], text.len - len + 1);
        if (!at) {
            return false;
        }
        if (memcmp(at, needle, len) == 0) {
            return true;
        }
        text.len -= (size_t)(at - text.at) + 1;
        text.at = at + 1;
    }
    return false;
}

static void
count_word(struct text_case *found, struct text_slice word)
{
    struct text_slice rest = word;
    uint32_t first = text_decode(&rest);
    found->words++;
    if (text_is_upper(first) || text_is_digit(first)) {
        found->capitalised++;
    } else if (text_is_lower(first) && word.len >= 4) {
        found->small_long++;
    }
}

struct text_case
text_case_of(struct text_slice text)
{
    struct text_case found = {.last = text_last(text)};
    struct text_slice rest = text;
    found.first = text_decode(&rest);
    rest = text;
    while (rest.len > 0) {
        uint32_t c = text_decode(&rest);
        if (text_is_letter(c)) {
            found.first_letter = found.first_letter ? found.first_letter : c;
            found.letters++;
            found.upper += text_is_upper(c);
            found.lower += text_is_lower(c);
        }
        found.digits += text_is_digit(c);
    }
    rest = text;
    while (rest.len > 0) {
        struct text_slice word = text_word(&rest);
        if (word.len > 0) {
            count_word(&found, word);
        }
    }
    return found;
}

/* True at . ! ? … : and their like, also before closing quotes. */
bool
text_ends_sentence(struct text_slice text)
{
    for (unsigned tries = 0; tries < 4 && text.len > 0; tries++) {
        uint32_t last = text_last(text);
        if (last < 0x80 ? last == '.' || last == '!' || last == '?' ||
                    last == ':' || last == ';'
                        : last == 0x2026 || last == 0x3002 || last == 0xFF01 ||
                    last == 0xFF1F || last == 0x0964 || last == 0x061F ||
                    last == 0x06D4) {
            return true;
        }
        if (!text_is_closing(last)) {
            return false;
        }
        do {
            text.len--;
        } while (text.len > 0 && (text.at[text.len] & 0xC0) == 0x80);
    }
    return false;
}
