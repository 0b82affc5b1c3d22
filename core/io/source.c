/* SPDX-License-Identifier: MIT */
/*
 * Input files.  A small file is read; a large one is mapped over an anonymous
 * reservation that is a page longer, so that the bytes behind its end are
 * zeros whatever its length.  A pipe is spooled first.
 */
#include "io/source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "docconv/base.h"
#include "io/spool.h"

/* Below this a read() is cheaper than a mapping and its page faults. */
#define MAP_FROM ((uint64_t)256 * 1024)

/*
 * Pages are given back that many bytes at once: a reader of JSON would cost a
 * system call a page else.
 */
#define RELEASE_STEP ((uint64_t)256 * 1024)

#define SPOOL_CHUNK ((size_t)64 * 1024)

/* Copies one piece; *len is 0 at the end of the input. */
static int32_t
copy_piece(
    int from, const struct dci_wait *wait, int to, char *buf, size_t *len)
{
    struct pollfd source = {from, POLLIN, 0};
    int32_t status = dci_wait_for(wait, &source, 1);
    if (status != DC_OK)
        return status;
    ssize_t n = read(from, buf, SPOOL_CHUNK);
    while (n < 0 && errno == EINTR)
        n = read(from, buf, SPOOL_CHUNK);
    if (n < 0 || !dci_spool_write(to, buf, (size_t)n))
        return DC_E_IO;
    *len = (size_t)n;
    return DC_OK;
}

static int32_t
copy_to_spool(int from, const struct dci_wait *wait, int to, uint64_t max)
{
    uint64_t total = 0;
    size_t len = 1;
    char *buf = malloc(SPOOL_CHUNK);
    if (!buf)
        return DC_E_NOMEM;
    int32_t status = DC_OK;
    while (status == DC_OK && len > 0) {
        status = copy_piece(from, wait, to, buf, &len);
        total += len;
        if (status == DC_OK && total > max)
            status = DC_E_LIMIT;
    }
    free(buf);
    return status;
}

int32_t
dci_source_spool(
    int fd, const struct dci_wait *wait, uint64_t max, int *spooled)
{
    struct stat st;
    *spooled = -1;
    if (fstat(fd, &st) != 0)
        return DC_E_IO;
    if (S_ISREG(st.st_mode) && st.st_size > 0) {
        *spooled = fcntl(fd, F_DUPFD_CLOEXEC, 3);
        return *spooled >= 0 ? DC_OK : DC_E_IO;
    }
    int spool = dci_spool_open();
    if (spool < 0)
        return DC_E_IO;
    int32_t status = copy_to_spool(fd, wait, spool, max);
    if (status == DC_OK && !dci_spool_rewind(spool))
        status = DC_E_IO;
    if (status == DC_OK) {
        *spooled = spool;
        return DC_OK;
    }
    int saved = errno;
    close(spool);
    errno = saved;
    return status;
}

/* Reads up to `len` bytes; a file that became shorter ends earlier. */
static int32_t
read_into_heap(int fd, size_t len, struct dci_source *source)
{
    uint8_t *heap = malloc(len + DC_INPUT_PADDING);
    if (!heap)
        return DC_E_NOMEM;
    size_t have = 0;
    while (have < len) {
        ssize_t n = read(fd, heap + have, len - have);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            free(heap);
            return DC_E_IO;
        }
        if (n == 0)
            break;
        have += (size_t)n;
    }
    memset(heap + have, 0, len + DC_INPUT_PADDING - have);
    source->heap = heap;
    source->data = heap;
    source->len = have;
    return DC_OK;
}

/* Maps the file from page-aligned `start`; the text begins `skip` in. */
static int32_t
map_file(
    int fd, off_t start, size_t skip, size_t len, struct dci_source *source)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    size_t whole = skip + len;
    size_t reserved = (whole + DC_INPUT_PADDING + page - 1) / page * page;
    void *area = mmap(NULL, reserved, PROT_READ,
        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (area == MAP_FAILED)
        return DC_E_NOMEM;
    if (mmap(area, whole, PROT_READ, MAP_PRIVATE | MAP_FIXED, fd, start) ==
        MAP_FAILED) {
        munmap(area, reserved);
        return DC_E_IO;
    }
    (void)madvise(area, whole, MADV_SEQUENTIAL);
    source->mapping = area;
    source->mapping_len = reserved;
    source->data = (const uint8_t *)area + skip;
    source->len = len;
    return DC_OK;
}

