/* SPDX-License-Identifier: MIT */
/*
 * Private header of the EPUB writer: the book as it grows.
 *
 * The host hands over top-level blocks.  epub_xhtml.c renders each one into
 * the open chapter; epub_split.c decides where chapters begin and end;
 * epub_chapter.c puts a finished chapter into the package, or keeps it until
 * the targets of its links are known; at the end navigation and package
 * document are made from what was noted on the way.  So memory holds one
 * chapter, the headings and the identifiers.
 *
 * Specs: EPUB 3.3, EPUB Accessibility 1.1; for epub2 OPF and OPS 2.0.1.
 */
#ifndef EPUB_H
#define EPUB_H

#include <stdbool.h>

#include "docconv/ext/package.h"
#include "docconv/sdk/sdk.h"
#include "base/epub_buf.h"
#include "base/epub_map.h"
#include "write/epub_digest.h"
#include "write/epub_survey.h"

/* Where no chapter, target or image is meant. */
#define EPUB_NONE UINT32_MAX
/* Where the file of notes is meant, which is made at the end. */
#define EPUB_NOTES_FILE (UINT32_MAX - 1)

/* The book's own sheet, and what of it goes with the sheets of a source. */
#define EPUB_SHEET ((dc_str)DC_STR("style.css"))
#define EPUB_BASE_SHEET ((dc_str)DC_STR("base.css"))

/* A growing array; see epub_grow. */
struct epub_array {
    void *items;
    size_t count;
    size_t cap;
};

/*
 * A place in a part that is finished when the chapter is written: an <a> that
 * waits for its href, or an image, of which the part holds attributes, text
 * and title one after the other.
 */
struct epub_ref {
    size_t at;
    uint64_t pos; /* in the source */
    uint32_t target; /* number in epub.targets, or EPUB_NONE */
    uint32_t image; /* number in epub.images, or EPUB_NONE */
    size_t attrs_len; /* of an image: the three pieces at `at` */
    size_t alt_len;
    size_t title_len;
    bool is_in_link;
};

/* Markup and the places in it that are still open. */
struct epub_part {
    struct epub_buf text;
    struct epub_ref *refs; /* by rising `at` */
    size_t ref_count;
    size_t ref_cap;
};

/* A file of the source, whose blocks are being written: epub_source.c. */
struct epub_source {
    uint32_t node; /* its DIV; 0: none */
    dc_str id; /* of the DIV */
    dc_str path; /* as the name of a medium */
    dc_str overlay; /* address of its media overlay, or empty */
    dc_str stem; /* what it was called */
    dc_str attrs; /* of its body, as markup */
    dc_str next_attrs; /* the same without the id */
    dc_str type; /* epub:type of its body; empty: bodymatter */
    dc_str links; /* to its style sheets, as markup */
    bool is_aside;
    bool is_member; /* of a bundle */
    bool is_cover; /* it shows the cover */
};

enum epub_chapter_state {
    EPUB_CHAPTER_OPEN,
    EPUB_CHAPTER_HELD, /* may yet be joined with its neighbours */
    EPUB_CHAPTER_READY, /* final, but some link's target is not known */
    EPUB_CHAPTER_WRITTEN,
    EPUB_CHAPTER_JOINED, /* its content went into another one */
    EPUB_CHAPTER_TITLE, /* its heading stands on the title page */
    EPUB_CHAPTER_CONTENTS /* the source's page of contents: ours instead */
};

/* A content document, from its first block on. */
struct epub_chapter {
    enum epub_chapter_state state;
    dc_str title; /* of its first heading, or empty */
    dc_str name; /* "text/the-pool.xhtml", once it is final */
    struct epub_part body;
    struct epub_array notes; /* struct epub_part *, by number */
    size_t note_bytes;
    size_t prefix; /* bytes of body that open again what was split */
    size_t suffix; /* bytes of body that close it */
    uint32_t joined; /* JOINED: where its content went */
    struct epub_source source; /* the file that it is, or is a piece of */
    dc_str type; /* epub:type of its section; empty: chapter */
    bool is_listed; /* the contents lead there */
    bool has_mathml;
    dc_str overlay; /* in the package, or empty */
    bool has_remote; /* sound or film that stays on the web */
    bool has_heading; /* begins with a heading that split */
    unsigned vocabularies; /* of epub:type, that its text uses */
    const char *role; /* without heading: "front" or "back" matter; or NULL */
    dc_str label; /* fragment of that heading */
};

