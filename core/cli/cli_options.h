/* SPDX-License-Identifier: MIT */
/*
 * The command's own options, each declared once: the parser, --help, the
 * completions and the test that holds the manual page all read this table.
 * Options of formats are not here: plugins declare them.
 */
#ifndef DOCCONV_CLI_OPTIONS_H
#define DOCCONV_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

/* The headings of --help, in its order. */
enum cli_group {
    CLI_GROUP_FILES,
    CLI_GROUP_METADATA,
    CLI_GROUP_REPORTS,
    CLI_GROUP_LIMITS,
    CLI_GROUP_ABOUT,
    CLI_GROUP_COUNT,
    CLI_GROUP_HIDDEN = CLI_GROUP_COUNT /* names kept for formats: no help */
};

/* What an option does with its argument; `slot` is an offset in cli_args. */
enum cli_kind {
    CLI_KIND_FLAG, /* bool: set */
    CLI_KIND_ONCE, /* const char *: set; a second one is an error */
    CLI_KIND_LIST, /* struct cli_list: append */
    CLI_KIND_META, /* cli_args.metadata: append under the key `detail` */
    CLI_KIND_META_SET, /* the same for each part between detail[0] */
    CLI_KIND_PAIR, /* cli_args.metadata: append KEY=VALUE */
    CLI_KIND_SECONDS, /* unsigned */
    CLI_KIND_COUNT, /* unsigned, 1 to 64 */
    CLI_KIND_SIZE, /* uint64_t, with K, M or G */
    CLI_KIND_LEVELS, /* int, with a sign */
    CLI_KIND_STYLE, /* bool: is the argument "json"? */
    CLI_KIND_ACTION, /* enum cli_action `action`; the argument is the topic */
    CLI_KIND_FORMAT /* a name that pandoc or we gave to a format's option */
};

struct cli_option {
    const char *name; /* the long name, without dashes */
    const char *aliases; /* other long names, each with a space behind */
    const char *letters; /* short names; --help shows the first */
    const char *argument; /* as --help shows it; NULL: takes none */
    const char *values; /* for completion: "a|b", or "@files" and so on */
    const char *help; /* NULL: listed by name alone */
    const char *detail;
    size_t slot;
    enum cli_kind kind;
    enum cli_group group;
    int action;
    bool is_argument_optional; /* only as --name=ARGUMENT; kept: or "" */
};

/* Option number `index`, or NULL past the last. */
const struct cli_option *cli_option_at(size_t index);

/* By a long name or alias of `len` bytes; NULL if there is none. */
const struct cli_option *cli_option_lookup(const char *name, size_t len);

/* By a short name; NULL if there is none. */
const struct cli_option *cli_option_lookup_letter(char letter);

const char *cli_group_title(enum cli_group group);

#endif
