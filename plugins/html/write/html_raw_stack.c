/* SPDX-License-Identifier: MIT */
/*
 * Pairs of raw tags.  While an element is open all output is held back, since
 * only its end tag, or the end of what holds both, tells whether the start tag
 * may stand: whether there is an end tag at all, whether what came between is
 * what the element may hold.  A tag that may not is left out of what is
 * released; what stood in the element then stands in the one around it.
 *
 * At most HTML_RAW_DEPTH_MAX are open at once, so that leaving one out, which
 * looks at all that came after it, costs no more than that many looks a tag.
 */
#include "write/html_raw.h"

static struct html_raw_open *
top_of(const struct html_write *write)
{
    return &write->raw.stack[write->raw.count - 1];
}

void
html_raw_lose(struct html_write *write, uint64_t pos)
{
    dc_report_at(write->job, DC_DIAG_LOSS, "html-raw",
        dc_str_of("raw HTML that is not safe or does not fit is left out"),
        pos);
}

/* What an element may have inside of it at this place. */
static uint32_t
holds_of(const struct html_write *write, uint32_t index)
{
    const struct html_raw_open *open = &write->raw.stack[index];
    if (!open->row->is_transparent)
        return open->row->holds;
    while (index && open[-1].depth == open->depth) {
        open--;
        index--;
        if (!open->row->is_transparent)
            return open->row->holds & HTML_CAT_ANY;
    }
    return open->tree_holds;
}

/* True for a part of a table or such that may come behind `has`. */
static bool
is_in_order(uint32_t is, uint32_t has)
{
    if (is & (HTML_CAT_CAPTION | HTML_CAT_SUMMARY))
        return has == 0;
    if (is & HTML_CAT_THEAD)
        return (has & ~(uint32_t)HTML_CAT_CAPTION) == 0;
    if (is & (HTML_CAT_TBODY | HTML_CAT_TFOOT | HTML_CAT_TR))
        return (has & HTML_CAT_TFOOT) == 0;
    return true;
}

/* Notes what the node of the tree around the raw markup may hold. */
static void
look_around(const struct html_write *write, struct html_raw_open *open)
{
    open->depth = write->raw.depth;
    open->tree_holds = html_is_in_blocks(write) ? (uint32_t)HTML_CAT_ANY
                                                : (uint32_t)HTML_CAT_PHRASING;
    open->tree_bars = (write->in_link ? HTML_HAS_LINK : 0u) |
        (write->in_head_cell ? HTML_HAS_OUTLINE : 0u) |
        (write->in_table_caption ? HTML_HAS_TABLE : 0u);
}

/* True if `is` may stand in what is around `open`: an element, or the tree. */
static bool
may_stand(const struct html_write *write, const struct html_raw_open *open,
    uint32_t count, uint32_t is)
{
    if (count == 0 || write->raw.stack[count - 1].depth < open->depth)
        return (is & ~open->tree_holds) == 0;
    return (is & ~holds_of(write, count - 1)) == 0 &&
        is_in_order(is, write->raw.stack[count - 1].has);
}

bool
html_raw_takes(const struct html_write *write, uint32_t is, uint32_t adds)
{
    const struct html_raw *raw = &write->raw;
    struct html_raw_open here = {.depth = 0};
    look_around(write, &here);
    for (uint32_t i = 0; i < raw->count; i++)
        if (raw->stack[i].row->bars & adds)
            return false;
    return (adds & here.tree_bars) == 0 &&
        may_stand(write, &here, raw->count, is);
}

static void
add_to(struct html_raw_open *open, uint32_t is, uint32_t adds)
{
    open->has |= is;
    open->deep |= (is & HTML_CAT_ANY) | adds;
    if (is) {
        open->first = open->first ? open->first : is;
        open->last = is;
    }
}

void
html_raw_add(struct html_write *write, uint32_t is, uint32_t adds)
{
    if (write->raw.count)
        add_to(top_of(write), is, adds);
}

