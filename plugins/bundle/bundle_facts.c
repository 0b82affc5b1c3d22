/* SPDX-License-Identifier: MIT */
/*
 * What members state of themselves.  The book's language is that of most of
 * its text, its author the one of all its members; but metadata come before
 * the text, and members are read one by one.  So the beginnings of the largest
 * members are read twice, the first time for their metadata alone.
 */
#include "bundle.h"

#include <stdlib.h>

enum {
    SURVEY_MOST = 64, /* members */
    HEAD_SIZE = 32 * 1024, /* bytes of each */
    /* What has no sense without its end is read whole up to this. */
    WHOLE_SIZE = 4 << 20,
    AUTHORS_SIZE = 500
};

/* A language and the bytes of the members in it. */
struct language {
    dc_str tag;
    uint64_t bytes;
};

struct survey {
    struct bundle *bundle;
    char *head; /* room for one beginning, with its padding */
    struct language languages[SURVEY_MOST];
    size_t language_count;
    dc_str author; /* of all so far */
    bool is_one_author;
    uint32_t seen;
};

/* The values of a metadata entry: a list's with commas between them. */
static dc_str
fact(dc_job *loaded, const char *key, char text[AUTHORS_SIZE])
{
    const dc_walk *walk = loaded->host->walk;
    uint32_t node = walk->meta(loaded, dc_str_of(key));
    size_t len = 0;
    if (!node || walk->kind(loaded, node) != DC_META_LIST)
        return node ? dc_plain_text(loaded, node) : dc_str_slice(NULL, 0);
    for (node = walk->first(loaded, node); node;
         node = walk->sibling(loaded, node)) {
        dc_str value = dc_plain_text(loaded, node);
        if (value.len == 0 || value.len + 2 > AUTHORS_SIZE - len)
            continue;
        if (len) {
            memcpy(text + len, ", ", 2);
            len += 2;
        }
        memcpy(text + len, value.ptr, value.len);
        len += value.len;
    }
    return dc_str_slice(text, len);
}

/* Reads the beginning of a member in silence; NULL if that is not enough. */
static dc_job *
load_head(struct survey *survey, const struct bundle_member *member,
    dc_str bytes, size_t most)
{
    struct bundle *bundle = survey->bundle;
    dc_job *loaded = NULL;
    dc_sub_part part = {
        .struct_size = sizeof(part),
        .flags = DC_SUB_QUIET,
        .format = member->format,
        .data = (const uint8_t *)bytes.ptr,
        .len = bytes.len,
        .name = member->member.name,
    };
    if (bytes.len > most) {
        memcpy(survey->head, bytes.ptr, HEAD_SIZE);
        part.data = (const uint8_t *)survey->head;
        part.len = HEAD_SIZE;
    }
    if (bundle->sub->load(bundle->job, &part, &loaded) != DC_OK)
        return NULL;
    return loaded;
}

/* "en" of "en-GB", which are one language. */
static dc_str
primary(dc_str tag)
{
    const char *hyphen = tag.len ? memchr(tag.ptr, '-', tag.len) : NULL;
    return hyphen ? dc_str_slice(tag.ptr, (size_t)(hyphen - tag.ptr)) : tag;
}

static void
add_language(struct survey *survey, dc_str tag, uint64_t bytes)
{
    size_t i = 0;
    while (i < survey->language_count &&
        !bundle_is_same(primary(survey->languages[i].tag), primary(tag)))
        i++;
    if (i == survey->language_count) {
        tag = bundle_keep(survey->bundle, tag);
        survey->languages[survey->language_count++].tag = tag;
    }
    survey->languages[i].bytes += bytes;
}

static void
add_author(struct survey *survey, dc_str author)
{
    if (survey->seen++ == 0) {
        survey->author = bundle_keep(survey->bundle, author);
        survey->is_one_author = author.len > 0;
    } else if (!bundle_is_same(survey->author, author)) {
        survey->is_one_author = false;
    }
}