/* An identifier that the document defines or that a link asks for. */
struct epub_target {
    dc_str id; /* as the document spells it */
    dc_str fragment; /* as the book spells it; empty while not defined */
    uint32_t chapter;
    bool is_made; /* of a heading's text: gives way to one of the document */
};

struct epub_heading {
    dc_str title;
    dc_str markup; /* of the title; empty: it is text */
    dc_str fragment;
    uint32_t chapter;
    uint32_t level;
    bool is_first; /* the chapter begins with it */
    bool is_hidden; /* from the contents */
};

struct epub_page {
    dc_str label;
    uint32_t number; /* in the book, for its identifier */
    uint32_t chapter;
};

/* What the bytes of a file are, and where such files stand in the book. */
struct epub_kind {
    const char *folder; /* "fonts/" */
    const char *mime;
    const char *extension; /* ".otf" */
    uint32_t method; /* DC_PACKAGE_ */
};

/* A medium of the document as it stands in the package. */
struct epub_image {
    dc_str url; /* as the document spells it */
    uint64_t pos; /* where it is first shown */
    dc_str name; /* "images/map.png"; empty while it is not in the package */
    bool is_shared; /* the file is that of an image before it */
    bool is_remote; /* it stays on the web: the name is its address */
    const char *player; /* "audio", "video"; NULL: it is an image */
    const char *mime;
    const char *fault; /* why it cannot be there, or NULL */
    const char *lack; /* what keeps it from being found, or NULL */
};

/* A file of the book besides its text and its images: epub_asset.c. */
struct epub_asset {
    dc_str name; /* in the package; empty: it was left out */
    const char *mime;
    dc_str text; /* of a sheet, as it was found */
    dc_str url; /* by which it was found */
    dc_str base; /* folder by which a sheet was found; empty: beside the file */
    uint32_t option; /* which --css brought it; UINT32_MAX: the source */
    bool is_linked; /* all content documents link to it */
    bool is_of_file; /* a file of the source links to it */
    bool is_veiled; /* a font that goes into the package last */
    uint32_t method; /* of a veiled one */
    dc_media media; /* its bytes, if it was stored as it is */
    const char *properties; /* in the manifest, or NULL */
    uint64_t time; /* of an overlay, in milliseconds */
};

/* An open node of the walk. */
struct epub_frame {
    uint32_t node;
    uint16_t kind;
    uint16_t bits; /* EPUB_BIT_ */
    uint32_t number; /* NOTE: its number */
    uint32_t name; /* NOTE: the number in its identifier */
    uint32_t home; /* NOTE: the chapter it is referred to from */
    uint32_t saved; /* NOTE: links around it; LINK: late notes before it */
    size_t mark; /* bytes written before its content */
    dc_str close; /* what ends it */
    struct epub_part *side; /* a caption that has to wait */
};

/* epub_frame.bits */
enum {
    EPUB_BIT_HAS_CHILD = 1 << 0, /* something stands in it already */
    EPUB_BIT_BACK_LINK = 1 << 1, /* a note whose number is not yet shown */
    EPUB_BIT_TERM = 1 << 2, /* definition list: terms without definition */
    EPUB_BIT_SIDE = 1 << 3, /* its content goes into a part of its own */
    EPUB_BIT_LINK = 1 << 4, /* it is a link that was written as one */
    EPUB_BIT_ALT = 1 << 5, /* an image whose content is its alt text */
    EPUB_BIT_SHOWN = 1 << 6, /* CITE: has text; CITATION: key is shown */
    EPUB_BIT_BARE = 1 << 7 /* what stands last in it is text, in no element */
};

/* Where notes stand (--notes). */
enum epub_notes_at { EPUB_NOTES_POPUP, EPUB_NOTES_CHAPTER, EPUB_NOTES_END };

enum epub_decision {
    EPUB_UNDECIDED, /* chapters are held: sections of an article, or a book's */
    EPUB_BOOK,
    EPUB_ARTICLE
};

struct epub_table; /* epub_table.c */

/* Pages that are made from a template, in the order of the spine. */
enum epub_leaf {
    EPUB_LEAF_HALF_TITLE,
    EPUB_LEAF_TITLE,
    EPUB_LEAF_COLOPHON, /* behind the text */
    EPUB_LEAF_COUNT
};

struct epub_leaf_state {
    dc_str name; /* of its file, taken from the start */
    bool is_asked;
    bool is_made;
};

