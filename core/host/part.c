/* SPDX-License-Identifier: MIT */
/*
 * The half of "docconv.sub/1" that reads a part into a document of its own:
 * a run without a writer, whose errors are warnings of the whole.  What it
 * took goes with it, so a book of a thousand parts needs room for one.
 */
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "host/conversion.h"
#include "host/run_limits.h"
#include "host/service.h"
#include "host/sub.h"

/* A part that was read. */
struct part {
    struct dci_host_job view; /* first: the job to walk it with */
    struct dci_run run;
    struct dci_side side;
    dc_host host; /* that its reader sees */
    dc_diag_table diag;
    dc_host view_host; /* that its caller sees */
    struct dci_reporter mute; /* whom nobody hears, for DC_SUB_QUIET */
    dc_walk walk;
};

/* The walk's own first() knows nodes alone: 0 is none. */
static uint32_t DC_CALL
first_of(dc_job *job, uint32_t node)
{
    return node ? dci_doc_walk_table.first(job, node)
                : dci_doc_first_block(dci_doc_of(job));
}

static void DC_CALL
report_part(dc_job *job, const dc_diag *given)
{
    const struct dci_host_job *self = (const void *)job;
    dci_sub_report(self->run->reporter, given);
}

static void
report_doc(void *user, const dc_diag *diag)
{
    const struct dci_run *run = user;
    dci_sub_report(run->reporter, diag);
}

static int32_t
open_doc(struct part *part)
{
    const dc_conversion *conversion = part->run.conversion;
    struct dci_doc_config config = {
        .max_depth = DCI_LIMIT_DEPTH,
        .max_memory =
            conversion->max_memory ? conversion->max_memory : DCI_MEMORY_MAX,
        .user = &part->run,
        .report = report_doc,
        .poll = dci_run_poll,
    };
    part->run.doc = dci_doc_new(&config);
    return part->run.doc ? DC_OK : DC_E_NOMEM;
}

static void
init_job(struct part *part, struct dci_host_job *job, const dc_host *host)
{
    job->job.api.struct_size = sizeof(dc_job);
    job->job.api.host = host;
    job->job.doc = part->run.doc;
    job->run = &part->run;
    job->side = &part->side;
}

static struct part *
new_part(const struct dci_run *outer)
{
    struct part *part = calloc(1, sizeof(*part));
    if (!part)
        return NULL;
    part->run = (struct dci_run){
        .conversion = outer->conversion,
        .reads = &part->side,
        .reporter = outer->reporter,
        .actor = outer->actor,
        .parts_deep = outer->parts_deep + 1,
        .is_worker = outer->is_worker,
    };
    dci_map_init(&part->run.files, NULL);
    part->diag = *dci_reader_host.diag;
    part->diag.report = report_part;
    part->host = dci_reader_host;
    part->host.diag = &part->diag;
    part->walk = dci_doc_walk_table;
    part->walk.first = first_of;
    part->view_host = dci_writer_host;
    part->view_host.walk = &part->walk;
    return part;
}

/* Reads it; what the run reports meanwhile has the part's name and lines. */
static int32_t
read_part(struct part *part, const dc_sub_part *given, const dc_reader *reader)
{
    struct dci_run *run = &part->run;
    struct dci_reporter *reporter = run->reporter;
    struct dci_sub_place place;
    run->source = (struct dci_source){.data = given->data, .len = given->len};
    dci_doc_set_input(run->doc, given->data, given->len);
    init_job(part, &run->reader_job, &part->host);
    init_job(part, &part->view, &part->view_host);
    dci_sub_enter(&place, reporter, run->conversion, given->name, &run->source);
    dc_input input = {
        .struct_size = sizeof(input),
        .data = given->data,
        .len = given->len,
        .name = given->name,
    };
    int32_t status = reader->read(&run->reader_job.job.api, &input);
    if (status > DC_OK || status < DC_STATUS_LAST)
        dci_run_blame(&run->reader_job,
            "returned a status that docconv does not know", "");
    else if (status != DC_OK)
        dci_doc_fail(run->doc, status);
    status = dci_doc_finish(run->doc);
    dci_sub_leave(&place, reporter);
    return status;
}

static void
free_part(struct part *part)
{
    /* The content is the caller's. */
    part->run.source = (struct dci_source){0};
    dci_service_close(&part->run);
    dci_run_close_files(&part->run);
    dci_doc_free(part->run.doc);
    dci_side_free_values(&part->side);
    free(part);
}

int32_t DC_CALL
dci_part_load(dc_job *job, const dc_sub_part *given, dc_job **loaded)
{
    const struct dci_host_job *outer = (const void *)job;
    struct dci_run *run = outer->run;
    const dc_format *format = NULL;
    *loaded = NULL;
    if (run->parts_deep == DCI_PARTS_DEEP)
        return DC_E_LIMIT;
    struct part *part = new_part(run);
    if (!part)
        return DC_E_NOMEM;
    dci_reporter_init(&part->mute, NULL, NULL);
    if (given->flags & DC_SUB_QUIET)
        part->run.reporter = &part->mute;
    int32_t status = dci_sub_open_side(
        run->conversion, given, &part->side, run->reporter, &format);
    /* The members of the whole; what is in a member is its reader's. */
    if (status == DC_OK && run->parts_deep == 0)
        part->side.preset = dci_member_side(run->conversion, part->side.format);
    if (status == DC_OK)
        status = open_doc(part);
    if (status == DC_OK)
        status = read_part(part, given, format->reader);
    if (status == DC_OK)
        *loaded = &part->view.job.api;
    else
        free_part(part);
    if (status == DC_E_NOMEM || status == DC_E_INTERRUPTED ||
        status == DC_E_TERMINATED)
        return dci_doc_fail(run->doc, status);
    return status;
}

void DC_CALL
dci_part_drop(dc_job *job, dc_job *loaded)
{
    (void)job;
    if (loaded)
        free_part((struct part *)(void *)loaded);
}
