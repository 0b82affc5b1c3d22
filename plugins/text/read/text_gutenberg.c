/* SPDX-License-Identifier: MIT */
/*
 * The header and footer that Project Gutenberg puts around its texts.
 *
 * The body stands between two marker lines, "*** START OF THE PROJECT
 * GUTENBERG EBOOK ... ***" and "*** END OF ...", or, in older files, behind
 * "*END*THE SMALL PRINT!" and before "End of the Project Gutenberg ...". The
 * markers and the name stay English in files of every language; the field
 * names before the body ("Title:", "Titel:", "Titre:") follow the book.
 */
#include "read/text_doc.h"

#include <string.h>

/* Headers are longer than footers' first lines are deep; both are bounded. */
#define HEADER_LINES_MAX 600
#define FOOTER_LINES_MAX 1200

#define NAME "PROJECT GUTENBERG"

/* True if the ASCII text `needle` (capitals) occurs, in any case. */
static bool
contains_any_case(struct text_slice text, const char *needle)
{
    size_t len = strlen(needle);
    for (size_t i = 0; i + len <= text.len; i++) {
        size_t k = 0;
        while (k < len &&
            text_fold(text.at[i + k]) == text_fold((uint8_t)needle[k])) {
            k++;
        }
        if (k == len) {
            return true;
        }
    }
    return false;
}

static bool
is_marker(struct text_slice text, const char *word)
{
    if (text.len > 200 || !contains_any_case(text, word)) {
        return false;
    }
    if (text_starts(text, "***")) {
        return contains_any_case(text, NAME) ||
            contains_any_case(text, "PROJEKT GUTENBERG");
    }
    return text_starts(text, "*END*") && contains_any_case(text, "SMALL PRINT");
}

static bool
is_footer(struct text_slice text)
{
    if (text.len > 200) {
        return false;
    }
    if (text_starts(text, "***") && contains_any_case(text, "END OF")) {
        return contains_any_case(text, NAME);
    }
    static const char *const openings[] = {
        "End of the Project Gutenberg",
        "End of Project Gutenberg",
        "End of The Project Gutenberg",
        "Fin de Project Gutenberg",
        "Fin du Projet Gutenberg",
        "Ende dieses Project Gutenberg",
        "Ende dieses Projekt Gutenberg",
    };
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
        if (text_starts(text, openings[i])) {
            return true;
        }
    }
    return false;
}

struct field {
    const char *name;
    size_t member; /* offset of a slice in struct text_meta */
};

#define FIELD(name, member)                                                    \
    {                                                                          \
        name, offsetof(struct text_meta, member)                               \
    }

static const struct field fields[] = {
    FIELD("Title", title),
    FIELD("Titel", title),
    FIELD("Titre", title),
    FIELD("T\xC3\xADtulo", title),
    FIELD("Titolo", title),
    FIELD("Author", author),
    FIELD("Autor", author),
    FIELD("Auteur", author),
    FIELD("Autore", author),
    FIELD("Verfasser", author),
    FIELD("Translator", translator),
    FIELD("\xC3\x9C"
          "bersetzer",
        translator),
    FIELD("Traducteur", translator),
    FIELD("Traductor", translator),
    FIELD("Editor", editor),
    FIELD("Herausgeber", editor),
    FIELD("Illustrator", illustrator),
    FIELD("Language", language),
    FIELD("Sprache", language),
    FIELD("Langue", language),
    FIELD("Idioma", language),
    FIELD("Release Date", released),
    FIELD("Release date", released),
    FIELD("Posting Date", released),
};

static struct text_slice *
field_slot(struct text_meta *meta, size_t member)
{
    return (struct text_slice *)(void *)((char *)meta + member);
}

