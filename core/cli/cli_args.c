/* SPDX-License-Identifier: MIT */
/*
 * Reads the command line (cli_args.h) by the table of cli_options.c.
 *
 * Options and operands may mix; `--` ends the options; short options may be
 * bundled (-qo text) and take their argument attached or apart.  A long name
 * must be written out: GNU's abbreviations break scripts on the day a second
 * option with the same beginning appears, so they get a suggestion instead.
 *
 * A long name that the table does not hold, or holds only as a name kept for
 * formats, is looked up among the options that plugins declare.
 */
#include "cli_args.h"

#include <string.h>

#include "cli_options.h"
#include "cli_suggest.h"
#include "cli_values.h"

struct parser {
    struct cli_args *args;
    char **words; /* argv, up to the NULL that ends it */
    dc_engine *engine;
    struct cli_report *report;
    bool is_skim; /* unknown options are passed over */
};

/* Takes the next word as the argument of an option that needs one. */
static bool
take_argument(struct parser *parser, struct cli_use *use)
{
    if (use->value != NULL)
        return true;
    if (*parser->words == NULL) {
        cli_report_usage(parser->report, "%.*s needs an argument",
            use->spelled_len, use->spelled);
        return false;
    }
    use->value = *parser->words++;
    return true;
}

static bool
set_declared(
    struct parser *parser, const dc_option_info *declared, struct cli_use *use)
{
    if (declared->type == DC_TYPE_BOOL && use->value == NULL)
        use->value = "yes";
    if (!take_argument(parser, use))
        return false;
    cli_list_add_pair(&parser->args->settings, declared->name,
        strlen(declared->name), use->value, strlen(use->value));
    return true;
}

/* The option of that name that some plugin declares, or NULL. */
static const dc_option_info *
find_declared(const struct parser *parser, const char *name, size_t len)
{
    char word[CLI_GUESS_MAX + 1];

    if (len > CLI_GUESS_MAX)
        return NULL;
    memcpy(word, name, len);
    word[len] = '\0';
    return dc_engine_lookup_option(parser->engine, word);
}

/* --no-toc stands for --toc=no, and takes no value itself. */
static const dc_option_info *
find_negated(const struct parser *parser, const char *name, size_t len)
{
    static const char prefix[] = "no-";
    const size_t prefix_len = sizeof(prefix) - 1;
    const dc_option_info *declared;

    if (len <= prefix_len || memcmp(name, prefix, prefix_len) != 0)
        return NULL;
    declared = find_declared(parser, name + prefix_len, len - prefix_len);
    if (declared == NULL || declared->type != DC_TYPE_BOOL)
        return NULL;
    return declared;
}

static void
complain_unknown(struct parser *parser, const char *name, size_t len)
{
    struct cli_guess guess;
    const struct cli_option *option;
    const dc_format_info *format;
    const dc_option_info *declared;

    cli_guess_init(&guess, name, len);
    for (size_t i = 0; (option = cli_option_at(i)) != NULL; i++) {
        if (option->kind != CLI_KIND_FORMAT)
            cli_guess_offer(&guess, option->name);
    }
    for (size_t i = 0;
         (format = dc_engine_format_at(parser->engine, i)) != NULL; i++) {
        for (size_t j = 0; (declared = dc_format_option_at(format, j)) != NULL;
             j++)
            cli_guess_offer(&guess, declared->name);
    }
    if (guess.best != NULL)
        cli_report_usage(parser->report,
            "unknown option '--%.*s': did you mean '--%s'?", (int)len, name,
            guess.best);
    else
        cli_report_usage(parser->report,
            "unknown option '--%.*s': see docconv --help", (int)len, name);
}

/* An option that is not the command's own; `kept` if the table names it. */
static bool
apply_foreign(struct parser *parser, const struct cli_option *kept,
    const char *name, size_t len, struct cli_use *use)
{
    const dc_option_info *declared;

    parser->args->needs_formats = true;
    if (parser->is_skim)
        return true;
    if (kept != NULL) {
        name = kept->name;
        len = strlen(name);
    }
    declared = find_declared(parser, name, len);
    /* --mathjax, where --mathjax=URL can stand too. */
    if (kept != NULL && kept->is_argument_optional && use->value == NULL &&
        declared != NULL && declared->type != DC_TYPE_BOOL)
        use->value = "";
    if (declared != NULL)
        return set_declared(parser, declared, use);
    if (kept != NULL) {
        cli_report_usage(parser->report,
            "%.*s is not available in this version", use->spelled_len,
            use->spelled);
        return false;
    }
    declared = find_negated(parser, name, len);
    if (declared == NULL || use->value != NULL) {
        complain_unknown(parser, name, len);
        return false;
    }
    use->value = "no";
    return set_declared(parser, declared, use);
}

