/* SPDX-License-Identifier: MIT */
/*
 * Zip writer.  Each entry is compressed whole, so its local header is final
 * when it is written: sizes and CRC stand in front of the data, without a
 * data descriptor, and the sink is never sought.  The central directory is
 * gathered meanwhile.  The same entries give the same bytes on any machine:
 * no clock, no owner, no extra field.
 *
 * A package that grows large has its entries compressed on other threads while
 * the writer goes on (io/pack_pool.h).  They wait for their turn in a queue of
 * bounded size and are written in the order in which they were added, so the
 * bytes do not depend on the number of threads.  Where a thread or memory is
 * not to be had, entries are compressed as they come.
 *
 * Spec: PKWARE APPNOTE 6.3.9, sections 4.3 and 4.4; OCF 3.3, section 4.2.
 */
#include "io/package.h"

#include <libdeflate.h>
#include <stdbool.h>
#include <string.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "io/pack_pool.h"
#include "io/package_name.h"

enum {
    SIGNATURE_ENTRY = 0x04034b50,
    SIGNATURE_DIRECTORY = 0x02014b50,
    SIGNATURE_END = 0x06054b50,
    ENTRY_HEADER = 30,
    DIRECTORY_HEADER = 46,
    END_RECORD = 22,

    VERSION_STORED = 10,
    VERSION_DEFLATED = 20,
    FLAG_UTF8 = 1 << 11,
    METHOD_STORED = 0,
    METHOD_DEFLATED = 8,
    DOS_DATE = 1 << 5 | 1, /* 1980-01-01 */

    /*
     * Books come out at most 1.2 % larger than zip -6 makes them, in a quarter
     * of its time; level 5 saves 1.7 % and takes a quarter more time.
     */
    COMPRESSION_LEVEL = 4,

    /* Threads cost a fifth of a millisecond: this much takes 4 to compress. */
    POOL_FROM = 512 * 1024,

    /* Bytes of entries that may wait for their turn. */
    QUEUE_MAX = 4 * 1024 * 1024
};

/* The last numbers that mean themselves; one more announces zip64. */
#define MAX_ENTRIES UINT16_C(0xFFFE)
#define MAX_OFFSET UINT32_C(0xFFFFFFFE)

struct pending;

struct dci_package {
    struct dci_package_sink sink;
    struct libdeflate_compressor *compressor;
    struct dci_pack_pool *pool; /* NULL: not yet, or none to be had */
    unsigned threads; /* that may be used, this one among them */
    struct pending *first; /* of the queue */
    struct pending *last;
    size_t queued; /* bytes of what is in it */
    uint64_t deflated; /* bytes that were to be compressed so far */
    struct dci_buf directory;
    struct dci_buf scratch; /* compressed data of the entry at hand */
    struct dci_arena names; /* folded, for `used` */
    struct dci_map used;
    uint64_t offset; /* bytes written */
    int32_t status; /* sticky */
    bool is_closed;
};

/* What both headers of an entry say. */
struct entry {
    dc_str name;
    uint32_t crc;
    uint32_t size;
    uint32_t packed_size;
    uint32_t offset;
    uint16_t method;
};

/* An entry that waits for its turn. */
struct pending {
    struct entry entry;
    struct dci_pack pack;
    bool is_packed; /* the pool has it */
    struct pending *next;
    char bytes[]; /* its name, its content, and room for that compressed */
};

struct dci_package *
dci_package_new(const struct dci_package_sink *sink, unsigned threads)
{
    struct dci_package *package = dci_alloc_zeroed(sizeof *package);
    if (!package)
        return NULL;
    package->sink = *sink;
    package->threads = threads ? threads : dci_pack_threads();
    dci_buf_init(&package->directory, 0);
    dci_buf_init(&package->scratch, 0);
    dci_arena_init(&package->names, NULL);
    dci_map_init(&package->used, NULL);
    package->compressor = libdeflate_alloc_compressor(COMPRESSION_LEVEL);
    if (!package->compressor) {
        dci_package_free(package);
        return NULL;
    }
    return package;
}

void
dci_package_free(struct dci_package *package)
{
    if (!package)
        return;
    dci_pack_pool_free(package->pool);
    while (package->first) {
        struct pending *next = package->first->next;
        dci_free(package->first);
        package->first = next;
    }
    libdeflate_free_compressor(package->compressor);
    dci_map_fini(&package->used);
    dci_arena_fini(&package->names);
    dci_buf_fini(&package->scratch);
    dci_buf_fini(&package->directory);
    dci_free(package);
}

static int32_t
refuse(struct dci_package *package, int32_t status, const char *rule,
    const char *message)
{
    if (package->sink.refuse)
        package->sink.refuse(package->sink.user, rule, message);
    return status;
}

static int32_t
fail(struct dci_package *package, int32_t status)
{
    if (package->status == DC_OK)
        package->status = status;
    return package->status;
}

static int32_t
fail_limit(struct dci_package *package, const char *message)
{
    return fail(package, refuse(package, DC_E_LIMIT, "package-limit", message));
}

