/* SPDX-License-Identifier: MIT */
/*
 * Taking media out, on the run's side (extract.h):
 *
 * 1. the media bag, in the order of its names, goes into the spool, each
 *    medium under a path that io/media_name.c makes;
 * 2. what the document names is renamed where it is a medium; an image that
 *    stands beside the input, or in a data: address, is taken out as well;
 * 3. the bag holds what was taken out, under the new names, so that a writer
 *    that shows images still finds them.
 *
 * A path is given once, also where letters differ in case alone.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "host/conversion.h"
#include "host/extract.h"
#include "host/resource.h"
#include "host/run_limits.h"
#include "io/media_name.h"

struct extract {
    struct dci_run *run;
    struct dci_map paths; /* in small letters, to the number given last */
    struct dci_map names; /* what the document calls a medium: dc_media * */
    struct dci_map contents; /* the same by its bytes */
    struct dci_list taken; /* dc_media * */
    uint64_t offset; /* the end of the spool */
    int is_for_images; /* the pass over the document that takes images out */
};

static int32_t
fail(struct extract *self, int32_t status)
{
    return dci_doc_fail(self->run->doc, status);
}

static void *
keep(struct extract *self, const void *data, size_t len)
{
    char *kept = dci_doc_alloc(self->run->doc, len + 1);
    if (kept && len)
        memcpy(kept, data, len);
    return kept;
}

static void
copy_small(char *to, const char *from, size_t len)
{
    for (size_t i = 0; i < len; i++)
        to[i] =
            from[i] >= 'A' && from[i] <= 'Z' ? (char)(from[i] | 0x20) : from[i];
}

/* 1 if nobody had the path yet; *entry is then its. */
static int
claim(struct extract *self, const char *path, size_t len,
    struct dci_map_entry **entry)
{
    char small[DCI_MEDIA_PATH_MAX];
    int is_new = 0;
    copy_small(small, path, len);
    *entry = dci_map_lookup(&self->paths, (dc_str){small, len});
    if (*entry)
        return 0;
    dc_str key = {keep(self, small, len), len};
    *entry = key.ptr ? dci_map_insert(&self->paths, key, &is_new) : NULL;
    if (!*entry)
        fail(self, DC_E_NOMEM);
    return 1;
}

/* Makes the path one that nobody has, by a number; its length. */
static size_t
make_unique(struct extract *self, char path[DCI_MEDIA_PATH_MAX], size_t len)
{
    char base[DCI_MEDIA_PATH_MAX];
    struct dci_map_entry *first;
    struct dci_map_entry *ignored;
    size_t base_len = len;
    uint64_t number = 1;
    if (claim(self, path, len, &first))
        return len;
    memcpy(base, path, len + 1);
    if (first->value > number)
        number = first->value;
    do {
        memcpy(path, base, base_len + 1);
        len = dci_media_path_number(path, base_len, ++number);
    } while (!claim(self, path, len, &ignored));
    /* The map may have moved. */
    char small[DCI_MEDIA_PATH_MAX];
    copy_small(small, base, base_len);
    first = dci_map_lookup(&self->paths, (dc_str){small, base_len});
    first->value = number;
    return len;
}

/*
 * How the document names a file in the folder: what an address cannot hold
 * is encoded, and nothing in it looks like a scheme or a host.
 */
static dc_str
make_name(struct extract *self, dc_str path)
{
    static const char hex[] = "0123456789ABCDEF";
    static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/";
    const char *folder = self->run->conversion->extraction.folder;
    struct dci_buf buf;
    dci_buf_init(&buf, 0);
    for (const char *c = folder; *c; c++) {
        char code[] = {
            '%', hex[(unsigned char)*c >> 4], hex[(unsigned char)*c & 15]};
        if (*c == '/' && c[1] == '/')
            continue;
        dci_buf_put(&buf, strchr(plain, *c) ? c : code,
            strchr(plain, *c) ? 1 : sizeof(code));
    }
    if (buf.len && buf.data[buf.len - 1] != '/')
        dci_buf_putc(&buf, '/');
    dci_buf_put_str(&buf, path);
    dc_str name = {buf.failed ? NULL : keep(self, buf.data, buf.len), buf.len};
    dci_buf_fini(&buf);
    if (!name.ptr)
        fail(self, DC_E_NOMEM);
    return name;
}

