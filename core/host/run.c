/* SPDX-License-Identifier: MIT */
/*
 * One conversion from bytes to bytes, in whatever process this is: load the
 * plugins, open the input, let the reader build, hand each finished block to
 * the writer.  When the reader promises its metadata first and the writer
 * does not ask for the whole tree, blocks are recycled as they go.
 */
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/limits.h"
#include "host/conversion.h"
#include "host/run_limits.h"
#include "host/service.h"
#include "io/package.h"

static void
report_run(struct dci_run *run, const char *rule, const char *message)
{
    const char *parts[] = {message, NULL};
    dci_report_parts(run->reporter, DC_DIAG_ERROR, rule, parts);
}

static void
init_job(struct dci_run *run, struct dci_host_job *job, const dc_host *host,
    const struct dci_side *side, enum dci_actor actor)
{
    job->job.api.struct_size = sizeof(dc_job);
    job->job.api.host = host;
    job->job.doc = run->doc;
    job->run = run;
    job->side = side;
    job->actor = actor;
}

/* Marks who runs; returns who ran before. */
static uint32_t
enter(struct dci_run *run, enum dci_actor actor)
{
    uint32_t before = *run->actor;
    *run->actor = actor;
    return before;
}

/* Keeps what a plugin function returned, unless something failed before. */
static int32_t
settle(struct dci_run *run, struct dci_host_job *job, int32_t status)
{
    if (status > DC_OK || status < DC_STATUS_LAST)
        dci_run_blame(job, "returned a status that docconv does not know", "");
    else if (status < DC_OK)
        dci_doc_fail(run->doc, status);
    return dci_doc_status(run->doc);
}

static int32_t
begin_writer(struct dci_run *run)
{
    if (run->has_begun)
        return DC_OK;
    run->has_begun = 1;
    uint32_t before = enter(run, DCI_ACTOR_WRITER);
    int32_t status = run->write_with->begin(&run->writer_job.job.api);
    enter(run, before);
    return settle(run, &run->writer_job, status);
}

/* Hands one top-level block to the writer. */
static int32_t
write_block(void *user, uint32_t node)
{
    struct dci_run *run = user;
    int32_t status = begin_writer(run);
    if (status != DC_OK)
        return status;
    uint32_t before = enter(run, DCI_ACTOR_WRITER);
    status = run->write_with->block(&run->writer_job.job.api, node);
    enter(run, before);
    return settle(run, &run->writer_job, status);
}

/* The blocks that were kept, then the end. */
static int32_t
finish_writer(struct dci_run *run)
{
    const dc_walk *walk = &dci_doc_walk_table;
    dc_job *job = &run->writer_job.job.api;
    int32_t status = begin_writer(run);
    for (uint32_t node = dci_doc_first_block(run->doc); node && status == DC_OK;
         node = walk->sibling(job, node))
        status = write_block(run, node);
    if (status != DC_OK)
        return status;
    uint32_t before = enter(run, DCI_ACTOR_WRITER);
    status = run->write_with->end(job);
    enter(run, before);
    status = settle(run, &run->writer_job, status);
    if (status == DC_OK && run->package && !dci_package_is_closed(run->package))
        dci_run_blame(
            &run->writer_job, "left its package without a directory", "");
    if (dci_doc_status(run->doc) == DC_OK)
        dci_sink_flush(&run->sink);
    return dci_run_check_sink(run);
}

static int32_t
read_document(struct dci_run *run)
{
    dc_input input = {
        .struct_size = sizeof(input),
        .data = run->source.data,
        .len = run->source.len,
        .name = dci_base_name(run->conversion->input_name),
    };
    dc_job *job = &run->reader_job.job.api;
    int32_t status = dci_usermeta_apply(run->conversion, job);
    if (status != DC_OK)
        return status;
    uint32_t before = enter(run, DCI_ACTOR_READER);
    status = run->read_with->read(job, &input);
    enter(run, before);
    settle(run, &run->reader_job, status);
    return dci_doc_finish(run->doc);
}

static void
report_memory(struct dci_run *run)
{
    if (run->conversion->max_memory)
        report_run(run, "limit-memory", "memory limit reached (--max-memory)");
    else
        report_run(run, DCI_RULE_NOMEM, "out of memory");
}

static void
forward_report(void *user, const dc_diag *diag)
{
    struct dci_run *run = user;
    if (diag->severity == DC_DIAG_ERROR &&
        strcmp(diag->rule, DCI_RULE_NOMEM) == 0)
        report_memory(run);
    else
        dci_report(run->reporter, diag);
}

/* Loads the plugin of one side. */
static int32_t
load_side(struct dci_run *run, const struct dci_side *side, uint32_t actor,
    const dc_format **loaded)
{
    *run->actor = actor | DCI_ACTOR_LOADING;
    int32_t status = dci_loader_load(side->format, run->reporter, loaded);
    *run->actor = DCI_ACTOR_HOST;
    return status;
}

static int32_t
load_plugins(struct dci_run *run)
{
    const dc_conversion *conversion = run->conversion;
    const dc_format *reader = NULL;
    const dc_format *writer = NULL;
    int32_t status =
        load_side(run, &conversion->reader, DCI_ACTOR_READER, &reader);
    if (status == DC_OK)
        status = load_side(run, &conversion->writer, DCI_ACTOR_WRITER, &writer);
    if (status != DC_OK)
        return status;
    run->read_with = reader->reader;
    run->write_with = writer->writer;
    return DC_OK;
}

