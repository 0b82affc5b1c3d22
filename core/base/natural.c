/* SPDX-License-Identifier: MIT */
/* Comparing names by their numbers (natural.h). */
#include "base/natural.h"

#include <string.h>

static int
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Where a character stands among others. */
static int
rank_of(char c)
{
    if (c == '/')
        return 0;
    if (c >= 'A' && c <= 'Z')
        c = (char)(c | 0x20);
    return (unsigned char)c + 1;
}

/* The run of digits at `*at` without its zeros in front; moves behind it. */
static dc_str
take_number(dc_str text, size_t *at)
{
    size_t from = *at;
    while (*at < text.len && is_digit(text.ptr[*at]))
        ++*at;
    while (from + 1 < *at && text.ptr[from] == '0')
        from++;
    return (dc_str){text.ptr + from, *at - from};
}

/* Numbers of any length: the longer one is larger. */
static int
compare_numbers(dc_str a, dc_str b)
{
    if (a.len != b.len)
        return a.len < b.len ? -1 : 1;
    return memcmp(a.ptr, b.ptr, a.len);
}

/* What is left when names differ by nothing that counts: "01" and "1". */
static int
compare_bytes(dc_str a, dc_str b)
{
    size_t len = a.len < b.len ? a.len : b.len;
    int order = len ? memcmp(a.ptr, b.ptr, len) : 0;
    if (order != 0 || a.len == b.len)
        return order;
    return a.len < b.len ? -1 : 1;
}

int
dci_natural_compare(dc_str a, dc_str b)
{
    size_t i = 0;
    size_t k = 0;
    while (i < a.len && k < b.len) {
        int order = 0;
        if (is_digit(a.ptr[i]) && is_digit(b.ptr[k])) {
            dc_str one = take_number(a, &i);
            dc_str two = take_number(b, &k);
            order = compare_numbers(one, two);
        } else {
            order = rank_of(a.ptr[i++]) - rank_of(b.ptr[k++]);
        }
        if (order != 0)
            return order;
    }
    if (i < a.len || k < b.len)
        return i < a.len ? 1 : -1;
    return compare_bytes(a, b);
}