struct epub {
    dc_job *job;
    const dc_package_service *zip;
    const struct dc_math_service *math; /* NULL: not asked for, or none */
    bool has_math; /* it was asked for */
    dc_package *package;

    /* Options. */
    size_t split_size;
    uint32_t split_level;
    uint32_t toc_depth;

    /* Metadata that is needed on the way. */
    dc_str title; /* empty until a heading gives one */
    dc_str fallback_title; /* from the file's name; never empty */
    dc_str language; /* "und" if nobody said */

    /* The walk. */
    struct epub_frame *frames;
    size_t depth;
    size_t frame_cap;
    uint64_t kinds; /* 1 << kind for every kind met so far */
    bool has_classes; /* the document gives classes of its own */
    struct epub_part *out; /* where markup goes */
    struct epub_array outs; /* struct epub_part *: where it went before */
    struct epub_array late_notes; /* to show when the link closes */
    struct epub_table *table; /* innermost open one */
    const char *const *quotes;
    uint32_t inner; /* open frames that are not DIVs */
    uint32_t links; /* open links, at most 1 */
    uint32_t alts; /* open images, whose content is their text */

    /* Chapters. */
    struct epub_array chapters; /* struct epub_chapter * */
    struct epub_chapter *chapter; /* the open one, or NULL */
    enum epub_decision decision;
    uint32_t effective_level; /* headings up to this one split */
    uint32_t planned_heading; /* node of a heading that was already judged */
    size_t held_bytes;
    uint32_t held_count; /* chapters held, without the title's */
    uint32_t note_number;
    enum epub_notes_at notes_at;
    uint32_t note_names; /* given so far, where they are one file's */
    uint32_t notes_deep; /* notes that are open */
    struct epub_chapter *notes_chapter; /* NULL: notes stay in their files */
    dc_str notes_heading; /* identifier of its heading */
    uint32_t title_chapter; /* holds the title heading alone; EPUB_NONE */
    size_t waiting_bytes; /* of chapters that are READY */
    size_t sweep_at;
    struct epub_buf page; /* scratch: one content document */

    /* What the navigation is made from. */
    struct epub_array headings; /* struct epub_heading */
    struct epub_array pages; /* struct epub_page */
    struct epub_array landmarks; /* of epub_landmarks.c */
    struct epub_array targets; /* struct epub_target */
    struct epub_map target_map; /* id -> number of target */
    struct epub_map used; /* fragments and file names that are taken */
    struct epub_array images; /* struct epub_image */
    struct epub_map image_map; /* URL -> number of image */
    struct epub_map content_map; /* bytes of a file -> its first image */
    struct epub_array assets; /* struct epub_asset */
    struct epub_map asset_map; /* sheet and address -> number, or EPUB_NONE */
    struct epub_map asset_bytes; /* sample of the bytes -> number */
    struct epub_array fonts; /* struct epub_font of --epub-embed-font */
    uint32_t font_sheet; /* the asset that declares these */
    bool has_own_sheet; /* style.css, unless the user wants none */
    bool has_base_sheet; /* base.css, for files with sheets of their own */
    bool has_fixed_files; /* the source laid files out for pages of one size */
    bool has_overlay;
    uint64_t overlay_time; /* of all media overlays, in milliseconds */
    struct epub_map veiled; /* addresses of fonts that the source had so */
    struct epub_source source; /* the file at hand */
    dc_str styles; /* data-styles of the last file */
    dc_str style_links; /* what became of them */
    struct epub_survey survey; /* what content documents hold */
    uint32_t cover; /* image, or EPUB_NONE */
    uint32_t cover_in_text; /* the image on the source's own cover page */
    struct epub_leaf_state leaves[EPUB_LEAF_COUNT];
    dc_str cover_page_name; /* empty: there is none */
    dc_str cover_page_path; /* what it is called if there is one */

    /* Of all markup, for the identifier. */
    struct epub_digest digest;
    dc_str identifier;

    /* Numbers of metadata elements, for their ids. */
    unsigned title_count;
    unsigned agent_count;
    unsigned subject_count;

    /* Of --a11y. */
    struct epub_audit {
        uint32_t faults;
        uint32_t level; /* of the last heading; 0: none yet */
        bool is_on;
        bool is_strict;
    } audit;

