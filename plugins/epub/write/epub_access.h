/* SPDX-License-Identifier: MIT */
/*
 * What epub.h says of accessibility, of the parts of a book, and of statements
 * of its source; included by it alone, whose types these are.
 */
#ifndef EPUB_ACCESS_H
#define EPUB_ACCESS_H

/* epub_phrases.c: sentences in the book's language, else in English. */
enum epub_phrase {
    EPUB_PHRASE_TEXT,
    EPUB_PHRASE_IMAGES_DESCRIBED,
    EPUB_PHRASE_IMAGES_BARE,
    EPUB_PHRASE_FORMULAS,
    EPUB_PHRASE_PAGES,
    EPUB_PHRASE_MEDIA,
    EPUB_PHRASE_COUNT
};
const char *epub_phrase(struct epub *epub, enum epub_phrase phrase);
/* The language that they are in. */
const char *epub_phrase_language(struct epub *epub);
/* True for a text that consists of them alone, in any language. */
bool epub_is_phrases(dc_str text);

/* epub_audit.c: what --a11y asks for. */
void epub_audit_begin(struct epub *epub);
void epub_audit_node(struct epub *epub, const dc_view *view);
/* Judges the book; a status other than DC_OK if it shall not be written. */
int32_t epub_audit_end(struct epub *epub);

/* epub_said.c: statements of the source that have no name of their own. */
struct epub_said {
    struct epub_values values;
    dc_str name;
    dc_str text;
    uint32_t map; /* the statement with what refines it */
    bool is_old; /* a name of EPUB 2, no property */
    bool is_link; /* a relation, whose text is an address */
};
void epub_said_begin(struct epub *epub, struct epub_said *said);
/* Fills `said` with the next one; false after the last. */
bool epub_said_next(struct epub *epub, struct epub_said *said);
/* Writes those that may stand in this book and are not computed anew. */
void epub_put_said(struct epub *epub, struct epub_buf *buf);
/* Writes a <link> of the package. */
void epub_put_relation(struct epub_buf *buf, dc_str relation, dc_str address);
/* Writes the attribute that declares the prefixes of the source. */
void epub_put_prefixes(struct epub *epub, struct epub_buf *buf);

/* epub_survey.c: looks at a content document that is complete. */
void epub_survey_page(struct epub *epub, dc_str page);
/* False for no words, for "image", and for the name of a file. */
bool epub_alt_says_something(dc_str alt);

/* epub_landmarks.c */

/* A DIV; with a type it is a section. */
void epub_enter_div(struct epub *epub, const dc_view *view);
/* The open chapter is a file of the source that has this type. */
/* The chapter that was opened last is a landmark. */
void epub_note_landmark(struct epub *epub, const char *type, dc_str title);
void epub_note_file_type(struct epub *epub, uint32_t node, dc_str type);
struct epub_landmark {
    const char *type;
    const char *reference; /* its type in the guide of EPUB 2 */
    dc_str label;
    bool is_english; /* the label, whatever the language of the book */
    dc_str name; /* of the file; may have a fragment already */
    dc_str fragment;
};
/* The next landmark, from number 0 on; false after the last. */
bool epub_landmark_next(
    struct epub *epub, size_t *number, struct epub_landmark *landmark);
bool epub_has_index(const struct epub *epub);
/* True if a part of the text, or a file of the source, has that type. */
/* True if the chapter is the cover, the half title or the title page. */
bool epub_is_title_file(const struct epub *epub, uint32_t chapter);
bool epub_has_part(const struct epub *epub, const char *type);
/* "frontmatter" of "preface". */
const char *epub_matter_of(dc_str type);
/* Writes ` epub:type="part" role="doc-part"`. */
void epub_put_type(struct epub_buf *out, dc_str type);

#endif
