/* SPDX-License-Identifier: MIT */
/*
 * Which parser reads the page.  What calls itself XML is read as XML, by the
 * host's service; where it is not well-formed, as most pages of the web that
 * say so are not, the page is read as HTML and the reader is told.
 */
#include "read/html_reader.h"

#include "parse/html_build.h"
#include "parse/html_charset.h"
#include "parse/html_xml.h"

static bool
ends_with(dc_str name, const char *word)
{
    size_t len = strlen(word);
    return name.len >= len &&
        html_begins_with(name.ptr + name.len - len, name.ptr + name.len, word);
}

/* By its beginning, or the name of its file. */
static bool
is_xml(const struct html_reader *reader)
{
    dc_str name = reader->input->name;
    return html_is_xml(reader->decoded.text, reader->decoded.len) ||
        ends_with(name, ".xhtml") || ends_with(name, ".xht");
}

static void
append(char *message, size_t size, size_t *len, const char *text)
{
    size_t part = strnlen(text, size - *len);
    memcpy(message + *len, text, part);
    *len += part;
}

static void
report_fault(struct html_reader *reader, const dc_xml_fault *fault)
{
    static const char head[] = "read as HTML, since it is no well-formed XML: ";
    char message[sizeof head + sizeof fault->message];
    size_t len = 0;
    append(message, sizeof message, &len, head);
    append(message, sizeof message, &len, fault->message);
    dc_report_at(reader->job, DC_DIAG_WARNING, "html-not-xml",
        dc_str_slice(message, len), html_input_pos(reader, fault->pos));
}

/* False: it is no XML. */
static bool
parse_xml(struct html_reader *reader)
{
    struct html_dom *dom = &reader->dom;
    const dc_xml_service *service = dc_service(reader->job, DC_XML_ID);
    dc_xml_fault fault = {.struct_size = sizeof fault};
    if (!service)
        return false;
    int32_t status = html_parse_xml(dom, reader->job, service, &fault);
    if (status == DC_OK || dom->status != DC_OK)
        return true;
    report_fault(reader, &fault);
    return false;
}

static bool
begin(struct html_reader *reader)
{
    bool is_made =
        html_dom_init(&reader->dom, reader->decoded.text, reader->decoded.len);
    reader->dom.is_lean = true;
    return is_made;
}

void
html_parse_page(struct html_reader *reader)
{
    bool is_xml_page = is_xml(reader);
    if (!begin(reader) || (is_xml_page && parse_xml(reader)))
        return;
    if (is_xml_page) {
        html_dom_fini(&reader->dom);
        if (!begin(reader))
            return;
    }
    html_parse(&reader->dom, is_xml_page);
}
