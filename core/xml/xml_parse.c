/* SPDX-License-Identifier: MIT */
/*
 * Feeds libxml2 piece by piece through its push interface.  Of libxml2 no
 * more is used than its reading of tags and references: it builds no tree,
 * keeps no declaration, expands no entity and opens nothing.
 */
#include "xml/xml_parse.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "docconv/sdk/sdk.h"
#include "xml/xml_memory.h"
#include "xml/xml_scan.h"

/* Copies a message as one line of whole characters. */
static void
set_message(dc_xml_fault *fault, dc_str message)
{
    size_t most = sizeof fault->message - 1;
    size_t len = message.len;
    if (!dci_utf8_valid(message.ptr, message.len))
        len = 0;
    else if (len > most)
        len = dci_utf8_cut(message.ptr, most);
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)message.ptr[i];
        fault->message[i] = c < ' ' ? ' ' : (char)c;
    }
    while (len && fault->message[len - 1] == ' ')
        len--;
    fault->message[len] = 0;
}

void
dci_xml_fail(struct dci_xml_parse *parse, int32_t status, const char *rule,
    dc_str message, size_t pos)
{
    if (parse->status != DC_OK)
        return;
    parse->status = status;
    parse->fault->rule = rule;
    parse->fault->pos = pos < parse->text.len ? pos : parse->text.len;
    set_message(parse->fault, message);
}

size_t
dci_xml_offset(const struct dci_xml_parse *parse, const xmlChar *at)
{
    /* All that was fed ends where the buffer ends. */
    size_t left = (size_t)(parse->ctxt->input->end - at);
    return left < parse->fed ? parse->fed - left : 0;
}

/* Only libxml2's last words: a fault that no event has told. */
static void
check_end(struct dci_xml_parse *parse)
{
    const char *message = parse->ctxt->lastError.message;
    if (!parse->ctxt->wellFormed)
        dci_xml_fail(parse, DC_E_XML, "xml-not-well-formed",
            dc_str_of(message ? message : "not well-formed"), parse->fed);
}

/* libxml2's table of names stops growing at 16,384 slots. */
static void
check_names(struct dci_xml_parse *parse)
{
    static const dc_str message = DC_STR("more than 65536 different names");
    if (xmlDictSize(parse->ctxt->dict) > DC_XML_NAMES)
        dci_xml_fail(parse, DC_E_LIMIT, "xml-limit", message, parse->fed);
}

/* Runs under the guard of xml_memory.h. */
static void
feed(void *user)
{
    struct dci_xml_parse *parse = user;
    struct dci_xml_scan scan = {.text = parse->text};
    while (parse->status == DC_OK && parse->fed < parse->text.len) {
        size_t len = dci_xml_next_piece(&scan);
        if (scan.refusal) {
            dci_xml_fail(parse, DC_E_LIMIT, "xml-limit",
                dc_str_of(scan.refusal), scan.refused_at);
            return;
        }
        const char *piece = parse->text.ptr + parse->fed;
        parse->fed += len;
        xmlParseChunk(parse->ctxt, piece, (int)len, 0);
        if (!parse->ctxt->wellFormed)
            break;
        check_names(parse);
        if (parse->status == DC_OK)
            parse->status = parse->job->host->job->tick(parse->job);
    }
    if (parse->status == DC_OK)
        xmlParseChunk(parse->ctxt, NULL, 0, 1);
    check_end(parse);
}

static void
begin(void *user)
{
    struct dci_xml_parse *parse = user;
    xmlSAXHandler sax = dci_xml_sax;
    parse->ctxt = xmlCreatePushParserCtxt(&sax, parse, NULL, 0, NULL);
    if (parse->ctxt)
        xmlCtxtUseOptions(parse->ctxt, XML_PARSE_NONET | XML_PARSE_IGNORE_ENC);
}

static void
end(struct dci_xml_parse *parse)
{
    /* It makes an empty one for declarations, even without a tree. */
    xmlFreeDoc(parse->ctxt->myDoc);
    parse->ctxt->myDoc = NULL;
    xmlFreeParserCtxt(parse->ctxt);
}

static int32_t
run(struct dci_xml_parse *parse)
{
    if (!dci_xml_guard(begin, parse) || !parse->ctxt)
        return DC_E_NOMEM;
    if (!dci_xml_guard(feed, parse))
        return DC_E_NOMEM;
    end(parse);
    return parse->status;
}

/* What no libxml2 is needed for. */
static void
check_characters(struct dci_xml_parse *parse)
{
    size_t good = dci_utf8_text_prefix(parse->text.ptr, parse->text.len);
    static const dc_str message = DC_STR("a character that XML does not have");
    if (good < parse->text.len)
        dci_xml_fail(parse, DC_E_XML, "xml-not-well-formed", message, good);
}

int32_t
dci_xml_parse(dc_job *job, dc_str text, const dc_xml_events *events, void *user,
    dc_xml_fault *fault)
{
    struct dci_xml_parse *parse = calloc(1, sizeof *parse);
    if (!parse)
        return DC_E_NOMEM;
    parse->job = job;
    parse->text = text;
    parse->events = events;
    parse->user = user;
    parse->fault = fault;
    parse->attrs = malloc(sizeof *parse->attrs);
    int32_t status = DC_E_NOMEM;
    if (!parse->attrs)
        goto out;
    dci_buf_init(&parse->attrs->decoded, 0);
    dci_buf_init(&parse->line_ends, 0);
    check_characters(parse);
    status = parse->status;
    if (status == DC_OK)
        status = run(parse);
    dci_buf_fini(&parse->attrs->decoded);
    dci_buf_fini(&parse->line_ends);
out:
    free(parse->attrs);
    free(parse);
    return status;
}
