/* SPDX-License-Identifier: MIT */
/* The manual page and the table of options name the same options. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli_options.h"

#define PAGE_MAX 65536

static char page[PAGE_MAX];

static void
read_page(void)
{
    FILE *file = fopen(MANUAL, "r");
    size_t len;

    ck_assert_msg(file != NULL, "cannot open %s", MANUAL);
    len = fread(page, 1, sizeof(page) - 1, file);
    ck_assert_uint_lt(len, sizeof(page) - 1);
    page[len] = '\0';
    fclose(file);
}

/* Whether a line ".It Fl ..." of the page names "-i" or "--from". */
static int
is_in_page(const char *name)
{
    char wanted[80];
    size_t len = (size_t)snprintf(wanted, sizeof(wanted), "Fl %s", name + 1);

    for (const char *at = page; (at = strstr(at, "\n.It Fl ")) != NULL;) {
        const char *end = strchr(at + 1, '\n');
        const char *hit = at;

        while ((hit = strstr(hit, wanted)) != NULL && hit < end) {
            if (strchr(" \n", hit[len]) != NULL)
                return 1;
            hit += len;
        }
        at = end;
    }
    return 0;
}

static void
check_name(const char *name)
{
    ck_assert_msg(is_in_page(name), "%s is not in the manual page", name);
}

static void
check_option(const struct cli_option *option)
{
    char name[80];

    snprintf(name, sizeof(name), "--%s", option->name);
    check_name(name);
    for (const char *alias = option->aliases; alias != NULL && *alias != '\0';
         alias += strcspn(alias, " ") + 1) {
        snprintf(name, sizeof(name), "--%.*s", (int)strcspn(alias, " "), alias);
        check_name(name);
    }
    for (const char *letter = option->letters;
         letter != NULL && *letter != '\0'; letter++) {
        snprintf(name, sizeof(name), "-%c", *letter);
        check_name(name);
    }
}

START_TEST(every_option_is_in_the_page)
{
    const struct cli_option *option;

    read_page();
    for (size_t i = 0; (option = cli_option_at(i)) != NULL; i++) {
        if (option->kind != CLI_KIND_FORMAT)
            check_option(option);
    }
}
END_TEST

START_TEST(every_option_of_the_page_is_in_the_table)
{
    size_t count = 0;

    read_page();
    for (const char *at = page; (at = strstr(at, "\n.It Fl ")) != NULL;) {
        const char *end = strchr(at + 1, '\n');

        for (at = strstr(at, "Fl "); at != NULL && at < end;
             at = strstr(at + 3, "Fl ")) {
            const char *name = at + 3;
            size_t len = strcspn(name, " \n");
            const struct cli_option *option = name[0] == '-'
                ? cli_option_lookup(name + 1, len - 1)
                : cli_option_lookup_letter(name[0]);

            ck_assert_msg(option != NULL && option->kind != CLI_KIND_FORMAT,
                "the page has -%.*s, the table not", (int)len, name);
            count++;
        }
        at = end;
    }
    ck_assert_uint_gt(count, 30);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("cli_manual");
    TCase *tests = tcase_create("all");
    SRunner *runner = srunner_create(suite);
    int failed;

    tcase_add_test(tests, every_option_is_in_the_page);
    tcase_add_test(tests, every_option_of_the_page_is_in_the_table);
    suite_add_tcase(suite, tests);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
