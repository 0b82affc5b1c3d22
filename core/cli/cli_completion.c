/* SPDX-License-Identifier: MIT */
/*
 * Completion scripts (cli_completion.h).  One walk over the table of options
 * and the manifests yields items; each shell has a function that prints one.
 * Only plain words get into a script: what a manifest says is text of a
 * stranger, and a script is a program.
 */
#include "cli_completion.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "cli_escape.h"
#include "cli_help.h"
#include "cli_names.h"
#include "cli_options.h"

/* One option, of the command or of a format. */
struct item {
    const char *name;
    const char *aliases; /* each with a space behind; may be NULL */
    const char *letters; /* may be NULL */
    const char *values; /* as in struct cli_option; NULL: any text */
    const char *help; /* may be NULL */
    bool has_argument;
    bool is_optional;
};

struct script {
    dc_engine *engine;
    void (*print)(const struct script *script, const struct item *item);
};

#define PLAIN_LETTERS                                                          \
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.+-"

static bool
is_plain(const char *word, size_t len)
{
    return len > 0 && strspn(word, PLAIN_LETTERS) >= len;
}

/* Prints "a|b|c" as words. */
static void
print_choices(const char *choices)
{
    while (*choices != '\0') {
        size_t len = strcspn(choices, "|");

        if (is_plain(choices, len))
            printf("%.*s ", (int)len, choices);
        choices += len;
        choices += *choices == '|';
    }
}

static void
print_formats(dc_engine *engine, bool is_reading, bool is_writing)
{
    const dc_format_info *format;

    for (size_t i = 0; (format = dc_engine_format_at(engine, i)) != NULL; i++) {
        if ((is_reading && cli_format_can(format, false)) ||
            (is_writing && cli_format_can(format, true)))
            print_choices(dc_format_name(format));
    }
}

static bool
is_word(const char *word, const char *other)
{
    return word != NULL && strcmp(word, other) == 0;
}

/* Whether the argument is a file, a folder, or - an output - may be one. */
static bool
wants_files(const struct item *item)
{
    return is_word(item->values, "@files") ||
        is_word(item->values, "@folders") || is_word(item->values, "@writers");
}

/* The words an argument may be, each with a space behind. */
static void
print_values(const struct script *script, const struct item *item)
{
    const char *values = item->values;
    bool is_topic = is_word(values, "@topics");
    bool is_reading = is_topic || is_word(values, "@readers");
    bool is_writing = is_topic || is_word(values, "@writers");

    if (is_reading || is_writing)
        print_formats(script->engine, is_reading, is_writing);
    else if (values != NULL && values[0] != '@')
        print_choices(values);
    if (is_topic)
        printf(CLI_HELP_EXIT);
}

/* The longest name that completes, with its dashes. */
#define NAME_SIZE 64

/* Name number `index` with its dashes: long, aliases, letters. */
static bool
name_at(const struct item *item, size_t index, char out[NAME_SIZE])
{
    const char *rest = item->aliases != NULL ? item->aliases : "";
    const char *letters = item->letters != NULL ? item->letters : "";

    if (index == 0) {
        snprintf(out, NAME_SIZE, "--%s", item->name);
        return true;
    }
    for (; *rest != '\0'; rest += strcspn(rest, " ") + 1) {
        if (--index == 0) {
            snprintf(out, NAME_SIZE, "--%.*s", (int)strcspn(rest, " "), rest);
            return true;
        }
    }
    if (index > strlen(letters))
        return false;
    snprintf(out, NAME_SIZE, "-%c", letters[index - 1]);
    return true;
}

/*
 * Prints a text inside '...', with `escaped` characters marked by '\'.  What
 * would have to be escaped for a terminal is left out.
 */
static void
print_quoted(const char *text, const char *escaped, const char *quote)
{
    size_t len = strlen(text);
    size_t used;

    for (; len > 0; text += used, len -= used) {
        char safe[CLI_ESCAPE_MAX];

        used = cli_escape(CLI_ESCAPE_PLAIN, text, len, safe);
        if (strncmp(safe, text, used) != 0)
            continue;
        if (*text == '\'')
            printf("%s", quote);
        else if (strchr(escaped, *text) != NULL)
            printf("\\%s", safe);
        else
            printf("%s", safe);
    }
}

