/* SPDX-License-Identifier: MIT */
/*
 * Fast checks of UTF-8.  Two passes share the work, 16 bytes at a time:
 * one that knows only plain ASCII, which is most of most documents, and one
 * that checks any valid UTF-8 by comparing each byte with the three before
 * it.  Neither finds the place of a fault; it stops before the block, and a
 * scalar loop goes on from the last character border.  Without SSE2 the
 * scalar loop does it all.
 *
 * The rules of the wide pass, c being a byte and p1, p2, p3 those before it
 * (Unicode table 3-7 turned round):
 * - c must be a continuation byte if p1 >= C0, p2 >= E0 or p3 >= F0, and must
 *   not be one else;
 * - c is never C0, C1 or above F4;
 * - after E0 c is at least A0, after ED at most 9F, after F0 at least 90,
 *   after F4 at most 8F;
 * - for text, EF BF BE and EF BF BF are out, and so are the C0 controls.
 */
#include "base/utf8.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum check { CHECK_UTF8, CHECK_TEXT };

static bool
is_text(uint32_t code)
{
    if (code < 0x20)
        return code == '\t' || code == '\n' || code == '\r';
    return code != 0xFFFE && code != 0xFFFF && code != DCI_UTF8_INVALID;
}

/* Goes on from `at` one character at a time, to a fault or past `until`. */
static size_t
scan_characters(
    const char *ptr, size_t len, size_t at, size_t until, enum check check)
{
    while (at < until) {
        uint32_t code;
        size_t size = dci_utf8_decode(ptr + at, len - at, &code);
        if (check == CHECK_TEXT ? !is_text(code) : code == DCI_UTF8_INVALID)
            break;
        at += size;
    }
    return at;
}

#ifdef __SSE2__

enum { BLOCK = sizeof(__m128i) };

static inline __m128i
load(const char *ptr)
{
    return _mm_loadu_si128((const __m128i *)(const void *)ptr);
}

static inline __m128i
bytes(unsigned value)
{
    return _mm_set1_epi8((char)value);
}

static inline __m128i
either(__m128i a, __m128i b)
{
    return _mm_or_si128(a, b);
}

/* FF where a is at least (most) `bound`, as unsigned numbers. */
static inline __m128i
at_least(__m128i a, unsigned bound)
{
    return _mm_cmpeq_epi8(_mm_max_epu8(a, bytes(bound)), a);
}

static inline __m128i
at_most(__m128i a, unsigned bound)
{
    return _mm_cmpeq_epi8(_mm_min_epu8(a, bytes(bound)), a);
}

static inline __m128i
is(__m128i a, unsigned value)
{
    return _mm_cmpeq_epi8(a, bytes(value));
}

/* FF where a byte is a control that text must not hold. */
static inline __m128i
controls(__m128i c)
{
    __m128i fine = either(either(is(c, '\t'), is(c, '\n')), is(c, '\r'));
    return _mm_andnot_si128(fine, at_most(c, 0x1F));
}

/* True if the block is ASCII and fit for `check`. */
static inline bool
is_plain(__m128i c, enum check check)
{
    if (check == CHECK_UTF8)
        return _mm_movemask_epi8(c) == 0;
    /* As signed numbers the bytes from 80 on are below 20 as well. */
    __m128i fine = either(either(is(c, '\t'), is(c, '\n')), is(c, '\r'));
    __m128i low = _mm_cmplt_epi8(c, bytes(0x20));
    return _mm_movemask_epi8(_mm_andnot_si128(fine, low)) == 0;
}

/* FF where the bytes before `c` end in a way that c is not allowed after. */
static inline __m128i
bad_second(__m128i p1, __m128i c)
{
    __m128i low = either(_mm_and_si128(is(p1, 0xE0), at_most(c, 0x9F)),
        _mm_and_si128(is(p1, 0xF0), at_most(c, 0x8F)));
    __m128i high = either(_mm_and_si128(is(p1, 0xED), at_least(c, 0xA0)),
        _mm_and_si128(is(p1, 0xF4), at_least(c, 0x90)));
    return either(low, high);
}

