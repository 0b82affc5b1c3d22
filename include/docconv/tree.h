/* SPDX-License-Identifier: MIT */
/*
 * The document tree as plugins see it: a builder for readers, a cursor for
 * writers.  Nodes have no public layout; they are named by numbers that hold
 * while the call that handed them out lasts.
 *
 * Text is runs: in the text of an inline or paragraph, U+0020 is a space,
 * U+000A is a soft break (a line end that means nothing), everything else is
 * a letter.  Neighbouring runs glue: "a" and "b" read as "ab".  In the text
 * of CODE, CODE_BLOCK, MATH, RAW_* and META_STRING every character is literal.
 *
 * All functions: [the thread of the job].  sdk/sdk.h has wrappers for them.
 */
#ifndef DOCCONV_TREE_H
#define DOCCONV_TREE_H

#include "docconv/base.h"
#include "docconv/kinds.h"

/* No position in the source is known. */
#define DC_POS_NONE UINT64_MAX

/* text() flags. */
enum {
    /* This run does not glue to the run before it ([Str "a", Str "b"]). */
    DC_TEXT_BREAK = 1,
    /* Spaces and line feeds in this run are letters (a Str that holds them). */
    DC_TEXT_LITERAL = 2
};

/*
 * The builder.  A reader opens a node, sets its fields and attributes before
 * the first child, adds text or children, and closes it.
 *
 * The status is sticky: after an error, a limit or a cancelled job each call
 * returns the same code and does nothing, so a reader may check once a block.
 * The builder repairs what can be repaired: an inline where a block belongs
 * opens a PLAIN, nodes deeper than the limit are flattened (their content is
 * kept and one warning says so), what is open at the end is closed.  What
 * cannot be repaired is DC_E_PLUGIN and a diagnostic that names the plugin.
 */
typedef struct dc_build {
    uint32_t struct_size;

    /*
     * Opens a node of `kind` as the last child of the open node.  `pos` is
     * the byte offset in the input where it begins, or DC_POS_NONE.
     */
    int32_t(DC_CALL *open)(dc_job *job, uint32_t kind, uint64_t pos);

    /* Closes the open node; `kind` must be its kind. */
    int32_t(DC_CALL *close)(dc_job *job, uint32_t kind);

    /*
     * Appends a run of text to the open node.  It must be valid UTF-8 without
     * characters that XML cannot hold (the builder replaces those by U+FFFD
     * and reports the loss).  The bytes are borrowed when they lie in the
     * input or in a pinned region, else copied.
     */
    int32_t(DC_CALL *text)(
        dc_job *job, const char *ptr, size_t len, uint32_t flags);

    /* Sets a field (DC_F_) of the open node; only before its first child. */
    int32_t(DC_CALL *set_int)(dc_job *job, uint32_t field, int64_t value);
    int32_t(DC_CALL *set_real)(dc_job *job, uint32_t field, double value);
    int32_t(DC_CALL *set_str)(
        dc_job *job, uint32_t field, const char *ptr, size_t len);

    /*
     * Adds an attribute to the open node; only before its first child.  "id"
     * and "lang" are keys like any other; "class" may be added several times
     * and then means several classes.  Copied unless pinned.
     */
    int32_t(DC_CALL *attr)(dc_job *job, dc_str key, dc_str value);

    /*
     * Lets text() borrow from [ptr, ptr + len) until the job ends; then
     * drop(user) is called, once, also when pin itself fails.  drop may be
     * NULL.
     */
    int32_t(DC_CALL *pin)(dc_job *job, const void *ptr, size_t len,
        void(DC_CALL *drop)(void *user), void *user);

    /*
     * Begins the value of the metadata entry `key`: until meta_close the
     * other functions build that value (a META_ kind) and not the document.
     * An entry of a higher or the same origin that is already there wins, and
     * the value is then dropped.  origin: DC_ORIGIN_; confidence: percent.
     */
    int32_t(DC_CALL *meta_open)(
        dc_job *job, dc_str key, int32_t origin, int32_t confidence);
    int32_t(DC_CALL *meta_close)(dc_job *job);

    /* The sticky status; DC_OK while all is well. */
    int32_t(DC_CALL *status)(dc_job *job);
} dc_build;

