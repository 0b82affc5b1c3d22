/* SPDX-License-Identifier: MIT */
/*
 * Sound and film: images of the document whose medium is played.  EPUB 3 has
 * elements for them, and lets them stay on the web (EPUB 3.3, sections 3.2 and
 * 3.6); EPUB 2 has <object>.  Their text stands in them, for programs that
 * cannot play.
 */
#include "base/epub_utf8.h"
#include "write/epub_player.h"

#include <strings.h>

/* Sound of other types needs another form beside it, which nobody has. */
static const struct player {
    const char *mime;
    const char *name; /* of the element */
    struct epub_kind kind;
    const char *fault; /* why it cannot be in a book, or NULL */
} players[] = {
    {"audio/mpeg", "audio", {"audio/", "audio/mpeg", ".mp3", DC_PACKAGE_STORE},
        NULL},
    {"audio/mp4", "audio", {"audio/", "audio/mp4", ".m4a", DC_PACKAGE_STORE},
        NULL},
    {"audio/ogg", "audio",
        {"audio/", "audio/ogg; codecs=opus", ".opus", DC_PACKAGE_STORE}, NULL},
    {"video/mp4", "video", {"video/", "video/mp4", ".mp4", DC_PACKAGE_STORE},
        NULL},
    {"video/webm", "video", {"video/", "video/webm", ".webm", DC_PACKAGE_STORE},
        NULL},
    {"video/ogg", "video", {"video/", "video/ogg", ".ogv", DC_PACKAGE_STORE},
        NULL},
    {"audio/aac", "audio", {NULL, NULL, NULL, 0},
        "sound in bare AAC, which books do not hold; MP3 or MP4 would stay"},
    {"audio/flac", "audio", {NULL, NULL, NULL, 0},
        "sound in FLAC, which books do not hold; MP3 or MP4 would stay"},
    {"audio/wav", "audio", {NULL, NULL, NULL, 0},
        "sound in WAVE, which books do not hold; MP3 or MP4 would stay"},
};

enum { PLAYER_COUNT = sizeof players / sizeof players[0] };

/* What stays on the web is told by its name alone. */
static const struct {
    const char *ending;
    const char *mime;
} endings[] = {
    {".mp3", "audio/mpeg"},
    {".m4a", "audio/mp4"},
    {".opus", "audio/ogg"},
    {".mp4", "video/mp4"},
    {".m4v", "video/mp4"},
    {".webm", "video/webm"},
    {".ogv", "video/ogg"},
};

/* Ogg holds Opus, which books know, or Vorbis, which they do not. */
static bool
is_opus(const dc_media *media)
{
    size_t len = media->len < 512 ? (size_t)media->len : 512;
    return memmem(media->data, len, "OpusHead", 8) != NULL;
}

static const struct player *
find_player(dc_str mime)
{
    for (size_t i = 0; i < PLAYER_COUNT; i++)
        if (dc_str_equal(mime, players[i].mime))
            return &players[i];
    return NULL;
}

const struct epub_kind *
epub_find_player(struct epub_image *image, const dc_media *media)
{
    const struct player *player = find_player(media->mime);
    if (!player)
        return NULL;
    image->player = player->name;
    image->fault = player->fault;
    if (dc_str_equal(media->mime, "audio/ogg") && !is_opus(media))
        image->fault = "sound in Ogg Vorbis, which books do not hold; MP3 or "
                       "Opus would stay";
    return &player->kind;
}

bool
epub_stays_on_web(const struct epub *epub, dc_str url)
{
    static const char scheme[] = "https://";
    return !epub->is_epub2 && url.len > sizeof scheme &&
        memcmp(url.ptr, scheme, sizeof scheme - 1) == 0;
}

/* The path of the address, without its query. */
static dc_str
path_of(dc_str url)
{
    for (size_t i = 0; i < url.len; i++)
        if (url.ptr[i] == '?' || url.ptr[i] == '#')
            return dc_str_slice(url.ptr, i);
    return url;
}

void
epub_leave_on_web(struct epub *epub, struct epub_image *image)
{
    dc_str path = path_of(image->url);
    if (!epub_stays_on_web(epub, image->url) ||
        epub_url_judge(image->url) != EPUB_URL_EXTERNAL)
        return;
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        size_t len = strlen(endings[i].ending);
        if (path.len <= len ||
            strncasecmp(path.ptr + path.len - len, endings[i].ending, len) != 0)
            continue;
        const struct player *player = find_player(dc_str_of(endings[i].mime));
        struct epub_buf name = {0};
        epub_url_put(&name, image->url);
        image->name = epub_keep_buf(epub, &name);
        image->player = player->name;
        image->mime = player->kind.mime;
        image->is_remote = true;
        return;
    }
}

void
epub_put_poster(struct epub *epub, uint32_t image, uint32_t node)
{
    dc_str url = dc_attr_of(epub->job, node, "poster");
    const char *player =
        image == EPUB_NONE ? NULL : epub_image_at(epub, image)->player;
    if (url.len == 0 || !player || strcmp(player, "video") != 0)
        return;
    uint32_t number = epub_add_image(epub, url, DC_POS_NONE);
    const struct epub_image *poster =
        number == EPUB_NONE ? NULL : epub_image_at(epub, number);
    if (!poster || poster->name.len == 0 || poster->player || epub->is_epub2) {
        epub_report_loss(epub, "epub-poster",
            "the image that stands for a film was left out", url, DC_POS_NONE);
        return;
    }
    epub_puts(&epub->out->text, " poster=\"../");
    epub_put_str(&epub->out->text, poster->name);
    epub_puts(&epub->out->text, "\"");
}

/* Title and size, which sound has none of. */
static dc_str
skip_sizes(dc_str attrs)
{
    static const char *const sizes[] = {" width=\"", " height=\""};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        size_t len = strlen(sizes[i]);
        if (attrs.len <= len || memcmp(attrs.ptr, sizes[i], len) != 0)
            continue;
        while (attrs.ptr[len] != '"')
            len++;
        attrs = dc_str_slice(attrs.ptr + len + 1, attrs.len - len - 1);
    }
    return attrs;
}

static void
put_source(
    struct epub_buf *page, const char *name, const struct epub_image *image)
{
    epub_puts(page, " ");
    epub_puts(page, name);
    epub_puts(page, image->is_remote ? "=\"" : "=\"../");
    epub_put_str(page, image->name);
    epub_puts(page, "\"");
}

void
epub_put_player(struct epub *epub, const struct epub_image *image, dc_str attrs,
    dc_str text, dc_str title)
{
    struct epub_buf *page = &epub->page;
    const char *name = epub->is_epub2 ? "object" : image->player;
    epub_puts(page, "<");
    epub_puts(page, name);
    put_source(page, epub->is_epub2 ? "data" : "src", image);
    if (epub->is_epub2)
        epub_put_attr(page, "type", dc_str_of(image->mime));
    else
        epub_puts(page, " controls=\"controls\"");
    epub_put_str(page, attrs);
    epub_put_str(
        page, strcmp(image->player, "audio") == 0 ? skip_sizes(title) : title);
    epub_puts(page, ">");
    epub_put_str(page, text);
    /* OPS 2.0.1 wants something else in what it does not know. */
    if (epub->is_epub2 && text.len == 0)
        epub_put_text(page, epub_file_stem(image->name));
    epub_puts(page, "</");
    epub_puts(page, name);
    epub_puts(page, ">");
}
