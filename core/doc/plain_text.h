/* SPDX-License-Identifier: MIT */
/*
 * The words below a node, piece by piece: for titles and identifiers.
 */
#ifndef DCI_PLAIN_TEXT_H
#define DCI_PLAIN_TEXT_H

#include "doc/document.h"

struct dci_pieces {
    const struct dci_store *store;
    uint32_t at;
    uint32_t end;
    char last; /* the last byte handed out; 0 at first */
};

void dci_pieces_init(
    struct dci_pieces *pieces, struct dci_doc *doc, uint32_t node);

/* The next piece, never empty; false past the last. */
bool dci_pieces_next(struct dci_pieces *pieces, dc_str *piece);

#endif
