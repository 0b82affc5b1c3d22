/* SPDX-License-Identifier: MIT */
/* Numbers: to the nearest double, and back to the shortest decimal. */
#include "json_fixture.h"

#include <float.h>
#include <math.h>

static double
parsed(const char *text)
{
    double value = NAN;
    ck_assert_msg(json_parse_real(dc_str_of(text), &value), "%s", text);
    return value;
}

static void
check_format(double value, const char *wanted)
{
    char out[JSON_REAL_MAX];
    size_t len = json_format_real(value, out);
    ck_assert_msg(dc_str_equal(dc_str_slice(out, len), wanted), "%.*s, not %s",
        (int)len, out, wanted);
}

/* Texts as pandoc writes widths: they must come out as they went in. */
static const char *const widths[] = {
    "0.0",
    "0.1",
    "0.25",
    "0.5",
    "1.0",
    "2.0",
    "100.0",
    "9999999.0",
    "1.0e7",
    "1.23456785e7",
    "5.0e-2",
    "1.0e-3",
    "6.944444444444445e-2",
    "4.1666666666666664e-2",
    "0.16666666666666666",
    "0.3333333333333333",
    "0.9166666666666666",
    "1.0464629552113855e-4",
    "-0.5",
    "5.0e-324",
    "1.7976931348623157e308",
    "2.2250738585072014e-308",
    "1.0e23",
};

START_TEST(widths_keep_their_text)
{
    check_format(parsed(widths[_i]), widths[_i]);
}
END_TEST

static const struct {
    const char *text;
    double value;
} numbers[] = {
    {"0", 0.0},
    {"-0.0", -0.0},
    {"12", 12.0},
    {"1E2", 100.0},
    {"0.0000000000000000000000000000000000000000000001e46", 1.0},
    {"9007199254740993", 9007199254740992.0},
    {"9007199254740993.000000000000000000001", 9007199254740994.0},
    {"2.4703282292062327e-324", 0.0},
    {"2.4703282292062328e-324", 4.9406564584124654e-324},
    {"1e-400", 0.0},
    {"0e999999999999", 0.0},
    {"179769313486231570814527423731704356798070567525844996598917476803157260"
     "780028538760589558632766878171540458953514382464234321326889464182768467"
     "546703537516986049910576551282076245490090389328944075868508455133942304"
     "583236903222948165808559332123348274797826204144723168738177180919299881"
     "250404026184124858368",
        DBL_MAX},
};

START_TEST(the_nearest_double_is_found)
{
    double value = parsed(numbers[_i].text);
    ck_assert_msg(memcmp(&value, &numbers[_i].value, sizeof(value)) == 0,
        "%s became %a", numbers[_i].text, value);
}
END_TEST

START_TEST(what_is_too_large_is_refused)
{
    double real;
    int64_t whole;
    ck_assert(!json_parse_real(dc_str_of("1e309"), &real));
    ck_assert(!json_parse_real(dc_str_of("1.7976931348623159e308"), &real));
    ck_assert(!json_parse_real(dc_str_of("1e99999999999999999999"), &real));
    ck_assert(!json_parse_int(dc_str_of("9223372036854775808"), &whole));
    ck_assert(!json_parse_int(dc_str_of("1e30"), &whole));
    ck_assert(!json_parse_int(dc_str_of("0.5"), &whole));
    ck_assert(!json_parse_int(dc_str_of("1.00000000000000000001"), &whole));
}
END_TEST

START_TEST(whole_numbers_are_exact)
{
    static const int64_t wholes[] = {
        0, 1, -1, 10, 9007199254740993, INT64_MAX, INT64_MIN};
    for (size_t i = 0; i < sizeof(wholes) / sizeof(wholes[0]); i++) {
        char out[JSON_REAL_MAX];
        int64_t back = 0;
        size_t len = json_format_int(wholes[i], out);
        ck_assert(json_parse_int(dc_str_slice(out, len), &back));
        ck_assert_int_eq(back, wholes[i]);
    }
    int64_t value = 0;
    ck_assert(json_parse_int(dc_str_of("2.0"), &value) && value == 2);
    ck_assert(json_parse_int(dc_str_of("1.5e1"), &value) && value == 15);
}
END_TEST

/* A generator of its own, so that each run is the same. */
static uint64_t
next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

START_TEST(any_double_comes_back)
{
    uint64_t state = 88172645463325252;
    for (int i = 0; i < 3000; i++) {
        uint64_t bits = next_random(&state);
        char out[JSON_REAL_MAX];
        double value;
        double back = NAN;
        memcpy(&value, &bits, sizeof(value));
        if (!isfinite(value))
            continue;
        size_t len = json_format_real(value, out);
        ck_assert(json_parse_real(dc_str_slice(out, len), &back));
        ck_assert_msg(back == value, "%a became %a", value, back);
    }
}
END_TEST

int
main(void)
{
    TCase *tests = tcase_create("real");
    tcase_add_loop_test(
        tests, widths_keep_their_text, 0, sizeof(widths) / sizeof(widths[0]));
    tcase_add_loop_test(tests, the_nearest_double_is_found, 0,
        sizeof(numbers) / sizeof(numbers[0]));
    tcase_add_test(tests, what_is_too_large_is_refused);
    tcase_add_test(tests, whole_numbers_are_exact);
    tcase_add_test(tests, any_double_comes_back);
    return run_case(tests, "json real");
}
