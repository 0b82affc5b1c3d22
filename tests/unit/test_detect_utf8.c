/* SPDX-License-Identifier: MIT */
/* The UTF-8 check finds the first ill-formed byte, wherever it stands. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "detect/detect.h"

/* A second opinion, written from the definition: decode, then look at the
 * value. Returns the length of the sequence, 0 if it is ill-formed. */
static size_t
sequence_len(const uint8_t *at, size_t left)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t len = at[0] < 0x80 ? 1
        : at[0] < 0xC0        ? 0
        : at[0] < 0xE0        ? 2
        : at[0] < 0xF0        ? 3
        : at[0] < 0xF8        ? 4
                              : 0;
    uint32_t code = 0;

    if (len <= 1 || len > left)
        return len <= left ? len : 0;
    code = at[0] & (0x7Fu >> len);
    for (size_t i = 1; i < len; i++) {
        if ((at[i] & 0xC0) != 0x80)
            return 0;
        code = code << 6 | (at[i] & 0x3Fu);
    }
    if (code < least[len] || code > 0x10FFFF ||
        (code >= 0xD800 && code <= 0xDFFF))
        return 0;
    return len;
}

static size_t
slow_valid_prefix(const uint8_t *bytes, size_t len)
{
    size_t at = 0;

    while (at < len) {
        size_t step = sequence_len(bytes + at, len - at);
        if (step == 0)
            break;
        at += step;
    }
    return at;
}

/* The bytes where the rules change. */
static const uint8_t corners[] = {0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0,
    0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0,
    0xF1, 0xF3, 0xF4, 0xF5, 0xFF};

enum { CORNER_COUNT = sizeof corners, BUFFER_SIZE = 64 };

static void
check_four(uint8_t *buffer, size_t place)
{
    for (unsigned i = 0; i < CORNER_COUNT * CORNER_COUNT; i++) {
        buffer[place + 2] = corners[i / CORNER_COUNT];
        buffer[place + 3] = corners[i % CORNER_COUNT];
        /* Check's own assertions are too slow for millions of them. */
        if (dci_utf8_valid_prefix(buffer, BUFFER_SIZE) !=
            slow_valid_prefix(buffer, BUFFER_SIZE))
            ck_abort_msg("%02X %02X %02X %02X at %zu", buffer[place],
                buffer[place + 1], buffer[place + 2], buffer[place + 3], place);
    }
}

/* Every four corner bytes, at every place in a block of 16. */
START_TEST(four_bytes_are_judged_alike_at_every_place)
{
    uint8_t buffer[BUFFER_SIZE];

    memset(buffer, 'a', sizeof buffer);
    for (unsigned i = 0; i < CORNER_COUNT * CORNER_COUNT; i++) {
        size_t place = 12 + (size_t)_i;
        buffer[place] = corners[i / CORNER_COUNT];
        buffer[place + 1] = corners[i % CORNER_COUNT];
        check_four(buffer, place);
    }
}
END_TEST

START_TEST(a_cut_sequence_is_no_part_of_the_prefix)
{
    static const char text[] =
        "0123456789abcdef0123456789abcdef"
        "0123456789abcdef0123456789abcdef\xF0\x9F\x98\x80";
    size_t len = sizeof text - 1;

    ck_assert_uint_eq(dci_utf8_valid_prefix((const uint8_t *)text, len), len);
    for (size_t cut = 1; cut < 4; cut++)
        ck_assert_uint_eq(
            dci_utf8_valid_prefix((const uint8_t *)text, len - cut), len - 4);
}
END_TEST

/* Well-formed text with single bytes changed, of every length. */
START_TEST(damaged_text_is_judged_as_by_definition)
{
    static const char unit[] = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z";
    uint8_t buffer[256];
    unsigned seed = 12345;

    for (unsigned round = 0; round < 20000; round++) {
        for (size_t i = 0; i < sizeof buffer; i++)
            buffer[i] = (uint8_t)unit[i % (sizeof unit - 1)];
        seed = seed * 1103515245u + 12345u;
        size_t len = seed >> 8 & 0xFF;
        seed = seed * 1103515245u + 12345u;
        buffer[seed >> 16 & 0xFF] = (uint8_t)(seed >> 8);
        ck_assert_uint_eq(
            dci_utf8_valid_prefix(buffer, len), slow_valid_prefix(buffer, len));
    }
}
END_TEST

START_TEST(nothing_is_well_formed)
{
    ck_assert_uint_eq(dci_utf8_valid_prefix((const uint8_t *)"", 0), 0);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("detect/utf8");
    TCase *tests = tcase_create("all");
    tcase_set_timeout(tests, 120);
    tcase_add_loop_test(
        tests, four_bytes_are_judged_alike_at_every_place, 0, 17);
    tcase_add_test(tests, a_cut_sequence_is_no_part_of_the_prefix);
    tcase_add_test(tests, damaged_text_is_judged_as_by_definition);
    tcase_add_test(tests, nothing_is_well_formed);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
