/* SPDX-License-Identifier: MIT */
/*
 * The plan of a conversion (cli_plan.h).
 *
 * -o takes a format or a path.  The two cannot collide, because the name of
 * a format holds no '.' and no '/': what starts with the name of a known
 * format, and goes on as a format may, is one; what is "-" or holds '.' or
 * '/' is a path; anything else is a mistyped format.
 */
#include "cli_plan.h"

#include <stdlib.h>
#include <string.h>

#include "cli_names.h"

static bool
is_stdout(const char *path)
{
    return strcmp(path, "-") == 0;
}

static bool
is_folder(const char *path)
{
    size_t len = strlen(path);

    return len > 0 && path[len - 1] == '/';
}

/* Whether -o WORD is a path (rule 2); a known format comes first (rule 1). */
static bool
is_path(const char *word)
{
    return is_stdout(word) || strpbrk(word, "./") != NULL;
}

/* The format may be there, but could not be looked at. */
static int32_t
say_why_missing(struct cli_report *report, int32_t reason)
{
    if (reason == DC_E_NOMEM)
        cli_report_say(report, DC_DIAG_ERROR, "memory-exhausted", NULL,
            "out of memory while looking for plugins");
    return reason;
}

static int32_t
refuse_target(dc_engine *engine, const char *word, struct cli_report *report)
{
    const char *near = cli_nearest_format(engine, word, true);
    int32_t reason = dc_engine_why_missing(engine, word);

    if (reason != DC_OK)
        return say_why_missing(report, reason);
    if (near != NULL)
        cli_report_say(report, DC_DIAG_ERROR, "unknown-writer", NULL,
            "unknown output format '%s': did you mean '%s'? "
            "For a file of that name: -O %s",
            word, near, word);
    else
        cli_report_say(report, DC_DIAG_ERROR, "unknown-writer", NULL,
            "unknown output format '%s': see --list-output-formats. "
            "For a file of that name: -O %s",
            word, word);
    return DC_E_WRITER;
}

static int32_t
set_typed_path(
    struct cli_plan *plan, const char *path, struct cli_report *report)
{
    if (*path == '\0') {
        return cli_report_usage(report, "the output path is empty");
    }
    if (plan->typed_path != NULL) {
        return cli_report_usage(
            report, "two output paths: '%s' and '%s'", plan->typed_path, path);
    }
    plan->typed_path = path;
    return DC_OK;
}

static int32_t
set_writer(struct cli_plan *plan, const char *word,
    const dc_format_info *format, struct cli_report *report)
{
    if (plan->writer != NULL) {
        return cli_report_usage(
            report, "two output formats: '%s' and '%s'", plan->writer, word);
    }
    plan->writer = word;
    plan->writer_format = format;
    return DC_OK;
}

/* Sorts each -o into format or path, and adds -O. */
static int32_t
sort_targets(struct cli_plan *plan, const struct cli_args *args,
    dc_engine *engine, struct cli_report *report)
{
    int32_t status = DC_OK;

    for (size_t i = 0; i < args->targets.count && status == DC_OK; i++) {
        const char *word = args->targets.items[i].name;
        const dc_format_info *format = cli_format_of_spec(engine, word);

        if (format != NULL)
            status = set_writer(plan, word, format, report);
        else if (is_path(word) || *word == '\0')
            status = set_typed_path(plan, word, report);
        else
            status = refuse_target(engine, word, report);
    }
    if (status == DC_OK && args->output != NULL)
        status = set_typed_path(plan, args->output, report);
    return status;
}

/* Appends ", word" to a list in `text` if it fits. */
static void
append_word(char *text, size_t size, const char *word)
{
    size_t len = strlen(text);
    size_t more = strlen(word);

    if (more + 3 > size - len)
        return;
    if (len > 0) {
        memcpy(text + len, ", ", 2);
        len += 2;
    }
    memcpy(text + len, word, more + 1);
}

static int32_t
refuse_extension(dc_engine *engine, const char *path, struct cli_report *report)
{
    char known[512] = "";
    const dc_format_info *format;
    int32_t reason = dc_engine_why_missing(engine, "");

    if (reason != DC_OK)
        return say_why_missing(report, reason);
    for (size_t i = 0; (format = dc_engine_format_at(engine, i)) != NULL; i++) {
        if (dc_format_can_write(format))
            append_word(known, sizeof(known), dc_format_name(format));
    }
    cli_report_say(report, DC_DIAG_ERROR, "unknown-writer", NULL,
        "the name '%s' tells no known output format; "
        "give one with -o (known: %s)",
        path, known);
    return DC_E_WRITER;
}

/* The format of a path that was given without one. */
static int32_t
infer_writer(
    struct cli_plan *plan, dc_engine *engine, struct cli_report *report)
{
    const char *path = plan->typed_path;