    /* What is known or decided so far. */
    bool is_epub2;
    bool has_losses; /* one was reported */
    bool title_is_given; /* by metadata */
    bool is_rtl;
    bool is_vertical; /* metadata says writing-mode: vertical-rl */
    bool has_files; /* the source has files, which begin those of the book */
    bool has_members; /* those are the members of a bundle */
    uint32_t part_level; /* of the heading of the last part of a bundle */
    bool has_cover_file; /* one of them shows the cover */
    bool has_nav_page; /* one of them shows the contents */
    bool skip; /* the content of the node just entered */
    bool has_heading; /* one was seen */
    bool notes_run_on; /* numbers do not begin anew in chapters */
    bool title_is_shown; /* a heading of the text shows the title */
    bool wants_split; /* at the next block border */
    bool has_title_page;
    bool wants_title_page; /* the user said so */
    bool refuses_title_page;
    bool wants_contents;
    bool refuses_contents;
    bool has_contents_page;
};

/* epub_memory.c: arrays and strings of the job. */

/* A new zeroed item of `size` bytes at the end of the array, or NULL. */
void *epub_grow(struct epub *epub, struct epub_array *array, size_t size);

/* A copy that lives as long as the job; empty when memory ran out. */
dc_str epub_keep(struct epub *epub, dc_str text);

/* The same, with each run of white space one space and none at the ends. */
dc_str epub_keep_line(struct epub *epub, dc_str text);

/* The text of the buffer, kept; the buffer is then empty. */
dc_str epub_keep_buf(struct epub *epub, struct epub_buf *buf);

int32_t epub_no_memory(struct epub *epub);

/* Frees a buffer of this function; the job fails if the buffer did. */
void epub_buf_done(struct epub *epub, struct epub_buf *buf);

void epub_part_fini(struct epub_part *part);
/* A new ref at the end of the part, for neither; NULL without memory. */
struct epub_ref *epub_part_add_ref(
    struct epub *epub, struct epub_part *part, uint64_t pos);

/* Appends `from`, from byte `skip` on, and empties it. */
void epub_part_append(struct epub *epub, struct epub_part *to,
    struct epub_part *from, size_t skip);

/* Reports a loss: a rule, what it is, and the text it happened to. */
void epub_report_loss(struct epub *epub, const char *rule, const char *what,
    dc_str detail, uint64_t pos);

/* epub_xhtml.c: renders one top-level block into the open chapter. */
int32_t epub_render_block(struct epub *epub, uint32_t node);

/* epub_attr.c */

/* epub_put_attrs flags: attributes that the caller writes itself. */
enum {
    EPUB_SKIP_ID = 1,
    EPUB_SKIP_TITLE = 2,
    EPUB_SKIP_CLASS = 4,
    EPUB_SKIP_TYPE = 8,
    EPUB_SKIP_FIRST_CLASS = 16 /* it is the name of the element */
};

/*
 * Writes the attributes of the node, with the class `own` before its own
 * classes ("" for none).
 */
void epub_put_attrs(
    struct epub *epub, uint32_t node, const char *own, unsigned skip);

/* Writes ` id="..."` for the heading and returns the identifier. */
dc_str epub_put_heading_id(struct epub *epub, uint32_t node);

/* True for a name by which a style sheet can mean a class. */
bool epub_is_class_name(dc_str name);

/* epub_heading.c: a heading as the contents show it. */
dc_str epub_heading_markup(struct epub *epub, uint32_t node);
bool epub_heading_is_listed(struct epub *epub, uint32_t node);
/* A title that the author gave for the contents, or empty. */
dc_str epub_heading_short(struct epub *epub, uint32_t node);

/* epub_type.c */

/* Puts those words of an epub:type that are known; *used gets the bits. */
void epub_filter_types(struct epub_buf *buf, dc_str types, unsigned *used);
/* The same for the open chapter, which declares what it uses. */
void epub_put_types(struct epub *epub, struct epub_buf *buf, dc_str types);
/* Declares the vocabularies whose bits are set. */
void epub_put_vocabularies(struct epub_buf *buf, unsigned used);

/* epub_section.c */

/*
 * Puts the beginning of the tag of a DIV: "<section" if its class says so, or
 * `is_section` does.  Returns what of its attributes is to be skipped then.
 */
unsigned epub_open_section(
    struct epub *epub, const dc_view *view, bool is_section);
/* True if the SPAN is an element by its class, which was opened. */
bool epub_enter_phrase(struct epub *epub, const dc_view *view);
/* Opens again what the frame is, in the next file. */
void epub_reopen_section(struct epub *epub, const struct epub_frame *frame);