/* What the cursor stands on. */
enum {
    DC_END,   /* the walk is over */
    DC_OPEN,  /* a node that may hold others begins */
    DC_CLOSE, /* and ends */
    DC_LEAF   /* a node without content: TEXT (see text), RULE ... */
};

/* One step of a walk.  Set struct_size before the first use. */
typedef struct dc_view {
    uint32_t struct_size;
    uint16_t op;       /* DC_END, DC_OPEN, DC_CLOSE, DC_LEAF */
    uint16_t kind;     /* DC_PARA ... */
    uint32_t node;     /* for the functions below */
    uint32_t flags;    /* TEXT: DC_TEXT_ */
    uint32_t depth;    /* 0 for the node the walk began with */
    uint32_t reserved; /* 0 */
    dc_str text;       /* TEXT: the run, borrowed like the node */
    uint64_t pos;      /* byte offset in the source, or DC_POS_NONE */
} dc_view;

/* The memory of a walk, allocated by the caller, its content the host's. */
typedef struct dc_cursor {
    uint32_t struct_size;
    uint32_t opaque[1087];
} dc_cursor;

/* Reading the tree.  Nothing here allocates or fails, but where it says so. */
typedef struct dc_walk {
    uint32_t struct_size;

    /* Puts the cursor before `node`; the walk covers it and all below it. */
    void(DC_CALL *start)(dc_job *job, dc_cursor *cursor, uint32_t node);

    /*
     * Takes the next step and describes it in *view.  Returns view->op.  A
     * node with content is stepped on twice, OPEN and CLOSE, also when it is
     * empty; a leaf once.
     */
    uint32_t(DC_CALL *next)(dc_job *job, dc_cursor *cursor, dc_view *view);

    /* After OPEN: the next step is the CLOSE of the same node. */
    void(DC_CALL *skip)(dc_job *job, dc_cursor *cursor);

    uint32_t(DC_CALL *kind)(dc_job *job, uint32_t node);

    /* First child, next sibling; 0 where there is none. */
    uint32_t(DC_CALL *first)(dc_job *job, uint32_t node);
    uint32_t(DC_CALL *sibling)(dc_job *job, uint32_t node);

    /* The run of a TEXT node; empty for other kinds. */
    dc_str(DC_CALL *text)(dc_job *job, uint32_t node);

    /* Where the node begins in the source, or DC_POS_NONE. */
    uint64_t(DC_CALL *pos)(dc_job *job, uint32_t node);

    /* Fields: 0, 0.0 or an empty string when never set. */
    int64_t(DC_CALL *int_field)(dc_job *job, uint32_t node, uint32_t field);
    double(DC_CALL *real_field)(dc_job *job, uint32_t node, uint32_t field);
    dc_str(DC_CALL *str_field)(dc_job *job, uint32_t node, uint32_t field);

    /*
     * Attribute number `index` (from 0, in the order they were added) in *key
     * and *value.  Returns 1, or 0 when there is no such attribute.
     */
    int32_t(DC_CALL *attr_at)(dc_job *job, uint32_t node, uint32_t index,
        dc_str *key, dc_str *value);

    /*
     * All text below `node` in one string: leaves of breaks read as a space,
     * notes and citations' affixes are left out.  Borrowed until the block
     * ends; {NULL, 0} when memory ran out (the status is then set).
     */
    dc_str(DC_CALL *plain_text)(dc_job *job, uint32_t node);

    /*
     * The identifier of `node`: its own "id" where that is free and valid as
     * an XML name, else one made from its text ("the-rabbit-hole"), unique in
     * the document and the same on every run.  Borrowed until the job ends.
     */
    dc_str(DC_CALL *identifier)(dc_job *job, uint32_t node);

    /*
     * The value (a META_ node) of metadata entry `key`, or 0.  Metadata nodes
     * hold until the job ends.
     */
    uint32_t(DC_CALL *meta)(dc_job *job, dc_str key);

    /*
     * Metadata entry number `index`, in the order of their keys: its META_ENTRY
     * node (key in DC_F_KEY, value its first child), or 0 past the last.
     */
    uint32_t(DC_CALL *meta_at)(dc_job *job, uint32_t index);

    /*
     * 1 if the field was set, also to what it reads as when it was not: a
     * list that starts at 0 from one that does not say.
     */
    int32_t(DC_CALL *has_field)(dc_job *job, uint32_t node, uint32_t field);
} dc_walk;

#endif
