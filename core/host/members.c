/* SPDX-License-Identifier: MIT */
/*
 * The service docconv.members/1: the files of an input that is several.  It
 * has three sources, which differ in how members are listed and how one is
 * opened; order, look-up and formats are the same for all.
 */
#include "host/members.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/natural.h"
#include "host/conversion.h"
#include "host/service.h"
#include "io/archive.h"
#include "io/archive_name.h"
#include "io/folder.h"
#include "io/listing.h"
#include "io/media_type.h"
#include "io/unpacked.h"

/* A member's document; larger ones are no text. */
#define CONTENT_MAX ((uint64_t)4 << 30)

enum { EXTENSION_MAX = 32 };

struct member {
    dc_str name;
    const char *path; /* beneath the folder; NULL: an input or an entry */
    uint64_t size;
    uint32_t root; /* number of a folder of the conversion; 0: the archive */
    uint32_t input; /* of the conversion that it is or lies in */
    uint32_t entry; /* of the archive */
    struct dci_source source; /* its content, if that is no zip's */
};

struct dci_members {
    struct dci_run *run;
    struct dci_archive *archive; /* or NULL */
    struct dci_unpacked *unpacked; /* or NULL */
    struct dci_arena arena; /* names and paths */
    struct member *items;
    size_t count;
    size_t room;
    struct dci_map names; /* member number + 1 by root and name */
    char *key; /* room for the longest of those */
    size_t key_room;
    uint32_t input; /* being listed */
};

static struct dci_members *
members_of(dc_job *job)
{
    return ((struct dci_host_job *)(void *)job)->run->members;
}

static void
report(const struct dci_members *self, uint32_t severity, const char *name,
    const char *message)
{
    const char *parts[] = {"'", name, "' is left out: ", message, NULL};
    dci_report_parts(self->run->reporter, severity, "member-left-out", parts);
}

/* Listing. */

static int32_t
add_member(struct dci_members *self, const struct member *member)
{
    if (self->count == DC_MEMBERS_MAX)
        return DC_E_LIMIT;
    if (self->count == self->room) {
        size_t room = self->room ? self->room * 2 : 64;
        struct member *items = reallocarray(self->items, room, sizeof(*items));
        if (!items)
            return DC_E_NOMEM;
        self->items = items;
        self->room = room;
    }
    self->items[self->count++] = *member;
    return DC_OK;
}

/* The name of a path as text, behind `prefix`; one that cannot be is told. */
static int32_t
name_member(struct dci_members *self, dc_str prefix, const char *path,
    struct member *member)
{
    size_t len = strlen(path);
    size_t added;
    /* A path is shorter than DCI_FOLDER_PATH_MAX. */
    char *name = dci_arena_text(&self->arena, prefix.len + 3 * len);
    member->path = dci_arena_copy(&self->arena, path, len + 1);
    if (!name || !member->path)
        return DC_E_NOMEM;
    if (prefix.len)
        memcpy(name, prefix.ptr, prefix.len);
    const char *fault =
        dci_archive_name((dc_str){path, len}, true, name + prefix.len, &added);
    if (fault)
        report(self, DC_DIAG_WARNING, path, fault);
    member->name = (dc_str){name, fault ? 0 : prefix.len + added};
    return DC_OK;
}

static void
report_listed(
    void *user, uint32_t severity, const char *path, const char *message)
{
    report(user, severity, path, message);
}

static int
compare_listed(const void *a, const void *b)
{
    const struct dci_listed *one = a;
    const struct dci_listed *two = b;
    return dci_natural_compare((dc_str){one->path, strlen(one->path)},
        (dc_str){two->path, strlen(two->path)});
}

/* What names of a folder's files begin with: nothing if it is all there is. */
static int32_t
make_prefix(struct dci_members *self, const char *name, dc_str *prefix)
{
    size_t len = strlen(name);
    char *text;
    *prefix = (dc_str){NULL, 0};
    if (self->run->conversion->inputs.count == 1 || strcmp(name, ".") == 0 ||
        strcmp(name, "..") == 0 || strcmp(name, "/") == 0)
        return DC_OK;
    text = dci_arena_text(&self->arena, len + 1);
    if (!text)
        return DC_E_NOMEM;
    memcpy(text, name, len);
    text[len] = '/';
    *prefix = (dc_str){text, len + 1};
    return DC_OK;
}

