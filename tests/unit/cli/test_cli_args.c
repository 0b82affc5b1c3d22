/* SPDX-License-Identifier: MIT */
/* The command line: options in all their spellings, and what is refused. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "capture.h"
#include "cli_args.h"
#include "cli_options.h"
#include "fake_engine.h"

#define WORDS_MAX 16

static struct cli_report report;
static struct cli_args args;

static void
set_up(void)
{
    capture_open(&report);
}

static void
tear_down(void)
{
    cli_args_fini(&args);
    capture_close(&report);
}

/* Parses "docconv" and these words, parted by one blank each. */
static int32_t
parse(const char *line)
{
    static char copy[1024];
    char *words[WORDS_MAX] = {copy};
    int count = 0;
    char *rest = copy;

    snprintf(copy, sizeof(copy), "docconv %s", line);
    while (rest != NULL && count < WORDS_MAX - 1)
        words[count++] = strsep(&rest, " ");
    words[count] = NULL;
    cli_args_fini(&args);
    return cli_args_parse(&args, count, words, FAKE_ENGINE, &report);
}

START_TEST(options_and_operands_mix)
{
    ck_assert_int_eq(parse("-i text a.txt -o epub -q"), DC_OK);
    ck_assert_str_eq(args.from, "text");
    ck_assert_uint_eq(args.targets.count, 1);
    ck_assert_str_eq(args.targets.items[0].name, "epub");
    ck_assert_uint_eq(args.inputs.count, 1);
    ck_assert_str_eq(args.inputs.items[0].name, "a.txt");
    ck_assert(args.is_quiet);
    ck_assert_int_eq(args.action, CLI_CONVERT);
}
END_TEST

START_TEST(every_spelling_of_an_argument_works)
{
    static const char *const lines[] = {"-f html", "-fhtml", "-r html",
        "-i html", "-ihtml", "-qi html", "-qihtml", "--from html",
        "--from=html", "--read=html", "--input-format html"};

    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
        ck_assert_msg(parse(lines[i]) == DC_OK, "%s", lines[i]);
        ck_assert_str_eq(args.from, "html");
    }
}
END_TEST

START_TEST(two_dashes_end_the_options)
{
    ck_assert_int_eq(parse("-o html -- -q --from"), DC_OK);
    ck_assert_uint_eq(args.inputs.count, 2);
    ck_assert_str_eq(args.inputs.items[0].name, "-q");
    ck_assert(!args.is_quiet);
}
END_TEST

START_TEST(a_single_dash_is_an_operand)
{
    ck_assert_int_eq(parse("-o html -"), DC_OK);
    ck_assert_uint_eq(args.inputs.count, 1);
    ck_assert_str_eq(args.inputs.items[0].name, "-");
}
END_TEST

START_TEST(an_argument_may_look_like_an_option)
{
    ck_assert_int_eq(parse("--title --quiet"), DC_OK);
    ck_assert_str_eq(args.metadata.items[0].value, "--quiet");
    ck_assert(!args.is_quiet);
}
END_TEST

START_TEST(metadata_is_taken_in_its_forms)
{
    static const struct {
        const char *line;
        const char *key;
        const char *value;
    } rows[] = {
        {"-M title=A=B:C", "title", "A=B:C"},
        {"-M title:A=B", "title", "A=B"},
        {"--metadata=title=", "title", ""},
        {"-M draft", "draft", NULL},
        {"--title T", "title", "T"},
        {"--lang=fr", "lang", "fr"},
        {"--language fr", "lang", "fr"},
        {"--pubdate 2020", "date", "2020"},
        {"--series S", "belongs-to-collection", "S"},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        ck_assert_msg(parse(rows[i].line) == DC_OK, "%s", rows[i].line);
        ck_assert_uint_eq(args.metadata.count, 1);
        ck_assert_str_eq(args.metadata.items[0].name, rows[i].key);
        ck_assert_pstr_eq(args.metadata.items[0].value, rows[i].value);
    }
    ck_assert_int_eq(parse("-M =x"), DC_E_USAGE);
}
END_TEST

START_TEST(true_is_a_word_in_a_title)
{
    ck_assert_int_eq(parse("--title true -M draft=true --tags true"), DC_OK);
    ck_assert(args.metadata.items[0].is_text);
    ck_assert(!args.metadata.items[1].is_text);
    ck_assert(args.metadata.items[2].is_text);
}
END_TEST

START_TEST(several_authors_and_tags_are_parted)
{
    char *words[] = {(char[]){"docconv"}, (char[]){"--authors"},
        (char[]){" Anna B  & C. D &&"}, (char[]){"--tags=x, y z,"}, NULL};

    ck_assert_int_eq(
        cli_args_parse(&args, 4, words, FAKE_ENGINE, &report), DC_OK);
    ck_assert_uint_eq(args.metadata.count, 4);
    ck_assert_str_eq(args.metadata.items[0].name, "author");
    ck_assert_str_eq(args.metadata.items[0].value, "Anna B");
    ck_assert_str_eq(args.metadata.items[1].value, "C. D");
    ck_assert_str_eq(args.metadata.items[2].name, "subject");
    ck_assert_str_eq(args.metadata.items[2].value, "x");
    ck_assert_str_eq(args.metadata.items[3].value, "y z");
}
END_TEST

