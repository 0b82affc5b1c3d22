/* SPDX-License-Identifier: MIT */
/*
 * A writer that says what its options were given: one line a value, and the
 * content of each that names a file, cut to a line.  What stands beside the
 * files of options-file under the names of options-beside comes last.
 */
#include "docconv/sdk/sdk.h"

enum { SHOWN = 40 };

static int32_t DC_CALL
ignore_block(dc_job *job, uint32_t node)
{
    (void)node;
    return dc_tick(job);
}

static void
put(dc_job *job, dc_str text)
{
    dc_write(job, text.ptr, text.len);
}

/* " NAME=CONTENT", and proves that the padding is there. */
static void
put_file(dc_job *job, const dc_input *file)
{
    size_t len = file->len < SHOWN ? (size_t)file->len : SHOWN;
    dc_puts(job, " ");
    put(job, file->name);
    dc_puts(job, "=");
    for (size_t i = 0; i < len; i++)
        dc_write(
            job, file->data[i] == '\n' ? "|" : (const char *)file->data + i, 1);
    for (size_t i = 0; i < DC_INPUT_PADDING; i++)
        if (file->data[file->len + i])
            dc_puts(job, " no padding");
}

static void
put_values(dc_job *job, const char *name)
{
    dc_input file;
    for (uint32_t i = 0; i < dc_option_count(job, name); i++) {
        dc_puts(job, name);
        dc_puts(job, ": ");
        put(job, dc_option_str_at(job, name, i));
        if (dc_option_file(job, name, i, &file))
            put_file(job, &file);
        dc_puts(job, "\n");
    }
}

static void
put_beside(dc_job *job)
{
    uint32_t count = dc_option_count(job, "options-beside");
    for (uint32_t i = 0; i < count; i++) {
        dc_input file;
        dc_str other = dc_option_str_at(job, "options-beside", i);
        dc_puts(job, "beside: ");
        put(job, other);
        if (dc_option_beside(job, "options-file", 0, other, &file))
            put_file(job, &file);
        else
            dc_puts(job, " none");
        dc_puts(job, "\n");
    }
}

static int32_t DC_CALL
say_options(dc_job *job)
{
    static const char *const names[] = {
        "options-list", "options-file", "options-files", "css"};
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        put_values(job, names[i]);
    dc_puts(job, "last: ");
    put(job, dc_option_str(job, "options-list"));
    dc_puts(job, dc_option_given(job, "options-list") ? "\n" : " none\n");
    put_beside(job);
    return dc_tick(job);
}

static int32_t DC_CALL
begin(dc_job *job)
{
    return dc_tick(job);
}

static const dc_writer options_writer = {
    .struct_size = sizeof(dc_writer),
    .begin = begin,
    .block = ignore_block,
    .end = say_options,
};

static const dc_format options_format = {
    .struct_size = sizeof(dc_format),
    .writer = &options_writer,
};

/* clang-format off */
DC_PLUGIN(
    DC_VERSION("1.0.0") DC_LICENSE("MIT")
    DC_FORMAT("options", "what its options were given")
    DC_CAN_WRITE
    DC_OPTION_LIST(DC_WRITING, "options-list", "Some words")
    DC_OPTION_FILE(DC_WRITING, "options-file", "A file")
    DC_OPTION_FILES(DC_WRITING, "options-files", "Some files")
    DC_OPTION_LINKS(DC_WRITING, "css", "Some addresses or files")
    DC_OPTION_LIST(DC_WRITING, "options-beside", "Names beside the file"),
    &options_format);
/* clang-format on */
