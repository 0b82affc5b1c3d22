/* SPDX-License-Identifier: MIT */
/*
 * The plain text reader: options in, text decoded, lines scanned and
 * analysed, tree built. README.md states what it does with every control
 * character.
 */
#include "read/text_reader.h"

#include "read/text_emit.h"

#include <string.h>

/* Of a hundred bytes, so many may be control characters. */
#define CONTROL_PERCENT 2
/* A pattern on the command line is shorter. */
#define PATTERN_MAX 1024

struct layout_name {
    const char *name;
    enum text_layout layout;
};

/* Ours first, then calibre's. */
static const struct layout_name layout_names[] = {
    {"auto", TEXT_LAYOUT_AUTO},
    {"blank", TEXT_LAYOUT_BLANK},
    {"line", TEXT_LAYOUT_LINE},
    {"indent", TEXT_LAYOUT_INDENT},
    {"wrapped", TEXT_LAYOUT_WRAPPED},
    {"none", TEXT_LAYOUT_NONE},
    {"block", TEXT_LAYOUT_BLANK},
    {"single", TEXT_LAYOUT_LINE},
    {"print", TEXT_LAYOUT_INDENT},
    {"unformatted", TEXT_LAYOUT_NONE},
};

static enum text_layout
layout_of(dc_str name)
{
    for (size_t i = 0; i < sizeof layout_names / sizeof *layout_names; i++) {
        if (dc_str_equal(name, layout_names[i].name)) {
            return layout_names[i].layout;
        }
    }
    return TEXT_LAYOUT_AUTO;
}

/* Compiles the pattern of an option; *failed if it is none. */
static struct text_matcher *
pattern_of(dc_job *job, const char *option, bool *failed)
{
    char pattern[PATTERN_MAX];
    dc_str value = dc_option_str(job, option);
    if (value.len == 0) {
        return NULL;
    }
    struct text_matcher *matcher = NULL;
    if (value.len < PATTERN_MAX && !memchr(value.ptr, '\0', value.len)) {
        memcpy(pattern, value.ptr, value.len);
        pattern[value.len] = '\0';
        matcher = text_matcher_new(pattern);
    }
    if (!matcher) {
        dc_report(job, DC_DIAG_ERROR, "text-pattern",
            strcmp(option, "chapter") == 0
                ? "--chapter is no POSIX extended regular expression"
                : "--scene-break is no POSIX extended regular expression");
        *failed = true;
    }
    return matcher;
}

static int32_t
fail(dc_job *job, int32_t status, const char *rule, const char *message)
{
    dc_report(job, DC_DIAG_ERROR, rule, message);
    return dc_fail(job, status);
}

/* Finds the text of the input: its own bytes, or what they decode to. */
static int32_t
find_text(struct text_emit *emit, const dc_input *input, dc_decoded *decoded)
{
    dc_job *job = emit->job;
    const dc_charset_service *service = dc_service(job, DC_CHARSET_ID);
    if (!service) {
        return fail(job, DC_E_PLUGIN, "text-charset",
            "this host cannot tell character encodings");
    }
    decoded->struct_size = sizeof *decoded;
    int32_t status = service->decode(job, input->data, (size_t)input->len,
        dc_option_str(job, "input-encoding"), decoded);
    if (status != DC_OK) {
        return status;
    }
    const char *start = (const char *)input->data;
    if (input->len > 0 && decoded->text >= start &&
        decoded->text <= start + input->len) {
        emit->shift = (uint64_t)(decoded->text - start);
    } else {
        emit->charset = service;
        emit->decoded = decoded;
    }
    return DC_OK;
}

static int32_t
check_binary(dc_job *job, const struct text_doc *doc, const dc_decoded *decoded)
{
    bool controls = doc->controls > doc->size / 100 * CONTROL_PERCENT &&
        doc->controls * 100 > doc->size * CONTROL_PERCENT;
    if (doc->nuls > 0) {
        return fail(job, DC_E_BINARY, "text-binary",
            "input is binary: it holds NUL bytes");
    }
    if (controls || decoded->is_binary) {
        return fail(job, DC_E_BINARY, "text-binary",
            "input is binary: it holds too many control characters");
    }
    return DC_OK;
}

static int32_t
status_of(dc_job *job, enum text_status status)
{
    switch (status) {
    case TEXT_OK:
        return DC_OK;
    case TEXT_NO_MEMORY:
        return dc_fail(job, DC_E_NOMEM);
    default:
        return fail(job, DC_E_LIMIT, "text-limit",
            "a line is longer than 4 GiB or the lines are too many");
    }
}

/* DOS ends a text with the character 1A; it is no part of it. */
static size_t
trim_dos_end(dc_job *job, const uint8_t *data, size_t size)
{
    if (size > 0 && data[size - 1] == 0x1A) {
        dc_report(job, DC_DIAG_NOTE, "text-dos-end",
            "end-of-file character of DOS left out");
        size--;
    }
    return size;
}

static int32_t
read_text(
    struct text_emit *emit, struct text_doc *doc, const dc_decoded *decoded)
{
    dc_job *job = emit->job;
    int32_t status = status_of(job, text_scan(doc));
    if (status != DC_OK) {
        return status;
    }
    status = check_binary(job, doc, decoded);
    if (status != DC_OK) {
        return status;
    }
    status = status_of(job, text_analyse(doc));
    if (status != DC_OK) {
        return status;
    }
    text_explain(emit);
    text_emit_meta(emit);
    text_emit_body(emit);
    return dc_status(job);
}

static int32_t DC_CALL
read_input(dc_job *job, const dc_input *input)
{
    struct text_doc doc = {0};
    struct text_emit emit = {.job = job, .doc = &doc, .input = input->data};
    dc_decoded decoded = {0};
    bool failed = false;
    int32_t status = find_text(&emit, input, &decoded);
    if (status != DC_OK) {
        return status;
    }
    struct text_matcher *chapter = pattern_of(job, "chapter", &failed);
    struct text_matcher *scene = pattern_of(job, "scene-break", &failed);
    if (failed) {
        status = dc_fail(job, DC_E_USAGE);
        goto out;
    }
    doc.data = (const uint8_t *)decoded.text;
    doc.size = trim_dos_end(job, doc.data, decoded.len);
    doc.opts.layout = layout_of(dc_option_str(job, "paragraphs"));
    doc.opts.chapter = chapter;
    doc.opts.scene_break = scene;
    doc.opts.drop_gutenberg =
        dc_str_equal(dc_option_str(job, "gutenberg"), "drop");
    status = read_text(&emit, &doc, &decoded);
out:
    text_fini(&doc);
    text_matcher_free(scene);
    text_matcher_free(chapter);
    return status;
}

const dc_reader text_reader = {
    .struct_size = sizeof(dc_reader),
    .flags = DC_READER_META_FIRST,
    .read = read_input,
};
