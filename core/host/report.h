/* SPDX-License-Identifier: MIT */
/*
 * Diagnostics on their way out: counted, rate-limited, given line and column,
 * and handed to the caller, from a worker through its pipe.
 */
#ifndef DCI_REPORT_H
#define DCI_REPORT_H

#include "docconv/docconv.h"
#include "io/source.h"

/* Of one rule, this many are passed on for each document. */
#define DCI_REPORT_RULE_MAX 100u

/* Rules told apart; more share the last counter. */
#define DCI_REPORT_RULES 64

/* Places whose lines are known: reader and writer each have theirs. */
#define DCI_REPORT_PLACES 4

/* A place in the source; line 0: it says nothing. */
struct dci_place {
    uint64_t pos;
    uint64_t line;
    uint64_t column;
};

struct dci_rule_count {
    char rule[40];
    uint32_t severity;
    uint64_t seen;
};

struct dci_reporter {
    dc_diag_sink sink;
    void *user;
    const char *file; /* name of the input, "" for none */
    const struct dci_source *source; /* to find lines in, or NULL */
    int wants_explain;
    uint64_t counts[DC_DIAG_ERROR + 1];
    struct dci_rule_count rules[DCI_REPORT_RULES];
    size_t rule_count;
    struct dci_place known[DCI_REPORT_PLACES];
};

void dci_reporter_init(
    struct dci_reporter *reporter, dc_diag_sink sink, void *user);

/* What is reported from here on is of this file, with these bytes. */
void dci_reporter_set_source(struct dci_reporter *reporter, const char *file,
    const struct dci_source *source);

/* Reports one; the struct may be older and shorter than ours. */
void dci_report(struct dci_reporter *reporter, const dc_diag *given);

/* Reports a message put together from parts, NULL at the end. */
void dci_report_parts(struct dci_reporter *reporter, uint32_t severity,
    const char *rule, const char *const *parts);

/* Reports that the run took longer than it may. */
void dci_report_time_limit(struct dci_reporter *reporter);

/* Says how many of each rule were held back. */
void dci_reporter_finish(struct dci_reporter *reporter);

#endif
