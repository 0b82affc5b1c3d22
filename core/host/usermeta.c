/* SPDX-License-Identifier: MIT */
/*
 * Metadata that the caller gives: kept as a list of events and played into
 * the document's builder before the reader runs, so that it wins over what
 * the document says.
 */
#include <stdlib.h>
#include <string.h>

#include "host/conversion.h"

/* Open maps and lists; metadata files nest a few levels at most. */
#define DEPTH_MAX 32

static int32_t
add_item(struct dci_list *list, int what, int32_t origin, const char *text,
    size_t len)
{
    struct dci_meta_item *item = calloc(1, sizeof(*item));
    if (!item)
        return DC_E_NOMEM;
    item->what = what;
    item->origin = origin;
    item->len = len;
    item->text = malloc(len + 1);
    if (!item->text || !dci_list_add(list, item)) {
        free(item->text);
        free(item);
        return DC_E_NOMEM;
    }
    if (len)
        memcpy(item->text, text, len);
    item->text[len] = 0;
    return DC_OK;
}

int32_t
dc_conversion_add_meta(
    dc_conversion *conversion, const char *key, const char *value)
{
    int32_t status = add_item(&conversion->user_meta, DC_META_EVENT_ENTRY,
        DC_ORIGIN_USER, key, strlen(key));
    if (status != DC_OK)
        return status;
    return add_item(&conversion->user_meta, DC_META_EVENT_SCALAR,
        DC_ORIGIN_USER, value, strlen(value));
}

int32_t
dc_conversion_meta_event(dc_conversion *conversion, int32_t origin,
    const dc_meta_event *event)
{
    if (event->what == DC_META_EVENT_MAP || event->what == DC_META_EVENT_LIST)
        conversion->meta_depth++;
    if (event->what == DC_META_EVENT_END)
        conversion->meta_depth--;
    if (conversion->meta_depth > DEPTH_MAX)
        return DC_E_LIMIT;
    if (conversion->meta_depth < 0)
        return DC_E_USAGE;
    return add_item(&conversion->meta, event->what, origin, event->text.ptr,
        event->text.len);
}

/* Playing events. */

struct player {
    dc_job *job;
    const dc_build *build;
    uint32_t open[DEPTH_MAX + 1]; /* kinds of the open maps and lists */
    int depth;
};

/* A value is complete: closes the map entry or the whole entry around it. */
static void
end_value(struct player *player)
{
    if (player->depth == 0)
        player->build->meta_close(player->job);
    else if (player->open[player->depth - 1] == DC_META_MAP)
        player->build->close(player->job, DC_META_ENTRY);
}

static void
put_string(struct player *player, const struct dci_meta_item *item)
{
    player->build->open(player->job, DC_META_STRING, DC_POS_NONE);
    player->build->text(player->job, item->text, item->len, 0);
    player->build->close(player->job, DC_META_STRING);
    end_value(player);
}

static void
put_bool(struct player *player, const struct dci_meta_item *item)
{
    player->build->open(player->job, DC_META_BOOL, DC_POS_NONE);
    player->build->set_int(
        player->job, DC_F_TRUE, strcmp(item->text, "true") == 0);
    player->build->close(player->job, DC_META_BOOL);
    end_value(player);
}

static void
open_group(struct player *player, uint32_t kind)
{
    player->build->open(player->job, kind, DC_POS_NONE);
    player->open[player->depth++] = kind;
}

static void
close_group(struct player *player)
{
    player->depth--;
    player->build->close(player->job, player->open[player->depth]);
    end_value(player);
}

static void
open_key(struct player *player, const struct dci_meta_item *item)
{
    player->build->open(player->job, DC_META_ENTRY, DC_POS_NONE);
    player->build->set_str(player->job, DC_F_KEY, item->text, item->len);
}

static void
play(struct player *player, const struct dci_meta_item *item)
{
    switch (item->what) {
    case DC_META_EVENT_ENTRY:
        player->build->meta_open(player->job,
            (dc_str){item->text, item->len}, item->origin, 100);
        break;
    case DC_META_EVENT_KEY:
        open_key(player, item);
        break;
    case DC_META_EVENT_MAP:
        open_group(player, DC_META_MAP);
        break;
    case DC_META_EVENT_LIST:
        open_group(player, DC_META_LIST);
        break;
    case DC_META_EVENT_END:
        close_group(player);
        break;
    case DC_META_EVENT_BOOL:
        put_bool(player, item);
        break;
    default:
        put_string(player, item);
        break;
    }
}

/* The values of -M: pairs of key and value. */

static const struct dci_meta_item *
key_at(const dc_conversion *conversion, size_t pair)
{
    return conversion->user_meta.items[2 * pair];
}

static void
play_value(struct player *player, const struct dci_meta_item *item)
{
    if (strcmp(item->text, "true") == 0 || strcmp(item->text, "false") == 0)
        put_bool(player, item);
    else
        put_string(player, item);
}

/* Plays all values of the key of pair `first`; several make a list. */
static void
play_pairs(struct player *player, const dc_conversion *conversion,
    size_t first, size_t pairs)
{
    const struct dci_meta_item *key = key_at(conversion, first);
    size_t values = 0;
    for (size_t i = first; i < pairs; i++)
        values += strcmp(key_at(conversion, i)->text, key->text) == 0;
    play(player, key);
    if (values > 1)
        open_group(player, DC_META_LIST);
    for (size_t i = first; i < pairs; i++)
        if (strcmp(key_at(conversion, i)->text, key->text) == 0)
            play_value(player, conversion->user_meta.items[2 * i + 1]);
    if (values > 1)
        close_group(player);
}

static int
is_repeated(const dc_conversion *conversion, size_t pair)
{
    for (size_t i = 0; i < pair; i++)
        if (strcmp(key_at(conversion, i)->text,
                key_at(conversion, pair)->text) == 0)
            return 1;
    return 0;
}

int32_t
dci_usermeta_apply(dc_conversion *conversion, dc_job *job)
{
    struct player player = {.job = job, .build = job->host->build};
    size_t pairs = conversion->user_meta.count / 2;
    for (size_t i = 0; i < pairs; i++)
        if (!is_repeated(conversion, i))
            play_pairs(&player, conversion, i, pairs);
    for (size_t i = 0; i < conversion->meta.count; i++)
        play(&player, conversion->meta.items[i]);
    return player.build->status(job);
}
