/* SPDX-License-Identifier: MIT */
/*
 * Compressing on several threads, for the package writer.  The threads do
 * nothing else: they take no memory, report nothing, and get no signal.
 * Private to the core.
 */
#ifndef DCI_PACK_POOL_H
#define DCI_PACK_POOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct libdeflate_compressor;
struct dci_pack_pool;

/* Bytes to compress, and the room for the result. */
struct dci_pack {
    const void *data;
    size_t len; /* at least 1 */
    void *room; /* `len` bytes */
    size_t packed_len; /* in `room`; 0: it would not be smaller */
    uint32_t crc;
    int state; /* the pool's */
    struct dci_pack *next; /* the pool's */
};

/* How many threads the process may well use: its processors, 4 at most. */
unsigned dci_pack_threads(void);

/*
 * So many threads, or as many as can be had; NULL: none.  Each compresses at
 * this level of libdeflate.
 */
struct dci_pack_pool *dci_pack_pool_new(unsigned threads, int level);

/* Ends the threads; what they have not begun is not done. */
void dci_pack_pool_free(struct dci_pack_pool *pool);

/* Hands in a pack, which must stay until it is done or the pool is freed. */
void dci_pack_pool_give(struct dci_pack_pool *pool, struct dci_pack *pack);

/* Whether it is done. */
bool dci_pack_pool_is_done(
    struct dci_pack_pool *pool, const struct dci_pack *pack);

/* Waits until it is done, and does with `own` meanwhile what nobody does. */
void dci_pack_pool_wait(struct dci_pack_pool *pool, struct dci_pack *pack,
    struct libdeflate_compressor *own);

/* Compresses it here. */
void dci_pack_run(struct libdeflate_compressor *own, struct dci_pack *pack);

#endif
