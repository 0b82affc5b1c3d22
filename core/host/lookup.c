/* SPDX-License-Identifier: MIT */
/*
 * Finding formats.  A format called "html" is looked for in docconv-html.so
 * of each directory first; only what needs to know all formats (a list, an
 * alias, an extension, a magic) reads every manifest.  No cache is kept:
 * reading fifty manifests takes a fifth of a millisecond.
 */
#include "host/engine.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

static struct dc_format_info *
lookup_known(const dc_engine *engine, const char *name)
{
    for (size_t i = 0; i < engine->formats.count; i++) {
        struct dc_format_info *format = engine->formats.items[i];
        if (strcmp(format->name, name) == 0)
            return format;
    }
    return NULL;
}

static const dc_option_info *
lookup_option_of(const dc_format_info *format, const char *name)
{
    for (size_t i = 0; i < format->options.count; i++) {
        const dc_option_info *option = format->options.items[i];
        if (strcmp(option->name, name) == 0)
            return option;
    }
    return NULL;
}

/* An option of that name in any format known so far, or NULL. */
static const dc_option_info *
lookup_known_option(const dc_engine *engine, const char *name)
{
    const dc_option_info *option = NULL;
    for (size_t i = 0; !option && i < engine->formats.count; i++)
        option = lookup_option_of(engine->formats.items[i], name);
    return option;
}

/* 1 if the type of one of the options contradicts one already known. */
static int
has_option_conflict(const dc_engine *engine, const dc_format_info *format)
{
    for (size_t i = 0; i < format->options.count; i++) {
        const dc_option_info *option = format->options.items[i];
        const dc_option_info *other = lookup_known_option(engine, option->name);
        if (other && other->type != option->type)
            return 1;
    }
    return 0;
}

static int
compare_formats(const void *a, const void *b)
{
    const dc_format_info *const *one = a;
    const dc_format_info *const *two = b;
    return strcmp((*one)->name, (*two)->name);
}

/*
 * Says why, and remembers it so that it is said once.  It is an error for
 * the format that was asked for, and a warning among others.
 */
static void
refuse_plugin(
    dc_engine *engine, const char *path, const struct dci_refusal *refusal)
{
    char *copy = strdup(path);
    if (!copy || !dci_list_add(&engine->refused, copy)) {
        engine->is_exhausted = 1;
        free(copy);
    }
    if (refusal->why == dci_out_of_memory) {
        engine->is_exhausted = 1;
        return;
    }
    char place[48] = "";
    if (refusal->line)
        snprintf(
            place, sizeof(place), " (line %zu of its manifest)", refusal->line);
    int has_value = refusal->value[0] != 0;
    const char *parts[] = {"plugin ", path, " refused: ", refusal->why,
        has_value ? ": '" : "", refusal->value, has_value ? "'" : "", place,
        NULL};
    dci_report_parts(&engine->reporter,
        engine->is_scanning ? DC_DIAG_WARNING : DC_DIAG_ERROR, "plugin-refused",
        parts);
}

/* Enters the plugin's formats; a name that is taken stays with its owner. */
static int32_t
enter_plugin(dc_engine *engine, struct dci_plugin *plugin)
{
    int conflicts = 0;
    for (size_t i = 0; i < plugin->formats.count; i++)
        conflicts |= has_option_conflict(engine, plugin->formats.items[i]);
    if (conflicts) {
        static const struct dci_refusal refusal = {
            "an option of it has another type than in another plugin", 0, ""};
        refuse_plugin(engine, plugin->path, &refusal);
        dci_plugin_free(plugin);
        return DC_E_PLUGIN;
    }
    if (!dci_list_add(&engine->plugins, plugin)) {
        engine->is_exhausted = 1;
        dci_plugin_free(plugin);
        return DC_E_NOMEM;
    }
    for (size_t i = 0; i < plugin->formats.count; i++) {
        struct dc_format_info *format = plugin->formats.items[i];
        if (!lookup_known(engine, format->name) &&
            !dci_list_add(&engine->formats, format)) {
            engine->is_exhausted = 1;
            return DC_E_NOMEM;
        }
    }
    if (engine->formats.count)
        qsort(engine->formats.items, engine->formats.count,
            sizeof(*engine->formats.items), compare_formats);
    return DC_OK;
}

/* The plugin file was read or refused before. */
static int
is_known(const dc_engine *engine, const char *path)
{
    for (size_t i = 0; i < engine->refused.count; i++)
        if (strcmp(engine->refused.items[i], path) == 0)
            return 1;
    for (size_t i = 0; i < engine->plugins.count; i++) {
        const struct dci_plugin *plugin = engine->plugins.items[i];
        if (strcmp(plugin->path, path) == 0)
            return 1;
    }
    return 0;
}

/* Reads the manifest of one plugin file and enters it. */
static int32_t
read_plugin(dc_engine *engine, const char *dir, const char *name)
{
    char path[4096];
    struct dci_refusal refusal = {NULL, 0, ""};
    int length = snprintf(path, sizeof(path), "%s/%s", dir, name);
    if (length < 0 || (size_t)length >= sizeof(path) || is_known(engine, path))
        return DC_OK;
    int fd = dci_trust_open(dir, name, &refusal.why);
    if (fd < 0) {
        if (!refusal.why)
            return DC_OK;
        refuse_plugin(engine, path, &refusal);
        return DC_E_PLUGIN;
    }
    char *text = dci_note_read(fd, &refusal);
    close(fd);
    struct dci_plugin *plugin =
        text ? dci_manifest_parse(text, path, &refusal) : NULL;
    if (plugin)
        return enter_plugin(engine, plugin);
    refuse_plugin(engine, path, &refusal);
    return DC_E_PLUGIN;
}

