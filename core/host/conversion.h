/* SPDX-License-Identifier: MIT */
/*
 * One conversion: what was asked for (struct dc_conversion) and, while it
 * runs, the state shared by the reader's and the writer's job (struct
 * dci_run).  Private to core/host.
 */
#ifndef DCI_CONVERSION_H
#define DCI_CONVERSION_H

#include <signal.h>

#include "base/map.h"
#include "doc/doc.h"
#include "host/engine.h"
#include "host/extract.h"
#include "host/inputs.h"
#include "host/report.h"
#include "io/sink.h"
#include "io/source.h"

/* No folder is kept. */
#define DCI_NO_FOLDER SIZE_MAX

/*
 * Folders that files are opened beneath (io/folder.h): descriptors that are
 * opened in the caller's process and that the worker inherits.
 */
struct dci_folder {
    int fd;
    int is_resource; /* what the document names is looked for here */
};

struct dci_folders {
    struct dci_folder *items;
    size_t count;
};

/* One of the values given to an option: a text and what it names. */
struct dci_option_item {
    char *text;
    struct dci_source file; /* data is NULL: it is no file */
    size_t folder; /* that the file stands in, or DCI_NO_FOLDER */
};

/* What was given to an option of a format; at least one item. */
struct dci_option_value {
    const dc_option_info *option;
    struct dci_list items; /* struct dci_option_item * */
};

/* The reading or the writing side: a format and its options as given. */
struct dci_side {
    const dc_format_info *format;
    char *typed; /* the format's name as it was given, without details */
    uint32_t actor; /* enum dci_actor */
    int is_writing;
    struct dci_list values; /* struct dci_option_value * */
    const struct dci_side *preset; /* of what has no value here, or NULL */
};

/* Who runs just now, for the message about a crash. */
enum dci_actor {
    DCI_ACTOR_HOST,
    DCI_ACTOR_READER,
    DCI_ACTOR_WRITER,
    DCI_ACTOR_EXCHANGE_OUT, /* writes for the filters */
    DCI_ACTOR_EXCHANGE_IN, /* reads what they wrote */
    DCI_ACTOR_PROOF, /* checks what was written */
    DCI_ACTOR_LOADING = 8 /* or'ed to the one whose plugin is being loaded */
};

/* A metadata event as the caller gave it. */
struct dci_meta_item {
    int what; /* DC_META_EVENT_ */
    int32_t origin;
    char *text;
    size_t len;
};

/* Open maps and lists; metadata files nest a few levels at most. */
#define DCI_META_DEPTH 32

/* Where in the grammar of metadata events the last one led. */
struct dci_meta_state {
    uint8_t open[DCI_META_DEPTH]; /* DC_META_EVENT_MAP or _LIST */
    int depth;
    int wants_value; /* after ENTRY or KEY */
};

struct dci_filter;

struct dc_conversion {
    dc_engine *engine;
    dc_diag_sink sink;
    void *user;
    struct dci_side reader;
    struct dci_side writer;
    struct dci_side exchange_out; /* the format of the filters, if any */
    struct dci_side exchange_in;
    struct dci_side proof; /* the writer's format, as one that is checked */
    struct dci_list filters; /* struct dci_filter * */
    int spools[2]; /* where filters read from and write to, by turns */
    struct dci_folders folders;
    struct dci_extraction extraction;
    struct dci_inputs inputs; /* that become one document; or none */
    struct dci_list member_sides; /* struct dci_side *, of their readers */
    const dc_format_info *member_format; /* of all members, or NULL */
    struct dci_list meta; /* struct dci_meta_item *, from events */
    struct dci_meta_state meta_state;
    int input_fd;
    const void *input_memory;
    size_t input_memory_len;
    char *input_name;
    int output_fd;
    unsigned timeout;
    int64_t deadline; /* of the run, on the clock of dci_now_ms; -1: none */
    uint64_t max_memory;
    unsigned threads; /* that compress; 0: as many as are usual */
    int heading_shift; /* added to the levels of headings */
    int wants_explain;
    int wants_worker;
    int wants_proof; /* what is written is checked */
    int is_check; /* the reader's side is checked; there is no writer */
    uint64_t counts[DC_DIAG_ERROR + 1];
    int cancel_pipe[2];
    volatile sig_atomic_t cancel_status;
};