/* epub_language.c */

/* True if the text is well-formed as a language tag (BCP 47). */
bool epub_is_language(dc_str tag);
/* True if its language is written from right to left. */
bool epub_is_rtl(dc_str tag);
/* "pt" of "pt-BR". */
dc_str epub_primary_language(dc_str tag);

/* epub_math.c */

void epub_enter_math(struct epub *epub, const dc_view *view);

/* epub_link.c and epub_image.c: table entries of epub_xhtml.c. */
void epub_enter_link(struct epub *epub, const dc_view *view);
void epub_leave_link(struct epub *epub, struct epub_frame *frame);
void epub_enter_image(struct epub *epub, const dc_view *view);
void epub_leave_image(struct epub *epub, struct epub_frame *frame);

/*
 * The number of the image of that URL, put into the package if the document
 * has brought it by now; EPUB_NONE when memory ran out.
 */
uint32_t epub_add_image(struct epub *epub, dc_str url, uint64_t pos);
/* The same for a file that the user gave; see its fault. */
uint32_t epub_add_image_file(struct epub *epub, const dc_input *file);
/* True when it is in the package or certainly will not be. */
bool epub_image_is_settled(struct epub *epub, uint32_t number);
/* Puts the image of `ref`, or what stands for it, into epub.page. */
void epub_put_image(struct epub *epub, const struct epub_part *part,
    const struct epub_ref *ref);
struct epub_image *epub_image_at(struct epub *epub, uint32_t number);

/* The type and size of an image by its first bytes. */
struct epub_image_kind {
    const char *mime;
    const char *extension;
    uint32_t width;
    uint32_t height;
};
bool epub_sniff_image(
    const uint8_t *data, size_t len, struct epub_image_kind *kind);
/* False if the file is cut short: what ends its data is not there. */
bool epub_image_is_whole(
    const uint8_t *data, size_t len, const struct epub_image_kind *kind);

/* True for an image that is said to be no part of what is told. */
bool epub_is_decoration(struct epub *epub, uint32_t node);

/* epub_motion.c: true for an image that moves. */
bool epub_is_animated(const char *mime, const uint8_t *data, size_t len);

/* epub_url.c: what a link's URL is. */
enum epub_url { EPUB_URL_INTERNAL, EPUB_URL_EXTERNAL, EPUB_URL_BAD };
enum epub_url epub_url_judge(dc_str url);
/* True for what carries its content in itself: "data:image/png;base64,". */
bool epub_url_is_data(dc_str url);

/* Writes an EXTERNAL URL as an attribute value. */
void epub_url_put(struct epub_buf *buf, dc_str url);

/* epub_table.c */
void epub_enter_table(struct epub *epub, const dc_view *view);
void epub_leave_table(struct epub *epub, struct epub_frame *frame);
void epub_enter_rows(struct epub *epub, const dc_view *view);
void epub_enter_row(struct epub *epub, const dc_view *view);
void epub_leave_row(struct epub *epub, struct epub_frame *frame);
void epub_enter_cell(struct epub *epub, const dc_view *view);
void epub_drop_tables(struct epub *epub);
bool epub_table_is_open(struct epub *epub);

/* epub_caption.c */
void epub_enter_caption(struct epub *epub, const dc_view *view);
void epub_leave_caption(struct epub *epub, struct epub_frame *frame);
void epub_leave_figure(struct epub *epub, struct epub_frame *frame);
/* Writes the caption that waited, between `open` and `close`, if any. */
void epub_put_side(struct epub *epub, struct epub_frame *frame,
    const char *open, const char *close);

/* Sends markup to `part` until epub_pop_out. */
void epub_push_out(struct epub *epub, struct epub_part *part);
void epub_pop_out(struct epub *epub);

/* The node being entered or left, and the one it stands in, or NULL. */
struct epub_frame *epub_top(struct epub *epub);
struct epub_frame *epub_parent(struct epub *epub);

/* epub_split.c */

/* Called before a DIV or HEADING with nothing but DIVs around it. */
void epub_split_before(struct epub *epub, uint32_t node);
/* Called after a block with nothing but DIVs around it. */
void epub_split_after(struct epub *epub, uint32_t kind);
/* epub_source.c */

