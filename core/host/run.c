/* SPDX-License-Identifier: MIT */
/*
 * One conversion from bytes to bytes, or the check of one input, in whatever
 * process this is: load the plugins, open the input, let the reader build, hand
 * each finished block to the writer.  When the reader promises its metadata
 * first and the writer does not ask for the whole tree, blocks are recycled as
 * they go.
 */
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/limits.h"
#include "host/filter.h"
#include "host/proof.h"
#include "host/run.h"
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
    const struct dci_side *side)
{
    job->job.api.struct_size = sizeof(dc_job);
    job->job.api.host = host;
    job->job.doc = run->doc;
    job->run = run;
    job->side = side;
}

/* Marks who runs; returns who ran before. */
static uint32_t
enter(struct dci_run *run, uint32_t actor)
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
    uint32_t before = enter(run, run->writes->actor);
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
    uint32_t before = enter(run, run->writes->actor);
    status = run->write_with->block(&run->writer_job.job.api, node);
    enter(run, before);
    return settle(run, &run->writer_job, status);
}

/* Drops one: it was read only to see whether it can be. */
static int32_t
drop_block(void *user, uint32_t node)
{
    (void)user;
    (void)node;
    return DC_OK;
}

/* The blocks that were kept, then the end. */
int32_t
dci_run_write(struct dci_run *run)
{
    const dc_walk *walk = &dci_doc_walk_table;
    dc_job *job = &run->writer_job.job.api;
    int32_t status = dci_extract_run(run);
    if (status == DC_OK)
        status = begin_writer(run);
    for (uint32_t node = dci_doc_first_block(run->doc); node && status == DC_OK;
         node = walk->sibling(job, node))
        status = write_block(run, node);
    if (status != DC_OK)
        return status;
    uint32_t before = enter(run, run->writes->actor);
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

static dc_input
input_of(const struct dci_run *run)
{
    return (dc_input){
        .struct_size = sizeof(dc_input),
        .data = run->source.data,
        .len = run->source.len,
        .name = dci_base_name(run->conversion->input_name),
    };
}

int32_t
dci_run_check(struct dci_run *run)
{
    dc_input input = input_of(run);
    uint32_t before = enter(run, run->reads->actor);
    int32_t status = run->check_with->check(&run->reader_job.job.api, &input);
    enter(run, before);
    return settle(run, &run->reader_job, status);
}

int32_t
dci_run_read(struct dci_run *run)
{
    dc_input input = input_of(run);
    dc_job *job = &run->reader_job.job.api;
    /* What the user states has gone through the filters. */
    int32_t status =
        run->filter ? DC_OK : dci_usermeta_apply(run->conversion, job);
    if (status != DC_OK)
        return status;
    uint32_t before = enter(run, run->reads->actor);
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
        dci_run_report(run, &run->reader_job, diag);
}

void
dci_run_report(
    struct dci_run *run, const struct dci_host_job *job, const dc_diag *diag)
{
    if (run->filter && job == &run->reader_job)
        dci_filter_report(run->reporter, run->filter, diag);
    else
        dci_report(run->reporter, diag);
}

/* Loads the plugin of one side. */
static int32_t
load_side(
    struct dci_run *run, const struct dci_side *side, const dc_format **loaded)
{
    *run->actor = side->actor | DCI_ACTOR_LOADING;
    int32_t status = dci_loader_load(side->format, run->reporter, loaded);
    *run->actor = DCI_ACTOR_HOST;
    return status;
}

int32_t
dci_run_load(struct dci_run *run)
{
    const dc_format *reader = NULL;
    const dc_format *writer = NULL;
    int32_t status = load_side(run, run->reads, &reader);
    if (status == DC_OK && !run->writes) {
        run->check_with = reader->checker;
        return DC_OK;
    }
    if (status == DC_OK)
        status = load_side(run, run->writes, &writer);
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

int32_t
dci_run_open_source(struct dci_run *run, int input_fd)
{
    const dc_conversion *conversion = run->conversion;
    int32_t status = input_fd < 0
        ? dci_source_copy(conversion->input_memory,
              conversion->input_memory_len, &run->source)
        : dci_source_open(input_fd, &run->source);
    if (!run->filter)
        run->reporter->source = &run->source;
    if (status == DC_OK)
        dci_doc_set_input(run->doc, run->source.data, run->source.len);
    return status;
}

typedef int32_t (*block_hook)(void *user, uint32_t node);

/* What becomes of a block when it is complete; NULL: the tree is kept. */
static block_hook
choose_hook(const struct dci_run *run)
{
    if (!run->write_with)
        return drop_block;
    int keeps_tree = !(run->read_with->flags & DC_READER_META_FIRST) ||
        (run->write_with->flags & DC_WRITER_WHOLE) || dci_extract_is_due(run);
    return keeps_tree ? NULL : write_block;
}

int32_t
dci_run_open_doc(struct dci_run *run)
{
    struct dci_doc_config config = {
        .max_depth = DCI_LIMIT_DEPTH,
        .max_memory = run->conversion->max_memory ? run->conversion->max_memory
                                                  : DCI_MEMORY_MAX,
        /* What filters wrote has had its share. */
        .heading_shift = run->reads == &run->conversion->reader
            ? run->conversion->heading_shift
            : 0,
        .user = run,
        .report = forward_report,
        .on_block = choose_hook(run),
        .poll = dci_run_poll,
    };
    dci_map_init(&run->files, NULL);
    run->doc = dci_doc_new(&config);
    if (!run->doc)
        return DC_E_NOMEM;
    init_job(run, &run->reader_job, run->reader_host, run->reads);
    int32_t status = load_services(run, &run->reader_job);
    if (status != DC_OK || !run->writes)
        return status;
    init_job(run, &run->writer_job, run->writer_host, run->writes);
    return load_services(run, &run->writer_job);
}

void
dci_run_close_writer(struct dci_run *run)
{
    if (run->has_begun && DC_HAS(run->write_with, dc_writer, free) &&
        run->write_with->free) {
        enter(run, run->writes->actor);
        run->write_with->free(&run->writer_job.job.api);
        enter(run, DCI_ACTOR_HOST);
    }
    run->has_begun = 0;
    dci_sink_fini(&run->sink);
}

void
dci_run_close(struct dci_run *run)
{
    dci_run_close_writer(run);
    dci_service_close(run);
    dci_run_close_files(run);
    dci_doc_free(run->doc);
    run->reporter->source = NULL;
    dci_source_close(&run->source);
}

void
dci_run_report_failure(struct dci_run *run, int32_t status)
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
    int is_kept = run->writes->actor == DCI_ACTOR_EXCHANGE_OUT;
    const char *parts[] = {is_kept
            ? "cannot keep the document for the filters: "
            : "cannot write the output: ",
        strerror(run->sink.error), NULL};
    dci_report_parts(run->reporter, DC_DIAG_ERROR,
        is_kept ? "temporary-unwritable" : "output-unwritable", parts);
}

/*
 * Holds the worker to --max-memory on top of what the program and its
 * plugins take, which the document cannot help.
 */
void
dci_run_limit_memory(const dc_conversion *conversion)
{
    unsigned long long pages = 0;
    if (!conversion->max_memory)
        return;
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
    int32_t status = dci_run_load(run);
    if (status == DC_OK)
        status = dci_run_open_doc(run);
    if (status == DC_OK)
        status = dci_run_open_source(run, here->input_fd);
    if (status == DC_OK && run->is_worker)
        dci_run_limit_memory(run->conversion);
    if (status == DC_OK)
        status = run->check_with ? dci_run_check(run) : dci_run_read(run);
    if (status == DC_OK && run->write_with)
        status = dci_run_write(run);
    return status;
}

const dc_host *
dci_run_writer_host(const dc_conversion *conversion)
{
    return conversion->extraction.folder ? &dci_extracted_host
                                         : &dci_writer_host;
}

static int32_t
run_unfiltered(dc_conversion *conversion, struct dci_reporter *reporter,
    const struct dci_run_here *here)
{
    struct dci_run run = {
        .conversion = conversion,
        .reads = &conversion->reader,
        .writes = conversion->is_check ? NULL : &conversion->writer,
        .reporter = reporter,
        .actor = here->actor,
        .reader_host = &dci_reader_host,
        .writer_host = dci_run_writer_host(conversion),
        .here = here,
        .is_worker = here->is_worker,
    };
    dci_sink_init(&run.sink, here->output_fd, DCI_OUTPUT_MAX);
    int32_t status = convert(&run, here);
    if (status != DC_OK)
        dci_run_report_failure(&run, status);
    uint64_t written = run.sink.total;
    dci_run_close(&run);
    return status == DC_OK && run.writes
        ? dci_proof_read(conversion, reporter, here, written)
        : status;
}

int32_t
dci_run_here(dc_conversion *conversion, struct dci_reporter *reporter,
    const struct dci_run_here *here)
{
    int32_t status = conversion->filters.count
        ? dci_run_filtered(conversion, reporter, here)
        : run_unfiltered(conversion, reporter, here);
    /* A plugin that reports an error has no result, whatever it returns. */
    if (status == DC_OK && reporter->counts[DC_DIAG_ERROR])
        status = conversion->is_check ? DC_E_FORMAT : DC_E_PLUGIN;
    /* With a limit set, memory that runs out is that limit. */
    return status == DC_E_NOMEM && conversion->max_memory ? DC_E_LIMIT : status;
}
