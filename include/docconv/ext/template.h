/* SPDX-License-Identifier: MIT */
/*
 * Service "docconv.template/1": documents put together from a template, in
 * pandoc's template language (pandoc User's Guide, "Template syntax"):
 * $name$ and ${name}, $name.field$, conditionals, $for$ with $sep$ and $it$,
 * pipes, partials, nesting ($^$), breakable spaces ($~$), comments.
 *
 * A template is rendered from values: a map of strings, booleans, lists and
 * maps.  One string may be the body of a document that is still to be written:
 * the rendering then stops at its place and goes on behind it, so that a long
 * document never has to be held in memory.
 */
#ifndef DOCCONV_EXT_TEMPLATE_H
#define DOCCONV_EXT_TEMPLATE_H

#include "docconv/plugin.h"

#define DC_TEMPLATE_ID "docconv.template/1"

typedef struct dc_template dc_template;
typedef struct dc_values dc_values;

/*
 * Where the text of a partial comes from: 1 with the text, valid until the job
 * ends, or 0.  `name` is that of a file, with the template's own extension if
 * the template gave none ("head.html" for $head()$).
 */
typedef int32_t(DC_CALL *dc_partial_source)(
    void *user, dc_str name, dc_str *text);

typedef struct dc_template_service {
    uint32_t struct_size;

    /*
     * Parses `source`, UTF-8; `name` is for messages and for the extension of
     * partials.  NULL after an error, which is reported with its line and
     * column and made the job's status (DC_E_TEMPLATE; DC_E_LIMIT for one that
     * is too large).  Borrows source; keeps nothing of `user`.
     */
    dc_template *(DC_CALL *parse)(dc_job *job, dc_str source, dc_str name,
        dc_partial_source partial, void *user);

    /* An empty map of values.  Memory of the job; NULL when that ran out. */
    dc_values *(DC_CALL *values)(dc_job *job);

    /*
     * Add a value to the map or list that is open (at first the outermost
     * map); `key` is for maps, and a key that is there is replaced.  Keys and
     * strings are borrowed until the rendering is over.
     */
    void(DC_CALL *put_string)(dc_values *values, dc_str key, dc_str text);
    void(DC_CALL *put_bool)(dc_values *values, dc_str key, int32_t truth);
    void(DC_CALL *open_map)(dc_values *values, dc_str key);
    void(DC_CALL *open_list)(dc_values *values, dc_str key);
    void(DC_CALL *close)(dc_values *values);

    /*
     * Adds a variable: a dot in its key is a map's field, and a key given
     * again makes a list.  It takes the place of the value of that key,
     * whichever came first.
     */
    void(DC_CALL *add_variable)(dc_values *values, dc_str key, dc_str text);

    /* The same as the user wrote it: "key" (true), "key=text", "key:text". */
    void(DC_CALL *put_variable)(dc_values *values, dc_str assignment);

    /*
     * Renders in two parts: what stands before the value `body` and what
     * stands after it, both memory of the job.  The body's last line end is
     * the caller's to leave out.  Returns 1; 0 if the template does anything
     * else with `body` than to put it in once, as it is: the caller then gives
     * it as a string and asks for all with `body` NULL, and *before is the
     * whole.  Negative: a status (DC_E_LIMIT, DC_E_NOMEM ...).
     */
    int32_t(DC_CALL *render)(dc_template *self, const dc_values *values,
        const char *body, dc_str *before, dc_str *after);
} dc_template_service;

#endif
