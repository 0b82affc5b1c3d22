/* SPDX-License-Identifier: MIT */
/* Metadata files: the events that YAML and JSON give, and what is refused. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "capture.h"
#include "cli_metadata.h"
#include "cli_surrogates.h"

static struct cli_report report;
static char events[4096];

static void
set_up(void)
{
    capture_open(&report);
}

static void
tear_down(void)
{
    capture_close(&report);
}

/* Writes an event as: key= {...} [...] key: 'text' !true */
static int32_t
note_event(void *user, const dc_meta_event *event)
{
    static const char *const forms[] = {
        [DC_META_EVENT_ENTRY] = "%.*s= ",
        [DC_META_EVENT_MAP] = "{%.*s ",
        [DC_META_EVENT_LIST] = "[%.*s ",
        [DC_META_EVENT_KEY] = "%.*s: ",
        [DC_META_EVENT_SCALAR] = "'%.*s' ",
        [DC_META_EVENT_BOOL] = "!%.*s ",
        [DC_META_EVENT_END] = ".%.*s ",
    };
    size_t len = strlen(events);

    (void)user;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    snprintf(events + len, sizeof(events) - len, forms[event->what],
        (int)event->text.len, event->text.ptr);
#pragma GCC diagnostic pop
    return DC_OK;
}

static int32_t
parse_bytes(const char *text, size_t len)
{
    char *copy = malloc(len + 1);
    struct cli_metadata_text given = {"about.yaml", copy, len};
    int32_t status;

    ck_assert_ptr_nonnull(copy);
    memcpy(copy, text, len);
    events[0] = '\0';
    status = cli_metadata_parse(&given, note_event, NULL, &report);
    free(copy);
    return status;
}

static int32_t
parse(const char *text)
{
    return parse_bytes(text, strlen(text));
}

START_TEST(yaml_and_json_say_the_same)
{
    static const struct {
        const char *text;
        const char *events;
    } rows[] = {
        {"", ""},
        {"# nothing\n", ""},
        {"---\n...\n", ""},
        {"title: A book\n", "title= 'A book' "},
        {"\xEF\xBB\xBFtitle: A book\nlang: de\n",
            "title= 'A book' lang= 'de' "},
        {"{\"title\": \"A book\"}", "title= 'A book' "},
        {"\xEF\xBB\xBF{\"a\": \"\\ud83d\\ude00\"}", "a= '😀' "},
        {"---\ntitle: x\n---\n", "title= 'x' "},
        {"author: [Anna, Ben]", "author= [ 'Anna' 'Ben' . "},
        {"author:\n- Anna\n- Ben\n", "author= [ 'Anna' 'Ben' . "},
        {"{\"author\":[\"Anna\",\"Ben\"]}", "author= [ 'Anna' 'Ben' . "},
        {"a: {b: {c: d}, e: []}\nf: g", "a= { b: { c: 'd' . e: [ . . f= 'g' "},
        {"a: [[b], {c: d}]", "a= [ [ 'b' . { c: 'd' . . "},
        {"a: true\nb: False\nc: 'true'\nd: no\ne: !!str true",
            "a= !true b= !false c= 'true' d= 'no' e= 'true' "},
        {"a: 1.10\nb: 2020-01-02\nc: 0x1F",
            "a= '1.10' b= '2020-01-02' "
            "c= '0x1F' "},
        {"title:\nlang: de\nx: ~\ny: null\n", "lang= 'de' "},
        {"a: ''", "a= '' "},
        {"a: [~, {b: }]", "a= [ '' { b: '' . . "},
        {"a: |\n  one\n  two\n", "a= 'one\ntwo\n' "},
        {"{\n\t\"a\": \"\\u00e9\\/\\n\",\n\t\"b\": -1.5e+3\n}\n",
            "a= 'é/\n' b= '-1.5e+3' "},
        {"{\"a\": \"\\ud83d\\ude00!\", \"b\": \"\\\\ud83d\\\\ude00\"}",
            "a= '😀!' b= '\\ud83d\\ude00' "},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        ck_assert_msg(parse(rows[i].text) == DC_OK, "%s: %s", rows[i].text,
            capture_text(&report));
        ck_assert_str_eq(events, rows[i].events);
    }
}
END_TEST

START_TEST(what_is_malformed_is_refused_with_its_place)
{
    static const struct {
        const char *text;
        const char *message;
    } rows[] = {
        {"- a\n", "about.yaml:1:1: error: the file must hold keys"},
        {"words", "about.yaml:1:1: error: the file must hold keys"},
        {"a: b\na: c\n", "about.yaml:2:1: error: this key stands twice"},
        {"a: \na: c\n", "about.yaml:2:1: error: this key stands twice"},
        {"a: {b: 1, c: 2, b: 3}", "about.yaml:1:17: error: this key stands"},
        {"a: [{b: {c: 1, c: 2}}]", "about.yaml:1:16: error: this key stands"},
        {"%TAG !x! y\n---\na: b\n", "about.yaml:1:1: error: tags (%TAG)"},
        {"%YAML 1.1\r%TAG !x! y\r---\ra: b", "tags (%TAG)"},
        {"a: b\n...\n%TAG !x! y\n---\n", "about.yaml:3:1: error: tags"},
        {"a: b\n---\nc: d\n", "about.yaml:3:1: error: the file must hold one"},
        {"a: &x b\nc: *x\n", "about.yaml:2:4: error: aliases"},
        {"a: b: c\n", "about.yaml:1:5: error: "},
        {"a: \"open", "about.yaml:1:"},
        {"a: [open\n\n", "about.yaml:1:9: error: "},
        {"{\"a\": ", "about.yaml:1:6: error: "},
        {"{\"a\": }}", "about.yaml:1:8: error: "},
        {"{\"a\": \"\\ud83d\"}", "about.yaml:1:"},
        {"[a]: b\n", "about.yaml:1:1: error: "},
        {"? [a]\n: b\n", "about.yaml:1:3: error: a key must be a word"},
        {"'': b\n", "about.yaml:1:1: error: a key must be a word"},
        {"\"a\\0b\": c\n", "about.yaml:1:1: error: a key must be a word"},
        {"a: b\n\xFF", "about.yaml:2:1: error: "},
        {"a: \x01", "about.yaml:1:"},
        {"a: [[[[[[[[[[[[[[[[b]]]]]]]]]]]]]]]]", "nest too deep"},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const char *said;

        ck_assert_msg(parse(rows[i].text) == DC_E_METADATA, "%s", rows[i].text);
        said = capture_text(&report);
        ck_assert_msg(strstr(said, rows[i].message) != NULL, "%s: %s",
            rows[i].text, said);
    }
}
END_TEST

