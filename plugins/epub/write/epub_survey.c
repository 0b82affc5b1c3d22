/* SPDX-License-Identifier: MIT */
/*
 * Looks at content documents as they are written.  They are our own markup,
 * so a tag ends at the next ">" and values stand between double quotes: one
 * pass from "<" to "<" is enough, and whatever part of the writer made the
 * markup, nothing is claimed that is not there.
 */
#include "base/epub_utf8.h"
#include "write/epub.h"

/* A tag between "<" and ">". */
struct tag {
    dc_str name;
    dc_str rest; /* its attributes */
};

static bool
is_word_end(char c)
{
    return c == ' ' || c == '\n' || c == '/' || c == '>';
}

/* The value of ` name="..."`; its ptr is NULL where there is none. */
static dc_str
value_of(const struct tag *tag, const char *name)
{
    const char *at = tag->rest.ptr;
    const char *end = at + tag->rest.len;
    size_t len = strlen(name);
    while ((at = memmem(at, (size_t)(end - at), name, len)) != NULL) {
        const char *value = at + len;
        if (at[-1] == ' ' && end - value > 1 && memcmp(value, "=\"", 2) == 0) {
            value += 2;
            const char *close = memchr(value, '"', (size_t)(end - value));
            return close ? dc_str_slice(value, (size_t)(close - value))
                         : dc_str_slice(NULL, 0);
        }
        at = value;
    }
    return dc_str_slice(NULL, 0);
}

/* Compared without the case of ASCII letters; `word` is in lower case. */
static bool
is_word(dc_str text, const char *word)
{
    if (text.len != strlen(word))
        return false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if ((c >= 'A' && c <= 'Z' ? c | 0x20 : c) != word[i])
            return false;
    }
    return true;
}

/* Endings by which the name of a file is told from words. */
static bool
is_file_name(dc_str alt)
{
    static const char *const endings[] = {".jpg", ".jpeg", ".png", ".gif",
        ".svg", ".webp", ".tif", ".tiff", ".bmp", ".avif"};
    if (memchr(alt.ptr, ' ', alt.len))
        return false;
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        size_t len = strlen(endings[i]);
        if (alt.len >= len &&
            is_word(dc_str_slice(alt.ptr + alt.len - len, len), endings[i]))
            return true;
    }
    return false;
}

bool
epub_alt_says_something(dc_str alt)
{
    static const char *const nothing[] = {"image", "img", "picture", "photo",
        "figure", "graphic", "illustration", "bild", "spacer", "untitled"};
    bool has_letters = false;
    for (size_t i = 0; i < alt.len; i++)
        has_letters |= epub_is_letter(alt.ptr[i]) ||
            epub_is_digit(alt.ptr[i]) || (unsigned char)alt.ptr[i] >= 0x80;
    if (!has_letters || is_file_name(alt))
        return false;
    for (size_t i = 0; i < sizeof nothing / sizeof nothing[0]; i++)
        if (is_word(alt, nothing[i]))
            return false;
    return true;
}

static void
see_image(struct epub_survey *survey, const struct tag *tag)
{
    dc_str role = value_of(tag, "role");
    if (epub_alt_says_something(value_of(tag, "alt")))
        survey->images_described++;
    else if (dc_str_equal(role, "presentation"))
        survey->images_decorative++;
    else
        survey->images_bare++;
}

/* A drawing in the text is described by its label. */
static void
see_drawing(struct epub_survey *survey, const struct tag *tag)
{
    if (dc_str_equal(value_of(tag, "aria-hidden"), "true"))
        survey->images_decorative++;
    else if (epub_alt_says_something(value_of(tag, "aria-label")))
        survey->images_described++;
    else
        survey->images_bare++;
}

static void
see_formula(struct epub_survey *survey, const struct tag *tag)
{
    survey->formulas++;
    survey->formulas_bare += value_of(tag, "alttext").len == 0;
}

static void
see_ruby(struct epub_survey *survey, const struct tag *tag)
{
    (void)tag;
    survey->has_ruby = true;
}

static void
see_audio(struct epub_survey *survey, const struct tag *tag)
{
    (void)tag;
    survey->has_audio = true;
}

static void
see_video(struct epub_survey *survey, const struct tag *tag)
{
    (void)tag;
    survey->has_video = true;
}

static void
see_script(struct epub_survey *survey, const struct tag *tag)
{
    (void)tag;
    survey->has_scripts = true;
}

static const struct {
    const char *name;
    void (*see)(struct epub_survey *survey, const struct tag *tag);
} elements[] = {
    {"img", see_image},
    {"svg", see_drawing},
    {"math", see_formula},
    {"rt", see_ruby},
    {"audio", see_audio},
    {"video", see_video},
    {"script", see_script},
    {"object", see_script},
    {"iframe", see_script},
};

/* First letters of these names: most tags are looked at no further. */
static const bool begins_element[256] = {['a'] = true,
    ['i'] = true,
    ['m'] = true,
    ['o'] = true,
    ['r'] = true,
    ['s'] = true,
    ['v'] = true};

static void
see_tag(struct epub_survey *survey, const struct tag *tag)
{
    size_t count = sizeof elements / sizeof elements[0];
    if (tag->name.len == 0 || !begins_element[(unsigned char)*tag->name.ptr])
        count = 0;
    for (size_t i = 0; i < count; i++)
        if (dc_str_equal(tag->name, elements[i].name))
            elements[i].see(survey, tag);
    /* Of the roles only those of books are a structure of their own. */
    if (!survey->has_roles)
        survey->has_roles =
            memmem(tag->rest.ptr, tag->rest.len, " role=\"doc-", 11) != NULL;
}

static bool
is_blank(dc_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] != ' ' && text.ptr[i] != '\n')
            return false;
    return true;
}

/* The next tag that opens something, and the text before it. */
static bool
next_tag(dc_str *page, dc_str *text, struct tag *tag)
{
    const char *end = page->ptr + page->len;
    const char *open = memchr(page->ptr, '<', page->len);
    const char *close = open ? memchr(open, '>', (size_t)(end - open)) : NULL;
    if (!close)
        return false;
    const char *at = open + 1;
    while (at < close && !is_word_end(*at))
        at++;
    *text = dc_str_slice(page->ptr, (size_t)(open - page->ptr));
    tag->name = dc_str_slice(open + 1, (size_t)(at - open - 1));
    tag->rest = dc_str_slice(at, (size_t)(close - at));
    *page = dc_str_slice(close + 1, (size_t)(end - close - 1));
    return true;
}

void
epub_survey_page(struct epub *epub, dc_str page)
{
    static const char body[] = "<body";
    struct epub_survey *survey = &epub->survey;
    struct tag tag;
    dc_str text;
    const char *from = memmem(page.ptr, page.len, body, sizeof body - 1);
    if (!from)
        return;
    page = dc_str_slice(from, (size_t)(page.ptr + page.len - from));
    while (next_tag(&page, &text, &tag)) {
        survey->has_text = survey->has_text || !is_blank(text);
        see_tag(survey, &tag);
    }
}
