/* SPDX-License-Identifier: MIT */
/*
 * One text being parsed: xml_parse.c feeds libxml2, xml_events.c turns what
 * libxml2 calls into the caller's events.
 */
#ifndef DCI_XML_PARSE_H
#define DCI_XML_PARSE_H

#include <libxml/parser.h>
#include <stdbool.h>

#include "base/buf.h"
#include "docconv/ext/xml.h"

/* The attributes of the element at hand. */
struct dci_xml_attrs {
    dc_xml_attr all[DC_XML_ATTRIBUTES];
    /* Where a decoded value begins in `decoded`; SIZE_MAX: it is not there. */
    size_t places[DC_XML_ATTRIBUTES];
    struct dci_buf decoded;
};

struct dci_xml_parse {
    dc_job *job;
    dc_str text;
    const dc_xml_events *events;
    void *user;
    dc_xml_fault *fault;
    int32_t status; /* the first that was not DC_OK */

    xmlParserCtxtPtr ctxt;
    size_t fed; /* bytes of the text that libxml2 was given */
    uint32_t depth;
    struct dci_xml_attrs *attrs;
    struct dci_buf line_ends; /* CDATA with line ends as XML reads them */
    xmlEntity entity;
    xmlChar entity_text[DC_XML_ENTITY + 1];
};

extern const xmlSAXHandler dci_xml_sax;

int32_t dci_xml_parse(dc_job *job, dc_str text, const dc_xml_events *events,
    void *user, dc_xml_fault *fault);

/* The first fault is kept: `status` and why, at byte `pos` of the text. */
void dci_xml_fail(struct dci_xml_parse *parse, int32_t status, const char *rule,
    dc_str message, size_t pos);

/* The offset in the text of a byte in libxml2's buffer. */
size_t dci_xml_offset(const struct dci_xml_parse *parse, const xmlChar *at);

#endif
