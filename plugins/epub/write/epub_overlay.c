/* SPDX-License-Identifier: MIT */
/*
 * Media overlays: the sound of a text that is read aloud (EPUB 3.3, section
 * 9).  A file of the source names its SMIL in data-overlay.  That is parsed and
 * written anew when all chapters have their files: addresses of text lead to
 * where the places are now, sound comes from the media bag.  What leads nowhere
 * goes out with the <par> that it is in, and a <seq> without content after it.
 *
 * A file with an overlay is not split, so each overlay is of one document.
 */
#include "base/epub_path.h"
#include "docconv/ext/resource.h"
#include "docconv/ext/xml.h"
#include "write/epub_clock.h"
#include "write/epub_overlay.h"

#define SMIL "http://www.w3.org/ns/SMIL"
#define OPS "http://www.idpf.org/2007/ops"

enum { DEPTH_MAX = 64 };

/* An open element of the SMIL. */
struct level {
    size_t mark; /* bytes written before it */
    bool is_par;
    bool has_content; /* a seq: something; a par: its text */
    bool is_lost;
    bool is_timeless;
    uint64_t time;
};

struct overlay {
    struct epub *epub;
    const struct epub_chapter *chapter;
    dc_str base; /* folder of the SMIL */
    struct epub_buf out;
    struct level levels[DEPTH_MAX];
    size_t depth; /* body, seq, par */
    size_t skipped; /* open elements of no kind that is kept */
    uint64_t time; /* of all that is kept */
    unsigned lost; /* <par> */
    bool is_timeless; /* a clip does not say where it ends */
    bool has_remote;
};

static dc_str
attr_of(const dc_xml_element *element, const char *space, const char *name)
{
    for (uint32_t i = 0; i < element->attr_count; i++)
        if (dc_str_equal(element->attrs[i].name, name) &&
            dc_str_equal(element->attrs[i].space, space))
            return element->attrs[i].value;
    return dc_str_slice(NULL, 0);
}

static void
put_attr(struct overlay *overlay, const char *name, dc_str value)
{
    if (value.len)
        epub_put_attr(&overlay->out, name, value);
}

/* The fragment of an address, or nothing. */
static dc_str
fragment_of(dc_str url)
{
    const char *mark = url.len ? memchr(url.ptr, '#', url.len) : NULL;
    return mark ? dc_str_slice(mark + 1, url.len - (size_t)(mark + 1 - url.ptr))
                : dc_str_slice(NULL, 0);
}

/* The target of that identifier, if it is in the chapter; or NULL. */
static const struct epub_target *
find_target(struct overlay *overlay, dc_str id)
{
    struct epub *epub = overlay->epub;
    const uint32_t *known = epub_map_lookup(&epub->target_map, id);
    const struct epub_target *targets = epub->targets.items;
    if (!known || targets[*known].fragment.len == 0 ||
        epub_chapter_home(epub, targets[*known].chapter) != overlay->chapter)
        return NULL;
    return &targets[*known];
}

/*
 * The place that the source's file calls `id`.  Our reader of books puts the
 * name of the file before an identifier that several files have.
 */
static const struct epub_target *
find_place(struct overlay *overlay, dc_str id)
{
    struct epub_buf name = {0};
    epub_put_str(&name, overlay->chapter->source.id);
    epub_puts(&name, "-");
    epub_put_str(&name, id);
    const struct epub_target *target =
        find_target(overlay, epub_keep_buf(overlay->epub, &name));
    return target ? target : find_target(overlay, id);
}

/*
 * True if the address is that of the source's `path`, or leads to it in a
 * folder that media were taken out to (--extract-media), which paths in the
 * document do not name.
 */
static bool
is_path(dc_str address, dc_str path)
{
    size_t more = address.len - path.len;
    return path.len > 0 && address.len >= path.len &&
        memcmp(address.ptr + more, path.ptr, path.len) == 0 &&
        (more == 0 || address.ptr[more - 1] == '/');
}

