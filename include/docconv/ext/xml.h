/* SPDX-License-Identifier: MIT */
/*
 * Service "docconv.xml/1": well-formed XML as a stream of events (XML 1.0
 * fifth edition, Namespaces in XML 1.0).  No entity that a document declares
 * is ever expanded, no external identifier is followed, nothing is fetched.
 */
#ifndef DOCCONV_EXT_XML_H
#define DOCCONV_EXT_XML_H

#include "docconv/plugin.h"

#define DC_XML_ID "docconv.xml/1"

/* Limits; more than that is DC_E_LIMIT. */
#define DC_XML_DEPTH 512              /* levels, if the caller sets none */
#define DC_XML_ATTRIBUTES 1024        /* of an element, xmlns among them */
#define DC_XML_NAMESPACES 1024        /* declared by the open elements */
#define DC_XML_SPACE 512              /* bytes of a name space's URI */
#define DC_XML_NAMES 65536            /* different names; about */
#define DC_XML_NAME 50000             /* bytes of a name */
#define DC_XML_TOKEN (9 * 1024 * 1024) /* bytes of a tag, comment, CDATA */
#define DC_XML_DOCTYPE (16 * 1024)    /* bytes of a document type */
#define DC_XML_ENTITY 64              /* bytes of a reference's text */

/* An attribute; xmlns declarations are not among them. */
typedef struct dc_xml_attr {
    dc_str space; /* name space URI, empty: none, or an undeclared prefix */
    dc_str prefix;
    dc_str name; /* local name */
    dc_str value;
} dc_xml_attr;

typedef struct dc_xml_element {
    uint32_t struct_size;
    uint32_t attr_count; /* 0 at the end of the element */
    dc_str space;
    dc_str prefix;
    dc_str name;
    const dc_xml_attr *attrs;
    uint64_t pos; /* byte offset of the tag's "<" in the text */
} dc_xml_element;

/*
 * What to call.  All strings are valid UTF-8 and last as long as the call;
 * text and values that read as they are written are slices of the parsed
 * text.  Text comes in pieces, CDATA sections too.  A function that returns
 * other than DC_OK ends the parsing with that status.  NULL: not wanted.
 */
typedef struct dc_xml_events {
    uint32_t struct_size;
    uint32_t depth_most; /* levels of elements; 0: DC_XML_DEPTH */
    int32_t(DC_CALL *start)(void *user, const dc_xml_element *element);
    int32_t(DC_CALL *end)(void *user, const dc_xml_element *element);
    int32_t(DC_CALL *text)(void *user, dc_str text, uint64_t pos);
    int32_t(DC_CALL *comment)(void *user, dc_str text);
    /*
     * What "&name;" stands for, if it is none of the five of XML: at most
     * DC_XML_ENTITY bytes, borrowed until the next call.  Empty: nothing,
     * and the text is not well-formed, as if the function were NULL.
     */
    dc_str(DC_CALL *entity)(void *user, dc_str name);
} dc_xml_events;

/* Why parsing ended early.  Set struct_size first. */
typedef struct dc_xml_fault {
    uint32_t struct_size;
    uint32_t reserved; /* 0 */
    /* "xml-not-well-formed", "xml-doctype", "xml-entity", "xml-limit" */
    const char *rule;
    char message[200]; /* one line, UTF-8 */
    uint64_t pos;      /* byte offset in the text: there or just before */
} dc_xml_fault;

typedef struct dc_xml_service {
    uint32_t struct_size;

    /*
     * Parses UTF-8 `text` (decoded with docconv.charset/1; an encoding
     * declaration in it is ignored).  DC_OK; DC_E_XML when it is not
     * well-formed, names an unknown entity, or declares entities or
     * attributes in its document type; DC_E_LIMIT beyond a limit; DC_E_NOMEM;
     * what an event returned.  For DC_E_XML and DC_E_LIMIT *fault says why;
     * nothing is reported.  Events may have come before a fault is found.
     * A prefix that nothing declares is no fault.
     */
    int32_t(DC_CALL *parse)(dc_job *job, dc_str text,
        const dc_xml_events *events, void *user, dc_xml_fault *fault);
} dc_xml_service;

#endif