/* The walk. */

static void
walk_own(const struct script *script)
{
    const struct cli_option *option;

    for (size_t i = 0; (option = cli_option_at(i)) != NULL; i++) {
        struct item item = {
            .name = option->name,
            .aliases = option->aliases,
            .letters = option->letters,
            .values = option->values,
            .help = option->help,
            .has_argument = option->argument != NULL,
            .is_optional = option->is_argument_optional,
        };

        if (option->kind != CLI_KIND_FORMAT)
            script->print(script, &item);
    }
}

/* The letters that the table keeps for an option of formats, or NULL. */
static const char *
kept_letters(const char *name)
{
    const struct cli_option *kept = cli_option_lookup(name, strlen(name));

    return kept != NULL ? kept->letters : NULL;
}

/* What completes the argument, as in struct cli_option. */
static const char *
values_of(const dc_option_info *option)
{
    switch (option->type) {
    case DC_TYPE_BOOL:
        return "yes|no";
    case DC_TYPE_ENUM:
        return option->choices;
    case DC_TYPE_FILE:
    case DC_TYPE_FILES:
    case DC_TYPE_LINKS:
        return "@files";
    default:
        return NULL;
    }
}

static void
walk_format(const struct script *script, const dc_format_info *format)
{
    const dc_option_info *option;

    for (size_t i = 0; (option = dc_format_option_at(format, i)) != NULL; i++) {
        bool is_bool = option->type == DC_TYPE_BOOL;
        struct item item = {
            .name = option->name,
            .letters = kept_letters(option->name),
            .values = values_of(option),
            .help = option->help,
            .has_argument = true,
            .is_optional = is_bool,
        };

        /* Several formats may declare it; the first speaks for all. */
        if (dc_engine_lookup_option(script->engine, option->name) == option &&
            is_plain(option->name, strlen(option->name)))
            script->print(script, &item);
    }
}

static void
walk(const struct script *script)
{
    const dc_format_info *format;

    walk_own(script);
    for (size_t i = 0;
         (format = dc_engine_format_at(script->engine, i)) != NULL; i++)
        walk_format(script, format);
}

/*
 * bash: an arm of a case for each option with an argument, then a list of
 * names.  A word break at '=' makes "--to=x" three words; the script puts
 * the '=' back on the option's name.
 */

static void
print_bash_pattern(const struct item *item)
{
    char name[NAME_SIZE];
    const char *before = "    ";

    for (size_t i = 0; name_at(item, i, name); i++) {
        bool is_long = name[1] == '-';

        if (!item->is_optional) {
            printf("%s%s", before, name);
            before = "|";
        }
        if (is_long) {
            printf("%s%s=", before, name);
            before = "|";
        }
    }
}

static void
print_bash_arm(const struct script *script, const struct item *item)
{
    if (!item->has_argument)
        return;
    print_bash_pattern(item);
    if (item->values == NULL || *item->values == '\0') {
        printf(") return ;;\n");
        return;
    }
    printf(")\n        mapfile -t COMPREPLY < <(compgen");
    if (is_word(item->values, "@folders"))
        printf(" -d");
    else if (wants_files(item))
        printf(" -f");
    printf(" -W '");
    print_values(script, item);
    printf("' -- \"$cur\")\n        return ;;\n");
}

static void
print_bash_name(const struct script *script, const struct item *item)
{
    char name[NAME_SIZE];

    (void)script;
    for (size_t i = 0; name_at(item, i, name); i++)
        printf("%s ", name);
}

