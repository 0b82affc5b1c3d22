/* SPDX-License-Identifier: MIT */
/*
 * Service "docconv.sub/1": a reader at work within the job of another one.  It
 * gets tables of its own, which hand on to the document's: names go through
 * the caller's scope, metadata and positions are dropped, and a failure stays
 * that of the part.
 */
#include "host/sub.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/arena.h"
#include "docconv/sdk/sdk.h"
#include "host/conversion.h"

/* Bytes of the longest name that is changed, digits of a 32-bit number. */
enum { MEDIUM_NAME = 128, NUMBER_DIGITS = 10 };

/* A link of the part, whose caller may put something in its place. */
enum link_state {
    LINK_NONE,
    LINK_WAITS, /* it was opened, and its address is not known */
    LINK_GONE, /* it is left out with all it holds */
    LINK_BARE, /* it is left out but for what it holds, and that is to come */
    LINK_LOOSE /* the same, and its content has begun */
};

/* A part's job. */
struct sub_job {
    struct dci_host_job host_job; /* first */
    dc_job *parent; /* what is built goes through its tables */
    const dc_sub_scope *scope;
    struct dci_side side;
    struct dci_arena arena; /* what its reader takes */
    struct sub_pin *pins;
    dc_host host;
    dc_job_table job_table;
    dc_diag_table diag_table;
    dc_io io;
    dc_media_table media;
    /* The medium added last, as the part calls it, and the whole if it has
     * another name for it. */
    char medium[MEDIUM_NAME];
    char medium_name[NUMBER_DIGITS + 1 + MEDIUM_NAME];
    size_t medium_len;
    size_t medium_name_len;
    int32_t status; /* sticky, of the part */
    uint32_t kind; /* opened last */
    int is_in_meta;
    enum link_state link;
    uint32_t link_depth; /* nodes open in the link that is left out */
    uint64_t link_pos;
};

/* What the part's reader pinned. */
struct sub_pin {
    struct sub_pin *next;
    void(DC_CALL *drop)(void *user);
    void *user;
};

static struct sub_job *
sub_of(dc_job *job)
{
    return (struct sub_job *)(void *)job;
}

/* The job that this one is a part of, and its builder. */
static dc_job *
parent_of(dc_job *job)
{
    return sub_of(job)->parent;
}

static const dc_build *
builder_of(dc_job *job)
{
    return parent_of(job)->host->build;
}

/* Why nothing more is built, or DC_OK. */
static int32_t
status_of(dc_job *job)
{
    int32_t status = builder_of(job)->status(parent_of(job));
    return status != DC_OK ? status : sub_of(job)->status;
}

/* True if the call is to do nothing; a link that waits is then opened. */
static int
is_idle(dc_job *job)
{
    struct sub_job *sub = sub_of(job);
    if (sub->is_in_meta || status_of(job) != DC_OK)
        return 1;
    if (sub->link == LINK_WAITS) {
        sub->link = LINK_NONE;
        builder_of(job)->open(parent_of(job), DC_LINK, DC_POS_NONE);
    }
    return sub->link == LINK_GONE || sub->link == LINK_BARE;
}

static int
asks_of_links(const struct sub_job *sub)
{
    size_t known = offsetof(dc_sub_scope, link) + sizeof(sub->scope->link);
    return sub->scope && sub->scope->struct_size >= known && sub->scope->link;
}

/* The address of the link that waits is known. */
static void
settle_link(struct sub_job *sub, dc_str url)
{
    int32_t fate = sub->scope->link(sub->scope->user, url, sub->link_pos);
    if (fate == DC_SUB_REPLACED)
        sub->link = LINK_GONE;
    else if (fate == DC_SUB_UNWRAPPED)
        sub->link = LINK_BARE;
    sub->link_depth = 0;
}

/* Content begins, maybe of a link that was left out around it. */
static void
begin_content(struct sub_job *sub)
{
    if (sub->link == LINK_BARE)
        sub->link = LINK_LOOSE;
}

/* True for the end of a link that was left out. */
static int
ends_link(struct sub_job *sub)
{
    if (sub->link < LINK_GONE || sub->link_depth-- > 0)
        return 0;
    sub->link = LINK_NONE;
    return 1;
}

static int32_t DC_CALL
sub_status(dc_job *job)
{
    return status_of(job);
}

