/* SPDX-License-Identifier: MIT */
/*
 * Cuts a text into pieces that libxml2 can be given: each ends behind a tag,
 * comment, CDATA section or the like, or within text; none holds a tag that
 * would cost it more than linear time.
 */
#ifndef DCI_XML_SCAN_H
#define DCI_XML_SCAN_H

#include "docconv/base.h"

struct dci_xml_scan {
    dc_str text;
    size_t at; /* where the next piece begins */
    const char *refusal; /* what is too large, or NULL */
    size_t refused_at;
};

/* The length of the next piece; 0 at the end, or with `refusal` set. */
size_t dci_xml_next_piece(struct dci_xml_scan *scan);

#endif
