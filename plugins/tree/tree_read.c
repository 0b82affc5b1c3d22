/* SPDX-License-Identifier: MIT */
/*
 * The tree reader: line by line, the indentation saying where in the tree
 * the line belongs.  A stack of the open kinds replaces recursion; it needs
 * no limit of its own, for a line at depth n is at least 2n bytes long.
 */
#include "tree.h"

#define STACK_START 32

struct open_node {
    uint16_t kind;
    bool has_child;
};

/* What a top-level entry states: meta_open wants it in one call. */
struct entry {
    dc_str key;
    int64_t origin;
    int64_t confidence;
};

struct tree_read {
    struct tree_scan scan;
    struct tree_scratch text;
    struct tree_scratch key;
    struct tree_media media;
    struct entry entry;
    const char *file_end;
    struct open_node *stack; /* the open nodes below the document */
    size_t depth;
    size_t room;
    bool has_block; /* metadata can no longer come */
};

static dc_job *
job_of(const struct tree_read *read)
{
    return read->scan.job;
}

/* The innermost open node. */
static int
parent_kind(const struct tree_read *read)
{
    return read->depth ? read->stack[read->depth - 1].kind : DC_DOCUMENT;
}

static bool
push(struct tree_read *read, int kind)
{
    if (read->depth == read->room) {
        size_t room = read->room ? read->room * 2 : STACK_START;
        struct open_node *stack = dc_alloc(job_of(read), room * sizeof(*stack));
        if (!stack)
            return false;
        if (read->depth)
            memcpy(stack, read->stack, read->depth * sizeof(*stack));
        read->stack = stack;
        read->room = room;
    }
    struct open_node node = {.kind = (uint16_t)kind};
    read->stack[read->depth++] = node;
    return true;
}

static void
close_to(struct tree_read *read, size_t depth)
{
    while (read->depth > depth) {
        uint32_t kind = read->stack[--read->depth].kind;
        if (kind == DC_META_ENTRY && read->depth == 0)
            job_of(read)->host->build->meta_close(job_of(read));
        else
            dc_close(job_of(read), kind);
    }
}

static bool
is_top_entry(const struct tree_read *read, int kind)
{
    return kind == DC_META_ENTRY && read->depth == 0;
}

/* Checks the content model, as kinds.def has it; an entry has one value. */
static bool
check_place(struct tree_read *read, int kind)
{
    const struct tree_kind *parent = &tree_kinds[parent_kind(read)];
    if (is_top_entry(read, kind))
        return !read->has_block ||
            tree_fail(
                &read->scan, "metadata must stand before the first block");
    if (!(parent->holds & tree_kinds[kind].is))
        return tree_fail_word(
            &read->scan, "this cannot stand in: ", parent->word);
    if (read->depth == 0)
        return true;
    struct open_node *top = &read->stack[read->depth - 1];
    if (top->kind == DC_META_ENTRY && top->has_child)
        return tree_fail(&read->scan, "a metadata entry has one value");
    top->has_child = true;
    return true;
}

/* "@12" or "@-" behind the kind, else where the line stands in this file. */
static bool
scan_pos(struct tree_read *read, uint64_t *pos)
{
    struct tree_scan *scan = &read->scan;
    if (scan->end - scan->at < 2 || memcmp(scan->at, " @", 2) != 0)
        return true;
    scan->at += 2;
    if (tree_accept(scan, '-')) {
        *pos = DC_POS_NONE;
        return true;
    }
    return tree_scan_unsigned(scan, pos);
}

/* A number of an entry, from 0 to `most`. */
static bool
set_part(struct tree_read *read, int64_t *part, int64_t value, int64_t most,
    const char *expected)
{
    if (value < 0 || value > most)
        return tree_fail(&read->scan, expected);
    *part = value;
    return true;
}

static bool
set_int(struct tree_read *read, uint32_t field, bool is_entry)
{
    int64_t value;
    if (!tree_scan_int(&read->scan, &value))
        return false;
    if (!is_entry)
        dc_set_int(job_of(read), field, value);
    else if (field == DC_F_ORIGIN)
        return set_part(read, &read->entry.origin, value, DC_ORIGIN_USER,
            "expected an origin from 0 to 3");
    else
        return set_part(read, &read->entry.confidence, value, 100,
            "expected a confidence from 0 to 100");
    return true;
}

