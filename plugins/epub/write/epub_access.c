/* SPDX-License-Identifier: MIT */
/*
 * Accessibility metadata (EPUB Accessibility 1.1, section 2; the vocabulary of
 * schema.org).  What can be computed is computed from what the book was seen
 * to hold when it was written (epub_survey.c), whatever its source claimed.
 * What only people can know is taken from the author, under pandoc's names,
 * or from the source: hazards, a summary, features of its media.  A claim of
 * conformance is never made here; one of the source stays if nothing was lost
 * on the way and no image lacks its description.
 */
#include "write/epub.h"

static void
put_property(
    struct epub *epub, struct epub_buf *buf, const char *property, dc_str value)
{
    epub_puts(buf, epub->is_epub2 ? "<meta name=\"" : "<meta property=\"");
    epub_puts(buf, property);
    epub_puts(buf, "\"");
    if (epub->is_epub2) {
        epub_put_attr(buf, "content", value);
        epub_puts(buf, "/>\n");
        return;
    }
    epub_puts(buf, ">");
    epub_put_text(buf, value);
    epub_puts(buf, "</meta>\n");
}

static void
put_words(struct epub *epub, struct epub_buf *buf, const char *property,
    const char *value)
{
    put_property(epub, buf, property, dc_str_of(value));
}

/* What the author says under that key; false if nothing. */
static bool
put_given(struct epub *epub, struct epub_buf *buf, const char *property,
    const char *key)
{
    struct epub_values values = epub_meta_values(epub, key);
    bool is_given = false;
    uint32_t value;
    while ((value = epub_values_next(epub, &values))) {
        dc_str text = epub_meta_value(epub, value);
        if (text.len)
            put_property(epub, buf, property, text);
        is_given |= text.len > 0;
    }
    return is_given;
}

/* Modes. */

static bool
has_images(const struct epub *epub)
{
    return epub->survey.images_described || epub->survey.images_bare;
}

static bool
has_media(const struct epub *epub)
{
    return epub->survey.has_audio || epub->survey.has_video;
}

static void
put_modes(struct epub *epub, struct epub_buf *buf)
{
    static const char property[] = "schema:accessMode";
    bool is_visual = has_images(epub) || epub->survey.has_video;
    if (put_given(epub, buf, property, "accessModes"))
        return;
    if (epub->survey.has_text || !is_visual)
        put_words(epub, buf, property, "textual");
    if (is_visual)
        put_words(epub, buf, property, "visual");
    if (has_media(epub))
        put_words(epub, buf, property, "auditory");
}

/* What one must be able to take in to miss nothing. */
static void
put_sufficient_modes(struct epub *epub, struct epub_buf *buf)
{
    static const char property[] = "schema:accessModeSufficient";
    bool needs_eyes = epub->survey.images_bare || epub->survey.formulas_bare ||
        epub->survey.has_video;
    bool needs_text = epub->survey.has_text || !needs_eyes;
    if (put_given(epub, buf, property, "accessModeSufficient"))
        return;
    if (has_media(epub))
        put_words(epub, buf, property,
            !needs_eyes       ? "textual,auditory"
                : !needs_text ? "visual,auditory"
                              : "textual,visual,auditory");
    else
        put_words(epub, buf, property,
            !needs_eyes       ? "textual"
                : !needs_text ? "visual"
                              : "textual,visual");
}

/* Features. */

static bool
is_always(const struct epub *epub)
{
    (void)epub;
    return true;
}

/* Pages that are pictures cannot be set in another type. */
static bool
has_text(const struct epub *epub)
{
    return epub->survey.has_text;
}

/* Headings lead through the book when no level is left out on the way down. */
static bool
has_structure(const struct epub *epub)
{
    const struct epub_heading *headings = epub->headings.items;
    uint32_t level = epub->headings.count ? headings[0].level : 0;
    for (size_t i = 0; i < epub->headings.count; i++) {
        if (headings[i].level > level + 1)
            return false;
        level = headings[i].level;
    }
    return epub->headings.count > 0;
}

static bool
has_pages(const struct epub *epub)
{
    return epub->pages.count > 0;
}

static bool
has_descriptions(const struct epub *epub)
{
    return epub->survey.images_described && !epub->survey.images_bare;
}

static bool
has_formulas(const struct epub *epub)
{
    return epub->survey.formulas > 0;
}

static bool
has_described_formulas(const struct epub *epub)
{
    return epub->survey.formulas && !epub->survey.formulas_bare;
}