static void
look_at(struct survey *survey, const struct bundle_member *member)
{
    struct bundle *bundle = survey->bundle;
    char text[AUTHORS_SIZE];
    dc_str bytes = {NULL, 0};
    const char *why;
    dc_job *loaded = NULL;
    if (bundle->service->content(
            bundle->job, member->member.index, &bytes, &why) == DC_OK) {
        loaded = load_head(survey, member, bytes, HEAD_SIZE);
        if (!loaded && bytes.len > HEAD_SIZE && bytes.len <= WHOLE_SIZE)
            loaded = load_head(survey, member, bytes, WHOLE_SIZE);
    }
    if (loaded) {
        dc_str language = dc_meta_text(loaded, "lang");
        if (language.len)
            add_language(survey, language, bytes.len);
        add_author(survey, fact(loaded, "author", text));
    }
    bundle->sub->drop(bundle->job, loaded);
    bundle->service->drop(bundle->job, member->member.index);
}

static int
compare_sizes(const void *a, const void *b)
{
    const struct bundle_member *one = *(struct bundle_member *const *)a;
    const struct bundle_member *two = *(struct bundle_member *const *)b;
    if (one->member.size != two->member.size)
        return one->member.size > two->member.size ? -1 : 1;
    return one->member.index < two->member.index ? -1 : 1;
}

/* The documents, the largest first; NULL when memory ran out. */
static struct bundle_member **
sort_by_size(struct bundle *bundle)
{
    struct bundle_member **sorted = dc_alloc(
        bundle->job, bundle->documents * sizeof(struct bundle_member *));
    size_t count = 0;
    if (!sorted)
        return NULL;
    for (uint32_t i = 0; i < bundle->count; i++)
        if (bundle->members[i].format)
            sorted[count++] = &bundle->members[i];
    qsort(sorted, count, sizeof(struct bundle_member *), compare_sizes);
    return sorted;
}

static void
state(const struct survey *survey)
{
    const struct language *most = survey->languages;
    dc_job *job = survey->bundle->job;
    for (size_t i = 1; i < survey->language_count; i++)
        if (survey->languages[i].bytes > most->bytes)
            most = &survey->languages[i];
    if (survey->language_count)
        dc_meta_put(job, "lang", most->tag, DC_ORIGIN_GUESS, 50);
    if (survey->is_one_author && survey->seen == survey->bundle->documents)
        dc_meta_put(job, "author", survey->author, DC_ORIGIN_GUESS, 50);
}

void
bundle_state_facts(struct bundle *bundle)
{
    struct survey *survey = dc_alloc(bundle->job, sizeof(*survey));
    struct bundle_member **sorted = sort_by_size(bundle);
    if (!survey || !sorted)
        return;
    memset(survey, 0, sizeof(*survey));
    survey->bundle = bundle;
    survey->head = dc_alloc(bundle->job, HEAD_SIZE + DC_INPUT_PADDING);
    if (!survey->head)
        return;
    memset(survey->head + HEAD_SIZE, 0, DC_INPUT_PADDING);
    for (uint32_t i = 0; i < bundle->documents && i < SURVEY_MOST; i++) {
        look_at(survey, sorted[i]);
        if (dc_tick(bundle->job) != DC_OK)
            return;
    }
    state(survey);
}

/* Not the title that its heading shows. */
static bool
is_shown(const struct bundle_chapter *chapter, const char *key, dc_str value)
{
    return chapter->title && strcmp(key, "title") == 0 &&
        bundle_is_same(dc_plain_text(chapter->loaded, chapter->title), value);
}

void
bundle_build_facts(struct bundle_chapter *chapter)
{
    static const char *const keys[][2] = {{"lang", "lang"},
        {"title", "data-title"}, {"author", "data-author"},
        {"date", "data-date"}};
    char text[AUTHORS_SIZE];
    for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
        dc_str value = fact(chapter->loaded, keys[i][0], text);
        if (value.len && !is_shown(chapter, keys[i][0], value))
            dc_attr(chapter->bundle->job, keys[i][1], value);
    }
}
