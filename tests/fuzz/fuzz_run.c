/* SPDX-License-Identifier: MIT */
/*
 * One conversion through the whole host, in this process.  FUZZ_READER and
 * FUZZ_WRITER name the formats.  Beyond not crashing: it ends with a status
 * that the contract knows, and a failed one has said why.
 */
#include "fuzz_run.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "docconv/docconv.h"

/* Bounds a single input's tree, so that a blow-up is found as a finding. */
#define MEMORY_MAX ((uint64_t)512 << 20)

static void
count_diag(void *user, const dc_diag *diag)
{
    uint64_t *errors = user;
    *errors += diag->severity == DC_DIAG_ERROR;
}

static void
check(int is_true, const char *what)
{
    if (is_true)
        return;
    fprintf(stderr, "property broken: %s\n", what);
    abort();
}

static void
choose_formats(dc_conversion *conversion)
{
    int32_t status = strcmp(FUZZ_WRITER, "check") == 0
        ? dc_conversion_set_checker(conversion, FUZZ_READER)
        : dc_conversion_set_reader(conversion, FUZZ_READER);
    if (status == DC_OK && strcmp(FUZZ_WRITER, "check") != 0)
        status = dc_conversion_set_writer(conversion, FUZZ_WRITER);
    check(status == DC_OK, "the formats are there");
}

void
fuzz_run(const uint8_t *data, size_t size)
{
    static dc_engine *engine;
    static int null_fd = -1;
    uint64_t errors = 0;
    if (!engine) {
        engine = dc_engine_new();
        check(engine && dc_engine_add_dir(engine, FUZZ_PLUGIN_DIR) == DC_OK,
            "the engine starts");
        null_fd = open("/dev/null", O_WRONLY | O_CLOEXEC);
    }
    dc_conversion *conversion = dc_conversion_new(engine);
    check(conversion != NULL, "a conversion can be made");
    dc_conversion_set_diag(conversion, count_diag, &errors);
    dc_conversion_set_worker(conversion, 0);
    dc_conversion_set_max_memory(conversion, MEMORY_MAX);
    choose_formats(conversion);
    dc_conversion_set_input_memory(conversion, data, size, "input");
    dc_conversion_set_output(conversion, null_fd);
    int32_t status = dc_conversion_run(conversion);
    check(status == DC_OK || errors > 0, "a failure was reported");
    check(status != DC_E_PLUGIN && status != DC_E_INTERNAL,
        "no plugin broke a rule");
    dc_conversion_free(conversion);
}