static void
print_bash(dc_engine *engine)
{
    struct script arms = {engine, print_bash_arm};
    struct script names = {engine, print_bash_name};

    printf("# Completion of docconv for bash: . <(docconv --completion bash)\n"
           "_docconv()\n{\n"
           "    local cur=${COMP_WORDS[COMP_CWORD]}\n"
           "    local prev=${COMP_WORDS[COMP_CWORD - 1]}\n"
           "    COMPREPLY=()\n"
           "    if [[ $cur == = ]]; then\n"
           "        cur= prev+==\n"
           "    elif [[ $prev == = ]]; then\n"
           "        prev=${COMP_WORDS[COMP_CWORD - 2]}=\n"
           "    fi\n"
           "    case $prev in\n");
    walk(&arms);
    printf("    esac\n"
           "    if [[ $cur == -* ]]; then\n"
           "        mapfile -t COMPREPLY < <(compgen -W '");
    walk(&names);
    printf("' -- \"$cur\")\n"
           "    else\n"
           "        mapfile -t COMPREPLY < <(compgen -f -- \"$cur\")\n"
           "    fi\n"
           "}\n"
           "complete -o filenames -F _docconv docconv\n");
}

/* zsh: a specification for _arguments for each name. */

static void
print_zsh_action(const struct script *script, const struct item *item)
{
    if (is_word(item->values, "@folders")) {
        printf(":folder:_files -/");
    } else if (is_word(item->values, "@writers")) {
        printf(":format or file:{compadd -- ");
        print_values(script, item);
        printf("; _files}");
    } else if (wants_files(item)) {
        printf(":file:_files");
    } else {
        printf(":value:(");
        print_values(script, item);
        printf(")");
    }
}

static void
print_zsh_item(const struct script *script, const struct item *item)
{
    char name[NAME_SIZE];

    for (size_t i = 0; name_at(item, i, name); i++) {
        const char *attached = name[1] == '-' ? "=" : "+";

        if (item->is_optional)
            attached = name[1] == '-' ? "=-" : "";
        printf("    '*%s%s[", name, item->has_argument ? attached : "");
        print_quoted(
            item->help != NULL ? item->help : item->name, "[]:\\", "'\\''");
        printf("]");
        /* "::" makes it optional; a letter has none then. */
        if (item->is_optional && name[1] == '-')
            printf(":");
        if (item->has_argument && (!item->is_optional || name[1] == '-'))
            print_zsh_action(script, item);
        printf("' \\\n");
    }
}

static void
print_zsh(dc_engine *engine)
{
    struct script script = {engine, print_zsh_item};

    printf("#compdef docconv\n_arguments -s \\\n");
    walk(&script);
    printf("    '*:input:_files'\n");
}

/* fish: one complete command for each option. */

static void
print_fish_item(const struct script *script, const struct item *item)
{
    char name[NAME_SIZE];

    printf("complete -c docconv");
    for (size_t i = 0; name_at(item, i, name); i++) {
        if (name[1] == '-')
            printf(" -l %s", name + 2);
        else
            printf(" -s %s", name + 1);
    }
    if (item->has_argument && !item->is_optional)
        printf(wants_files(item) ? " -r" : " -x");
    if (is_word(item->values, "@folders")) {
        printf(" -a '(__fish_complete_directories)'");
    } else if (item->values != NULL && *item->values != '\0') {
        printf(" -a '");
        print_values(script, item);
        printf("'");
    }
    if (item->help != NULL) {
        printf(" -d '");
        print_quoted(item->help, "\\", "\\'");
        printf("'");
    }
    printf("\n");
}

static void
print_fish(dc_engine *engine)
{
    struct script script = {engine, print_fish_item};

    printf("# docconv --completion fish "
           ">~/.config/fish/completions/docconv.fish\n");
    walk(&script);
}

int32_t
cli_completion(const char *shell, dc_engine *engine, struct cli_report *report)
{
    static const struct {
        const char *name;
        void (*print)(dc_engine *engine);
    } shells[] = {
        {"bash", print_bash}, {"zsh", print_zsh}, {"fish", print_fish}};

    for (size_t i = 0; i < sizeof(shells) / sizeof(shells[0]); i++) {
        if (strcmp(shell, shells[i].name) == 0) {
            shells[i].print(engine);
            return DC_OK;
        }
    }
    return cli_report_usage(
        report, "no completion for '%s': bash, zsh and fish are known", shell);
}