/* True if `url` means a place that is there; its address is put. */
static bool
put_text_address(struct overlay *overlay, const char *name, dc_str url)
{
    struct epub *epub = overlay->epub;
    dc_str id = fragment_of(url);
    dc_str path = epub_locate(epub, overlay->base, url);
    const struct epub_source *source = &overlay->chapter->source;
    if (!is_path(path, source->path))
        return false;
    const struct epub_target *target = id.len ? find_place(overlay, id) : NULL;
    if (id.len && !target)
        return false;
    struct epub_buf *out = &overlay->out;
    epub_puts(out, " ");
    epub_puts(out, name);
    epub_puts(out, "=\"../");
    epub_put_str(out, overlay->chapter->name);
    epub_puts(out, target ? "#" : "");
    if (target)
        epub_put_str(out, target->fragment);
    epub_puts(out, "\"");
    return true;
}

/* Elements. */

/* How long a clip is, if it says so. */
static bool
time_of(const dc_xml_element *element, uint64_t *time)
{
    uint64_t begin = 0;
    uint64_t end;
    dc_str from = attr_of(element, "", "clipBegin");
    if ((from.len && !epub_clock_parse(from, &begin)) ||
        !epub_clock_parse(attr_of(element, "", "clipEnd"), &end) || end < begin)
        return false;
    *time = end - begin;
    return true;
}

/* The attribute, if it is a time. */
static void
put_clock(
    struct overlay *overlay, const dc_xml_element *element, const char *name)
{
    uint64_t time;
    if (!epub_clock_parse(attr_of(element, "", name), &time))
        return;
    epub_puts(&overlay->out, " ");
    epub_puts(&overlay->out, name);
    epub_puts(&overlay->out, "=\"");
    epub_clock_put(&overlay->out, time);
    epub_puts(&overlay->out, "\"");
}

/* True if the sound is there; its element is put. */
static bool
put_audio(struct overlay *overlay, const dc_xml_element *element)
{
    struct epub *epub = overlay->epub;
    dc_str url = attr_of(element, "", "src");
    dc_str path = epub_locate(epub, overlay->base, url);
    uint32_t number = epub_add_image(epub, path.len ? path : url, DC_POS_NONE);
    struct level *par = &overlay->levels[overlay->depth - 1];
    if (number == EPUB_NONE || !epub_image_is_settled(epub, number))
        return false;
    const struct epub_image *sound = epub_image_at(epub, number);
    if (!sound->name.len || !sound->player ||
        strcmp(sound->player, "audio") != 0)
        return false;
    overlay->has_remote |= sound->is_remote;
    par->is_timeless = !time_of(element, &par->time);
    epub_puts(
        &overlay->out, sound->is_remote ? "<audio src=\"" : "<audio src=\"../");
    epub_put_str(&overlay->out, sound->name);
    epub_puts(&overlay->out, "\"");
    put_clock(overlay, element, "clipBegin");
    put_clock(overlay, element, "clipEnd");
    epub_puts(&overlay->out, "/>\n");
    return true;
}

static void
put_text(struct overlay *overlay, const dc_xml_element *element)
{
    struct level *par = &overlay->levels[overlay->depth - 1];
    epub_puts(&overlay->out, "<text");
    if (put_text_address(overlay, "src", attr_of(element, "", "src")))
        par->has_content = true;
    else
        par->is_lost = true;
    epub_puts(&overlay->out, "/>\n");
}

/* <body>, <seq> and <par>. */
static int32_t
open_level(struct overlay *overlay, const dc_xml_element *element)
{
    if (overlay->depth == DEPTH_MAX)
        return DC_E_LIMIT;
    struct level *level = &overlay->levels[overlay->depth++];
    *level = (struct level){
        .mark = overlay->out.len, .is_par = dc_str_equal(element->name, "par")};
    epub_puts(&overlay->out, "<");
    epub_put_str(&overlay->out, element->name);
    struct epub_buf types = {0};
    unsigned used = 0;
    epub_filter_types(&types, attr_of(element, OPS, "type"), &used);
    /* Words of other vocabularies would have to be declared. */
    if (!used)
        put_attr(overlay, "epub:type", epub_buf_str(&types));
    epub_buf_done(overlay->epub, &types);
    size_t mark = overlay->out.len;
    dc_str place = attr_of(element, OPS, "textref");
    bool is_seq = dc_str_equal(element->name, "seq");
    if (place.len && !put_text_address(overlay, "epub:textref", place))
        overlay->out.len = mark;
    /* Without a place it may not stand. */
    if (is_seq && overlay->out.len == mark) {
        epub_puts(&overlay->out, " epub:textref=\"../");
        epub_put_str(&overlay->out, overlay->chapter->name);
        epub_puts(&overlay->out, "\"");
    }
    epub_puts(&overlay->out, ">\n");
    return DC_OK;
}

