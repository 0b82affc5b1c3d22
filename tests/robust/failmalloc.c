/* SPDX-License-Identifier: MIT */
/*
 * A preloaded allocator that fails once: the allocation whose number stands
 * in the file that FAILMALLOC names. The file is two numbers, mapped by every
 * process of the run, so a worker that was forked counts on where its parent
 * stopped and the driver can read afterwards how far the run came. Anonymous
 * mmap counts as an allocation, because arenas grow by it.
 *
 * The real allocator is reached by glibc's own names: dlsym would allocate.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

struct state {
    uint64_t fail_at;
    _Atomic uint64_t count;
};

/* The one thing a preloaded library cannot be handed by a caller. */
static struct state *state;

static void *
map(size_t len, int flags, int fd)
{
    long at = syscall(
        SYS_mmap, NULL, len, PROT_READ | PROT_WRITE, flags, fd, (off_t)0);
    return at == -1 ? NULL : (void *)at;
}

__attribute__((constructor)) static void
open_state(void)
{
    const char *path = getenv("FAILMALLOC");
    if (!path)
        return;
    int fd = open(path, O_RDWR | O_CLOEXEC);
    if (fd < 0)
        return;
    state = map(sizeof(*state), MAP_SHARED, fd);
    close(fd);
}

static int
must_fail(void)
{
    if (!state || atomic_fetch_add(&state->count, 1) + 1 != state->fail_at)
        return 0;
    errno = ENOMEM;
    return 1;
}

void *
malloc(size_t size)
{
    return must_fail() ? NULL : __libc_malloc(size);
}

void *
calloc(size_t count, size_t size)
{
    return must_fail() ? NULL : __libc_calloc(count, size);
}

void *
realloc(void *old, size_t size)
{
    return must_fail() ? NULL : __libc_realloc(old, size);
}

void *
reallocarray(void *old, size_t count, size_t size)
{
    size_t all;
    if (__builtin_mul_overflow(count, size, &all)) {
        errno = ENOMEM;
        return NULL;
    }
    return realloc(old, all);
}

void *
aligned_alloc(size_t alignment, size_t size)
{
    return must_fail() ? NULL : __libc_memalign(alignment, size);
}

int
posix_memalign(void **out, size_t alignment, size_t size)
{
    void *block = aligned_alloc(alignment, size);
    if (!block)
        return ENOMEM;
    *out = block;
    return 0;
}

void *
mmap(void *at, size_t len, int prot, int flags, int fd, off_t offset)
{
    if ((flags & MAP_ANONYMOUS) && must_fail())
        return MAP_FAILED;
    long got = syscall(SYS_mmap, at, len, prot, flags, fd, offset);
    return got == -1 ? MAP_FAILED : (void *)got;
}
