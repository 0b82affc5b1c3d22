/* SPDX-License-Identifier: MIT */
/*
 * The EPUB checker: what its files share.  It reads the container, then each
 * package document, then what its manifest lists.  Documents are streams of
 * XML events; what refers to something else is noted as a reference, and all
 * references are followed at the end, when every identifier is known.
 *
 * Findings have the identifiers of EPUBCheck (epub_check_rules.def), so that
 * people find them explained.  Specifications: EPUB 3.3, OPF and OPS 2.0.1,
 * HTML, DAISY NCX, CSS Syntax 3.
 */
#ifndef EPUB_CHECK_H
#define EPUB_CHECK_H

#include <stdbool.h>

#include "base/epub_buf.h"
#include "base/epub_map.h"
#include "docconv/ext/archive.h"
#include "docconv/ext/charset.h"
#include "docconv/ext/xml.h"
#include "docconv/sdk/sdk.h"

#define EPUB_NS_CONTAINER "urn:oasis:names:tc:opendocument:xmlns:container"
#define EPUB_NS_OPF "http://www.idpf.org/2007/opf"
#define EPUB_NS_DC "http://purl.org/dc/elements/1.1/"
#define EPUB_NS_OPS "http://www.idpf.org/2007/ops"
#define EPUB_NS_XHTML "http://www.w3.org/1999/xhtml"
#define EPUB_NS_SVG "http://www.w3.org/2000/svg"
#define EPUB_NS_MATHML "http://www.w3.org/1998/Math/MathML"
#define EPUB_NS_XLINK "http://www.w3.org/1999/xlink"
#define EPUB_NS_XML "http://www.w3.org/XML/1998/namespace"
#define EPUB_NS_NCX "http://www.daisy.org/z3986/2005/ncx/"
#define EPUB_NS_SMIL "http://www.w3.org/ns/SMIL"

enum epub_rule {
#define EPUB_RULE(name, id, severity, text) EPUB_##name,
#include "check/epub_check_rules.def"
#undef EPUB_RULE
    EPUB_RULE_COUNT
};

/* Where a finding is; a line of 0: in the file as a whole. */
struct epub_place {
    dc_str file; /* in the container; empty: the container */
    uint64_t line;
    uint64_t column;
};

/* What a manifest item declares, and what its content turns out to need. */
enum {
    EPUB_HAS_NAV = 1 << 0,
    EPUB_HAS_COVER = 1 << 1,
    EPUB_HAS_SCRIPT = 1 << 2,
    EPUB_HAS_MATHML = 1 << 3,
    EPUB_HAS_SVG = 1 << 4,
    EPUB_HAS_SWITCH = 1 << 5,
    EPUB_HAS_REMOTE = 1 << 6,
    EPUB_HAS_OTHER = 1 << 7
};

struct epub_item {
    dc_str id;
    dc_str path; /* in the container, or a URL */
    dc_str media_type;
    dc_str fallback;
    dc_str overlay;
    struct epub_place place; /* of the manifest item */
    uint32_t declared; /* EPUB_HAS_ */
    uint32_t needed;
    uint32_t spine_at; /* from 1; 0: not in the spine */
    bool is_remote;
    bool is_there;
    bool is_linear;
    bool is_fixed; /* its layout is pre-paginated */
    bool is_read; /* its content was looked at */
    bool is_linked; /* a hyperlink leads to it */
    bool is_data_nav;
    bool shows_svg; /* an image that it refers to is one */
    bool is_index; /* declared as one */
    bool has_index; /* and has content that says so */
    bool has_style; /* a style sheet or style element */
    struct epub_item *overlaid_by; /* the overlay that refers to it */
};

enum epub_ref_kind {
    EPUB_REF_LINK,
    EPUB_REF_NAV,
    EPUB_REF_PAGE,
    EPUB_REF_IMAGE,
    EPUB_REF_PICTURE, /* img within picture */
    EPUB_REF_AUDIO,
    EPUB_REF_VIDEO,
    EPUB_REF_FONT,
    EPUB_REF_STYLE,
    EPUB_REF_INSIDE, /* of any type, in the book */
    EPUB_REF_OBJECT, /* embed, object, iframe */
    EPUB_REF_CITE,
    EPUB_REF_USE,
    EPUB_REF_PAINT,
    EPUB_REF_CLIP,
    EPUB_REF_OVERLAY, /* text of a media overlay */
    EPUB_REF_OTHER
};

