/* SPDX-License-Identifier: MIT */
/*
 * Quotation marks by language, as CLDR gives them for everyday text: outer
 * pair, inner pair.  Row 0 serves all languages that are not named.
 */
#include "write/text_out.h"

struct quotes {
    const char *lang;
    const char *marks[4]; /* outer, inner; each opening, closing */
};

static const struct quotes rows[] = {
    {"en", {"“", "”", "‘", "’"}},
    {"bg", {"„", "“", "‚", "‘"}},
    {"cs", {"„", "“", "‚", "‘"}},
    {"da", {"“", "”", "‘", "’"}},
    {"de-CH", {"«", "»", "‹", "›"}},
    {"de-LI", {"«", "»", "‹", "›"}},
    {"de", {"„", "“", "‚", "‘"}},
    {"el", {"«", "»", "“", "”"}},
    {"es", {"«", "»", "“", "”"}},
    {"et", {"„", "“", "‚", "‘"}},
    {"fi", {"”", "”", "’", "’"}},
    {"fr-CH", {"«", "»", "‹", "›"}},
    {"fr", {"«\u202F", "\u202F»", "“", "”"}},
    {"hr", {"„", "“", "‚", "‘"}},
    {"hu", {"„", "”", "»", "«"}},
    {"is", {"„", "“", "‚", "‘"}},
    {"it", {"«", "»", "“", "”"}},
    {"ja", {"「", "」", "『", "』"}},
    {"lt", {"„", "“", "‚", "‘"}},
    {"lv", {"“", "”", "‘", "’"}},
    {"nb", {"«", "»", "‘", "’"}},
    {"nn", {"«", "»", "‘", "’"}},
    {"no", {"«", "»", "‘", "’"}},
    {"pl", {"„", "”", "«", "»"}},
    {"pt-BR", {"“", "”", "‘", "’"}},
    {"pt", {"«", "»", "“", "”"}},
    {"ro", {"„", "”", "«", "»"}},
    {"ru", {"«", "»", "„", "“"}},
    {"be", {"«", "»", "„", "“"}},
    {"sk", {"„", "“", "‚", "‘"}},
    {"sl", {"„", "“", "‚", "‘"}},
    {"sr", {"„", "“", "‚", "‘"}},
    {"sv", {"”", "”", "’", "’"}},
    {"uk", {"«", "»", "„", "“"}},
    {"zh-TW", {"「", "」", "『", "』"}},
    {"zh-HK", {"「", "」", "『", "』"}},
    {"zh-Hant", {"「", "」", "『", "』"}},
};

static bool
is_same_letter(char a, char b)
{
    char lower_a = a >= 'A' && a <= 'Z' ? (char)(a + 32) : a;
    char lower_b = b >= 'A' && b <= 'Z' ? (char)(b + 32) : b;
    return lower_a == lower_b;
}

/* The tag is the row's, or goes on behind it: "de-AT" is "de". */
static bool
is_covered(dc_str tag, const char *lang)
{
    size_t len = strlen(lang);
    if (tag.len < len || (tag.len > len && tag.ptr[len] != '-'))
        return false;
    for (size_t i = 0; i < len; i++)
        if (!is_same_letter(tag.ptr[i], lang[i]))
            return false;
    return true;
}

uint8_t
text_out_quotes_of(dc_str lang, uint8_t fallback)
{
    if (lang.len == 0)
        return fallback;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        if (is_covered(lang, rows[i].lang))
            return (uint8_t)i;
    return 0;
}

const char *
text_out_quote(uint8_t quotes, bool is_double, bool is_closing)
{
    return rows[quotes].marks[(is_double ? 0 : 2) + (is_closing ? 1 : 0)];
}