/* Writes the bytes behind those in the spool, and says so. */
static int32_t
write_out(struct extract *self, dc_str path, const dc_media *media)
{
    struct dci_run *run = self->run;
    struct dci_sink sink;
    if (self->taken.count >= DCI_EXTRACT_MAX) {
        const char *parts[] = {"more than 100000 media to take out", NULL};
        dci_report_parts(run->reporter, DC_DIAG_ERROR, "media-limit", parts);
        return fail(self, DC_E_LIMIT);
    }
    dci_sink_init(&sink, run->here->media_spool, DCI_OUTPUT_MAX);
    dci_sink_write(&sink, media->data, media->len);
    dci_sink_flush(&sink);
    int32_t status = sink.status;
    if (status == DC_E_IO) {
        const char *parts[] = {
            "cannot keep the media: ", strerror(sink.error), NULL};
        dci_report_parts(
            run->reporter, DC_DIAG_ERROR, "temporary-unwritable", parts);
    }
    dci_sink_fini(&sink);
    if (status == DC_OK)
        status =
            run->here->keep(run->conversion, path, self->offset, media->len);
    self->offset += media->len;
    return status == DC_OK ? DC_OK : fail(self, status);
}

/* Enters it under what its content is; 0 when memory ran out. */
static int
enter(struct extract *self, struct dci_map *map, dc_str key, dc_media *taken)
{
    int is_new;
    struct dci_map_entry *entry = dci_map_insert(map, key, &is_new);
    if (entry)
        entry->value = (uintptr_t)taken;
    else
        fail(self, DC_E_NOMEM);
    return entry != NULL;
}

static dc_media *
lookup(const struct dci_map *map, dc_str key)
{
    const struct dci_map_entry *entry = dci_map_lookup(map, key);
    return entry ? (dc_media *)(uintptr_t)entry->value : NULL;
}

static dc_str
bytes_of(const dc_media *media)
{
    return (dc_str){(const char *)media->data, (size_t)media->len};
}

/* Takes the medium out, which the document calls `name`; NULL: it failed. */
static dc_media *
take_out(struct extract *self, dc_str name, const dc_media *media)
{
    char path[DCI_MEDIA_PATH_MAX];
    dc_media *taken = dci_doc_alloc(self->run->doc, sizeof(*taken));
    if (!taken)
        return NULL;
    size_t len = dci_media_path(name, media->data, media->len, path);
    len = make_unique(self, path, len);
    *taken = *media;
    taken->struct_size = sizeof(*taken);
    taken->name = make_name(self, (dc_str){path, len});
    if (write_out(self, (dc_str){path, len}, media) != DC_OK)
        return NULL;
    if (!dci_list_add(&self->taken, taken)) {
        fail(self, DC_E_NOMEM);
        return NULL;
    }
    return enter(self, &self->contents, bytes_of(taken), taken) ? taken : NULL;
}

/* All that the bag holds. */
static int32_t
take_bag(struct extract *self)
{
    dc_job *job = &self->run->writer_job.job.api;
    dc_media media = {.struct_size = sizeof(media)};
    for (uint32_t i = 0; dci_doc_media_table.at(job, i, &media); i++) {
        if (!media.data)
            continue;
        dc_media *taken = take_out(self, media.name, &media);
        if (!taken || !enter(self, &self->names, media.name, taken))
            break;
    }
    return dci_doc_status(self->run->doc);
}

/*
 * The file that an address names, without query and fragment; a data: address
 * is whole, as what looks like them is often a colour in a drawing.
 */
static dc_str
file_of(dc_str url)
{
    static const char scheme[] = "data:";
    dc_str file = {url.ptr, 0};
    if (url.len >= strlen(scheme) &&
        strncasecmp(url.ptr, scheme, strlen(scheme)) == 0)
        return url;
    while (file.len < url.len && url.ptr[file.len] != '?' &&
        url.ptr[file.len] != '#')
        file.len++;
    return file;
}

/* The fragment of what stands behind the file: a query asks a server. */
static dc_str
fragment_of(dc_str url, dc_str file)
{
    dc_str rest = {url.ptr + file.len, url.len - file.len};
    const char *hash = memchr(rest.ptr, '#', rest.len);
    size_t before = hash ? (size_t)(hash - rest.ptr) : rest.len;
    return (dc_str){rest.ptr + before, rest.len - before};
}

/*
 * The image that the address names beside the input or is itself.  One that
 * two addresses name is taken out once.
 */
