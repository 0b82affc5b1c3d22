/* SPDX-License-Identifier: MIT */
/*
 * A queue, a lock, and two conditions: there is work, and some is done.  The
 * threads' memory is all taken before they start: one that called malloc would
 * get an arena of its own, 64 MiB of address space that --max-memory counts.
 */
#include "io/pack_pool.h"

#include <libdeflate.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>

#include "base/alloc.h"

enum {
    THREADS_MAX = 64,
    THREADS_USUAL = 4, /* more find nothing to do: reading is not so fast */
    STACK_SIZE = 256 * 1024
};

enum { PACK_WAITS, PACK_RUNS, PACK_DONE };

struct worker {
    struct dci_pack_pool *pool;
    struct libdeflate_compressor *compressor;
    pthread_t thread;
};

struct dci_pack_pool {
    pthread_mutex_t lock; /* over all below */
    pthread_cond_t has_work;
    pthread_cond_t has_done;
    struct dci_pack *first; /* of those that wait */
    struct dci_pack *last;
    bool is_ending;
    unsigned count;
    struct worker workers[THREADS_MAX];
};

unsigned
dci_pack_threads(void)
{
    cpu_set_t set;
    int count =
        sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
    return count < THREADS_USUAL ? (unsigned)count : THREADS_USUAL;
}

void
dci_pack_run(struct libdeflate_compressor *own, struct dci_pack *pack)
{
    pack->crc = libdeflate_crc32(0, pack->data, pack->len);
    pack->packed_len = libdeflate_deflate_compress(
        own, pack->data, pack->len, pack->room, pack->len - 1);
}

/* The next that waits, now running; NULL: none.  Under the lock. */
static struct dci_pack *
take(struct dci_pack_pool *pool)
{
    struct dci_pack *pack = pool->first;
    if (!pack)
        return NULL;
    pool->first = pack->next;
    if (!pool->first)
        pool->last = NULL;
    pack->state = PACK_RUNS;
    return pack;
}

/* Does what was taken.  Under the lock, which is let go meanwhile. */
static void
run(struct dci_pack_pool *pool, struct dci_pack *pack,
    struct libdeflate_compressor *own)
{
    pthread_mutex_unlock(&pool->lock);
    dci_pack_run(own, pack);
    pthread_mutex_lock(&pool->lock);
    pack->state = PACK_DONE;
    pthread_cond_signal(&pool->has_done);
}

static void *
work(void *user)
{
    struct worker *self = user;
    struct dci_pack_pool *pool = self->pool;
    pthread_mutex_lock(&pool->lock);
    while (!pool->is_ending) {
        struct dci_pack *pack = take(pool);
        if (pack)
            run(pool, pack, self->compressor);
        else
            pthread_cond_wait(&pool->has_work, &pool->lock);
    }
    pthread_mutex_unlock(&pool->lock);
    return NULL;
}

/* Starts one more; false if that fails. */
static bool
start_worker(
    struct dci_pack_pool *pool, const pthread_attr_t *attributes, int level)
{
    struct worker *worker = &pool->workers[pool->count];
    worker->pool = pool;
    worker->compressor = libdeflate_alloc_compressor(level);
    if (!worker->compressor)
        return false;
    if (pthread_create(&worker->thread, attributes, work, worker) == 0) {
        pool->count++;
        return true;
    }
    libdeflate_free_compressor(worker->compressor);
    return false;
}

/* Signals are the business of the thread that was there before. */
static void
start_workers(struct dci_pack_pool *pool, unsigned threads, int level)
{
    pthread_attr_t attributes;
    sigset_t all;
    sigset_t before;
    if (pthread_attr_init(&attributes) != 0)
        return;
    (void)pthread_attr_setstacksize(&attributes, STACK_SIZE);
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    while (pool->count < threads && pool->count < THREADS_MAX &&
        start_worker(pool, &attributes, level))
        ;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&attributes);
}

struct dci_pack_pool *
dci_pack_pool_new(unsigned threads, int level)
{
    struct dci_pack_pool *pool = dci_alloc_zeroed(sizeof *pool);
    if (!pool)
        return NULL;
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->has_work, NULL);
    pthread_cond_init(&pool->has_done, NULL);
    start_workers(pool, threads, level);
    if (pool->count > 0)
        return pool;
    dci_pack_pool_free(pool);
    return NULL;
}

void
dci_pack_pool_free(struct dci_pack_pool *pool)
{
    if (!pool)
        return;
    pthread_mutex_lock(&pool->lock);
    pool->is_ending = true;
    pthread_cond_broadcast(&pool->has_work);
    pthread_mutex_unlock(&pool->lock);
    for (unsigned i = 0; i < pool->count; i++) {
        pthread_join(pool->workers[i].thread, NULL);
        libdeflate_free_compressor(pool->workers[i].compressor);
    }
    pthread_cond_destroy(&pool->has_done);
    pthread_cond_destroy(&pool->has_work);
    pthread_mutex_destroy(&pool->lock);
    dci_free(pool);
}

void
dci_pack_pool_give(struct dci_pack_pool *pool, struct dci_pack *pack)
{
    pack->state = PACK_WAITS;
    pack->next = NULL;
    pthread_mutex_lock(&pool->lock);
    if (pool->last)
        pool->last->next = pack;
    else
        pool->first = pack;
    pool->last = pack;
    pthread_cond_signal(&pool->has_work);
    pthread_mutex_unlock(&pool->lock);
}

bool
dci_pack_pool_is_done(struct dci_pack_pool *pool, const struct dci_pack *pack)
{
    pthread_mutex_lock(&pool->lock);
    bool is_done = pack->state == PACK_DONE;
    pthread_mutex_unlock(&pool->lock);
    return is_done;
}

void
dci_pack_pool_wait(struct dci_pack_pool *pool, struct dci_pack *pack,
    struct libdeflate_compressor *own)
{
    pthread_mutex_lock(&pool->lock);
    while (pack->state != PACK_DONE) {
        struct dci_pack *other = take(pool);
        if (other)
            run(pool, other, own);
        else
            pthread_cond_wait(&pool->has_done, &pool->lock);
    }
    pthread_mutex_unlock(&pool->lock);
}
