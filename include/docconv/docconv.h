/* SPDX-License-Identifier: MIT */
/*
 * libdocconv, for programs that convert documents.  (Plugin authors include
 * plugin.h instead.)  The command `docconv` is written against this header
 * alone.
 *
 *     dc_engine *engine = dc_engine_new();
 *     dc_engine_add_default_dirs(engine);
 *     dc_conversion *conversion = dc_conversion_new(engine);
 *     dc_conversion_set_reader(conversion, "text");
 *     dc_conversion_set_writer(conversion, "epub");
 *     dc_conversion_set_input(conversion, input_fd, "article.txt");
 *     dc_conversion_set_output(conversion, output_fd);
 *     int32_t status = dc_conversion_run(conversion);
 *     dc_conversion_free(conversion);
 *     dc_engine_free(engine);
 *
 * All functions: strings are copied; a NULL object is not allowed except in
 * free; objects are not shared between threads without a lock.
 */
#ifndef DOCCONV_H
#define DOCCONV_H

#include "docconv/base.h"
#include "docconv/diag.h"

#ifdef __cplusplus
extern "C" {
#endif

/* "0.1.0" */
DC_EXPORT const char *dc_version(void);

/* The exit code and the one-line meaning of a status (status.def). */
DC_EXPORT int dc_status_exit_code(int32_t status);
DC_EXPORT const char *dc_status_meaning(int32_t status);

/* The engine: where plugins are, and what they say of themselves. */

typedef struct dc_engine dc_engine;

/* An engine that knows no directory yet; NULL when memory ran out. */
DC_EXPORT DC_MUST_USE dc_engine *dc_engine_new(void);
DC_EXPORT void dc_engine_free(dc_engine *engine);

/*
 * Where a message about the engine itself goes (a plugin refused, a
 * directory not trusted).  `sink` may be NULL: silence.
 */
typedef void (*dc_diag_sink)(void *user, const dc_diag *diag);
DC_EXPORT void dc_engine_set_diag(
    dc_engine *engine, dc_diag_sink sink, void *user);

/*
 * Adds a directory to look for plugins in, behind those that were added: the
 * first one that holds a format wins.  A directory that is not there is
 * passed over; one that others may write to is reported and refused
 * (DC_E_PLUGIN).
 */
DC_EXPORT int32_t dc_engine_add_dir(dc_engine *engine, const char *path);

/*
 * Adds $DOCCONV_PLUGIN_PATH (colon-separated), then lib/docconv/1 of the
 * prefix that this program stands in, then ~/.local/lib/docconv/1.  The
 * environment and the home are passed over in a set-uid program; one of them
 * that cannot be trusted is passed over with a warning.
 */
DC_EXPORT int32_t dc_engine_add_default_dirs(dc_engine *engine);

/* Formats, as their manifests declare them. */

typedef struct dc_format_info dc_format_info; /* lives as long as the engine */

/*
 * The format of that name or alias; NULL when there is none.  Looks for
 * docconv-NAME.so first and reads the other plugins only when it must.
 */
DC_EXPORT const dc_format_info *dc_engine_lookup_format(
    dc_engine *engine, const char *name);

/*
 * Why a look-up found nothing for `spec`, a format's name with or without
 * extensions: DC_OK if there simply is no such format, DC_E_PLUGIN if a file
 * docconv-NAME.so was refused (reported), DC_E_NOMEM if memory ran out while
 * looking.
 */
DC_EXPORT int32_t dc_engine_why_missing(
    const dc_engine *engine, const char *spec);

/* The format that claims the extension ("epub", no dot), or NULL. */
DC_EXPORT const dc_format_info *dc_engine_lookup_extension(
    dc_engine *engine, const char *extension, int for_writing);

/* The format whose magic these first bytes of a file have, or NULL. */
DC_EXPORT const dc_format_info *dc_engine_lookup_magic(
    dc_engine *engine, const void *head, size_t len);

/*
 * The format that can be checked (dc_conversion_set_checker) and whose magic
 * these first bytes of a file have, else the one that claims the extension,
 * else NULL.
 */
DC_EXPORT const dc_format_info *dc_engine_lookup_checker(
    dc_engine *engine, const void *head, size_t len, const char *extension);

/* Format number `index` in the order of their names, or NULL past the last. */
DC_EXPORT const dc_format_info *dc_engine_format_at(
    dc_engine *engine, size_t index);

DC_EXPORT const char *dc_format_name(const dc_format_info *format);
DC_EXPORT const char *dc_format_about(const dc_format_info *format);
DC_EXPORT int dc_format_can_read(const dc_format_info *format);
DC_EXPORT int dc_format_can_write(const dc_format_info *format);
DC_EXPORT int dc_format_can_check(const dc_format_info *format);
DC_EXPORT int dc_format_is_container(const dc_format_info *format);
/* The file name extension for outputs, without dot; "" if it has none. */
DC_EXPORT const char *dc_format_extension(const dc_format_info *format);
/* Alias or extension number `index`, or NULL past the last. */
DC_EXPORT const char *dc_format_alias_at(
    const dc_format_info *format, size_t index);
DC_EXPORT const char *dc_format_extension_at(
    const dc_format_info *format, size_t index);
/* The plugin file and its version. */
DC_EXPORT const char *dc_format_plugin_path(const dc_format_info *format);
DC_EXPORT const char *dc_format_plugin_version(const dc_format_info *format);
/*
 * The text of the template `name` in the plugin's file ("html", or
 * "epub/colophon" for one of several), yours to free(); NULL: none.
 */
DC_EXPORT char *dc_format_template(
    const dc_format_info *format, const char *name);
/* 1 if these bytes of a file's head carry the stamp of docconv's own output. */
DC_EXPORT int dc_format_has_stamp(
    const dc_format_info *format, const void *head, size_t len);
/* 1 if they are what the format declares that its files begin with. */
DC_EXPORT int dc_format_has_magic(
    const dc_format_info *format, const void *head, size_t len);

/* The bytes of a file's head that magic and stamps may lie in. */
#define DC_HEAD_SIZE 512

/* Option types. */
#define DC_TYPE_BOOL 1
#define DC_TYPE_INT 2
#define DC_TYPE_SIZE 3
#define DC_TYPE_STRING 4
#define DC_TYPE_ENUM 5
/* These may be given several times, but for FILE; none has a default. */
#define DC_TYPE_LIST 6  /* of strings */
#define DC_TYPE_FILE 7  /* the path of a file, which set_option reads */
#define DC_TYPE_FILES 8
#define DC_TYPE_LINKS 9 /* addresses, and paths of files, read if they can be */

/*
 * Reads a size, "4096" or "512M" (K, M and G are powers of 1024), into *size;
 * 0 if the text is none, or is too large.
 */
DC_EXPORT int dc_size_parse(const char *text, uint64_t *size);

typedef struct dc_option_info {
    const char *name;
    const char *fallback; /* "" for none */
    const char *help;
    const char *choices; /* ENUM: "a|b|c"; INT: "1..6"; else "" */
    int type;            /* DC_TYPE_ */
    int for_writing;     /* 0: an option of reading */
} dc_option_info;

/* Option number `index` of the format, or NULL past the last. */
DC_EXPORT const dc_option_info *dc_format_option_at(
    const dc_format_info *format, size_t index);

/*
 * An option of that name in any format, or NULL: what a command line needs to
 * know whether it takes a value.
 */
DC_EXPORT const dc_option_info *dc_engine_lookup_option(
    dc_engine *engine, const char *name);

/* A conversion: one input, one output. */

typedef struct dc_conversion dc_conversion;

DC_EXPORT DC_MUST_USE dc_conversion *dc_conversion_new(dc_engine *engine);
DC_EXPORT void dc_conversion_free(dc_conversion *conversion);

/* Where diagnostics go; called on the thread of run. */
DC_EXPORT void dc_conversion_set_diag(
    dc_conversion *conversion, dc_diag_sink sink, void *user);

/*
 * The format to read or write: "name", or "name+ext-ext:key=value,...".
 * DC_E_READER, DC_E_WRITER, DC_E_EXTENSION for an extension, a key or a value
 * that the format does not have (each reported).
 */
DC_EXPORT DC_MUST_USE int32_t dc_conversion_set_reader(
    dc_conversion *conversion, const char *spec);
DC_EXPORT DC_MUST_USE int32_t dc_conversion_set_writer(
    dc_conversion *conversion, const char *spec);

/*
 * Has the input checked as that format, in place of reader and writer: a run
 * then writes nothing, and what it finds is reported.  Its status is
 * DC_E_FORMAT if there are errors among it.  DC_E_READER: there is no such
 * format or it has no checker (reported).
 */
DC_EXPORT DC_MUST_USE int32_t dc_conversion_set_checker(
    dc_conversion *conversion, const char *spec);

/*
 * Has `program` change the document on its way from reader to writer: a path,
 * a file in docconv/filters of the user's data, or a program on PATH, that is
 * called as pandoc calls its JSON filters.  Several run in the order in which
 * they were added; one that was added twice runs twice.  After reader and
 * writer, before options: the format that filters read has its own.
 * DC_E_FILTER: there is no such program (reported).
 */
DC_EXPORT DC_MUST_USE int32_t dc_conversion_add_filter(
    dc_conversion *conversion, const char *program);

/*
 * An option by name, for reader and writer alike; after them.  Of a reader of
 * several files it is that of the readers of these, too.  A value that
 * does not fit its type is DC_E_USAGE (reported).  An option that neither of
 * them declares is accepted with a note.  One that may be given several times
 * is appended to, any other replaced.
 *
 * A file is read here, in the caller's process, to its end: DC_E_RESOURCE if
 * it cannot be, DC_E_LIMIT beyond 64 MiB (both reported), DC_E_INTERRUPTED if
 * a signal ended the wait for a pipe.
 */
DC_EXPORT DC_MUST_USE int32_t dc_conversion_set_option(
    dc_conversion *conversion, const char *name, const char *value);

/*
 * Metadata of any shape (maps, lists), event by event: begin an entry, open
 * and close maps and lists, give keys inside maps and scalars, end.  The
 * first value of a key wins among those of one origin, which is
 * DC_ORIGIN_FILE or DC_ORIGIN_USER (kinds.h).  DC_E_USAGE: an event where it
 * has no place; DC_E_LIMIT: nested too deeply.  Both change nothing.
 */
typedef struct dc_meta_event {
    int what;    /* DC_META_EVENT_ */
    dc_str text; /* ENTRY, KEY: the key; SCALAR: the value; BOOL: "true" ... */
} dc_meta_event;
#define DC_META_EVENT_ENTRY 1 /* a top-level entry; its value follows */
#define DC_META_EVENT_MAP 2
#define DC_META_EVENT_LIST 3
#define DC_META_EVENT_KEY 4
#define DC_META_EVENT_SCALAR 5
#define DC_META_EVENT_BOOL 6
#define DC_META_EVENT_END 7 /* of a map or list */
DC_EXPORT DC_MUST_USE int32_t dc_conversion_meta_event(
    dc_conversion *conversion, int32_t origin, const dc_meta_event *event);

/*
 * The input descriptor (any kind of file, read from where it stands) and its
 * name for messages; or bytes in memory, which must outlive run.
 */
DC_EXPORT void dc_conversion_set_input(
    dc_conversion *conversion, int fd, const char *name);
DC_EXPORT void dc_conversion_set_input_memory(dc_conversion *conversion,
    const void *data, size_t len, const char *name);

/*
 * Instead of set_input: a file or a folder of files, opened here, that becomes
 * one document with those added before and after it.  The reader must be one
 * of several files, such as "bundle".  set_input(conversion, -1, name) then
 * names the whole.  DC_E_IO: it cannot be opened (reported).
 */
DC_EXPORT DC_MUST_USE int32_t dc_conversion_add_input(
    dc_conversion *conversion, const char *path);

/*
 * The same of an open descriptor, which is duplicated and may be a pipe; `name`
 * is for messages and titles.  No file is looked for beside it.  DC_E_IO with
 * errno, unreported.
 */
DC_EXPORT DC_MUST_USE int32_t dc_conversion_add_input_fd(
    dc_conversion *conversion, int fd, const char *name);

/*
 * The format of all documents among several inputs, whatever their content and
 * names say, as set_reader takes it; once, before set_option.  Without it each
 * is told by content, extension, and as text in the end.
 */
DC_EXPORT DC_MUST_USE int32_t dc_conversion_set_member_reader(
    dc_conversion *conversion, const char *spec);

/*
 * A folder that images and other files which the document names are looked
 * for in, behind those that were added; no name leads out of it.  Without one
 * only the document's own media are found.  DC_E_RESOURCE, and a warning, if
 * it cannot be opened: a run goes without it.
 */
DC_EXPORT DC_MUST_USE int32_t dc_conversion_add_resource_dir(
    dc_conversion *conversion, const char *path);

/*
 * Has the document's media (images, fonts, style sheets, sound: those that it
 * brings, and images that it names beside it) become files in `folder`, and
 * the document name them there.  A run only prepares them: save_media, when it
 * has returned DC_OK, makes the files, and the folder if it is not there.
 * Their names are made safe.
 *
 * A file that is there and has the very bytes is left as it is.  Another is
 * DC_E_EXISTS, and then no file is written, unless DC_MEDIA_REPLACE is set;
 * DC_E_IO if they cannot be (both reported).  drop_media takes back what
 * save_media has made.
 */
DC_EXPORT DC_MUST_USE int32_t dc_conversion_extract_media(
    dc_conversion *conversion, const char *folder);
#define DC_MEDIA_REPLACE 1u
DC_EXPORT DC_MUST_USE int32_t dc_conversion_save_media(
    dc_conversion *conversion, uint32_t flags);
DC_EXPORT void dc_conversion_drop_media(dc_conversion *conversion);

/* The output descriptor, written from where it stands.  It is not closed. */
DC_EXPORT void dc_conversion_set_output(dc_conversion *conversion, int fd);

/*
 * 0: what is written is not checked.  Otherwise, if its format has a checker
 * and the output is a file that can be read back, the checker looks at it at
 * the end of the run; findings are reported, and errors among them are
 * DC_E_PLUGIN: the result is not to be used.
 */
DC_EXPORT void dc_conversion_set_proof(dc_conversion *conversion, int wanted);

/* Limits; 0 is none.  The time is that of the whole run, input included. */
DC_EXPORT void dc_conversion_set_timeout(
    dc_conversion *conversion, unsigned seconds);
DC_EXPORT void dc_conversion_set_max_memory(
    dc_conversion *conversion, uint64_t bytes);

/*
 * How many threads a run may have at work, where work can be shared; 0: one
 * for each processor, 4 at most.  The result does not depend on it.
 */
DC_EXPORT void dc_conversion_set_threads(
    dc_conversion *conversion, unsigned threads);

/*
 * Adds `levels` to the level of each heading, before any filter sees it.  One
 * that gets none becomes a paragraph; one that begins the document and gets
 * level 0 becomes its title, unless the caller has set one.
 */
DC_EXPORT void dc_conversion_set_heading_shift(
    dc_conversion *conversion, int levels);

/* 1: report DC_DIAG_EXPLAIN too. */
DC_EXPORT void dc_conversion_set_explain(dc_conversion *conversion, int wanted);

/*
 * 1 (the default): convert in a worker process, so that a plugin's crash or
 * a runaway ends only the worker.  0: in this process, on this thread and on
 * those of set_threads, which end with the run.
 */
DC_EXPORT void dc_conversion_set_worker(dc_conversion *conversion, int wanted);

/*
 * Converts.  Returns DC_OK or why there is no result; the reason was then
 * reported.  Once per conversion.  While a worker or a filter runs the process
 * must not ignore SIGCHLD: nobody could tell how it ended.
 */
DC_EXPORT DC_MUST_USE int32_t dc_conversion_run(dc_conversion *conversion);

/* How many diagnostics of a severity (DC_DIAG_) the run has reported. */
DC_EXPORT uint64_t dc_conversion_diag_count(
    const dc_conversion *conversion, uint32_t severity);

/*
 * Stops a running conversion from a signal handler or another thread; run
 * then returns `status` (DC_E_INTERRUPTED or DC_E_TERMINATED).
 */
DC_EXPORT void dc_conversion_cancel(dc_conversion *conversion, int32_t status);

/* An output file that appears whole or not at all. */

typedef struct dc_output dc_output;

#define DC_OUTPUT_NO_REPLACE 1u /* an existing file is DC_E_EXISTS */

/*
 * Prepares to write `path`: a temporary file in the same directory (made,
 * with its parents, if it is not there).  A symbolic link is followed first.
 * A device, FIFO or socket is opened itself.  *output is NULL on failure:
 * DC_E_IO, DC_E_USAGE for a directory, DC_E_EXISTS; errno says more for
 * DC_E_IO.
 */
DC_EXPORT DC_MUST_USE int32_t dc_output_open(
    const char *path, uint32_t flags, dc_output **output);
DC_EXPORT int dc_output_fd(const dc_output *output);

/* Gives the file its name, replacing an older one, and frees *output. */
DC_EXPORT DC_MUST_USE int32_t dc_output_commit(dc_output *output);

/* Removes what was written and frees *output; NULL is allowed. */
DC_EXPORT void dc_output_discard(dc_output *output);

#ifdef __cplusplus
}
#endif

#endif
