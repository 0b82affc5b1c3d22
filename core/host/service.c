/* SPDX-License-Identifier: MIT */
/*
 * Services: tables of functions that the host offers by name.  Those that
 * stand on heavy libraries are modules of their own, loaded when a format
 * first asks: they see the host through the same tables as a plugin does.
 */
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "docconv/ext/archive.h"
#include "docconv/ext/language.h"
#include "docconv/ext/math.h"
#include "docconv/ext/members.h"
#include "docconv/ext/package.h"
#include "docconv/ext/template.h"
#include "docconv/ext/xml.h"
#include "host/conversion.h"
#include "host/members.h"
#include "host/plain_utf8.h"
#include "host/resource.h"
#include "host/service.h"
#include "host/sub.h"
#include "io/archive.h"
#include "io/pack_pool.h"
#include "io/package.h"

/* Of --max-memory, for each thread that compresses. */
#define MEMORY_PER_THREAD ((uint64_t)16 << 20)

/* The package service: the module of core/io on the job's sink. */

static int32_t
write_package(void *user, const void *data, size_t len)
{
    struct dci_host_job *job = user;
    return job->job.api.host->io->write(&job->job.api, data, len);
}

static void
refuse_entry(void *user, const char *rule, const char *message)
{
    const struct dci_host_job *job = user;
    const char *parts[] = {message, NULL};
    dci_report_parts(job->run->reporter, DC_DIAG_ERROR, rule, parts);
}

/* A thread takes a megabyte, which is then not the document's. */
static unsigned
count_threads(const dc_conversion *conversion)
{
    unsigned count =
        conversion->threads ? conversion->threads : dci_pack_threads();
    uint64_t most = conversion->max_memory / MEMORY_PER_THREAD;
    if (conversion->max_memory == 0 || count <= most)
        return count;
    return most ? (unsigned)most : 1;
}

static dc_package *DC_CALL
open_package(dc_job *job)
{
    struct dci_host_job *self = (struct dci_host_job *)(void *)job;
    if (self->side->actor != DCI_ACTOR_WRITER)
        return NULL;
    struct dci_package_sink sink = {self, write_package, refuse_entry};
    if (self->run->package) {
        refuse_entry(self, "plugin-misbehaving",
            "the writer opens a second package in one output");
        dci_doc_fail(self->run->doc, DC_E_PLUGIN);
        return NULL;
    }
    self->run->package =
        dci_package_new(&sink, count_threads(self->run->conversion));
    if (!self->run->package) {
        dci_doc_fail(self->run->doc, DC_E_NOMEM);
        return NULL;
    }
    return dci_package_public(self->run->package);
}

static const dc_package_service package_service = {
    .struct_size = sizeof(dc_package_service),
    .open = open_package,
    .add = dci_package_add,
    .close = dci_package_close,
};

/* The archive service: the zip reader, with the job to report to. */

/* What is wrong with an archive, at its place if it is the input itself. */
static void
report_archive(void *user, uint32_t severity, const char *rule,
    const char *message, dc_str name)
{
    const struct dci_host_job *job = user;
    char entry[160];
    size_t len = name.len < sizeof(entry) ? name.len : sizeof(entry) - 1;
    if (len)
        memcpy(entry, name.ptr, len);
    entry[len] = 0;
    const char *with_name[] = {"entry '", entry, "' ", message, NULL};
    const char *alone[] = {message, NULL};
    dci_report_parts(
        job->run->reporter, severity, rule, len ? with_name : alone);
}

static int32_t DC_CALL
open_archive(dc_job *job, const void *data, size_t len, dc_archive **opened)
{
    struct dci_host_job *self = (struct dci_host_job *)(void *)job;
    struct dci_archive_ear ear = {self, report_archive};
    struct dci_archive *archive;
    *opened = NULL;
    int32_t status = dci_archive_open(data, len, &ear, &archive);
    if (status != DC_OK)
        return status;
    archive->is_own = self->side->actor == DCI_ACTOR_PROOF;
    archive->next = self->run->archives;
    self->run->archives = archive;
    *opened = (dc_archive *)(void *)archive;
    return DC_OK;
}

static const dc_archive_service archive_service = {
    .struct_size = sizeof(dc_archive_service),
    .open = open_archive,
    .at = dci_archive_at,
    .lookup = dci_archive_lookup,
    .content = dci_archive_content,
    .drop = dci_archive_drop,
    .packed = dci_archive_packed,
};

void
dci_service_close(struct dci_run *run)
{
    dci_package_free(run->package);
    run->package = NULL;
    dci_members_free(run->members);
    run->members = NULL;
    while (run->archives) {
        struct dci_archive *next = run->archives->next;
        dci_archive_free(run->archives);
        run->archives = next;
    }
}

/* Services in modules. */

static const struct {
    const char *id;
    const char *module; /* NULL: in this library */
    const void *table;
} services[] = {
    {DC_ARCHIVE_ID, NULL, &archive_service},
    {DC_MEMBERS_ID, NULL, &dci_members_service},
    {DC_PACKAGE_ID, NULL, &package_service},
    {DC_RESOURCE_ID, NULL, &dci_resource_service},
    {DC_SUB_ID, NULL, &dci_sub_service},
    {DC_CHARSET_ID, NULL, &dci_charset_service},
    {DC_LANGUAGE_ID, "detect.so", NULL},
    {DC_MATH_ID, "math.so", NULL},
    {DC_TEMPLATE_ID, "template.so", NULL},
    {DC_XML_ID, "xml.so", NULL},
};

typedef const void *(*service_function)(const char *id);

/*
 * Opens service/NAME below the first plugin directory that has it; NULL with
 * the reason in *why.
 */
static void *
load_module(dc_engine *engine, const char *name, const char **why)
{
    char path[4096];
    *why = "it is not installed";
    for (size_t i = 0; i < engine->dirs.count; i++) {
        int len = snprintf(path, sizeof(path), "%s/service",
            (const char *)engine->dirs.items[i]);
        if (len < 0 || (size_t)len + strlen(name) + 2 > sizeof(path))
            continue;
        const char *fault;
        int fd = dci_trust_open(path, name, &fault);
        if (fd < 0) {
            *why = fault ? fault : *why;
            continue;
        }
        close(fd);
        path[len] = '/';
        memcpy(path + len + 1, name, strlen(name) + 1);
        return dci_loader_open(path, why);
    }
    return NULL;
}

const void *
dci_service_load(struct dci_host_job *job, const char *name, const char *id,
    const char **why)
{
    service_function lookup = NULL;
    void *module = load_module(job->run->conversion->engine, name, why);
    if (module)
        *(void **)&lookup = dlsym(module, "docconv_service_v1");
    /* A caller that can do without the service would give another result. */
    if (!module && *why == dci_out_of_memory)
        dci_doc_fail(job->run->doc, DC_E_NOMEM);
    return lookup ? lookup(id) : NULL;
}

const void *
dci_service_lookup(struct dci_host_job *job, const char *id, const char **why)
{
    for (size_t i = 0; i < sizeof(services) / sizeof(*services); i++) {
        if (strcmp(services[i].id, id) != 0)
            continue;
        if (!services[i].module)
            return services[i].table;
        return dci_service_load(job, services[i].module, id, why);
    }
    *why = "this host has none of that name";
    return NULL;
}
