/* SPDX-License-Identifier: MIT */
/*
 * A document for unit tests, used as plugins use it: through the tables.
 * Reports are counted and the last is kept; a tree is compared as text:
 * para("a b" emph("c")).
 */
#ifndef DOC_FIXTURE_H
#define DOC_FIXTURE_H

#include <check.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "doc/doc.h"

struct fixture {
    struct dci_job job;
    struct dci_buf dump;
    unsigned reports[DC_DIAG_ERROR + 1]; /* by severity */
    char rule[64]; /* of the last report */
    char message[256];
    uint64_t pos;
    unsigned polls;
    int32_t poll_status;
    unsigned blocks; /* handed to the hook */
    int32_t block_status;
};

static const dc_build *const build = &dci_doc_build_table;
static const dc_walk *const walk = &dci_doc_walk_table;

static inline void
fixture_report(void *user, const dc_diag *diag)
{
    struct fixture *fixture = user;
    fixture->reports[diag->severity]++;
    snprintf(fixture->rule, sizeof fixture->rule, "%s", diag->rule);
    snprintf(fixture->message, sizeof fixture->message, "%.*s",
        (int)diag->message.len, diag->message.ptr);
    fixture->pos = diag->pos;
}

static inline int32_t
fixture_poll(void *user)
{
    struct fixture *fixture = user;
    fixture->polls++;
    return fixture->poll_status;
}

/* Appends `node` and what is below to the dump. */
static inline void
fixture_dump(struct fixture *fixture, uint32_t node)
{
    static const char *const names[DC_KIND_COUNT] = {
#define DC_KIND(name, number, text, is, holds) [number] = text,
#include "docconv/kinds.def"
#undef DC_KIND
    };
    struct dci_buf *dump = &fixture->dump;
    dc_job *job = &fixture->job.api;
    dc_cursor cursor = {.struct_size = sizeof cursor};
    dc_view view = {.struct_size = sizeof view};
    bool is_first = true;
    walk->start(job, &cursor, node);
    while (walk->next(job, &cursor, &view) != DC_END) {
        if (view.op == DC_CLOSE) {
            dci_buf_putc(dump, ')');
            is_first = false;
            continue;
        }
        if (!is_first || (view.depth == 0 && dump->len > 0))
            dci_buf_putc(dump, ' ');
        is_first = view.op == DC_OPEN;
        if (view.kind == DC_TEXT) {
            dci_buf_putc(dump, '"');
            dci_buf_put_str(dump, view.text);
            dci_buf_putc(dump, '"');
        } else {
            dci_buf_puts(dump, names[view.kind]);
            if (view.op == DC_OPEN)
                dci_buf_putc(dump, '(');
        }
    }
}

static inline int32_t
fixture_block(void *user, uint32_t node)
{
    struct fixture *fixture = user;
    fixture->blocks++;
    if (fixture->blocks <= 100)
        fixture_dump(fixture, node);
    return fixture->block_status;
}

/* Fills in what the config leaves open and makes the document. */
static inline dc_job *
fixture_init(struct fixture *fixture, struct dci_doc_config config)
{
    memset(fixture, 0, sizeof *fixture);
    config.user = fixture;
    config.report = fixture_report;
    fixture->job.doc = dci_doc_new(&config);
    dci_buf_init(&fixture->dump, 0);
    return &fixture->job.api;
}

static inline void
fixture_fini(struct fixture *fixture)
{
    dci_doc_free(fixture->job.doc);
    dci_buf_fini(&fixture->dump);
}

/* Ends the document; it must be this one, and have this status. */
static inline void
fixture_expect(struct fixture *fixture, int32_t status, const char *tree)
{
    struct dci_doc *doc = fixture->job.doc;
    ck_assert_int_eq(dci_doc_finish(doc), status);
    dci_buf_clear(&fixture->dump);
    uint32_t node = dci_doc_first_block(doc);
    for (; node; node = walk->sibling(&fixture->job.api, node))
        fixture_dump(fixture, node);
    dci_buf_put(&fixture->dump, "", 0);
    ck_assert_str_eq(fixture->dump.data, tree);
}

static inline int32_t
put_open(dc_job *job, uint32_t kind)
{
    return build->open(job, kind, DC_POS_NONE);
}

static inline int32_t
put_text(dc_job *job, const char *text)
{
    return build->text(job, text, strlen(text), 0);
}

static inline dc_str
str(const char *text)
{
    return (dc_str){text, strlen(text)};
}

static inline void
expect_str(dc_str text, const char *expected)
{
    ck_assert_uint_eq(text.len, strlen(expected));
    if (text.len)
        ck_assert_mem_eq(text.ptr, expected, text.len);
}

/* Runs the suite of one test case; what main returns. */
static inline int
run_case(const char *name, TCase *tests)
{
    Suite *suite = suite_create(name);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}

#endif
