/* SPDX-License-Identifier: MIT */
/*
 * The plugin border.  A format plugin includes this header (or sdk/sdk.h,
 * which adds thin wrappers), exports one function, and links nothing of
 * docconv: the host hands it tables of functions.  examples/hello-format is
 * a whole one.
 *
 * How it grows: every struct that crosses starts with its size, members are
 * only ever appended, and what an older side does not know reads as 0.  No
 * enum, bool, FILE, time type or varargs crosses.
 *
 * Threads: a job belongs to one thread at a time; several jobs may run at
 * once, so a plugin keeps its state in dc_job.state and has no globals.
 */
#ifndef DOCCONV_PLUGIN_H
#define DOCCONV_PLUGIN_H

#include "docconv/base.h"
#include "docconv/kinds.h"

/* The border this header describes.  The major is in the symbol's name. */
#define DC_ABI_MAJOR 1
#define DC_ABI_MINOR 0

#include "docconv/diag.h"
#include "docconv/io.h"
#include "docconv/manifest.h"
#include "docconv/tree.h"

/* Options, as declared in the manifest; checked and completed by the host. */
typedef struct dc_option_table {
    uint32_t struct_size;

    /*
     * The value of option `name` of this job's format: as given, else its
     * default.  A bool reads as 0 or 1.  A name that the manifest does not
     * declare is a fault of the plugin: 0 or an empty string, and a
     * diagnostic.  Strings are borrowed until the job ends.
     */
    int64_t(DC_CALL *integer)(dc_job *job, const char *name);
    dc_str(DC_CALL *string)(dc_job *job, const char *name);

    /* 1 if the user gave it, 0 if it is the default. */
    int32_t(DC_CALL *is_given)(dc_job *job, const char *name);

    /*
     * How many values the option has, and number `index` of them as it was
     * typed, or an empty string past the last.  A default is one value if it
     * is not empty.  string() is the last of them.
     */
    uint32_t(DC_CALL *count)(dc_job *job, const char *name);
    dc_str(DC_CALL *string_at)(dc_job *job, const char *name, uint32_t index);

    /*
     * The content of the file that value number `index` names, in *file (set
     * its struct_size), valid until the job ends; its name is as typed,
     * without the folder.  1; 0 past the last, for an option that holds no
     * files, and for a link that is no readable file.
     */
    int32_t(DC_CALL *file_at)(
        dc_job *job, const char *name, uint32_t index, dc_input *file);

    /*
     * The content of the file `other` that stands in the same folder as that
     * file: a plain name, which no symbolic link leads out of the folder.  1;
     * 0 when there is none that can be read, or the option has no such file.
     */
    int32_t(DC_CALL *beside)(dc_job *job, const char *name, uint32_t index,
        dc_str other, dc_input *file);
} dc_option_table;

/* The job, its memory and its limits. */
typedef struct dc_job_table {
    uint32_t struct_size;

    /*
     * Zeroed memory, aligned for any type, freed when the job ends and
     * counted against its limit.  NULL when size is 0, when memory ran out
     * (the status is then DC_E_NOMEM) or when the limit is reached
     * (DC_E_LIMIT).
     */
    void *(DC_CALL *alloc)(dc_job *job, size_t size);

    /*
     * Makes `status` the sticky status if it is still DC_OK, and returns the
     * sticky status.  Report the reason as a diagnostic first.
     */
    int32_t(DC_CALL *fail)(dc_job *job, int32_t status);

    /*
     * Call it in long loops that touch neither builder nor sink, about once a
     * megabyte: returns DC_OK or why the job must end (cancelled, time).
     */
    int32_t(DC_CALL *tick)(dc_job *job);

    /*
     * The table of the service `id` ("docconv.package/1", ext/package.h), or
     * NULL if this host has none.  [any time in the job]
     */
    const void *(DC_CALL *service)(dc_job *job, const char *id);

    /*
     * SOURCE_DATE_EPOCH as the host was given it, seconds since 1970, or -1.
     * The only time a writer may put into its output besides the document's.
     */
    int64_t(DC_CALL *source_date)(dc_job *job);

    /*
     * The input's file name without its folder ("article.txt"), or "" for
     * standard input: the last resort for a title.
     */
    dc_str(DC_CALL *source_name)(dc_job *job);
} dc_job_table;

