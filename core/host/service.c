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

#include "docconv/ext/charset.h"
#include "docconv/ext/language.h"
#include "docconv/ext/package.h"
#include "docconv/ext/template.h"
#include "host/conversion.h"
#include "host/service.h"
#include "io/package.h"

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

static dc_package *DC_CALL
open_package(dc_job *job)
{
    struct dci_host_job *self = (struct dci_host_job *)(void *)job;
    if (self->actor != DCI_ACTOR_WRITER)
        return NULL;
    struct dci_package_sink sink = {self, write_package, refuse_entry};
    if (self->run->package) {
        refuse_entry(self, "plugin-misbehaving",
            "the writer opens a second package in one output");
        dci_doc_fail(self->run->doc, DC_E_PLUGIN);
        return NULL;
    }
    self->run->package = dci_package_new(&sink);
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

void
dci_service_close(struct dci_run *run)
{
    dci_package_free(run->package);
    run->package = NULL;
}

/* Services in modules. */

static const struct {
    const char *id;
    const char *module; /* NULL: in this library */
    const void *table;
} services[] = {
    {DC_PACKAGE_ID, NULL, &package_service},
    {DC_CHARSET_ID, "detect.so", NULL},
    {DC_LANGUAGE_ID, "detect.so", NULL},
    {DC_TEMPLATE_ID, "template.so", NULL},
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
dci_service_lookup(struct dci_host_job *job, const char *id, const char **why)
{
    for (size_t i = 0; i < sizeof(services) / sizeof(*services); i++) {
        if (strcmp(services[i].id, id) != 0)
            continue;
        if (!services[i].module)
            return services[i].table;
        void *module =
            load_module(job->run->conversion->engine, services[i].module, why);
        service_function lookup = NULL;
        if (module)
            *(void **)&lookup = dlsym(module, "docconv_service_v1");
        return lookup ? lookup(id) : NULL;
    }
    *why = "this host has none of that name";
    return NULL;
}
