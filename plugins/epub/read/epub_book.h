/* SPDX-License-Identifier: MIT */
/*
 * Private header of the EPUB reader: the book as it is found.
 *
 * epub_read.c is the order of the work.  epub_container.c finds the package
 * document in the archive, epub_package.c reads it, epub_metadata.c says what
 * it says of the book, epub_contents.c reads the navigation.  Then every
 * content document of the spine is looked through for its identifiers
 * (epub_scan.c, epub_places.c), so that epub_scope.c can make one space of
 * names out of the files, and epub_chapters.c has one after the other read
 * by the reader of its format.  A long book has room for few of them at once:
 * epub_open.c.  What else is in the archive goes to the media bag
 * (epub_media.c) under its path, and comes when it is asked for.
 *
 * All of it is memory of the job, but for the lists, maps and buffers, which
 * epub_read.c frees.
 *
 * Specs: EPUB 3.3 (OCF, package documents, navigation); OPF, OPS, OCF 2.0.1.
 */
#ifndef EPUB_BOOK_H
#define EPUB_BOOK_H

#include <stdbool.h>

#include "base/epub_buf.h"
#include "base/epub_map.h"
#include "base/epub_path.h"
#include "docconv/ext/archive.h"
#include "docconv/ext/charset.h"
#include "docconv/ext/sub.h"
#include "docconv/ext/xml.h"
#include "docconv/sdk/sdk.h"

/* Where no item, file or entry of the archive is meant. */
#define EPUB_NOTHING UINT32_MAX

/* A growing array, which moves as it grows; see epub_book_add. */
struct epub_list {
    struct epub_list *next; /* of those of the book that have items */
    void *items;
    size_t count;
    size_t cap;
};

/* How a file of the archive is hidden (META-INF/encryption.xml). */
enum epub_hiding {
    EPUB_HIDING_NONE,
    EPUB_HIDING_IDPF,
    EPUB_HIDING_ADOBE,
    EPUB_HIDING_OTHER
};

/* A file that encryption.xml names. */
struct epub_hidden {
    dc_str path;
    enum epub_hiding hiding;
};

/* An item of the manifest. */
struct epub_item {
    dc_str id;
    dc_str path; /* in the archive; the address itself if is_away */
    dc_str type;
    dc_str fallback; /* id of another item */
    dc_str overlay; /* id of the SMIL document that belongs to it */
    dc_str properties;
    uint32_t entry; /* of the archive, or EPUB_NOTHING */
    uint32_t file; /* of epub_book.files, or EPUB_NOTHING */
    bool is_away; /* on the web, or a data: address */
};

/* A place in the spine. */
struct epub_itemref {
    dc_str idref;
    dc_str properties;
    bool is_aside; /* linear="no" */
};

/* A statement of the package's metadata: dc:title, or meta. */
struct epub_statement {
    dc_str name; /* of the element, or property or name of a meta */
    dc_str value;
    dc_str id;
    dc_str refines; /* without '#' */
    dc_str scheme;
    dc_str lang;
    dc_str role; /* opf:role, opf:file-as, opf:event: EPUB 2 */
    dc_str file_as;
    dc_str event;
    dc_str properties; /* of a link */
    uint32_t next; /* statement that refines the same one, or EPUB_NOTHING */
    bool is_meta;
    bool is_used; /* by a name of its own in the document */
    bool is_old; /* a meta with name and content */
    bool is_link; /* its name is the relation, its value where it leads */
};