/* What the host gives.  Sub-tables grow on their own. */
typedef struct dc_host {
    uint32_t struct_size;
    uint16_t abi_major;
    uint16_t abi_minor;
    const char *version; /* of docconv, "0.1.0" */
    const dc_job_table *job;
    const dc_option_table *option;
    const dc_diag_table *diag;
    const dc_build *build; /* readers; NULL in a writer's job */
    const dc_walk *walk;   /* writers; NULL in a reader's job */
    const dc_io *io;
    const dc_media_table *media;
} dc_host;

/* One reader or one writer at work on one document. */
struct dc_job {
    uint32_t struct_size;
    uint32_t reserved;
    const dc_host *host;
    void *state; /* the plugin's own; NULL at first */
};

/* dc_reader.flags */
enum {
    /* All metadata is set before the first block is closed. */
    DC_READER_META_FIRST = 1
};

typedef struct dc_reader {
    uint32_t struct_size;
    uint32_t flags;

    /*
     * Reads the whole input into the builder.  Called once a job.  Returns
     * DC_OK or what went wrong, reported as a diagnostic; what was built up
     * to there is dropped.
     */
    int32_t(DC_CALL *read)(dc_job *job, const dc_input *input);
} dc_reader;

/* dc_writer.flags */
enum {
    /* The whole tree must stand before begin is called. */
    DC_WRITER_WHOLE = 1
};

/*
 * A writer is handed the document block by block, in order.  The host may
 * recycle a block as soon as block() has returned.
 */
typedef struct dc_writer {
    uint32_t struct_size;
    uint32_t flags;

    /* Metadata is complete.  Called once, first. */
    int32_t(DC_CALL *begin)(dc_job *job);

    /* One top-level block.  Called for each, in document order. */
    int32_t(DC_CALL *block)(dc_job *job, uint32_t node);

    /* All blocks were handed over.  Called once, not after an error. */
    int32_t(DC_CALL *end)(dc_job *job);

    /* Releases job->state.  Called once, last, after errors too; or NULL. */
    void(DC_CALL *free)(dc_job *job);
} dc_writer;

/*
 * A checker says what is wrong with a file of its format.  It runs like a
 * reader, with a reader's tables, but what it builds is dropped.
 */
typedef struct dc_checker {
    uint32_t struct_size;
    uint32_t flags; /* 0 */

    /*
     * Checks the whole input.  Called once a job.  What is found is reported:
     * an error where the file breaks its format, a warning where it will not
     * do what was meant, a note for the rest.  rule is the name by which
     * people know the finding, file of the diagnostic the part that it is in
     * (with line and column).  DC_OK, whatever was found, or why the check
     * could not be carried through, reported.
     */
    int32_t(DC_CALL *check)(dc_job *job, const dc_input *input);
} dc_checker;

/* One format; reader, writer or checker is NULL where it cannot. */
typedef struct dc_format {
    uint32_t struct_size;
    uint32_t flags; /* 0 */
    const dc_reader *reader;
    const dc_writer *writer;
    const dc_checker *checker;
} dc_format;

/* What the exported function returns: static data, the same at each call. */
typedef struct dc_plugin {
    uint32_t struct_size;
    uint16_t abi_major;
    uint16_t abi_minor;
    const char *manifest;            /* the text of the note, NUL-terminated */
    const dc_format *const *formats; /* as the manifest's FORMATs, then NULL */
} dc_plugin;

/*
 * Defines the plugin: DC_PLUGIN(manifest, &format, ...).  The manifest (see
 * manifest.h) goes into the ELF note that the host reads without running
 * anything, and the descriptor points at the same bytes: one text, two uses.
 */
#define DC_PLUGIN(manifest_, ...)                                             \
    DC_PLUGIN_NOTE(manifest_);                                                \
    static const dc_format *const docconv_formats[] = {__VA_ARGS__, NULL};    \
    static const dc_plugin docconv_plugin = {                                 \
        sizeof(dc_plugin), DC_ABI_MAJOR, DC_ABI_MINOR, docconv_note.text,     \
        docconv_formats,                                                      \
    };                                                                        \
    DC_EXPORT const dc_plugin *DC_CALL docconv_plugin_v1(void);               \
    const dc_plugin *DC_CALL docconv_plugin_v1(void)                          \
    {                                                                         \
        return &docconv_plugin;                                               \
    }                                                                         \
    struct docconv_plugin_takes_a_semicolon

#endif
