/* SPDX-License-Identifier: MIT */
/*
 * Sound, film and objects: an image whose medium is played, with what stands
 * in the element for those who cannot as its text.  <object> and <embed> are
 * that only if they say what they hold; of several sources the first is taken
 * that every program plays.
 */
#include "read/html_block_read.h"

#include "parse/html_token.h"

enum { WORDS_MAX = 1000 };

static const char *const endings[] = {".png", ".jpg", ".jpeg", ".gif", ".svg",
    ".webp", ".mp3", ".m4a", ".aac", ".oga", ".ogg", ".opus", ".wav", ".mp4",
    ".m4v", ".ogv", ".webm"};

static bool
begins_with(dc_str text, const char *word)
{
    return html_begins_with(text.ptr, text.ptr + text.len, word);
}

static bool
ends_with(dc_str text, const char *word)
{
    size_t len = strlen(word);
    return text.len > len &&
        html_begins_with(
            text.ptr + text.len - len, text.ptr + text.len, word);
}

/* True if an object of that type and address is seen or heard. */
static bool
is_medium(dc_str type, dc_str url)
{
    if (type.len)
        return begins_with(type, "image/") || begins_with(type, "audio/") ||
            begins_with(type, "video/");
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
        if (ends_with(url, endings[i]))
            return true;
    return false;
}

/* True for what every program plays that plays anything. */
static bool
is_common(dc_str type, dc_str url)
{
    if (type.len == 0)
        return ends_with(url, ".mp3") || ends_with(url, ".mp4") ||
            ends_with(url, ".m4a");
    return begins_with(type, "audio/mpeg") || begins_with(type, "audio/mp4") ||
        begins_with(type, "video/mp4");
}

/* The address among the <source> elements in it; others are counted. */
static dc_str
choose_source(struct html_reader *reader, uint32_t player)
{
    const struct html_dom *dom = &reader->dom;
    dc_str chosen = {NULL, 0};
    bool has_common = false;
    for (uint32_t at = html_node(dom, player)->first; at;
         at = html_node(dom, at)->next) {
        bool is_source = html_is_element(dom, at, HTML_SOURCE);
        dc_str url = html_attr_of(dom, at, HTML_SRC);
        if (html_is_element(dom, at, HTML_TRACK))
            html_lose(reader, HTML_LOST_SOURCES, at);
        if (!is_source || url.len == 0)
            continue;
        bool is_better =
            !has_common && is_common(html_attr_of(dom, at, HTML_TYPE), url);
        if (chosen.len)
            html_lose(reader, HTML_LOST_SOURCES, at);
        if (chosen.len == 0 || is_better)
            chosen = url;
        has_common |= is_better;
    }
    return chosen;
}

/* Where its medium is; empty: nowhere, or it is none. */
static dc_str
address_of(struct html_reader *reader, uint32_t node)
{
    const struct html_dom *dom = &reader->dom;
    uint32_t name = html_node(dom, node)->name;
    bool is_object = name == HTML_OBJECT;
    dc_str url = html_attr_of(dom, node, is_object ? HTML_DATA : HTML_SRC);
    if (is_object || name == HTML_EMBED)
        return is_medium(html_attr_of(dom, node, HTML_TYPE), url)
            ? url
            : dc_str_slice(NULL, 0);
    return url.len ? url : choose_source(reader, node);
}

/* What stands for it: its label, else its content. */
static dc_str
words_of(struct html_reader *reader, uint32_t node)
{
    dc_str words = html_attr_of(&reader->dom, node, HTML_ARIA_LABEL);
    return words.len ? words : html_plain_text(reader, node, WORDS_MAX);
}

bool
html_begin_player(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    dc_job *job = reader->job;
    dc_str url = address_of(reader, level->node);
    if (reader->holder == HTML_HOLDS_ROWS || url.len == 0 ||
        html_is_script_url(url))
        return html_begin_media(reader, level, role);
    dc_str poster = html_attr_of(&reader->dom, level->node, HTML_POSTER);
    dc_str words = words_of(reader, level->node);
    html_flow_open(reader);
    dc_open(job, DC_IMAGE, html_pos(reader, level->node));
    dc_set_str(job, DC_F_URL, html_url_at(reader, url));
    dc_set_str(job, DC_F_TITLE,
        html_attr_of(&reader->dom, level->node, HTML_TITLE));
    html_read_attrs(reader, level->node, NULL, true);
    if (poster.len && !html_is_script_url(poster))
        dc_attr(job, "poster", html_url_at(reader, poster));
    if (words.len)
        dc_text(job, words.ptr, words.len);
    dc_close(job, DC_IMAGE);
    return false;
}
