/* SPDX-License-Identifier: MIT */
/* UTF-8: the decoder against the standard, the fast checks against it. */
#include <check.h>
#include <string.h>

#include "base/utf8.h"

static bool
is_scalar(uint32_t code)
{
    return code < 0xD800 || (code > 0xDFFF && code <= 0x10FFFF);
}

START_TEST(every_scalar_value_comes_back)
{
    for (uint32_t code = 0; code <= 0x10FFFF; code++) {
        char bytes[4];
        uint32_t back;
        if (!is_scalar(code))
            continue;
        size_t len = dci_utf8_encode(code, bytes);
        if (dci_utf8_decode(bytes, len, &back) != len || back != code ||
            !dci_utf8_valid(bytes, len))
            ck_abort_msg("U+%04X does not come back", code);
    }
}
END_TEST

/* Ill-formed bytes and the length of their maximal subpart. */
static const struct {
    const char *bytes;
    size_t subpart;
} faulty[] = {
    {"\x80", 1},
    {"\xBF\x80", 1},
    {"\xC0\x80", 1},
    {"\xC1\xBF", 1},
    {"\xC2", 1},
    {"\xC2\x41", 1},
    {"\xE0\x9F\x80", 1},
    {"\xE0\xA0", 2},
    {"\xE2\x82\x41", 2},
    {"\xED\xA0\x80", 1},
    {"\xED\xBF\xBF", 1},
    {"\xF0\x8F\xBF\xBF", 1},
    {"\xF0\x90\x80", 3},
    {"\xF0\x90\x41", 2},
    {"\xF4\x90\x80\x80", 1},
    {"\xF5\x80\x80\x80", 1},
    {"\xFF", 1},
};

START_TEST(ill_formed_bytes_have_a_maximal_subpart)
{
    const char *bytes = faulty[_i].bytes;
    uint32_t code;
    size_t len = dci_utf8_decode(bytes, strlen(bytes), &code);
    ck_assert_uint_eq(code, DCI_UTF8_INVALID);
    ck_assert_uint_eq(len, faulty[_i].subpart);
    ck_assert(!dci_utf8_valid(bytes, strlen(bytes)));
    ck_assert_uint_eq(dci_utf8_text_prefix(bytes, strlen(bytes)), 0);
}
END_TEST

START_TEST(text_holds_what_xml_can_hold)
{
    for (uint32_t code = 0; code <= 0x10FFFF; code++) {
        char bytes[4];
        bool is_fine = code >= 0x20
            ? code != 0xFFFE && code != 0xFFFF
            : code == '\t' || code == '\n' || code == '\r';
        if (!is_scalar(code))
            continue;
        size_t len = dci_utf8_encode(code, bytes);
        if (dci_utf8_text_prefix(bytes, len) != (is_fine ? len : 0))
            ck_abort_msg("U+%04X is taken for what it is not", code);
    }
}
END_TEST

/* The definition, one character at a time. */
static size_t
slow_prefix(const char *ptr, size_t len)
{
    size_t at = 0;
    while (at < len) {
        uint32_t code;
        size_t size = dci_utf8_decode(ptr + at, len - at, &code);
        if (code == DCI_UTF8_INVALID || code == 0xFFFE || code == 0xFFFF ||
            (code < 0x20 && code != '\t' && code != '\n' && code != '\r'))
            break;
        at += size;
    }
    return at;
}

/* A small generator, so that every run checks the same. */
static uint32_t
random_number(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

/* Fills `text` with characters of one of four alphabets. */
static size_t
random_text(char *text, size_t room, uint32_t *state)
{
    static const uint32_t tops[] = {0x60, 0x700, 0xFFF0, 0x10FFFF};
    uint32_t top = tops[random_number(state) % 4];
    size_t len = 0;
    for (;;) {
        char bytes[4];
        uint32_t code = 0x20 + random_number(state) % (top - 0x20);
        size_t size = dci_utf8_encode(is_scalar(code) ? code : ' ', bytes);
        if (len + size > room)
            return len;
        memcpy(text + len, bytes, size);
        len += size;
    }
}

START_TEST(the_fast_check_agrees_with_the_slow_one)
{
    char text[100];
    uint32_t state = (uint32_t)_i;
    for (int round = 0; round < 50000; round++) {
        size_t len =
            random_text(text, random_number(&state) % sizeof text, &state);
        if (len > 0 && random_number(&state) % 2)
            text[random_number(&state) % len] ^=
                (char)(1 << random_number(&state) % 8);
        if (len > 0 && random_number(&state) % 4 == 0)
            len--;
        size_t expected = slow_prefix(text, len);
        if (dci_utf8_text_prefix(text, len) != expected)
            ck_abort_msg("round %d: not %zu of %zu", round, expected, len);
    }
}
END_TEST

START_TEST(a_fault_is_found_at_every_place)
{
    char text[70];
    for (size_t len = 1; len < sizeof text; len++) {
        for (size_t at = 0; at < len; at++) {
            memset(text, 'a', sizeof text);
            text[at] = '\x01';
            ck_assert_uint_eq(dci_utf8_text_prefix(text, len), at);
            ck_assert(dci_utf8_valid(text, len));
            text[at] = '\x80';
            ck_assert_uint_eq(dci_utf8_text_prefix(text, len), at);
            ck_assert(!dci_utf8_valid(text, len));
        }
    }
}
END_TEST

START_TEST(a_cut_is_never_within_a_character)
{
    const char text[] = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z";
    static const size_t cuts[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 11};
    for (size_t len = 0; len < sizeof text; len++)
        ck_assert_uint_eq(dci_utf8_cut(text, len), cuts[len]);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("base/utf8");
    TCase *tests = tcase_create("all");
    tcase_add_test(tests, every_scalar_value_comes_back);
    tcase_add_loop_test(tests, ill_formed_bytes_have_a_maximal_subpart, 0,
        (int)(sizeof faulty / sizeof *faulty));
    tcase_add_test(tests, text_holds_what_xml_can_hold);
    tcase_add_loop_test(tests, the_fast_check_agrees_with_the_slow_one, 0, 4);
    tcase_add_test(tests, a_fault_is_found_at_every_place);
    tcase_add_test(tests, a_cut_is_never_within_a_character);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
