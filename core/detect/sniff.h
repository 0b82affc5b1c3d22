/* SPDX-License-Identifier: MIT */
/*
 * Evidence short of full statistics: wide Unicode without a mark, escape
 * sequences, and whether the bytes are text at all.
 */
#ifndef DCI_DETECT_SNIFF_H
#define DCI_DETECT_SNIFF_H

#include "charset.h"

/* True if no byte is 0x80 or above. */
bool dci_is_ascii(const uint8_t *bytes, size_t len);

/* UTF-32LE or UTF-32BE without a mark, or NULL. */
const struct dci_charset *dci_sniff_utf32(const uint8_t *bytes, size_t len);

/* UTF-16LE or UTF-16BE without a mark, or NULL. */
const struct dci_charset *dci_sniff_utf16(const uint8_t *bytes, size_t len);

/* ISO 2022 or HZ if their escape sequences occur and the input decodes by
 * them, or NULL. Only seven-bit input qualifies. */
const struct dci_charset *dci_sniff_escapes(const uint8_t *bytes, size_t len);

/* Whether the input holds control bytes that no text in an 8-bit set has. */
bool dci_is_binary(const uint8_t *bytes, size_t len);

#endif