/* A content document of the spine. */
struct epub_file {
    dc_str path;
    dc_str name; /* identifier of its div */
    dc_str type; /* MIME type */
    const char *format; /* it is read as; NULL: it is no text */
    dc_str picture; /* path of an image that it stands in for, or empty */
    dc_str bytes; /* while it is open; epub_open.c */
    char *own; /* they are those, and not the archive's; or NULL */
    size_t len; /* of the bytes before they are patched */
    size_t first_patch;
    size_t patch_count;
    dc_str properties; /* of its place in the spine */
    dc_str title; /* what the contents call it, or empty */
    dc_str page; /* label of the page it begins with, or empty */
    dc_str role; /* epub:type that landmarks and guide give it */
    dc_str styles; /* addresses of its style sheets, a space between them */
    dc_str overlay; /* path of its media overlay, or empty */
    /* Of its root elements. */
    dc_str body_id;
    dc_str body_type;
    dc_str body_class;
    dc_str lang;
    dc_str direction;
    uint32_t entry;
    uint32_t sheets; /* of its own that became media */
    size_t first_headline;
    size_t headline_count;
    size_t body_at; /* behind the tag of its body */
    uint32_t entries; /* last that leads to it, or EPUB_NOTHING */
    uint32_t first_mark; /* of the pages in it, or EPUB_NOTHING */
    uint32_t last_mark;
    bool title_is_whole; /* it is that of the file, not of a part */
    bool is_aside;
    bool was_open;
    bool stays_open;
    bool is_decoded; /* bytes are UTF-8 by now */
    bool has_heading;
    bool has_page_breaks;
};

/* An identifier of a content document. */
struct epub_place {
    dc_str key; /* number of the file and identifier */
    dc_str name; /* in the whole; empty until it is asked for */
    size_t at; /* where its tag begins; a drawing's, if it is part of one */
    size_t behind; /* and ends */
    bool is_page_break;
    bool has_page; /* one was written there */
};

/* A heading in a content document. */
struct epub_headline {
    uint32_t file;
    uint32_t level;
    uint32_t shift; /* so much deeper the contents have it */
    size_t at; /* where its tag begins */
    size_t close_at; /* and the one at its end */
    bool is_entry; /* of the contents */
};

/* An entry of the contents. */
struct epub_entry {
    uint32_t file; /* or EPUB_NOTHING */
    uint32_t depth; /* 1: at the top */
    uint32_t next; /* that leads to the same file, or EPUB_NOTHING */
    uint32_t headline; /* that it may mean, or EPUB_NOTHING */
    /* The tags of a paragraph that it means; SIZE_MAX: there is none. */
    size_t line_at;
    size_t line_close_at;
    dc_str id; /* or empty */
    dc_str title;
};

/* A change to the text of a file. */
struct epub_patch {
    uint32_t file;
    uint32_t order; /* among those at the same place */
    size_t at;
    size_t len; /* of what goes */
    dc_str text; /* that comes */
    bool is_applied;
};

/* What a link in a head says, as it is written. */
struct epub_link {
    dc_str rel;
    dc_str href;
    dc_str type;
    dc_str media;
};

/* A style sheet that stands in a content document. */
struct epub_sheet {
    dc_str path; /* that it has as a medium */
    dc_str bytes;
};

/* A collection of the package document. */
struct epub_collection {
    dc_str role;
    dc_str title;
    uint32_t first; /* member, or EPUB_NOTHING */
    uint32_t last;
    uint32_t outer; /* collection that it is part of, or EPUB_NOTHING */
};

/* A file in a collection. */
struct epub_member {
    dc_str address;
    uint32_t next; /* of the same collection, or EPUB_NOTHING */
};

/* What landmarks or guide say of a file, until the files are known. */
struct epub_guide {
    dc_str path;
    dc_str type;
};

/* Where a page of a printed edition begins. */
struct epub_page_mark {
    uint32_t file;
    uint32_t next; /* in the same file, or EPUB_NOTHING */
    dc_str id;
    dc_str label;
};

struct epub_book {
    dc_job *job;
    const dc_archive_service *zip;
    const dc_xml_service *xml;
    const dc_charset_service *charset;
    const dc_sub_service *sub;
    dc_archive *archive;
    dc_str *loaded; /* content by entry, once it was asked for */
    bool *is_told; /* by entry: it is damaged, which was reported */
    dc_str opf; /* path of the package document */
    const char *protection; /* whose DRM leaves its mark, or NULL */