static int32_t DC_CALL
sub_fail(dc_job *job, int32_t status)
{
    struct sub_job *sub = sub_of(job);
    if (status == DC_E_NOMEM || status == DC_E_INTERRUPTED ||
        status == DC_E_TERMINATED)
        return parent_of(job)->host->job->fail(parent_of(job), status);
    if (sub->status == DC_OK)
        sub->status = status;
    return status_of(job);
}

static int32_t DC_CALL
sub_open(dc_job *job, uint32_t kind, uint64_t pos)
{
    struct sub_job *sub = sub_of(job);
    begin_content(sub);
    sub->link_depth += sub->link >= LINK_GONE;
    if (is_idle(job))
        return status_of(job);
    sub->kind = kind;
    if (kind == DC_LINK && sub->link == LINK_NONE && asks_of_links(sub)) {
        sub->link = LINK_WAITS;
        sub->link_pos = pos;
        return DC_OK;
    }
    return builder_of(job)->open(parent_of(job), kind, DC_POS_NONE);
}

static int32_t DC_CALL
sub_close(dc_job *job, uint32_t kind)
{
    if (ends_link(sub_of(job)))
        return status_of(job);
    return is_idle(job) ? status_of(job)
                        : builder_of(job)->close(parent_of(job), kind);
}

static int32_t DC_CALL
sub_text(dc_job *job, const char *ptr, size_t len, uint32_t flags)
{
    begin_content(sub_of(job));
    return is_idle(job)
        ? status_of(job)
        : builder_of(job)->text(parent_of(job), ptr, len, flags);
}

static int32_t DC_CALL
sub_set_int(dc_job *job, uint32_t field, int64_t value)
{
    return is_idle(job)
        ? status_of(job)
        : builder_of(job)->set_int(parent_of(job), field, value);
}

static int32_t DC_CALL
sub_set_real(dc_job *job, uint32_t field, double value)
{
    return is_idle(job)
        ? status_of(job)
        : builder_of(job)->set_real(parent_of(job), field, value);
}

/* "3-map.svg" of "map.svg", which is no longer than MEDIUM_NAME. */
static size_t
put_numbered(char *out, uint32_t number, dc_str name)
{
    char digits[NUMBER_DIGITS];
    size_t len = 0;
    size_t count = 0;
    do
        digits[count++] = (char)('0' + number % 10);
    while (number /= 10);
    while (count)
        out[len++] = digits[--count];
    out[len++] = '-';
    memcpy(out + len, name.ptr, name.len);
    return len + name.len;
}

/* Parts do not know each other's media: a name that is used gets a number. */
static int32_t DC_CALL
sub_media_add(dc_job *job, const dc_media *media)
{
    struct sub_job *sub = sub_of(job);
    struct dci_run *run = sub->host_job.run;
    const dc_media_table *table = sub->parent->host->media;
    dc_media named = *media;
    sub->medium_len = sub->medium_name_len = 0;
    int32_t status = table->add(sub->parent, &named);
    if (media->name.len > MEDIUM_NAME || (status && status != DC_E_EXISTS))
        return status;
    memcpy(sub->medium, media->name.ptr, media->name.len);
    sub->medium_len = media->name.len;
    while (status == DC_E_EXISTS) {
        sub->medium_name_len =
            put_numbered(sub->medium_name, ++run->media_renamed, media->name);
        named.name = dc_str_slice(sub->medium_name, sub->medium_name_len);
        status = table->add(sub->parent, &named);
    }
    return status;
}

/* Who could bring it is gone when somebody asks: it comes at once. */
static int32_t DC_CALL
sub_media_announce(
    dc_job *job, const dc_media *media, dc_media_source source, void *user)
{
    dc_media brought = *media;
    int32_t status = source(user, &brought);
    return status == DC_OK ? sub_media_add(job, &brought) : status;
}

/* The name in the whole of the medium that the part added last, or empty. */
static dc_str
name_of_medium(const struct sub_job *sub, dc_str url)
{
    bool is_it = url.len && url.len == sub->medium_len &&
        memcmp(url.ptr, sub->medium, url.len) == 0;
    if (!is_it)
        return dc_str_slice(NULL, 0);
    return sub->medium_name_len
        ? dc_str_slice(sub->medium_name, sub->medium_name_len)
        : url;
}

