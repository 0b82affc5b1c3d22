/* SPDX-License-Identifier: MIT */
/*
 * The manifest: what the host must know of a plugin before it runs any of
 * it.  Plain text, one "key=value" a line, put together from the macros
 * below in one string literal:
 *
 *     DC_PLUGIN(
 *         DC_VERSION("1.0.0") DC_LICENSE("MIT")
 *         DC_FORMAT("hello", "greetings, one a line")
 *         DC_CAN_READ DC_CAN_WRITE
 *         DC_EXTENSION("hello") DC_MIME("text/x-hello")
 *         DC_OPTION_BOOL(DC_READING, "shout", "no", "Read all as capitals"),
 *         &hello_format);
 *
 * All that follows a DC_FORMAT belongs to that format.  Names of formats
 * match [a-z][a-z0-9_]*, names of options [a-z][a-z0-9-]*.  A value holds
 * no line feed.  The same option name may stand in several formats if its
 * type is the same.
 */
#ifndef DOCCONV_MANIFEST_H
#define DOCCONV_MANIFEST_H

/* Of the plugin, before the first format. */
#define DC_VERSION(text) "version=" text "\n"
#define DC_LICENSE(text) "license=" text "\n"

/* Of a format. */
#define DC_FORMAT(name, about) "format=" name "\nabout=" about "\n"
#define DC_CAN_READ "read=yes\n"
#define DC_CAN_WRITE "write=yes\n"
#define DC_CAN_CHECK "check=yes\n"
/* The output is a container (a book, an archive): never to a terminal. */
#define DC_CONTAINER "container=yes\n"
#define DC_ALIAS(name) "alias=" name "\n"
/* File name extension without the dot; the first one names outputs. */
#define DC_EXTENSION(text) "extension=" text "\n"
#define DC_MIME(text) "mime=" text "\n"
/*
 * The input has these bytes at that offset: offset in decimal, bytes in
 * hexadecimal.  Several magics of a format are alternatives; "0:504b+30:6d"
 * demands both.
 */
#define DC_MAGIC(where) "magic=" where "\n"
/* Bytes by which docconv knows a file as its own output, written as a magic. */
#define DC_STAMP(where) "stamp=" where "\n"
/* Among formats with the same extension the higher one wins; 0 if absent. */
#define DC_PRIORITY(number) "priority=" number "\n"
/* A service the format cannot work without: "docconv.package/1". */
#define DC_NEEDS(id) "needs=" id "\n"
/*
 * Documents go to other programs and come back in this format, by the
 * protocol of that name: "pandoc" for filters that read and write pandoc's
 * JSON.  The format must be read and written and lose nothing on the way.
 */
#define DC_EXCHANGE(protocol) "exchange=" protocol "\n"
/* An option "name=value" that its writer is given then, if the user does not. */
#define DC_EXCHANGE_OPTION(pair) "exchange-option=" pair "\n"
/* What pandoc and programs made for it call the format, if not by its name. */
#define DC_PANDOC_NAME(name) "pandoc-name=" name "\n"

/* Options.  `when` is DC_READING or DC_WRITING; an empty default is none. */
#define DC_READING "read"
#define DC_WRITING "write"
#define DC_OPTION_BOOL(when, name, fallback, help) \
    DC_OPTION_LINE(when, name, "bool", fallback, help)
/* Whole number; range is "1..6". */
#define DC_OPTION_INT(when, name, range, fallback, help) \
    DC_OPTION_LINE(when, name, "int:" range, fallback, help)
/* Bytes, with K, M or G. */
#define DC_OPTION_SIZE(when, name, fallback, help) \
    DC_OPTION_LINE(when, name, "size", fallback, help)
#define DC_OPTION_STRING(when, name, fallback, help) \
    DC_OPTION_LINE(when, name, "string", fallback, help)
/* One of the choices "a|b|c". */
#define DC_OPTION_ENUM(when, name, choices, fallback, help) \
    DC_OPTION_LINE(when, name, "enum:" choices, fallback, help)
/* A string that may be given several times.  From here on: no default. */
#define DC_OPTION_LIST(when, name, help) \
    DC_OPTION_LINE(when, name, "list", "", help)
/*
 * The path of a file, or of several.  The host reads them before it runs
 * anything of a plugin; one that cannot be read ends the conversion.
 */
#define DC_OPTION_FILE(when, name, help) \
    DC_OPTION_LINE(when, name, "file", "", help)
#define DC_OPTION_FILES(when, name, help) \
    DC_OPTION_LINE(when, name, "files", "", help)
/*
 * Addresses or paths, several.  What names a readable file has a content
 * too; the rest is text alone, and nothing is fetched.
 */
#define DC_OPTION_LINKS(when, name, help) \
    DC_OPTION_LINE(when, name, "links", "", help)
#define DC_OPTION_LINE(when, name, type, fallback, help) \
    "option=" when " " name " " type " " fallback "\t" help "\n"

/*
 * The ELF note that carries the manifest: type 1, owner "DocConv".  It
 * survives strip and --gc-sections and is found by program header alone.
 */
#define DC_NOTE_OWNER "DocConv"
#define DC_NOTE_TYPE 1u
#define DC_MANIFEST_HEAD "docconv-plugin=1\nabi=" \
    DC_TEXT_OF(DC_ABI_MAJOR) "." DC_TEXT_OF(DC_ABI_MINOR) "\n"
#define DC_TEXT_OF(number) DC_TEXT_OF_(number)
#define DC_TEXT_OF_(number) #number

#define DC_PLUGIN_NOTE(manifest)                                              \
    __attribute__((section(".note.docconv"), used, aligned(4)))               \
    static const struct {                                                     \
        uint32_t owner_size;                                                  \
        uint32_t text_size;                                                   \
        uint32_t type;                                                        \
        char owner[sizeof(DC_NOTE_OWNER)];                                    \
        char text[(sizeof(DC_MANIFEST_HEAD manifest) + 3) / 4 * 4];           \
    } docconv_note = {                                                        \
        sizeof(DC_NOTE_OWNER),                                                \
        (sizeof(DC_MANIFEST_HEAD manifest) + 3) / 4 * 4,                      \
        DC_NOTE_TYPE,                                                         \
        DC_NOTE_OWNER,                                                        \
        DC_MANIFEST_HEAD manifest,                                            \
    }

/*
 * A template of our own that people may start theirs from: a note of type 2
 * with its name, a zero byte and its text, which the host prints without
 * running anything (dc_format_template).  The name is that of the format, or
 * "epub/colophon" for one of several.  At file level, once a template.
 */
#define DC_NOTE_TEMPLATE 2u
#define DC_TEMPLATE(symbol, name, template)                                   \
    __attribute__((section(".note.docconv"), used, aligned(4)))               \
    static const struct {                                                     \
        uint32_t owner_size;                                                  \
        uint32_t text_size;                                                   \
        uint32_t type;                                                        \
        char owner[sizeof(DC_NOTE_OWNER)];                                    \
        char text[(sizeof(name "\0" template) + 3) / 4 * 4];                  \
    } symbol = {                                                              \
        sizeof(DC_NOTE_OWNER),                                                \
        (sizeof(name "\0" template) + 3) / 4 * 4,                             \
        DC_NOTE_TEMPLATE,                                                     \
        DC_NOTE_OWNER,                                                        \
        name "\0" template,                                                   \
    }

#endif
