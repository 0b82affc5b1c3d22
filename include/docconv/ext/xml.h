/* SPDX-License-Identifier: MIT */
/*
 * Service "docconv.xml/1": well-formed XML as a stream of events (XML 1.0
 * fifth edition, Namespaces in XML 1.0).  No entity that a document declares
 * is ever expanded, no external identifier is followed, nothing is fetched.
 * The named characters of HTML are known, whatever the document type says.
 */
#ifndef DOCCONV_EXT_XML_H
#define DOCCONV_EXT_XML_H

#include "docconv/plugin.h"

#define DC_XML_ID "docconv.xml/1"

/* An attribute; xmlns declarations are not among them. */
typedef struct dc_xml_attr {
    dc_str space; /* name space URI, empty: none */
    dc_str prefix;
    dc_str name; /* local name */
    dc_str value;
} dc_xml_attr;

typedef struct dc_xml_element {
    uint32_t struct_size;
    uint32_t attr_count;
    dc_str space;
    dc_str prefix;
    dc_str name;
    const dc_xml_attr *attrs;
    uint64_t pos; /* byte offset of its "<" in the text, or DC_POS_NONE */
} dc_xml_element;

/*
 * What to call.  All strings are valid UTF-8 and last as long as the call.
 * Text comes in pieces.  A function that returns other than DC_OK ends the
 * parsing with that status.  NULL: not wanted.
 */
typedef struct dc_xml_events {
    uint32_t struct_size;
    int32_t(DC_CALL *start)(void *user, const dc_xml_element *element);
    int32_t(DC_CALL *end)(void *user, const dc_xml_element *element);
    int32_t(DC_CALL *text)(void *user, dc_str text, uint64_t pos);
    int32_t(DC_CALL *comment)(void *user, dc_str text);
} dc_xml_events;

/* Why parsing ended early.  Set struct_size first. */
typedef struct dc_xml_fault {
    uint32_t struct_size;
    uint32_t reserved; /* 0 */
    const char *rule;  /* "xml-not-well-formed", "xml-doctype" ... */
    char message[200]; /* one line, UTF-8 */
    uint64_t pos;      /* byte offset in the text, or DC_POS_NONE */
} dc_xml_fault;

typedef struct dc_xml_service {
    uint32_t struct_size;

    /*
     * Parses UTF-8 `text` (decoded with docconv.charset/1; an encoding
     * declaration in it is ignored).  DC_OK; DC_E_XML when it is not
     * well-formed or declares entities; DC_E_LIMIT beyond 512 levels,
     * 1,024 attributes of an element or 64 KiB of a name; what an event
     * returned.  For the first two *fault says why; nothing is reported.
     */
    int32_t(DC_CALL *parse)(dc_job *job, dc_str text,
        const dc_xml_events *events, void *user, dc_xml_fault *fault);
} dc_xml_service;

#endif