struct epub_ref {
    enum epub_ref_kind kind;
    struct epub_item *from; /* NULL: the package document */
    struct epub_place place;
    dc_str path; /* resolved */
    dc_str fragment;
    bool is_remote;
    bool has_fragment;
    bool has_fallback; /* of its own: content, other sources */
};

/* What an identifier stands at, as far as references care. */
enum epub_target {
    EPUB_TARGET_ANY,
    EPUB_TARGET_SYMBOL,
    EPUB_TARGET_PAINT,
    EPUB_TARGET_CLIP
};

struct epub_check {
    dc_job *job;
    const dc_input *input;
    const dc_archive_service *zip;
    const dc_xml_service *xml;
    dc_archive *archive;
    dc_str *rootfiles; /* paths of package documents */
    size_t rootfile_count;
    struct epub_map obfuscated; /* paths; value: 1 if encrypted otherwise */
    dc_str mapping; /* of the renditions; empty: none */
    struct epub_map names; /* of the entries, composed; value: their number */
};

/* One package document and what belongs to it. */
struct epub_package {
    struct epub_check *check;
    dc_str path;
    int version; /* 2 or 3 */
    bool is_known; /* it could be read as that */
    struct epub_item **items;
    size_t item_count;
    struct epub_map by_id;
    struct epub_map by_path;
    struct epub_map ids; /* "path#id"; value: enum epub_target */
    struct epub_ref *refs;
    size_t ref_count;
    struct epub_item **spine;
    size_t spine_count;
    struct epub_item *ncx;
    struct epub_item *nav;
    dc_str unique_id; /* the text of that identifier */
    bool is_fixed;
    bool has_active_class;
    bool has_scripts;
    bool has_page_breaks;
    bool has_page_list;
    bool is_edupub;
    bool is_index; /* all of it */
    bool is_dictionary;
    bool has_dictionary; /* content that says so */
};

struct epub_doc;

/* What to do with the events of a kind of document; NULL: nothing. */
struct epub_syntax {
    int32_t (*start)(struct epub_doc *doc, const dc_xml_element *element);
    int32_t (*end)(struct epub_doc *doc, const dc_xml_element *element);
    int32_t (*text)(struct epub_doc *doc, dc_str text, uint64_t pos);
};

/* Fallbacks of fallbacks that are followed; real books have two. */
#define EPUB_FALLBACKS 64

/* Levels of elements that are looked at; deeper is not well-formed for us. */
#define EPUB_DEPTH 1024

/* A document being read. */
struct epub_doc {
    struct epub_check *check;
    struct epub_package *package; /* NULL: of the container */
    struct epub_item *item; /* NULL: not in a manifest */
    const struct epub_syntax *syntax;
    void *state; /* the syntax's own */
    dc_str path;
    dc_str base; /* path or URL that addresses are relative to */
    bool base_is_remote;
    bool has_entities; /* a document type that defines those of XHTML */
    dc_str text;
    dc_str subset; /* the internal subset of the document type */
    uint64_t known_pos; /* the place found last */
    uint64_t known_line;
    uint64_t known_column;
    uint32_t depth;
};

/* epub_check_find.c */

/*
 * Reports a finding, unless the check has failed, as for lack of memory, and
 * knows no more what it says: the rule's text, then what may be said besides (NULL or
 * empty: nothing): "text: what 'name'".
 */
void epub_find(struct epub_check *check, enum epub_rule rule,
    const struct epub_place *place, const char *what, dc_str name);

/* The same at an offset in a document. */
void epub_find_at(struct epub_doc *doc, uint64_t pos, enum epub_rule rule,
    const char *what, dc_str name);

/* Finds the attributes that are marked with '*' in the list and not there. */
void epub_need_attributes(struct epub_doc *doc, const dc_xml_element *element,
    const char *attributes);
struct epub_place epub_place_at(struct epub_doc *doc, uint64_t pos);

/* epub_check_memory.c */

/* A copy that lasts as long as the job; empty when memory ran out. */
dc_str epub_retain(struct epub_check *check, dc_str text);
/* What is in the buffer; one that memory ran out for ends the check. */
dc_str epub_gathered(struct epub_check *check, const struct epub_buf *buf);
/* Room for one more item behind `count`; NULL when memory ran out. */
void *epub_room(
    struct epub_check *check, void *items, size_t count, size_t size);

