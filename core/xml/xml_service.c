/* SPDX-License-Identifier: MIT */
/*
 * The service docconv.xml/1 (ext/xml.h).  This folder is a module that is
 * loaded on first use; it sees the host through the tables of the job alone.
 */
#include <string.h>

#include "xml/xml_memory.h"
#include "xml/xml_parse.h"

static int32_t DC_CALL
parse(dc_job *job, dc_str text, const dc_xml_events *events, void *user,
    dc_xml_fault *fault)
{
    return dci_xml_parse(job, text, events, user, fault);
}

static const dc_xml_service xml_service = {
    .struct_size = sizeof(dc_xml_service),
    .parse = parse,
};

/* The module's one exported function; see core/host/service.c. */
DC_EXPORT const void *docconv_service_v1(const char *id);

const void *
docconv_service_v1(const char *id)
{
    if (strcmp(id, DC_XML_ID) != 0)
        return NULL;
    dci_xml_init();
    return &xml_service;
}
