/* SPDX-License-Identifier: MIT */
/*
 * The parsed page: nodes in one array, named by their numbers, and the names
 * of elements and attributes as numbers too.
 *
 * Texts are places: an offset in the source, or in the pool for what does not
 * stand in the source as it reads ("a&amp;b").  Memory that runs out is
 * remembered in `status`; what is made then is node 0, which is nobody's.
 */
#ifndef DOCCONV_PLUGIN_HTML_DOM_H
#define DOCCONV_PLUGIN_HTML_DOM_H

#include <stdbool.h>

#include "docconv/base.h"

/* Properties of HTML elements (html_names.def). */
enum {
    HTML_IS_VOID = 1,        /* has no end tag */
    HTML_IS_SPECIAL = 2,     /* ends many searches in the open elements */
    HTML_IS_FORMATTING = 4,  /* reopened where it was misnested */
    HTML_IS_SCOPE = 8,       /* nothing is "in scope" beyond it */
    HTML_IS_IMPLIED = 16,    /* its end tag may be left out */
    HTML_IS_THOROUGH = 32,   /* the same at the end of a template */
    HTML_IS_HEADING = 64,    /* h1 to h6 */
    HTML_IS_RAW = 128        /* its content is text, not markup */
};

/* The names that are known. */
enum {
    HTML_NO_NAME,
#define HTML_NAME(id, name, properties) HTML_##id,
#include "parse/html_names.def"
#undef HTML_NAME
    HTML_NAME_COUNT
};

/* No more attributes of an element are kept. */
#define HTML_ATTRIBUTES_MAX 1024

/* The first two nodes: nobody, and the document. */
enum { HTML_NOBODY, HTML_ROOT };

enum html_type {
    HTML_TYPE_DOCUMENT,
    HTML_TYPE_ELEMENT,
    HTML_TYPE_TEXT,
    HTML_TYPE_COMMENT,
    HTML_TYPE_DOCTYPE, /* its text: name, public and system identifier */
    HTML_TYPE_CONTENT  /* of a template: its only child */
};

enum html_space { HTML_SPACE_HTML, HTML_SPACE_SVG, HTML_SPACE_MATHML };

/* Name space of an attribute, printed before its name. */
enum html_prefix {
    HTML_PREFIX_NONE,
    HTML_PREFIX_XLINK,
    HTML_PREFIX_XML,
    HTML_PREFIX_XMLNS
};

/* Flags of nodes. */
enum {
    HTML_IN_POOL = 1,   /* the text lies in the pool */
    HTML_HAS_QUIRKS = 2, /* document: old pages' rules hold */
    HTML_IS_SKIPPED = 4, /* not to be read in its place */
    HTML_IS_FIRST = 8,   /* the first section of a table */
    HTML_IS_NOTE = 16,   /* reference to a note */
    HTML_IS_NOTE_TEXT = 32,
    HTML_IS_READ = 64    /* a note's text that stands in the tree */
};

/* A node; links are numbers, 0 is none.  first->prev is the last child. */
struct html_node {
    uint32_t parent;
    uint32_t next;
    uint32_t prev; /* of the first child: the last child */
    uint32_t first;
    uint32_t name; /* ELEMENT */
    uint32_t pos;  /* where it begins in the source */
    uint32_t at;   /* of its text; ELEMENT: number of its first attribute */
    uint32_t len;  /* of its text; ELEMENT: how many attributes */
    uint8_t type;
    uint8_t space;
    uint8_t flags;
    uint8_t role; /* what the reader makes of it */
};

struct html_attribute {
    uint32_t name;
    uint32_t at; /* of its value */
    uint32_t len;
    uint8_t flags; /* HTML_IN_POOL */
    uint8_t prefix;
    uint16_t reserved;
};

/* A name that has a number. */
struct html_atom {
    const char *text;
    uint32_t len;
    uint32_t hash;
    uint32_t chain; /* the next of the same slot */
    uint32_t stamp; /* the tag it was last an attribute of */
    uint32_t hidden; /* elements of this name that were flattened */
};

