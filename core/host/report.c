/* SPDX-License-Identifier: MIT */
/*
 * A diagnostic gets its line and column here, from its byte offset, walking
 * on from the nearest place that is known before it.  The reader is ahead of
 * the writer, but the reports of each mostly come in rising order; so the whole
 * costs a pass over the input for each of the two.
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
}

void
dci_reporter_set_source(struct dci_reporter *reporter, const char *file,
    const struct dci_source *source)
{
    reporter->file = file;
    reporter->source = source;
    memset(reporter->known, 0, sizeof(reporter->known));
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

/* The nearest place known at or before `pos`; a fresh one if there is none. */
static struct dci_place *
place_before(struct dci_reporter *reporter, uint64_t pos)
{
    struct dci_place *known = reporter->known;
    struct dci_place *nearest = NULL;
    struct dci_place *farthest = known;
    for (size_t i = 0; i < DCI_REPORT_PLACES; i++) {
        if (known[i].line && known[i].pos <= pos &&
            (!nearest || known[i].pos > nearest->pos))
            nearest = &known[i];
        if (!known[i].line || known[i].pos > farthest->pos)
            farthest = &known[i];
        if (!farthest->line)
            break;
    }
    if (nearest)
        return nearest;
    *farthest = (struct dci_place){0, 1, 1};
    return farthest;
}

/* Advances a place to `pos`; a line ends with LF, CR LF or CR. */
static void
walk_to(const uint8_t *data, struct dci_place *place, uint64_t pos)
{
    for (uint64_t i = place->pos; i < pos; i++) {
        if (data[i] == '\n' || (data[i] == '\r' && data[i + 1] != '\n')) {
            place->line++;
            place->column = 1;
        } else {
            place->column += (data[i] & 0xC0) != 0x80;
        }
    }
    place->pos = pos;
}

/* Fills in line and column where only the offset is known. */
static void
locate(struct dci_reporter *reporter, dc_diag *diag)
{
    if (diag->line || diag->pos == DC_POS_NONE || !reporter->source ||
        diag->pos > reporter->source->len)
        return;
    struct dci_place *place = place_before(reporter, diag->pos);
    walk_to(reporter->source->data, place, diag->pos);
    diag->line = place->line;
    diag->column = place->column;
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