static int32_t DC_CALL
on_start(void *user, const dc_xml_element *element)
{
    static const char *const levels[] = {"body", "seq", "par"};
    struct overlay *overlay = user;
    if (overlay->skipped || !dc_str_equal(element->space, SMIL)) {
        overlay->skipped++;
        return DC_OK;
    }
    for (size_t i = 0; i < sizeof levels / sizeof levels[0]; i++)
        if (dc_str_equal(element->name, levels[i]) &&
            (i == 0) == (overlay->depth == 0))
            return open_level(overlay, element);
    bool is_in_par =
        overlay->depth && overlay->levels[overlay->depth - 1].is_par;
    if (is_in_par && dc_str_equal(element->name, "text"))
        put_text(overlay, element);
    if (is_in_par && dc_str_equal(element->name, "audio") &&
        !put_audio(overlay, element))
        overlay->levels[overlay->depth - 1].is_lost = true;
    overlay->skipped += !dc_str_equal(element->name, "smil");
    return DC_OK;
}

static void
close_level(struct overlay *overlay)
{
    struct level *level = &overlay->levels[--overlay->depth];
    const char *tag = overlay->out.data + level->mark + 1;
    bool is_kept = level->has_content && !level->is_lost;
    overlay->lost += level->is_par && !is_kept;
    if (!is_kept || overlay->out.failed) {
        overlay->out.len = level->mark;
        return;
    }
    dc_str name = level->is_par ? (dc_str)DC_STR("par")
        : *tag == 'b'           ? (dc_str)DC_STR("body")
                                : (dc_str)DC_STR("seq");
    overlay->time += level->time;
    overlay->is_timeless |= level->is_timeless;
    epub_puts(&overlay->out, "</");
    epub_put_str(&overlay->out, name);
    epub_puts(&overlay->out, ">\n");
    if (overlay->depth)
        overlay->levels[overlay->depth - 1].has_content = true;
}

static int32_t DC_CALL
on_end(void *user, const dc_xml_element *element)
{
    struct overlay *overlay = user;
    if (overlay->skipped)
        overlay->skipped--;
    else if (overlay->depth && !dc_str_equal(element->name, "smil"))
        close_level(overlay);
    return DC_OK;
}

/* The whole. */

static void
lose(struct overlay *overlay, const char *what)
{
    epub_report_loss(overlay->epub, "epub-overlay", what,
        overlay->chapter->source.overlay, DC_POS_NONE);
}

/* The time that the source states for the SMIL. */
static bool
stated_time(struct overlay *overlay, uint64_t *time)
{
    struct epub *epub = overlay->epub;
    struct epub_values values = epub_meta_values(epub, "epub-meta");
    uint32_t value;
    while ((value = epub_values_next(epub, &values))) {
        dc_str name =
            epub_meta_value(epub, epub_meta_member(epub, value, "refinement"));
        dc_str path =
            epub_meta_value(epub, epub_meta_member(epub, value, "refines"));
        struct epub_buf address = {0};
        epub_put_address(&address, path);
        path = epub_keep_buf(epub, &address);
        dc_str smil = overlay->chapter->source.overlay;
        if (dc_str_equal(name, "media:duration") && is_path(smil, path))
            return epub_clock_parse(
                epub_meta_value(epub, epub_meta_member(epub, value, "text")),
                time);
    }
    return false;
}

static bool
parse(struct overlay *overlay, const dc_media *media)
{
    static const dc_xml_events events = {
        .struct_size = sizeof events, .start = on_start, .end = on_end};
    dc_job *job = overlay->epub->job;
    dc_xml_fault fault = {.struct_size = sizeof fault};
    const dc_xml_service *xml = dc_service(job, DC_XML_ID);
    dc_str text = {(const char *)media->data, (size_t)media->len};
    return xml && xml->parse(job, text, &events, overlay, &fault) == DC_OK;
}

