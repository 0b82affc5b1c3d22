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
    dc_str text; /* elements of a par, which has one of each at most */
    dc_str audio;
    bool is_timeless;
    uint64_t time;
};

struct overlay {
    struct epub *epub;
    const struct epub_chapter *chapter;
    const struct epub_map *times;
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

/* The part of a sound that is played. */
struct clip {
    uint64_t begin;
    uint64_t end;
    bool has_begin;
    bool has_end;
};

/* The attribute as a time, if it is there; false if it is no time. */
static bool
take_clock(const dc_xml_element *element, const char *name, uint64_t *time,
    bool *is_given)
{
    dc_str text = attr_of(element, "", name);
    *is_given = text.len > 0;
    return !*is_given || epub_clock_parse(text, time);
}

/* False if it is no clip, or one without length (MED-008 and -009). */
static bool
take_clip(const dc_xml_element *element, struct clip *clip)
{
    *clip = (struct clip){0};
    return take_clock(element, "clipBegin", &clip->begin, &clip->has_begin) &&
        take_clock(element, "clipEnd", &clip->end, &clip->has_end) &&
        (!clip->has_end || clip->begin < clip->end);
}

static void
put_clock(struct overlay *overlay, const char *name, uint64_t time)
{
    epub_puts(&overlay->out, " ");
    epub_puts(&overlay->out, name);
    epub_puts(&overlay->out, "=\"");
    epub_clock_put(&overlay->out, time);
    epub_puts(&overlay->out, "\"");
}

/* What was written behind `mark`, taken out again; kept. */
static dc_str
take_back(struct overlay *overlay, size_t mark)
{
    struct epub_buf part = {0};
    if (!overlay->out.failed) {
        epub_put(&part, overlay->out.data + mark, overlay->out.len - mark);
        overlay->out.len = mark;
    }
    return epub_keep_buf(overlay->epub, &part);
}

/* True if the sound is there, and a clip of it; its element is put. */
static bool
put_audio(struct overlay *overlay, const dc_xml_element *element)
{
    struct epub *epub = overlay->epub;
    dc_str url = attr_of(element, "", "src");
    dc_str path = epub_locate(epub, overlay->base, url);
    uint32_t number = epub_add_image(epub, path.len ? path : url, DC_POS_NONE);
    struct level *par = &overlay->levels[overlay->depth - 1];
    struct clip clip;
    if (number == EPUB_NONE || !epub_image_is_settled(epub, number) ||
        !take_clip(element, &clip))
        return false;
    const struct epub_image *sound = epub_image_at(epub, number);
    if (!sound->name.len || !sound->player ||
        strcmp(sound->player, "audio") != 0)
        return false;
    overlay->has_remote |= sound->is_remote;
    par->is_timeless = !clip.has_end;
    par->time = clip.has_end ? clip.end - clip.begin : 0;
    epub_puts(
        &overlay->out, sound->is_remote ? "<audio src=\"" : "<audio src=\"../");
    epub_put_str(&overlay->out, sound->name);
    epub_puts(&overlay->out, "\"");
    if (clip.has_begin)
        put_clock(overlay, "clipBegin", clip.begin);
    if (clip.has_end)
        put_clock(overlay, "clipEnd", clip.end);
    epub_puts(&overlay->out, "/>\n");
    return true;
}

/* True if the text is there; its element is put. */
static bool
put_text(struct overlay *overlay, const dc_xml_element *element)
{
    epub_puts(&overlay->out, "<text");
    if (!put_text_address(overlay, "src", attr_of(element, "", "src")))
        return false;
    epub_puts(&overlay->out, "/>\n");
    return true;
}

/*
 * What stands in a <par>: text and sound, written in that order when it ends.
 * A second one and any other kind have no place there, so it is lost.
 */
static void
take_part(struct overlay *overlay, const dc_xml_element *element)
{
    struct level *par = &overlay->levels[overlay->depth - 1];
    size_t mark = overlay->out.len;
    bool is_text = dc_str_equal(element->name, "text");
    dc_str *part = is_text ? &par->text : &par->audio;
    bool is_known = is_text || dc_str_equal(element->name, "audio");
    bool is_good = is_known && part->len == 0 &&
        (is_text ? put_text(overlay, element) : put_audio(overlay, element));
    dc_str taken = take_back(overlay, mark);
    if (is_good)
        *part = taken;
    par->has_content = par->text.len > 0;
    par->is_lost |= !is_good;
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
    bool is_in_par =
        overlay->depth && overlay->levels[overlay->depth - 1].is_par;
    for (size_t i = 0; i < sizeof levels / sizeof levels[0]; i++)
        if (dc_str_equal(element->name, levels[i]) && !is_in_par &&
            (i == 0) == (overlay->depth == 0))
            return open_level(overlay, element);
    if (is_in_par)
        take_part(overlay, element);
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
    epub_put_str(&overlay->out, level->text);
    epub_put_str(&overlay->out, level->audio);
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

/* The times that the source states, by the addresses of the SMIL. */
static void
note_times(struct epub *epub, struct epub_map *times)
{
    struct epub_values values = epub_meta_values(epub, "epub-meta");
    uint32_t value;
    while ((value = epub_values_next(epub, &values))) {
        dc_str name =
            epub_meta_value(epub, epub_meta_member(epub, value, "refinement"));
        dc_str path =
            epub_meta_value(epub, epub_meta_member(epub, value, "refines"));
        struct epub_buf address = {0};
        if (!dc_str_equal(name, "media:duration"))
            continue;
        epub_put_address(&address, path);
        path = epub_keep_buf(epub, &address);
        if (!epub_map_lookup(times, path) &&
            !epub_map_insert(times, path, value))
            dc_fail(epub->job, DC_E_NOMEM);
    }
}

static bool
stated_time(struct overlay *overlay, uint64_t *time)
{
    struct epub *epub = overlay->epub;
    dc_str path = overlay->chapter->source.overlay;
    const uint32_t *value = epub_map_lookup(overlay->times, path);
    /* In a folder that media were taken out to, which metadata do not name. */
    while (!value && path.len) {
        const char *slash = memchr(path.ptr, '/', path.len);
        size_t cut = slash ? (size_t)(slash + 1 - path.ptr) : path.len;
        path = dc_str_slice(path.ptr + cut, path.len - cut);
        value = epub_map_lookup(overlay->times, path);
    }
    return value &&
        epub_clock_parse(
            epub_meta_value(epub, epub_meta_member(epub, *value, "text")),
            time);
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
write_overlay(struct epub *epub, struct epub_chapter *chapter,
    const struct epub_map *times)
{
    struct overlay *overlay = dc_alloc(epub->job, sizeof *overlay);
    dc_media media = {.struct_size = sizeof media};
    const char *why = "not at hand";
    if (!overlay)
        return;
    overlay->epub = epub;
    overlay->chapter = chapter;
    overlay->times = times;
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
    struct epub_map times = {0};
    note_times(epub, &times);
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
            write_overlay(epub, chapter, &times);
    }
    epub_map_fini(&times);
}
