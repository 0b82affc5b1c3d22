/* SPDX-License-Identifier: MIT */
/* The package document while it is read, shared by the files that read it. */
#ifndef EPUB_CHECK_OPF_H
#define EPUB_CHECK_OPF_H

#include "check/epub_check_grammar.h"

/* One entry of the metadata. */
struct epub_meta {
    dc_str name; /* "dc:title", or a property as it is written */
    dc_str id;
    dc_str refines;
    dc_str scheme;
    dc_str value;
    uint64_t pos;
};

struct epub_opf {
    struct epub_package *package;
    struct epub_meta *metas;
    size_t meta_count;
    struct epub_meta open; /* the entry being read */
    bool is_open;
    uint32_t open_depth;
    bool needs_text; /* the entry being read */
    struct epub_buf value;
    dc_str prefixes; /* of the package, as declared */
    dc_str unique_id; /* the attribute */
    bool has_unique_id;
    bool is_unique_nested; /* that identifier is within another entry */
    bool is_known; /* the version of the package */
    uint64_t package_pos;
    uint64_t spine_pos;
    bool has_metadata;
    bool has_spine;
    dc_str toc; /* of the spine */
    bool has_toc;
    bool has_linear;
    unsigned navs;
    unsigned covers;
    unsigned data_navs;
    dc_str collection; /* its role; empty: not in one */
    uint32_t collection_depth;
    unsigned collection_manifests; /* in it */
};

/* epub_check_opf.def, by version. */
const struct epub_grammar *epub_opf_grammar(int version);

/* epub_check_opf_meta.c */
bool epub_is_language_tag(dc_str text);
void epub_opf_start_meta(struct epub_doc *doc, const dc_xml_element *element);
void epub_opf_end_meta(struct epub_doc *doc);
void epub_opf_check_metas(struct epub_doc *doc);

/* epub_check_opf_items.c */
void epub_opf_add_item(struct epub_doc *doc, const dc_xml_element *element);
void epub_opf_add_itemref(struct epub_doc *doc, const dc_xml_element *element);
void epub_opf_check_spine(struct epub_doc *doc);

/* Checks the properties of an attribute, each by `list` of those known. */
void epub_opf_check_properties(
    struct epub_doc *doc, dc_str words, const char *list, uint64_t pos);

#endif