static int32_t
add_listed(struct dci_members *self, const struct dci_input *input,
    const struct dci_listing *listing)
{
    dc_str prefix;
    int32_t status = make_prefix(self, input->name, &prefix);
    for (size_t i = 0; i < listing->count && status == DC_OK; i++) {
        struct member member = {
            .size = listing->files[i].size,
            .root = (uint32_t)input->folder,
            .input = self->input,
        };
        status = name_member(self, prefix, listing->files[i].path, &member);
        if (status == DC_OK && member.name.len)
            status = add_member(self, &member);
    }
    return status;
}

static int32_t
list_folder(struct dci_members *self, const struct dci_input *input)
{
    struct dci_listing listing = {
        .ear = {self, report_listed}, .max = DC_MEMBERS_MAX};
    int32_t status = dci_listing_read(
        &listing, self->run->conversion->folders.items[input->folder].fd);
    if (status == DC_E_IO) {
        const char *parts[] = {"cannot read the folder '", input->name,
            "': ", strerror(errno), NULL};
        dci_report_parts(
            self->run->reporter, DC_DIAG_ERROR, "input-unreadable", parts);
    }
    if (status == DC_OK && listing.count)
        qsort(listing.files, listing.count, sizeof(*listing.files),
            compare_listed);
    if (status == DC_OK)
        status = add_listed(self, input, &listing);
    dci_listing_fini(&listing);
    return status;
}

static int32_t
list_inputs(struct dci_members *self)
{
    const struct dci_inputs *inputs = &self->run->conversion->inputs;
    int32_t status = DC_OK;
    for (size_t i = 0; i < inputs->count && status == DC_OK; i++) {
        const struct dci_input *input = &inputs->items[i];
        self->input = (uint32_t)i;
        if (input->fd < 0) {
            status = list_folder(self, input);
            continue;
        }
        struct stat st;
        struct member member = {
            .size = fstat(input->fd, &st) == 0 ? (uint64_t)st.st_size : 0,
            .root = (uint32_t)input->folder,
            .input = self->input,
        };
        dc_str none = {NULL, 0};
        status = name_member(self, none, input->name, &member);
        member.path = NULL;
        if (status == DC_OK && member.name.len)
            status = add_member(self, &member);
    }
    return status;
}

static void
report_archive(void *user, uint32_t severity, const char *rule,
    const char *message, dc_str name)
{
    const struct dci_members *self = user;
    const char *copy = name.len ? strndup(name.ptr, name.len) : NULL;
    const char *parts[] = {copy ? "entry '" : "", copy ? copy : "",
        copy ? "' " : "", message, NULL};
    dci_report_parts(self->run->reporter, severity, rule, parts);
    free((void *)(uintptr_t)copy);
}

static int
compare_members(const void *a, const void *b)
{
    const struct member *one = a;
    const struct member *two = b;
    return dci_natural_compare(one->name, two->name);
}

static int32_t
list_zip(struct dci_members *self, const struct dci_archive_ear *ear)
{
    const struct dci_source *source = &self->run->source;
    int32_t status = dci_archive_open(
        source->data, (size_t)source->len, ear, &self->archive);
    for (uint32_t i = 0; status == DC_OK && i < self->archive->count; i++) {
        const struct dci_archive_entry *entry = &self->archive->entries[i];
        struct member member = {
            .name = entry->name, .size = entry->size, .entry = i};
        char *text;
        if (entry->name.len == 0 || entry->name.ptr[entry->name.len - 1] == '/')
            continue;
        if (!dci_is_clutter(entry->name)) {
            status = add_member(self, &member);
            continue;
        }
        text = dci_arena_text(&self->arena, entry->name.len + 1);
        if (!text)
            return DC_E_NOMEM;
        memcpy(text, entry->name.ptr, entry->name.len);
        text[entry->name.len] = 0;
        report(self, DC_DIAG_NOTE, text, "not read");
    }
    return status;
}

static int32_t
list_tar(struct dci_members *self, const struct dci_archive_ear *ear)
{
    const struct dci_source *source = &self->run->source;
    const char *why;
    const struct dci_unpack_service *service = dci_service_load(
        &self->run->reader_job, "unpack.so", DCI_UNPACK_ID, &why);
    if (!service) {
        const char *parts[] = {"cannot unpack the archive: ", why, NULL};
        dci_report_parts(
            self->run->reporter, DC_DIAG_ERROR, "service-missing", parts);
        return why == dci_out_of_memory ? DC_E_NOMEM : DC_E_PLUGIN;
    }
    int32_t status = dci_unpacked_open(
        service, source->data, (size_t)source->len, ear, &self->unpacked);
    for (uint32_t i = 0; status == DC_OK && i < self->unpacked->count; i++) {
        const struct dci_unpacked_entry *entry = &self->unpacked->entries[i];
        struct member member = {
            .name = entry->name, .size = entry->size, .entry = i};
        status = add_member(self, &member);
    }
    return status;
}