/* Strings. */
bool epub_is(dc_str a, dc_str b);
bool epub_is_case(dc_str a, const char *b);
dc_str epub_trimmed(dc_str text);
/* The next word of *rest between white space, or an empty string. */
dc_str epub_next_word(dc_str *rest);
/* True if `word` is one of those in a list with blanks between them. */
bool epub_is_one_of(dc_str word, const char *list);
bool epub_starts(dc_str text, const char *start);
bool epub_is_ncname(dc_str text);
bool epub_is_number(dc_str text);

/* epub_check_xml.c */

/* Attribute `name` without a name space, or NULL. */
const dc_xml_attr *epub_attr_of(
    const dc_xml_element *element, const char *name);
const dc_xml_attr *epub_attr_in(
    const dc_xml_element *element, const char *space, const char *name);
dc_str epub_value(const dc_xml_element *element, const char *name);
bool epub_is_element(
    const dc_xml_element *element, const char *space, const char *name);

/* Reads the document at doc->path by its syntax. */
int32_t epub_doc_read(struct epub_doc *doc);
/* The content of an entry; false: reported. */
bool epub_content(struct epub_check *check, dc_str path, dc_str *bytes);
/* Gives the content back; slices of it are no longer good. */
void epub_forget(struct epub_check *check, dc_str path);
bool epub_exists(struct epub_check *check, dc_str path);

/* True if the prefix is among those declared, or is reserved. */
bool epub_is_prefix(dc_str prefixes, dc_str prefix);

/* epub_check_names.c */
dc_str epub_compose(struct epub_check *check, dc_str name);
dc_str epub_fold(struct epub_check *check, dc_str name);
/* Makes the entries known by their composed names. */
int32_t epub_check_index(struct epub_check *check);
bool epub_find_entry(
    struct epub_check *check, dc_str path, dc_archive_entry *entry);

/* epub_check_doctype.c: what stands before the root element. */
void epub_check_prolog(struct epub_doc *doc);

/* epub_check_url.c */

struct epub_url {
    dc_str path; /* in the container, decoded; or the whole URL */
    dc_str fragment; /* decoded */
    bool has_fragment;
    bool is_remote; /* http, https */
    bool is_local; /* in the container */
    bool is_data;
};

/* Resolves an address of the document at `pos`; faults are reported. */
struct epub_url epub_resolve(struct epub_doc *doc, dc_str text, uint64_t pos);
/* Adds a reference to an address if it leads to a resource. */
struct epub_ref *epub_refer(
    struct epub_doc *doc, enum epub_ref_kind kind, dc_str text, uint64_t pos);

/* epub_check_*.c: the parts of the check, in their order. */
int32_t epub_check_container(struct epub_check *check);
int32_t epub_check_renditions(struct epub_check *check);
int32_t epub_check_zip(struct epub_check *check);
int32_t epub_check_package(struct epub_check *check, dc_str path);
void epub_check_manifest(struct epub_package *package);
int32_t epub_check_items(struct epub_package *package);
void epub_check_refs(struct epub_package *package);
void epub_check_reached(struct epub_package *package);
int32_t epub_check_xhtml(struct epub_package *package, struct epub_item *item);
int32_t epub_check_svg(struct epub_package *package, struct epub_item *item);
int32_t epub_check_ncx(struct epub_package *package, struct epub_item *item);
int32_t epub_check_smil(struct epub_package *package, struct epub_item *item);
void epub_check_css(
    struct epub_doc *doc, dc_str text, uint64_t pos, bool is_attribute);
int32_t epub_check_sheet(struct epub_package *package, struct epub_item *item);
void epub_check_image(struct epub_package *package, struct epub_item *item);
void epub_check_viewport(struct epub_doc *doc, dc_str content, uint64_t pos);

/* SVG, alone or within XHTML. */
int32_t epub_svg_start(struct epub_doc *doc, const dc_xml_element *element);

/* epub_check_types.c: media types. */
bool epub_is_core_type(dc_str type, int version);
bool epub_is_content_type(dc_str type, int version);
bool epub_is_font_type(dc_str type);
bool epub_is_script_type(dc_str type);
/* The item, or one that it falls back to, is of a core media type. */
bool epub_has_core_fallback(
    const struct epub_package *package, const struct epub_item *item);
struct epub_item *epub_item_by_id(
    const struct epub_package *package, dc_str id);
struct epub_item *epub_item_by_path(
    const struct epub_package *package, dc_str path);

#endif
