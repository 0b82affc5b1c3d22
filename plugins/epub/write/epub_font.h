/* SPDX-License-Identifier: MIT */
/* Private to the EPUB writer: the fonts of --epub-embed-font. */
#ifndef EPUB_FONT_H
#define EPUB_FONT_H

#include "write/epub.h"

/* Bytes of the name of a family; one that is longer is not taken. */
enum { EPUB_FAMILY_MAX = 120 };

/* What a font says of itself; zero, or empty, where it does not. */
struct epub_face {
    char family[EPUB_FAMILY_MAX];
    size_t family_len;
    uint32_t weight; /* 100 to 900 */
    uint32_t weight_max; /* of a variable font, or 0 */
    uint32_t width; /* 1 to 9; 5 is normal */
    const char *style; /* "italic", "oblique" or NULL */
    bool is_sans;
    bool is_restricted; /* its licence forbids to embed it */
};

/* epub_font.c */

/* Puts the fonts into the package, and the name of their sheet. */
void epub_take_fonts(struct epub *epub);
/*
 * The font whose file is called like the last part of `url`, which a sheet of
 * the user names; NULL: none is.
 */
struct epub_asset *epub_font_named(struct epub *epub, dc_str url);
/* Writes the sheet that declares them; those of the user are at hand. */
void epub_write_font_sheet(struct epub *epub);

/* epub_font_table.c */

/* What the tables of a font say; false: bytes that they need are not there. */
bool epub_face_read(const uint8_t *data, size_t len, struct epub_face *face);

/* epub_font_words.c */

/*
 * Takes weight and style from "Semi Bold Italic", with blanks or without,
 * where the face has none; false, and nothing, if other words stand there too.
 */
bool epub_face_words(struct epub_face *face, dc_str words);
/* Fills what the tables did not say from "NotoSerif-BoldItalic.woff2". */
void epub_face_complete(struct epub_face *face, dc_str file);

#endif