/* Output is held back from here on. */
static void
hold(struct html_write *write)
{
    struct html_raw *raw = &write->raw;
    raw->outer = write->spool;
    write->spool = &raw->held;
    raw->piece_count = 0;
}

/* A place in what was held back. */
struct place {
    const struct html_chunk *chunk;
    size_t offset; /* in the chunk */
    uint64_t at;
};

static void
advance(struct html_write *write, struct place *place, uint64_t to, bool shown)
{
    while (place->at < to && place->chunk) {
        const struct html_chunk *chunk = place->chunk;
        size_t part = chunk->len - place->offset;
        if (part > to - place->at)
            part = (size_t)(to - place->at);
        if (shown)
            html_put(write, chunk->data + place->offset, part);
        place->at += part;
        place->offset += part;
        if (place->offset == chunk->len) {
            place->chunk = chunk->next;
            place->offset = 0;
        }
    }
}

/* Writes out what was held back, without the tags that are left out. */
static void
release(struct html_write *write)
{
    struct html_raw *raw = &write->raw;
    struct html_spool held = raw->held;
    struct html_spool empty = {NULL, NULL, 0};
    struct place place = {held.first, 0, 0};
    raw->held = empty;
    write->spool = raw->outer;
    for (uint32_t i = 0; i < raw->piece_count; i++) {
        const struct html_raw_piece *piece = &raw->pieces[i];
        if (!piece->is_dropped)
            continue;
        advance(write, &place, piece->at, true);
        advance(write, &place, piece->at + piece->len, false);
    }
    advance(write, &place, held.len, true);
    html_recycle(write, &held);
    raw->piece_count = 0;
}

/* The number of a new piece, plus one; 0 without memory. */
static uint32_t
begin_piece(struct html_write *write, uint32_t is)
{
    struct html_raw *raw = &write->raw;
    if (raw->piece_count == UINT32_MAX - 1 ||
        !html_grow(write, (void **)&raw->pieces, &raw->piece_room,
            raw->piece_count, sizeof(*raw->pieces)))
        return 0;
    struct html_raw_piece fresh = {
        .at = raw->held.len,
        .is = is,
        .parent = raw->count ? top_of(write)->piece + 1 : 0,
    };
    raw->pieces[raw->piece_count] = fresh;
    return ++raw->piece_count;
}

static void
end_piece(struct html_write *write, uint32_t piece)
{
    struct html_raw *raw = &write->raw;
    raw->pieces[piece].len = (uint32_t)(raw->held.len - raw->pieces[piece].at);
}

bool
html_raw_begin(struct html_write *write, const struct html_raw_open *open)
{
    struct html_raw *raw = &write->raw;
    if (raw->count == HTML_RAW_DEPTH_MAX ||
        !html_grow(write, (void **)&raw->stack, &raw->room, raw->count,
            sizeof(*raw->stack)))
        return false;
    if (raw->count == 0)
        hold(write);
    uint32_t piece = begin_piece(write, open->row->is);
    if (!piece)
        return false;
    raw->stack[raw->count] = *open;
    raw->stack[raw->count].piece = piece - 1;
    look_around(write, &raw->stack[raw->count]);
    raw->count++;
    return true;
}

void
html_raw_end_start(struct html_write *write)
{
    end_piece(write, top_of(write)->piece);
}

static void
drop_piece(struct html_raw *raw, uint32_t piece)
{
    raw->pieces[piece].is_dropped = true;
    if (raw->pieces[piece].end_piece)
        raw->pieces[raw->pieces[piece].end_piece - 1].is_dropped = true;
}

/*
 * Leaves the start tag `piece` out, and the parts of it: an item without its
 * list.  Parts come behind what they are parts of.
 */
