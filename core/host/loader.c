/* SPDX-License-Identifier: MIT */
/*
 * Loading a plugin: the only file that includes libdl, besides service.c.
 * It is loaded by its real path, right after file and directory were found to
 * be writable by nobody else (not through /proc/self/fd: the loader knows
 * libraries by name, and two plugins must not share one), and its descriptor
 * must point at the manifest that was read before.  Plugins are never
 * unloaded.
 */
#include <dlfcn.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "host/conversion.h"

typedef const dc_plugin *(*entry_function)(void);

static void
report_refusal(const dc_format_info *format, struct dci_reporter *reporter,
    const char *why)
{
    const char *parts[] = {
        "plugin ", format->plugin->path, " refused: ", why, NULL};
    dci_report_parts(reporter, DC_DIAG_ERROR, "plugin-refused", parts);
}

/* Checks the plugin file again, as it was at the first time. */
static int
is_trusted(const dc_format_info *format, const char **why)
{
    char dir[4096];
    const char *slash = strrchr(format->plugin->path, '/');
    size_t len = (size_t)(slash - format->plugin->path);
    *why = "its path is too long";
    if (len >= sizeof(dir))
        return 0;
    memcpy(dir, format->plugin->path, len);
    dir[len] = 0;
    int fd = dci_trust_open(dir, slash + 1, why);
    if (fd >= 0)
        close(fd);
    else if (!*why)
        *why = "it is gone";
    return fd >= 0;
}

void *
dci_loader_open(const char *path, const char **why)
{
    errno = 0;
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (!library)
        *why = errno == ENOMEM ? dci_out_of_memory : dlerror();
    return library;
}

/* The exported function of the plugin, or NULL with the reason in *why. */
static entry_function
load_entry(const dc_format_info *format, const char **why)
{
    entry_function entry;
    if (!is_trusted(format, why))
        return NULL;
    void *library = dci_loader_open(format->plugin->path, why);
    if (!library)
        return NULL;
    *(void **)&entry = dlsym(library, "docconv_plugin_v1");
    *why = "it does not export docconv_plugin_v1";
    return entry;
}

/* What is wrong with the descriptor; NULL if nothing. */
static const char *
find_fault(const dc_format_info *format, const dc_plugin *plugin)
{
    if (!plugin || !DC_HAS(plugin, dc_plugin, formats))
        return "its descriptor is too short";
    if (plugin->abi_major != DC_ABI_MAJOR)
        return "it was built for another plugin ABI";
    if (!plugin->manifest || !plugin->formats ||
        strcmp(plugin->manifest, format->plugin->text) != 0)
        return "its manifest is not the one in its note";
    for (size_t i = 0; i <= format->index; i++)
        if (!plugin->formats[i])
            return "it has fewer formats than its manifest names";
    const dc_format *found = plugin->formats[format->index];
    if (!DC_HAS(found, dc_format, writer) ||
        (format->can_read && found->reader &&
            !DC_HAS(found->reader, dc_reader, read)) ||
        (format->can_write && found->writer &&
            !DC_HAS(found->writer, dc_writer, end)) ||
        (format->can_check && DC_HAS(found, dc_format, checker) &&
            found->checker && !DC_HAS(found->checker, dc_checker, check)))
        return "a struct of it is shorter than this ABI's first";
    if ((format->can_read && !found->reader) ||
        (format->can_write && !found->writer))
        return "it lacks a reader or writer that its manifest names";
    if (format->can_check &&
        !(DC_HAS(found, dc_format, checker) && found->checker))
        return "it lacks a checker that its manifest names";
    return NULL;
}

int32_t
dci_loader_load(const dc_format_info *format, struct dci_reporter *reporter,
    const dc_format **loaded)
{
    const char *why;
    const dc_plugin *plugin = NULL;
    entry_function entry = load_entry(format, &why);
    if (entry) {
        plugin = entry();
        why = find_fault(format, plugin);
    }
    if (plugin && !why) {
        *loaded = plugin->formats[format->index];
        return DC_OK;
    }
    report_refusal(format, reporter, why);
    return why == dci_out_of_memory ? DC_E_NOMEM : DC_E_PLUGIN;
}
