/* SPDX-License-Identifier: MIT */
/*
 * A format whose writer writes what its own checker finds fault with: the
 * result is the word that --broken-word says, and only "good" is valid.
 * "warned" has a warning, "crash" crashes the checker.
 */
#include "docconv/sdk/sdk.h"

static int32_t DC_CALL
begin(dc_job *job)
{
    dc_str word = dc_option_str(job, "broken-word");
    dc_write(job, word.ptr, word.len);
    return dc_tick(job);
}

static int32_t DC_CALL
pass_block(dc_job *job, uint32_t node)
{
    (void)node;
    return dc_tick(job);
}

static int32_t DC_CALL
end(dc_job *job)
{
    return dc_tick(job);
}

static const dc_writer broken_writer = {
    .struct_size = sizeof(dc_writer),
    .begin = begin,
    .block = pass_block,
    .end = end,
};

static int32_t DC_CALL
check(dc_job *job, const dc_input *input)
{
    dc_str word = dc_str_slice((const char *)input->data, (size_t)input->len);
    dc_diag diag = {
        .struct_size = sizeof diag,
        .severity =
            dc_str_equal(word, "warned") ? DC_DIAG_WARNING : DC_DIAG_ERROR,
        .rule = "broken-word",
        .message = DC_STR("this is not the word"),
        .pos = DC_POS_NONE,
        .line = 3,
        .column = 7,
        .file = DC_STR("inner/part"),
    };
    if (dc_str_equal(word, "crash"))
        __builtin_trap();
    if (!dc_str_equal(word, "good"))
        job->host->diag->report(job, &diag);
    return DC_OK;
}

static const dc_checker broken_checker = {
    .struct_size = sizeof(dc_checker),
    .check = check,
};

static const dc_format broken_format = {
    .struct_size = sizeof(dc_format),
    .writer = &broken_writer,
    .checker = &broken_checker,
};

DC_PLUGIN(DC_VERSION("1.0.0") DC_LICENSE("MIT") DC_FORMAT(
              "broken", "a writer that its checker finds fault with")
              DC_CAN_WRITE DC_CAN_CHECK DC_EXTENSION("broken") DC_OPTION_STRING(
                  DC_WRITING, "broken-word", "good", "The result"),
    &broken_format);
