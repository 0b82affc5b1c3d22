/* SPDX-License-Identifier: MIT */
/*
 * Images whose address is that of sound or film, by its ending: they are
 * played.  What describes them is a link in the player, for programs that
 * have none.
 */
#include "parse/html_ascii.h"
#include "write/html_write.h"

static const struct {
    const char *ending;
    const char *element;
} players[] = {
    {".mp3", "audio"},
    {".m4a", "audio"},
    {".aac", "audio"},
    {".oga", "audio"},
    {".ogg", "audio"},
    {".opus", "audio"},
    {".wav", "audio"},
    {".flac", "audio"},
    {".mp4", "video"},
    {".m4v", "video"},
    {".ogv", "video"},
    {".webm", "video"},
    {".mov", "video"},
};

static bool
ends_with(dc_str url, const char *ending)
{
    size_t len = strlen(ending);
    if (url.len <= len)
        return false;
    for (size_t i = 0; i < len; i++)
        if (html_lower(url.ptr[url.len - len + i]) != ending[i])
            return false;
    return true;
}

/* The address without its query and fragment. */
static dc_str
path_of(dc_str url)
{
    for (size_t i = 0; i < url.len; i++)
        if (url.ptr[i] == '?' || url.ptr[i] == '#')
            return dc_str_slice(url.ptr, i);
    return url;
}

const char *
html_player_of(dc_str url)
{
    if (html_is_data_url(url))
        return NULL;
    for (size_t i = 0; i < sizeof(players) / sizeof(*players); i++)
        if (ends_with(path_of(url), players[i].ending))
            return players[i].element;
    return NULL;
}

void
html_put_player(struct html_write *write, uint32_t node, const char *element)
{
    dc_str url = dc_str_field(write->job, node, DC_F_URL);
    dc_str title = dc_str_field(write->job, node, DC_F_TITLE);
    dc_str words = dc_plain_text(write->job, node);
    html_start(write, node, element, NULL);
    html_put_url(write, "src", url);
    html_puts(write, " controls=\"\"");
    if (title.len && !dc_attr_of(write->job, node, "title").len)
        html_put_attr(write, "title", title);
    html_puts(write, "><a");
    html_put_url(write, "href", url);
    html_puts(write, ">");
    html_put_text(write, words.len ? words : url);
    html_puts(write, "</a></");
    html_puts(write, element);
    html_puts(write, ">");
}
