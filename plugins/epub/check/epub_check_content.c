/* SPDX-License-Identifier: MIT */
/*
 * The content of an element: its children one by one against a list of
 * particles (epub_check_grammar.h).
 */
#include "check/epub_check_grammar.h"

enum { PARTICLES = 32 }; /* bits of epub_progress.seen */

struct particle {
    dc_str names;
    bool is_needed;
    bool is_many;
};

/* The next particle of *rest, and the flags that stand before it. */
static struct particle
next_particle(dc_str *rest, bool *is_free, bool *is_again)
{
    dc_str word = epub_next_word(rest);
    for (; word.len == 1 && memchr("#&@~!", *word.ptr, 5);
         word = epub_next_word(rest)) {
        *is_free |= *word.ptr == '&';
        *is_again |= *word.ptr == '@';
    }
    char last = word.len ? word.ptr[word.len - 1] : 0;
    bool is_marked = last == '?' || last == '*' || last == '+';
    return (struct particle){
        .names = {word.ptr, word.len - is_marked},
        .is_needed = last != '?' && last != '*',
        .is_many = last == '*' || last == '+',
    };
}

/* True if the name is one of those with '|' between. */
static bool
is_alternative(dc_str names, dc_str name)
{
    while (names.len) {
        const char *bar = memchr(names.ptr, '|', names.len);
        size_t len = bar ? (size_t)(bar - names.ptr) : names.len;
        if (epub_is((dc_str){names.ptr, len}, name))
            return true;
        len += bar != NULL;
        names = (dc_str){names.ptr + len, names.len - len};
    }
    return false;
}

/* False: no particle from the one reached on takes the name. */
static bool
step(const char *content, struct epub_progress *progress, dc_str name,
    bool *is_again)
{
    dc_str rest = dc_str_of(content);
    bool is_free = false;
    bool is_named = false;
    uint32_t wild = PARTICLES;
    for (uint32_t i = 0; i < PARTICLES; i++) {
        struct particle particle = next_particle(&rest, &is_free, is_again);
        if (particle.names.len == 0)
            break;
        bool is_open = (is_free || i >= progress->at) &&
            (particle.is_many || !(progress->seen & 1U << i));
        if (dc_str_equal(particle.names, "%") && is_open)
            wild = i;
        if (!is_alternative(particle.names, name))
            continue;
        is_named = true;
        if (!is_open)
            continue;
        progress->at = i;
        progress->seen |= 1U << i;
        return true;
    }
    if (is_named || wild == PARTICLES)
        return false;
    progress->at = wild;
    progress->seen |= 1U << wild;
    return true;
}

bool
epub_content_step(
    const char *content, struct epub_progress *progress, dc_str name)
{
    bool is_again = false;
    if (step(content, progress, name, &is_again))
        return true;
    if (!is_again || epub_content_missing(content, progress).len)
        return false;
    *progress = (struct epub_progress){0};
    return step(content, progress, name, &is_again);
}

dc_str
epub_content_missing(const char *content, const struct epub_progress *progress)
{
    dc_str rest = dc_str_of(content);
    bool is_free = false;
    bool is_again = false;
    for (uint32_t i = 0; i < PARTICLES; i++) {
        struct particle particle = next_particle(&rest, &is_free, &is_again);
        bool is_missing = particle.is_needed && !(progress->seen & 1U << i);
        if (particle.names.len == 0)
            break;
        if (is_again && progress->seen == 0)
            break; /* it need not stand once */
        if (is_missing)
            return particle.names;
    }
    return (dc_str){"", 0};
}

static bool
is_digits(dc_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
    return text.len > 0;
}

static bool
is_name(dc_str text)
{
    return epub_is_ncname(epub_trimmed(text));
}

static bool
is_number(dc_str text)
{
    return is_digits(epub_trimmed(text));
}

static bool
is_positive(dc_str text)
{
    dc_str digits = epub_trimmed(text);
    while (digits.len && *digits.ptr == '0')
        digits = (dc_str){digits.ptr + 1, digits.len - 1};
    return is_digits(digits);
}

static bool
is_integer(dc_str text)
{
    dc_str digits = epub_trimmed(text);
    if (digits.len && *digits.ptr == '-')
        digits = (dc_str){digits.ptr + 1, digits.len - 1};
    return is_digits(digits);
}

static bool
is_token(dc_str text)
{
    dc_str rest = text;
    return text.len && epub_next_word(&rest).len == text.len;
}

/* Characters of names, in any order (those beyond ASCII are let pass). */
static bool
is_nmtoken(dc_str text)
{
    text = epub_trimmed(text);
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        bool fits = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
            (c >= '0' && c <= '9') || (c & 0x80) || memchr("-._:", c, 4);
        if (!fits)
            return false;
    }
    return text.len > 0;
}

static bool
is_nmtokens(dc_str text)
{
    dc_str rest = text;
    bool fits = true;
    for (dc_str word = epub_next_word(&rest); word.len;
         word = epub_next_word(&rest))
        fits &= is_nmtoken(word);
    return fits && epub_trimmed(text).len > 0;
}

static bool
is_word(dc_str text)
{
    return epub_trimmed(text).len > 0;
}

/* Letters, then parts of letters and digits, of eight at most each. */
static bool
is_language(dc_str text)
{
    size_t part = 0;
    bool is_first = true;
    text = epub_trimmed(text);
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        bool is_digit = c >= '0' && c <= '9';
        if (c == '-' && part) {
            is_first = false;
            part = 0;
        } else if ((is_letter || (is_digit && !is_first)) && part < 8) {
            part++;
        } else {
            return false;
        }
    }
    return text.len == 0 || part > 0;
}

/* "type/subtype", and perhaps parameters. */
static bool
is_media_type(dc_str text)
{
    static const char others[] = "!#$&+-^_.";
    size_t slashes = 0;
    size_t part = 0;
    for (size_t i = 0; i < text.len && text.ptr[i] != ';'; i++) {
        char c = text.ptr[i];
        bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
            (c >= '0' && c <= '9') || memchr(others, c, sizeof others - 1);
        if (c == '/' && (part == 0 || ++slashes > 1))
            return false;
        if (c != '/' && !is_plain)
            return false;
        part = c == '/' ? 0 : part + 1;
    }
    return slashes == 1 && part > 0;
}

static bool
is_text(dc_str text)
{
    (void)text;
    return true;
}

bool
epub_is_of_type(dc_str text, dc_str type)
{
    static const struct {
        const char *name;
        bool (*fits)(dc_str text);
    } types[] = {{"ID", is_name}, {"NUMBER", is_number},
        {"POSITIVE", is_positive}, {"INTEGER", is_integer}, {"TOKEN", is_token},
        {"NMTOKEN", is_nmtoken}, {"NMTOKENS", is_nmtokens}, {"WORD", is_word},
        {"LANG", is_language}, {"TYPE", is_media_type}, {"TEXT", is_text}};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (dc_str_equal(type, types[i].name))
            return types[i].fits(text);
    text = epub_trimmed(text);
    return text.len ? is_alternative(type, text)
                    : type.len && type.ptr[type.len - 1] == '|';
}
