/* SPDX-License-Identifier: MIT */
/*
 * The page's <base>: relative addresses of links and images are resolved
 * against it, so that they lead where the page meant when it lies elsewhere.
 * Links to a place within the page stay as they are.
 */
#include "read/html_reader.h"
#include "read/html_resolve.h"

/* A longer one is not used: it would be said again for each link. */
#define BASE_MAX 512

void
html_find_base(struct html_reader *reader)
{
    const struct html_dom *dom = &reader->dom;
    uint32_t root = html_dom_child(dom, HTML_ROOT, HTML_HTML);
    uint32_t head = root ? html_dom_child(dom, root, HTML_HEAD) : 0;
    uint32_t at = head ? html_node(dom, head)->first : 0;
    while (at &&
        !(html_is_element(dom, at, HTML_BASE) &&
            html_attribute_of(dom, at, HTML_HREF)))
        at = html_node(dom, at)->next;
    if (!at)
        return;
    dc_str base = html_url_at(reader, html_attr_of(dom, at, HTML_HREF));
    if (base.len <= BASE_MAX && html_is_base(base)) {
        reader->base = base;
        return;
    }
    dc_report_at(reader->job, DC_DIAG_WARNING, "html-base",
        dc_str_of("a <base> that is no address of a folder, or longer than "
                  "512 bytes; addresses stay relative"),
        html_pos(reader, at));
}

dc_str
html_from_base(struct html_reader *reader, dc_str url)
{
    dc_str base = reader->base;
    if (base.len == 0 || url.len == 0 || url.ptr[0] == '#' ||
        html_has_scheme(url))
        return url;
    char *out = dc_alloc(reader->job, base.len + url.len + HTML_RESOLVE_ROOM);
    return out ? dc_str_slice(out, html_resolve(base, url, out)) : url;
}