static bool
apply_own(
    struct parser *parser, const struct cli_option *option, struct cli_use *use)
{
    if (option->argument == NULL && use->value != NULL) {
        cli_report_usage(parser->report, "%.*s takes no argument",
            use->spelled_len, use->spelled);
        return false;
    }
    if (option->argument != NULL && !option->is_argument_optional &&
        !take_argument(parser, use))
        return false;
    return cli_value_store(parser->args, option, use, parser->report);
}

static bool
parse_long(struct parser *parser, const char *word)
{
    const char *name = word + 2;
    size_t len = strcspn(name, "=");
    const struct cli_option *option = cli_option_lookup(name, len);
    struct cli_use use = {
        .spelled = word,
        .spelled_len = (int)(len + 2),
        .value = name[len] == '=' ? name + len + 1 : NULL,
    };

    if (option == NULL || option->kind == CLI_KIND_FORMAT)
        return apply_foreign(parser, option, name, len, &use);
    return apply_own(parser, option, &use);
}

/* Whether what stands behind a letter is its argument. */
static bool
has_argument(const struct parser *parser, const struct cli_option *option)
{
    const dc_option_info *declared;

    if (option->kind != CLI_KIND_FORMAT)
        return option->argument != NULL && !option->is_argument_optional;
    if (parser->is_skim)
        return false;
    declared = find_declared(parser, option->name, strlen(option->name));
    return declared != NULL && declared->type != DC_TYPE_BOOL;
}

/* One letter; *rest is what stands behind it in the same word. */
static bool
parse_letter(struct parser *parser, char letter, const char **rest)
{
    const char spelled[] = {'-', letter, '\0'};
    const struct cli_option *option = cli_option_lookup_letter(letter);
    struct cli_use use = {.spelled = spelled, .spelled_len = 2};

    if (option == NULL) {
        cli_report_usage(
            parser->report, "unknown option '%s': see docconv --help", spelled);
        return false;
    }
    if (**rest != '\0' && has_argument(parser, option)) {
        use.value = *rest;
        *rest = "";
    }
    if (option->kind == CLI_KIND_FORMAT)
        return apply_foreign(parser, option, NULL, 0, &use);
    return apply_own(parser, option, &use);
}

/* -qo text, -otext: letters until one takes the rest as its argument. */
static bool
parse_letters(struct parser *parser, const char *word)
{
    const char *rest = word + 1;

    while (*rest != '\0') {
        char letter = *rest++;

        if (!parse_letter(parser, letter, &rest))
            return false;
    }
    return true;
}

static bool
parse_words(struct parser *parser)
{
    bool is_over = false; /* after -- */

    while (*parser->words != NULL) {
        const char *word = *parser->words++;
        bool is_good = true;

        if (is_over || word[0] != '-' || word[1] == '\0')
            cli_list_add(&parser->args->inputs, word);
        else if (strcmp(word, "--") == 0)
            is_over = true;
        else if (word[1] == '-')
            is_good = parse_long(parser, word);
        else
            is_good = parse_letters(parser, word);
        if (!is_good && !parser->is_skim)
            return false;
    }
    return true;
}

int32_t
cli_args_parse(struct cli_args *args, int argc, char **argv, dc_engine *engine,
    struct cli_report *report)
{
    struct parser parser = {
        .args = args,
        .words = argc > 0 ? argv + 1 : argv,
        .engine = engine,
        .report = report,
    };

    *args = (struct cli_args){0};
    return parse_words(&parser) ? DC_OK : DC_E_USAGE;
}

void
cli_args_skim(struct cli_args *args, int argc, char **argv)
{
    struct cli_report silence = {.is_silent = true};
    struct parser parser = {
        .args = args,
        .words = argc > 0 ? argv + 1 : argv,
        .report = &silence,
        .is_skim = true,
    };

    *args = (struct cli_args){0};
    (void)parse_words(&parser);
}

void
cli_args_fini(struct cli_args *args)
{
    cli_list_fini(&args->inputs);
    cli_list_fini(&args->targets);
    cli_list_fini(&args->settings);
    cli_list_fini(&args->metadata);
    cli_list_fini(&args->filters);
    cli_list_fini(&args->metadata_files);
    cli_list_fini(&args->plugin_dirs);
    cli_list_fini(&args->resource_paths);
}