static bool
set_str(struct tree_read *read, uint32_t field, bool is_entry)
{
    dc_str value;
    if (!tree_scan_quoted(&read->scan, &read->text, &value))
        return false;
    if (is_entry)
        read->entry.key = value;
    else
        dc_set_str(job_of(read), field, value);
    return true;
}

static bool
set_real(struct tree_read *read, uint32_t field)
{
    double value;
    if (!tree_scan_real(&read->scan, &value))
        return false;
    job_of(read)->host->build->set_real(job_of(read), field, value);
    return true;
}

/* One "word=value"; each field once a node, told by a bit of *seen. */
static bool
read_field(struct tree_read *read, bool is_entry, uint32_t *seen)
{
    struct tree_scan *scan = &read->scan;
    const char *start = scan->at;
    uint32_t field = tree_field_lookup(tree_scan_word(scan));
    bool fits = !is_entry || field == DC_F_KEY || field == DC_F_ORIGIN ||
        field == DC_F_CONFIDENCE;
    if (!field || !fits || *seen & 1u << field) {
        scan->at = start;
        return tree_fail(scan,
            !field      ? "expected a field or '{'"
                : !fits ? "a metadata entry has no such field"
                        : "this field stands twice");
    }
    *seen |= 1u << field;
    if (!tree_expect(scan, '=', "expected '=' and a value"))
        return false;
    if (tree_fields[field].type == TREE_TYPE_I)
        return set_int(read, field, is_entry);
    if (tree_fields[field].type == TREE_TYPE_R)
        return set_real(read, field);
    return set_str(read, field, is_entry);
}

/* key="value" */
static bool
read_attr(struct tree_read *read)
{
    struct tree_scan *scan = &read->scan;
    const char *start = scan->at;
    dc_str value;
    dc_str key = tree_scan_word(scan);
    if (!tree_is_bare(key)) {
        scan->at = start;
        if (start == scan->end || *start != '"')
            return tree_fail(scan, "expected the key of an attribute");
        if (!tree_scan_quoted(scan, &read->key, &key))
            return false;
    }
    if (!tree_expect(scan, '=', "expected '=' and a string") ||
        !tree_scan_quoted(scan, &read->text, &value))
        return false;
    job_of(read)->host->build->attr(job_of(read), key, value);
    return true;
}

/* What stands after '{'. */
static bool
read_attrs(struct tree_read *read)
{
    do {
        if (!read_attr(read))
            return false;
    } while (tree_accept(&read->scan, ' '));
    return tree_expect(&read->scan, '}', "expected ' ' or '}'");
}

/* All that follows the kind and its position. */
static bool
read_details(struct tree_read *read, bool is_entry)
{
    uint32_t seen = 0;
    while (tree_accept(&read->scan, ' ')) {
        if (!is_entry && tree_accept(&read->scan, '{'))
            return read_attrs(read) && tree_expect_end(&read->scan);
        if (!read_field(read, is_entry, &seen))
            return false;
    }
    return tree_expect_end(&read->scan);
}

static bool
read_entry(struct tree_read *read)
{
    const struct entry fresh = {.key = {NULL, 0}};
    read->entry = fresh;
    if (!read_details(read, true))
        return false;
    job_of(read)->host->build->meta_open(job_of(read), read->entry.key,
        (int32_t)read->entry.origin, (int32_t)read->entry.confidence);
    return push(read, DC_META_ENTRY);
}

/* A line that names a kind; `start` is where the word stands. */
static bool
read_node(struct tree_read *read, const char *start, int kind)
{
    uint64_t pos = (uint64_t)(start - read->scan.base);
    if (!scan_pos(read, &pos))
        return false;
    if (is_top_entry(read, kind))
        return read_entry(read);
    read->has_block = read->has_block || read->depth == 0;
    dc_open(job_of(read), (uint32_t)kind, pos);
    return push(read, kind) && read_details(read, false);
}

