/* SPDX-License-Identifier: MIT */
/*
 * What transcribers put in brackets because a text cannot show it:
 * "[Illustration: The boat]" where a picture stood and "[Sidenote: 1745]"
 * what stood in the margin. These are no paragraphs of the author's; they
 * keep their words and their place.
 */
#include "read/text_doc.h"

#include <string.h>

/* A caption has no more lines, blank ones aside. */
#define LINES_MAX 40

struct opening {
    const char *word;
    uint8_t role; /* enum text_role */
};

static const struct opening openings[] = {
    {"illustration", TEXT_ILLUSTRATION},
    {"illustrations", TEXT_ILLUSTRATION},
    {"illustratie", TEXT_ILLUSTRATION},
    {"ilustracion", TEXT_ILLUSTRATION},
    {"illustrazione", TEXT_ILLUSTRATION},
    {"abbildung", TEXT_ILLUSTRATION},
    {"kuvitus", TEXT_ILLUSTRATION},
    {"image", TEXT_ILLUSTRATION},
    {"picture", TEXT_ILLUSTRATION},
    {"vignette", TEXT_ILLUSTRATION},
    {"decoration", TEXT_ILLUSTRATION},
    {"figure", TEXT_ILLUSTRATION},
    {"music", TEXT_ILLUSTRATION},
    {"map", TEXT_ILLUSTRATION},
    {"sidenote", TEXT_SIDENOTE},
    {"sidenotes", TEXT_SIDENOTE},
};

static const struct opening *
opening_of(struct text_slice text)
{
    char folded[32];
    if (text.len < 5 || text.at[0] != '[') {
        return NULL;
    }
    struct text_slice word = text_word(&text);
    size_t len = text_fold_word(word, folded, sizeof folded);
    if (len == 0 || text.len == 0 ||
        (text.at[0] != ':' && text.at[0] != ']' && text.at[0] != ' ' &&
            text.at[0] != '.' && text.at[0] != '\n' && text.at[0] != '\r')) {
        return NULL;
    }
    struct text_slice opened = {(const uint8_t *)folded, len};
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
        if (text_same_letters(opened,
                (struct text_slice){(const uint8_t *)openings[i].word,
                    strlen(openings[i].word)})) {
            return &openings[i];
        }
    }
    return NULL;
}

/* The line behind the one that closes the bracket; `first` if none does. */
static uint32_t
end_of_bracket(const struct text_doc *doc, uint32_t first)
{
    uint32_t end =
        doc->body_end - first > LINES_MAX ? first + LINES_MAX : doc->body_end;
    for (uint32_t i = first; i < end; i++) {
        const struct text_line *line = &doc->lines[i];
        bool may = line->role == TEXT_PARAGRAPH || line->role == TEXT_VERSE;
        if (!may || (i > first && doc->data[line->offset] == '[')) {
            return first;
        }
        if (text_last(text_line_slice(doc, line)) == ']') {
            return i + 1;
        }
    }
    return first;
}

/* Gives the lines the role; those that blank lines part stay apart. */
static void
set_bracket(struct text_doc *doc, struct text_chunk lines, uint8_t role)
{
    while (lines.first < lines.end) {
        struct text_chunk part = text_chunk_at(doc, lines.first);
        part.end = part.end > lines.end ? lines.end : part.end;
        text_chunk_set(doc, part, role, 95, TEXT_RULE_SYMBOLS);
        lines.first = part.end;
    }
    if (lines.end < doc->count) {
        doc->lines[lines.end].flags |= TEXT_STARTS;
    }
}

void
text_brackets_assign(struct text_doc *doc)
{
    uint32_t i = doc->body;
    while (i < doc->body_end) {
        const struct text_line *line = &doc->lines[i];
        bool may = (line->flags & TEXT_STARTS) &&
            doc->data[line->offset] == '[' &&
            (line->role == TEXT_PARAGRAPH || line->role == TEXT_VERSE);
        const struct opening *opening =
            may ? opening_of(text_line_slice(doc, line)) : NULL;
        uint32_t end = opening ? end_of_bracket(doc, i) : i;
        if (end > i) {
            set_bracket(doc, (struct text_chunk){i, end}, opening->role);
        }
        i = end > i ? end : i + 1;
    }
}