    struct epub_list hidden; /* struct epub_hidden */
    struct epub_list items; /* struct epub_item */
    struct epub_list itemrefs; /* struct epub_itemref */
    struct epub_list statements; /* struct epub_statement */
    struct epub_list files; /* struct epub_file */
    struct epub_list places; /* struct epub_place */
    struct epub_list guide; /* struct epub_guide */
    struct epub_list page_marks; /* struct epub_page_mark */
    struct epub_list sheets; /* struct epub_sheet */
    struct epub_list collections; /* struct epub_collection */
    struct epub_list members; /* struct epub_member, of the collections */
    struct epub_list headlines; /* struct epub_headline, file by file */
    struct epub_list entries; /* struct epub_entry */
    struct epub_list patches; /* struct epub_patch */
    struct epub_map hidden_paths; /* path -> number in hidden */
    struct epub_map item_ids; /* id -> number of item */
    struct epub_map item_paths; /* path -> number of item */
    struct epub_map file_paths; /* path -> number of file */
    struct epub_map place_keys; /* key -> number of place */
    struct epub_map ids; /* identifier -> how many files have it */
    struct epub_map statement_ids; /* id -> number of statement */
    struct epub_map refined; /* id -> first statement that refines it */
    struct epub_map own_pages; /* number of file and label */
    struct epub_map reported; /* paths that a word was said about */
    struct epub_map dresses; /* path of a sheet -> enum epub_dress */
    struct epub_map plain_names; /* of the archive -> entry; epub_names.c */
    struct epub_map tails; /* identifier -> next number to put behind it */

    dc_str unique_id; /* id of the statement with the book's identifier */
    dc_str toc_id; /* id of the NCX */
    dc_str page_map_id; /* and of Adobe's page map */
    dc_str lang;
    dc_str direction; /* page-progression-direction */
    dc_str prefixes; /* of properties, as they are declared */
    struct epub_veil *veil; /* keys of veiled fonts */
    uint32_t collection; /* that is open, or EPUB_NOTHING */
    struct epub_notes *notes; /* epub_notes.h; NULL: nothing was scanned */
    bool has_package; /* a package element was seen */
    bool has_plain_names;
    bool has_toc; /* the contents name a file of the text */
    bool has_pages;

    struct epub_list *lists; /* that have items */
    size_t open_bytes; /* of the files that are open */

    /* The file that is being read. */
    uint32_t file;

    struct epub_buf path; /* scratch: epub_book_resolve */
    struct epub_buf fragment;
    struct epub_buf styles; /* of the file that is looked through */
    size_t dress_len; /* of them, if they begin with our writer's; else 0 */
    struct epub_buf scratch; /* what epub_scope.c hands out */
    struct epub_buf key;
};

/* epub_book.c: memory, messages, files of the archive. */

/* A new zeroed item of `size` bytes at the end of the list, or NULL. */
void *epub_book_add(
    struct epub_book *book, struct epub_list *list, size_t size);
void epub_free_lists(struct epub_book *book);
dc_str epub_book_keep(struct epub_book *book, dc_str text);
/* The text of the buffer, kept; the buffer is then empty. */
dc_str epub_book_keep_buf(struct epub_book *book, struct epub_buf *buf);
bool epub_book_insert(
    struct epub_book *book, struct epub_map *map, dc_str key, uint32_t value);
void epub_book_report(struct epub_book *book, uint32_t severity,
    const char *rule, const char *what, dc_str detail);

/*
 * epub_names.c: the entry of the archive at `path`, forgiving another case
 * or spelling with a warning; EPUB_NOTHING: there is none.
 */
uint32_t epub_book_find(struct epub_book *book, dc_str path);
/* The file of the text at `path`, forgiving as much; or EPUB_NOTHING. */
uint32_t epub_file_called(struct epub_book *book, dc_str path);
/* Reports, once, that the archive has no such file. */
void epub_report_missing(
    struct epub_book *book, const char *what, dc_str path);
/*
 * Its content; false: reported, and *bytes is what could be read.  What goes
 * beyond the limits of the archive ends the job.
 */
bool epub_book_load(
    struct epub_book *book, uint32_t entry, dc_str path, dc_str *bytes);
/* True if there is a file `path` and it was parsed at least in part. */
bool epub_book_parse(struct epub_book *book, dc_str path,
    const dc_xml_events *events, void *user);
