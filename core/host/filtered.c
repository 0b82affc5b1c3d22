/* SPDX-License-Identifier: MIT */
/*
 * A conversion with filters: two runs, and the filters between them.
 *
 *     input -> reader -> exchange format -> filter, filter, ...
 *           -> exchange format -> writer -> output
 *
 * What does not go through the exchange format is handed on here: media, and
 * who stated a piece of metadata.  What a filter before the last one wrote is
 * read once to see whether it is a document, so that the right one is blamed;
 * the last one's is read by the second run.  All plugins are loaded before
 * anything is read.
 */
#include <string.h>

#include "host/filter.h"
#include "host/proof.h"
#include "host/run.h"
#include "host/run_limits.h"

struct filtered {
    struct dci_run first; /* from the reader to the filters */
    struct dci_run last; /* from the filters to the writer */
    dc_build build;
    dc_host in_host; /* what the reader of the exchange format sees */
    dc_host out_host; /* what its writer sees */
};

/* The origin of an entry that the caller gave to the first run, or `other`. */
static int32_t
restore_origin(const dc_conversion *conversion, dc_str key, int32_t other)
{
    for (size_t i = 0; i < conversion->meta.count; i++) {
        const struct dci_meta_item *item = conversion->meta.items[i];
        if (item->what == DC_META_EVENT_ENTRY && item->len == key.len &&
            memcmp(item->text, key.ptr, key.len) == 0)
            return item->origin;
    }
    return other;
}

/* meta_open of the builder, for a document that comes from a filter. */
static int32_t DC_CALL
reopen_meta(dc_job *job, dc_str key, int32_t origin, int32_t confidence)
{
    const struct dci_host_job *self = (const void *)job;
    origin = restore_origin(self->run->conversion, key, origin);
    return dci_doc_build_table.meta_open(job, key, origin, confidence);
}

static void
init_hosts(struct filtered *self)
{
    self->build = dci_doc_build_table;
    self->build.meta_open = reopen_meta;
    self->in_host = dci_reader_host;
    self->in_host.build = &self->build;
    self->out_host = dci_writer_host;
    /* Media take no part in the exchange: its writer sees none to lose. */
    self->out_host.media = &dci_no_media;
}

/* Loads the plugins of both runs and makes their documents. */
static int32_t
prepare(struct filtered *self, const struct dci_run_here *here)
{
    struct dci_run *first = &self->first;
    struct dci_run *last = &self->last;
    int32_t status = dci_run_load(first);
    if (status == DC_OK)
        status = dci_run_load(last);
    if (status == DC_OK)
        status = dci_run_open_doc(first);
    if (status == DC_OK)
        status = dci_run_open_doc(last);
    dci_sink_init(&first->sink, here->spools[0], DCI_OUTPUT_MAX);
    dci_sink_init(&last->sink, here->output_fd, DCI_OUTPUT_MAX);
    return status;
}

/* From the input to the first filter. */
static int32_t
write_for_filters(struct filtered *self, const struct dci_run_here *here)
{
    struct dci_run *run = &self->first;
    int32_t status = dci_run_open_source(run, here->input_fd);
    if (status == DC_OK && run->is_worker)
        dci_run_limit_memory(run->conversion);
    if (status == DC_OK)
        status = dci_run_read(run);
    if (status == DC_OK)
        status = dci_run_write(run);
    if (status != DC_OK)
        dci_run_report_failure(run, status);
    dci_run_close_writer(run);
    /* From here on a place is one in what a filter wrote. */
    run->reporter->source = NULL;
    return status;
}

/* Reads what a filter wrote; no document is the filter's fault. */
static int32_t
read_from_filter(
    struct dci_run *run, const struct dci_filter *filter, int spool)
{
    run->filter = filter;
    int32_t status = dci_run_open_source(run, spool);
    if (status == DC_OK)
        status = dci_run_read(run);
    return status == DC_E_FORMAT ? DC_E_FILTER : status;
}

/* Reads what a filter wrote for the next one. */
static int32_t
check_output(struct filtered *self, const struct dci_filter *filter, int spool)
{
    struct dci_run run = {
        .conversion = self->last.conversion,
        .reads = self->last.reads,
        .reporter = self->last.reporter,
        .actor = self->last.actor,
        .reader_host = self->last.reader_host,
        .read_with = self->last.read_with,
        .is_worker = self->last.is_worker,
    };
    int32_t status = dci_run_open_doc(&run);
    if (status == DC_OK)
        status = read_from_filter(&run, filter, spool);
    if (status != DC_OK)
        dci_run_report_failure(&run, status);
    dci_run_close(&run);
    return status;
}

/* Has the filters run, each on what the one before it wrote. */
static int32_t
run_filters(struct filtered *self, const struct dci_run_here *here)
{
    dc_conversion *conversion = self->first.conversion;
    size_t count = conversion->filters.count;
    for (size_t i = 0; i < count; i++) {
        int32_t status = here->filter(conversion, self->first.reporter, i);
        if (status == DC_OK && i + 1 < count)
            status = check_output(
                self, conversion->filters.items[i], here->spools[(i + 1) % 2]);
        if (status != DC_OK)
            return status;
    }
    return DC_OK;
}

/* From the last filter to the output. */
static int32_t
write_output(struct filtered *self, const struct dci_run_here *here)
{
    struct dci_run *run = &self->last;
    const struct dci_list *filters = &run->conversion->filters;
    int32_t status = read_from_filter(run, filters->items[filters->count - 1],
        here->spools[filters->count % 2]);
    if (status == DC_OK)
        status = dci_run_write(run);
    if (status != DC_OK)
        dci_run_report_failure(run, status);
    return status;
}

int32_t
dci_run_filtered(dc_conversion *conversion, struct dci_reporter *reporter,
    const struct dci_run_here *here)
{
    struct filtered self = {
        .first =
            {
                .conversion = conversion,
                .reads = &conversion->reader,
                .writes = &conversion->exchange_out,
                .reader_host = &dci_reader_host,
                .writer_host = &self.out_host,
            },
        .last =
            {
                .conversion = conversion,
                .reads = &conversion->exchange_in,
                .writes = &conversion->writer,
                .reader_host = &self.in_host,
                .writer_host = dci_run_writer_host(conversion),
            },
    };
    self.first.reporter = self.last.reporter = reporter;
    self.first.actor = self.last.actor = here->actor;
    self.first.here = self.last.here = here;
    self.first.is_worker = self.last.is_worker = here->is_worker;
    init_hosts(&self);
    int32_t status = prepare(&self, here);
    if (status != DC_OK)
        dci_run_report_failure(&self.first, status);
    else
        status = write_for_filters(&self, here);
    if (status == DC_OK) {
        dci_doc_pass_media(self.first.doc, self.last.doc);
        status = run_filters(&self, here);
    }
    if (status == DC_OK)
        status = write_output(&self, here);
    uint64_t written = self.last.sink.total;
    dci_run_close(&self.last);
    dci_run_close(&self.first);
    return status == DC_OK
        ? dci_proof_read(conversion, reporter, here, written)
        : status;
}