/* A zip that is cut off at its front is none. */
static int
is_zip(const struct dci_source *source)
{
    return source->len >= 2 && memcmp(source->data, "PK", 2) == 0;
}

static int32_t
list_archive(struct dci_members *self)
{
    const struct dci_archive_ear ear = {self, report_archive};
    int32_t status = is_zip(&self->run->source) ? list_zip(self, &ear)
                                                : list_tar(self, &ear);
    if (status == DC_OK && self->count)
        qsort(self->items, self->count, sizeof(*self->items), compare_members);
    return status;
}

/* Look-up. */

/* "ROOT/name" in the key's room, or {NULL, 0} when memory ran out. */
static dc_str
key_of(struct dci_members *self, uint32_t root, dc_str name)
{
    size_t len = sizeof(root) + name.len;
    if (len > self->key_room) {
        char *key = realloc(self->key, len);
        if (!key)
            return (dc_str){NULL, 0};
        self->key = key;
        self->key_room = len;
    }
    memcpy(self->key, &root, sizeof(root));
    if (name.len)
        memcpy(self->key + sizeof(root), name.ptr, name.len);
    return (dc_str){self->key, len};
}

/* The first member of a name has it: the same file given twice is there twice.
 */
static int32_t
index_names(struct dci_members *self)
{
    for (size_t i = 0; i < self->count; i++) {
        int is_new;
        dc_str key = key_of(self, self->items[i].root, self->items[i].name);
        char *kept =
            key.ptr ? dci_arena_copy(&self->arena, key.ptr, key.len) : NULL;
        struct dci_map_entry *entry = kept
            ? dci_map_insert(&self->names, (dc_str){kept, key.len}, &is_new)
            : NULL;
        if (!entry)
            return DC_E_NOMEM;
        if (is_new)
            entry->value = i + 1;
    }
    return DC_OK;
}

static int32_t
report_status(const struct dci_members *self, int32_t status)
{
    const char *parts[] = {status == DC_E_LIMIT
            ? "more files than one document may have (65535)"
            : "the input is no folder or archive of documents",
        NULL};
    if (!self->run->reporter->counts[DC_DIAG_ERROR] && status != DC_E_NOMEM)
        dci_report_parts(self->run->reporter, DC_DIAG_ERROR, "members", parts);
    return status;
}

static int32_t DC_CALL
members_open(dc_job *job)
{
    struct dci_run *run = ((struct dci_host_job *)(void *)job)->run;
    if (run->members)
        return DC_E_PLUGIN;
    struct dci_members *self = calloc(1, sizeof(*self));
    if (!self)
        return DC_E_NOMEM;
    self->run = run;
    run->members = self;
    dci_arena_init(&self->arena, NULL);
    dci_map_init(&self->names, NULL);
    int32_t status =
        run->conversion->inputs.count ? list_inputs(self) : list_archive(self);
    if (status == DC_OK)
        status = index_names(self);
    return status == DC_OK ? DC_OK : report_status(self, status);
}

static int32_t
show(const struct dci_members *self, size_t index, dc_member *to)
{
    const struct member *item = &self->items[index];
    dc_member whole = {
        .struct_size = to->struct_size,
        .index = (uint32_t)index,
        .name = item->name,
        .size = item->size,
        .root = item->root,
    };
    memcpy(to, &whole,
        to->struct_size < sizeof(whole) ? to->struct_size : sizeof(whole));
    return 1;
}

static int32_t DC_CALL
members_at(dc_job *job, uint32_t index, dc_member *member)
{
    const struct dci_members *self = members_of(job);
    return self && index < self->count ? show(self, index, member) : 0;
}

static int32_t DC_CALL
members_lookup(dc_job *job, uint32_t root, dc_str name, dc_member *member)
{
    struct dci_members *self = members_of(job);
    dc_str key = self ? key_of(self, root, name) : (dc_str){NULL, 0};
    const struct dci_map_entry *entry =
        key.ptr ? dci_map_lookup(&self->names, key) : NULL;
    return entry ? show(self, (size_t)entry->value - 1, member) : 0;
}

