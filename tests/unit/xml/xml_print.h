/* SPDX-License-Identifier: MIT */
/*
 * The events of a text, written as XML again in James Clark's canonical form:
 * attributes in order, no document type, comments only if asked for.
 */
#ifndef XML_PRINT_H
#define XML_PRINT_H

#include <stdbool.h>

#include "base/buf.h"
#include "docconv/ext/xml.h"

struct xml_print {
    struct dci_buf out;
    bool has_comments;
    bool has_places; /* "@5" behind each start tag's name: its position */
    uint32_t depth_most;
    unsigned events;
    unsigned stop_at; /* the event that returns DC_E_LOSS, 0: none */
    unsigned copies; /* texts that are no slice of the source */
    dc_str text;
    dc_xml_fault fault;
};

/* Parses `text`; `print` is zeroed or has settings; free print->out. */
int32_t xml_print(struct xml_print *print, dc_str text);

#endif
