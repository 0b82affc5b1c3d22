/* SPDX-License-Identifier: MIT */
/* The grammar of JSON, its limits, and walking what was checked. */
#include "json_fixture.h"

static bool
accepts(const char *ptr, size_t len)
{
    struct text text = text_of(ptr, len);
    bool is_good = is_json(&text);
    text_fini(&text);
    return is_good;
}

static const char *const good[] = {
    "[]",
    "{}",
    "0",
    "-0",
    "-1.5e+10",
    "true",
    "false",
    "null",
    "\"\"",
    " [ 1 , 2 ] ",
    "{\"a\":1,\"a\":2}",
    "\"\\u0000\\ud800\"",
    "\"\xF4\x8F\xBF\xBF\"",
    "\"\x7F\"",
    "[[],[{}],{\"\":[]}]",
};

START_TEST(what_the_grammar_has_is_accepted)
{
    ck_assert_msg(accepts(good[_i], strlen(good[_i])), "%s", good[_i]);
}
END_TEST

static const struct {
    const char *text;
    size_t at; /* where the fault is */
    const char *message;
} bad[] = {
    {"", 0, "expected a value"},
    {"[1,]", 3, "expected a value"},
    {"[1 2]", 3, "expected ',' or ']'"},
    {"[1}", 2, "expected ',' or ']'"},
    {"{\"a\" 1}", 5, "expected ':' after the key"},
    {"{a:1}", 1, "expected a key in double quotes"},
    {"{\"a\":1,}", 7, "expected a key in double quotes"},
    {"{\"a\":1]", 6, "expected ',' or '}'"},
    {"01", 1, ""},
    {"1.", 2, "expected a digit"},
    {"-", 1, "expected a digit"},
    {"1e", 2, "expected a digit"},
    {"+1", 0, "expected a value"},
    {"tru", 0, "expected a value"},
    {"\"a", 2, "expected '\"' at the end of the string"},
    {"\"\\x\"", 1, "expected one of \" \\ / b f n r t u after '\\'"},
    {"\"\\u12g4\"", 1, "expected four hexadecimal digits"},
    {"\"\t\"", 1, "a control character must be written as an escape"},
    {"\"\xC0\x80\"", 1, "this is not UTF-8"},
    {"\"\xED\xA0\x80\"", 1, "this is not UTF-8"},
    {"\"\xF4\x90\x80\x80\"", 1, "this is not UTF-8"},
    {"\"\xE2\x82", 1, "this is not UTF-8"},
};

START_TEST(what_it_has_not_is_refused_with_its_place)
{
    struct text text = text_of(bad[_i].text, strlen(bad[_i].text));
    ck_assert_msg(!is_json(&text), "%s", bad[_i].text);
    ck_assert_uint_eq((size_t)(text.scan->at - text.ptr), bad[_i].at);
    if (bad[_i].message[0]) {
        ck_assert_int_eq(text.scan->status, DC_E_FORMAT);
        ck_assert_str_eq(text.scan->message, bad[_i].message);
    }
    text_fini(&text);
}
END_TEST

START_TEST(a_zero_byte_inside_is_no_end)
{
    ck_assert(!accepts("[1,\0", 4));
    ck_assert(!accepts("\"a\0b\"", 5));
    ck_assert(!accepts("1\0", 2));
}
END_TEST

START_TEST(every_cut_is_refused)
{
    static const char whole[] = "{\"t\":\"Str\",\"c\":[\"\\u00e9\xC3\xA9\","
                                "-1.5e3,true,{},null,[[]]]}";
    size_t len = sizeof(whole) - 1;
    ck_assert(accepts(whole, len));
    for (size_t cut = 0; cut < len; cut++)
        ck_assert_msg(!accepts(whole, cut), "cut to %zu bytes", cut);
}
END_TEST

/* `depth` arrays in each other, closed or not. */
static struct text
nested(size_t depth, bool is_closed)
{
    size_t len = is_closed ? depth * 2 : depth;
    char *ptr = malloc(len);
    ck_assert_ptr_nonnull(ptr);
    memset(ptr, '[', depth);
    memset(ptr + depth, ']', len - depth);
    struct text text = text_of(ptr, len);
    free(ptr);
    return text;
}

START_TEST(nesting_has_a_limit)
{
    struct text text = nested(JSON_NESTING_MAX, true);
    ck_assert(is_json(&text));
    text_fini(&text);
    text = nested(JSON_NESTING_MAX + 1, true);
    ck_assert(!is_json(&text));
    ck_assert_int_eq(text.scan->status, DC_E_LIMIT);
    text_fini(&text);
    text = nested(1000000, false);
    ck_assert(!is_json(&text));
    text_fini(&text);
}
END_TEST

