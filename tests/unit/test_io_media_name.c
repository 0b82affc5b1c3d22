/* SPDX-License-Identifier: MIT */
/* Names of media as files: what they become, and that none is dangerous. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/media_name.h"

static const char png[] = "\x89PNG\r\n\x1A\n";

/* The path for a medium of that name and content; yours. */
static char *
make(dc_str name, const char *content, size_t len)
{
    char path[DCI_MEDIA_PATH_MAX];
    size_t made = dci_media_path(name, (const uint8_t *)content, len, path);
    ck_assert_uint_eq(made, strlen(path));
    return strdup(path);
}

static const struct {
    const char *name;
    const char *content;
    const char *path;
} cases[] = {
    {"images/map.png", png, "images/map.png"},
    {"OEBPS/Images/IMG_1.PNG", png, "OEBPS/Images/IMG_1.PNG"},
    {"images/map.jpg", png, "images/map.png"},
    {"images/map", png, "images/map.png"},
    {"a%20map%20%C3%A9.png", png, "a-map.png"},
    {"\xE5\x9B\xB3.png", png, "file.png"},
    {"v1.0/map.tar.png", png, "v1-0/map.tar.png"},
    {"style.css", "p { margin: 0 }", "style.css"},
    {"script.js", "alert(1)", "script.txt"},
    {"run.desktop", "[Desktop Entry]", "run.txt"},
    {"x.exe", "MZ\x01", "x.bin"},
    {"x.html", "<script>", "x.txt"},
    {"photo.jxl", "\xFF\x0A\x01", "photo.jxl"},
    {"photo", "\xFF\x0A\x01", "photo.jxl"},
    {"0123456789012345678901234567890123456789012345678901234567890123.v2.css",
        "p { margin: 0 }",
        "012345678901234567890123456789012345678901234567890123.css"},
    {"music.smi", "<smil >", "music.smi"},
    {"../../../etc/passwd", png, "etc/passwd.png"},
    {"..%2F..%2f.bashrc", png, "file.png"},
    {"..%252f..%252fx.png", png, "2f..-2fx.png"},
    {"..\\..\\x.png", png, "x.png"},
    {"C:\\Windows\\x.png", png, "C/Windows/x.png"},
    {"//host/share/x.png", png, "host/share/x.png"},
    {"-rf", png, "rf.png"},
    {"con.png", png, "_con.png"},
    {"aux/LPT1.tar.png", png, "_aux/_LPT1.tar.png"},
    {"a/./b//c.png", png, "a/b/c.png"},
    {"x.png%00.sh", png, "x.png.png"},
    {"x.png.", png, "x.png"},
    {"x\n\x1B[31m.png", png, "x-31m.png"},
    {"", png, "file.png"},
    {"..", png, "file.png"},
    {"1/2/3/4/5/6/7/8/9/x.png", png, "1/2/3/4/5/6/7/8/9-x.png"},
};

START_TEST(a_name_becomes_a_path)
{
    const char *content = cases[_i].content;
    char *path = make((dc_str){cases[_i].name, strlen(cases[_i].name)}, content,
        strlen(content));
    ck_assert_str_eq(path, cases[_i].path);
    free(path);
}
END_TEST

/* 20 ways up or out times 12 things to find there: 240 spellings. */
static const char *const ways[] = {"../", "..\\", "%2e%2e/", "..%2f", "..%5C",
    "%252e%252e%252f", "....//", "..;/", "/", "//", "\\\\", "C:\\",
    "C:", "file:///", "~/", "~root/", "./.././", "\xC0\xAE\xC0\xAE/",
    "..\xEF\xBC\x8F", "$HOME/"};
static const char *const goals[] = {".bashrc", ".ssh/authorized_keys",
    "etc/passwd", "-rf *", "con", "nul.txt", "COM1.png", "a\nb\x7F.sh",
    "x.png%00.php", "desktop.ini", "|id;`id`.svg",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
    "/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r/s/t/u/v/w/x/y/z.woff2"};
enum {
    WAYS = sizeof(ways) / sizeof(*ways),
    GOALS = sizeof(goals) / sizeof(*goals)
};

START_TEST(no_spelling_leads_out)
{
    static const char *const contents[] = {png, "#!/bin/sh\n", "\x01\x02"};
    char name[512];
    size_t len = (size_t)snprintf(
        name, sizeof(name), "%s%s", ways[_i / GOALS], goals[_i % GOALS]);
    for (size_t i = 0; i < sizeof(contents) / sizeof(*contents); i++) {
        char *path =
            make((dc_str){name, len}, contents[i], strlen(contents[i]));
        ck_assert_msg(dci_media_path_is_safe((dc_str){path, strlen(path)}),
            "%s became %s", name, path);
        free(path);
    }
}
END_TEST

START_TEST(a_number_stands_before_the_extension)
{
    char path[DCI_MEDIA_PATH_MAX];
    dc_str name = DC_STR("a.b/c.d.png");
    size_t len = dci_media_path(name, (const uint8_t *)png, 8, path);
    len = dci_media_path_number(path, len, 12);
    ck_assert_str_eq(path, "a-b/c.d-12.png");
    ck_assert_uint_eq(len, strlen(path));
}
END_TEST

START_TEST(the_longest_path_has_room_for_the_largest_number)
{
    char path[DCI_MEDIA_PATH_MAX];
    char name[2000];
    memset(name, 'x', sizeof(name));
    for (size_t i = 0; i < 10; i++)
        name[100 + i * 100] = '/';
    size_t len = dci_media_path(
        (dc_str){name, sizeof(name)}, (const uint8_t *)png, 8, path);
    len = dci_media_path_number(path, len, UINT64_MAX);
    ck_assert(dci_media_path_is_safe((dc_str){path, len}));
}
END_TEST

static const char *const unsafe[] = {"", "x", ".x.png", "-x.png", "x.",
    "../x.png", "a/../x.png", "a//x.png", "/x.png", "a/", "a.b/x.png",
    "x y.png", "con.png", "aux/x.png", "x.png\n", "a\\x.png", "\xC3\xA9.png"};

START_TEST(a_path_of_another_kind_is_not_safe)
{
    const char *path = unsafe[_i];
    ck_assert(!dci_media_path_is_safe((dc_str){path, strlen(path)}));
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("media names");
    TCase *tests = tcase_create("names");
    tcase_add_loop_test(
        tests, a_name_becomes_a_path, 0, (int)(sizeof(cases) / sizeof(*cases)));
    tcase_add_loop_test(tests, no_spelling_leads_out, 0, WAYS * GOALS);
    tcase_add_test(tests, a_number_stands_before_the_extension);
    tcase_add_test(tests, the_longest_path_has_room_for_the_largest_number);
    tcase_add_loop_test(tests, a_path_of_another_kind_is_not_safe, 0,
        (int)(sizeof(unsafe) / sizeof(*unsafe)));
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? 1 : 0;
}
