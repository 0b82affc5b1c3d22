/* SPDX-License-Identifier: MIT */
/*
 * Metadata: what the Gutenberg header states, what the front matter was
 * recognised as, and the language. Statements and guesses keep their origin,
 * so that what the user says wins.
 */
#include "docconv/ext/language.h"
#include "read/text_emit.h"

#include <string.h>

/* Longer values are no titles or names. */
#define VALUE_MAX 1024

/* Puts a value with its runs of blanks and line ends as one space each. */
static void
put_value(struct text_emit *emit, const char *key, struct text_slice value,
    int32_t origin, int32_t confidence)
{
    char text[VALUE_MAX];
    size_t len = 0;
    bool gap = false;
    for (size_t i = 0; i < value.len && len + 2 < VALUE_MAX; i++) {
        uint8_t c = value.at[i];
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            gap = true;
            continue;
        }
        if (gap && len > 0) {
            text[len++] = ' ';
        }
        gap = false;
        text[len++] = (char)c;
    }
    /* Not in the middle of a character. */
    while (len + 2 >= VALUE_MAX && ((uint8_t)text[len - 1] & 0xC0) == 0x80) {
        len--;
    }
    if (len > 0) {
        dc_meta_put(
            emit->job, key, dc_str_slice(text, len), origin, confidence);
    }
}

struct named_language {
    const char *name; /* folded */
    const char *tag;
};

static const struct named_language languages[] = {
    {"afrikaans", "af"},
    {"arabic", "ar"},
    {"bulgarian", "bg"},
    {"catalan", "ca"},
    {"chinese", "zh"},
    {"czech", "cs"},
    {"danish", "da"},
    {"deutsch", "de"},
    {"dutch", "nl"},
    {"english", "en"},
    {"esperanto", "eo"},
    {"espanol", "es"},
    {"estonian", "et"},
    {"finnish", "fi"},
    {"francais", "fr"},
    {"french", "fr"},
    {"german", "de"},
    {"greek", "el"},
    {"hebrew", "he"},
    {"hungarian", "hu"},
    {"icelandic", "is"},
    {"irish", "ga"},
    {"italian", "it"},
    {"italiano", "it"},
    {"japanese", "ja"},
    {"korean", "ko"},
    {"latin", "la"},
    {"norwegian", "no"},
    {"polish", "pl"},
    {"portuguese", "pt"},
    {"romanian", "ro"},
    {"russian", "ru"},
    {"serbian", "sr"},
    {"slovak", "sk"},
    {"spanish", "es"},
    {"swedish", "sv"},
    {"tagalog", "tl"},
    {"turkish", "tr"},
    {"ukrainian", "uk"},
    {"welsh", "cy"},
    {"yiddish", "yi"},
};

static const char *
stated_language(const struct text_doc *doc)
{
    char folded[32];
    struct text_slice rest = doc->meta.language;
    if (rest.len == 0) {
        return NULL;
    }
    struct text_slice word = text_word(&rest);
    if (text_fold_word(word, folded, sizeof folded) == 0) {
        return NULL;
    }
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        if (strcmp(languages[i].name, folded) == 0) {
            return languages[i].tag;
        }
    }
    return NULL;
}

static void
put_language(struct text_emit *emit)
{
    const struct text_doc *doc = emit->doc;
    const char *stated = stated_language(doc);
    if (stated) {
        dc_meta_put(
            emit->job, "lang", dc_str_of(stated), DC_ORIGIN_DOCUMENT, 95);
        return;
    }
    const dc_language_service *service = dc_service(emit->job, DC_LANGUAGE_ID);
    char tag[16] = "";
    if (!service || doc->body >= doc->body_end) {
        return;
    }
    struct text_chunk body = {doc->body, doc->body_end};
    struct text_slice text = text_chunk_slice(doc, body);
    int32_t confidence =
        service->detect(emit->job, (const char *)text.at, text.len, tag);
    if (confidence > 0) {
        dc_meta_put(
            emit->job, "lang", dc_str_of(tag), DC_ORIGIN_GUESS, confidence);
    }
}

void
text_emit_meta(struct text_emit *emit)
{
    const struct text_meta *meta = &emit->doc->meta;
    bool stated = emit->doc->body > 0;
    int32_t origin = stated ? DC_ORIGIN_DOCUMENT : DC_ORIGIN_GUESS;
    int32_t confidence = stated ? 98 : 85;
    put_value(emit, "title", meta->title, origin, confidence);
    put_value(emit, "author", meta->author, origin, confidence);
    put_value(emit, "translator", meta->translator, origin, confidence);
    put_value(emit, "editor", meta->editor, origin, confidence);
    put_value(emit, "illustrator", meta->illustrator, origin, confidence);
    put_value(emit, "publisher", meta->publisher, DC_ORIGIN_GUESS, 80);
    put_value(emit, "release-date", meta->released, origin, confidence);
    put_value(emit, "dateline", meta->dateline, DC_ORIGIN_GUESS, 90);
    if (meta->date[0]) {
        dc_meta_put(
            emit->job, "date", dc_str_of(meta->date), DC_ORIGIN_GUESS, 90);
    }
    put_language(emit);
}
