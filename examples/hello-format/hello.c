/* SPDX-License-Identifier: MIT */
/*
 * The format "hello": greetings, one a line.
 *
 *     Ann: Good morning!
 *     Bob: Hello, Ann.
 *
 * Reading makes a definition list, who says what.  Writing takes the
 * definition lists of a document and reports what else it had.
 */
#include "docconv/sdk/sdk.h"

static int32_t
read_line(dc_job *job, dc_str line, uint64_t pos)
{
    const char *colon = memchr(line.ptr, ':', line.len);
    if (!colon) {
        dc_report_at(job, DC_DIAG_ERROR, "hello-colon",
            dc_str_of("expected a name and a colon"), pos);
        return dc_fail(job, DC_E_FORMAT);
    }
    const char *end = line.ptr + line.len;
    const char *words = colon + 1;
    while (words < end && *words == ' ')
        words++;
    dc_open(job, DC_TERM, pos);
    dc_text(job, line.ptr, (size_t)(colon - line.ptr));
    dc_close(job, DC_TERM);
    dc_open(job, DC_DEFINITION, pos);
    dc_open(job, DC_PLAIN, pos);
    dc_text(job, words, (size_t)(end - words));
    dc_close(job, DC_PLAIN);
    return dc_close(job, DC_DEFINITION);
}

static int32_t DC_CALL
read_greetings(dc_job *job, const dc_input *input)
{
    const char *start = (const char *)input->data;
    const char *end = start + input->len;
    dc_open(job, DC_DEFINITION_LIST, 0);
    for (const char *at = start; at < end;) {
        const char *feed = memchr(at, '\n', (size_t)(end - at));
        const char *stop = feed ? feed : end;
        dc_str line = dc_str_slice(at, (size_t)(stop - at));
        if (line.len && read_line(job, line, (uint64_t)(at - start)) != DC_OK)
            break;
        at = stop + 1;
    }
    return dc_close(job, DC_DEFINITION_LIST);
}

/* A writer is handed the blocks of the document one by one. */
static int32_t DC_CALL
write_block(dc_job *job, uint32_t node)
{
    const dc_walk *walk = job->host->walk;
    if (dc_kind(job, node) != DC_DEFINITION_LIST) {
        dc_report_at(job, DC_DIAG_LOSS, "hello-block",
            dc_str_of("this is no greeting and left out"),
            walk->pos(job, node));
        return DC_OK;
    }
    uint32_t child = walk->first(job, node);
    for (; child; child = walk->sibling(job, child)) {
        dc_str text = dc_plain_text(job, child);
        /* A soft break is a line feed in the text, and may not be one here. */
        for (size_t i = 0; i < text.len; i++)
            dc_write(job, text.ptr[i] == '\n' ? " " : text.ptr + i, 1);
        dc_puts(job, dc_kind(job, child) == DC_TERM ? ": " : "\n");
    }
    return dc_fail(job, DC_OK);
}

static int32_t DC_CALL
do_nothing(dc_job *job)
{
    (void)job;
    return DC_OK;
}

static const dc_reader reader = {sizeof(reader), 0, read_greetings};
static const dc_writer writer = {
    sizeof(writer), 0, do_nothing, write_block, do_nothing, NULL};
static const dc_format hello = {
    .struct_size = sizeof(hello),
    .reader = &reader,
    .writer = &writer,
};

DC_PLUGIN(
    DC_VERSION("1.0.0") DC_LICENSE("MIT")
    DC_FORMAT("hello", "greetings, one a line")
    DC_CAN_READ DC_CAN_WRITE
    DC_EXTENSION("hello"),
    &hello);
