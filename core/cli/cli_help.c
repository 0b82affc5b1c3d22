/* SPDX-License-Identifier: MIT */
/*
 * --help in its forms (cli_help.h), printed from the table of options, the
 * plugins' manifests and the table of statuses: none of it is written twice.
 */
#include "cli_help.h"

#include <stdio.h>
#include <string.h>

#include "cli_escape.h"
#include "cli_options.h"
#include "cli_suggest.h"

/* The column at which explanations begin, and the width of the page. */
#define TEXT_COLUMN 32
#define PAGE_WIDTH 80

static void
print_row(const char *names, const char *text)
{
    int width = (int)strlen(names);

    if (width + 2 > TEXT_COLUMN)
        printf("%s\n%*s%s\n", names, TEXT_COLUMN, "", text);
    else
        printf("%s%*s%s\n", names, TEXT_COLUMN - width, "", text);
}

/* "  -i, --from FMT", "      --force" */
static void
print_option(const struct cli_option *option)
{
    char names[PAGE_WIDTH];
    char letter[5] = "    ";
    const char *before = "";
    const char *after = "";

    if (option->letters != NULL)
        snprintf(letter, sizeof(letter), "-%c, ", option->letters[0]);
    if (option->argument != NULL)
        before = option->is_argument_optional ? "[=" : " ";
    if (option->is_argument_optional)
        after = "]";
    snprintf(names, sizeof(names), "  %s--%s%s%s%s", letter, option->name,
        before, option->argument != NULL ? option->argument : "", after);
    print_row(names, option->help);
}

/* Options without a text of their own: they do as the one before them. */
static void
print_nameless(enum cli_group group)
{
    static const char start[] = "      likewise:";
    const struct cli_option *option;
    int column = 0;

    for (size_t i = 0; (option = cli_option_at(i)) != NULL; i++) {
        int width = (int)strlen(option->name) + 3;

        if (option->group != group || option->help != NULL)
            continue;
        if (column > 0 && column + width > PAGE_WIDTH - 1) {
            printf("\n");
            column = printf("%*s", (int)sizeof(start) - 1, "");
        }
        if (column == 0)
            column = printf("%s", start);
        column += printf(" --%s", option->name);
    }
    if (column > 0)
        printf("\n");
}

static void
print_group(enum cli_group group)
{
    const struct cli_option *option;

    printf("\n%s:\n", cli_group_title(group));
    for (size_t i = 0; (option = cli_option_at(i)) != NULL; i++) {
        if (option->group == group && option->help != NULL)
            print_option(option);
    }
    print_nameless(group);
}

static void
print_overview(void)
{
    printf("Usage: docconv [OPTION]... [INPUT]...\n"
           "Converts a document: docconv -i text -o epub article.txt makes "
           "article.epub.\n"
           "INPUT is a file, or - for standard input, as when none is "
           "given.\n"
           "A folder, an archive, or several inputs with -O FILE become "
           "one document.\n");
    for (int group = 0; group < CLI_GROUP_COUNT; group++)
        print_group((enum cli_group)group);
    printf("\nFormats have options of their own: docconv --help=FMT. "
           "Manual: man docconv\n");
}

static const char *
argument_of(const dc_option_info *option)
{
    static const char *const words[] = {
        [DC_TYPE_BOOL] = "yes|no",
        [DC_TYPE_INT] = "NUMBER",
        [DC_TYPE_SIZE] = "SIZE",
        [DC_TYPE_STRING] = "TEXT",
        [DC_TYPE_ENUM] = "WORD",
        [DC_TYPE_LIST] = "TEXT",
        [DC_TYPE_FILE] = "FILE",
        [DC_TYPE_FILES] = "FILE",
        [DC_TYPE_LINKS] = "FILE|URL",
    };

    if (*option->choices != '\0')
        return option->choices;
    if (option->type < DC_TYPE_BOOL || option->type > DC_TYPE_LINKS)
        return "VALUE";
    return words[option->type];
}

