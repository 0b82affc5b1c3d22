/* SPDX-License-Identifier: MIT */
/* Programs run by the host: their environment, their end, and filters. */
#include <check.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "docconv/docconv.h"
#include "io/environment.h"
#include "io/spawn.h"
#include "io/spool.h"

static int
holds(char **environment, const char *variable)
{
    int count = 0;
    for (; *environment; environment++)
        count += strcmp(*environment, variable) == 0;
    return count;
}

START_TEST(helpers_get_a_short_environment)
{
    static const char *const extra[] = {"TZ=UTC", "OWN=1", NULL};
    setenv("LC_NUMERIC", "C", 1);
    setenv("LD_PRELOAD_NOT", "x", 1);
    setenv("PATHOLOGY", "x", 1);
    setenv("TZ", "Asia/Tokyo", 1);
    char **few = dci_environment_new(DCI_ENVIRONMENT_SHORT, extra);
    ck_assert_int_eq(holds(few, "LC_NUMERIC=C"), 1);
    ck_assert_int_eq(holds(few, "OWN=1"), 1);
    ck_assert_int_eq(holds(few, "TZ=UTC"), 1);
    ck_assert_int_eq(holds(few, "TZ=Asia/Tokyo"), 0);
    ck_assert_int_eq(holds(few, "LD_PRELOAD_NOT=x"), 0);
    ck_assert_int_eq(holds(few, "PATHOLOGY=x"), 0);
    free(few);
    char **all = dci_environment_new(DCI_ENVIRONMENT_WHOLE, extra);
    ck_assert_int_eq(holds(all, "PATHOLOGY=x"), 1);
    ck_assert_int_eq(holds(all, "TZ=UTC"), 1);
    ck_assert_int_eq(holds(all, "TZ=Asia/Tokyo"), 0);
    free(all);
}
END_TEST

/* Runs a line of shell into a new file. */
static int32_t
run_shell(const char *line, struct dci_spawned *spawned, int *output)
{
    static const char *const extra[] = {NULL};
    char *arguments[] = {"sh", "-c", (char *)(uintptr_t)line, NULL};
    char **environment = dci_environment_new(DCI_ENVIRONMENT_SHORT, extra);
    *output = dci_spool_open();
    struct dci_spawn spawn = {
        .path = "/bin/sh",
        .arguments = arguments,
        .environment = environment,
        .input_fd = -1,
        .output_fd = *output,
        .output_max = 1000000,
        .wait = {.cancel_fd = -1, .deadline = -1},
    };
    int32_t status = dci_spawn_run(&spawn, spawned);
    free(environment);
    return status;
}

START_TEST(a_program_runs_to_its_end)
{
    struct dci_spawned spawned;
    char text[8] = "";
    int output;
    ck_assert_int_eq(
        run_shell("cat; echo out; echo err >&2; exit 5", &spawned, &output),
        DC_OK);
    ck_assert_int_eq(spawned.fault, DCI_SPAWN_FINE);
    ck_assert(WIFEXITED(spawned.wait_status));
    ck_assert_int_eq(WEXITSTATUS(spawned.wait_status), 5);
    ck_assert_uint_eq(spawned.said_len, 4);
    ck_assert_mem_eq(spawned.said, "err\n", 4);
    ck_assert_int_eq(pread(output, text, sizeof(text), 0), 4);
    ck_assert_mem_eq(text, "out\n", 4);
    dci_spawned_fini(&spawned);
    close(output);
}
END_TEST

START_TEST(both_pipes_are_emptied)
{
    struct dci_spawned spawned;
    int output;
    ck_assert_int_eq(
        run_shell("head -c 900000 /dev/zero >&2; head -c 900000 /dev/zero;"
                  "head -c 900000 /dev/zero >&2",
            &spawned, &output),
        DC_OK);
    ck_assert_uint_eq(spawned.said_len, DCI_SPAWN_SAID_MAX);
    ck_assert_uint_eq(spawned.said_total, 1800000);
    ck_assert_int_eq(lseek(output, 0, SEEK_END), 900000);
    dci_spawned_fini(&spawned);
    close(output);
}
END_TEST

START_TEST(a_flood_is_cut)
{
    struct dci_spawned spawned;
    int output;
    ck_assert_int_eq(run_shell("exec yes", &spawned, &output), DC_E_LIMIT);
    ck_assert_int_eq(spawned.fault, DCI_SPAWN_FLOODED);
    ck_assert_int_le(lseek(output, 0, SEEK_END), 1000000);
    dci_spawned_fini(&spawned);
    close(output);
}
END_TEST

/* Four that leave the group and write faster than one can read. */
START_TEST(who_left_the_group_is_not_waited_for)
{
    struct dci_spawned spawned;
    int output;
    ck_assert_int_eq(
        run_shell("for i in 1 2 3 4; do setsid yes >&2 & done; exit 6",
            &spawned, &output),
        DC_OK);
    ck_assert_int_eq(WEXITSTATUS(spawned.wait_status), 6);
    ck_assert_uint_le(spawned.said_len, DCI_SPAWN_SAID_MAX);
    dci_spawned_fini(&spawned);
    close(output);
}
END_TEST