/* The host's side of a dc_job. */
struct dci_host_job {
    struct dci_job job; /* first */
    struct dci_run *run;
    const struct dci_side *side;
};

/* One reader and one writer at work: all of a conversion without filters. */
struct dci_run {
    dc_conversion *conversion;
    const struct dci_side *reads;
    const struct dci_side *writes; /* NULL: what is read is only checked */
    const struct dci_filter *filter; /* whose output is read, or NULL */
    struct dci_source source;
    struct dci_sink sink;
    struct dci_doc *doc;
    struct dci_reporter *reporter;
    const struct dci_run_here *here;
    volatile uint32_t *actor; /* seen by the parent when a plugin crashes */
    const dc_host *reader_host; /* the tables that the jobs see */
    const dc_host *writer_host;
    const dc_reader *read_with;
    const dc_writer *write_with;
    const dc_checker *check_with; /* in the reader's place, or NULL */
    struct dci_host_job reader_job;
    struct dci_host_job writer_job;
    struct dci_package *package; /* the writer's, or NULL */
    struct dci_members *members; /* of the input, once they were asked for */
    struct dci_archive *archives; /* that jobs opened, linked */
    const void *charset; /* what detect.so offers, once it was needed */
    struct dci_map files; /* struct dci_run_file * by name */
    uint64_t files_len; /* bytes that were claimed for files */
    uint32_t parts_deep; /* parts within parts being read (sub.c) */
    uint32_t media_renamed; /* by parts that used one name (sub.c) */
    size_t reserved; /* bytes of the sink that were handed out */
    int is_worker; /* the process is the run's own */
    int has_begun; /* the writer's begin was called */
};

/* A file that a plugin named and the run opened. */
struct dci_run_file {
    size_t folder; /* of the conversion's, that it stands in */
    char *name;
    struct dci_run_file *next; /* of that name in another folder */
    struct dci_source source;
};

/* Where and how a run takes place. */
struct dci_run_here {
    volatile uint32_t *actor; /* tells who runs just now */
    int input_fd; /* -1: from the memory that was set */
    int output_fd;
    int spools[2]; /* as those of the conversion */
    int media_spool; /* where media are taken out to, or -1 */
    int is_worker; /* the process is the run's own: it may be limited */
    /* Has filter number `index` run, here or in the parent. */
    int32_t (*filter)(
        dc_conversion *conversion, struct dci_reporter *reporter, size_t index);
    /* Has a medium noted that was written into the spool. */
    int32_t (*keep)(dc_conversion *conversion, dc_str path, uint64_t offset,
        uint64_t len);
};

/* Converts in this process. */
int32_t dci_run_here(dc_conversion *conversion, struct dci_reporter *reporter,
    const struct dci_run_here *here);

/* Reports outside a run, where nothing is counted yet; returns `status`. */
int32_t dci_conversion_complain(dc_conversion *conversion, int32_t status,
    const char *rule, const char *const *parts);

/* The side that `actor` stands for; the reader's for the host itself. */
const struct dci_side *dci_conversion_side(
    const dc_conversion *conversion, uint32_t actor);

/* Why the run must end, or DC_OK; `run` is a struct dci_run. */
int32_t dci_run_poll(void *run);

/* Reports what a job of the run says. */
void dci_run_report(
    struct dci_run *run, const struct dci_host_job *job, const dc_diag *diag);

/* Reports that a plugin broke a rule of the border, and ends the run. */
void dci_run_blame(
    struct dci_host_job *self, const char *what, const char *detail);

/* Carries a failure of the sink over to the sticky status, and returns it. */
int32_t dci_run_check_sink(struct dci_run *run);

