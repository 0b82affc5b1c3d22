/* SPDX-License-Identifier: MIT */
/* Times of media overlays (SMIL 3.0, clock values), in milliseconds. */
#ifndef EPUB_CLOCK_H
#define EPUB_CLOCK_H

#include <stdbool.h>

#include "base/epub_buf.h"

/* "1:02:03.5", "02:03", "12.5s", "200ms", "1.5min", "2h", "7"; or false. */
bool epub_clock_parse(dc_str text, uint64_t *milliseconds);

/* Puts "0:02:03.500". */
void epub_clock_put(struct epub_buf *buf, uint64_t milliseconds);

#endif
