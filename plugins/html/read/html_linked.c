/* SPDX-License-Identifier: MIT */
/*
 * Metadata in JSON-LD (<script type="application/ld+json">) in the words of
 * schema.org: the first article, book or page that a script describes, at its
 * top, in an array there or in "@graph".
 *
 * A scanner of JSON (RFC 8259) with a stack of its own.  What each value means
 * follows from what the object or array around it means and from its key.
 * Anything that is not JSON ends the scan; an object that is not complete then
 * says nothing.
 */
#include "read/html_facts.h"

#include "parse/html_token.h"

enum { DEPTH_MAX = 32, TEXT_MAX = 262144, AUTHORS_MAX = 16 };

/* What an object, an array or a value means. */
enum meaning {
    NOTHING,
    LIST, /* holds things */
    THING, /* what may be the document */
    TYPE,
    AUTHOR,
    PUBLISHER,
    HEADLINE,
    NAME,
    DATE,
    LANGUAGE,
    DESCRIPTION,
    MEANINGS
};

static const struct {
    enum meaning around;
    const char *key;
    enum meaning meaning;
} rules[] = {
    {LIST, "@graph", LIST},
    {THING, "@graph", LIST},
    {THING, "@type", TYPE},
    {THING, "author", AUTHOR},
    {THING, "publisher", PUBLISHER},
    {THING, "headline", HEADLINE},
    {THING, "name", NAME},
    {THING, "datePublished", DATE},
    {THING, "inLanguage", LANGUAGE},
    {THING, "description", DESCRIPTION},
    {AUTHOR, "name", AUTHOR},
    {PUBLISHER, "name", PUBLISHER},
};

/* Types of schema.org that a page can be about as a whole. */
static const char *const types[] = {"Article", "NewsArticle", "BlogPosting",
    "Book", "AdvertiserContentArticle", "AnalysisNewsArticle",
    "AskPublicNewsArticle", "BackgroundNewsArticle", "OpinionNewsArticle",
    "ReportageNewsArticle", "ReviewNewsArticle", "Report", "ScholarlyArticle",
    "MedicalScholarlyArticle", "SocialMediaPosting", "LiveBlogPosting",
    "DiscussionForumPosting", "TechArticle", "APIReference"};

struct container {
    enum meaning meaning;
    bool is_object;
};

struct scan {
    struct html_reader *reader;
    const char *at;
    const char *end;
    struct container stack[DEPTH_MAX];
    size_t depth;
    struct html_facts *facts;
    enum meaning next; /* of the value that follows */
    /* The thing at hand. */
    size_t thing_depth;
    bool is_document;
    bool is_page; /* a WebPage, whose name is often that of the site too */
    dc_str texts[MEANINGS];
    dc_str authors[AUTHORS_MAX];
    size_t author_count;
};

static void
skip_blanks(struct scan *scan)
{
    while (scan->at < scan->end && html_is_blank(*scan->at))
        scan->at++;
}