START_TEST(what_cannot_be_prepared_has_a_reason)
{
    struct rlimit before;
    struct rlimit few;
    struct dci_spawned spawned;
    int output;
    ck_assert_int_eq(getrlimit(RLIMIT_NOFILE, &before), 0);
    /* Enough for the pipes, not for what the child does with them. */
    few = before;
    int next = dup(0);
    close(next);
    few.rlim_cur = (rlim_t)next + 8;
    ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &few), 0);
    ck_assert_int_eq(run_shell("exit 0", &spawned, &output), DC_E_IO);
    ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &before), 0);
    ck_assert_int_eq(spawned.fault, DCI_SPAWN_NOT_STARTED);
    ck_assert_int_eq(spawned.error, EMFILE);
    dci_spawned_fini(&spawned);
    close(output);
}
END_TEST

START_TEST(signals_have_names)
{
    ck_assert_str_eq(dci_signal_name(SIGSEGV), "SEGV");
    ck_assert_str_eq(dci_signal_name(SIGRTMIN + 3), "RT");
}
END_TEST

START_TEST(what_is_no_program_has_a_reason)
{
    static const char *const extra[] = {NULL};
    char *arguments[] = {"none", NULL};
    char **environment = dci_environment_new(DCI_ENVIRONMENT_SHORT, extra);
    struct dci_spawned spawned;
    struct dci_spawn spawn = {
        .path = "/nowhere/none",
        .arguments = arguments,
        .environment = environment,
        .input_fd = -1,
        .output_fd = -1,
        .wait = {.cancel_fd = -1, .deadline = -1},
    };
    ck_assert_int_eq(dci_spawn_run(&spawn, &spawned), DC_E_IO);
    ck_assert_int_eq(spawned.fault, DCI_SPAWN_NOT_STARTED);
    ck_assert_int_eq(spawned.error, ENOENT);
    dci_spawned_fini(&spawned);
    free(environment);
}
END_TEST

/* Converts one paragraph with a filter into a new file, which it returns. */
static int
convert(dc_engine *engine, int wants_worker, int32_t *status)
{
    static const char input[] =
        "{\"pandoc-api-version\":[1,23],\"meta\":{},\"blocks\":"
        "[{\"t\":\"Para\",\"c\":[{\"t\":\"Str\",\"c\":\"old\"}]}]}";
    int output = dci_spool_open();
    dc_conversion *conversion = dc_conversion_new(engine);
    ck_assert_int_eq(dc_conversion_set_reader(conversion, "json"), DC_OK);
    ck_assert_int_eq(dc_conversion_set_writer(conversion, "html"), DC_OK);
    ck_assert_int_eq(dc_conversion_add_filter(conversion, "./new.sh"), DC_OK);
    dc_conversion_set_input_memory(conversion, input, strlen(input), "");
    dc_conversion_set_output(conversion, output);
    dc_conversion_set_worker(conversion, wants_worker);
    *status = dc_conversion_run(conversion);
    dc_conversion_free(conversion);
    return output;
}

static void
make_filter(const char *commands)
{
    FILE *file = fopen("new.sh", "w");
    fprintf(file, "#!/bin/sh\n%s\n", commands);
    fclose(file);
    ck_assert_int_eq(chmod("new.sh", 0700), 0);
}

/* In a worker and without one. */
START_TEST(filters_run_wherever_the_conversion_does)
{
    char dir[] = "/tmp/docconv-test-XXXXXX";
    char text[32] = "";
    int32_t status;
    dc_engine *engine = dc_engine_new();
    ck_assert_ptr_nonnull(mkdtemp(dir));
    ck_assert_int_eq(chdir(dir), 0);
    ck_assert_int_eq(dc_engine_add_dir(engine, PLUGINS), DC_OK);

    make_filter("exec sed s/old/new/");
    int output = convert(engine, _i, &status);
    ck_assert_int_eq(status, DC_OK);
    ck_assert_int_gt(pread(output, text, sizeof(text) - 1, 0), 0);
    ck_assert_str_eq(text, "<p>new</p>\n");
    close(output);

    make_filter("exit 7");
    output = convert(engine, _i, &status);
    ck_assert_int_eq(status, DC_E_FILTER);
    close(output);
    dc_engine_free(engine);
    unlink("new.sh");
    rmdir(dir);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("filter");
    TCase *all = tcase_create("all");
    tcase_add_test(all, helpers_get_a_short_environment);
    tcase_add_test(all, a_program_runs_to_its_end);
    tcase_add_test(all, both_pipes_are_emptied);
    tcase_add_test(all, a_flood_is_cut);
    tcase_add_test(all, who_left_the_group_is_not_waited_for);
    tcase_add_test(all, what_cannot_be_prepared_has_a_reason);
    tcase_add_test(all, signals_have_names);
    tcase_add_test(all, what_is_no_program_has_a_reason);
    tcase_add_loop_test(all, filters_run_wherever_the_conversion_does, 0, 2);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
