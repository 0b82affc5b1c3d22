/* SPDX-License-Identifier: MIT */
/*
 * SipHash with one round a word and three at the end: J.-P. Aumasson and
 * D. J. Bernstein, "SipHash: a fast short-input PRF", 2012.  Loads are in
 * the machine's byte order: the value never leaves the process.
 */
#include "base/hash.h"

#include <string.h>
#include <sys/auxv.h>

/*
 * The kernel puts 16 random bytes beside each new program: no system call,
 * and nothing to fail.
 */
struct dci_hash_key
dci_hash_key(void)
{
    struct dci_hash_key key = {{0, 0}};
    const void *random = (const void *)(uintptr_t)getauxval(AT_RANDOM);
    if (random)
        memcpy(&key, random, sizeof key);
    return key;
}

static inline uint64_t
rotate(uint64_t word, unsigned bits)
{
    return word << bits | word >> (64 - bits);
}

static inline void
mix(uint64_t v[4])
{
    v[0] += v[1];
    v[2] += v[3];
    v[1] = rotate(v[1], 13) ^ v[0];
    v[3] = rotate(v[3], 16) ^ v[2];
    v[0] = rotate(v[0], 32);
    v[2] += v[1];
    v[0] += v[3];
    v[1] = rotate(v[1], 17) ^ v[2];
    v[3] = rotate(v[3], 21) ^ v[0];
    v[2] = rotate(v[2], 32);
}

uint64_t
dci_hash(const struct dci_hash_key *key, const char *ptr, size_t len)
{
    uint64_t v[4] = {
        key->word[0] ^ UINT64_C(0x736f6d6570736575),
        key->word[1] ^ UINT64_C(0x646f72616e646f6d),
        key->word[0] ^ UINT64_C(0x6c7967656e657261),
        key->word[1] ^ UINT64_C(0x7465646279746573),
    };
    size_t rest = len;
    for (; rest >= 8; rest -= 8, ptr += 8) {
        uint64_t word;
        memcpy(&word, ptr, 8);
        v[3] ^= word;
        mix(v);
        v[0] ^= word;
    }
    uint64_t last = (uint64_t)len << 56;
    for (size_t i = 0; i < rest; i++)
        last |= (uint64_t)(unsigned char)ptr[i] << (8 * i);
    v[3] ^= last;
    mix(v);
    v[0] ^= last;
    v[2] ^= 0xff;
    mix(v);
    mix(v);
    mix(v);
    return v[0] ^ v[1] ^ v[2] ^ v[3];
}