/* Four digits in base 16, or -1. */
static long
hex4(const char *at, const char *end)
{
    long value = 0;
    if (end - at < 4)
        return -1;
    for (int i = 0; i < 4; i++) {
        char c = at[i];
        int digit = c >= '0' && c <= '9' ? c - '0'
            : c >= 'a' && c <= 'f'       ? c - 'a' + 10
            : c >= 'A' && c <= 'F'       ? c - 'A' + 10
                                         : -1;
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

/* Reads the digits behind "\u", and the second half of a pair. */
static bool
read_escaped_code(struct scan *scan, char *out, size_t *len)
{
    long code = hex4(scan->at, scan->end);
    if (code < 0)
        return false;
    scan->at += 4;
    if (code >= 0xD800 && code <= 0xDBFF && scan->end - scan->at >= 6 &&
        scan->at[0] == '\\' && scan->at[1] == 'u') {
        long low = hex4(scan->at + 2, scan->end);
        if (low >= 0xDC00 && low <= 0xDFFF) {
            code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
            scan->at += 6;
        }
    }
    if (code == 0 || (code >= 0xD800 && code <= 0xDFFF))
        code = 0xFFFD;
    *len += html_put_utf8(out + *len, (uint32_t)code);
    return true;
}

static bool
read_escape(struct scan *scan, char *out, size_t *len)
{
    static const char names[] = "\"\\/bfnrt";
    static const char values[] = "\"\\/\b\f\n\r\t";
    if (scan->at == scan->end)
        return false;
    char c = *scan->at++;
    if (c == 'u')
        return read_escaped_code(scan, out, len);
    const char *found = memchr(names, c, sizeof names - 1);
    if (!found)
        return false;
    out[(*len)++] = values[found - names];
    return true;
}

/* Reads a string whose quote is behind; what it says is never longer. */
static bool
read_string(struct scan *scan, dc_str *text)
{
    const char *start = scan->at;
    while (scan->at < scan->end && *scan->at != '"' && *scan->at != '\\')
        scan->at++;
    *text = dc_str_slice(start, (size_t)(scan->at - start));
    if (scan->at < scan->end && *scan->at == '"') {
        scan->at++;
        return true;
    }
    const char *close = scan->at;
    while (close < scan->end && *close != '"')
        close += *close == '\\' ? 2 : 1;
    if (close >= scan->end)
        return false;
    char *out = dc_alloc(scan->reader->job, (size_t)(close - start));
    if (!out)
        return false;
    size_t len = text->len;
    memcpy(out, start, len);
    while (*scan->at != '"') {
        if (*scan->at != '\\') {
            out[len++] = *scan->at++;
            continue;
        }
        scan->at++;
        if (!read_escape(scan, out, &len))
            return false;
    }
    scan->at++;
    *text = dc_str_slice(out, len);
    return true;
}

static bool
is_document_type(dc_str text)
{
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (dc_str_equal(text, types[i]))
            return true;
    return false;
}

static void
take_text(struct scan *scan, enum meaning meaning, dc_str text)
{
    if (meaning == TYPE) {
        scan->is_document |= is_document_type(text);
        scan->is_page |= dc_str_equal(text, "WebPage");
    } else if (meaning == AUTHOR && scan->author_count < AUTHORS_MAX)
        scan->authors[scan->author_count++] = text;
    else if (scan->texts[meaning].len == 0)
        scan->texts[meaning] = text;
}

static void
begin_thing(struct scan *scan)
{
    scan->thing_depth = scan->depth;
    scan->is_document = false;
    scan->is_page = false;
    scan->author_count = 0;
    memset(scan->texts, 0, sizeof scan->texts);
}

static bool
push(struct scan *scan, bool is_object)
{
    enum meaning meaning = scan->next;
    if (scan->depth == DEPTH_MAX)
        return false;
    if (is_object && meaning == LIST)
        meaning = THING;
    struct container *top = &scan->stack[scan->depth++];
    *top = (struct container){meaning, is_object};
    if (meaning == THING && is_object)
        begin_thing(scan);
    scan->next = is_object ? NOTHING : meaning;
    return true;
}

static bool
begins(dc_str text, dc_str with)
{
    return text.len >= with.len &&
        (with.len == 0 || memcmp(text.ptr, with.ptr, with.len) == 0);
}

static void
add_found(struct scan *scan)
{
    static const struct {
        enum meaning meaning;
        const char *key;
    } entries[] = {
        {HEADLINE, "title"},
        {NAME, "title"},
        {DATE, "date"},
        {PUBLISHER, "publisher"},
        {DESCRIPTION, "description"},
        {LANGUAGE, "lang"},
    };
    dc_str *headline = &scan->texts[HEADLINE];
    dc_str name = scan->texts[NAME];
    /* Of two names the one that the page itself goes by. */
    if (name.len && begins(scan->facts->title, name) &&
        !begins(scan->facts->title, *headline))
        *headline = name;
    int rank = scan->is_document ? HTML_RANK_LINKED : HTML_RANK_PAGE;
    for (size_t i = 0; i < sizeof entries / sizeof entries[0]; i++)
        html_fact_add(
            scan->facts, entries[i].key, rank, scan->texts[entries[i].meaning]);
    for (size_t i = 0; i < scan->author_count; i++)
        html_fact_add(scan->facts, "author", rank, scan->authors[i]);
}

/* Ends an object or array; false when all is done. */
static bool
pop(struct scan *scan)
{
    bool is_thing = scan->depth == scan->thing_depth &&
        scan->stack[scan->depth - 1].meaning == THING;
    scan->depth--;
    if (is_thing && (scan->is_document || scan->is_page))
        add_found(scan);
    return scan->depth != 0 && !(is_thing && scan->is_document);
}

/* The meaning that `key` has in the innermost object. */
static enum meaning
meaning_of(const struct scan *scan, dc_str key)
{
    enum meaning around = scan->stack[scan->depth - 1].meaning;
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
        if (rules[i].around == around && dc_str_equal(key, rules[i].key))
            return rules[i].meaning;
    return NOTHING;
}

/* Reads a key if one is next; the value's meaning is then known. */
static bool
read_key(struct scan *scan)
{
    dc_str key;
    scan->at++;
    if (!read_string(scan, &key))
        return false;
    skip_blanks(scan);
    if (scan->at == scan->end || *scan->at != ':')
        return false;
    scan->at++;
    scan->next = meaning_of(scan, key);
    return true;
}

/* Numbers, true, false and null: nothing is made of them. */
static bool
skip_word(struct scan *scan)
{
    const char *start = scan->at;
    while (scan->at < scan->end &&
        (html_is_letter(*scan->at) ||
            (*scan->at >= '+' && *scan->at <= '9' && *scan->at != ',' &&
                *scan->at != '/')))
        scan->at++;
    return scan->at > start;
}

/* Reads one value, or the beginning of one that holds others. */
static bool
read_value(struct scan *scan)
{
    dc_str text;
    skip_blanks(scan);
    if (scan->at == scan->end)
        return false;
    switch (*scan->at) {
    case '{':
    case '[':
        return push(scan, *scan->at++ == '{');
    case '"':
        scan->at++;
        if (!read_string(scan, &text))
            return false;
        take_text(scan, scan->next, text);
        return true;
    default:
        return skip_word(scan);
    }
}

/* Goes on to the next value; false at the end, or at what is not JSON. */
static bool
step(struct scan *scan)
{
    skip_blanks(scan);
    if (scan->at == scan->end || scan->depth == 0)
        return false;
    const struct container *top = &scan->stack[scan->depth - 1];
    if (*scan->at == (top->is_object ? '}' : ']')) {
        scan->at++;
        return pop(scan);
    }
    if (*scan->at == ',') {
        scan->at++;
        skip_blanks(scan);
    }
    if (scan->at == scan->end)
        return false;
    if (!top->is_object) {
        scan->next = top->meaning;
        return read_value(scan);
    }
    return *scan->at == '"' && read_key(scan) && read_value(scan);
}

/* In XML a script may be several texts, blanks around a CDATA section. */
static dc_str
longest_text(const struct html_dom *dom, uint32_t script)
{
    dc_str longest = {NULL, 0};
    for (uint32_t at = html_node(dom, script)->first; at;
         at = html_node(dom, at)->next) {
        dc_str text = html_text_of(dom, at);
        if (html_node(dom, at)->type == HTML_TYPE_TEXT &&
            text.len > longest.len)
            longest = text;
    }
    return longest;
}

void
html_read_linked(
    struct html_reader *reader, uint32_t script, struct html_facts *facts)
{
    dc_str text = longest_text(&reader->dom, script);
    if (text.len > TEXT_MAX)
        return;
    struct scan scan = {
        .reader = reader,
        .at = text.ptr,
        .end = text.ptr + text.len,
        .facts = facts,
        .next = LIST,
    };
    skip_blanks(&scan);
    if (html_begins_with(scan.at, scan.end, "<![cdata["))
        scan.at += strlen("<![CDATA[");
    if (!read_value(&scan) || scan.depth == 0)
        return;
    while (step(&scan))
        continue;
}
