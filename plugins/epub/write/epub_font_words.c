/* SPDX-License-Identifier: MIT */
/*
 * What words say of a font, where its tables cannot be read or do not say it:
 * "Semi Bold Italic" is a style, "NotoSerif-BoldItalic.woff2" a file whose
 * family is what stands before the last hyphen, if a style stands behind it.
 */
#include "base/epub_utf8.h"
#include "write/epub_font.h"

static const struct word {
    const char *text;
    uint32_t weight; /* 0: it says nothing of that */
    const char *style;
} words[] = {
    /* Longer ones first: a word may begin with another. */
    {"extralight", 200, NULL},
    {"ultralight", 200, NULL},
    {"extrabold", 800, NULL},
    {"ultrabold", 800, NULL},
    {"hairline", 100, NULL},
    {"semibold", 600, NULL},
    {"demibold", 600, NULL},
    {"regular", 400, NULL},
    {"oblique", 0, "oblique"},
    {"normal", 400, NULL},
    {"medium", 500, NULL},
    {"italic", 0, "italic"},
    {"light", 300, NULL},
    {"roman", 400, NULL},
    {"black", 900, NULL},
    {"heavy", 900, NULL},
    {"book", 400, NULL},
    {"bold", 700, NULL},
    {"demi", 600, NULL},
    {"thin", 100, NULL},
};

enum { WORDS_MAX = 60 };

/* The letters of `text` in lower case; 0: it is too long, or has others. */
static size_t
fold(dc_str text, char folded[WORDS_MAX])
{
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == ' ' || c == '-' || c == '_')
            continue;
        if (len == WORDS_MAX || !epub_is_letter(c))
            return 0;
        folded[len++] = (char)(c | 0x20);
    }
    return len;
}

static const struct word *
find_word(const char *at, size_t len)
{
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        size_t size = strlen(words[i].text);
        if (size <= len && memcmp(at, words[i].text, size) == 0)
            return &words[i];
    }
    return NULL;
}

bool
epub_face_words(struct epub_face *face, dc_str text)
{
    char folded[WORDS_MAX];
    size_t len = fold(text, folded);
    uint32_t weight = 0;
    const char *style = NULL;
    for (size_t at = 0; at < len;) {
        const struct word *word = find_word(folded + at, len - at);
        if (!word)
            return false;
        weight = word->weight ? word->weight : weight;
        style = word->style ? word->style : style;
        at += strlen(word->text);
    }
    /* What has a weight was read, and is upright if it says nothing else. */
    if (len && face->weight == 0) {
        face->weight = weight ? weight : 400;
        face->style = style;
    }
    return len > 0;
}

/* `file` up to its last full stop. */
static dc_str
stem_of(dc_str file)
{
    for (size_t i = file.len; i > 1; i--)
        if (file.ptr[i - 1] == '.')
            return dc_str_slice(file.ptr, i - 1);
    return file;
}

/* Takes the style behind the last hyphen; where that is, or the length. */
static size_t
find_style(struct epub_face *face, dc_str stem)
{
    for (size_t i = stem.len; i > 1; i--) {
        if (stem.ptr[i - 1] != '-' && stem.ptr[i - 1] != '_')
            continue;
        dc_str style = dc_str_slice(stem.ptr + i, stem.len - i);
        return epub_face_words(face, style) ? i - 1 : stem.len;
    }
    return stem.len;
}

/* As much of the text as is UTF-8, has no controls and fits. */
static void
put_family(struct epub_face *face, dc_str text)
{
    const unsigned char *at = (const unsigned char *)text.ptr;
    const unsigned char *end = at + text.len;
    while (at < end) {
        struct epub_char c = epub_utf8_next(at, end);
        if (face->family_len + c.len > EPUB_FAMILY_MAX)
            return;
        if (c.code >= 0x20 && c.code != 0x7F && epub_is_xml_char(c.code)) {
            memcpy(face->family + face->family_len, at, c.len);
            face->family_len += c.len;
        }
        at += c.len;
    }
}

void
epub_face_complete(struct epub_face *face, dc_str file)
{
    dc_str stem = stem_of(file);
    size_t end = find_style(face, stem);
    if (face->family_len == 0)
        put_family(face, dc_str_slice(stem.ptr, end));
    if (face->family_len == 0)
        put_family(face, (dc_str)DC_STR("Book"));
    if (face->weight == 0)
        face->weight = 400;
    face->is_sans |= memmem(face->family, face->family_len, "Sans", 4) != NULL;
}