/* Puts what was made of it into the package. */
static void
keep(struct overlay *overlay, struct epub_chapter *chapter)
{
    static const struct epub_kind kind = {
        "overlays/", "application/smil+xml", ".smil", DC_PACKAGE_DEFLATE};
    struct epub *epub = overlay->epub;
    struct epub_asset *asset =
        epub_asset_add(epub, chapter->source.overlay, &kind);
    if (!asset)
        return;
    epub_puts(&overlay->out, "</smil>\n");
    asset->properties = overlay->has_remote ? "remote-resources" : "";
    asset->time = overlay->time;
    chapter->overlay = asset->name;
    epub->overlay_time += overlay->time;
    epub->has_overlay = true;
    epub_add_text(epub, asset->name, &overlay->out);
}

static void
write_overlay(struct epub *epub, struct epub_chapter *chapter)
{
    struct overlay *overlay = dc_alloc(epub->job, sizeof *overlay);
    dc_media media = {.struct_size = sizeof media};
    const char *why = "not at hand";
    if (!overlay)
        return;
    overlay->epub = epub;
    overlay->chapter = chapter;
    overlay->base = chapter->source.overlay;
    while (overlay->base.len && overlay->base.ptr[overlay->base.len - 1] != '/')
        overlay->base.len--;
    epub_puts(&overlay->out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<smil xmlns=\"" SMIL "\" xmlns:epub=\"" OPS "\" version=\"3.0\">\n");
    size_t bare = overlay->out.len;
    if (!epub_find_medium(
            epub, chapter->source.overlay, DC_RESOURCE_OVERLAY, &media, &why))
        lose(overlay, "a media overlay that is not at hand was left out");
    else if (!parse(overlay, &media))
        lose(overlay, "a media overlay that is not well-formed was left out");
    else if (overlay->out.len == bare)
        lose(overlay,
            "a media overlay was left out: its sound or its text is not there");
    else if (overlay->is_timeless && !stated_time(overlay, &overlay->time))
        lose(overlay,
            "a media overlay that does not say how long it is was "
            "left out");
    else
        keep(overlay, chapter);
    if (chapter->overlay.len && overlay->lost)
        lose(
            overlay, "parts of a media overlay lead nowhere and were left out");
    epub_buf_done(epub, &overlay->out);
}

void
epub_write_overlays(struct epub *epub)
{
    for (size_t i = 0; i < epub->chapters.count; i++) {
        struct epub_chapter *chapter = epub_chapter_at(epub, i);
        if (chapter->state != EPUB_CHAPTER_WRITTEN ||
            chapter->source.overlay.len == 0)
            continue;
        if (epub->is_epub2)
            epub_report_loss(epub, "epub-overlay",
                "EPUB 2 has no media overlays", chapter->source.overlay,
                DC_POS_NONE);
        else
            write_overlay(epub, chapter);
    }
}

/* Metadata. */

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

/* What the source says of the reading: who reads, and how it looks. */
static void
put_said(struct epub *epub, struct epub_buf *buf)
{
    static const char *const names[] = {
        "media:narrator", "media:active-class", "media:playback-active-class"};
    struct epub_said said;
    epub_said_begin(epub, &said);
    while (epub_said_next(epub, &said))
        for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
            if (!dc_str_equal(said.name, names[i]) ||
                (i > 0 && !epub_is_class_name(said.text)))
                continue;
            epub_puts(buf, "<meta property=\"");
            epub_puts(buf, names[i]);
            epub_puts(buf, "\">");
            epub_put_text(buf, said.text);
            epub_puts(buf, "</meta>\n");
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
    struct epub_said said;
    epub_said_begin(epub, &said);
    while (epub_said_next(epub, &said)) {
        bool is_active = dc_str_equal(said.name, "media:active-class");
        if (!epub->has_overlay ||
            (!is_active &&
                !dc_str_equal(said.name, "media:playback-active-class")) ||
            !epub_is_class_name(said.text))
            continue;
        bool is_bare = is_active && !has_look(epub, said.text);
        epub_puts(css, ".");
        epub_put_str(css, said.text);
        epub_puts(css, is_bare ? EPUB_OVERLAY_LOOK : EPUB_OVERLAY_NO_LOOK);
    }
}
