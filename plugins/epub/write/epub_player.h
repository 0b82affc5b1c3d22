/* SPDX-License-Identifier: MIT */
/* Private to the EPUB writer: sound and film in the text. */
#ifndef EPUB_PLAYER_H
#define EPUB_PLAYER_H

#include "write/epub.h"

/*
 * Makes the image a player if its medium is sound or film; NULL if it is not.
 * The kind has no folder where image->fault says why it cannot be.
 */
const struct epub_kind *epub_find_player(
    struct epub_image *image, const dc_media *media);
/* True for an address of which sound or film may stay on the web. */
bool epub_stays_on_web(const struct epub *epub, dc_str url);
/* Makes it a player of what is there, if its name says that it is such. */
void epub_leave_on_web(struct epub *epub, struct epub_image *image);
/* Writes the poster of a film. */
void epub_put_poster(struct epub *epub, uint32_t image, uint32_t node);
/* Puts the player into epub.page; its pieces are those of an image. */
void epub_put_player(struct epub *epub, const struct epub_image *image,
    dc_str attrs, dc_str text, dc_str title);

#endif
