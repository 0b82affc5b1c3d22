/* SPDX-License-Identifier: MIT */
/* Arenas and counted memory: alignment, marks, budgets. */
#include <check.h>
#include <stdalign.h>
#include <string.h>

#include "base/arena.h"

START_TEST(pieces_are_aligned_and_do_not_overlap)
{
    struct dci_arena arena;
    dci_arena_init(&arena, NULL);
    char *pieces[200];
    for (size_t i = 0; i < 200; i++) {
        ck_assert_ptr_nonnull(dci_arena_text(&arena, 1));
        pieces[i] = dci_arena_alloc(&arena, i * 37 + 1);
        ck_assert_ptr_nonnull(pieces[i]);
        ck_assert_uint_eq((uintptr_t)pieces[i] % alignof(max_align_t), 0);
        memset(pieces[i], (int)i, i * 37 + 1);
    }
    for (size_t i = 0; i < 200; i++)
        for (size_t at = 0; at < i * 37 + 1; at++)
            ck_assert_int_eq((unsigned char)pieces[i][at], (int)i);
    dci_arena_fini(&arena);
}
END_TEST

START_TEST(copies_of_text_follow_each_other)
{
    struct dci_arena arena;
    dci_arena_init(&arena, NULL);
    char *a = dci_arena_copy(&arena, "abc", 3);
    char *b = dci_arena_copy(&arena, "de", 2);
    ck_assert_ptr_eq(a + 3, b);
    ck_assert_mem_eq(a, "abcde", 5);
    ck_assert_ptr_nonnull(dci_arena_copy(&arena, NULL, 0));
    dci_arena_fini(&arena);
}
END_TEST

START_TEST(a_rewind_makes_memory_usable_again_without_taking_more)
{
    struct dci_budget budget = {0, 0, DC_OK};
    struct dci_arena arena;
    dci_arena_init(&arena, &budget);
    const struct dci_arena_mark empty = dci_arena_mark(&arena);
    uint64_t most = 0;
    for (size_t round = 0; round < 50; round++) {
        for (size_t i = 0; i < 1000; i++)
            ck_assert_ptr_nonnull(dci_arena_alloc(&arena, 300));
        /* Odd large sizes must not be collected. */
        ck_assert_ptr_nonnull(dci_arena_alloc(&arena, 100000 + round * 999));
        dci_arena_rewind(&arena, &empty);
        if (round == 0)
            most = budget.used;
        ck_assert_uint_eq(budget.used, most);
    }
    dci_arena_fini(&arena);
    ck_assert_uint_eq(budget.used, 0);
}
END_TEST

START_TEST(a_rewind_to_a_mark_keeps_what_was_before)
{
    struct dci_arena arena;
    dci_arena_init(&arena, NULL);
    char *small = dci_arena_copy(&arena, "keep", 4);
    char *large = dci_arena_text(&arena, 50000);
    ck_assert_ptr_nonnull(large);
    memset(large, 'L', 50000);
    const struct dci_arena_mark mark = dci_arena_mark(&arena);
    char *after = dci_arena_copy(&arena, "gone", 4);
    ck_assert_ptr_nonnull(dci_arena_text(&arena, 70000));
    dci_arena_rewind(&arena, &mark);
    ck_assert_ptr_eq(dci_arena_copy(&arena, "next", 4), after);
    ck_assert_mem_eq(small, "keep", 4);
    ck_assert_int_eq(large[49999], 'L');
    dci_arena_fini(&arena);
}
END_TEST

START_TEST(a_budget_refuses_and_says_why)
{
    struct dci_budget budget = {0, 10000, DC_OK};
    struct dci_arena arena;
    dci_arena_init(&arena, &budget);
    ck_assert_ptr_nonnull(dci_arena_alloc(&arena, 1000));
    ck_assert_ptr_null(dci_arena_alloc(&arena, 20000));
    ck_assert_int_eq(budget.status, DC_E_LIMIT);
    ck_assert_uint_le(budget.used, 10000);
    ck_assert_ptr_null(dci_arena_text(&arena, SIZE_MAX));
    dci_arena_fini(&arena);
    ck_assert_uint_eq(budget.used, 0);
}
END_TEST

START_TEST(a_counted_block_may_grow)
{
    struct dci_budget budget = {0, 1000, DC_OK};
    char *block = dci_budget_alloc(&budget, 10);
    ck_assert_ptr_nonnull(block);
    memcpy(block, "0123456789", 10);
    char *grown = dci_budget_realloc(&budget, block, 10, 100);
    ck_assert_ptr_nonnull(grown);
    ck_assert_mem_eq(grown, "0123456789", 10);
    ck_assert_uint_eq(budget.used, 100);
    ck_assert_ptr_null(dci_budget_realloc(&budget, grown, 100, 2000));
    ck_assert_mem_eq(grown, "0123456789", 10);
    dci_budget_free(&budget, grown, 100);
    ck_assert_uint_eq(budget.used, 0);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("base/arena");
    TCase *tests = tcase_create("all");
    tcase_add_test(tests, pieces_are_aligned_and_do_not_overlap);
    tcase_add_test(tests, copies_of_text_follow_each_other);
    tcase_add_test(
        tests, a_rewind_makes_memory_usable_again_without_taking_more);
    tcase_add_test(tests, a_rewind_to_a_mark_keeps_what_was_before);
    tcase_add_test(tests, a_budget_refuses_and_says_why);
    tcase_add_test(tests, a_counted_block_may_grow);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
