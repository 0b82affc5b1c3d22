/* SPDX-License-Identifier: MIT */
/* XHTML into the same page as HTML, by the host's XML service. */
#ifndef DOCCONV_PLUGIN_HTML_XML_H
#define DOCCONV_PLUGIN_HTML_XML_H

#include "docconv/ext/xml.h"

#include "parse/html_dom.h"

/*
 * Parses all of dom->source into `dom`, an empty page.  DC_OK, or with *fault
 * DC_E_XML and DC_E_LIMIT: it is no XML, and the page must be made anew.
 * Other failures are dom->status too.
 */
int32_t html_parse_xml(struct html_dom *dom, dc_job *job,
    const dc_xml_service *service, dc_xml_fault *fault);

#endif