/* Takes "Name: value" with its continuation lines, which stand in. */
static void
read_field(struct text_doc *doc, uint32_t index, uint32_t end)
{
    struct text_slice text = text_line_slice(doc, &doc->lines[index]);
    const uint8_t *colon = memchr(text.at, ':', text.len);
    if (!colon) {
        return;
    }
    size_t name = (size_t)(colon - text.at);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        struct text_slice *slot = field_slot(&doc->meta, fields[i].member);
        if (strlen(fields[i].name) != name || slot->len > 0 ||
            memcmp(fields[i].name, text.at, name) != 0) {
            continue;
        }
        struct text_slice value = {colon + 1, text.len - name - 1};
        while (index + 1 < end && doc->lines[index + 1].gap == 0 &&
            doc->lines[index + 1].indent >= 4) {
            index++;
            value.len = (size_t)(doc->data + doc->lines[index].offset +
                doc->lines[index].len - value.at);
        }
        *slot = text_trim(value);
        return;
    }
}

/* "The Project Gutenberg Etext of The Open Boat, by Clara Winther" */
static void
read_first_line(struct text_doc *doc)
{
    struct text_slice text = text_line_slice(doc, &doc->lines[0]);
    static const char of[] = " of ";
    static const char by[] = ", by ";
    size_t title = 0;
    if (text.len > 200 || !contains_any_case(text, NAME)) {
        return;
    }
    for (size_t i = 0; i + 5 < text.len; i++) {
        if (title == 0 && memcmp(text.at + i, of, 4) == 0) {
            title = i + 4;
        } else if (title > 0 && memcmp(text.at + i, by, 5) == 0) {
            doc->meta.title = (struct text_slice){text.at + title, i - title};
            doc->meta.author =
                (struct text_slice){text.at + i + 5, text.len - i - 5};
        }
    }
}

/* A release date runs up to the "[EBook #11]" behind it. */
static void
trim_release(struct text_slice *released)
{
    const uint8_t *bracket =
        released->len ? memchr(released->at, '[', released->len) : NULL;
    if (bracket) {
        released->len = (size_t)(bracket - released->at);
        *released = text_trim(*released);
    }
}

static void
mark(struct text_doc *doc, uint32_t first, uint32_t end)
{
    while (first < end) {
        struct text_chunk chunk = text_chunk_at(doc, first);
        chunk.end = chunk.end > end ? end : chunk.end;
        text_chunk_set(doc, chunk, TEXT_GUTENBERG, 99, TEXT_RULE_FRONT);
        first = chunk.end;
    }
}

/* "Produced by ..." and its kind belong to the header. */
static uint32_t
skip_credits(const struct text_doc *doc, uint32_t first)
{
    static const char *const openings[] = {"Produced by", "E-text prepared by",
        "This etext was", "This eBook was", "Transcribed from", "Prepared by"};
    if (first >= doc->count) {
        return first;
    }
    struct text_slice text = text_line_slice(doc, &doc->lines[first]);
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
        if (text_starts(text, openings[i])) {
            return text_chunk_at(doc, first).end;
        }
    }
    return first;
}

static void
find_header(struct text_doc *doc)
{
    uint32_t limit =
        doc->count < HEADER_LINES_MAX ? doc->count : HEADER_LINES_MAX;
    for (uint32_t i = 0; i < limit; i++) {
        struct text_slice text = text_line_slice(doc, &doc->lines[i]);
        bool small = text_starts(text, "*END*") && is_marker(text, "*END*");
        if (!small && !is_marker(text, "START OF")) {
            continue;
        }
        for (uint32_t k = 0; k < i; k++) {
            read_field(doc, k, i);
        }
        if (doc->meta.title.len == 0) {
            read_first_line(doc);
        }
        trim_release(&doc->meta.released);
        doc->body = skip_credits(doc, i + 1);
        mark(doc, 0, doc->body);
    }
}

static void
find_footer(struct text_doc *doc)
{
    uint32_t depth = 0;
    for (uint32_t i = doc->count; i > doc->body && depth < FOOTER_LINES_MAX;
         i--, depth++) {
        if (is_footer(text_line_slice(doc, &doc->lines[i - 1]))) {
            doc->body_end = i - 1;
        }
    }
    mark(doc, doc->body_end, doc->count);
}

void
text_gutenberg_find(struct text_doc *doc)
{
    find_header(doc);
    if (doc->body > 0) {
        find_footer(doc);
    }
}
