/* SPDX-License-Identifier: MIT */
/*
 * Metadata values, in the shapes that pandoc's documents give them: a text,
 * a map with the text and what refines it, or a list of either.  And what
 * the writer must know of them before the first chapter: title and language.
 */
#include "write/epub.h"

dc_str
epub_meta_value(struct epub *epub, uint32_t value)
{
    if (value && dc_kind(epub->job, value) == DC_META_MAP) {
        uint32_t text = epub_meta_member(epub, value, "text");
        value = text ? text : epub_meta_member(epub, value, "name");
    }
    if (!value)
        return dc_str_slice(NULL, 0);
    return epub_keep_line(epub, dc_plain_text(epub->job, value));
}

uint32_t
epub_meta_member(struct epub *epub, uint32_t map, const char *key)
{
    const dc_walk *walk = epub->job->host->walk;
    if (dc_kind(epub->job, map) != DC_META_MAP)
        return 0;
    uint32_t entry = walk->first(epub->job, map);
    for (; entry; entry = walk->sibling(epub->job, entry))
        if (dc_str_equal(dc_str_field(epub->job, entry, DC_F_KEY), key))
            return walk->first(epub->job, entry);
    return 0;
}

struct epub_values
epub_meta_values(struct epub *epub, const char *key)
{
    const dc_walk *walk = epub->job->host->walk;
    struct epub_values values = {0, false};
    values.next = walk->meta(epub->job, dc_str_of(key));
    if (values.next && walk->kind(epub->job, values.next) == DC_META_LIST) {
        values.next = walk->first(epub->job, values.next);
        values.is_list = true;
    }
    return values;
}

uint32_t
epub_values_next(struct epub *epub, struct epub_values *values)
{
    uint32_t value = values->next;
    values->next = value && values->is_list
        ? epub->job->host->walk->sibling(epub->job, value)
        : 0;
    return value;
}

dc_str
epub_meta_line(struct epub *epub, const char *key)
{
    struct epub_values values = epub_meta_values(epub, key);
    return epub_meta_value(epub, epub_values_next(epub, &values));
}

/* Outer and inner quotation marks, by language; the first is for others. */
static const struct {
    const char *languages; /* of two letters, parted by spaces */
    const char *quotes[4]; /* double, single; each opening, closing */
} quotations[] = {
    {"", {"\u201c", "\u201d", "\u2018", "\u2019"}},
    {"de cs sk sl hr bg lt ka is", {"\u201e", "\u201c", "\u201a", "\u2018"}},
    {"fr", {"\u00ab\u00a0", "\u00a0\u00bb", "\u201c", "\u201d"}},
    {"ru uk be kk", {"\u00ab", "\u00bb", "\u201e", "\u201c"}},
    {"es it pt el no nb nn hy", {"\u00ab", "\u00bb", "\u201c", "\u201d"}},
    {"pl ro hu", {"\u201e", "\u201d", "\u00ab", "\u00bb"}},
    {"sv fi", {"\u201d", "\u201d", "\u2019", "\u2019"}},
    {"da", {"\u00bb", "\u00ab", "\u203a", "\u2039"}},
    {"ja zh", {"\u300c", "\u300d", "\u300e", "\u300f"}},
};

static const char *const *
find_quotes(dc_str language)
{
    size_t count = sizeof quotations / sizeof quotations[0];
    if (language.len < 2 || (language.len > 2 && language.ptr[2] != '-'))
        return quotations[0].quotes;
    for (size_t i = 1; i < count; i++) {
        const char *at = quotations[i].languages;
        for (; *at; at += at[2] ? 3 : 2)
            if (memcmp(at, language.ptr, 2) == 0)
                return quotations[i].quotes;
    }
    return quotations[0].quotes;
}

/* The file's name as a person would write it: "war_and-peace.txt". */
static dc_str
readable_name(struct epub *epub, dc_str name)
{
    struct epub_buf text = {0};
    size_t end = name.len;
    for (size_t i = 1; i < name.len; i++)
        if (name.ptr[i] == '.')
            end = i;
    for (size_t i = 0; i < end; i++) {
        char c = name.ptr[i];
        epub_put(&text, c == '_' || c == '-' ? " " : &c, 1);
    }
    dc_str line = epub_keep_line(epub, epub_keep_buf(epub, &text));
    return line.len ? line : (dc_str)DC_STR("Untitled");
}

static dc_str
find_language(struct epub *epub)
{
    static const char *const keys[] = {"lang", "language"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        dc_str tag = epub_meta_line(epub, keys[i]);
        if (epub_is_language(tag))
            return tag;
        if (tag.len)
            epub_report_loss(epub, "epub-language",
                "a language that is no language tag was left out", tag,
                DC_POS_NONE);
    }
    return (dc_str)DC_STR("und");
}

void
epub_meta_begin(struct epub *epub)
{
    epub->title = epub_meta_line(epub, "title");
    epub->title_is_given = epub->title.len > 0;
    epub->fallback_title =
        readable_name(epub, epub->job->host->job->source_name(epub->job));
    epub->language = find_language(epub);
    epub->is_rtl = epub_is_rtl(epub->language);
    epub->is_vertical =
        dc_str_equal(epub_meta_line(epub, "writing-mode"), "vertical-rl");
    epub->survey.has_vertical = epub->is_vertical;
    epub->quotes = find_quotes(epub->language);
}

/* "urn:uuid:" and 32 digits in five groups. */
static bool
is_uuid(dc_str text)
{
    static const char form[] = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
    if (text.len != sizeof form - 1)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        bool is_hex = memchr("0123456789abcdefABCDEF", text.ptr[i], 22);
        if (form[i] == 'x' ? !is_hex : text.ptr[i] != '-')
            return false;
    }
    return true;
}

/* What claims to be a UUID and is none keeps its text without the claim. */
dc_str
epub_identifier_text(dc_str text)
{
    static const char claim[] = "urn:uuid:";
    size_t len = sizeof claim - 1;
    if (text.len <= len || memcmp(text.ptr, claim, len) != 0)
        return text;
    dc_str rest = {text.ptr + len, text.len - len};
    return is_uuid(rest) ? text : rest;
}

void
epub_meta_end(struct epub *epub)
{
    char uuid[EPUB_UUID_SIZE];
    if (epub->title.len == 0)
        epub->title = epub->fallback_title;
    epub->identifier = epub_identifier_text(epub_meta_line(epub, "identifier"));
    if (epub->identifier.len)
        return;
    epub_digest_add(&epub->digest, epub->title.ptr, epub->title.len);
    epub_digest_add(&epub->digest, epub->language.ptr, epub->language.len);
    epub_digest_uuid(&epub->digest, uuid);
    epub->identifier = epub_keep(epub, dc_str_of(uuid));
}