static void
drop_with_parts(struct html_raw *raw, uint32_t piece, uint32_t holds)
{
    drop_piece(raw, piece);
    if ((holds & ~(uint32_t)HTML_CAT_ANY) == 0)
        return;
    for (uint32_t i = piece + 1; i < raw->piece_count; i++) {
        const struct html_raw_piece *part = &raw->pieces[i];
        bool is_part = (part->is & ~(uint32_t)HTML_CAT_ANY) != 0;
        if (part->parent && is_part && raw->pieces[part->parent - 1].is_dropped)
            drop_piece(raw, i);
    }
}

static bool
is_whole(const struct html_write *write, const struct html_raw_open *open)
{
    const struct html_safe *row = open->row;
    return (open->has & ~holds_of(write, write->raw.count - 1)) == 0 &&
        (open->deep & row->bars) == 0 &&
        (!row->first || (open->first & row->first)) &&
        (!row->last || (open->last & row->last));
}

/* Takes the last element off the stack; has_end: it is kept if it may be. */
static void
pop(struct html_write *write, bool has_end)
{
    struct html_raw *raw = &write->raw;
    struct html_raw_open open = *top_of(write);
    uint32_t is = open.row->is;
    uint32_t adds = open.row->adds;
    if (open.row->is_transparent && (open.has & HTML_CAT_FLOW))
        is = HTML_CAT_FLOW;
    bool is_kept = has_end && is_whole(write, &open) &&
        may_stand(write, &open, raw->count - 1, is);
    uint32_t end = is_kept ? begin_piece(write, 0) : 0;
    if (end) {
        html_puts(write, "</");
        html_puts(write, open.written);
        html_puts(write, ">");
        end_piece(write, end - 1);
        raw->pieces[open.piece].end_piece = end;
    } else {
        drop_with_parts(raw, open.piece, open.row->holds);
        html_raw_lose(write, open.pos);
        is = (open.has | open.deep) & HTML_CAT_ANY;
        adds = 0;
    }
    raw->count--;
    if (raw->count)
        add_to(top_of(write), is, adds | open.deep);
    else
        release(write);
}

void
html_raw_leave(struct html_write *write, size_t depth)
{
    while (write->raw.count && top_of(write)->depth >= depth)
        pop(write, top_of(write)->row->is_implied);
}

bool
html_raw_close(struct html_write *write, uint32_t name)
{
    const struct html_raw *raw = &write->raw;
    uint32_t at = raw->count;
    while (at && raw->stack[at - 1].depth == raw->depth &&
        raw->stack[at - 1].name != name)
        at--;
    if (!at || raw->stack[at - 1].depth != raw->depth)
        return false;
    while (raw->count > at)
        pop(write, top_of(write)->row->is_implied);
    pop(write, true);
    return true;
}

/* How many elements would have to end for `is` to stand in the next, or 0. */
static uint32_t
count_implied(const struct html_write *write, uint32_t is)
{
    const struct html_raw *raw = &write->raw;
    for (uint32_t at = raw->count; at; at--) {
        const struct html_raw_open *open = &raw->stack[at - 1];
        if (open->depth != raw->depth)
            return 0;
        if ((is & ~holds_of(write, at - 1)) == 0)
            return raw->count - at;
        if (!open->row->is_implied)
            return 0;
        if (may_stand(write, open, at - 1, is))
            return raw->count - at + 1;
    }
    return 0;
}

void
html_raw_imply(struct html_write *write, uint32_t is)
{
    for (uint32_t count = count_implied(write, is); count; count--)
        pop(write, true);
}

static bool
is_heading(const char *name)
{
    return name[0] == 'h' && name[1] >= '1' && name[1] <= '6';
}

void
html_raw_end_headings(struct html_write *write)
{
    const struct html_raw *raw = &write->raw;
    uint32_t at = raw->count;
    while (at && raw->stack[at - 1].depth == raw->depth) {
        if (!is_heading(raw->stack[--at].written))
            continue;
        html_raw_close(write, raw->stack[at].name);
        at = at < raw->count ? at : raw->count;
    }
}