    if (path == NULL || is_stdout(path) || is_folder(path)) {
        return cli_report_usage(
            report, "no output format: give one with -o, as in -o epub");
    }
    plan->writer_format = cli_format_of_path(engine, path, true);
    if (plan->writer_format == NULL)
        return refuse_extension(engine, path, report);
    plan->writer = dc_format_name(plan->writer_format);
    return DC_OK;
}

/* What makes one document of several inputs. */
#define BUNDLE_READER "bundle"

/* Several inputs become one file, which somebody has to name. */
static int32_t
check_inputs(struct cli_plan *plan, const struct cli_args *args,
    struct cli_report *report)
{
    const struct cli_list *inputs = &args->inputs;
    const char *path = plan->typed_path;
    size_t pipes = 0;

    if (inputs->count == 1 && strcmp(inputs->items[0].name, "-") != 0)
        plan->input = inputs->items[0].name;
    if (inputs->count <= 1)
        return DC_OK;
    plan->is_bundle = true;
    /* The document is called like its file, or like the first input. */
    plan->name = path;
    if (path != NULL && is_stdout(path))
        plan->name = cli_base_name(inputs->items[0].name);
    if (path == NULL || is_folder(path))
        return cli_report_usage(report,
            "several inputs ('%s', '%s'): one book: -O FILE; "
            "one each: --each, which is not available in this version",
            inputs->items[0].name, inputs->items[1].name);
    for (size_t i = 0; i < inputs->count; i++)
        if (strcmp(inputs->items[i].name, "-") == 0 && ++pipes > 1)
            return cli_report_usage(
                report, "standard input can be read once only");
    return DC_OK;
}

static bool
is_bundle(const dc_format_info *format)
{
    return format != NULL && strcmp(dc_format_name(format), BUNDLE_READER) == 0;
}

/* Whether -i tells what is in the archive that the input is. */
static bool
is_of_members(const struct cli_plan *plan, const struct cli_facts *facts,
    dc_engine *engine)
{
    const dc_format_info *bundle;

    if (dc_format_is_container(plan->reader_format) ||
        is_bundle(plan->reader_format))
        return false;
    bundle = dc_engine_lookup_format(engine, BUNDLE_READER);
    return bundle != NULL &&
        dc_format_has_magic(bundle, facts->head, facts->head_len);
}

/*
 * Sets the reader of several files; -i, unless it names that one, is how each
 * of them is read.
 */
static int32_t
plan_bundle(struct cli_plan *plan, const struct cli_args *args,
    dc_engine *engine, struct cli_report *report)
{
    if (is_bundle(plan->reader_format))
        return DC_OK;
    plan->member_reader = args->from;
    plan->reader = BUNDLE_READER;
    plan->reader_format = dc_engine_lookup_format(engine, BUNDLE_READER);
    if (plan->reader_format != NULL)
        return DC_OK;
    cli_report_say(report, DC_DIAG_ERROR, "unknown-reader", NULL,
        "no format '%s' is installed, which several inputs need",
        BUNDLE_READER);
    return DC_E_READER;
}

static int32_t
refuse_reader(dc_engine *engine, const char *word, struct cli_report *report)
{
    const char *near = cli_nearest_format(engine, word, false);
    int32_t reason = dc_engine_why_missing(engine, word);

    if (reason != DC_OK)
        return say_why_missing(report, reason);
    if (strpbrk(word, "./") != NULL)
        cli_report_say(report, DC_DIAG_ERROR, "unknown-reader", NULL,
            "unknown input format '%s': a file to read is given without -i",
            word);
    else if (near != NULL)
        cli_report_say(report, DC_DIAG_ERROR, "unknown-reader", NULL,
            "unknown input format '%s': did you mean '%s'?", word, near);
    else
        cli_report_say(report, DC_DIAG_ERROR, "unknown-reader", NULL,
            "unknown input format '%s': see --list-input-formats", word);
    return DC_E_READER;
}

int32_t
cli_plan_writer(struct cli_plan *plan, const struct cli_args *args,
    dc_engine *engine, struct cli_report *report)
{
    int32_t status = DC_OK;

    *plan = (struct cli_plan){0};
    if (args->from != NULL) {
        plan->reader = args->from;
        plan->reader_format = cli_format_of_spec(engine, args->from);
        if (plan->reader_format == NULL ||
            !cli_format_can(plan->reader_format, false))
            status = refuse_reader(engine, args->from, report);
    }
    if (status == DC_OK)
        status = sort_targets(plan, args, engine, report);
    if (status == DC_OK)
        status = check_inputs(plan, args, report);
    if (status == DC_OK && plan->is_bundle)
        status = plan_bundle(plan, args, engine, report);
    if (status == DC_OK && plan->writer == NULL)
        status = infer_writer(plan, engine, report);
    if (status == DC_OK && !cli_format_can(plan->writer_format, true))
        status = refuse_target(engine, plan->writer, report);
    return status;
}

/*
 * A name that promises a format we only write: reading it as text would show
 * its code as if it were the document.
 */