/* The last part of a path. */
dc_str dci_base_name(const char *path);

/* The name of a part of the input in messages. */
#define DCI_PART_NAME ((size_t)512)

/* "book.epub/text/ch1.xhtml" in `name`, cut to fit. */
dc_str dci_part_name(
    char name[DCI_PART_NAME], const char *outer, dc_str part);

/* What may end the conversion from outside. */
struct dci_wait dci_conversion_wait(const dc_conversion *conversion);

/* The same in a worker process. */
int32_t dci_run_in_worker(
    dc_conversion *conversion, struct dci_reporter *reporter, int input_fd);

/* Reports what is wrong before a run; returns `status`. */
int32_t dci_conversion_complain(dc_conversion *conversion, int32_t status,
    const char *rule, const char *const *parts);

/*
 * Sets option `name` of one side, or appends to it, and reads the file that
 * the text names if its type says so.  DC_E_EXTENSION when there is none such
 * and DC_E_USAGE when the text does not fit, both unreported.
 */
int32_t dci_side_set_option(dc_conversion *conversion, struct dci_side *side,
    const char *name, const char *text);

/* Sets format and options as dc_conversion_set_reader describes. */
int32_t dci_side_set_format(
    dc_conversion *conversion, struct dci_side *side, const char *spec);

/*
 * member_sides.c: what was set for members of that format, or NULL; sides for
 * all formats that read with such an option, if the reader has members.
 */
const struct dci_side *dci_member_side(
    const dc_conversion *conversion, const dc_format_info *format);
int32_t dci_member_sides_make(dc_conversion *conversion, const char *option);
void dci_member_sides_fini(dc_conversion *conversion);

/* What was given to a declared option, or NULL. */
const struct dci_option_value *dci_side_value(
    const struct dci_side *side, const dc_option_info *option);

void dci_side_free_values(struct dci_side *side);

/*
 * The content of the file `name` in one of the conversion's folders, or NULL:
 * in the run, which keeps it and frees it at its end.
 */
const struct dci_run_file *dci_run_read_beside(
    struct dci_run *run, size_t folder, dc_str name);

/*
 * The same for a path beneath the folder, which may be that of a document, so
 * that size and number are limited.  Errors in errno: those of
 * dci_folder_open_file, EFBIG and ENOSPC for too large a file and too many.
 */
const struct dci_run_file *dci_run_open_file(
    struct dci_run *run, size_t folder, dc_str path);

/* 1 if files of the document, unpacked, may take so many bytes more. */
int dci_run_claim_bytes(struct dci_run *run, uint64_t len);

/* Frees the files that the run has read. */
void dci_run_close_files(struct dci_run *run);

/* 1 if the option may be given several times. */
int dci_option_repeats(const dc_option_info *option);

/* Adds a folder, whose descriptor is taken over; 0 when memory ran out. */
int dci_folders_add(struct dci_folders *folders, int fd, int is_resource);

/* The value of a checked option as a number. */
int64_t dci_option_number(const dc_option_info *option, const char *value);

/* The declaration of an option of this side, or NULL. */
const dc_option_info *dci_side_lookup(
    const struct dci_side *side, const char *name);

/* Puts the caller's metadata into the document through the job's builder. */
int32_t dci_usermeta_apply(dc_conversion *conversion, dc_job *job);

/* Loads the plugin of `format` and checks it; a failure is reported. */
int32_t dci_loader_load(const dc_format_info *format,
    struct dci_reporter *reporter, const dc_format **loaded);

/*
 * Opens a shared object for good; NULL with the reason in *why, which is
 * dci_out_of_memory if it is that.
 */
void *dci_loader_open(const char *path, const char **why);

/* The tables that jobs see. */
extern const dc_option_table dci_option_table;
extern const dc_media_table dci_no_media;
extern const dc_host dci_reader_host;
extern const dc_host dci_writer_host;
extern const dc_host dci_extracted_host; /* a writer's, without media to lose */

#endif