/* Numbers are little-endian; put_ returns where the next field begins. */
static unsigned char *
put_16(unsigned char *at, uint32_t number)
{
    at[0] = (unsigned char)number;
    at[1] = (unsigned char)(number >> 8);
    return at + 2;
}

static unsigned char *
put_32(unsigned char *at, uint32_t number)
{
    return put_16(put_16(at, number), number >> 16);
}

/* The fields from "version needed" to "extra field length". */
static unsigned char *
put_common(unsigned char *at, const struct entry *entry)
{
    bool is_stored = entry->method == METHOD_STORED;
    at = put_16(at, is_stored ? VERSION_STORED : VERSION_DEFLATED);
    at = put_16(at, dci_package_name_is_utf8(entry->name) ? FLAG_UTF8 : 0);
    at = put_16(at, entry->method);
    at = put_16(at, 0);
    at = put_16(at, DOS_DATE);
    at = put_32(at, entry->crc);
    at = put_32(at, entry->packed_size);
    at = put_32(at, entry->size);
    at = put_16(at, (uint32_t)entry->name.len);
    return put_16(at, 0);
}

static int32_t
write_bytes(struct dci_package *package, const void *data, size_t len)
{
    if (package->status != DC_OK || len == 0)
        return package->status;
    int32_t status = package->sink.write(package->sink.user, data, len);
    package->offset += len;
    return status < 0 ? fail(package, status) : DC_OK;
}

static void
add_to_directory(struct dci_package *package, const struct entry *entry)
{
    unsigned char header[DIRECTORY_HEADER] = {0};
    unsigned char *at = put_32(header, SIGNATURE_DIRECTORY);
    at = put_16(at, VERSION_DEFLATED);
    at = put_common(at, entry);
    at += 10; /* comment, disk, attributes: all 0 */
    put_32(at, entry->offset);
    dci_buf_put(&package->directory, header, sizeof header);
    dci_buf_put_str(&package->directory, entry->name);
    if (package->directory.failed)
        fail(package, package->directory.failed);
}

static int32_t
write_entry(struct dci_package *package, struct entry *entry, const void *data)
{
    unsigned char header[ENTRY_HEADER];
    if (package->offset > MAX_OFFSET)
        return fail_limit(package, "more than 4 GiB in one package");
    entry->offset = (uint32_t)package->offset;
    put_common(put_32(header, SIGNATURE_ENTRY), entry);
    add_to_directory(package, entry);
    write_bytes(package, header, sizeof header);
    write_bytes(package, entry->name.ptr, entry->name.len);
    return write_bytes(package, data, entry->packed_size);
}

/* Notes the name as used. */
static int32_t
claim_name(struct dci_package *package, dc_str name)
{
    const char *fault = dci_package_name_fault(name);
    if (fault)
        return refuse(package, DC_E_PLUGIN, "package-name", fault);

    char *folded = dci_arena_text(&package->names, name.len);
    if (!folded)
        return fail(package, DC_E_NOMEM);
    dci_package_name_fold(name, folded);
    int is_new = 0;
    dc_str key = {folded, name.len};
    if (!dci_map_insert(&package->used, key, &is_new))
        return fail(package, DC_E_NOMEM);
    if (!is_new)
        return refuse(package, DC_E_PLUGIN, "package-name",
            "a package holds two entries of one name");
    return DC_OK;
}

/*
 * The data deflated, in *entry and returned; the data itself if that is not
 * smaller; NULL when memory ran out.
 */
static const void *
compress(struct dci_package *package, struct entry *entry, const void *data)
{
    struct dci_buf *scratch = &package->scratch;
    dci_buf_clear(scratch);
    char *room = dci_buf_reserve(scratch, entry->size);
    if (!room)
        return NULL;
    size_t packed = libdeflate_deflate_compress(
        package->compressor, data, entry->size, room, entry->size - 1);
    if (packed == 0)
        return data;
    entry->packed_size = (uint32_t)packed;
    entry->method = METHOD_DEFLATED;
    return room;
}

/* Writes an entry that no other stands before. */
static int32_t
write_now(struct dci_package *package, struct entry *entry, const void *data,
    uint32_t method)
{
    entry->crc = libdeflate_crc32(0, data, entry->size);
    if (method == DC_PACKAGE_DEFLATE && entry->size > 0)
        data = compress(package, entry, data);
    if (entry->size > 0 && !data)
        return fail(package, DC_E_NOMEM);
    return write_entry(package, entry, data);
}

/* The queue. */

/* Writes its first entry, when that is ready. */
static void
write_first(struct dci_package *package)
{
    struct pending *pending = package->first;
    struct entry *entry = &pending->entry;
    const struct dci_pack *pack = &pending->pack;
    if (pending->is_packed) {
        dci_pack_pool_wait(package->pool, &pending->pack, package->compressor);
        entry->crc = pack->crc;
    }
    if (pending->is_packed && pack->packed_len) {
        entry->packed_size = (uint32_t)pack->packed_len;
        entry->method = METHOD_DEFLATED;
        write_entry(package, entry, pack->room);
    } else {
        write_entry(package, entry, pack->data);
    }
    package->first = pending->next;
    if (!package->first)
        package->last = NULL;
    package->queued -= entry->size;
    dci_free(pending);
}

