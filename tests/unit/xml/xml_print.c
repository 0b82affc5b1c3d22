/* SPDX-License-Identifier: MIT */
/* See xml_print.h.  The references known here are &nbsp; and &nGt;. */
#include <stdlib.h>
#include <string.h>

#include "docconv/sdk/sdk.h"
#include "xml/xml_memory.h"
#include "xml/xml_parse.h"
#include "xml_print.h"

static int32_t
count(struct xml_print *print)
{
    print->events++;
    return print->events == print->stop_at ? DC_E_LOSS : DC_OK;
}

static void
put_escaped(struct dci_buf *out, dc_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        const char *as = c == '&' ? "&amp;"
            : c == '<'            ? "&lt;"
            : c == '>'            ? "&gt;"
            : c == '"'            ? "&quot;"
            : c == '\t'           ? "&#9;"
            : c == '\n'           ? "&#10;"
            : c == '\r'           ? "&#13;"
                                  : NULL;
        if (as)
            dci_buf_puts(out, as);
        else
            dci_buf_putc(out, c);
    }
}

static void
put_name(struct dci_buf *out, dc_str prefix, dc_str name)
{
    dci_buf_put_str(out, prefix);
    if (prefix.len)
        dci_buf_putc(out, ':');
    dci_buf_put_str(out, name);
}

static int
by_name(const void *left, const void *right)
{
    const dc_xml_attr *a = left;
    const dc_xml_attr *b = right;
    size_t len = a->name.len < b->name.len ? a->name.len : b->name.len;
    int order = memcmp(a->name.ptr, b->name.ptr, len);
    return order ? order : (int)a->name.len - (int)b->name.len;
}

static void
put_attrs(struct xml_print *print, const dc_xml_element *element)
{
    if (!element->attr_count)
        return;
    size_t size = element->attr_count * sizeof *element->attrs;
    dc_xml_attr *attrs = malloc(size);
    memcpy(attrs, element->attrs, size);
    qsort(attrs, element->attr_count, sizeof *attrs, by_name);
    for (uint32_t i = 0; i < element->attr_count; i++) {
        dci_buf_putc(&print->out, ' ');
        put_name(&print->out, attrs[i].prefix, attrs[i].name);
        dci_buf_puts(&print->out, "=\"");
        put_escaped(&print->out, attrs[i].value);
        dci_buf_putc(&print->out, '"');
    }
    free(attrs);
}

static int32_t DC_CALL
on_start(void *user, const dc_xml_element *element)
{
    struct xml_print *print = user;
    dci_buf_putc(&print->out, '<');
    if (print->has_places && element->space.len) {
        dci_buf_putc(&print->out, '{');
        dci_buf_put_str(&print->out, element->space);
        dci_buf_putc(&print->out, '}');
    }
    put_name(&print->out, element->prefix, element->name);
    if (print->has_places) {
        dci_buf_putc(&print->out, '@');
        dci_buf_put_uint(&print->out, element->pos);
    }
    put_attrs(print, element);
    dci_buf_putc(&print->out, '>');
    return count(print);
}

static int32_t DC_CALL
on_end(void *user, const dc_xml_element *element)
{
    struct xml_print *print = user;
    dci_buf_puts(&print->out, "</");
    put_name(&print->out, element->prefix, element->name);
    dci_buf_putc(&print->out, '>');
    return count(print);
}

static int32_t DC_CALL
on_text(void *user, dc_str text, uint64_t pos)
{
    struct xml_print *print = user;
    put_escaped(&print->out, text);
    uintptr_t at = (uintptr_t)text.ptr - (uintptr_t)print->text.ptr;
    if (at >= print->text.len)
        print->copies++;
    else if (at != pos)
        dci_buf_puts(&print->out, "[WRONG PLACE]");
    return count(print);
}

static int32_t DC_CALL
on_comment(void *user, dc_str text)
{
    struct xml_print *print = user;
    if (print->has_comments) {
        dci_buf_puts(&print->out, "<!--");
        dci_buf_put_str(&print->out, text);
        dci_buf_puts(&print->out, "-->");
    }
    return count(print);
}

static dc_str DC_CALL
on_entity(void *user, dc_str name)
{
    (void)user;
    dc_str text = {"", 0};
    if (dc_str_equal(name, "nbsp"))
        text = dc_str_of("\xC2\xA0");
    if (dc_str_equal(name, "nGt"))
        text = dc_str_of("\xE2\x89\xAB\xE2\x83\x92");
    return text;
}

static int32_t DC_CALL
tick(dc_job *job)
{
    (void)job;
    return DC_OK;
}

int32_t
xml_print(struct xml_print *print, dc_str text)
{
    static const dc_job_table table = {sizeof table, .tick = tick};
    static const dc_host host = {sizeof host, .job = &table};
    dc_job job = {sizeof job, 0, &host, NULL};
    dc_xml_events events = {sizeof events, print->depth_most, on_start, on_end,
        on_text, on_comment, on_entity};
    dci_xml_init();
    dci_buf_init(&print->out, 0);
    print->text = text;
    print->fault.struct_size = sizeof print->fault;
    return dci_xml_parse(&job, text, &events, print, &print->fault);
}