static void
scan_all(dc_engine *engine)
{
    if (engine->scanned)
        return;
    engine->scanned = 1;
    engine->is_scanning = 1;
    for (size_t i = 0; i < engine->dirs.count; i++) {
        struct dci_list names = {NULL, 0};
        if (!dci_trust_list(engine->dirs.items[i], &names))
            engine->is_exhausted = 1;
        for (size_t k = 0; k < names.count; k++) {
            /* A refused plugin was reported; the others still count. */
            (void)read_plugin(engine, engine->dirs.items[i], names.items[k]);
            free(names.items[k]);
        }
        free(names.items);
    }
    engine->is_scanning = 0;
}

/* Reads docconv-NAME.so of the directories, up to the first that has it. */
static void
probe_by_name(dc_engine *engine, const char *name)
{
    char file[256];
    int length = snprintf(file, sizeof(file), "docconv-%s.so", name);
    if (length < 0 || (size_t)length >= sizeof(file) || strchr(name, '/'))
        return;
    for (size_t i = 0; i < engine->dirs.count; i++) {
        (void)read_plugin(engine, engine->dirs.items[i], file);
        if (lookup_known(engine, name))
            return;
    }
}

static int
has_string(const struct dci_list *list, const char *text)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcasecmp(list->items[i], text) == 0)
            return 1;
    return 0;
}

const dc_format_info *
dc_engine_lookup_format(dc_engine *engine, const char *name)
{
    const dc_format_info *format = lookup_known(engine, name);
    if (!format && !engine->scanned) {
        probe_by_name(engine, name);
        format = lookup_known(engine, name);
    }
    if (!format) {
        scan_all(engine);
        format = lookup_known(engine, name);
    }
    for (size_t i = 0; !format && i < engine->formats.count; i++) {
        const dc_format_info *candidate = engine->formats.items[i];
        if (has_string(&candidate->aliases, name))
            format = candidate;
    }
    return format;
}

int32_t
dc_engine_why_missing(const dc_engine *engine, const char *spec)
{
    if (engine->is_exhausted)
        return DC_E_NOMEM;
    size_t len = strcspn(spec, "+-:");
    for (size_t i = 0; i < engine->refused.count; i++) {
        const char *path = engine->refused.items[i];
        const char *name = strrchr(path, '/') + strlen("/docconv-");
        if (strncmp(name, spec, len) == 0 && strcmp(name + len, ".so") == 0)
            return DC_E_PLUGIN;
    }
    return DC_OK;
}

const dc_format_info *
dc_engine_lookup_extension(
    dc_engine *engine, const char *extension, int for_writing)
{
    const dc_format_info *best = NULL;
    scan_all(engine);
    for (size_t i = 0; i < engine->formats.count; i++) {
        const dc_format_info *format = engine->formats.items[i];
        int can = for_writing ? format->can_write : format->can_read;
        if (can && has_string(&format->extensions, extension) &&
            (!best || format->priority > best->priority))
            best = format;
    }
    return best;
}

const dc_format_info *
dc_engine_lookup_magic(dc_engine *engine, const void *head, size_t len)
{
    const dc_format_info *best = NULL;
    size_t best_weight = 0;
    scan_all(engine);
    for (size_t i = 0; i < engine->formats.count; i++) {
        const dc_format_info *format = engine->formats.items[i];
        size_t weight = dci_patterns_weigh(&format->magics, head, len);
        if (weight > best_weight && format->can_read) {
            best_weight = weight;
            best = format;
        }
    }
    return best;
}

/* The one of the higher priority that can be checked and has the extension. */
static const dc_format_info *
lookup_checker_by_name(const dc_engine *engine, const char *extension)
{
    const dc_format_info *best = NULL;
    for (size_t i = 0; i < engine->formats.count; i++) {
        const dc_format_info *format = engine->formats.items[i];
        if (format->can_check && has_string(&format->extensions, extension) &&
            (!best || format->priority > best->priority))
            best = format;
    }
    return best;
}

const dc_format_info *
dc_engine_lookup_checker(
    dc_engine *engine, const void *head, size_t len, const char *extension)
{
    const dc_format_info *best = NULL;
    size_t best_weight = 0;
    scan_all(engine);
    for (size_t i = 0; i < engine->formats.count; i++) {
        const dc_format_info *format = engine->formats.items[i];
        size_t weight = dci_patterns_weigh(&format->magics, head, len);
        if (weight > best_weight && format->can_check) {
            best_weight = weight;
            best = format;
        }
    }
    return best ? best : lookup_checker_by_name(engine, extension);
}

const dc_format_info *
dc_engine_format_at(dc_engine *engine, size_t index)
{
    scan_all(engine);
    return index < engine->formats.count ? engine->formats.items[index] : NULL;
}

const dc_option_info *
dc_engine_lookup_option(dc_engine *engine, const char *name)
{
    scan_all(engine);
    return lookup_known_option(engine, name);
}
