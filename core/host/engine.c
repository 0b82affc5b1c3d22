/* SPDX-License-Identifier: MIT */
/*
 * The engine and its plugin directories, in the order they are searched: those
 * the caller adds, the environment's, the program's own, the user's.
 */
#include "host/engine.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <unistd.h>

dc_engine *
dc_engine_new(void)
{
    dc_engine *engine = calloc(1, sizeof(*engine));
    if (engine)
        dci_reporter_init(&engine->reporter, NULL, NULL);
    return engine;
}

void
dc_engine_free(dc_engine *engine)
{
    if (!engine)
        return;
    for (size_t i = 0; i < engine->plugins.count; i++)
        dci_plugin_free(engine->plugins.items[i]);
    for (size_t i = 0; i < engine->dirs.count; i++)
        free(engine->dirs.items[i]);
    for (size_t i = 0; i < engine->refused.count; i++)
        free(engine->refused.items[i]);
    free(engine->refused.items);
    free(engine->plugins.items);
    free(engine->formats.items);
    free(engine->dirs.items);
    free(engine);
}

void
dc_engine_set_diag(dc_engine *engine, dc_diag_sink sink, void *user)
{
    engine->reporter.sink = sink;
    engine->reporter.user = user;
}

/* Adds a directory; one that cannot be trusted is reported as `severity`. */
static int32_t
add_dir(dc_engine *engine, const char *path, uint32_t severity)
{
    const char *why;
    char *real = dci_trust_resolve(path, &why);
    if (!real && !why)
        return DC_OK;
    if (!real) {
        const char *parts[] = {
            "plugin directory ", path, " refused: ", why, NULL};
        dci_report_parts(
            &engine->reporter, severity, "plugin-untrusted", parts);
        return why == dci_out_of_memory ? DC_E_NOMEM : DC_E_PLUGIN;
    }
    if (dci_list_add(&engine->dirs, real)) {
        engine->scanned = 0;
        return DC_OK;
    }
    free(real);
    return DC_E_NOMEM;
}

int32_t
dc_engine_add_dir(dc_engine *engine, const char *path)
{
    return add_dir(engine, path, DC_DIAG_ERROR);
}

/* A default directory that cannot be trusted is passed over with a warning. */
static int32_t
add_default_dir(dc_engine *engine, const char *path)
{
    int32_t status = add_dir(engine, path, DC_DIAG_WARNING);
    return status == DC_E_PLUGIN ? DC_OK : status;
}

/* Adds each directory of a colon-separated list. */
static int32_t
add_path_list(dc_engine *engine, const char *list)
{
    int32_t status = DC_OK;
    while (list && *list && status == DC_OK) {
        size_t len = strcspn(list, ":");
        char *dir = strndup(list, len);
        if (!dir)
            return DC_E_NOMEM;
        if (len)
            status = add_default_dir(engine, dir);
        free(dir);
        list += len + (list[len] == ':');
    }
    return status;
}

/* PREFIX/lib/docconv/1 of a program that stands in PREFIX/bin. */
static int32_t
add_own_dir(dc_engine *engine)
{
    char path[4096 + sizeof(DCI_PLUGIN_SUBDIR)];
    ssize_t len = readlink("/proc/self/exe", path, 4095);
    if (len <= 0)
        return DC_OK;
    path[len] = 0;
    for (int level = 0; level < 2; level++) {
        char *slash = strrchr(path, '/');
        if (!slash)
            return DC_OK;
        *slash = 0;
    }
    memcpy(path + strlen(path), "/" DCI_PLUGIN_SUBDIR,
        sizeof("/" DCI_PLUGIN_SUBDIR));
    return add_default_dir(engine, path);
}

static int32_t
add_home_dir(dc_engine *engine)
{
    char path[4096];
    const char *home = getenv("HOME");
    if (!home || *home != '/')
        return DC_OK;
    int len =
        snprintf(path, sizeof(path), "%s/.local/%s", home, DCI_PLUGIN_SUBDIR);
    if (len < 0 || (size_t)len >= sizeof(path))
        return DC_OK;
    return add_default_dir(engine, path);
}

int32_t
dc_engine_add_default_dirs(dc_engine *engine)
{
    int trust_environment = getauxval(AT_SECURE) == 0;
    int32_t status = DC_OK;
    if (trust_environment)
        status = add_path_list(engine, getenv("DOCCONV_PLUGIN_PATH"));
    if (status == DC_OK)
        status = add_own_dir(engine);
    if (status == DC_OK && trust_environment)
        status = add_home_dir(engine);
    return status;
}
