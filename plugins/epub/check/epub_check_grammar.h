/* SPDX-License-Identifier: MIT */
/*
 * A small grammar for documents of few elements: a row for each element says
 * which children it has in which order, whether it holds text, and which
 * attributes it has with what values.
 *
 * Content is a list of particles: names with '|' between alternatives, then
 * '?' for at most one, '*' for any number, '+' for one or more.  "%" is any
 * element that no other particle names.  Flags come first, each a word: "#"
 * text may stand here, "&" the order is free, "@" all may stand again in
 * their order, "~" anything may stand here, "!" elements of other name spaces
 * may stand here.
 *
 * Attributes are a list of names: '*' before one demands it, "=values" after
 * it says what it may be: alternatives with '|' between, or a type in
 * capitals (epub_is_of_type).
 */
#ifndef EPUB_CHECK_GRAMMAR_H
#define EPUB_CHECK_GRAMMAR_H

#include "check/epub_check.h"

/* How far the children of an element have come in its content. */
struct epub_progress {
    uint32_t at; /* the particle of the last child */
    uint32_t seen; /* a bit for each particle */
};

/* Takes the next child; false: it may not stand here. */
bool epub_content_step(
    const char *content, struct epub_progress *progress, dc_str name);
/* The particle of a child that is missing at the end, or empty. */
dc_str epub_content_missing(
    const char *content, const struct epub_progress *progress);

/*
 * True if the text is one of the values with '|' between (one at the end lets
 * it be empty), or of a type: ID a name, TOKEN a word, NMTOKEN a name token,
 * NMTOKENS several, WORD some text, NUMBER
 * digits, POSITIVE digits but no zero alone, INTEGER digits and perhaps '-',
 * LANG a language or nothing, TYPE
 * a media type, TEXT anything.
 */
bool epub_is_of_type(dc_str text, dc_str type);

struct epub_grammar_row {
    const char *name;
    const char *content;
    const char *attributes; /* without a name space, and of xml: */
};

struct epub_grammar {
    const char *space; /* of the elements */
    const char *root;
    const char *foreign; /* name space of attributes looked at; "*": any */
    const char *other; /* name space of elements named "dc:"; NULL: none */
    const struct epub_grammar_row *rows;
    size_t count;
    /* What an element of the name space means besides; NULL: nothing. */
    void (*act)(struct epub_doc *doc, const dc_xml_element *element);
};

struct epub_grammar_level {
    const struct epub_grammar_row *row; /* NULL: nothing is known of it */
    struct epub_progress progress;
    bool has_text;
};

struct epub_grammar_state {
    const struct epub_grammar *grammar;
    struct epub_grammar_level levels[EPUB_DEPTH];
};

/* Reads a document that is all of one grammar; faults are reported. */
int32_t epub_grammar_read(
    struct epub_doc *doc, const struct epub_grammar *grammar);

/* The same for the events of a document that has a state of its own. */
void epub_grammar_start(struct epub_doc *doc, struct epub_grammar_state *state,
    const dc_xml_element *element);
void epub_grammar_end(struct epub_doc *doc, struct epub_grammar_state *state,
    const dc_xml_element *element);
void epub_grammar_text(struct epub_doc *doc, struct epub_grammar_state *state,
    dc_str text, uint64_t pos);

#endif