static bool
has_roles(const struct epub *epub)
{
    return epub->survey.has_roles;
}

static bool
has_ruby(const struct epub *epub)
{
    return epub->survey.has_ruby;
}

static bool
is_vertical(const struct epub *epub)
{
    return epub->survey.has_vertical;
}

static bool
is_east_asian(dc_str tag)
{
    dc_str language = epub_primary_language(tag);
    return dc_str_equal(language, "ja") || dc_str_equal(language, "zh") ||
        dc_str_equal(language, "ko");
}

/* To be said where the other direction could be expected. */
static bool
is_horizontal(const struct epub *epub)
{
    return is_east_asian(epub->language) && !is_vertical(epub);
}

static const struct feature {
    const char *name;
    bool (*holds)(const struct epub *epub);
} features[] = {
    {"tableOfContents", is_always},
    {"readingOrder", is_always},
    {"displayTransformability", has_text},
    {"structuralNavigation", has_structure},
    {"index", epub_has_index},
    {"pageNavigation", has_pages},
    {"pageBreakMarkers", has_pages},
    {"alternativeText", has_descriptions},
    {"MathML", has_formulas},
    {"describedMath", has_described_formulas},
    {"ARIA", has_roles},
    {"rubyAnnotations", has_ruby},
    {"verticalWriting", is_vertical},
    {"horizontalWriting", is_horizontal},
    /* What only its makers know of a book, if it still has the media. */
    {"captions", NULL},
    {"closedCaptions", NULL},
    {"openCaptions", NULL},
    {"audioDescription", NULL},
    {"signLanguage", NULL},
    {"transcript", NULL},
};

static const struct feature *
lookup_feature(dc_str name)
{
    for (size_t i = 0; i < sizeof features / sizeof features[0]; i++)
        if (dc_str_equal(name, features[i].name))
            return &features[i];
    return NULL;
}

