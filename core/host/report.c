/* SPDX-License-Identifier: MIT */
/*
 * A diagnostic gets its line and column here, from its byte offset, walking
 * on from the place found last: reports mostly come in rising order, so the
 * whole costs one pass over the input.
 */
#include "host/report.h"

#include <stdio.h>
#include <string.h>

#include "docconv/tree.h"

void
dci_reporter_init(struct dci_reporter *reporter, dc_diag_sink sink, void *user)
{
    memset(reporter, 0, sizeof(*reporter));
    reporter->sink = sink;
    reporter->user = user;
    reporter->file = "";
    reporter->known_line = reporter->known_column = 1;
}

/* The counter of the rule; rules beyond the table share the last row. */
static struct dci_rule_count *
lookup_rule(struct dci_reporter *reporter, const char *rule, uint32_t severity)
{
    for (size_t i = 0; i < reporter->rule_count; i++)
        if (strncmp(reporter->rules[i].rule, rule,
                sizeof(reporter->rules[i].rule) - 1) == 0)
            return &reporter->rules[i];
    if (reporter->rule_count == DCI_REPORT_RULES)
        return &reporter->rules[DCI_REPORT_RULES - 1];
    struct dci_rule_count *row = &reporter->rules[reporter->rule_count++];
    memcpy(row->rule, rule, strnlen(rule, sizeof(row->rule) - 1));
    row->severity = severity;
    return row;
}

/* Advances the known place to `pos`; a line ends with LF, CR LF or CR. */
static void
walk_to(struct dci_reporter *reporter, uint64_t pos)
{
    const uint8_t *data = reporter->source->data;
    if (pos < reporter->known_pos) {
        reporter->known_pos = 0;
        reporter->known_line = reporter->known_column = 1;
    }
    for (uint64_t i = reporter->known_pos; i < pos; i++) {
        if (data[i] == '\n' || (data[i] == '\r' && data[i + 1] != '\n')) {
            reporter->known_line++;
            reporter->known_column = 1;
        } else {
            reporter->known_column += (data[i] & 0xC0) != 0x80;
        }
    }
    reporter->known_pos = pos;
}

/* Fills in line and column where only the offset is known. */
static void
locate(struct dci_reporter *reporter, dc_diag *diag)
{
    if (diag->line || diag->pos == DC_POS_NONE || !reporter->source ||
        diag->pos > reporter->source->len)
        return;
    walk_to(reporter, diag->pos);
    diag->line = reporter->known_line;
    diag->column = reporter->known_column;
}

/* Explanations were asked for, and an error is the one line that matters. */
static int
is_limited(uint32_t severity)
{
    return severity != DC_DIAG_EXPLAIN && severity != DC_DIAG_ERROR;
}

void
dci_report(struct dci_reporter *reporter, const dc_diag *given)
{
    dc_diag diag = {0};
    size_t size =
        given->struct_size < sizeof(diag) ? given->struct_size : sizeof(diag);
    memcpy(&diag, given, size);
    diag.struct_size = sizeof(diag);
    if (!diag.rule || diag.severity > DC_DIAG_ERROR)
        return;
    if (diag.severity == DC_DIAG_EXPLAIN && !reporter->wants_explain)
        return;
    reporter->counts[diag.severity]++;
    struct dci_rule_count *row =
        lookup_rule(reporter, diag.rule, diag.severity);
    if (++row->seen > DCI_REPORT_RULE_MAX && is_limited(diag.severity))
        return;
    locate(reporter, &diag);
    /* An offset into nothing that the user has seen says nothing. */
    if (!reporter->source)
        diag.pos = DC_POS_NONE;
    if (!diag.file.ptr)
        diag.file = (dc_str){reporter->file, strlen(reporter->file)};
    if (reporter->sink)
        reporter->sink(reporter->user, &diag);
}

void
dci_report_parts(struct dci_reporter *reporter, uint32_t severity,
    const char *rule, const char *const *parts)
{
    char message[1024];
    size_t len = 0;
    for (; *parts; parts++) {
        size_t part = strnlen(*parts, sizeof(message) - len);
        memcpy(message + len, *parts, part);
        len += part;
    }
    dc_diag diag = {sizeof(diag), severity, rule, {message, len}, DC_POS_NONE,
        0, 0, {NULL, 0}};
    dci_report(reporter, &diag);
}

void
dci_report_time_limit(struct dci_reporter *reporter)
{
    const char *parts[] = {"time limit reached (--timeout)", NULL};
    dci_report_parts(reporter, DC_DIAG_ERROR, "limit-time", parts);
}

void
dci_reporter_finish(struct dci_reporter *reporter)
{
    for (size_t i = 0; i < reporter->rule_count; i++) {
        const struct dci_rule_count *row = &reporter->rules[i];
        if (row->seen <= DCI_REPORT_RULE_MAX || !is_limited(row->severity) ||
            !reporter->sink)
            continue;
        char message[64];
        int len = snprintf(message, sizeof(message), "%llu more of these",
            (unsigned long long)(row->seen - DCI_REPORT_RULE_MAX));
        dc_diag diag = {sizeof(diag), row->severity, row->rule,
            {message, (size_t)len}, DC_POS_NONE, 0, 0,
            {reporter->file, strlen(reporter->file)}};
        reporter->sink(reporter->user, &diag);
    }
}
