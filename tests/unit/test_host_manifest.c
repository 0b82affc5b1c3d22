/* SPDX-License-Identifier: MIT */
/* Manifests: what is understood, and what is refused with its line. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "host/manifest.h"

#define HEAD "docconv-plugin=1\nabi=1.0\nversion=2.1\n"

static struct dci_plugin *
parse(const char *text, struct dci_refusal *refusal)
{
    return dci_manifest_parse(strdup(text), "docconv-x.so", refusal);
}

START_TEST(a_manifest_describes_its_formats)
{
    struct dci_refusal refusal;
    struct dci_plugin *plugin = parse(HEAD
        "format=hello\nabout=greetings\nread=yes\nalias=hi\n"
        "extension=hello\nextension=hi\nmagic=0:4849+4:21\nstamp=2:2a\n"
        "option=read shout bool no\tRead all as capitals\n"
        "option=write depth int:1..6 3\tDepth\n"
        "option=write css links \tSheets\n"
        "format=hello2\nabout=more\nwrite=yes\ncontainer=yes\npriority=5\n",
        &refusal);
    ck_assert_ptr_nonnull(plugin);
    ck_assert_str_eq(plugin->version, "2.1");
    ck_assert_uint_eq(plugin->formats.count, 2);
    const dc_format_info *format = plugin->formats.items[0];
    ck_assert_str_eq(dc_format_name(format), "hello");
    ck_assert_str_eq(dc_format_extension(format), "hello");
    ck_assert_str_eq(dc_format_extension_at(format, 1), "hi");
    ck_assert_ptr_null(dc_format_extension_at(format, 2));
    ck_assert_int_eq(dc_format_can_read(format), 1);
    ck_assert_int_eq(dc_format_can_write(format), 0);
    const dc_option_info *shout = dc_format_option_at(format, 0);
    ck_assert_str_eq(shout->name, "shout");
    ck_assert_str_eq(shout->fallback, "no");
    ck_assert_str_eq(shout->help, "Read all as capitals");
    ck_assert_int_eq(shout->type, DC_TYPE_BOOL);
    const dc_option_info *depth = dc_format_option_at(format, 1);
    ck_assert_str_eq(depth->choices, "1..6");
    ck_assert_int_eq(depth->for_writing, 1);
    const dc_option_info *css = dc_format_option_at(format, 2);
    ck_assert_int_eq(css->type, DC_TYPE_LINKS);
    ck_assert_str_eq(css->fallback, "");
    ck_assert_str_eq(css->help, "Sheets");
    ck_assert_int_eq(dc_format_is_container(plugin->formats.items[1]), 1);
    dci_plugin_free(plugin);
}
END_TEST

START_TEST(a_magic_needs_all_its_parts)
{
    struct dci_refusal refusal;
    struct dci_plugin *plugin = parse(
        HEAD "format=a\nabout=b\nread=yes\nmagic=0:4849+4:21\n", &refusal);
    const struct dc_format_info *format = plugin->formats.items[0];
    ck_assert_uint_eq(dci_patterns_weigh(&format->magics, "HI..!", 5), 3);
    ck_assert_uint_eq(dci_patterns_weigh(&format->magics, "HI..?", 5), 0);
    ck_assert_uint_eq(dci_patterns_weigh(&format->magics, "HI..", 4), 0);
    dci_plugin_free(plugin);
}
END_TEST

static const struct {
    const char *text;
    const char *why;
    size_t line;
} refused[] = {
    {"", "its manifest does not name an ABI", 0},
    {"docconv-plugin=2\n", "its manifest is of an unknown version", 1},
    {"docconv-plugin=1\nabi=9.0\n", "it was built for another plugin ABI", 2},
    {"docconv-plugin=1\nabi=1\n", "its ABI version is not MAJOR.MINOR", 2},
    {HEAD, "its manifest names no format", 0},
    {HEAD "read=yes\n", "a manifest line stands before its format", 4},
    {HEAD "format=No\n", "a format name is not [a-z][a-z0-9_]*", 4},
    {HEAD "format=a\nnonsense\n", "a manifest line has no '='", 5},
    {HEAD "format=a\nmagic=x\n", "a magic or stamp is not OFFSET:HEX", 5},
    {HEAD "format=a\nmagic=0:4\n", "a magic or stamp is not OFFSET:HEX", 5},
    {HEAD "format=a\nmagic=511:4142\n", "a magic or stamp is not OFFSET:HEX",
        5},
    {HEAD "format=a\noption=read x\n", "an option line is malformed", 5},
    {HEAD "format=a\noption=read x float 1\th\n",
        "an option is of an unknown type", 5},
    {HEAD "format=a\noption=write x file y\tHelp\n",
        "an option of its type has no default", 5},
};

START_TEST(a_bad_manifest_is_refused_with_its_line)
{
    struct dci_refusal refusal;
    ck_assert_ptr_null(parse(refused[_i].text, &refusal));
    ck_assert_str_eq(refusal.why, refused[_i].why);
    ck_assert_uint_eq(refusal.line, refused[_i].line);
}
END_TEST

START_TEST(an_unknown_key_is_passed_over)
{
    struct dci_refusal refusal;
    struct dci_plugin *plugin =
        parse(HEAD "format=a\nsparkle=yes\nread=yes\n", &refusal);
    ck_assert_ptr_nonnull(plugin);
    dci_plugin_free(plugin);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("host/manifest");
    TCase *tests = tcase_create("all");
    tcase_add_test(tests, a_manifest_describes_its_formats);
    tcase_add_test(tests, a_magic_needs_all_its_parts);
    tcase_add_loop_test(tests, a_bad_manifest_is_refused_with_its_line, 0,
        (int)(sizeof(refused) / sizeof(*refused)));
    tcase_add_test(tests, an_unknown_key_is_passed_over);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
