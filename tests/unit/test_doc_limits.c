/* SPDX-License-Identifier: MIT */
/*
 * Limits and lack of memory.  The functions of base/alloc.h are replaced
 * here, so that the n-th allocation of a whole document can fail, for each n.
 */
#include <stdlib.h>

#include "base/alloc.h"
#include "doc_fixture.h"

static long until_failure = -1; /* allocations left; negative: no failure */
static bool was_refused;
static long live; /* blocks that were not freed yet */

static bool
is_refused(void)
{
    if (until_failure < 0)
        return false;
    if (until_failure == 0) {
        was_refused = true;
        return true;
    }
    until_failure--;
    return false;
}

void *
dci_alloc(size_t size)
{
    void *ptr = size && !is_refused() ? malloc(size) : NULL;
    live += ptr != NULL;
    return ptr;
}

void *
dci_alloc_zeroed(size_t size)
{
    void *ptr = dci_alloc(size);
    return ptr ? memset(ptr, 0, size) : NULL;
}

void *
dci_realloc(void *old, size_t size)
{
    void *ptr = size && !is_refused() ? realloc(old, size) : NULL;
    live += ptr && !old;
    return ptr;
}

void
dci_free(void *ptr)
{
    live -= ptr != NULL;
    free(ptr);
}

static void DC_CALL
count_drop(void *user)
{
    ++*(int *)user;
}

/* Uses all that takes memory; the status tells how it went. */
static int32_t
build_everything(dc_job *job, int *drops)
{
    char text[600];
    memset(text, 'x', sizeof text);
    for (int i = 0; i < 20; i++)
        build->pin(job, text + i, 1, count_drop, drops);
    for (int i = 0; i < 600; i++) {
        snprintf(text, sizeof text, "key-%d", i);
        put_open(job, DC_HEADING);
        build->set_int(job, DC_F_LEVEL, 1);
        build->attr(job, str(text), str(text));
        put_text(job, text);
        put_text(job, "bad\x01");
        build->close(job, DC_HEADING);
        walk->identifier(job, (uint32_t)i * 3 + 1);
        walk->plain_text(job, (uint32_t)i * 3 + 1);
        build->meta_open(job, str(text), DC_ORIGIN_DOCUMENT, 1);
        put_open(job, DC_META_STRING);
        put_text(job, text);
        build->close(job, DC_META_STRING);
        build->meta_close(job);
        dc_media media = {.struct_size = sizeof media,
            .name = str(text),
            .data = (const uint8_t *)text,
            .len = sizeof text};
        dci_doc_media_table.add(job, &media);
    }
    dci_doc_alloc(dci_doc_of(job), 5000);
    return dci_doc_finish(dci_doc_of(job));
}

START_TEST(whichever_allocation_fails_all_is_clean)
{
    for (long n = 0;; n++) {
        struct fixture f;
        int drops = 0;
        until_failure = n;
        was_refused = false;
        dc_job *job = fixture_init(&f, (struct dci_doc_config){0});
        int32_t status = DC_E_NOMEM;
        if (f.job.doc)
            status = build_everything(job, &drops);
        bool is_done = !was_refused;
        until_failure = -1;
        ck_assert_int_eq(status, is_done ? DC_OK : DC_E_NOMEM);
        if (f.job.doc)
            ck_assert_uint_eq(f.reports[DC_DIAG_ERROR], is_done ? 0 : 1);
        if (f.job.doc && !is_done)
            ck_assert_str_eq(f.rule, "memory-exhausted");
        bool has_doc = f.job.doc != NULL;
        fixture_fini(&f);
        ck_assert_int_eq(drops, has_doc ? 20 : 0);
        ck_assert_int_eq(live, 0);
        if (is_done) {
            ck_assert_int_gt(n, 30);
            return;
        }
    }
}
END_TEST

START_TEST(whatever_the_memory_limit_all_is_clean)
{
    uint64_t limit = 1000;
    for (bool is_done = false; !is_done; limit += 7919) {
        struct fixture f;
        int drops = 0;
        dc_job *job =
            fixture_init(&f, (struct dci_doc_config){.max_memory = limit});
        if (f.job.doc) {
            int32_t status = build_everything(job, &drops);
            is_done = status == DC_OK;
            ck_assert_int_eq(status, is_done ? DC_OK : DC_E_LIMIT);
            if (!is_done)
                ck_assert_str_eq(f.rule, "limit-memory");
        }
        bool has_doc = f.job.doc != NULL;
        fixture_fini(&f);
        ck_assert_int_eq(drops, has_doc ? 20 : 0);
        ck_assert_int_eq(live, 0);
    }
    ck_assert_uint_gt(limit, 100000);
}
END_TEST

START_TEST(attributes_past_the_limit_are_dropped_and_told_once)
{
    struct fixture f;
    dc_str key, value;
    dc_job *job = fixture_init(&f, (struct dci_doc_config){0});
    build->open(job, DC_DIV, 33);
    for (int i = 0; i < 5000; i++)
        ck_assert_int_eq(build->attr(job, str("k"), str("v")), DC_OK);
    build->close(job, DC_DIV);
    ck_assert_uint_eq(f.reports[DC_DIAG_LOSS], 1);
    ck_assert_str_eq(f.rule, "limit-attributes");
    ck_assert_uint_eq(f.pos, 33);
    ck_assert_int_eq(walk->attr_at(job, 1, 4095, &key, &value), 1);
    ck_assert_int_eq(walk->attr_at(job, 1, 4096, &key, &value), 0);
    fixture_fini(&f);
}
END_TEST

START_TEST(memory_for_plugins_is_zeroed_and_counted)
{
    struct fixture f;
    fixture_init(&f, (struct dci_doc_config){.max_memory = 1000000});
    for (size_t size = 1; size < 100000; size *= 3) {
        unsigned char *memory = dci_doc_alloc(f.job.doc, size);
        ck_assert_ptr_nonnull(memory);
        for (size_t i = 0; i < size; i++)
            ck_assert(memory[i] == 0);
        memset(memory, 0xFF, size);
    }
    ck_assert_ptr_null(dci_doc_alloc(f.job.doc, 1000000));
    ck_assert_int_eq(dci_doc_status(f.job.doc), DC_E_LIMIT);
    ck_assert_str_eq(f.rule, "limit-memory");
    fixture_fini(&f);

    fixture_init(&f, (struct dci_doc_config){0});
    ck_assert_ptr_null(dci_doc_alloc(f.job.doc, 0));
    ck_assert_int_eq(dci_doc_status(f.job.doc), DC_OK);
    fixture_fini(&f);
}
END_TEST

START_TEST(freeing_nothing_is_fine)
{
    dci_doc_free(NULL);
    dci_free(NULL);
    ck_assert_int_eq(live, 0);
}
END_TEST

int
main(void)
{
    TCase *tests = tcase_create("all");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, whichever_allocation_fails_all_is_clean);
    tcase_add_test(tests, whatever_the_memory_limit_all_is_clean);
    tcase_add_test(tests, attributes_past_the_limit_are_dropped_and_told_once);
    tcase_add_test(tests, memory_for_plugins_is_zeroed_and_counted);
    tcase_add_test(tests, freeing_nothing_is_fine);
    return run_case("doc/limits", tests);
}