/* Names of features of old that are said in other words, or by all books. */
static bool
is_said_otherwise(dc_str name)
{
    static const char *const names[] = {"printPageNumbers", "bookmarks",
        "unlocked", "none", "unknown", "latex"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (dc_str_equal(name, names[i]))
            return true;
    return false;
}

static void
put_source_features(struct epub *epub, struct epub_buf *buf)
{
    struct epub_said said;
    epub_said_begin(epub, &said);
    while (epub_said_next(epub, &said)) {
        if (!dc_str_equal(said.name, "schema:accessibilityFeature") ||
            is_said_otherwise(said.text))
            continue;
        const struct feature *feature = lookup_feature(said.text);
        if (feature && feature->holds ? feature->holds(epub)
                                      : feature && has_media(epub)) {
            if (!feature->holds)
                put_property(
                    epub, buf, "schema:accessibilityFeature", said.text);
        } else {
            epub_report_loss(epub, "epub-accessibility",
                "a feature that this book is not known to have was left out",
                said.text, DC_POS_NONE);
        }
    }
}

static void
put_features(struct epub *epub, struct epub_buf *buf)
{
    static const char property[] = "schema:accessibilityFeature";
    for (size_t i = 0; i < sizeof features / sizeof features[0]; i++)
        if (features[i].holds && features[i].holds(epub))
            put_words(epub, buf, property, features[i].name);
    put_source_features(epub, buf);
    put_given(epub, buf, property, "accessibilityFeatures");
}

/* Hazards and summary. */

/* A person's summary that makes a claim is part of the claim. */
static bool
is_claim(dc_str summary)
{
    static const char *const words[] = {"WCAG", "EPUB Accessibility"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (memmem(summary.ptr, summary.len, words[i], strlen(words[i])))
            return true;
    return false;
}

static bool
keeps_claims(const struct epub *epub)
{
    return !epub->has_losses && !epub->survey.images_bare;
}

static void
report_claim(struct epub *epub, dc_str text)
{
    epub_report_loss(epub, "epub-accessibility",
        "a claim of conformance was left out: the book is not what was "
        "certified",
        text, DC_POS_NONE);
}

/* All that the source says of `property`; false if nothing. */
static bool
put_said(struct epub *epub, struct epub_buf *buf, const char *property)
{
    struct epub_said said;
    bool is_said = false;
    epub_said_begin(epub, &said);
    while (epub_said_next(epub, &said)) {
        if (!dc_str_equal(said.name, property) || epub_is_phrases(said.text))
            continue;
        if (is_claim(said.text) && !keeps_claims(epub)) {
            report_claim(epub, said.text);
            continue;
        }
        put_property(epub, buf, property, said.text);
        is_said = true;
    }
    return is_said;
}

static void
put_hazards(struct epub *epub, struct epub_buf *buf)
{
    static const char property[] = "schema:accessibilityHazard";
    bool may_move =
        has_media(epub) || epub->survey.has_motion || epub->survey.has_scripts;
    if (put_given(epub, buf, property, "accessibilityHazards") ||
        put_said(epub, buf, property))
        return;
    put_words(epub, buf, property, may_move ? "unknown" : "none");
}

static void
add_phrase(struct epub *epub, struct epub_buf *text, enum epub_phrase phrase)
{
    static const char wide_stop[] = "。";
    size_t len = sizeof wide_stop - 1;
    bool has_stop = text->len > len &&
        memcmp(text->data + text->len - len, wide_stop, len) == 0;
    if (text->len && !has_stop)
        epub_puts(text, " ");
    epub_puts(text, epub_phrase(epub, phrase));
}

static void
compose_summary(struct epub *epub, struct epub_buf *text)
{
    if (epub->survey.images_bare)
        add_phrase(epub, text, EPUB_PHRASE_IMAGES_BARE);
    else if (epub->survey.images_described)
        add_phrase(epub, text, EPUB_PHRASE_IMAGES_DESCRIBED);
    else if (!epub->survey.formulas && !has_media(epub))
        add_phrase(epub, text, EPUB_PHRASE_TEXT);
    if (epub->survey.formulas)
        add_phrase(epub, text, EPUB_PHRASE_FORMULAS);
    if (has_media(epub))
        add_phrase(epub, text, EPUB_PHRASE_MEDIA);
    if (has_pages(epub))
        add_phrase(epub, text, EPUB_PHRASE_PAGES);
}

/* The package says the book's language for all that says none of its own. */
static void
put_summary(struct epub *epub, struct epub_buf *buf)
{
    static const char property[] = "schema:accessibilitySummary";
    struct epub_buf text = {0};
    if (put_given(epub, buf, property, "accessibilitySummary") ||
        put_said(epub, buf, property))
        return;
    compose_summary(epub, &text);
    dc_str language = dc_str_of(epub_phrase_language(epub));
    dc_str own = epub_primary_language(epub->language);
    bool is_own =
        own.len == language.len && memcmp(own.ptr, language.ptr, own.len) == 0;
    if (epub->is_epub2 || is_own) {
        put_property(epub, buf, property, epub_buf_str(&text));
    } else {
        epub_puts(buf, "<meta property=\"");
        epub_puts(buf, property);
        epub_puts(buf, "\"");
        epub_put_attr(buf, "xml:lang", language);
        epub_puts(buf, ">");
        epub_put_text(buf, epub_buf_str(&text));
        epub_puts(buf, "</meta>\n");
    }
    epub_buf_done(epub, &text);
}

/* Conformance. */

/* The property as it is written; NULL if it claims no conformance. */
static const char *
conformance_of(const struct epub_said *said)
{
    static const char *const names[] = {"dcterms:conformsTo",
        "a11y:certifiedBy", "a11y:certifierCredential", "a11y:exemption",
        "a11y:certifierReport"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (dc_str_equal(said->name, names[i]))
            return names[i];
    return NULL;
}

static void
put_conformance(struct epub *epub, struct epub_buf *buf)
{
    bool is_kept = keeps_claims(epub);
    struct epub_said said;
    epub_said_begin(epub, &said);
    while (epub_said_next(epub, &said)) {
        const char *name = conformance_of(&said);
        if (name && is_kept && said.is_link && !epub->is_epub2 &&
            epub_url_judge(said.text) == EPUB_URL_EXTERNAL)
            epub_put_relation(buf, said.name, said.text);
        else if (name && is_kept && !said.is_link)
            put_property(epub, buf, name, said.text);
        else if (name)
            report_claim(epub, said.text);
    }
}

/* Where the marks of pages come from (EPUB Accessibility 1.1, 4.1). */
static void
put_page_source(struct epub *epub, struct epub_buf *buf)
{
    dc_str source = epub_meta_line(epub, "page-source");
    if (epub->pages.count && source.len)
        put_property(epub, buf, "pageBreakSource", source);
}

void
epub_put_accessibility(struct epub *epub, struct epub_buf *buf)
{
    put_modes(epub, buf);
    put_sufficient_modes(epub, buf);
    put_features(epub, buf);
    put_hazards(epub, buf);
    put_summary(epub, buf);
    put_conformance(epub, buf);
    put_page_source(epub, buf);
}
