/* SPDX-License-Identifier: MIT */
/*
 * Metadata that the caller gives: kept as a list of events and played into
 * the document's builder before the reader runs, so that it wins over what
 * the document says.
 */
#include <stdlib.h>
#include <string.h>

#include "host/conversion.h"

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

/* 1 if a value may stand here: behind a key, or in a list. */
static int
may_hold_value(const struct dci_meta_state *state)
{
    return state->wants_value ||
        (state->depth > 0 &&
            state->open[state->depth - 1] == DC_META_EVENT_LIST);
}

/* Takes the grammar one event further; DC_E_USAGE where it has no place. */
static int32_t
advance(struct dci_meta_state *state, int what)
{
    int in_map =
        state->depth > 0 && state->open[state->depth - 1] == DC_META_EVENT_MAP;
    switch (what) {
    case DC_META_EVENT_ENTRY:
        if (state->depth > 0 || state->wants_value)
            return DC_E_USAGE;
        state->wants_value = 1;
        return DC_OK;
    case DC_META_EVENT_KEY:
        if (!in_map || state->wants_value)
            return DC_E_USAGE;
        state->wants_value = 1;
        return DC_OK;
    case DC_META_EVENT_END:
        if (state->depth == 0 || state->wants_value)
            return DC_E_USAGE;
        state->depth--;
        return DC_OK;
    default:
        if (!may_hold_value(state))
            return DC_E_USAGE;
        state->wants_value = 0;
    }
    if (what != DC_META_EVENT_MAP && what != DC_META_EVENT_LIST)
        return DC_OK;
    if (state->depth == DCI_META_DEPTH)
        return DC_E_LIMIT;
    state->open[state->depth++] = (uint8_t)what;
    return DC_OK;
}

int32_t
dc_conversion_meta_event(
    dc_conversion *conversion, int32_t origin, const dc_meta_event *event)
{
    struct dci_meta_state state = conversion->meta_state;
    int32_t status = advance(&state, event->what);
    if (status == DC_OK)
        status = add_item(&conversion->meta, event->what, origin,
            event->text.ptr, event->text.len);
    if (status == DC_OK)
        conversion->meta_state = state;
    return status;
}

/* Playing events. */

struct player {
    dc_job *job;
    const dc_build *build;
    uint32_t open[DCI_META_DEPTH]; /* kinds of the open maps and lists */
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
        player->build->meta_open(
            player->job, (dc_str){item->text, item->len}, item->origin, 100);
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

int32_t
dci_usermeta_apply(dc_conversion *conversion, dc_job *job)
{
    struct player player = {.job = job, .build = job->host->build};
    for (size_t i = 0; i < conversion->meta.count; i++)
        play(&player, conversion->meta.items[i]);
    return player.build->status(job);
}