/* Content. */

/* An input that was looked at begins anew: a copy shares its place. */
static int
reopen_input(const struct dci_input *input)
{
    int fd = fcntl(input->fd, F_DUPFD_CLOEXEC, 3);
    if (fd < 0 || lseek(fd, 0, SEEK_SET) == 0)
        return fd;
    close(fd);
    return -1;
}

static int
open_file(const struct dci_members *self, const struct member *item)
{
    const dc_conversion *conversion = self->run->conversion;
    if (!item->path)
        return reopen_input(&conversion->inputs.items[item->input]);
    return dci_folder_open_file(
        conversion->folders.items[item->root].fd, item->path);
}

static int32_t
open_content(const struct dci_members *self, struct member *item)
{
    if (self->unpacked)
        return dci_unpacked_content(self->unpacked, item->entry, &item->source);
    int fd = open_file(self, item);
    if (fd < 0)
        return DC_E_IO;
    int32_t status = dci_source_open(fd, &item->source);
    int saved = errno;
    close(fd);
    errno = saved;
    if (status == DC_OK && item->source.len > CONTENT_MAX) {
        dci_source_close(&item->source);
        return DC_E_LIMIT;
    }
    return status;
}

/* Why a file beneath a folder could not be opened. */
static const char *
explain(int32_t status)
{
    if (status != DC_E_IO)
        return dc_status_meaning(status);
    if (errno == EXDEV || errno == ELOOP)
        return "a symbolic link that leads out of the folder";
    if (errno == EINVAL)
        return "not a file";
    return strerror(errno);
}

/* Whether the plugin asks for a member that there is. */
static int
has_member(const struct dci_members *self, uint32_t index)
{
    return self && index < self->count;
}

static int32_t DC_CALL
members_content(dc_job *job, uint32_t index, dc_str *bytes, const char **why)
{
    struct dci_members *self = members_of(job);
    *bytes = (dc_str){NULL, 0};
    *why = "there is none of that number";
    if (!has_member(self, index))
        return DC_E_PLUGIN;
    struct member *item = &self->items[index];
    if (self->archive)
        return dci_archive_content(
            (dc_archive *)(void *)self->archive, item->entry, bytes, why);
    int32_t status = DC_OK;
    if (!item->source.data)
        status = open_content(self, item);
    *why = status == DC_OK ? "" : explain(status);
    *bytes =
        (dc_str){(const char *)item->source.data, (size_t)item->source.len};
    return status;
}

static void DC_CALL
members_drop(dc_job *job, uint32_t index)
{
    struct dci_members *self = members_of(job);
    if (!has_member(self, index))
        return;
    if (self->archive)
        dci_archive_drop(
            (dc_archive *)(void *)self->archive, self->items[index].entry);
    else
        dci_source_close(&self->items[index].source);
}

/* Without the folder's own name, which is no part of paths beneath it. */
static dc_str
strip_prefix(const struct dci_members *self, uint32_t root, dc_str name)
{
    const struct dci_inputs *inputs = &self->run->conversion->inputs;
    for (size_t i = 0; inputs->count > 1 && i < inputs->count; i++) {
        const struct dci_input *input = &inputs->items[i];
        size_t len = strlen(input->name);
        if (input->folder != root || input->fd >= 0 || name.len <= len ||
            name.ptr[len] != '/' || memcmp(name.ptr, input->name, len) != 0)
            continue;
        return (dc_str){name.ptr + len + 1, name.len - len - 1};
    }
    return name;
}

static int32_t DC_CALL
members_file(dc_job *job, uint32_t root, dc_str name, dc_str *bytes)
{
    struct dci_members *self = members_of(job);
    dc_member member = {.struct_size = sizeof(member)};
    const char *why;
    if (!self)
        return 0;
    if (self->archive || self->unpacked)
        return members_lookup(job, root, name, &member) &&
            members_content(job, member.index, bytes, &why) == DC_OK;
    if (root >= self->run->conversion->folders.count)
        return 0;
    const struct dci_run_file *file =
        dci_run_open_file(self->run, root, strip_prefix(self, root, name));
    if (!file)
        return 0;
    *bytes =
        (dc_str){(const char *)file->source.data, (size_t)file->source.len};
    return 1;
}

/* Formats. */

