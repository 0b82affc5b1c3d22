/* SPDX-License-Identifier: MIT */
/*
 * What statistics need to know of a character, and which letters the
 * languages that were ever written in legacy character sets use.
 */
#ifndef DCI_DETECT_LETTERS_H
#define DCI_DETECT_LETTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum dci_class {
    DCI_CLASS_SPACE,
    DCI_CLASS_DIGIT,
    DCI_CLASS_PUNCT, /* ASCII punctuation */
    DCI_CLASS_LETTER,
    DCI_CLASS_MARK, /* follows a letter of its script */
    DCI_CLASS_IDEOGRAPH, /* with kana and hangul: no words by spaces */
    DCI_CLASS_WIDE, /* East Asian punctuation and full width forms */
    DCI_CLASS_QUOTE, /* typographic quotes */
    DCI_CLASS_DASH, /* dashes, ellipsis, no-break space, bullets */
    DCI_CLASS_SYMBOL,
    DCI_CLASS_BOX, /* box drawing and blocks */
    DCI_CLASS_CONTROL,
    DCI_CLASS_ODD /* private use, unassigned, never in old sets */
};

enum dci_script {
    DCI_SCRIPT_NONE,
    DCI_SCRIPT_LATIN,
    DCI_SCRIPT_GREEK,
    DCI_SCRIPT_CYRILLIC,
    DCI_SCRIPT_ARMENIAN,
    DCI_SCRIPT_HEBREW,
    DCI_SCRIPT_ARABIC,
    DCI_SCRIPT_THAI,
    DCI_SCRIPT_GEORGIAN,
    DCI_SCRIPT_HAN,
    DCI_SCRIPT_KANA,
    DCI_SCRIPT_HANGUL,
    DCI_SCRIPT_OTHER
};

enum dci_case { DCI_CASE_NONE, DCI_CASE_LOWER, DCI_CASE_UPPER };

struct dci_letter {
    uint8_t class; /* enum dci_class */
    uint8_t script; /* enum dci_script */
    uint8_t cased; /* enum dci_case */
};

/* What a code point is. Total: anything unknown is DCI_CLASS_ODD. */
struct dci_letter dci_letter(uint32_t code);

/* The lower case of a letter of the alphabets below; else itself. */
uint32_t dci_letter_lower(uint32_t code);

/* The letters beyond ASCII that a language uses, lower case. */
struct dci_alphabet;

/* By primary language tag; NULL if the language is not in the list. */
const struct dci_alphabet *dci_alphabet_lookup(const char *tag);

/* The letters that the languages of western Europe share, and those of the
 * Americas and Africa took over. Never NULL. */
const struct dci_alphabet *dci_alphabet_western(void);

/* The alphabets that tell their language by themselves: the one after this
 * one, the first for NULL; NULL at the end. */
const struct dci_alphabet *dci_alphabet_next_telltale(
    const struct dci_alphabet *alphabet);

/* The letters of all alphabets lie below this. */
#define DCI_LETTER_LIMIT 0x2000

struct dci_letter_set {
    uint64_t bits[DCI_LETTER_LIMIT / 64];
};

/* Fills the set with the letters of an alphabet, lower case. */
void dci_alphabet_letters(
    const struct dci_alphabet *alphabet, struct dci_letter_set *set);

static inline bool
dci_letter_set_has(const struct dci_letter_set *set, uint32_t lower)
{
    return lower < DCI_LETTER_LIMIT &&
        (set->bits[lower / 64] >> lower % 64 & 1);
}

#endif
