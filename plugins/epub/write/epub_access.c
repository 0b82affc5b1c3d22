/* SPDX-License-Identifier: MIT */
/*
 * Accessibility metadata (EPUB Accessibility 1.1, section 2): only what the
 * book was seen to have while it was written.
 */
#include "write/epub.h"

static void
put_property(struct epub *epub, struct epub_buf *buf, const char *property,
    const char *value)
{
    epub_puts(buf, epub->is_epub2 ? "<meta name=\"" : "<meta property=\"");
    epub_puts(buf, property);
    epub_puts(buf, epub->is_epub2 ? "\" content=\"" : "\">");
    epub_puts(buf, value);
    epub_puts(buf, epub->is_epub2 ? "\"/>\n" : "</meta>\n");
}

static void
put_feature(struct epub *epub, struct epub_buf *buf, const char *feature)
{
    put_property(epub, buf, "schema:accessibilityFeature", feature);
}

static void
put_features(struct epub *epub, struct epub_buf *buf)
{
    bool has_images = epub->images_with_alt || epub->images_without_alt;
    put_feature(epub, buf, "tableOfContents");
    put_feature(epub, buf, "readingOrder");
    put_feature(epub, buf, "displayTransformability");
    if (epub->headings.count)
        put_feature(epub, buf, "structuralNavigation");
    if (epub->pages.count) {
        put_feature(epub, buf, "pageNavigation");
        put_feature(epub, buf, "pageBreakMarkers");
    }
    if (has_images && !epub->images_without_alt)
        put_feature(epub, buf, "alternativeText");
}

void
epub_put_accessibility(struct epub *epub, struct epub_buf *buf)
{
    bool has_images = epub->images_with_alt || epub->images_without_alt;
    put_property(epub, buf, "schema:accessMode", "textual");
    if (has_images)
        put_property(epub, buf, "schema:accessMode", "visual");
    put_property(epub, buf, "schema:accessModeSufficient",
        epub->images_without_alt ? "textual,visual" : "textual");
    put_features(epub, buf);
    put_property(epub, buf, "schema:accessibilityHazard",
        has_images ? "unknown" : "none");
    if (epub->images_without_alt)
        put_property(epub, buf, "schema:accessibilitySummary",
            "Some images have no description; all else can be read as "
            "text.");
    else if (has_images)
        put_property(epub, buf, "schema:accessibilitySummary",
            "All content can be read as text; images have descriptions.");
    else
        put_property(
            epub, buf, "schema:accessibilitySummary", "All content is text.");
}