enum epub_hiding epub_book_hiding(const struct epub_book *book, dc_str path);

dc_str epub_attribute(const dc_xml_element *element, const char *name);
/* True if `word`, in lower case, is one of the words of `text`. */
bool epub_has_word(dc_str text, const char *word);
dc_str epub_trim(dc_str text);
bool epub_same(dc_str a, dc_str b);
bool epub_same_letters(dc_str text, const char *word);
/* Puts text with each run of white space one space and none at the ends. */
void epub_put_line(struct epub_buf *buf, dc_str text);

/* epub_address.c: what the addresses in a book mean. */
enum epub_where {
    EPUB_AWAY, /* another scheme or host */
    EPUB_HERE, /* the same file */
    EPUB_INSIDE /* `path` in the archive */
};

/* A fragment that says a place by steps: epubcfi(/6/4!/2). */
static inline bool
epub_is_cfi(dc_str fragment)
{
    return fragment.len > 8 && memcmp(fragment.ptr, "epubcfi(", 8) == 0;
}

struct epub_address {
    enum epub_where where;
    bool leaks; /* "../" led out of the book */
    bool has_fragment;
    dc_str path; /* borrowed until the next call */
    dc_str fragment;
};

void epub_book_resolve(struct epub_book *book, dc_str base, dc_str href,
    struct epub_address *address);
/* What stands behind the last slash. */
dc_str epub_file_name(dc_str path);

/* epub_container.c, epub_package.c, epub_metadata.c, epub_contents.c */
int32_t epub_find_package(struct epub_book *book);
/* epub_collections.c: a collection begins, and what stands in one. */
int32_t epub_start_collection(
    struct epub_book *book, const dc_xml_element *element);
int32_t epub_start_in_collection(
    struct epub_book *book, const dc_xml_element *element);
/* `text` stood in the element at its end. */
void epub_end_in_collection(
    struct epub_book *book, const dc_xml_element *element, dc_str text);
int32_t epub_read_package(struct epub_book *book);
void epub_put_book_metadata(struct epub_book *book);
/* What kind of identifier it is: "ISBN-13", or empty. */
dc_str epub_scheme_of(
    const struct epub_book *book, const struct epub_statement *at);
void epub_read_contents(struct epub_book *book);
/* Notes what landmarks or guide in the file `base` say of `href`. */
void epub_note_role(
    struct epub_book *book, dc_str base, dc_str href, dc_str type);
/* The few entities that navigation documents use without declaring them. */
dc_str DC_CALL epub_entity(void *user, dc_str name);

/* epub_locks.c: whose lock the book has, and whether it is on that file. */
void epub_find_lock(struct epub_book *book);
bool epub_is_locked(struct epub_book *book, uint32_t number);
/* Reports that the book is locked. */
int32_t epub_refuse_locked(struct epub_book *book);

/* epub_open.c: the bytes of a file, with its patches. */
void epub_open_file(struct epub_book *book, uint32_t number);
/* What points into the bytes is then void. */
void epub_close_file(struct epub_book *book, uint32_t number);
/* Closes it if much is open; it will be opened again. */
void epub_rest_file(struct epub_book *book, uint32_t number);
void epub_free_files(struct epub_book *book);

/* epub_scan.c: what a content document says before it is read. */
void epub_scan_file(struct epub_book *book, uint32_t number);

/* epub_styles.c: the style sheets of the file that is looked through. */
void epub_note_link(
    struct epub_book *book, uint32_t number, const struct epub_link *link);
void epub_note_style(
    struct epub_book *book, uint32_t number, dc_str css, dc_str media);
/* The sheets of the file that was looked through, kept. */
dc_str epub_end_styles(struct epub_book *book);

/* epub_places.c */
/* A new place, or NULL: the file has it, or memory ran out. */
struct epub_place *epub_note_id(
    struct epub_book *book, uint32_t file, dc_str id);
/* Notes, and tells, that the file has a page of that label itself. */
void epub_note_page(struct epub_book *book, uint32_t file, dc_str label);
bool epub_has_page(struct epub_book *book, uint32_t file, dc_str label);
/* The place that file calls `id`, or NULL. */
struct epub_place *epub_find_place(
    struct epub_book *book, uint32_t file, dc_str id);