/* "..." or: text break literal "..." */
static bool
read_text(struct tree_read *read, bool has_flags)
{
    struct tree_scan *scan = &read->scan;
    uint32_t flags = 0;
    while (has_flags && tree_accept(scan, ' ') && scan->at < scan->end &&
        *scan->at != '"') {
        dc_str word = tree_scan_word(scan);
        if (flags == 0 && dc_str_equal(word, TREE_BREAK_WORD)) {
            flags = DC_TEXT_BREAK;
        } else if (!(flags & DC_TEXT_LITERAL) &&
            dc_str_equal(word, TREE_LITERAL_WORD)) {
            flags |= DC_TEXT_LITERAL;
        } else {
            scan->at -= word.len;
            return tree_fail(scan, "expected 'break', 'literal' or a string");
        }
    }
    if (has_flags && flags == 0)
        return tree_fail(scan, "expected 'break' or 'literal'");
    dc_str text;
    if (!tree_scan_quoted(scan, &read->text, &text) || !tree_expect_end(scan))
        return false;
    job_of(read)->host->build->text(job_of(read), text.ptr, text.len, flags);
    return true;
}

/* The line's content, at its place in the tree. */
static bool
read_content(struct tree_read *read)
{
    struct tree_scan *scan = &read->scan;
    const char *start = scan->at;
    if (*start == '"')
        return check_place(read, DC_TEXT) && read_text(read, false);
    dc_str word = tree_scan_word(scan);
    if (read->depth == 0 && dc_str_equal(word, TREE_MEDIA_WORD))
        return tree_media_open(
            scan, &read->media, (size_t)(read->file_end - scan->end));
    int kind = tree_kind_lookup(word);
    if (kind <= DC_DOCUMENT) {
        scan->at = start;
        return tree_fail(scan, "expected a string or a kind such as 'para'");
    }
    scan->at = start;
    if (!check_place(read, kind))
        return false;
    scan->at = start + word.len;
    return kind == DC_TEXT ? read_text(read, true)
                           : read_node(read, start, kind);
}

/* One line, its indentation first.  Blank lines and comments mean nothing. */
static bool
read_line(struct tree_read *read)
{
    struct tree_scan *scan = &read->scan;
    const char *start = scan->at;
    while (scan->at < scan->end && *scan->at == ' ')
        scan->at++;
    if (scan->at == scan->end || *scan->at == '#')
        return true;
    size_t spaces = (size_t)(scan->at - start);
    size_t depth = spaces / TREE_INDENT;
    size_t deepest = read->media.open ? 1 : read->depth;
    if (spaces % TREE_INDENT != 0)
        return tree_fail(scan, "expected two spaces a level of indentation");
    if (depth > deepest)
        return tree_fail(
            scan, "indented deeper than a child of the line above");
    if (read->media.open && depth == 1)
        return tree_media_line(scan, &read->media, &read->text);
    const char *at = scan->at;
    if (!tree_media_close(scan, &read->media))
        return false;
    scan->at = at;
    close_to(read, depth);
    return read_content(read);
}

/* Makes the next line the scan's; false after the last one. */
static bool
next_line(struct tree_read *read)
{
    struct tree_scan *scan = &read->scan;
    if (scan->end != NULL)
        scan->at = scan->end < read->file_end ? scan->end + 1 : scan->end;
    if (scan->at == read->file_end)
        return false;
    const char *feed =
        memchr(scan->at, '\n', (size_t)(read->file_end - scan->at));
    scan->end = feed ? feed : read->file_end;
    return true;
}

static bool
check_version(struct tree_read *read)
{
    struct tree_scan *scan = &read->scan;
    size_t len = sizeof(TREE_VERSION_LINE) - 1;
    if (next_line(read) && (size_t)(scan->end - scan->at) == len &&
        memcmp(scan->at, TREE_VERSION_LINE, len) == 0)
        return true;
    return tree_fail(scan, "expected the first line '" TREE_VERSION_LINE "'");
}

static int32_t
read_tree(dc_job *job, const dc_input *input)
{
    struct tree_read read = {0};
    read.scan.job = job;
    read.scan.base = (const char *)input->data;
    read.scan.at = read.scan.base;
    read.file_end = read.scan.base + input->len;
    bool good = check_version(&read);
    while (good && next_line(&read))
        good = read_line(&read) && dc_status(job) == DC_OK;
    good = good && tree_media_close(&read.scan, &read.media);
    if (good)
        close_to(&read, 0);
    if (good || dc_status(job) != DC_OK)
        return dc_status(job);
    return dc_fail(job, DC_E_FORMAT);
}

const dc_reader tree_reader = {
    .struct_size = sizeof(dc_reader),
    .flags = DC_READER_META_FIRST,
    .read = read_tree,
};
