/* SPDX-License-Identifier: MIT */
/* Private to the EPUB writer: fonts that the source had veiled. */
#ifndef EPUB_OBSCURE_H
#define EPUB_OBSCURE_H

#include "write/epub.h"

/* Notes the fonts that the source had veiled. */
void epub_find_veiled(struct epub *epub);
bool epub_is_veiled(const struct epub *epub, dc_str address);
/* Puts them into the package, veiled with its identifier, and says so. */
void epub_write_veiled(struct epub *epub);

#endif
