/* SPDX-License-Identifier: MIT */
/* The filters of a conversion, and the files that they hand on. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "host/filter.h"
#include "io/spool.h"

static int32_t
complain_filter(dc_conversion *conversion, enum dci_filter_fault fault,
    const char *name, const char *interpreter)
{
    static const char *const reasons[] = {
        [DCI_FILTER_MISSING] =
            "' was not found: no such file, none of that name in "
            "docconv/filters of the user's data, no program on PATH",
        [DCI_FILTER_UNKNOWN] =
            "' is not executable, and its name does not tell what runs it",
        [DCI_FILTER_NO_INTERPRETER] =
            "' is not executable, and what could run it is not on PATH: ",
    };
    if (fault == DCI_FILTER_NO_MEMORY)
        return DC_E_NOMEM;
    const char *parts[] = {"filter '", name, reasons[fault],
        fault == DCI_FILTER_NO_INTERPRETER ? interpreter : "", NULL};
    return dci_conversion_complain(
        conversion, DC_E_FILTER, "filter-missing", parts);
}

/* The format of our protocol; of several that with the highest priority. */
static const dc_format_info *
find_exchange(dc_engine *engine)
{
    const dc_format_info *best = NULL;
    const dc_format_info *format;
    for (size_t i = 0; (format = dc_engine_format_at(engine, i)); i++)
        if (strcmp(format->exchange, DCI_EXCHANGE) == 0 && format->can_read &&
            format->can_write && (!best || format->priority > best->priority))
            best = format;
    return best;
}

/* Sets an option that the exchange format wants for itself. */
static int32_t
set_own_option(dc_conversion *conversion, const char *pair)
{
    size_t len = strcspn(pair, "=");
    char *name = strndup(pair, len);
    if (!name)
        return DC_E_NOMEM;
    int32_t status = dci_side_set_option(
        conversion, &conversion->exchange_out, name, pair + len + 1);
    free(name);
    return status;
}

/* Finds the format that filters read and write, once. */
static int32_t
set_exchange(dc_conversion *conversion)
{
    int32_t status = DC_OK;
    if (conversion->exchange_out.format)
        return DC_OK;
    const dc_format_info *format = find_exchange(conversion->engine);
    if (!format) {
        const char *parts[] = {"filters need pandoc's JSON, and no plugin here "
                               "reads and writes it",
            NULL};
        return dci_conversion_complain(
            conversion, DC_E_WRITER, "format-unknown", parts);
    }
    conversion->exchange_out.format = conversion->exchange_in.format = format;
    for (size_t i = 0; i < format->exchange_options.count && status == DC_OK;
         i++)
        status = set_own_option(conversion, format->exchange_options.items[i]);
    return status;
}

int32_t
dc_conversion_add_filter(dc_conversion *conversion, const char *program)
{
    const char *interpreter = "";
    int32_t status = set_exchange(conversion);
    if (status != DC_OK)
        return status;
    struct dci_filter *filter = malloc(sizeof(*filter));
    if (!filter)
        return DC_E_NOMEM;
    enum dci_filter_fault fault =
        dci_filter_find(program, filter, &interpreter);
    if (fault == DCI_FILTER_FOUND && dci_list_add(&conversion->filters, filter))
        return DC_OK;
    dci_filter_fini(filter);
    free(filter);
    return fault == DCI_FILTER_FOUND
        ? DC_E_NOMEM
        : complain_filter(conversion, fault, program, interpreter);
}

int32_t
dci_filters_open(dc_conversion *conversion, struct dci_reporter *reporter)
{
    for (int i = 0; i < 2 && conversion->filters.count; i++) {
        conversion->spools[i] = dci_spool_open();
        if (conversion->spools[i] >= 0)
            continue;
        const char *parts[] = {"cannot make a temporary file for the filters: ",
            strerror(errno), NULL};
        dci_report_parts(
            reporter, DC_DIAG_ERROR, "temporary-unwritable", parts);
        return DC_E_IO;
    }
    return DC_OK;
}

void
dci_filters_close(dc_conversion *conversion)
{
    for (int i = 0; i < 2; i++) {
        if (conversion->spools[i] >= 0)
            close(conversion->spools[i]);
        conversion->spools[i] = -1;
    }
}

void
dci_filters_fini(dc_conversion *conversion)
{
    for (size_t i = 0; i < conversion->filters.count; i++) {
        dci_filter_fini(conversion->filters.items[i]);
        free(conversion->filters.items[i]);
    }
    free(conversion->filters.items);
}