/* "ch2" of "OPS/text/ch2.xhtml". */
dc_str epub_file_stem(dc_str path);
/* True for a DIV that is a member of a bundle, or one of its parts. */
bool epub_is_member(struct epub *epub, uint32_t node);
/* True for that, and for a DIV that is a file of the source. */
bool epub_is_file(struct epub *epub, uint32_t node);
/* True if the files of the source are those of a book. */
bool epub_is_book_again(const struct epub *epub);

/* True for a file of the source that our contents page stands for. */
bool epub_is_nav_page(struct epub *epub, uint32_t node);

/* Has that page stand behind the text so far. */
void epub_split_at_nav_page(struct epub *epub, uint32_t node);

/* Makes that page of the open chapter, which then is open no more. */
void epub_take_nav_page(struct epub *epub, uint32_t node);
/* A file of the source begins, and with it the chapter just begun. */
void epub_begin_source(struct epub *epub, uint32_t node);
/* The open chapter goes on with the file of the one before. */
void epub_continue_source(struct epub *epub);
/* An image: the cover, in the first file of a source, makes it the cover page */
void epub_see_cover(struct epub *epub, const dc_view *image);
/* No block follows. */
void epub_split_end(struct epub *epub);
/* Notes a heading for the navigation. */
void epub_note_heading(struct epub *epub, uint32_t node, dc_str fragment);

/* Closes and opens again the DIVs around a split (epub_xhtml.c). */
void epub_close_divs(struct epub *epub);
void epub_reopen_divs(struct epub *epub);

/* epub_chapter.c */
struct epub_chapter *epub_chapter_at(struct epub *epub, size_t number);
/* The number of the open chapter. */
uint32_t epub_chapter_number(struct epub *epub);
/* The chapter that the content of `number` is in now. */
struct epub_chapter *epub_chapter_home(struct epub *epub, size_t number);
/* Opens a new chapter; NULL when memory ran out. */
struct epub_chapter *epub_chapter_open(struct epub *epub);
/* Puts all into the first one of those held between the two. */
void epub_chapter_join(struct epub *epub, size_t first, size_t end);
/* Names the chapter and writes it, now or when its links are known. */
void epub_chapter_finish(struct epub *epub, struct epub_chapter *chapter);
/* Writes all chapters that wait, whatever their links. */
void epub_chapter_finish_all(struct epub *epub);
void epub_chapter_free(struct epub_chapter *chapter);
/* Writes the chapter, whatever its links. */
void epub_chapter_write(struct epub *epub, struct epub_chapter *chapter);
/* Puts a part into epub.page, with the links of `chapter` in it. */
void epub_put_part(struct epub *epub, const struct epub_chapter *chapter,
    const struct epub_part *part);

/*
 * The beginning of a content document, up to the opened <body>; `root` leads
 * from it to the book's folder: "../", or "".
 */
void epub_put_prolog(
    struct epub *epub, struct epub_buf *buf, dc_str title, const char *root);
/* The same for a chapter, with the sheets of its source, into epub.page. */
void epub_put_chapter_prolog(
    struct epub *epub, const struct epub_chapter *chapter);
/* Adds a file of the book to the package: "EPUB/" + name. */
void epub_add_file(struct epub *epub, dc_str name, const void *data, size_t len,
    uint32_t method);
/* Adds the text of the buffer, compressed, and frees it. */
void epub_add_text(struct epub *epub, dc_str name, struct epub_buf *buf);

/* ` href="..."` and the rest of a link to a sheet; `root` as above. */
void epub_put_sheet_link(struct epub_buf *buf, const char *root, dc_str sheet);

/* Adds a file of the container, named from its root. */
void epub_add_meta_file(
    struct epub *epub, dc_str path, const struct epub_buf *buf);

/* epub_asset.c */

/* What a sheet may name; false: a kind that the book does not hold. */
bool epub_sniff_of_sheet(
    struct epub *epub, const dc_media *media, struct epub_kind *kind);
bool epub_sniff_font(
    struct epub *epub, const dc_media *media, struct epub_kind *kind);
/* A name for the file at `url`: its own if it is one for a book; then taken. */
dc_str epub_name_file(
    struct epub *epub, dc_str url, const struct epub_kind *kind);
struct epub_asset *epub_asset_at(struct epub *epub, size_t number);
/* A new asset, named after `url`; NULL when memory ran out. */
struct epub_asset *epub_asset_add(
    struct epub *epub, dc_str url, const struct epub_kind *kind);
