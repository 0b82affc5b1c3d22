/* SPDX-License-Identifier: MIT */
/* What the user asked of the HTML writer (manifest: html_plugin.c). */
#include "write/html_write.h"

static uint32_t
read_uint(dc_str text, size_t *at)
{
    uint32_t number = 0;
    for (; *at < text.len && text.ptr[*at] >= '0' && text.ptr[*at] <= '9';
         ++*at)
        if (number < HTML_OFFSET_MAX)
            number = number * 10 + (uint32_t)(text.ptr[*at] - '0');
    return number;
}

/* "1,4": numbers already used up, by level. */
static bool
read_offsets(dc_str text, uint32_t *numbers)
{
    size_t at = 0;
    for (size_t i = 0; i < HTML_LEVELS_MAX && at < text.len; i++) {
        size_t start = at;
        numbers[i] = read_uint(text, &at);
        if (at == start || numbers[i] >= HTML_OFFSET_MAX)
            return false;
        if (at < text.len && text.ptr[at++] != ',')
            return false;
    }
    return at == text.len;
}

static int
choice_of(dc_job *job, const char *name, const char *const *words)
{
    dc_str chosen = dc_option_str(job, name);
    int at = 0;
    while (words[at + 1] && !dc_str_equal(chosen, words[at]))
        at++;
    return at;
}

static bool
is_given(dc_job *job, const char *name)
{
    return job->host->option->is_given(job, name) != 0;
}

/* What may begin an id and needs no escape in an address. */
static bool
is_id(dc_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = (char)(text.ptr[i] | 0x20);
        bool is_letter = c >= 'a' && c <= 'z';
        if (!is_letter && (i == 0 || !strchr("0123456789-_.", text.ptr[i])))
            return false;
    }
    return true;
}

/* Options that make no sense without a page imply it, as in pandoc. */
static bool
wants_page(dc_job *job)
{
    static const char *const implying[] = {
        "template", "title-prefix", "include-in-header",
        "include-before-body", "include-after-body", NULL};
    for (size_t i = 0; implying[i]; i++)
        if (is_given(job, implying[i]))
            return true;
    return dc_option_int(job, "standalone") != 0;
}

/* What only a page has: nobody is to wait for it in a fragment. */
static void
report_unused(dc_job *job)
{
    static const char *const of_pages[] = {"toc", "css", "variable", NULL};
    for (size_t i = 0; of_pages[i]; i++)
        if (is_given(job, of_pages[i])) {
            dc_report(job, DC_DIAG_NOTE, "html-fragment",
                "--toc, --css and --variable are for whole pages: "
                "--standalone");
            return;
        }
}

int32_t
html_read_options(struct html_write *write)
{
    static const char *const places[] = {
        [HTML_NOTES_BLOCK] = "block",
        [HTML_NOTES_SECTION] = "section",
        [HTML_NOTES_DOCUMENT] = "document",
        NULL,
    };
    static const char *const rules[] = {
        [HTML_RAW_SAFE] = "safe",
        [HTML_RAW_KEEP] = "keep",
        [HTML_RAW_DROP] = "drop",
        NULL,
    };
    dc_job *job = write->job;
    struct html_options *options = &write->options;
    options->id_prefix = dc_option_str(job, "id-prefix");
    if (!is_id(options->id_prefix)) {
        dc_report(job, DC_DIAG_ERROR, "html-id-prefix",
            "--id-prefix takes letters, digits, '-', '_' and '.', a letter "
            "first");
        return dc_fail(job, DC_E_USAGE);
    }
    dc_str offsets = dc_option_str(job, "number-offset");
    if (!read_offsets(offsets, write->numbers)) {
        dc_report(job, DC_DIAG_ERROR, "html-number-offset",
            "--number-offset takes numbers with commas between, as 1,4");
        return dc_fail(job, DC_E_USAGE);
    }
    options->has_numbers = offsets.len != 0 ||
        dc_option_int(job, "number-sections") != 0;
    bool is_whole = dc_option_int(job, "self-contained") != 0;
    options->is_standalone = is_whole || wants_page(job);
    if (!options->is_standalone)
        report_unused(job);
    options->embeds = is_whole || dc_option_int(job, "embed-resources") != 0;
    options->has_toc = dc_option_int(job, "toc") != 0;
    options->has_sections = dc_option_int(job, "section-divs") != 0;
    options->has_q_tags = dc_option_int(job, "html-q-tags") != 0;
    options->toc_depth = dc_option_int(job, "toc-depth");
    options->notes_at =
        (enum html_notes_at)choice_of(job, "reference-location", places);
    options->raw = (enum html_raw_rule)choice_of(job, "raw", rules);
    options->math_is_tex = is_given(job, "mathjax") || is_given(job, "katex");
    return DC_OK;
}
