/* SPDX-License-Identifier: MIT */
/*
 * The table of options (cli_options.h).  Names are pandoc's wherever the
 * meaning is the same; --authors, --tags, --pubdate and --comments are
 * calibre's.
 */
#include "cli_options.h"

#include <string.h>

#include "cli_args.h"

/* Rows by hand: one field a line would hide the table. */
/* clang-format off */
#define SLOT(member) .slot = offsetof(struct cli_args, member)
#define META(key) .kind = CLI_KIND_META, .group = CLI_GROUP_METADATA, \
    .argument = "TEXT", .detail = (key)
#define ACT(what) .kind = CLI_KIND_ACTION, .group = CLI_GROUP_ABOUT, \
    .action = (what), SLOT(topic)
#define KEPT .kind = CLI_KIND_FORMAT, .group = CLI_GROUP_HIDDEN

static const struct cli_option options[] = {
    {.name = "from", .aliases = "input-format read ", .letters = "ifr",
        .argument = "FMT", .values = "@readers",
        .kind = CLI_KIND_ONCE, SLOT(from), .group = CLI_GROUP_FILES,
        .help = "read this format; else the content tells"},
    {.name = "to", .aliases = "output-format write ", .letters = "otw",
        .argument = "FMT|FILE", .values = "@writers",
        .kind = CLI_KIND_LIST, SLOT(targets), .group = CLI_GROUP_FILES,
        .help = "write this format, or FILE (has a . or /)"},
    {.name = "output", .letters = "O", .argument = "PATH", .values = "@files",
        .kind = CLI_KIND_ONCE, SLOT(output), .group = CLI_GROUP_FILES,
        .help = "write to this FILE, DIR/, or - (stdout)"},
    {.name = "filter", .letters = "F", .argument = "PROG",
        .values = "@files",
        .kind = CLI_KIND_LIST, SLOT(filters), .group = CLI_GROUP_FILES,
        .help = "change the document with PROG; repeatable"},
    {.name = "shift-heading-level-by", .argument = "N",
        .kind = CLI_KIND_LEVELS, SLOT(heading_shift),
        .group = CLI_GROUP_FILES,
        .help = "add N to levels; -1: h1 is the title"},
    {.name = "resource-path", .argument = "DIR:DIR", .values = "@folders",
        .kind = CLI_KIND_LIST, SLOT(resource_paths),
        .group = CLI_GROUP_FILES,
        .help = "look here too for images; repeatable"},
    {.name = "extract-media", .argument = "DIR", .values = "@folders",
        .kind = CLI_KIND_ONCE, SLOT(extract_media),
        .group = CLI_GROUP_FILES,
        .help = "write images and other media into DIR"},
    {.name = "check",
        .kind = CLI_KIND_FLAG, SLOT(wants_check), .group = CLI_GROUP_FILES,
        .help = "convert nothing: say what is wrong with FILEs"},
    {.name = "no-check",
        .kind = CLI_KIND_FLAG, SLOT(skips_proof), .group = CLI_GROUP_FILES,
        .help = "do not check the result before it is kept"},
    {.name = "force",
        .kind = CLI_KIND_FLAG, SLOT(is_forced), .group = CLI_GROUP_FILES,
        .help = "replace a file that docconv did not make"},
    {.name = "no-clobber",
        .kind = CLI_KIND_FLAG, SLOT(is_no_clobber), .group = CLI_GROUP_FILES,
        .help = "replace no file at all"},

    {.name = "metadata", .letters = "M", .argument = "KEY=VALUE",
        .kind = CLI_KIND_PAIR, .group = CLI_GROUP_METADATA,
        .help = "set a field; KEY alone means true"},
    {.name = "metadata-file", .argument = "FILE", .values = "@files",
        .kind = CLI_KIND_LIST, SLOT(metadata_files),
        .group = CLI_GROUP_METADATA,
        .help = "set fields from a YAML or JSON file"},
    {.name = "title", META("title"), .help = "set the title"},
    {.name = "author", META("author")},
    {.name = "authors", .argument = "NAME&NAME", .detail = "&author",
        .kind = CLI_KIND_META_SET, .group = CLI_GROUP_METADATA},
    {.name = "language", .aliases = "lang ", META("lang")},
    {.name = "publisher", META("publisher")},
    {.name = "date", .aliases = "pubdate ", META("date")},
    {.name = "description", .aliases = "comments ", META("description")},
    {.name = "subject", META("subject")},
    {.name = "tags", .argument = "TEXT,TEXT", .detail = ",subject",
        .kind = CLI_KIND_META_SET, .group = CLI_GROUP_METADATA},
    {.name = "rights", META("rights")},
    {.name = "identifier", META("identifier")},
    {.name = "series", META("belongs-to-collection")},
    {.name = "series-index", META("group-position")},

    {.name = "verbose",
        .kind = CLI_KIND_FLAG, SLOT(is_verbose), .group = CLI_GROUP_REPORTS,
        .help = "say what was guessed, repaired and written"},
    {.name = "quiet", .letters = "q",
        .kind = CLI_KIND_FLAG, SLOT(is_quiet), .group = CLI_GROUP_REPORTS,
        .help = "say errors only"},
    {.name = "explain",
        .kind = CLI_KIND_FLAG, SLOT(wants_explain),
        .group = CLI_GROUP_REPORTS,
        .help = "say why each line became what it is"},
    {.name = "loss-report",
        .kind = CLI_KIND_FLAG, SLOT(wants_losses), .group = CLI_GROUP_REPORTS,
        .help = "say what the result does not hold"},
    {.name = "fail-on-loss",
        .kind = CLI_KIND_FLAG, SLOT(fails_on_loss),
        .group = CLI_GROUP_REPORTS,
        .help = "write nothing if anything would be lost"},
    {.name = "fail-if-warnings",
        .kind = CLI_KIND_FLAG, SLOT(fails_on_warning),
        .group = CLI_GROUP_REPORTS,
        .help = "write nothing if there are warnings"},
    {.name = "message-format", .argument = "FORM", .values = "text|json",
        .kind = CLI_KIND_STYLE, SLOT(is_json), .group = CLI_GROUP_REPORTS,
        .help = "text, or json: one object a line"},

    {.name = "timeout", .argument = "SECONDS",
        .kind = CLI_KIND_SECONDS, SLOT(timeout), .group = CLI_GROUP_LIMITS,
        .help = "give up on a document after this time"},
    {.name = "max-memory", .argument = "SIZE",
        .kind = CLI_KIND_SIZE, SLOT(max_memory), .group = CLI_GROUP_LIMITS,
        .help = "let a document have this much: 512M, 2G"},
    {.name = "jobs", .letters = "j", .argument = "N",
        .kind = CLI_KIND_COUNT, SLOT(jobs), .group = CLI_GROUP_LIMITS,
        .help = "do N things at once; else one a processor"},
    {.name = "plugin-dir", .argument = "DIR", .values = "@folders",
        .kind = CLI_KIND_LIST, SLOT(plugin_dirs), .group = CLI_GROUP_LIMITS,
        .help = "look here first for formats; repeatable"},

    {.name = "help", .letters = "h", .argument = "TOPIC",
        .values = "@topics", .is_argument_optional = true, ACT(CLI_HELP),
        .help = "this text; =FMT: a format's options; =exit"},
    {.name = "list-input-formats", ACT(CLI_LIST_READERS),
        .help = "what can be read"},
    {.name = "list-output-formats", ACT(CLI_LIST_WRITERS),
        .help = "what can be written"},
    {.name = "list-plugins", ACT(CLI_LIST_PLUGINS),
        .help = "name, version, file, formats"},
    {.name = "print-default-template", .letters = "D", .argument = "FMT",
        .values = "@writers", ACT(CLI_PRINT_TEMPLATE),
        .help = "print the template that FMT has of its own"},
    {.name = "completion", .argument = "SHELL", .values = "bash|zsh|fish",
        ACT(CLI_COMPLETION),
        .help = "print a script for bash, zsh or fish"},
    {.name = "version", .letters = "v", ACT(CLI_VERSION),
        .help = "print the version"},

    {.name = "ascii", KEPT},
    {.name = "chapter", KEPT},
    {.name = "columns", KEPT},
    {.name = "css", .letters = "c", KEPT},
    {.name = "data-dir", KEPT},
    {.name = "defaults", .letters = "d", KEPT},
    {.name = "each", KEPT},
    {.name = "embed-resources", KEPT},
    {.name = "eol", KEPT},
    {.name = "epub-cover-image", KEPT},
    {.name = "epub-embed-font", KEPT},
    {.name = "html-q-tags", KEPT},
    {.name = "id-prefix", KEPT},
    {.name = "include-after-body", .letters = "A", KEPT},
    {.name = "include-before-body", .letters = "B", KEPT},
    {.name = "include-in-header", .letters = "H", KEPT},
    {.name = "katex", .is_argument_optional = true, KEPT},
    {.name = "mathjax", .is_argument_optional = true, KEPT},
    {.name = "mathml", KEPT},
    {.name = "number-offset", KEPT},
    {.name = "number-sections", .letters = "N", KEPT},
    {.name = "paragraphs", KEPT},
    {.name = "pdf-engine", KEPT},
    {.name = "pdf-engine-opt", KEPT},
    {.name = "recursive", .letters = "R", KEPT},
    {.name = "reference-location", KEPT},
    {.name = "scene-break", KEPT},
    {.name = "section-divs", KEPT},
    {.name = "split-level", .aliases = "epub-chapter-level ", KEPT},
    {.name = "standalone", .letters = "s", KEPT},
    {.name = "template", KEPT},
    {.name = "title-prefix", .letters = "T", KEPT},
    {.name = "toc", .aliases = "table-of-contents ", KEPT},
    {.name = "toc-depth", KEPT},
    {.name = "update", KEPT},
    {.name = "variable", .letters = "V", KEPT},
    {.name = "wrap", KEPT},
};
/* clang-format on */