static int32_t DC_CALL
sub_set_str(dc_job *job, uint32_t field, const char *ptr, size_t len)
{
    const dc_sub_scope *scope = sub_of(job)->scope;
    dc_str value = {ptr, len};
    if (field == DC_F_URL && sub_of(job)->link == LINK_WAITS)
        settle_link(sub_of(job), value);
    if (is_idle(job))
        return status_of(job);
    dc_str own = field == DC_F_URL ? name_of_medium(sub_of(job), value)
                                   : dc_str_slice(NULL, 0);
    if (own.len)
        value = own;
    else if (field == DC_F_URL && scope && scope->url)
        value = scope->url(scope->user, sub_of(job)->kind, value);
    return builder_of(job)->set_str(
        parent_of(job), field, value.ptr, value.len);
}

static int32_t DC_CALL
sub_attr(dc_job *job, dc_str key, dc_str value)
{
    const dc_sub_scope *scope = sub_of(job)->scope;
    if (is_idle(job))
        return status_of(job);
    if (dc_str_equal(key, "id") && scope && scope->id) {
        value = scope->id(scope->user, value);
        if (value.len == 0)
            return DC_OK;
    }
    if (dc_str_equal(key, "poster") && sub_of(job)->kind == DC_IMAGE && scope &&
        scope->url)
        value = scope->url(scope->user, DC_IMAGE, value);
    return builder_of(job)->attr(parent_of(job), key, value);
}

static void *DC_CALL
sub_alloc(dc_job *job, size_t size)
{
    struct sub_job *sub = sub_of(job);
    return dci_doc_alloc_in(sub->host_job.job.doc, &sub->arena, size);
}

/* The part is gone before its text is: nothing is borrowed from it. */
static int32_t DC_CALL
sub_pin(dc_job *job, const void *ptr, size_t len,
    void(DC_CALL *drop)(void *user), void *user)
{
    struct sub_job *sub = sub_of(job);
    struct sub_pin *pin = drop ? sub_alloc(job, sizeof(*pin)) : NULL;
    (void)ptr;
    (void)len;
    if (pin) {
        *pin = (struct sub_pin){sub->pins, drop, user};
        sub->pins = pin;
    } else if (drop) {
        drop(user);
    }
    return status_of(job);
}

/* Gives back what the part's reader took. */
static void
free_memory(struct sub_job *sub)
{
    for (struct sub_pin *pin = sub->pins; pin; pin = pin->next)
        pin->drop(pin->user);
    dci_arena_fini(&sub->arena);
}

static int32_t DC_CALL
sub_meta_open(dc_job *job, dc_str key, int32_t origin, int32_t confidence)
{
    (void)key;
    (void)origin;
    (void)confidence;
    sub_of(job)->is_in_meta = 1;
    return status_of(job);
}

static int32_t DC_CALL
sub_meta_close(dc_job *job)
{
    sub_of(job)->is_in_meta = 0;
    return status_of(job);
}

static const dc_build sub_build = {
    .struct_size = sizeof(dc_build),
    .open = sub_open,
    .close = sub_close,
    .text = sub_text,
    .set_int = sub_set_int,
    .set_real = sub_set_real,
    .set_str = sub_set_str,
    .attr = sub_attr,
    .pin = sub_pin,
    .meta_open = sub_meta_open,
    .meta_close = sub_meta_close,
    .status = sub_status,
};

/* An error of a part is a flaw of the whole, which has a result all the same.
 */
static dc_diag
soften(const dc_diag *given)
{
    dc_diag diag = {0};
    size_t size =
        given->struct_size < sizeof(diag) ? given->struct_size : sizeof(diag);
    memcpy(&diag, given, size);
    diag.struct_size = sizeof(diag);
    if (diag.severity == DC_DIAG_ERROR)
        diag.severity = DC_DIAG_WARNING;
    return diag;
}

void
dci_sub_report(struct dci_reporter *reporter, const dc_diag *given)
{
    dc_diag diag = soften(given);
    dci_report(reporter, &diag);
}

static void DC_CALL
sub_report(dc_job *job, const dc_diag *given)
{
    dc_diag diag = soften(given);
    parent_of(job)->host->diag->report(parent_of(job), &diag);
}

/* What the part's reader has done with is not the job's input. */
static void DC_CALL
sub_release(dc_job *job, uint64_t upto)
{
    (void)job;
    (void)upto;
}