/* The `len` bytes from `start` on, where the file's offset stands. */
static int32_t
open_from(int fd, off_t start, uint64_t len, struct dci_source *source)
{
    if (len > SIZE_MAX / 4)
        return DC_E_LIMIT;
    if (len < MAP_FROM)
        return read_into_heap(fd, (size_t)len, source);
    off_t skip = start % sysconf(_SC_PAGESIZE);
    return map_file(fd, start - skip, (size_t)skip, (size_t)len, source);
}

int32_t
dci_source_open(int fd, struct dci_source *source)
{
    struct stat st;
    *source = (struct dci_source){0};
    off_t start = lseek(fd, 0, SEEK_CUR);
    if (start < 0 || fstat(fd, &st) != 0)
        return DC_E_IO;
    uint64_t len = st.st_size > start ? (uint64_t)(st.st_size - start) : 0;
    return open_from(fd, start, len, source);
}

int32_t
dci_source_open_part(
    int fd, uint64_t start, uint64_t len, struct dci_source *source)
{
    *source = (struct dci_source){0};
    if (lseek(fd, (off_t)start, SEEK_SET) < 0)
        return DC_E_IO;
    return open_from(fd, (off_t)start, len, source);
}

/* Room for what the file says that it holds. */
static size_t
first_room(int fd, size_t max)
{
    struct stat st;
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size <= 0)
        return max < SPOOL_CHUNK ? max : SPOOL_CHUNK;
    return (uint64_t)st.st_size < max ? (size_t)st.st_size : max;
}

/* Doubles *heap; 0 when memory ran out. */
static int
grow(uint8_t **heap, size_t *room, size_t max)
{
    size_t wanted = *room > max / 2 ? max : *room * 2;
    uint8_t *larger = realloc(*heap, wanted + DC_INPUT_PADDING);
    if (!larger)
        return 0;
    *heap = larger;
    *room = wanted;
    return 1;
}

int32_t
dci_source_read(int fd, size_t max, struct dci_source *source)
{
    *source = (struct dci_source){0};
    size_t room = first_room(fd, max);
    size_t len = 0;
    uint8_t *heap = malloc(room + DC_INPUT_PADDING);
    if (!heap)
        return DC_E_NOMEM;
    ssize_t n;
    /* The padding is room enough to see that there is more. */
    while ((n = read(fd, heap + len, room - len + 1)) > 0) {
        len += (size_t)n;
        if (len <= room || (room < max && grow(&heap, &room, max)))
            continue;
        free(heap);
        return room < max ? DC_E_NOMEM : DC_E_LIMIT;
    }
    if (n < 0) {
        int saved = errno;
        free(heap);
        errno = saved;
        return DC_E_IO;
    }
    memset(heap + len, 0, room - len + DC_INPUT_PADDING);
    source->heap = heap;
    source->data = heap;
    source->len = len;
    return DC_OK;
}

int32_t
dci_source_copy(const void *data, size_t len, struct dci_source *source)
{
    *source = (struct dci_source){0};
    if (len > SIZE_MAX - DC_INPUT_PADDING)
        return DC_E_LIMIT;
    uint8_t *heap = malloc(len + DC_INPUT_PADDING);
    if (!heap)
        return DC_E_NOMEM;
    if (len)
        memcpy(heap, data, len);
    memset(heap + len, 0, DC_INPUT_PADDING);
    source->heap = heap;
    source->data = heap;
    source->len = len;
    return DC_OK;
}

void
dci_source_release(struct dci_source *source, uint64_t upto)
{
    if (!source->mapping || upto > source->len || upto < source->released ||
        upto - source->released < RELEASE_STEP)
        return;
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    uintptr_t from = (uintptr_t)source->data + (uintptr_t)source->released;
    uintptr_t to = (uintptr_t)source->data + (uintptr_t)upto;
    from -= from % page;
    to -= to % page;
    (void)madvise((void *)from, to - from, MADV_DONTNEED);
    source->released = upto;
}

void
dci_source_close(struct dci_source *source)
{
    if (source->mapping)
        munmap(source->mapping, source->mapping_len);
    free(source->heap);
    *source = (struct dci_source){0};
}
