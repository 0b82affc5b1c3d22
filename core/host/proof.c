/* SPDX-License-Identifier: MIT */
/*
 * What was written is looked at before it is anybody's: a run without a
 * writer, whose input is the output and whose reader is the format's checker.
 * It comes when the writer is gone with all it held, so that the two never
 * need memory at once, and in the same process, which has loaded the plugin
 * and its services already.
 */
#include "host/proof.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "host/run.h"

/* Stands for the output, whose name the host does not know, in messages. */
#define RESULT_NAME "result"

struct proof {
    struct dci_run run; /* first */
    dc_host host; /* that the checker sees */
    dc_diag_table diag;
};

/* Errors and warnings go on, with their place in the result. */
static void DC_CALL
report_finding(dc_job *job, const dc_diag *given)
{
    const struct dci_host_job *self = (const void *)job;
    char file[DCI_PART_NAME];
    dc_diag diag = {0};
    size_t size =
        given->struct_size < sizeof(diag) ? given->struct_size : sizeof(diag);
    memcpy(&diag, given, size);
    if (diag.severity != DC_DIAG_ERROR && diag.severity != DC_DIAG_WARNING)
        return;
    diag.struct_size = sizeof(diag);
    diag.pos = DC_POS_NONE;
    diag.file = diag.file.len ? dci_part_name(file, RESULT_NAME, diag.file)
                              : (dc_str)DC_STR(RESULT_NAME);
    dci_report(self->run->reporter, &diag);
}

static void
init(struct proof *proof, dc_conversion *conversion,
    struct dci_reporter *reporter, const struct dci_run_here *here)
{
    proof->diag = *dci_reader_host.diag;
    proof->diag.report = report_finding;
    proof->host = dci_reader_host;
    proof->host.diag = &proof->diag;
    proof->run.conversion = conversion;
    proof->run.reads = &conversion->proof;
    proof->run.reporter = reporter;
    proof->run.actor = here->actor;
    proof->run.reader_host = &proof->host;
    proof->run.is_worker = here->is_worker;
}

/*
 * Goes back to where the result begins; false if it cannot be read, or if a
 * file that was written over goes on behind it.
 */
static int
rewind_output(int fd, uint64_t written)
{
    struct stat st;
    return fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
        (fcntl(fd, F_GETFL) & O_ACCMODE) == O_RDWR && written <= INT64_MAX &&
        lseek(fd, 0, SEEK_CUR) == st.st_size &&
        lseek(fd, -(off_t)written, SEEK_CUR) >= 0;
}

/* What goes to a pipe or the like is gone. */
static int32_t
pass_unread(struct dci_reporter *reporter)
{
    const char *parts[] = {
        "the output cannot be read back: it was not checked", NULL};
    dci_report_parts(reporter, DC_DIAG_NOTE, "result-unchecked", parts);
    return DC_OK;
}

static int32_t
read_proof(struct dci_run *run, int fd)
{
    int32_t status = dci_run_load(run);
    if (status == DC_OK)
        status = dci_run_open_doc(run);
    if (status == DC_OK)
        status = dci_run_open_source(run, fd);
    return status == DC_OK ? dci_run_check(run) : status;
}

/* What the findings amount to. */
static int32_t
judge(const dc_conversion *conversion, struct dci_reporter *reporter)
{
    const dc_format_info *format = conversion->writer.format;
    const char *parts[] = {"the result is not valid ", format->name,
        "; this is a fault of the plugin ", format->plugin->path,
        ", please report it (--no-check leaves the result unchecked)", NULL};
    dci_report_parts(reporter, DC_DIAG_ERROR, "output-invalid", parts);
    return DC_E_PLUGIN;
}

int32_t
dci_proof_read(dc_conversion *conversion, struct dci_reporter *reporter,
    const struct dci_run_here *here, uint64_t written)
{
    struct proof proof = {0};
    uint64_t errors = reporter->counts[DC_DIAG_ERROR];
    if (!conversion->wants_proof || !conversion->writer.format->can_check ||
        errors)
        return DC_OK;
    if (!rewind_output(here->output_fd, written))
        return pass_unread(reporter);
    init(&proof, conversion, reporter, here);
    int32_t status = read_proof(&proof.run, here->output_fd);
    if (status != DC_OK)
        dci_run_report_failure(&proof.run, status);
    dci_run_close(&proof.run);
    /* The descriptor is the caller's too, and stands behind the result. */
    if (lseek(here->output_fd, 0, SEEK_END) < 0 && status == DC_OK)
        status = DC_E_IO;
    if (status == DC_OK && reporter->counts[DC_DIAG_ERROR] > errors)
        status = judge(conversion, reporter);
    return status;
}