START_TEST(a_key_may_stand_in_several_maps)
{
    ck_assert_int_eq(parse("a: {b: 1, c: {b: 2}}\nb: [{b: 3}, {b: 4}]"), DC_OK);
    ck_assert_str_eq(
        events, "a= { b: '1' c: { b: '2' . . b= [ { b: '3' . { b: '4' . . ");
}
END_TEST

START_TEST(a_directive_may_be_spoken_of)
{
    ck_assert_int_eq(parse("a: x %TAG y\nb: |\n  %TAG z\n"), DC_OK);
    ck_assert_str_eq(events, "a= 'x %TAG y' b= '%TAG z\n' ");
}
END_TEST

static int32_t
ignore_event(void *user, const dc_meta_event *event)
{
    (void)user;
    (void)event;
    return DC_OK;
}

/* Parses a map of so many keys, `depth` maps deep. */
static int32_t
parse_keys(int count, int depth)
{
    static char text[65536];
    FILE *file = fmemopen(text, sizeof(text), "w");
    struct cli_metadata_text given = {.name = "about.yaml", .bytes = text};

    ck_assert_ptr_nonnull(file);
    for (int i = 1; i < depth; i++)
        fprintf(file, "{a: ");
    fprintf(file, "{");
    for (int i = 0; i < count; i++)
        fprintf(file, "k%d: 1, ", i);
    for (int i = 0; i < depth; i++)
        fprintf(file, "}");
    given.len = (size_t)ftell(file);
    ck_assert_int_eq(fclose(file), 0);
    return cli_metadata_parse(&given, ignore_event, NULL, &report);
}

START_TEST(the_keys_of_a_map_are_limited)
{
    ck_assert_int_eq(parse_keys(CLI_METADATA_KEYS_MAX, 1), DC_OK);
    ck_assert_int_eq(parse_keys(CLI_METADATA_KEYS_MAX, 3), DC_OK);
    for (int depth = 1; depth <= 3; depth += 2) {
        ck_assert_int_eq(
            parse_keys(CLI_METADATA_KEYS_MAX + 1, depth), DC_E_METADATA);
        ck_assert_ptr_nonnull(
            strstr(capture_text(&report), "this map has too many keys"));
    }
}
END_TEST

START_TEST(a_thousand_nested_lists_are_refused)
{
    static char text[8000];

    text[0] = 'a';
    text[1] = ':';
    text[2] = ' ';
    memset(text + 3, '[', sizeof(text) - 3);
    ck_assert_int_eq(parse_bytes(text, sizeof(text)), DC_E_METADATA);
}
END_TEST

START_TEST(surrogates_are_joined_inside_json_strings_only)
{
    static const struct {
        const char *text;
        const char *joined;
    } rows[] = {
        {"{\"\\ud83d\\ude00\"}", "{\"😀\"}"},
        {" \n{\"\\uD83D\\uDE00\\uD83D\\uDE00\"}", " \n{\"😀😀\"}"},
        {"{\\ud83d\\ude00}", "{\\ud83d\\ude00}"},
        {"{\"\\\\ud83d\\ude00\"}", "{\"\\\\ud83d\\ude00\"}"},
        {"{\"\\\"\\ud83d\\ude00\"}", "{\"\\\"😀\"}"},
        {"{\"\\ud83d\"}", "{\"\\ud83d\"}"},
        {"{\"\\ude00\\ud83d\"}", "{\"\\ude00\\ud83d\"}"},
        {"{\"\\ud83d\\u0041\"}", "{\"\\ud83d\\u0041\"}"},
        {"{\"\\ud83d\\ude0", "{\"\\ud83d\\ude0"},
        {"a: \"\\ud83d\\ude00\"", "a: \"\\ud83d\\ude00\""},
        {"{\"\\", "{\"\\"},
        {"", ""},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        size_t len = strlen(rows[i].text);
        char *copy = malloc(len + 1);

        ck_assert_ptr_nonnull(copy);
        memcpy(copy, rows[i].text, len);
        len = cli_join_surrogates(copy, len);
        copy[len] = '\0';
        ck_assert_str_eq(copy, rows[i].joined);
        free(copy);
    }
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("cli_metadata");
    TCase *tests = tcase_create("all");
    SRunner *runner = srunner_create(suite);
    int failed;

    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, yaml_and_json_say_the_same);
    tcase_add_test(tests, what_is_malformed_is_refused_with_its_place);
    tcase_add_test(tests, a_key_may_stand_in_several_maps);
    tcase_add_test(tests, a_directive_may_be_spoken_of);
    tcase_add_test(tests, the_keys_of_a_map_are_limited);
    tcase_add_test(tests, a_thousand_nested_lists_are_refused);
    tcase_add_test(tests, surrogates_are_joined_inside_json_strings_only);
    suite_add_tcase(suite, tests);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