START_TEST(sizes_and_seconds_are_checked)
{
    static const char *const bad[] = {"--timeout 0", "--timeout 1s",
        "--timeout -1", "--timeout 86401", "--timeout 99999999999999999999",
        "--max-memory 0", "--max-memory G", "--max-memory 2X",
        "--max-memory 2GG", "--max-memory 18446744073709551615G",
        "--message-format=xml", "--timeout"};

    ck_assert_int_eq(parse("--timeout 90 --max-memory 2G"), DC_OK);
    ck_assert_uint_eq(args.timeout, 90);
    ck_assert_uint_eq(args.max_memory, UINT64_C(2) << 30);
    ck_assert_int_eq(parse("--max-memory 512K"), DC_OK);
    ck_assert_uint_eq(args.max_memory, 512 * 1024);
    ck_assert_int_eq(parse("--max-memory 18446744073709551615"), DC_OK);
    ck_assert_uint_eq(args.max_memory, UINT64_MAX);
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
        ck_assert_msg(parse(bad[i]) == DC_E_USAGE, "%s", bad[i]);
}
END_TEST

START_TEST(options_of_plugins_are_taken)
{
    static const struct {
        const char *line;
        const char *name;
        const char *value;
    } rows[] = {
        {"--toc", "toc", "yes"},
        {"--toc=true", "toc", "true"},
        {"--toc=off", "toc", "off"},
        {"--toc=", "toc", ""},
        {"--table-of-contents", "toc", "yes"},
        {"--no-toc", "toc", "no"},
        {"--columns 60", "columns", "60"},
        {"--columns=60", "columns", "60"},
        {"-s", "standalone", "yes"},
        {"-qs", "standalone", "yes"},
        {"--epub-chapter-level=2", "split-level", "2"},
        {"--mathml", "mathml", "yes"},
        {"--mathjax", "mathjax", ""},
        {"--mathjax=https://host/m.js", "mathjax", "https://host/m.js"},
        {"--css my.css", "css", "my.css"},
        {"-c my.css", "css", "my.css"},
        {"-cmy.css", "css", "my.css"},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        ck_assert_msg(parse(rows[i].line) == DC_OK, "%s", rows[i].line);
        ck_assert_uint_eq(args.settings.count, 1);
        ck_assert_str_eq(args.settings.items[0].name, rows[i].name);
        ck_assert_str_eq(args.settings.items[0].value, rows[i].value);
    }
}
END_TEST

START_TEST(an_optional_argument_is_attached_only)
{
    ck_assert_int_eq(parse("--mathjax page.md"), DC_OK);
    ck_assert_str_eq(args.settings.items[0].value, "");
    ck_assert_str_eq(args.inputs.items[0].name, "page.md");
}
END_TEST

START_TEST(a_repeated_option_is_kept_in_its_order)
{
    ck_assert_int_eq(parse("-c a.css --css=b.css -cc.css"), DC_OK);
    ck_assert_uint_eq(args.settings.count, 3);
    ck_assert_str_eq(args.settings.items[0].value, "a.css");
    ck_assert_str_eq(args.settings.items[2].value, "c.css");
}
END_TEST

START_TEST(a_bool_option_leaves_the_next_word_alone)
{
    ck_assert_int_eq(parse("--toc no"), DC_OK);
    ck_assert_str_eq(args.settings.items[0].value, "yes");
    ck_assert_str_eq(args.inputs.items[0].name, "no");
}
END_TEST

START_TEST(what_is_not_understood_is_refused)
{
    static const struct {
        const char *line;
        const char *message;
    } rows[] = {
        {"--bogus", "unknown option '--bogus': see docconv --help"},
        {"--fro text", "unknown option '--fro': did you mean '--from'?"},
        {"--metadata-f x", "did you mean '--metadata-file'?"},
        {"--colums 3", "did you mean '--columns'?"},
        {"--no-columns", "unknown option '--no-columns'"},
        {"--no-toc=yes", "unknown option '--no-toc'"},
        {"-Z", "unknown option '-Z'"},
        {"-qZ", "unknown option '-Z'"},
        {"--quiet=yes", "--quiet takes no argument"},
        {"--title", "--title needs an argument"},
        {"-M", "-M needs an argument"},
        {"-i a -i b", "-i is given twice: 'a' and 'b'"},
        {"-H x", "-H is not available in this version"},
        {"-d html", "-d is not available in this version"},
        {"--each", "--each is not available in this version"},
        {"-R", "-R is not available in this version"},
        {"--wrap=none", "--wrap is not available in this version"},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const char *said;

        ck_assert_msg(parse(rows[i].line) == DC_E_USAGE, "%s", rows[i].line);
        said = capture_text(&report);
        ck_assert_msg(strstr(said, rows[i].message) != NULL, "%s: %s",
            rows[i].line, said);
    }
}
END_TEST

