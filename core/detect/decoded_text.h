/* SPDX-License-Identifier: MIT */
/*
 * Writing to a struct dci_text; for the decoder only.
 */
#ifndef DCI_DECODED_TEXT_H
#define DCI_DECODED_TEXT_H

#include "detect.h"

/* Input bytes between two marks, at the least. */
#define DCI_MARK_DISTANCE 8192

/* Makes room for more bytes behind len. False if memory is short. */
bool dci_text_reserve(struct dci_text *text, size_t more);

/* Notes that the input at this offset is decoded from here on, unless the
 * last mark is near. False if memory is short. */
bool dci_text_put_mark(struct dci_text *text, uint64_t input, uint32_t state);

#endif
