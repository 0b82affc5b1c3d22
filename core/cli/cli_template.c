/* SPDX-License-Identifier: MIT */
/*
 * --print-default-template (cli_template.h).  Templates lie in the plugins'
 * files beside the manifests; nothing of a plugin runs.
 */
#include "cli_template.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli_names.h"

/* The format in front of the slash, if there is one. */
static const dc_format_info *
lookup_format(dc_engine *engine, const char *name, size_t len)
{
    char *word = strndup(name, len);
    const dc_format_info *format =
        word != NULL ? cli_format_of_spec(engine, word) : NULL;

    free(word);
    return format;
}

/* "html/part" of the format's own name and what stands behind the slash. */
static char *
full_name(const dc_format_info *format, const char *part)
{
    const char *own = dc_format_name(format);
    size_t len = strlen(own);
    char *name = malloc(len + strlen(part) + 1);

    if (name != NULL) {
        memcpy(name, own, len);
        memcpy(name + len, part, strlen(part) + 1);
    }
    return name;
}

int32_t
cli_print_template(
    const char *name, dc_engine *engine, struct cli_report *report)
{
    size_t len = strcspn(name, "/");
    const dc_format_info *format = lookup_format(engine, name, len);

    if (format == NULL) {
        cli_report_say(report, DC_DIAG_ERROR, "unknown-format", NULL,
            "cannot print a template of '%s': no such format", name);
        return DC_E_WRITER;
    }
    char *whole = full_name(format, name + len);
    char *text = whole != NULL ? dc_format_template(format, whole) : NULL;
    if (text != NULL)
        fputs(text, stdout);
    else
        cli_report_say(report, DC_DIAG_ERROR, "no-template", NULL,
            "there is no template '%s'", name);
    free(text);
    free(whole);
    return text != NULL ? DC_OK : DC_E_DATA_FILE;
}