static int32_t
refuse_unreadable(
    const struct cli_plan *plan, dc_engine *engine, struct cli_report *report)
{
    const dc_format_info *format = NULL;

    if (plan->input != NULL)
        format = cli_format_of_path(engine, plan->input, true);
    if (format == NULL)
        return DC_OK;
    cli_report_say(report, DC_DIAG_ERROR, "unknown-reader", plan->input,
        "%s can be written but not read (-i text reads it as text)",
        dc_format_name(format));
    return DC_E_READER;
}

/* The last resort when neither content nor name says what an input is. */
#define FALLBACK_READER "text"

int32_t
cli_plan_reader(struct cli_plan *plan, const struct cli_args *args,
    const struct cli_facts *facts, dc_engine *engine, struct cli_report *report)
{
    const dc_format_info *by_content;
    const dc_format_info *by_name = NULL;

    if (facts->folder != NULL && !plan->is_bundle) {
        plan->is_bundle = true;
        plan->name = facts->folder;
        return plan_bundle(plan, args, engine, report);
    }
    if (args->from != NULL && !plan->is_bundle &&
        is_of_members(plan, facts, engine))
        return plan_bundle(plan, args, engine, report);
    if (args->from != NULL || plan->is_bundle)
        return DC_OK;
    by_content = dc_engine_lookup_magic(engine, facts->head, facts->head_len);
    if (plan->input != NULL)
        by_name = cli_format_of_path(engine, plan->input, false);
    /* Many formats are archives; a name that says which is believed. */
    if (by_name != NULL && is_bundle(by_content))
        by_content = by_name;
    if (by_content != NULL && by_name != NULL && by_content != by_name)
        cli_report_say(report, DC_DIAG_WARNING, "format-conflict", plan->input,
            "the content is %s, the name says %s: read as %s (-i decides)",
            dc_format_name(by_content), dc_format_name(by_name),
            dc_format_name(by_content));
    plan->reader_format = by_content != NULL ? by_content : by_name;
    if (plan->reader_format == NULL &&
        refuse_unreadable(plan, engine, report) != DC_OK)
        return DC_E_READER;
    if (plan->reader_format == NULL)
        plan->reader_format = dc_engine_lookup_format(engine, FALLBACK_READER);
    if (plan->reader_format == NULL ||
        !cli_format_can(plan->reader_format, false)) {
        int32_t reason = dc_engine_why_missing(engine, FALLBACK_READER);

        if (reason != DC_OK)
            return say_why_missing(report, reason);
        cli_report_say(report, DC_DIAG_ERROR, "unknown-reader", plan->input,
            "no format is known that reads this; name one with -i");
        return DC_E_READER;
    }
    plan->reader = dc_format_name(plan->reader_format);
    return DC_OK;
}

/* FOLDER + STEM + "." + extension: FOLDER ends with '/' or is empty. */
static char *
derive_path(const struct cli_plan *plan, const char *folder)
{
    const char *base = plan->name != NULL ? plan->name
        : plan->input != NULL             ? cli_base_name(plan->input)
                                          : "stdin";
    /* The name of a folder has no extension. */
    size_t stem_len = plan->name != NULL ? strlen(base) : cli_stem_length(base);
    const char *extension = dc_format_extension(plan->writer_format);
    size_t folder_len = strlen(folder);
    size_t extension_len;
    char *path;

    if (*extension == '\0')
        extension = dc_format_name(plan->writer_format);
    extension_len = strlen(extension);
    /* Three strings that are in memory, so their lengths fit together. */
    path = cli_alloc(folder_len + stem_len + extension_len + 2);
    memcpy(path, folder, folder_len);
    memcpy(path + folder_len, base, stem_len);
    path[folder_len + stem_len] = '.';
    memcpy(path + folder_len + stem_len + 1, extension, extension_len + 1);
    return path;
}

static char *
copy_path(const char *path)
{
    size_t size = strlen(path) + 1;
    char *copy = cli_alloc(size);

    memcpy(copy, path, size);
    return copy;
}

int32_t
cli_plan_place(struct cli_plan *plan, const struct cli_facts *facts,
    struct cli_report *report)
{
    const char *typed = plan->typed_path;
    bool is_container = dc_format_is_container(plan->writer_format);

    plan->is_derived = typed == NULL || is_folder(typed);
    if (typed != NULL && is_folder(typed)) {
        plan->path = derive_path(plan, typed);
        return DC_OK;
    }
    if (typed != NULL && !is_stdout(typed)) {
        plan->path = copy_path(typed);
        return DC_OK;
    }
    if (typed == NULL && plan->input != NULL && is_container) {
        plan->path = derive_path(plan, "");
        return DC_OK;
    }
    plan->is_derived = false;
    if (is_container && facts->is_terminal) {
        return cli_report_usage(report,
            "%s is not written to a terminal: give a file with -O",
            dc_format_name(plan->writer_format));
    }
    return DC_OK;
}

void
cli_plan_fini(struct cli_plan *plan)
{
    free(plan->path);
    *plan = (struct cli_plan){0};
}
