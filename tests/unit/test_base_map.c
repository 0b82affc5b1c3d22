/* SPDX-License-Identifier: MIT */
/* The hash map and its hash. */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "base/map.h"

enum { MANY = 20000 };

static char names[MANY][12];

/* "k0", "k1" ... in an order that is not theirs. */
static dc_str
name(uint32_t number)
{
    uint32_t i = number * 7919u % MANY;
    int len = snprintf(names[i], sizeof names[i], "k%u", i);
    return (dc_str){names[i], (size_t)len};
}

static void
fill(struct dci_map *map)
{
    for (uint32_t i = 0; i < MANY; i++) {
        int is_new = 0;
        struct dci_map_entry *entry = dci_map_insert(map, name(i), &is_new);
        ck_assert_ptr_nonnull(entry);
        ck_assert_int_eq(is_new, 1);
        ck_assert_uint_eq(entry->value, 0);
        entry->value = i + 1;
    }
}

START_TEST(what_was_put_in_is_found)
{
    struct dci_map map;
    dci_map_init(&map, NULL);
    ck_assert_ptr_null(dci_map_lookup(&map, name(1)));
    fill(&map);
    for (uint32_t i = 0; i < MANY; i++)
        ck_assert_uint_eq(dci_map_lookup(&map, name(i))->value, i + 1);
    ck_assert_ptr_null(dci_map_lookup(&map, (dc_str)DC_STR("k")));
    ck_assert_ptr_null(dci_map_lookup(&map, (dc_str){NULL, 0}));

    int is_new = 1;
    ck_assert_uint_eq(dci_map_insert(&map, name(5), &is_new)->value, 6);
    ck_assert_int_eq(is_new, 0);
    ck_assert_uint_eq(map.count, MANY);
    dci_map_fini(&map);
}
END_TEST

START_TEST(the_order_is_that_of_the_bytes)
{
    struct dci_map map;
    dci_map_init(&map, NULL);
    ck_assert_ptr_null(dci_map_sorted(&map, 0));
    fill(&map);
    for (uint32_t i = 1; i < MANY; i++) {
        dc_str a = dci_map_sorted(&map, i - 1)->key;
        dc_str b = dci_map_sorted(&map, i)->key;
        ck_assert_str_lt(a.ptr, b.ptr);
    }
    ck_assert_ptr_null(dci_map_sorted(&map, MANY));

    /* A later entry, a prefix of others and empty, comes first. */
    int is_new;
    ck_assert_ptr_nonnull(dci_map_insert(&map, (dc_str){"", 0}, &is_new));
    ck_assert_uint_eq(dci_map_sorted(&map, 0)->key.len, 0);
    ck_assert_str_eq(dci_map_sorted(&map, 1)->key.ptr, "k0");
    dci_map_fini(&map);
}
END_TEST

START_TEST(a_cleared_map_is_empty_and_takes_no_new_memory)
{
    struct dci_budget budget = {0, 0, DC_OK};
    struct dci_map map;
    dci_map_init(&map, &budget);
    fill(&map);
    uint64_t used = budget.used;
    dci_map_clear(&map);
    ck_assert_ptr_null(dci_map_lookup(&map, name(5)));
    ck_assert_ptr_null(dci_map_sorted(&map, 0));
    fill(&map);
    ck_assert_uint_eq(budget.used, used);
    dci_map_fini(&map);
    ck_assert_uint_eq(budget.used, 0);
}
END_TEST

START_TEST(a_map_without_memory_keeps_what_it_has)
{
    struct dci_budget budget = {0, 4096, DC_OK};
    struct dci_map map;
    int is_new;
    uint32_t count = 0;
    dci_map_init(&map, &budget);
    while (dci_map_insert(&map, name(count), &is_new))
        count++;
    ck_assert_int_eq(budget.status, DC_E_LIMIT);
    ck_assert_uint_gt(count, 8);
    for (uint32_t i = 0; i < count; i++)
        ck_assert_ptr_nonnull(dci_map_lookup(&map, name(i)));
    dci_map_fini(&map);
}
END_TEST

/*
 * With a key of zeros: what CPython 3.11, whose hash of bytes is SipHash-1-3,
 * says with PYTHONHASHSEED=0.
 */
static const struct {
    const char *text;
    uint64_t hash;
} hashes[] = {
    {"a", UINT64_C(0x407448d2b89b1813)},
    {"abcdefg", UINT64_C(0x6db12aae9070f506)},
    {"abcdefgh", UINT64_C(0x3f7b849c0b8e35ea)},
    {"The quick brown fox", UINT64_C(0x975e410714568333)},
};

START_TEST(the_hash_is_siphash_1_3)
{
    const struct dci_hash_key zero = {{0, 0}};
    const char *text = hashes[_i].text;
    ck_assert_uint_eq(dci_hash(&zero, text, strlen(text)), hashes[_i].hash);
}
END_TEST

START_TEST(every_byte_counts_in_the_hash)
{
    const struct dci_hash_key key = dci_hash_key();
    char text[40] = {0};
    for (size_t len = 0; len < sizeof text; len++) {
        uint64_t plain = dci_hash(&key, text, len);
        ck_assert_uint_ne(plain, dci_hash(&key, text, len + 1));
        for (size_t at = 0; at < len; at++) {
            text[at] = 1;
            ck_assert_uint_ne(plain, dci_hash(&key, text, len));
            text[at] = 0;
        }
    }
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("base/map");
    TCase *tests = tcase_create("all");
    tcase_add_test(tests, what_was_put_in_is_found);
    tcase_add_test(tests, the_order_is_that_of_the_bytes);
    tcase_add_test(tests, a_cleared_map_is_empty_and_takes_no_new_memory);
    tcase_add_test(tests, a_map_without_memory_keeps_what_it_has);
    tcase_add_loop_test(tests, the_hash_is_siphash_1_3, 0,
        (int)(sizeof hashes / sizeof *hashes));
    tcase_add_test(tests, every_byte_counts_in_the_hash);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
