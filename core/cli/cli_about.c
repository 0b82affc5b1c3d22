/* SPDX-License-Identifier: MIT */
/*
 * The lists of formats and plugins, and the version (cli_help.h).  One item
 * a line, for scripts as for people.
 */
#include "cli_help.h"

#include <stdio.h>
#include <string.h>

#include "cli_escape.h"
#include "cli_names.h"

void
cli_list_formats(dc_engine *engine, bool for_writing, bool is_verbose)
{
    const dc_format_info *format;

    for (size_t i = 0; (format = dc_engine_format_at(engine, i)) != NULL; i++) {
        if (!cli_format_can(format, for_writing))
            continue;
        cli_print(dc_format_name(format));
        if (is_verbose) {
            printf("\t");
            cli_print(dc_format_about(format));
        }
        printf("\n");
    }
}

static bool
is_of_plugin(const dc_format_info *format, const char *path)
{
    return strcmp(dc_format_plugin_path(format), path) == 0;
}

/* Whether an earlier format has shown this plugin already. */
static bool
was_listed(dc_engine *engine, size_t index, const char *path)
{
    for (size_t i = 0; i < index; i++) {
        if (is_of_plugin(dc_engine_format_at(engine, i), path))
            return true;
    }
    return false;
}

/* "docconv-text.so" is the plugin "text". */
static void
print_plugin_name(const char *path)
{
    static const char prefix[] = "docconv-";
    const char *name = cli_base_name(path);
    const char *end;

    if (strncmp(name, prefix, sizeof(prefix) - 1) == 0)
        name += sizeof(prefix) - 1;
    end = strrchr(name, '.');
    cli_print_part(name, end != NULL ? (size_t)(end - name) : strlen(name));
}

void
cli_list_plugins(dc_engine *engine)
{
    const dc_format_info *format;

    for (size_t i = 0; (format = dc_engine_format_at(engine, i)) != NULL; i++) {
        const char *path = dc_format_plugin_path(format);
        const dc_format_info *other;

        if (was_listed(engine, i, path))
            continue;
        print_plugin_name(path);
        printf("\t");
        cli_print(dc_format_plugin_version(format));
        printf("\t");
        cli_print(path);
        printf("\t");
        for (size_t j = i; (other = dc_engine_format_at(engine, j)) != NULL;
             j++) {
            if (!is_of_plugin(other, path))
                continue;
            printf("%s", j == i ? "" : " ");
            cli_print(dc_format_name(other));
        }
        printf("\n");
    }
}

void
cli_version(void)
{
    printf("docconv %s\nLicence MIT; there is no warranty.\n", dc_version());
}