START_TEST(members_are_found_in_any_order_and_skipped)
{
    static const char object[] =
        " { \"c\" : [ [1, \"]\\\"}\"], {} ] , \"n\":-2 ,\"t\" : \"Str\" } ";
    struct text text = text_of(object, sizeof(object) - 1);
    ck_assert(is_json(&text));
    struct json_value root = {0, 0};
    struct json_value cursor = json_inside(root);
    struct json_value value;
    dc_str key;
    ck_assert(json_next_member(&text.unit, &cursor, &key, &value));
    ck_assert(dc_str_equal(key, "c"));
    struct json_value content = value;
    ck_assert(json_next_member(&text.unit, &cursor, &key, &value));
    ck_assert(dc_str_equal(key, "n"));
    ck_assert_int_eq(json_first(&text.unit, value), '-');
    ck_assert(json_next_member(&text.unit, &cursor, &key, &value));
    ck_assert(dc_str_equal(json_raw(&text.unit, value), "Str"));
    ck_assert(!json_next_member(&text.unit, &cursor, &key, &value));

    cursor = json_inside(content);
    ck_assert(json_next(&text.unit, &cursor, &value));
    struct json_value inner = json_inside(value);
    ck_assert(json_next(&text.unit, &inner, &value));
    ck_assert(json_next(&text.unit, &inner, &value));
    ck_assert(dc_str_equal(json_raw(&text.unit, value), "]\\\"}"));
    ck_assert(!json_next(&text.unit, &inner, &value));
    ck_assert(json_next(&text.unit, &cursor, &value));
    ck_assert_int_eq(json_first(&text.unit, value), '{');
    ck_assert(!json_next(&text.unit, &cursor, &value));
    text_fini(&text);
}
END_TEST

static const struct {
    const char *raw;
    const char *decoded;
    size_t lone_surrogates;
} escapes[] = {
    {"plain", "plain", 0},
    {"\\\"\\\\\\/\\b\\f\\n\\r\\t", "\"\\/\b\f\n\r\t", 0},
    {"\\u0041\\u00e9\\u20AC", "A\xC3\xA9\xE2\x82\xAC", 0},
    {"\\ud83d\\ude00", "\xF0\x9F\x98\x80", 0},
    {"\\ud83d", "\xEF\xBF\xBD", 1},
    {"\\ude00\\ud83d", "\xEF\xBF\xBD\xEF\xBF\xBD", 2},
    {"\\ud83d\\u0041",
        "\xEF\xBF\xBD"
        "A",
        1},
    {"\\ud83d\\n", "\xEF\xBF\xBD\n", 1},
};

START_TEST(strings_are_decoded)
{
    char out[64];
    size_t lone_surrogates;
    dc_str raw = dc_str_of(escapes[_i].raw);
    size_t len = json_unescape(raw, out, &lone_surrogates);
    ck_assert_uint_le(len, raw.len);
    ck_assert(dc_str_equal(dc_str_slice(out, len), escapes[_i].decoded));
    ck_assert_uint_eq(lone_surrogates, escapes[_i].lone_surrogates);
    ck_assert(json_is_string_body(raw));
}
END_TEST

START_TEST(what_would_end_a_string_is_no_body_of_one)
{
    static const char *const wrong[] = {
        "\"", "a\"b", "\\", "\\x", "\\u12", "\\u12g4", "\n", "\x01"};
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
        ck_assert(!json_is_string_body(dc_str_of(wrong[i])));
    ck_assert(!json_is_string_body(dc_str_slice("\\u0041", 4)));
    ck_assert(!json_is_string_body(dc_str_slice("\\\0", 2)));
    ck_assert(json_is_string_body(dc_str_of("")));
}
END_TEST

int
main(void)
{
    TCase *tests = tcase_create("scan");
    tcase_add_loop_test(tests, what_the_grammar_has_is_accepted, 0,
        sizeof(good) / sizeof(good[0]));
    tcase_add_loop_test(tests, what_it_has_not_is_refused_with_its_place, 0,
        sizeof(bad) / sizeof(bad[0]));
    tcase_add_test(tests, a_zero_byte_inside_is_no_end);
    tcase_add_test(tests, every_cut_is_refused);
    tcase_add_test(tests, nesting_has_a_limit);
    tcase_add_test(tests, members_are_found_in_any_order_and_skipped);
    tcase_add_loop_test(
        tests, strings_are_decoded, 0, sizeof(escapes) / sizeof(escapes[0]));
    tcase_add_test(tests, what_would_end_a_string_is_no_body_of_one);
    return run_case(tests, "json scan");
}