/*
 * Puts a medium into the book; or finds that its bytes are there.  Its data
 * must stay until the job ends.  NULL when memory ran out.
 */
struct epub_asset *epub_asset_store(struct epub *epub, dc_str url,
    const struct epub_kind *kind, const dc_media *media);
/* The address of the medium that `url` means in the folder `base`, kept. */
dc_str epub_locate(struct epub *epub, dc_str base, dc_str url);
/* A medium of the document, or a file; false: *why says the reason. */
bool epub_find_medium(struct epub *epub, dc_str address, uint32_t wanted,
    dc_media *media, const char **why);

/* epub_meta.c */
void epub_meta_begin(struct epub *epub);
void epub_meta_end(struct epub *epub); /* title and identifier are final */

/* An identifier as it may stand in the book. */
dc_str epub_identifier_text(dc_str text);
/* Entry `key` as one line of text, kept; empty if there is none. */
dc_str epub_meta_line(struct epub *epub, const char *key);
/* The text of a metadata value: itself, or the "text" of a map. */
dc_str epub_meta_value(struct epub *epub, uint32_t value);
/* The value of `key` in a map, or 0. */
uint32_t epub_meta_member(struct epub *epub, uint32_t map, const char *key);
/* The values of entry `key`: the items of a list, or the entry itself. */
struct epub_values {
    uint32_t next;
    bool is_list;
};
struct epub_values epub_meta_values(struct epub *epub, const char *key);
uint32_t epub_values_next(struct epub *epub, struct epub_values *values);

/* epub_isbn.c: what a number is; FALSE is one that only claims to be an ISBN. */
enum epub_isbn { EPUB_ISBN_NONE, EPUB_ISBN_FALSE, EPUB_ISBN_10, EPUB_ISBN_13 };
enum epub_isbn epub_judge_isbn(dc_str text);

/* epub_title.c, epub_nav.c, epub_ncx.c, epub_opf.c, epub_style.c */
/* How many files begin with a heading. */
size_t epub_count_heading_chapters(struct epub *epub);
void epub_plan_title_page(struct epub *epub);
void epub_write_cover(struct epub *epub); /* epub_cover.c */
void epub_write_nav(struct epub *epub);
void epub_write_ncx(struct epub *epub);
void epub_write_opf(struct epub *epub);
/* Puts the identifier of the file's item in the manifest. */
void epub_put_id(struct epub_buf *buf, dc_str name);
void epub_put_metadata(struct epub *epub, struct epub_buf *buf);
void epub_put_accessibility(struct epub *epub, struct epub_buf *buf);
void epub_write_container(struct epub *epub);
void epub_write_style(struct epub *epub);

/* True for what is written as EPUB_BASE_SHEET, of whatever book. */
bool epub_is_base_sheet(dc_str css);

/*
 * The table of contents as a list of entries: each call describes the next.
 * `depth` is 1 for the outermost.  Returns false after the last.
 */
struct epub_toc {
    size_t next;
    uint32_t levels[6]; /* of the headings that are open, rising */
    uint32_t depth;
    uint32_t title_chapter; /* 0, or the file of the title at hand and one */
    uint32_t above_title; /* depth of what its headings stand below */
};
bool epub_toc_next(struct epub *epub, struct epub_toc *toc,
    const struct epub_heading **heading);
/* Writes "text/a.xhtml" or "text/a.xhtml#b", escaped. */
void epub_put_heading_url(struct epub *epub, struct epub_buf *buf,
    const struct epub_heading *heading);
/* Depth of the deepest entry, at least 1. */
uint32_t epub_toc_deepest(struct epub *epub);
/* The first file of the text. */
const struct epub_chapter *epub_first_text(struct epub *epub);

/* epub_words.c: a word in the book's language, escaped. */
enum epub_word {
    EPUB_WORD_CONTENTS,
    EPUB_WORD_COVER,
    EPUB_WORD_TITLE_PAGE,
    EPUB_WORD_TEXT,
    EPUB_WORD_PAGES,
    EPUB_WORD_HALF_TITLE,
    EPUB_WORD_COLOPHON,
    EPUB_WORD_PUBLISHER, /* this and those below with a colon */
    EPUB_WORD_DATE,
    EPUB_WORD_SOURCE,
    EPUB_WORD_NOTES,
    EPUB_WORD_COUNT
};
const char *epub_word(struct epub *epub, enum epub_word word);

#include "write/epub_access.h"

#include "write/epub_ids.h"

#endif
