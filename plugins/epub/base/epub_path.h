/* SPDX-License-Identifier: MIT */
/* Paths and addresses of files in a book. */
#ifndef EPUB_PATH_H
#define EPUB_PATH_H

#include "base/epub_buf.h"

/* Puts the path as an address: the name of its medium. */
void epub_put_address(struct epub_buf *buf, dc_str path);

/* Puts `text` with its percent escapes undone, but for %00. */
void epub_put_decoded(struct epub_buf *buf, dc_str text);

/* True for "scheme:" and "//host". */
bool epub_is_away(dc_str href);

/* Cuts the last part and the slash before it; false: there is none. */
bool epub_path_cut(struct epub_buf *path);

/* Adds the parts of `text` to the folder in `path`; true: one led out. */
bool epub_path_add(struct epub_buf *path, dc_str text);

#endif
