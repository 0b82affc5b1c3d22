/* SPDX-License-Identifier: MIT */
/*
 * What a plugin says of itself (include/docconv/manifest.h), read from the
 * note of its ELF file and parsed.  Nothing of the plugin is run.
 */
#ifndef DCI_MANIFEST_H
#define DCI_MANIFEST_H

#include "docconv/docconv.h"

/* Longest manifest; the longest of ours is 4 KiB. */
#define DCI_MANIFEST_MAX ((size_t)64 * 1024)

/* One "offset:bytes" of a magic or stamp. */
struct dci_pattern {
    const struct dci_pattern *also; /* that must match too, or NULL */
    size_t offset;
    size_t len;
    uint8_t bytes[64];
};

/* A growing list of borrowed things. */
struct dci_list {
    void **items;
    size_t count;
};

struct dc_format_info {
    const struct dci_plugin *plugin;
    size_t index; /* in its plugin */
    const char *name;
    const char *about;
    struct dci_list aliases; /* const char * */
    struct dci_list extensions; /* const char * */
    struct dci_list magics; /* struct dci_pattern * */
    struct dci_list stamps; /* struct dci_pattern * */
    struct dci_list needs; /* const char * */
    struct dci_list options; /* dc_option_info * */
    const char *exchange; /* the protocol of DC_EXCHANGE, or "" */
    struct dci_list exchange_options; /* const char *, "name=value" */
    const char *pandoc_name; /* or "" */
    long priority;
    int can_read;
    int can_write;
    int can_check;
    int is_container;
};

/* A plugin file and its parsed manifest. */
struct dci_plugin {
    char *path;
    char *text; /* the manifest as it stands in the note */
    char *fields; /* a copy cut into strings, which all pointers go into */
    const char *version;
    unsigned abi_major;
    unsigned abi_minor;
    struct dci_list formats; /* struct dc_format_info * */
};

/* The reason that is told from all others by its address. */
extern const char dci_out_of_memory[];

/* Why a plugin is refused, for the message. */
struct dci_refusal {
    const char *why; /* static text */
    size_t line; /* of the manifest, or 0 */
    char value[32]; /* what stands there, cut to fit, or "" */
};

/*
 * The text of the docconv note in the ELF file `fd`, NUL-terminated and
 * yours to free; NULL with the reason in *refusal.
 */
char *dci_note_read(int fd, struct dci_refusal *refusal);

/* The same of the template of that name; NULL if there is none. */
char *dci_note_read_template(int fd, const char *name);

/*
 * Parses `text` (taken over in any case) into a plugin that was found at
 * `path`.  NULL with the reason in *refusal.
 */
struct dci_plugin *dci_manifest_parse(
    char *text, const char *path, struct dci_refusal *refusal);

void dci_plugin_free(struct dci_plugin *plugin);

/* 1 if the text is a value of the option's type and range (options.c). */
int dci_option_fits(const dc_option_info *option, const char *text);

/* Appends to a list; 0 when memory ran out. */
int dci_list_add(struct dci_list *list, void *item);

/*
 * How many bytes the best of these patterns (struct dci_pattern *) demands of
 * a file that begins with `head`; 0 if none fits.
 */
size_t dci_patterns_weigh(
    const struct dci_list *patterns, const void *head, size_t len);

#endif