START_TEST(help_takes_its_topic_attached_only)
{
    ck_assert_int_eq(parse("--help=epub"), DC_OK);
    ck_assert_int_eq(args.action, CLI_HELP);
    ck_assert_str_eq(args.topic, "epub");
    ck_assert_int_eq(parse("--help epub"), DC_OK);
    ck_assert_ptr_null(args.topic);
    ck_assert_int_eq(parse("-h"), DC_OK);
    ck_assert_int_eq(args.action, CLI_HELP);
}
END_TEST

START_TEST(skimming_finds_folders_past_anything)
{
    char *words[] = {(char[]){"docconv"}, (char[]){"--unknown"},
        (char[]){"-Zq"}, (char[]){"--timeout=never"}, (char[]){"--each"},
        (char[]){"--plugin-dir"}, (char[]){"x"}, (char[]){"--plugin-dir=y"},
        (char[]){"--message-format=json"}, (char[]){"--title"},
        (char[]){"--plugin-dir=not"}, (char[]){"--"},
        (char[]){"--plugin-dir=no"}, NULL};

    cli_args_skim(&args, 13, words);
    ck_assert_uint_eq(args.plugin_dirs.count, 2);
    ck_assert_str_eq(args.plugin_dirs.items[0].name, "x");
    ck_assert_str_eq(args.plugin_dirs.items[1].name, "y");
    ck_assert(args.is_json);
    ck_assert_str_eq(capture_text(&report), "");
}
END_TEST

/* Whether a skim finds that "docconv WORD" is a matter for formats. */
static bool
skim_needs_formats(const char *word)
{
    static char copy[64];
    char *words[] = {(char[]){"docconv"}, copy, NULL};

    snprintf(copy, sizeof(copy), "%s", word);
    cli_args_fini(&args);
    cli_args_skim(&args, 2, words);
    return args.needs_formats;
}

START_TEST(skimming_tells_whether_formats_are_asked_for)
{
    static const char *const own[] = {"--version", "-hq", "--help=epub",
        "a.txt", "--timeout=never", "-", "--", "-Z"};
    static const char *const foreign[] = {
        "--toc", "--no-toc", "--bogus", "-s", "-qs", "-R"};

    for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++)
        ck_assert_msg(!skim_needs_formats(own[i]), "%s", own[i]);
    for (size_t i = 0; i < sizeof(foreign) / sizeof(foreign[0]); i++)
        ck_assert_msg(skim_needs_formats(foreign[i]), "%s", foreign[i]);
}
END_TEST

START_TEST(no_name_stands_twice_in_the_table)
{
    const struct cli_option *option;

    for (size_t i = 0; (option = cli_option_at(i)) != NULL; i++) {
        ck_assert_ptr_eq(
            cli_option_lookup(option->name, strlen(option->name)), option);
        for (const char *letter = option->letters;
             letter != NULL && *letter != '\0'; letter++)
            ck_assert_ptr_eq(cli_option_lookup_letter(*letter), option);
        for (const char *alias = option->aliases;
             alias != NULL && *alias != '\0'; alias += strcspn(alias, " ") + 1)
            ck_assert_ptr_eq(
                cli_option_lookup(alias, strcspn(alias, " ")), option);
    }
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("cli_args");
    TCase *tests = tcase_create("all");
    SRunner *runner = srunner_create(suite);
    int failed;

    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, options_and_operands_mix);
    tcase_add_test(tests, every_spelling_of_an_argument_works);
    tcase_add_test(tests, two_dashes_end_the_options);
    tcase_add_test(tests, a_single_dash_is_an_operand);
    tcase_add_test(tests, an_argument_may_look_like_an_option);
    tcase_add_test(tests, metadata_is_taken_in_its_forms);
    tcase_add_test(tests, true_is_a_word_in_a_title);
    tcase_add_test(tests, several_authors_and_tags_are_parted);
    tcase_add_test(tests, sizes_and_seconds_are_checked);
    tcase_add_test(tests, options_of_plugins_are_taken);
    tcase_add_test(tests, a_bool_option_leaves_the_next_word_alone);
    tcase_add_test(tests, an_optional_argument_is_attached_only);
    tcase_add_test(tests, a_repeated_option_is_kept_in_its_order);
    tcase_add_test(tests, what_is_not_understood_is_refused);
    tcase_add_test(tests, help_takes_its_topic_attached_only);
    tcase_add_test(tests, skimming_finds_folders_past_anything);
    tcase_add_test(tests, skimming_tells_whether_formats_are_asked_for);
    tcase_add_test(tests, no_name_stands_twice_in_the_table);
    suite_add_tcase(suite, tests);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
