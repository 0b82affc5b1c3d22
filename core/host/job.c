/* SPDX-License-Identifier: MIT */
/*
 * The tables through which the jobs of a run see the host: memory,
 * diagnostics and bytes.  (The document's tables are in core/doc, that of the
 * options in job_options.c.)  Whatever a plugin hands in is checked here.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "host/conversion.h"
#include "host/service.h"

static struct dci_host_job *
host_job(dc_job *job)
{
    return (struct dci_host_job *)(void *)job;
}

/* The tables that are the host's own. */

static void *DC_CALL
job_alloc(dc_job *job, size_t size)
{
    return dci_doc_alloc(host_job(job)->run->doc, size);
}

static int32_t DC_CALL
job_fail(dc_job *job, int32_t status)
{
    return dci_doc_fail(host_job(job)->run->doc, status);
}

/* Why the run must end.  A worker's time is its parent's to watch. */
int32_t
dci_run_poll(void *user)
{
    struct dci_run *run = user;
    const dc_conversion *conversion = run->conversion;
    if (conversion->cancel_status)
        return conversion->cancel_status;
    if (run->is_worker || conversion->deadline < 0 ||
        dci_now_ms() < conversion->deadline)
        return DC_OK;
    dci_report_time_limit(run->reporter);
    return DC_E_LIMIT;
}

static int32_t DC_CALL
job_tick(dc_job *job)
{
    struct dci_run *run = host_job(job)->run;
    int32_t status = dci_run_poll(run);
    return status ? dci_doc_fail(run->doc, status) : dci_doc_status(run->doc);
}

static const void *DC_CALL
job_service(dc_job *job, const char *id)
{
    const char *why;
    return dci_service_lookup(host_job(job), id, &why);
}

static int64_t DC_CALL
job_source_date(dc_job *job)
{
    (void)job;
    const char *text = getenv("SOURCE_DATE_EPOCH");
    char *end;
    if (!text || *text < '0' || *text > '9')
        return -1;
    errno = 0;
    long long seconds = strtoll(text, &end, 10);
    return *end || errno ? -1 : seconds;
}

dc_str
dci_base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    return (dc_str){name, strlen(name)};
}

static dc_str DC_CALL
job_source_name(dc_job *job)
{
    return dci_base_name(host_job(job)->run->conversion->input_name);
}

dc_str
dci_part_name(char name[DCI_PART_NAME], const char *outer, dc_str part)
{
    size_t len = strnlen(outer, DCI_PART_NAME / 2);
    memcpy(name, outer, len);
    if (len)
        name[len++] = '/';
    if (part.len > DCI_PART_NAME - 1 - len)
        part.len = DCI_PART_NAME - 1 - len;
    memcpy(name + len, part.ptr, part.len);
    name[len + part.len] = 0;
    return (dc_str){name, len + part.len};
}

static const dc_job_table job_table = {
    .struct_size = sizeof(dc_job_table),
    .alloc = job_alloc,
    .fail = job_fail,
    .tick = job_tick,
    .service = job_service,
    .source_date = job_source_date,
    .source_name = job_source_name,
};

/* A plugin broke a rule of the border: says so and ends the run. */
void
dci_run_blame(struct dci_host_job *self, const char *what, const char *detail)
{
    const char *parts[] = {
        "plugin ", self->side->format->plugin->path, " ", what, detail, NULL};
    dci_report_parts(
        self->run->reporter, DC_DIAG_ERROR, "plugin-misbehaving", parts);
    dci_doc_fail(self->run->doc, DC_E_PLUGIN);
}

/* Reports on a part of the input, "book.epub/text/ch1.xhtml". */
static void
report_part(struct dci_host_job *self, const dc_diag *given)
{
    char file[DCI_PART_NAME];
    struct dci_run *run = self->run;
    const char *outer = run->reporter->file;
    dc_diag diag = *given;
    diag.struct_size = sizeof(diag);
    diag.file = dci_part_name(
        file, *outer ? outer : run->conversion->input_name, given->file);
    /* An offset in the part means nothing in the whole. */
    diag.pos = DC_POS_NONE;
    dci_run_report(run, self, &diag);
}

static void DC_CALL
diag_report(dc_job *job, const dc_diag *diag)
{
    struct dci_host_job *self = host_job(job);
    if (DC_HAS(diag, dc_diag, file) && diag->file.len)
        report_part(self, diag);
    else
        dci_run_report(self->run, self, diag);
}