/* The extension without its dot, NUL-terminated; "" for none. */
static void
copy_extension(dc_str name, char extension[EXTENSION_MAX])
{
    size_t dot = name.len;
    *extension = 0;
    while (dot > 0 && name.ptr[dot - 1] != '.' && name.ptr[dot - 1] != '/')
        dot--;
    size_t len = name.len - dot;
    if (dot < 2 || name.ptr[dot - 1] != '.' || name.ptr[dot - 2] == '/' ||
        len == 0 || len >= EXTENSION_MAX)
        return;
    memcpy(extension, name.ptr + dot, len);
    extension[len] = 0;
}

/* What pages are made of besides text, and what is no text for reading. */
static int
is_furniture(const char *extension)
{
    static const char *const extensions[] = {
        "css", "js", "mjs", "map", "svg", "woff", "woff2", "xsl", "dtd"};
    for (size_t i = 0; i < sizeof(extensions) / sizeof(*extensions); i++)
        if (strcasecmp(extension, extensions[i]) == 0)
            return 1;
    return 0;
}

/* Whether a head that no format claims may be that of a text. */
static int
may_be_text(dc_str head)
{
    const char *mime;
    static const char marks[] = "\xFF\xFE";
    if (dci_media_kind((const uint8_t *)head.ptr, head.len, &mime) &
        (DC_RESOURCE_IMAGE | DC_RESOURCE_FONT))
        return 0;
    /* UTF-16 with its mark has zeros. */
    if (head.len >= 2 &&
        (memcmp(head.ptr, marks, 2) == 0 ||
            (head.ptr[0] == marks[1] && head.ptr[1] == marks[0])))
        return 1;
    return !head.len || !memchr(head.ptr, 0, head.len);
}

static const dc_format_info *
choose_format(const struct dci_members *self, dc_str name, dc_str head)
{
    dc_engine *engine = self->run->conversion->engine;
    const dc_format_info *given = self->run->conversion->member_format;
    char extension[EXTENSION_MAX];
    copy_extension(name, extension);
    const dc_format_info *format =
        dc_engine_lookup_magic(engine, head.ptr, head.len);
    /* The user knows what the documents are, but not all files are some. */
    if (given && format != given)
        return format == self->run->reads->format || is_furniture(extension) ||
                !may_be_text(head)
            ? NULL
            : given;
    /* Many formats are archives; a name that says which is believed. */
    int is_archive = format == self->run->reads->format;
    if (is_archive)
        format = NULL;
    if (!format && *extension)
        format = dc_engine_lookup_extension(engine, extension, 0);
    if (format)
        return format;
    int is_written =
        *extension && dc_engine_lookup_extension(engine, extension, 1);
    if (is_archive || is_written || is_furniture(extension) ||
        !may_be_text(head))
        return NULL;
    return dc_engine_lookup_format(engine, "text");
}

static const char *DC_CALL
members_format_of(dc_job *job, uint32_t index)
{
    const struct dci_members *self = members_of(job);
    const char *why;
    dc_str bytes;
    if (!has_member(self, index))
        return NULL;
    const struct dci_run *run = self->run;
    if (members_content(job, index, &bytes, &why) != DC_OK && !bytes.ptr)
        bytes = (dc_str){"", 0};
    dc_str head = {
        bytes.ptr, bytes.len < DC_HEAD_SIZE ? bytes.len : DC_HEAD_SIZE};
    const dc_format_info *format =
        choose_format(self, self->items[index].name, head);
    /* A former result in the folder is no part of the next one. */
    if (run->writes &&
        dc_format_has_stamp(run->writes->format, head.ptr, head.len))
        format = NULL;
    members_drop(job, index);
    /* An archive in an archive is not opened. */
    if (!format || !format->can_read || format == run->reads->format)
        return NULL;
    return format->name;
}

void
dci_members_free(struct dci_members *members)
{
    if (!members)
        return;
    for (size_t i = 0; i < members->count; i++)
        dci_source_close(&members->items[i].source);
    free(members->items);
    free(members->key);
    dci_map_fini(&members->names);
    dci_archive_free(members->archive);
    dci_unpacked_free(members->unpacked);
    dci_arena_fini(&members->arena);
    free(members);
}

const dc_members_service dci_members_service = {
    .struct_size = sizeof(dc_members_service),
    .open = members_open,
    .at = members_at,
    .lookup = members_lookup,
    .format_of = members_format_of,
    .content = members_content,
    .drop = members_drop,
    .file = members_file,
};