static void
init_job(struct sub_job *sub, struct dci_host_job *parent)
{
    sub->host_job = *parent;
    sub->parent = &parent->job.api;
    sub->host_job.side = &sub->side;
    sub->host_job.job.api.state = NULL;
    sub->host_job.job.api.host = &sub->host;
    sub->host = *parent->job.api.host;
    sub->job_table = *sub->host.job;
    sub->job_table.fail = sub_fail;
    sub->job_table.alloc = sub_alloc;
    sub->diag_table = *sub->host.diag;
    sub->diag_table.report = sub_report;
    sub->io = *sub->host.io;
    sub->io.release = sub_release;
    sub->host.job = &sub->job_table;
    sub->host.diag = &sub->diag_table;
    sub->host.io = &sub->io;
    sub->media = *sub->host.media;
    sub->media.add = sub_media_add;
    sub->media.announce = sub_media_announce;
    sub->host.media = &sub->media;
    sub->host.build = &sub_build;
}

static int32_t
set_options(dc_conversion *conversion, struct dci_side *side,
    const char *const *options)
{
    for (; options && options[0] && options[1]; options += 2) {
        int32_t status =
            dci_side_set_option(conversion, side, options[0], options[1]);
        if (status != DC_OK)
            return status;
    }
    return DC_OK;
}

int32_t
dci_sub_open_side(dc_conversion *conversion, const dc_sub_part *part,
    struct dci_side *side, struct dci_reporter *reporter,
    const dc_format **format)
{
    side->format = dc_engine_lookup_format(conversion->engine, part->format);
    if (!side->format || !side->format->can_read)
        return DC_E_READER;
    int32_t status = dci_loader_load(side->format, reporter, format);
    return status == DC_OK ? set_options(conversion, side, part->options)
                           : status;
}

void
dci_sub_enter(struct dci_sub_place *place, struct dci_reporter *reporter,
    const dc_conversion *conversion, dc_str name,
    const struct dci_source *source)
{
    const char *outer =
        *reporter->file ? reporter->file : conversion->input_name;
    /* Several inputs lie in nothing that has a name. */
    if (!*reporter->file && conversion->inputs.count > 1)
        outer = "";
    place->outer_file = reporter->file;
    place->outer_source = reporter->source;
    dci_part_name(place->file, outer, name);
    dci_reporter_set_source(reporter, place->file, source);
}

void
dci_sub_leave(const struct dci_sub_place *place, struct dci_reporter *reporter)
{
    dci_reporter_set_source(reporter, place->outer_file, place->outer_source);
}

static int32_t
read_part(struct sub_job *sub, const dc_sub_part *part, const dc_reader *reader)
{
    struct dci_host_job *job = &sub->host_job;
    struct dci_reporter *reporter = job->run->reporter;
    struct dci_source source = {.data = part->data, .len = part->len};
    struct dci_sub_place place;
    dci_sub_enter(&place, reporter, job->run->conversion, part->name, &source);
    dc_input input = {
        .struct_size = sizeof(input),
        .data = part->data,
        .len = part->len,
        .name = part->name,
    };
    uint32_t floor = dci_doc_begin_part(job->job.doc);
    int32_t status = reader->read(&job->job.api, &input);
    dci_doc_end_part(job->job.doc, floor);
    dci_sub_leave(&place, reporter);
    if (status > DC_OK || status < DC_STATUS_LAST)
        dci_run_blame(job, "returned a status that docconv does not know", "");
    else if (status != DC_OK)
        sub_fail(&job->job.api, status);
    return status_of(&job->job.api);
}

static int32_t DC_CALL
sub_read(dc_job *job, const dc_sub_part *part, const dc_sub_scope *scope)
{
    struct dci_host_job *parent = (struct dci_host_job *)(void *)job;
    struct dci_run *run = parent->run;
    struct sub_job sub = {.scope = scope};
    const dc_format *format = NULL;
    if (!parent->job.api.host->build)
        return DC_E_PLUGIN;
    if (run->parts_deep == DCI_PARTS_DEEP)
        return DC_E_LIMIT;
    init_job(&sub, parent);
    int32_t status = dci_sub_open_side(
        run->conversion, part, &sub.side, run->reporter, &format);
    if (status == DC_OK) {
        run->parts_deep++;
        dci_doc_init_arena(parent->job.doc, &sub.arena);
        status = read_part(&sub, part, format->reader);
        run->parts_deep--;
        free_memory(&sub);
    }
    dci_side_free_values(&sub.side);
    return status;
}

const dc_sub_service dci_sub_service = {
    .struct_size = sizeof(dc_sub_service),
    .read = sub_read,
    .load = dci_part_load,
    .drop = dci_part_drop,
};
