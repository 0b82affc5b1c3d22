/* SPDX-License-Identifier: MIT */
/* Dates as EPUB wants them: ISO 8601 in the profile of W3C-DTF. */
#ifndef EPUB_DATE_H
#define EPUB_DATE_H

#include <stdbool.h>

#include "docconv/base.h"

/* "2000-01-01T00:00:00Z" and a NUL. */
#define EPUB_DATE_SIZE 21

/* True for 2000, 2000-12, 2000-12-31 and 2000-12-31T23:59:59Z. */
bool epub_is_date(dc_str text);

/* From a date with a day, with or without time in UTC; else false. */
bool epub_date_of_text(dc_str text, char date[EPUB_DATE_SIZE]);

/* From seconds since 1970; the year 9999 is the last. */
void epub_date_of_seconds(int64_t seconds, char date[EPUB_DATE_SIZE]);

#endif
