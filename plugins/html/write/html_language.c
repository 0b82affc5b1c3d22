/* SPDX-License-Identifier: MIT */
/* Languages and dates, as a page's head says them. */
#include "write/html_page.h"

#include "parse/html_ascii.h"

/* Languages that are written from right to left, and such scripts. */
static const char *const rtl[] = {
    "ar",
    "arc",
    "ckb",
    "dv",
    "fa",
    "he",
    "iw",
    "ks",
    "nqo",
    "ps",
    "sd",
    "syr",
    "ug",
    "ur",
    "yi",
    "adlm",
    "arab",
    "hebr",
    "nkoo",
    "syrc",
    "thaa",
};

static bool
is_rtl_part(dc_str part)
{
    for (size_t i = 0; i < sizeof(rtl) / sizeof(*rtl); i++) {
        size_t at = 0;
        while (at < part.len && rtl[i][at] &&
            html_lower(part.ptr[at]) == rtl[i][at])
            at++;
        if (at == part.len && !rtl[i][at])
            return true;
    }
    return false;
}

/* By the grammar of BCP 47, loosely: parts of letters and digits. */
bool
html_check_language(dc_str tag, bool *is_rtl)
{
    size_t start = 0;
    *is_rtl = false;
    for (size_t at = 0; at <= tag.len; at++) {
        if (at < tag.len && tag.ptr[at] != '-') {
            char c = html_lower(tag.ptr[at]);
            bool is_letter = c >= 'a' && c <= 'z';
            if (!is_letter && (start == 0 || c < '0' || c > '9'))
                return false;
            continue;
        }
        size_t len = at - start;
        if (len == 0 || len > 8 || (start == 0 && (len < 2 || len > 3)))
            return false;
        dc_str part = dc_str_slice(tag.ptr + start, len);
        if (start == 0)
            *is_rtl = is_rtl_part(part);
        else if (len == 4)
            *is_rtl = is_rtl_part(part);
        start = at + 1;
    }
    return true;
}

/* Numbers and words of a date, in their order. */
struct date_part {
    uint32_t number; /* 0: a word */
    size_t digits;
    uint32_t month; /* of a word that names one */
};

static uint32_t
month_of(dc_str word)
{
    static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    if (word.len < 3)
        return 0;
    for (uint32_t i = 0; i < 12; i++)
        if (html_lower(word.ptr[0]) == months[3 * i] &&
            html_lower(word.ptr[1]) == months[3 * i + 1] &&
            html_lower(word.ptr[2]) == months[3 * i + 2])
            return i + 1;
    return 0;
}

static bool
is_word(char c)
{
    return (html_lower(c) >= 'a' && html_lower(c) <= 'z');
}

/* At most three parts; more, or other characters: it is no date. */
static size_t
split_date(dc_str date, struct date_part *parts)
{
    size_t count = 0;
    for (size_t at = 0; at < date.len;) {
        size_t start = at;
        struct date_part part = {0, 0, 0};
        for (; at < date.len && html_is_digit(date.ptr[at]) && at - start < 5;
             at++)
            part.number = part.number * 10 + (uint32_t)(date.ptr[at] - '0');
        part.digits = at - start;
        while (part.digits == 0 && at < date.len && is_word(date.ptr[at]))
            at++;
        if (at == start) {
            if (!strchr(" ,.-/", date.ptr[at++]))
                return 0;
            continue;
        }
        if (part.digits == 0)
            part.month = month_of(dc_str_slice(date.ptr + start, at - start));
        if (count == 3 || (part.digits == 0 && part.month == 0))
            return 0;
        parts[count++] = part;
    }
    return count;
}

static void
put_digits(char *to, uint32_t number, size_t digits)
{
    while (digits) {
        to[--digits] = (char)('0' + number % 10);
        number /= 10;
    }
}

dc_str
html_iso_date(struct html_write *write, dc_str date)
{
    struct date_part parts[3];
    size_t count = split_date(date, parts);
    uint32_t year = 0;
    uint32_t month = 0;
    uint32_t day = 0;
    if (count && parts[0].digits == 4) {
        year = parts[0].number;
        month = count > 1 ? parts[1].number + parts[1].month : 0;
        day = count > 2 ? parts[2].number : 0;
    } else if (count == 3 && parts[2].digits == 4) {
        bool is_day_first = parts[1].month != 0;
        year = parts[2].number;
        month = parts[is_day_first].number + parts[is_day_first].month;
        day = parts[!is_day_first].number;
    }
    bool is_date = year && month <= 12 && day <= 31 && (count < 2 || month) &&
        (count < 3 || day);
    char *iso = is_date ? html_alloc(write, 10) : NULL;
    if (!iso)
        return dc_str_slice(NULL, 0);
    put_digits(iso, year, 4);
    iso[4] = '-';
    put_digits(iso + 5, month, 2);
    iso[7] = '-';
    put_digits(iso + 8, day, 2);
    return dc_str_slice(iso, day ? 10 : month ? 7 : 4);
}
