/* SPDX-License-Identifier: MIT */
/*
 * What the package and the style sheet say of media overlays: how long they
 * are, who reads, and how the text that is read looks (EPUB 3.3, appendix D.7).
 */
#include "write/epub_clock.h"
#include "write/epub_overlay.h"

static void
put_duration(struct epub_buf *buf, dc_str refined, uint64_t time)
{
    epub_puts(buf, "<meta property=\"media:duration\"");
    if (refined.len) {
        epub_puts(buf, " refines=\"#");
        epub_put_id(buf, refined);
        epub_puts(buf, "\"");
    }
    epub_puts(buf, ">");
    epub_clock_put(buf, time);
    epub_puts(buf, "</meta>\n");
}

/* The classes of what is read; a book says each once. */
static const char *const class_names[] = {
    "media:active-class", "media:playback-active-class"};

/* The class that the source says first under that name, or nothing. */
static dc_str
class_said(struct epub *epub, const char *name)
{
    struct epub_said said;
    epub_said_begin(epub, &said);
    while (epub_said_next(epub, &said))
        if (dc_str_equal(said.name, name) && epub_is_class_name(said.text))
            return said.text;
    return dc_str_slice(NULL, 0);
}

static void
put_property(struct epub_buf *buf, const char *name, dc_str text)
{
    epub_puts(buf, "<meta property=\"");
    epub_puts(buf, name);
    epub_puts(buf, "\">");
    epub_put_text(buf, text);
    epub_puts(buf, "</meta>\n");
}

/* What the source says of the reading: who reads, and how it looks. */
static void
put_said(struct epub *epub, struct epub_buf *buf)
{
    struct epub_said said;
    epub_said_begin(epub, &said);
    while (epub_said_next(epub, &said))
        if (dc_str_equal(said.name, "media:narrator"))
            put_property(buf, "media:narrator", said.text);
    for (size_t i = 0; i < sizeof class_names / sizeof class_names[0]; i++) {
        dc_str name = class_said(epub, class_names[i]);
        if (name.len)
            put_property(buf, class_names[i], name);
    }
}

void
epub_put_overlay_metadata(struct epub *epub, struct epub_buf *buf)
{
    for (size_t i = 0; i < epub->assets.count; i++) {
        const struct epub_asset *asset = epub_asset_at(epub, i);
        if (strcmp(asset->mime, "application/smil+xml") != 0)
            continue;
        put_duration(buf, asset->name, asset->time);
    }
    if (!epub->has_overlay)
        return;
    put_duration(buf, dc_str_slice(NULL, 0), epub->overlay_time);
    put_said(epub, buf);
}

/* True if a sheet of the source says how the class looks. */
static bool
has_look(struct epub *epub, dc_str class_name)
{
    for (size_t i = 0; i < epub->assets.count; i++) {
        dc_str text = epub_asset_at(epub, i)->text;
        if (text.len &&
            memmem(text.ptr, text.len, class_name.ptr, class_name.len))
            return true;
    }
    return false;
}

void
epub_put_overlay_style(struct epub *epub, struct epub_buf *css)
{
    for (size_t i = 0; i < sizeof class_names / sizeof class_names[0]; i++) {
        dc_str name = class_said(epub, class_names[i]);
        if (!epub->has_overlay || !name.len)
            continue;
        bool is_bare = i == 0 && !has_look(epub, name);
        epub_puts(css, ".");
        epub_put_str(css, name);
        epub_puts(css, is_bare ? EPUB_OVERLAY_LOOK : EPUB_OVERLAY_NO_LOOK);
    }
}