/*
 * Loads the services that the format says it cannot work without, while the
 * process may still open files.
 */
static int32_t
load_services(struct dci_run *run, struct dci_host_job *job)
{
    const dc_format_info *format = job->side->format;
    for (size_t i = 0; i < format->needs.count; i++) {
        const char *id = format->needs.items[i];
        const char *why = "this host has none of that name";
        if (dci_service_lookup(job, id, &why))
            continue;
        const char *parts[] = {"format '", format->name, "' needs the service ",
            id, ": ", why, NULL};
        dci_report_parts(
            run->reporter, DC_DIAG_ERROR, "service-missing", parts);
        return why == dci_out_of_memory ? DC_E_NOMEM : DC_E_PLUGIN;
    }
    return DC_OK;
}

static int32_t
open_source(struct dci_run *run, int input_fd)
{
    const dc_conversion *conversion = run->conversion;
    int32_t status = conversion->input_memory
        ? dci_source_copy(conversion->input_memory,
              conversion->input_memory_len, &run->source)
        : dci_source_open(input_fd, &run->source);
    run->reporter->source = &run->source;
    return status;
}

static int32_t
open_doc(struct dci_run *run)
{
    int keeps_tree = !(run->read_with->flags & DC_READER_META_FIRST) ||
        (run->write_with->flags & DC_WRITER_WHOLE);
    struct dci_doc_config config = {
        .max_depth = DCI_LIMIT_DEPTH,
        .max_memory = run->conversion->max_memory ? run->conversion->max_memory
                                                  : DCI_MEMORY_MAX,
        .user = run,
        .report = forward_report,
        .on_block = keeps_tree ? NULL : write_block,
        .poll = dci_run_poll,
    };
    run->doc = dci_doc_new(&config);
    if (!run->doc)
        return DC_E_NOMEM;
    dci_doc_set_input(run->doc, run->source.data, run->source.len);
    init_job(run, &run->reader_job, &dci_reader_host, &run->conversion->reader,
        DCI_ACTOR_READER);
    init_job(run, &run->writer_job, &dci_writer_host, &run->conversion->writer,
        DCI_ACTOR_WRITER);
    int32_t status = load_services(run, &run->reader_job);
    return status == DC_OK ? load_services(run, &run->writer_job) : status;
}

static void
close_run(struct dci_run *run)
{
    if (run->has_begun && DC_HAS(run->write_with, dc_writer, free) &&
        run->write_with->free) {
        enter(run, DCI_ACTOR_WRITER);
        run->write_with->free(&run->writer_job.job.api);
        enter(run, DCI_ACTOR_HOST);
    }
    dci_service_close(run);
    dci_run_close_files(run);
    dci_doc_free(run->doc);
    dci_sink_fini(&run->sink);
    run->reporter->source = NULL;
    dci_source_close(&run->source);
}

/* Says why there is no result where nobody has said it yet. */
static void
report_failure(struct dci_run *run, int32_t status)
{
    if (run->reporter->counts[DC_DIAG_ERROR])
        return;
    if (status == DC_E_NOMEM) {
        report_memory(run);
        return;
    }
    if (status != DC_E_IO || !run->sink.error) {
        report_run(run, "conversion-failed", dc_status_meaning(status));
        return;
    }
    const char *parts[] = {
        "cannot write the output: ", strerror(run->sink.error), NULL};
    dci_report_parts(run->reporter, DC_DIAG_ERROR, "output-unwritable", parts);
}

/*
 * Holds the worker to --max-memory on top of what the program and its
 * plugins take, which the document cannot help.
 */
static void
limit_memory(const dc_conversion *conversion)
{
    unsigned long long pages = 0;
    FILE *statm = fopen("/proc/self/statm", "re");
    if (!statm)
        return;
    int found = fscanf(statm, "%llu", &pages);
    fclose(statm);
    uint64_t used = pages * (uint64_t)sysconf(_SC_PAGESIZE);
    struct rlimit limit = {
        used + conversion->max_memory, used + conversion->max_memory};
    if (found == 1)
        (void)setrlimit(RLIMIT_AS, &limit);
}

/* The parts of a run in their order; the first that fails is the last. */
static int32_t
convert(struct dci_run *run, const struct dci_run_here *here)
{
    int32_t status = load_plugins(run);
    if (status == DC_OK)
        status = open_source(run, here->input_fd);
    if (status == DC_OK)
        status = open_doc(run);
    if (status == DC_OK && run->is_worker && run->conversion->max_memory)
        limit_memory(run->conversion);
    if (status == DC_OK)
        status = read_document(run);
    if (status == DC_OK)
        status = finish_writer(run);
    /* A plugin that reports an error has no result, whatever it returns. */
    if (status == DC_OK && run->reporter->counts[DC_DIAG_ERROR])
        status = DC_E_PLUGIN;
    return status;
}

int32_t
dci_run_here(dc_conversion *conversion, struct dci_reporter *reporter,
    const struct dci_run_here *here)
{
    struct dci_run run = {
        .conversion = conversion,
        .reporter = reporter,
        .actor = here->actor,
        .is_worker = here->is_worker,
    };
    dci_sink_init(&run.sink, here->output_fd, DCI_OUTPUT_MAX);
    int32_t status = convert(&run, here);
    if (status != DC_OK)
        report_failure(&run, status);
    close_run(&run);
    /* With a limit set, memory that runs out is that limit. */
    return status == DC_E_NOMEM && conversion->max_memory ? DC_E_LIMIT : status;
}