/* Prints a text indented, broken at blanks to fit the page. */
static void
print_wrapped(const char *text, int indent)
{
    int column = 0;

    while (*text != '\0') {
        int len = (int)strcspn(text, " ");

        if (column > 0 && column + 1 + len >= PAGE_WIDTH) {
            printf("\n");
            column = 0;
        }
        column += printf("%*s", column > 0 ? 1 : indent, "");
        column += cli_print_part(text, (size_t)len);
        text += len;
        text += strspn(text, " ");
    }
    printf("\n");
}

static bool
is_repeatable(const dc_option_info *option)
{
    return option->type == DC_TYPE_LIST || option->type == DC_TYPE_FILES ||
        option->type == DC_TYPE_LINKS;
}

/* "  --toc=yes|no (default: no)", "  --css=FILE|URL (repeatable)" */
static void
print_declaration(const dc_option_info *option)
{
    printf("  --");
    cli_print(option->name);
    printf("=");
    cli_print(argument_of(option));
    if (*option->fallback != '\0') {
        printf(" (default: ");
        cli_print(option->fallback);
        printf(")");
    }
    if (is_repeatable(option))
        printf(" (repeatable)");
    printf("\n");
}

static void
print_format_options(const dc_format_info *format, bool for_writing)
{
    const dc_option_info *option;
    bool is_first = true;

    for (size_t i = 0; (option = dc_format_option_at(format, i)) != NULL; i++) {
        if ((option->for_writing != 0) != for_writing)
            continue;
        if (is_first)
            printf(
                "\nOptions for %s it:\n", for_writing ? "writing" : "reading");
        is_first = false;
        print_declaration(option);
        print_wrapped(option->help, 6);
    }
}

static void
print_words(const char *title, const dc_format_info *format,
    const char *(*word_at)(const dc_format_info *format, size_t index))
{
    const char *word = word_at(format, 0);

    if (word == NULL)
        return;
    printf("%s:", title);
    for (size_t i = 0; (word = word_at(format, i)) != NULL; i++) {
        printf(" ");
        cli_print(word);
    }
    printf("\n");
}

static void
print_format(const dc_format_info *format)
{
    const char *can = "read";

    if (dc_format_can_write(format))
        can = dc_format_can_read(format) ? "read and written" : "written";
    cli_print(dc_format_name(format));
    printf(": ");
    cli_print(dc_format_about(format));
    printf("\nCan be %s.\n", can);
    print_words("Other names", format, dc_format_alias_at);
    print_words("File extensions", format, dc_format_extension_at);
    printf("Plugin: ");
    cli_print(dc_format_plugin_path(format));
    printf(" ");
    cli_print(dc_format_plugin_version(format));
    printf("\n");
    print_format_options(format, false);
    print_format_options(format, true);
}

static void
print_exit_codes(void)
{
    printf("Exit codes:\n");
    for (int32_t status = DC_OK; status >= DC_STATUS_LAST; status--)
        printf("%5d  %s\n", dc_status_exit_code(status),
            dc_status_meaning(status));
}

static int32_t
refuse_topic(const char *topic, dc_engine *engine, struct cli_report *report)
{
    struct cli_guess guess;
    const dc_format_info *format;

    cli_guess_init(&guess, topic, strlen(topic));
    cli_guess_offer(&guess, CLI_HELP_EXIT);
    for (size_t i = 0; (format = dc_engine_format_at(engine, i)) != NULL; i++)
        cli_guess_offer(&guess, dc_format_name(format));
    if (guess.best != NULL)
        return cli_report_usage(
            report, "no help on '%s': did you mean '%s'?", topic, guess.best);
    else
        return cli_report_usage(report,
            "no help on '%s': give a format's name, or " CLI_HELP_EXIT, topic);
}

bool
cli_help_needs_formats(const char *topic)
{
    return topic != NULL && strcmp(topic, CLI_HELP_EXIT) != 0;
}

int32_t
cli_help(const char *topic, dc_engine *engine, struct cli_report *report)
{
    const dc_format_info *format;

    if (topic == NULL) {
        print_overview();
        return DC_OK;
    }
    if (!cli_help_needs_formats(topic)) {
        print_exit_codes();
        return DC_OK;
    }
    format = dc_engine_lookup_format(engine, topic);
    if (format == NULL)
        return refuse_topic(topic, engine, report);
    print_format(format);
    return DC_OK;
}
