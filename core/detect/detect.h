/* SPDX-License-Identifier: MIT */
/*
 * What a run of bytes says in Unicode, and in which language: character sets
 * by name, detection, decoding with every undecodable byte located, and
 * language detection.
 *
 * Private to the core; offered to plugins as docconv.charset/1 and
 * docconv.language/1. Every function is total: any bytes give an answer.
 * Nothing here opens a file, keeps mutable global state, or needs the input
 * to end in NUL. A decoder or text belongs to one thread at a time; all else
 * may be called from any thread.
 */
#ifndef DCI_DETECT_H
#define DCI_DETECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- character sets ---------------------------------------------------- */

/* A character set docconv can decode; static, never freed. */
struct dci_charset;

/* The set a label names (WHATWG labels, IANA and iconv names; letters and
 * digits count, case and punctuation do not), or NULL if none does. */
const struct dci_charset *dci_charset_lookup(const char *label, size_t len);

/* The canonical name, NUL-terminated, lower case ASCII. */
const char *dci_charset_name(const struct dci_charset *charset);

/* UTF-8, what every decoder writes. */
const struct dci_charset *dci_charset_utf8(void);

/* ---- UTF-8 ------------------------------------------------------------- */

/* The length of the longest prefix that is whole, well-formed UTF-8
 * sequences: len itself if all of it is. bytes may be NULL if len is 0. */
size_t dci_utf8_valid_prefix(const uint8_t *bytes, size_t len);

/* ---- detection --------------------------------------------------------- */

/* How a character set was found, surest first. */
enum dci_found {
    DCI_FOUND_BOM,
    DCI_FOUND_ASCII,
    DCI_FOUND_UTF8, /* all of it is well-formed */
    DCI_FOUND_UTF8_BROKEN, /* nearly all of it is; the rest is damage */
    DCI_FOUND_UTF16, /* by the statistics of code units */
    DCI_FOUND_UTF32,
    DCI_FOUND_ESCAPES, /* ISO 2022 or HZ */
    DCI_FOUND_STATISTICS,
    DCI_FOUND_COUNT
};

struct dci_detected {
    const struct dci_charset *charset; /* never NULL */
    enum dci_found found;
    uint8_t confidence; /* 0 to 100 */
    uint8_t bom_len; /* bytes to skip before decoding */
    bool is_binary; /* control bytes no text has; the set is moot */
    bool is_exhausted; /* memory ran out: the set is a mere default */
    size_t bad_count; /* UTF-8 only: ill-formed places */
};

/* Finds the character set of the whole input. Reads all of it at memory
 * speed for UTF-8; judges by statistics on samples of bounded size only if
 * it is not UTF-8. Empty input is ASCII. bytes may be NULL if len is 0. */
struct dci_detected dci_detect(const uint8_t *bytes, size_t len);

/* ---- decoding ---------------------------------------------------------- */

/* A place where decoding may start again: offsets of output and input, and
 * the decoder's state there. */
struct dci_mark {
    size_t output;
    uint64_t input;
    uint32_t state;
};

/* Growing UTF-8 text with sparse marks. Start from all zero; bytes is not
 * NUL-terminated and is NULL while empty. The owner may set len and
 * mark_count to 0 between feeds to reuse the memory. */
struct dci_text {
    char *bytes;
    size_t len;
    size_t capacity;
    struct dci_mark *marks;
    size_t mark_count;
    size_t mark_capacity;
};

/* Frees what the text holds and sets it to zero. NULL does nothing. */
void dci_text_free(struct dci_text *text);

/* Called for each undecodable sequence, in order: its offset in the input
 * and its bytes (1 to 4, borrowed for the call). */
typedef void dci_bad_fn(
    void *user, uint64_t offset, const uint8_t *bytes, size_t len);

struct dci_decoder;

/* A decoder at the start of its input, or NULL if memory is short. on_bad
 * may be NULL. Free with dci_decoder_free. */
struct dci_decoder *dci_decoder_new(
    const struct dci_charset *charset, dci_bad_fn *on_bad, void *user);

/* NULL does nothing. */
void dci_decoder_free(struct dci_decoder *decoder);

/* Decodes the next piece of input and appends it to text. Each undecodable
 * sequence (in UTF-8: each maximal subpart) becomes one U+FFFD and is
 * reported. A byte order mark is decoded like any character. is_last ends
 * the input: what is still incomplete is then undecodable. bytes may be NULL
 * if len is 0. False if memory is short; the decoder is then of no further
 * use. */
bool dci_decoder_feed(struct dci_decoder *decoder, const uint8_t *bytes,
    size_t len, bool is_last, struct dci_text *text);

/* How many sequences were undecodable so far. */
uint64_t dci_decoder_bad_count(const struct dci_decoder *decoder);

/* Decodes all of the input at once. As dci_decoder_new and _feed. */
bool dci_decode(const struct dci_charset *charset, const uint8_t *bytes,
    size_t len, struct dci_text *text);

/* The last mark at or before an output offset: a coarse input offset. All
 * zero if there is none. */
struct dci_mark dci_text_mark(const struct dci_text *text, size_t output);

/* The input offset of the character at an output offset, exactly, by
 * decoding again from the nearest mark. bytes is the whole input the text
 * was decoded from. Falls back to the mark if memory is short. */
uint64_t dci_text_source(const struct dci_text *text, size_t output,
    const struct dci_charset *charset, const uint8_t *bytes, size_t len);

/* ---- language ---------------------------------------------------------- */

/* Room for the longest tag that dci_language gives, with its NUL. */
#define DCI_LANGUAGE_TAG_SIZE 16

struct dci_language {
    char tag[DCI_LANGUAGE_TAG_SIZE]; /* BCP 47; "" if unknown */
    uint8_t confidence; /* 0 to 100; 0 if unknown */
    uint8_t share; /* of the text in that language, % */
    bool is_exhausted; /* memory ran out, so nothing is known */
};

/* The main language of UTF-8 text, judged on at most 64 KB spread over it.
 * Unknown for too little text, for a mixture without a main language, and
 * for languages the library does not know. Ill-formed UTF-8 is passed
 * over. */
struct dci_language dci_language_detect(const char *text, size_t len);

#ifdef __cplusplus
}
#endif

#endif
