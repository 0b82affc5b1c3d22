/* SPDX-License-Identifier: MIT */
/*
 * Dates without the C library: its functions ask for time zones and locales,
 * and a writer may know neither.
 */
#include "write/epub_date.h"

#include <string.h>

static const char full_form[] = "dddd-dd-ddTdd:dd:ddZ";

/* The text has the form of the pattern's first `len` characters. */
static bool
has_form(dc_str text, size_t len)
{
    if (text.len != len)
        return false;
    for (size_t i = 0; i < len; i++) {
        bool is_digit = text.ptr[i] >= '0' && text.ptr[i] <= '9';
        if (full_form[i] == 'd' ? !is_digit : text.ptr[i] != full_form[i])
            return false;
    }
    return true;
}

/* The two digits at `at`. */
static int
pair(dc_str text, size_t at)
{
    return (text.ptr[at] - '0') * 10 + text.ptr[at + 1] - '0';
}

static int
days_in(int year, int month)
{
    static const char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && is_leap);
}

static bool
is_real(dc_str text)
{
    int month = text.len > 4 ? pair(text, 5) : 1;
    if (month < 1 || month > 12)
        return false;
    int day = text.len > 7 ? pair(text, 8) : 1;
    int year = pair(text, 0) * 100 + pair(text, 2);
    if (day < 1 || day > days_in(year, month))
        return false;
    return text.len <= 10 ||
        (pair(text, 11) < 24 && pair(text, 14) < 60 && pair(text, 17) < 60);
}

bool
epub_is_date(dc_str text)
{
    return (has_form(text, 4) || has_form(text, 7) || has_form(text, 10) ||
               has_form(text, EPUB_DATE_SIZE - 1)) &&
        is_real(text);
}

bool
epub_date_of_text(dc_str text, char date[EPUB_DATE_SIZE])
{
    if (text.len < 10 || !epub_is_date(text))
        return false;
    memcpy(date, "0000-00-00T00:00:00Z", EPUB_DATE_SIZE);
    memcpy(date, text.ptr, text.len);
    return true;
}

static void
put_pair(char *to, int64_t number)
{
    to[0] = (char)('0' + number / 10);
    to[1] = (char)('0' + number % 10);
}

void
epub_date_of_seconds(int64_t seconds, char date[EPUB_DATE_SIZE])
{
    static const int64_t last = INT64_C(253402300799); /* of year 9999 */
    if (seconds > last)
        seconds = last;
    int64_t days = seconds / 86400;
    int year = 1970;
    int month = 1;
    for (;;) {
        int of_year = days_in(year, 2) == 29 ? 366 : 365;
        if (days < of_year)
            break;
        days -= of_year;
        year++;
    }
    for (; days >= days_in(year, month); month++)
        days -= days_in(year, month);
    memcpy(date, "0000-00-00T00:00:00Z", EPUB_DATE_SIZE);
    put_pair(date, year / 100);
    put_pair(date + 2, year % 100);
    put_pair(date + 5, month);
    put_pair(date + 8, days + 1);
    put_pair(date + 11, seconds / 3600 % 24);
    put_pair(date + 14, seconds / 60 % 60);
    put_pair(date + 17, seconds % 60);
}
