/* SPDX-License-Identifier: MIT */
/*
 * The whole-file UTF-8 check.
 *
 * Two ways. The portable one skips ASCII a word at a time and checks each
 * other sequence by the table of well-formed sequences (Unicode standard,
 * table 3-7). On x86-64 with SSSE3 (every such processor since 2006) blocks
 * of 16 bytes are checked by three table lookups a byte, the method of
 * Keiser and Lemire, "Validating UTF-8 in less than one instruction per
 * byte" (2021): each ill-formed pair of neighbours gives a bit that the
 * lookups by high nibble, low nibble and next high nibble all agree on. The
 * fast way only finds the block of the first error; the portable one then
 * finds the byte.
 */
#include "utf8_step.h"

#include <string.h>

/* The length of the ASCII run at the start. */
static size_t
ascii_prefix(const uint8_t *bytes, size_t len)
{
    size_t at = 0;

    for (; len - at >= 8; at += 8) {
        uint64_t word;
        memcpy(&word, bytes + at, 8);
        if (word & 0x8080808080808080u)
            break;
    }
    while (at < len && bytes[at] < 0x80)
        at++;
    return at;
}

static size_t
valid_prefix_portable(const uint8_t *bytes, size_t len)
{
    size_t at = 0;

    while (at < len) {
        at += ascii_prefix(bytes + at, len - at);
        if (at == len)
            break;
        struct dci_utf8_step step = dci_utf8_step(bytes + at, len - at);
        if (!step.is_valid)
            break;
        at += step.len;
    }
    return at;
}

#if defined(__x86_64__)
#include <tmmintrin.h>

/* Error bits; the names tell what the pair of bytes is. */
enum {
    TOO_SHORT = 1 << 0, /* lead without continuation */
    TOO_LONG = 1 << 1, /* continuation after ASCII */
    OVERLONG_3 = 1 << 2, /* E0 80-9F */
    TOO_LARGE = 1 << 3, /* F4 90-BF and above */
    SURROGATE = 1 << 4, /* ED A0-BF */
    OVERLONG_2 = 1 << 5, /* C0, C1 */
    BEYOND_F4 = 1 << 6, /* F5-FF 80-8F, and F0 80-8F (overlong) */
    TWO_MORE = 1 << 7, /* two continuations: right only in longer ones */
    ANY_LOW = TOO_SHORT | TOO_LONG | TWO_MORE
};

#define SSSE3 __attribute__((target("ssse3")))

SSSE3 static inline __m128i
high_nibbles(__m128i bytes)
{
    return _mm_and_si128(_mm_srli_epi16(bytes, 4), _mm_set1_epi8(0x0F));
}

/* Errors that two neighbouring bytes show, one bit set each. */
SSSE3 static inline __m128i
pair_errors(__m128i first, __m128i second)
{
    const __m128i first_high = _mm_setr_epi8(TOO_LONG, TOO_LONG, TOO_LONG,
        TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, (char)TWO_MORE,
        (char)TWO_MORE, (char)TWO_MORE, (char)TWO_MORE, TOO_SHORT | OVERLONG_2,
        TOO_SHORT, TOO_SHORT | OVERLONG_3 | SURROGATE,
        TOO_SHORT | TOO_LARGE | BEYOND_F4);
    const char low_f5 = (char)(ANY_LOW | TOO_LARGE | BEYOND_F4);
    const __m128i first_low =
        _mm_setr_epi8((char)(ANY_LOW | OVERLONG_3 | OVERLONG_2 | BEYOND_F4),
            (char)(ANY_LOW | OVERLONG_2), (char)ANY_LOW, (char)ANY_LOW,
            (char)(ANY_LOW | TOO_LARGE), low_f5, low_f5, low_f5, low_f5, low_f5,
            low_f5, low_f5, low_f5, (char)(low_f5 | SURROGATE), low_f5, low_f5);
    const char low_8 =
        (char)(TOO_LONG | OVERLONG_2 | TWO_MORE | OVERLONG_3 | BEYOND_F4);
    const char low_9 =
        (char)(TOO_LONG | OVERLONG_2 | TWO_MORE | OVERLONG_3 | TOO_LARGE);
    const char low_a =
        (char)(TOO_LONG | OVERLONG_2 | TWO_MORE | SURROGATE | TOO_LARGE);
    const __m128i second_high = _mm_setr_epi8(TOO_SHORT, TOO_SHORT, TOO_SHORT,
        TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, low_8, low_9,
        low_a, low_a, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT);
    __m128i by_high = _mm_shuffle_epi8(first_high, high_nibbles(first));
    __m128i by_low =
        _mm_shuffle_epi8(first_low, _mm_and_si128(first, _mm_set1_epi8(0x0F)));
    __m128i by_second = _mm_shuffle_epi8(second_high, high_nibbles(second));

    return _mm_and_si128(_mm_and_si128(by_high, by_low), by_second);
}

/* Bytes that must be the third or fourth of a sequence: 0x80 in each. */
SSSE3 static inline __m128i
must_continue(__m128i now, __m128i before)
{
    __m128i two_back = _mm_alignr_epi8(now, before, 14);
    __m128i three_back = _mm_alignr_epi8(now, before, 13);
    __m128i third = _mm_subs_epu8(two_back, _mm_set1_epi8(0xE0 - 0x80));
    __m128i fourth = _mm_subs_epu8(three_back, _mm_set1_epi8(0xF0 - 0x80));

    return _mm_and_si128(
        _mm_or_si128(third, fourth), _mm_set1_epi8((char)0x80));
}

/* How many whole blocks from the start hold no error, in bytes. An error is
 * seen at the latest in the block after the one it starts in. */
SSSE3 static size_t
valid_blocks(const uint8_t *bytes, size_t len)
{
    __m128i before = _mm_setzero_si128();
    size_t at = 0;

    for (; len - at >= 16; at += 16) {
        __m128i now = _mm_loadu_si128((const __m128i *)(bytes + at));
        if (_mm_movemask_epi8(_mm_or_si128(now, before)) == 0)
            continue; /* before is ASCII, and so is what follows it */
        __m128i errors = pair_errors(_mm_alignr_epi8(now, before, 15), now);
        errors = _mm_xor_si128(errors, must_continue(now, before));
        if (_mm_movemask_epi8(_mm_cmpeq_epi8(errors, _mm_setzero_si128())) !=
            0xFFFF)
            break;
        before = now;
    }
    return at;
}

/* Goes back to the start of the sequence that reaches over at. */
static size_t
sequence_start(const uint8_t *bytes, size_t at)
{
    size_t back = at;

    for (int i = 0; i < 3 && back > 0; i++) {
        back--;
        if (bytes[back] >= 0xC0)
            return back;
        if (bytes[back] < 0x80)
            break;
    }
    return at;
}

/* Below this, the portable way is as fast, and repair of a file full of bad
 * bytes restarts after each of them. */
#define MIN_FOR_BLOCKS 64

size_t
dci_utf8_valid_prefix(const uint8_t *bytes, size_t len)
{
    if (len < MIN_FOR_BLOCKS || !__builtin_cpu_supports("ssse3"))
        return valid_prefix_portable(bytes, len);
    size_t at = sequence_start(bytes, valid_blocks(bytes, len));
    return at + valid_prefix_portable(bytes + at, len - at);
}
#else
size_t
dci_utf8_valid_prefix(const uint8_t *bytes, size_t len)
{
    return valid_prefix_portable(bytes, len);
}
#endif
