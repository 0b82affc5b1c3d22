/* SPDX-License-Identifier: MIT */
/*
 * Messages (cli_report.h).
 *
 *     docconv: article.txt:48:1: warning: text [rule-name]
 *     {"severity":"warning","rule":"rule-name","message":"text",
 *      "file":"article.txt","line":48,"column":1}            (one line)
 *
 * What is shown: errors always; warnings, and notes about the command line,
 * unless --quiet; losses when they were asked for; notes about the document
 * with --verbose; explanations, which the library only sends when asked.
 */
#include "cli_report.h"

#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli_escape.h"
#include "cli_progress.h"
#include "docconv/docconv.h"

/* The longest line that is written in one piece. */
#define LINE_SIZE 8192

struct line {
    int fd;
    enum cli_escape_style style;
    size_t len;
    char bytes[LINE_SIZE];
};

static const char *const severity_words[CLI_SEVERITY_COUNT] = {
    [DC_DIAG_EXPLAIN] = "explain",
    [DC_DIAG_NOTE] = "note",
    [DC_DIAG_LOSS] = "loss",
    [DC_DIAG_WARNING] = "warning",
    [DC_DIAG_ERROR] = "error",
};

/* A message that cannot be written has nobody to be told to. */
static void
line_flush(struct line *line)
{
    size_t done = 0;

    while (done < line->len) {
        ssize_t count = write(line->fd, line->bytes + done, line->len - done);

        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            break;
        done += (size_t)count;
    }
    line->len = 0;
}

static void
line_put(struct line *line, const char *text)
{
    size_t len = strlen(text);

    if (len > LINE_SIZE - line->len)
        line_flush(line);
    if (len > LINE_SIZE)
        len = LINE_SIZE;
    memcpy(line->bytes + line->len, text, len);
    line->len += len;
}

static void
line_put_number(struct line *line, const char *before, uint64_t number)
{
    char digits[24];

    snprintf(digits, sizeof(digits), "%" PRIu64, number);
    line_put(line, before);
    line_put(line, digits);
}

static void
line_put_text(struct line *line, dc_str text)
{
    while (text.len > 0) {
        char safe[CLI_ESCAPE_MAX];
        size_t used = cli_escape(line->style, text.ptr, text.len, safe);

        line_put(line, safe);
        text.ptr += used;
        text.len -= used;
    }
}

static void
line_put_rule(struct line *line, const dc_diag *diag)
{
    dc_str rule = {diag->rule, strlen(diag->rule)};

    line_put_text(line, rule);
}

static void
put_gnu_line(struct line *line, const dc_diag *diag)
{
    line->style = CLI_ESCAPE_PLAIN;
    line_put(line, "docconv: ");
    if (diag->file.len > 0) {
        line_put_text(line, diag->file);
        if (diag->line > 0)
            line_put_number(line, ":", diag->line);
        if (diag->line > 0 && diag->column > 0)
            line_put_number(line, ":", diag->column);
        line_put(line, ": ");
    }
    line_put(line, severity_words[diag->severity]);
    line_put(line, ": ");
    line_put_text(line, diag->message);
    line_put(line, " [");
    line_put_rule(line, diag);
    line_put(line, "]\n");
}

static void
put_json_line(struct line *line, const dc_diag *diag)
{
    line->style = CLI_ESCAPE_JSON;
    line_put(line, "{\"severity\":\"");
    line_put(line, severity_words[diag->severity]);
    line_put(line, "\",\"rule\":\"");
    line_put_rule(line, diag);
    line_put(line, "\",\"message\":\"");
    line_put_text(line, diag->message);
    line_put(line, "\"");
    if (diag->file.len > 0) {
        line_put(line, ",\"file\":\"");
        line_put_text(line, diag->file);
        line_put(line, "\"");
    }
    if (diag->line > 0)
        line_put_number(line, ",\"line\":", diag->line);
    if (diag->line > 0 && diag->column > 0)
        line_put_number(line, ",\"column\":", diag->column);
    line_put(line, "}\n");
}

static bool
is_shown(const struct cli_report *report, const dc_diag *diag)
{
    bool is_about_document = diag->file.len > 0;

    if (report->is_silent)
        return false;
    switch (diag->severity) {
    case DC_DIAG_EXPLAIN:
        return true;
    case DC_DIAG_LOSS:
        return report->wants_losses;
    case DC_DIAG_NOTE:
        if (is_about_document)
            return report->is_verbose;
        return !report->is_quiet;
    case DC_DIAG_WARNING:
        return !report->is_quiet;
    default:
        return true;
    }
}

/* The library names the input, which is not what could not be written. */
static void
set_file(const struct cli_report *report, dc_diag *diag)
{
    static const char prefix[] = "output-";
    const char *file = NULL;

    if (diag->file.len == 0)
        file = report->document;
    if (report->target != NULL &&
        strncmp(diag->rule, prefix, sizeof(prefix) - 1) == 0) {
        file = report->target;
        diag->line = 0;
    }
    if (file != NULL)
        diag->file = (dc_str){file, strlen(file)};
}

void
cli_report_diag(void *sink, const dc_diag *diag)
{
    struct cli_report *report = sink;
    dc_diag known = *diag;
    struct line line;

    set_file(report, &known);
    if (known.severity >= CLI_SEVERITY_COUNT)
        known.severity = DC_DIAG_ERROR;
    report->counts[known.severity]++;
    if (!is_shown(report, &known))
        return;
    cli_progress_hide();
    line.fd = report->fd;
    line.len = 0;
    if (report->is_json)
        put_json_line(&line, &known);
    else
        put_gnu_line(&line, &known);
    line_flush(&line);
}

static void
say(struct cli_report *report, dc_diag diag, const struct cli_place *place,
    const char *format, va_list arguments)
{
    char text[LINE_SIZE];

    if (vsnprintf(text, sizeof(text), format, arguments) < 0)
        text[0] = '\0';
    diag.struct_size = sizeof(diag);
    diag.message.ptr = text;
    diag.message.len = strnlen(text, sizeof(text));
    if (place->file != NULL) {
        diag.file.ptr = place->file;
        diag.file.len = strlen(place->file);
    }
    diag.line = place->line;
    diag.column = place->column;
    cli_report_diag(report, &diag);
}

void
cli_report_say(struct cli_report *report, uint32_t severity, const char *rule,
    const char *file, const char *format, ...)
{
    struct cli_place place = {.file = file};
    dc_diag diag = {.severity = severity, .rule = rule};
    va_list arguments;

    va_start(arguments, format);
    say(report, diag, &place, format, arguments);
    va_end(arguments);
}

int32_t
cli_report_usage(struct cli_report *report, const char *format, ...)
{
    struct cli_place place = {0};
    dc_diag diag = {.severity = DC_DIAG_ERROR, .rule = "usage"};
    va_list arguments;

    va_start(arguments, format);
    say(report, diag, &place, format, arguments);
    va_end(arguments);
    return DC_E_USAGE;
}

void
cli_report_say_at(struct cli_report *report, uint32_t severity,
    const char *rule, const struct cli_place *place, const char *format, ...)
{
    dc_diag diag = {.severity = severity, .rule = rule};
    va_list arguments;

    va_start(arguments, format);
    say(report, diag, place, format, arguments);
    va_end(arguments);
}