static void
write_queue(struct dci_package *package)
{
    while (package->first)
        write_first(package);
}

static bool
is_first_ready(const struct dci_package *package)
{
    const struct pending *first = package->first;
    return first &&
        (!first->is_packed ||
            dci_pack_pool_is_done(package->pool, &first->pack));
}

/* Whether there is a queue, which begins when it is worth its threads. */
static bool
has_pool(struct dci_package *package)
{
    if (package->pool)
        return true;
    if (package->threads < 2 || package->deflated < POOL_FROM)
        return false;
    package->pool = dci_pack_pool_new(package->threads - 1, COMPRESSION_LEVEL);
    if (!package->pool)
        package->threads = 1;
    return package->pool != NULL;
}

/* A copy of the entry; NULL when memory ran out. */
static struct pending *
new_pending(const struct entry *entry, const void *data, uint32_t method)
{
    bool is_packed = method == DC_PACKAGE_DEFLATE && entry->size > 0;
    size_t size = sizeof(struct pending) + entry->name.len +
        (size_t)entry->size * (is_packed ? 2 : 1);
    struct pending *pending = dci_alloc(size);
    if (!pending)
        return NULL;
    char *content = pending->bytes + entry->name.len;
    memcpy(pending->bytes, entry->name.ptr, entry->name.len);
    if (entry->size)
        memcpy(content, data, entry->size);
    pending->entry = *entry;
    pending->entry.name.ptr = pending->bytes;
    pending->pack = (struct dci_pack){
        .data = content, .len = entry->size, .room = content + entry->size};
    pending->is_packed = is_packed;
    pending->next = NULL;
    return pending;
}

/* Puts the entry behind those that wait; false: it has to be written now. */
static bool
queue_entry(struct dci_package *package, const struct entry *entry,
    const void *data, uint32_t method)
{
    if (!has_pool(package) || entry->size > QUEUE_MAX / 2)
        return false;
    while (package->first && package->queued > QUEUE_MAX - entry->size)
        write_first(package);
    struct pending *pending = new_pending(entry, data, method);
    if (!pending)
        return false;
    if (package->last)
        package->last->next = pending;
    else
        package->first = pending;
    package->last = pending;
    package->queued += entry->size;
    if (pending->is_packed)
        dci_pack_pool_give(package->pool, &pending->pack);
    else
        pending->entry.crc = libdeflate_crc32(0, data, entry->size);
    while (is_first_ready(package))
        write_first(package);
    return true;
}

int32_t DC_CALL
dci_package_add(dc_package *package, dc_str name, const void *data, size_t len,
    uint32_t method)
{
    struct dci_package *self = dci_package_private(package);
    if (self->status != DC_OK)
        return self->status;
    if (self->is_closed)
        return refuse(self, DC_E_PLUGIN, "package-closed",
            "an entry was added to a package that is closed");
    if (self->used.count >= MAX_ENTRIES)
        return fail_limit(self, "more than 65534 files in one package");
    if (len > MAX_OFFSET || self->offset > MAX_OFFSET)
        return fail_limit(self, "more than 4 GiB in one package");

    int32_t status = claim_name(self, name);
    if (status != DC_OK)
        return status;
    struct entry entry = {
        .name = name,
        .size = (uint32_t)len,
        .packed_size = (uint32_t)len,
        .method = METHOD_STORED,
    };
    if (method == DC_PACKAGE_DEFLATE)
        self->deflated += len;
    if (queue_entry(self, &entry, data, method))
        return self->status;
    write_queue(self);
    return write_now(self, &entry, data, method);
}

int32_t DC_CALL
dci_package_close(dc_package *package)
{
    struct dci_package *self = dci_package_private(package);
    if (self->status != DC_OK || self->is_closed)
        return self->status;
    write_queue(self);
    dci_pack_pool_free(self->pool);
    self->pool = NULL;
    if (self->status != DC_OK)
        return self->status;
    if (self->offset > MAX_OFFSET ||
        self->directory.len > MAX_OFFSET - self->offset)
        return fail_limit(self, "more than 4 GiB in one package");

    unsigned char record[END_RECORD] = {0};
    unsigned char *at = put_32(record, SIGNATURE_END);
    at += 4; /* disk numbers, 0 */
    at = put_16(at, self->used.count);
    at = put_16(at, self->used.count);
    at = put_32(at, (uint32_t)self->directory.len);
    put_32(at, (uint32_t)self->offset);
    write_bytes(self, self->directory.data, self->directory.len);
    self->is_closed = true;
    return write_bytes(self, record, sizeof record);
}

int
dci_package_is_closed(const struct dci_package *package)
{
    return package->is_closed || package->status != DC_OK;
}