/* What it is called in the whole. */
dc_str epub_place_name(
    struct epub_book *book, uint32_t file, struct epub_place *place);
void epub_name_files(struct epub_book *book);

/* epub_spine.c, epub_chapters.c */
int32_t epub_plan_spine(struct epub_book *book);
/* Looks through all files for what must be known before one is read. */
int32_t epub_scan_spine(struct epub_book *book);
void epub_read_spine(struct epub_book *book);

/* epub_drawing.c */
/* A paragraph that is an image, with what describes it. */
void epub_put_picture(struct epub_book *book, dc_str path, dc_str words);
void epub_put_drawing(struct epub_book *book, const struct epub_file *file);

/* epub_pages.c: writes pages that the page list knows into the open file. */
void epub_place_pages(struct epub_book *book, uint32_t number);

/* epub_outline.c: makes levels of headings agree with the contents. */
/* Which headings of the open file the contents may mean. */
void epub_find_headings(struct epub_book *book, uint32_t number);
void epub_follow_contents(struct epub_book *book);

/* epub_patch.c: `len` bytes at `at` of the file become `text`. */
void epub_patch_file(struct epub_book *book, uint32_t file, size_t at,
    size_t len, dc_str text);
/* All patches are known: those that can be written will be. */
void epub_settle_patches(struct epub_book *book);
/* Writes those of the file into its bytes. */
void epub_write_patches(struct epub_book *book, struct epub_file *file);

/* Has the file read into a document of its own; NULL: there is none. */
dc_job *epub_load_file(
    struct epub_book *book, uint32_t number, const char *notes);

/* epub_notes_scan.c, epub_notes.c: notes in other files; see epub_notes.h. */

/* What a tag of the body says of a place or link. */
struct epub_anchor {
    uint32_t file;
    uint64_t pos; /* of its "<" */
    dc_str id;
    dc_str href;
    dc_str type;
    dc_str role;
    dc_str class_name;
    dc_str behind; /* what follows the tag */
};

/* The text between two tags; a tag. */
void epub_scan_text(struct epub_book *book, dc_str text);
void epub_scan_anchor(
    struct epub_book *book, dc_str tag, const struct epub_anchor *anchor);
void epub_find_notes(struct epub_book *book);
/* Identifiers of the file that others link to, or NULL. */
const char *epub_linked_ids(const struct epub_book *book, uint32_t file);
int32_t DC_CALL epub_scope_link(void *user, dc_str url, uint64_t pos);
/* True if the file held nothing but notes. */
bool epub_is_used_up(const struct epub_book *book, uint32_t file);
/* Puts what notes left of the file; false: it has none for others. */
bool epub_put_left_over(struct epub_book *book, uint32_t file);
/* Puts the notes whose references did not come into the text. */
void epub_put_left_notes(struct epub_book *book);
void epub_free_notes(struct epub_book *book);

/* epub_scope.c: the names of the open file's part in the whole. */
dc_str DC_CALL epub_scope_id(void *user, dc_str id);
dc_str DC_CALL epub_scope_url(void *user, uint32_t kind, dc_str url);

/* epub_media.c, epub_veil.c */
void epub_announce_media(struct epub_book *book);
/* Makes the keys from the book's identifiers. */
void epub_find_veil(struct epub_book *book);
/* A copy of the medium's bytes without the veil. */
int32_t epub_unveil(dc_job *job, const struct epub_veil *veil,
    enum epub_hiding hiding, dc_media *media);

static inline struct epub_item *
epub_item_at(const struct epub_book *book, size_t number)
{
    return (struct epub_item *)book->items.items + number;
}

static inline struct epub_file *
epub_file_at(const struct epub_book *book, size_t number)
{
    return (struct epub_file *)book->files.items + number;
}

static inline struct epub_statement *
epub_statement_at(const struct epub_book *book, size_t number)
{
    return (struct epub_statement *)book->statements.items + number;
}

#endif