#define OPTION_COUNT (sizeof(options) / sizeof(options[0]))

const struct cli_option *
cli_option_at(size_t index)
{
    return index < OPTION_COUNT ? &options[index] : NULL;
}

static bool
is_word(const char *word, const char *name, size_t len)
{
    return strncmp(word, name, len) == 0 && word[len] == '\0';
}

static bool
is_alias(const char *aliases, const char *name, size_t len)
{
    while (aliases != NULL && *aliases != '\0') {
        const char *end = strchr(aliases, ' ');

        if ((size_t)(end - aliases) == len && memcmp(aliases, name, len) == 0)
            return true;
        aliases = end + 1;
    }
    return false;
}

const struct cli_option *
cli_option_lookup(const char *name, size_t len)
{
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        if (is_word(options[i].name, name, len))
            return &options[i];
        if (is_alias(options[i].aliases, name, len))
            return &options[i];
    }
    return NULL;
}

const struct cli_option *
cli_option_lookup_letter(char letter)
{
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        const char *letters = options[i].letters;

        if (letters != NULL && strchr(letters, letter) != NULL)
            return &options[i];
    }
    return NULL;
}

const char *
cli_group_title(enum cli_group group)
{
    static const char *const titles[CLI_GROUP_COUNT] = {
        [CLI_GROUP_FILES] = "Formats and files",
        [CLI_GROUP_METADATA] = "Metadata",
        [CLI_GROUP_REPORTS] = "Messages",
        [CLI_GROUP_LIMITS] = "Limits and plugins",
        [CLI_GROUP_ABOUT] = "About docconv",
    };

    return titles[group];
}
