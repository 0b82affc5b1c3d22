/* SPDX-License-Identifier: MIT */
/*
 * Hyphens at line ends. Whether "after-" and "lecture" are one word or two,
 * the document itself knows best: it is its own dictionary. Phase 1 collects
 * the pairs; phase 2, only if there are any, reads every word once and counts
 * how often each pair occurs joined and hyphenated; phase 3 decides. A pair
 * that occurs nowhere else keeps its hyphen in a Gutenberg text, whose
 * makers join what the printer parted, and loses it elsewhere.
 */
#include "read/text_doc.h"

#include <stdlib.h>

/* Pairs that are looked up; further ones follow the rule. */
#define PAIRS_MAX (1u << 16)
/* Slots of the table; twice the pairs, each with two keys. */
#define SLOTS (1u << 18)

struct slot {
    uint32_t key; /* of the word, 0 if free */
    uint32_t count;
};

struct dictionary {
    struct slot *slots;
    uint32_t pairs;
};

static bool
is_word_byte(uint8_t c)
{
    return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static uint32_t
add_byte(uint32_t hash, uint8_t c)
{
    uint8_t small = c >= 'A' && c <= 'Z' ? (uint8_t)(c | 0x20) : c;
    return (hash ^ small) * 16777619u;
}

#define HASH_START 2166136261u

/* The letters before the hyphen that ends a line. */
static struct text_slice
head_of(struct text_slice text)
{
    size_t len = text.len - 1;
    size_t from = len;
    while (from > 0 && is_word_byte(text.at[from - 1]) && len - from < 64) {
        from--;
    }
    return (struct text_slice){text.at + from, len - from};
}

static struct text_slice
tail_of(struct text_slice text)
{
    size_t len = 0;
    while (len < text.len && is_word_byte(text.at[len]) && len < 64) {
        len++;
    }
    return (struct text_slice){text.at, len};
}

static uint32_t
hash_pair(struct text_slice head, struct text_slice tail, bool hyphen)
{
    uint32_t hash = HASH_START;
    for (size_t i = 0; i < head.len; i++) {
        hash = add_byte(hash, head.at[i]);
    }
    hash = hyphen ? add_byte(hash, '-') : hash;
    for (size_t i = 0; i < tail.len; i++) {
        hash = add_byte(hash, tail.at[i]);
    }
    return hash | 1;
}

/* True if line `i` ends in a hyphen that may part a word. */
static bool
is_parted(const struct text_doc *doc, uint32_t i, struct text_slice *head,
    struct text_slice *tail)
{
    const struct text_line *line = &doc->lines[i];
    if (i + 1 >= doc->body_end || line->len < 3 ||
        doc->data[line->offset + line->len - 1] != '-' ||
        line->role != TEXT_PARAGRAPH || line[1].role != TEXT_PARAGRAPH ||
        line[1].flags & TEXT_STARTS) {
        return false;
    }
    *head = head_of(text_line_slice(doc, line));
    *tail = tail_of(text_line_slice(doc, line + 1));
    if (head->len == 0 || tail->len == 0) {
        return false;
    }
    struct text_slice first = *tail;
    return !text_is_upper(text_decode(&first));
}

static struct slot *
find_slot(const struct dictionary *dictionary, uint32_t key)
{
    uint32_t at = (key * 2654435769u) >> 14;
    while (dictionary->slots[at].key != 0 && dictionary->slots[at].key != key) {
        at = (at + 1) & (SLOTS - 1);
    }
    return &dictionary->slots[at];
}

static bool
collect_pairs(const struct text_doc *doc, struct dictionary *dictionary)
{
    for (uint32_t i = doc->body; i < doc->body_end; i++) {
        struct text_slice head;
        struct text_slice tail;
        if (!is_parted(doc, i, &head, &tail) ||
            dictionary->pairs >= PAIRS_MAX) {
            continue;
        }
        if (!dictionary->slots) {
            dictionary->slots = calloc(SLOTS, sizeof *dictionary->slots);
            if (!dictionary->slots) {
                return false;
            }
        }
        dictionary->pairs++;
        for (unsigned hyphen = 0; hyphen < 2; hyphen++) {
            uint32_t key = hash_pair(head, tail, hyphen);
            find_slot(dictionary, key)->key = key;
        }
    }
    return true;
}

static void
count_word(struct dictionary *dictionary, uint32_t hash)
{
    struct slot *slot = find_slot(dictionary, hash | 1);
    slot->count += slot->key != 0;
}

/* Counts the words of a line, and words joined by one hyphen. */
static void
count_words(struct dictionary *dictionary, struct text_slice text)
{
    size_t i = 0;
    uint32_t compound = 0;
    while (i < text.len) {
        if (!is_word_byte(text.at[i])) {
            compound = 0;
            i++;
            continue;
        }
        uint32_t hash = HASH_START;
        for (; i < text.len && is_word_byte(text.at[i]); i++) {
            hash = add_byte(hash, text.at[i]);
            compound = compound ? add_byte(compound, text.at[i]) : 0;
        }
        count_word(dictionary, hash);
        if (compound) {
            count_word(dictionary, compound);
        }
        compound = 0;
        if (i < text.len && text.at[i] == '-') {
            compound = add_byte(hash, '-');
            i++;
        }
    }
}

static enum text_join
judge(const struct text_doc *doc, const struct dictionary *dictionary,
    struct text_slice head, struct text_slice tail)
{
    uint32_t key = hash_pair(head, tail, false);
    uint32_t joined = find_slot(dictionary, key)->count;
    key = hash_pair(head, tail, true);
    uint32_t hyphen = find_slot(dictionary, key)->count;
    if (joined != hyphen) {
        return joined > hyphen ? TEXT_JOIN_DROP_HYPHEN : TEXT_JOIN_KEEP_HYPHEN;
    }
    return doc->body > 0 || head.len < 2 ? TEXT_JOIN_KEEP_HYPHEN
                                         : TEXT_JOIN_DROP_HYPHEN;
}

enum text_status
text_hyphens_assign(struct text_doc *doc)
{
    struct dictionary dictionary = {NULL, 0};
    if (!collect_pairs(doc, &dictionary)) {
        return TEXT_NO_MEMORY;
    }
    if (dictionary.pairs == 0) {
        return TEXT_OK;
    }
    for (uint32_t i = doc->body; i < doc->body_end; i++) {
        count_words(&dictionary, text_line_slice(doc, &doc->lines[i]));
    }
    for (uint32_t i = doc->body; i < doc->body_end; i++) {
        struct text_slice head;
        struct text_slice tail;
        if (is_parted(doc, i, &head, &tail)) {
            doc->lines[i].level = (uint8_t)judge(doc, &dictionary, head, tail);
        }
    }
    free(dictionary.slots);
    return TEXT_OK;
}
