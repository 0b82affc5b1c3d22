/* SPDX-License-Identifier: MIT */
/*
 * Slugs: a heading in lower case ASCII, for names of files and identifiers
 * that every reading system, file system and unzip program takes.  Letters
 * of the Latin, Greek and Cyrillic scripts are spelled in Latin letters;
 * what has no such spelling here parts words like a space.
 */
#include "write/epub.h"

#include "base/epub_utf8.h"

/* From U+00C0; "" for what is no letter. */
static const char latin[][3] = {"a", "a", "a", "a", "a", "a", "ae", "c", "e",
    "e", "e", "e", "i", "i", "i", "i", "d", "n", "o", "o", "o", "o", "o", "",
    "o", "u", "u", "u", "u", "y", "th", "ss", "a", "a", "a", "a", "a", "a",
    "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i", "d", "n", "o", "o", "o",
    "o", "o", "", "o", "u", "u", "u", "u", "y", "th", "y",
    /* From U+0100. */
    "a", "a", "a", "a", "a", "a", "c", "c", "c", "c", "c", "c", "c", "c", "d",
    "d", "d", "d", "e", "e", "e", "e", "e", "e", "e", "e", "e", "e", "g", "g",
    "g", "g", "g", "g", "g", "g", "h", "h", "h", "h", "i", "i", "i", "i", "i",
    "i", "i", "i", "i", "i", "ij", "ij", "j", "j", "k", "k", "k", "l", "l", "l",
    "l", "l", "l", "l", "l", "l", "l", "n", "n", "n", "n", "n", "n", "n", "n",
    "n", "o", "o", "o", "o", "o", "o", "oe", "oe", "r", "r", "r", "r", "r", "r",
    "s", "s", "s", "s", "s", "s", "s", "s", "t", "t", "t", "t", "t", "t", "u",
    "u", "u", "u", "u", "u", "u", "u", "u", "u", "u", "u", "w", "w", "y", "y",
    "y", "z", "z", "z", "z", "z", "z", "s"};

/* From U+03AC. */
static const char greek[][3] = {"a", "e", "i", "i", "y", "a", "v", "g", "d",
    "e", "z", "i", "th", "i", "k", "l", "m", "n", "x", "o", "p", "r", "s", "s",
    "t", "y", "f", "ch", "ps", "o", "i", "y", "o", "y", "o"};

/* From U+0430. */
static const char cyrillic[][5] = {"a", "b", "v", "g", "d", "e", "zh", "z", "i",
    "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "kh", "ts",
    "ch", "sh", "shch", "", "y", "", "e", "yu", "ya", "e", "yo", "dj", "g",
    "ye", "dz", "i", "yi", "j", "lj", "nj", "c", "k", "i", "u", "dz"};

/* The small letter of a Greek or Cyrillic capital. */
static uint32_t
small_letter(uint32_t code)
{
    if (code >= 0x391 && code <= 0x3AB)
        return code + 0x20;
    if (code >= 0x410 && code <= 0x42F)
        return code + 0x20;
    if (code >= 0x400 && code <= 0x40F)
        return code + 0x50;
    return code;
}

#define LAST(table) (sizeof(table) / sizeof((table)[0]) - 1)

/* The letters that a character beyond ASCII is spelled with, or NULL. */
static const char *
spelling(uint32_t code)
{
    code = small_letter(code);
    if (code >= 0xC0 && code <= 0xC0 + LAST(latin))
        return latin[code - 0xC0];
    if (code >= 0x3AC && code <= 0x3AC + LAST(greek))
        return greek[code - 0x3AC];
    if (code >= 0x430 && code <= 0x430 + LAST(cyrillic))
        return cyrillic[code - 0x430];
    if (code == 0x490 || code == 0x491)
        return "g";
    return NULL;
}

/* Stands inside words without parting them: apostrophes, accents. */
static bool
is_inside_word(uint32_t code)
{
    return code == '\'' || code == 0x2019 || code == 0xAD ||
        (code >= 0x300 && code < 0x370);
}

/* Puts one character; false when it parts words. */
static bool
put_letter(struct epub_buf *buf, uint32_t code)
{
    if (code < 0x80) {
        char c = (char)code;
        if (c >= 'A' && c <= 'Z')
            c = (char)(c + 32);
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')))
            return is_inside_word(code);
        epub_put(buf, &c, 1);
        return true;
    }
    const char *letters = spelling(code);
    if (!letters)
        return is_inside_word(code);
    epub_puts(buf, letters);
    return true;
}

void
epub_put_slug(struct epub_buf *buf, dc_str text, size_t max)
{
    const unsigned char *at = (const unsigned char *)text.ptr;
    const unsigned char *end = at + text.len;
    size_t start = buf->len;
    size_t word = start; /* where the last word began, hyphen included */
    bool is_parted = false;
    while (at < end && buf->len - start <= max) {
        struct epub_char c = epub_utf8_next(at, end);
        size_t before = buf->len;
        if (is_parted && before > start)
            epub_put(buf, "-", 1);
        size_t letters = buf->len;
        bool is_letter = put_letter(buf, c.code);
        if (is_parted && buf->len > letters)
            word = before;
        if (buf->len == letters)
            buf->len = before;
        else
            is_parted = false;
        is_parted |= !is_letter;
        at += c.len;
    }
    if (buf->len - start > max)
        buf->len = word > start ? word : start + max;
}