static dc_media *
take_image(struct extract *self, dc_str file)
{
    static const uint32_t wanted =
        DC_RESOURCE_IMAGE | DC_RESOURCE_AUDIO | DC_RESOURCE_VIDEO;
    dc_job *job = &self->run->writer_job.job.api;
    dc_media media = {.struct_size = sizeof(media)};
    const char *why;
    if (!dci_resource_service.lookup(job, file, wanted, &media, &why))
        return NULL;
    dc_media *taken = lookup(&self->contents, bytes_of(&media));
    if (!taken)
        taken = take_out(self, media.name, &media);
    return taken && enter(self, &self->names, file, taken) ? taken : NULL;
}

static int
rename_url(struct extract *self, dc_str old, int is_image, dc_str *now)
{
    dc_str file = file_of(old);
    dc_str fragment = fragment_of(old, file);
    dc_media *taken = lookup(&self->names, old);
    if (taken)
        fragment.len = 0;
    else
        taken = lookup(&self->names, file);
    if (!taken && is_image && file.len)
        taken = take_image(self, file);
    if (!taken)
        return 0;
    dc_str name = taken->name;
    char *text = dci_doc_alloc(self->run->doc, name.len + fragment.len + 1);
    if (!text)
        return 0;
    memcpy(text, name.ptr, name.len);
    if (fragment.len)
        memcpy(text + name.len, fragment.ptr, fragment.len);
    *now = (dc_str){text, name.len + fragment.len};
    return 1;
}

/* The word at `text`, which is not longer than that. */
static dc_str
next_word(dc_str text)
{
    const char *space = memchr(text.ptr, ' ', text.len);
    return (dc_str){text.ptr, space ? (size_t)(space - text.ptr) : text.len};
}

/* Each word that is a medium's name, by another. */
static int
rename_words(struct extract *self, dc_str old, dc_str *now)
{
    struct dci_buf buf;
    int is_other = 0;
    dci_buf_init(&buf, 0);
    for (dc_str rest = old; rest.len;) {
        dc_str word = next_word(rest);
        const dc_media *taken = lookup(&self->names, word);
        size_t used = word.len + (word.len < rest.len);
        dci_buf_put_str(&buf, taken ? taken->name : word);
        dci_buf_put(&buf, rest.ptr + word.len, used - word.len);
        is_other |= taken != NULL;
        rest = (dc_str){rest.ptr + used, rest.len - used};
    }
    *now = (dc_str){NULL, buf.len};
    if (is_other && !buf.failed)
        now->ptr = keep(self, buf.data, buf.len);
    if (buf.failed)
        fail(self, DC_E_NOMEM);
    dci_buf_fini(&buf);
    return now->ptr != NULL;
}

static int
rename_what(void *user, enum dci_naming naming, dc_str old, dc_str *now)
{
    struct extract *self = user;
    int is_image = naming == DCI_NAMING_IMAGE;
    if (is_image != self->is_for_images ||
        dci_doc_status(self->run->doc) != DC_OK)
        return 0;
    return naming == DCI_NAMING_WORDS ? rename_words(self, old, now)
                                      : rename_url(self, old, is_image, now);
}

/* Images first: a link may stand before the image that it leads to. */
static int32_t
rename_all(struct extract *self)
{
    self->is_for_images = 1;
    dci_doc_rename(self->run->doc, rename_what, self);
    self->is_for_images = 0;
    dci_doc_rename(self->run->doc, rename_what, self);
    return dci_doc_status(self->run->doc);
}

int
dci_extract_is_due(const struct dci_run *run)
{
    return run->conversion->extraction.folder &&
        run->writes == &run->conversion->writer;
}

int32_t
dci_extract_run(struct dci_run *run)
{
    struct extract self = {.run = run};
    if (!dci_extract_is_due(run))
        return DC_OK;
    dci_map_init(&self.paths, NULL);
    dci_map_init(&self.names, NULL);
    dci_map_init(&self.contents, NULL);
    int32_t status = take_bag(&self);
    if (status == DC_OK)
        status = rename_all(&self);
    if (status == DC_OK)
        status = dci_doc_replace_media(run->doc,
            (const dc_media *const *)self.taken.items, self.taken.count);
    free(self.taken.items);
    dci_map_fini(&self.paths);
    dci_map_fini(&self.names);
    dci_map_fini(&self.contents);
    return status;
}
