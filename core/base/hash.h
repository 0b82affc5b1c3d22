/* SPDX-License-Identifier: MIT */
/*
 * A keyed hash (SipHash-1-3, as in Rust and Ruby) of short strings.  The key
 * is new in each process, so that no document can be written whose strings
 * all fall into one bucket.
 */
#ifndef DCI_HASH_H
#define DCI_HASH_H

#include "docconv/base.h"

struct dci_hash_key {
    uint64_t word[2];
};

/* The key of this process. */
struct dci_hash_key dci_hash_key(void);

uint64_t dci_hash(const struct dci_hash_key *key, const char *ptr, size_t len);

#endif