/* True if the block at `ptr`, which has three bytes before it, is in order. */
static inline bool
is_fine(const char *ptr, enum check check)
{
    __m128i c = load(ptr);
    __m128i p1 = load(ptr - 1);
    __m128i p2 = load(ptr - 2);
    __m128i p3 = load(ptr - 3);
    __m128i inside = either(
        at_least(p1, 0xC0), either(at_least(p2, 0xE0), at_least(p3, 0xF0)));
    __m128i continues = _mm_cmplt_epi8(c, bytes(0xC0));
    __m128i bad = _mm_xor_si128(inside, continues);
    bad = either(bad, either(is(c, 0xC0), is(c, 0xC1)));
    bad = either(bad, either(at_least(c, 0xF5), bad_second(p1, c)));
    if (check == CHECK_TEXT) {
        __m128i outside = _mm_and_si128(
            _mm_and_si128(is(p2, 0xEF), is(p1, 0xBF)), at_least(c, 0xBE));
        bad = either(bad, either(controls(c), outside));
    }
    return _mm_movemask_epi8(bad) == 0;
}

/* Where the character that reaches into, or ends at, `at` begins. */
static size_t
character_start(const char *ptr, size_t at)
{
    size_t start = at;
    while (start > 0 && at - start < 3) {
        start--;
        if (((unsigned char)ptr[start] & 0xC0) != 0x80)
            return (unsigned char)ptr[start] >= 0xC0 ? start : at;
    }
    return at;
}

/* How far whole blocks from `at`, a character border, are in order. */
static size_t
scan_blocks(const char *ptr, size_t len, size_t at, enum check check)
{
    while (len - at >= BLOCK && is_plain(load(ptr + at), check))
        at += BLOCK;
    if (at < 3)
        at = scan_characters(ptr, len, at, len < 3 ? len : 3, check);
    if (at < 3)
        return at;
    while (len - at >= BLOCK && is_fine(ptr + at, check))
        at += BLOCK;
    return character_start(ptr, at);
}

/* A block of nothing but the bytes of a run of 1 to 15. */
static inline __m128i
load_short(const char *ptr, size_t len)
{
    uint64_t first = 0;
    uint64_t last = 0;
    if (len >= 8) {
        memcpy(&first, ptr, 8);
        memcpy(&last, ptr + len - 8, 8);
        return _mm_set_epi64x((long long)last, (long long)first);
    }
    if (len >= 4) {
        memcpy(&first, ptr, 4);
        memcpy(&last, ptr + len - 4, 4);
        return _mm_set1_epi64x((long long)(last << 32 | first));
    }
    first = (unsigned char)ptr[0];
    last = (unsigned char)ptr[len - 1];
    uint64_t middle = (unsigned char)ptr[len / 2];
    uint64_t fill = first * UINT64_C(0x0101010101);
    return _mm_set1_epi64x(
        (long long)(fill << 24 | last << 16 | middle << 8 | first));
}

/* Goes on at the block `at`, which is not plain. */
static __attribute__((noinline)) size_t
scan_mixed(const char *ptr, size_t len, size_t at, enum check check)
{
    if (len >= BLOCK)
        at = scan_blocks(ptr, len, at, check);
    return scan_characters(ptr, len, at, len, check);
}

/* The common case alone: short enough to have no stack frame. */
static inline size_t
scan(const char *ptr, size_t len, enum check check)
{
    size_t at = 0;
    if (len < BLOCK) {
        if (len == 0 || is_plain(load_short(ptr, len), check))
            return len;
        return scan_mixed(ptr, len, 0, check);
    }
    while (len - at >= BLOCK && is_plain(load(ptr + at), check))
        at += BLOCK;
    /* The last block may overlap the one before. */
    if (len - at < BLOCK && is_plain(load(ptr + len - BLOCK), check))
        return len;
    return scan_mixed(ptr, len, at, check);
}

#else

static inline size_t
scan(const char *ptr, size_t len, enum check check)
{
    return scan_characters(ptr, len, 0, len, check);
}

#endif

bool
dci_utf8_valid(const char *ptr, size_t len)
{
    return scan(ptr, len, CHECK_UTF8) == len;
}

size_t
dci_utf8_text_prefix(const char *ptr, size_t len)
{
    return scan(ptr, len, CHECK_TEXT);
}