static int32_t DC_CALL
diag_is_wanted(dc_job *job, uint32_t severity)
{
    return severity != DC_DIAG_EXPLAIN ||
        host_job(job)->run->reporter->wants_explain;
}

static const dc_diag_table diag_table = {
    .struct_size = sizeof(dc_diag_table),
    .report = diag_report,
    .is_wanted = diag_is_wanted,
};

/* Carries a failure of the sink over to the sticky status. */
int32_t
dci_run_check_sink(struct dci_run *run)
{
    if (run->sink.status != DC_OK)
        dci_doc_fail(run->doc, run->sink.status);
    return dci_doc_status(run->doc);
}

static int32_t DC_CALL
io_write(dc_job *job, const void *data, size_t len)
{
    struct dci_run *run = host_job(job)->run;
    run->reserved = 0;
    dci_sink_write(&run->sink, data, len);
    return dci_run_check_sink(run);
}

static char *DC_CALL
io_reserve(dc_job *job, size_t min, size_t *room)
{
    struct dci_run *run = host_job(job)->run;
    *room = 0;
    run->reserved = 0;
    if (min > DCI_SINK_RESERVE_MAX) {
        dci_run_blame(
            host_job(job), "reserves more than 1 MiB of output at once", "");
        return NULL;
    }
    char *buf = dci_sink_reserve(&run->sink, min, room);
    run->reserved = *room;
    dci_run_check_sink(run);
    return buf;
}

static int32_t DC_CALL
io_commit(dc_job *job, size_t len)
{
    struct dci_run *run = host_job(job)->run;
    if (len > run->reserved)
        dci_run_blame(
            host_job(job), "commits more output than it reserved", "");
    else
        dci_sink_commit(&run->sink, len);
    run->reserved = 0;
    return dci_run_check_sink(run);
}

static void DC_CALL
io_release(dc_job *job, uint64_t upto)
{
    dci_source_release(&host_job(job)->run->source, upto);
}

static const dc_io reader_io = {
    .struct_size = sizeof(dc_io),
    .release = io_release,
};

static const dc_io writer_io = {
    .struct_size = sizeof(dc_io),
    .write = io_write,
    .reserve = io_reserve,
    .commit = io_commit,
};

/* For a writer that is to see no media. */

static int32_t DC_CALL
show_no_media_at(dc_job *job, uint32_t index, dc_media *media)
{
    (void)job;
    (void)index;
    (void)media;
    return 0;
}

static int32_t DC_CALL
show_no_media(dc_job *job, dc_str name, dc_media *media)
{
    (void)job;
    (void)name;
    (void)media;
    return 0;
}

const dc_media_table dci_no_media = {
    .struct_size = sizeof(dc_media_table),
    .at = show_no_media_at,
    .lookup = show_no_media,
};

/* Media that were taken out are files: they can be shown, but not lost. */
static int32_t DC_CALL
look_up_extracted(dc_job *job, dc_str name, dc_media *media)
{
    return dci_doc_media_table.lookup(job, name, media);
}

static const dc_media_table extracted_media = {
    .struct_size = sizeof(dc_media_table),
    .at = show_no_media_at,
    .lookup = look_up_extracted,
};

const dc_host dci_reader_host = {
    .struct_size = sizeof(dc_host),
    .abi_major = DC_ABI_MAJOR,
    .abi_minor = DC_ABI_MINOR,
    .version = DCI_VERSION,
    .job = &job_table,
    .option = &dci_option_table,
    .diag = &diag_table,
    .build = &dci_doc_build_table,
    .io = &reader_io,
    .media = &dci_doc_media_table,
};

const dc_host dci_writer_host = {
    .struct_size = sizeof(dc_host),
    .abi_major = DC_ABI_MAJOR,
    .abi_minor = DC_ABI_MINOR,
    .version = DCI_VERSION,
    .job = &job_table,
    .option = &dci_option_table,
    .diag = &diag_table,
    .walk = &dci_doc_walk_table,
    .io = &writer_io,
    .media = &dci_doc_media_table,
};

const dc_host dci_extracted_host = {
    .struct_size = sizeof(dc_host),
    .abi_major = DC_ABI_MAJOR,
    .abi_minor = DC_ABI_MINOR,
    .version = DCI_VERSION,
    .job = &job_table,
    .option = &dci_option_table,
    .diag = &diag_table,
    .walk = &dci_doc_walk_table,
    .io = &writer_io,
    .media = &extracted_media,
};
