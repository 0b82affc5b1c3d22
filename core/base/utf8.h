/* SPDX-License-Identifier: MIT */
/*
 * UTF-8 as the Unicode standard defines it (table 3-7: no overlong forms, no
 * surrogates, nothing above U+10FFFF), and the stricter text that XML 1.0 can
 * hold.
 */
#ifndef DCI_UTF8_H
#define DCI_UTF8_H

#include <stdbool.h>

#include "docconv/base.h"

/* What dci_utf8_decode says of bytes that are no character. */
#define DCI_UTF8_INVALID UINT32_MAX

/* U+FFFD, which takes the place of what cannot be text. */
#define DCI_UTF8_REPLACEMENT "\xEF\xBF\xBD"

/*
 * Decodes the first character of [ptr, ptr + len), len > 0, into *code and
 * returns its length.  Bytes that are no character read as DCI_UTF8_INVALID,
 * with the length of the maximal subpart: what one U+FFFD stands for.
 */
size_t dci_utf8_decode(const char *ptr, size_t len, uint32_t *code);

/* Writes `code`, a scalar value, and returns its length, 1 to 4. */
size_t dci_utf8_encode(uint32_t code, char to[4]);

/* True if all of it is UTF-8. */
bool dci_utf8_valid(const char *ptr, size_t len);

/*
 * Length of the longest prefix of whole characters that XML 1.0 can hold:
 * UTF-8 without U+0000..U+001F but tab, line feed and carriage return, and
 * without U+FFFE and U+FFFF.
 */
size_t dci_utf8_text_prefix(const char *ptr, size_t len);

/*
 * The largest length <= `len` at which valid UTF-8 may be cut: not within a
 * character.
 */
size_t dci_utf8_cut(const char *ptr, size_t len);

#endif