struct html_names; /* html_name.c */

struct html_dom {
    int32_t status;
    bool is_lean; /* comments and blanks between cells are left out */

    const char *source;
    size_t source_len;

    struct html_node *nodes;
    uint32_t node_count;
    uint32_t node_room;

    struct html_attribute *attributes;
    uint32_t attribute_count;
    uint32_t attribute_room;

    char *pool;
    size_t pool_len;
    size_t pool_room;

    struct html_atom *atoms;
    uint32_t atom_count;
    uint32_t atom_room;
    struct html_names *names;

    /* What was left out, for the reader to tell. */
    uint32_t comments;
    uint32_t attributes_lost;
    uint32_t flattened;
    uint32_t flattened_pos;
    uint32_t formatting_lost;
};

/* Empty; `source` is read as long as the page lives. */
bool html_dom_init(struct html_dom *dom, const char *source, size_t len);
void html_dom_fini(struct html_dom *dom);

/* A node without parent. */
uint32_t html_dom_new(struct html_dom *dom, enum html_type type, uint32_t pos);
/* Puts `node` before `next`, a child of `parent`, or at its end if 0. */
void html_dom_insert(
    struct html_dom *dom, uint32_t parent, uint32_t next, uint32_t node);
void html_dom_remove(struct html_dom *dom, uint32_t node);
/* Moves all children of `from` to the end of `to`. */
void html_dom_move_children(struct html_dom *dom, uint32_t from, uint32_t to);
/* Adds characters to the text that ends before `next`, or a new text. */
void html_dom_add_text(
    struct html_dom *dom, uint32_t parent, uint32_t next, dc_str text);
/* The node that follows in document order within `root`, or 0. */
uint32_t html_dom_following(
    const struct html_dom *dom, uint32_t node, uint32_t root);
/* The same without the children of `node`. */
uint32_t html_dom_after(
    const struct html_dom *dom, uint32_t node, uint32_t root);

/* The first child that is that element of HTML, or 0. */
uint32_t html_dom_child(
    const struct html_dom *dom, uint32_t parent, uint32_t name);

/* Puts characters into the pool; they lie behind what was put before. */
void html_dom_put(struct html_dom *dom, const char *ptr, size_t len);
/* Room for one more attribute at the end; NULL without memory. */
struct html_attribute *html_dom_add_attribute(struct html_dom *dom);

/* The number of a name, its letters taken as lower case if `fold`. */
uint32_t html_dom_name(
    struct html_dom *dom, const char *ptr, size_t len, bool fold);

static inline struct html_node *
html_node(const struct html_dom *dom, uint32_t node)
{
    return &dom->nodes[node];
}

static inline uint32_t
html_last_child(const struct html_dom *dom, uint32_t node)
{
    uint32_t first = dom->nodes[node].first;
    return first ? dom->nodes[first].prev : 0;
}

static inline bool
html_is_element(const struct html_dom *dom, uint32_t node, uint32_t name)
{
    const struct html_node *at = &dom->nodes[node];
    return at->name == name && at->type == HTML_TYPE_ELEMENT &&
        at->space == HTML_SPACE_HTML;
}

/* Properties of a name as that of an HTML element. */
unsigned html_properties(uint32_t name);

/* The text of a TEXT, COMMENT or DOCTYPE; borrowed until the page changes. */
dc_str html_text_of(const struct html_dom *dom, uint32_t node);
dc_str html_name_of(const struct html_dom *dom, uint32_t name);
dc_str html_value_of(
    const struct html_dom *dom, const struct html_attribute *attribute);
/* The attribute of that name, or NULL. */
const struct html_attribute *html_attribute_of(
    const struct html_dom *dom, uint32_t node, uint32_t name);
/* Its value, or {NULL, 0}. */
dc_str html_attr_of(const struct html_dom *dom, uint32_t node, uint32_t name);

#endif
