/* SPDX-License-Identifier: MIT */
/*
 * Reading a bundle: look at what each member is, then read them one by one
 * into chapters.  A member that cannot be read costs no other.
 */
#include "bundle.h"

enum { MESSAGE_MOST = 512, NAME_MOST = 300 };

static void
put(char message[MESSAGE_MOST], size_t *len, dc_str text)
{
    size_t room = MESSAGE_MOST - *len;
    size_t taken = text.len < room ? text.len : room;
    if (taken)
        memcpy(message + *len, text.ptr, taken);
    *len += taken;
}

/* What becomes of the member, and why. */
static void
report_member(const struct bundle_member *member, struct bundle *bundle,
    uint32_t severity, const char *what, const char *why)
{
    char message[MESSAGE_MOST];
    size_t len = 0;
    dc_str name = member->member.name;
    put(message, &len, dc_str_slice("'", 1));
    /* Names are longer than this only to annoy. */
    put(message, &len,
        dc_str_slice(name.ptr, name.len < NAME_MOST ? name.len : NAME_MOST));
    put(message, &len, dc_str_of(what));
    put(message, &len, dc_str_of(why));
    dc_report_at(bundle->job, severity,
        severity == DC_DIAG_LOSS ? "bundle-style" : "member-left-out",
        dc_str_slice(message, len), DC_POS_NONE);
}

static void
leave_out(
    const struct bundle_member *member, struct bundle *bundle, const char *why)
{
    report_member(member, bundle, DC_DIAG_WARNING, "' is left out: ", why);
}

/* Listing. */

/* Formats that are zip archives themselves are no bundles of documents. */
static bool
is_package(struct bundle *bundle)
{
    static const char *const names[] = {
        "mimetype", "[Content_Types].xml", "META-INF/container.xml"};
    dc_member found = {.struct_size = sizeof(found)};
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        if (bundle->service->lookup(
                bundle->job, 0, dc_str_of(names[i]), &found))
            return true;
    return false;
}

static int32_t
look_at_members(struct bundle *bundle)
{
    dc_member member = {.struct_size = sizeof(member)};
    while (bundle->service->at(bundle->job, bundle->count, &member))
        bundle->count++;
    if (bundle->count == 0)
        return DC_OK;
    bundle->members =
        dc_alloc(bundle->job, bundle->count * sizeof(*bundle->members));
    if (!bundle->members)
        return dc_status(bundle->job);
    for (uint32_t i = 0; i < bundle->count; i++) {
        struct bundle_member *to = &bundle->members[i];
        to->member.struct_size = sizeof(to->member);
        bundle->service->at(bundle->job, i, &to->member);
        to->format = bundle->service->format_of(bundle->job, i);
        bundle->documents += to->format != NULL;
        if (i % 256 == 0 && dc_tick(bundle->job) != DC_OK)
            return dc_status(bundle->job);
    }
    return DC_OK;
}

static int32_t
refuse(struct bundle *bundle, int32_t status, const char *why)
{
    dc_report(bundle->job, DC_DIAG_ERROR, "bundle", why);
    return status;
}

/* Building. */

static void
build_chapter_title(struct bundle_chapter *chapter)
{
    dc_str title = dc_meta_text(chapter->loaded, "title");
    if (chapter->title && chapter->is_title_first)
        return;
    if (chapter->title) {
        bundle_copy(chapter, chapter->title);
        return;
    }
    if (title.len == 0)
        title = bundle_stem(chapter->member->member.name);
    bundle_build_heading(chapter->bundle, chapter->level, title);
}

/* What the chapter's DIV says of its member. */
static void
open_chapter(struct bundle_chapter *chapter, const char *type)
{
    dc_job *job = chapter->bundle->job;
    dc_open(job, DC_DIV, DC_POS_NONE);
    dc_attr(job, "id", chapter->member->slug);
    bundle_build_facts(chapter);
    if (*type)
        dc_attr(job, "epub:type", dc_str_of(type));
    dc_attr(job, "data-member",
        bundle_short_name(chapter->bundle, chapter->member->member.name));
}

static void
build_chapter(struct bundle_chapter *chapter)
{
    const dc_walk *walk = chapter->loaded->host->walk;
    open_chapter(chapter, "");
    build_chapter_title(chapter);
    for (uint32_t node = walk->first(chapter->loaded, 0); node;
         node = walk->sibling(chapter->loaded, node))
        if (node != chapter->title || chapter->is_title_first)
            bundle_copy(chapter, node);
    dc_close(chapter->bundle->job, DC_DIV);
}

/* The sheets are for the whole of a book, and there is another whole now. */
static void
report_styles(const struct bundle_chapter *chapter)
{
    const dc_walk *walk = chapter->loaded->host->walk;
    uint32_t node = walk->first(chapter->loaded, 0);
    while (node && !dc_attr_of(chapter->loaded, node, "data-styles").len)
        node = walk->sibling(chapter->loaded, node);
    if (node)
        report_member(chapter->member, chapter->bundle, DC_DIAG_LOSS,
            "' comes without its style sheets", "");
}

/* A book of several files is a part, and its files are the chapters. */
static void
build_book(struct bundle_chapter *chapter)
{
    const dc_walk *walk = chapter->loaded->host->walk;
    report_styles(chapter);
    open_chapter(chapter, "part");
    build_chapter_title(chapter);
    dc_close(chapter->bundle->job, DC_DIV);
    for (uint32_t node = walk->first(chapter->loaded, 0); node;
         node = walk->sibling(chapter->loaded, node))
        bundle_copy(chapter, node);
}

/* Reads the member's content; reports why it cannot. */
static int32_t
load_member(struct bundle_chapter *chapter)
{
    struct bundle *bundle = chapter->bundle;
    const struct bundle_member *member = chapter->member;
    const char *why = "";
    dc_str bytes = {NULL, 0};
    int32_t status = bundle->service->content(
        bundle->job, member->member.index, &bytes, &why);
    if (status != DC_OK) {
        leave_out(member, bundle, why);
        return status;
    }
    dc_sub_part part = {
        .struct_size = sizeof(part),
        .format = member->format,
        .data = (const uint8_t *)bytes.ptr,
        .len = bytes.len,
        .name = member->member.name,
    };
    status = bundle->sub->load(bundle->job, &part, &chapter->loaded);
    if (status != DC_OK)
        leave_out(member, bundle, "its reader failed");
    return status;
}

/* True if the member became a chapter. */
static bool
read_member(struct bundle *bundle, struct bundle_member *member)
{
    struct bundle_chapter chapter = {.bundle = bundle, .member = member};
    bool is_read = load_member(&chapter) == DC_OK;
    if (is_read) {
        member->is_used = true;
        chapter.level = bundle_level(bundle, member);
        bundle_find_title(&chapter);
        bundle_build_parts(bundle, member);
        if (chapter.is_book)
            build_book(&chapter);
        else
            build_chapter(&chapter);
    }
    bundle->sub->drop(bundle->job, chapter.loaded);
    bundle->service->drop(bundle->job, member->member.index);
    return is_read;
}

static int32_t
read_members(struct bundle *bundle)
{
    bool is_empty = true;
    for (uint32_t i = 0; i < bundle->count; i++) {
        struct bundle_member *member = &bundle->members[i];
        if (!member->format)
            continue;
        if (read_member(bundle, member))
            is_empty = false;
        if (dc_tick(bundle->job) != DC_OK)
            return dc_status(bundle->job);
    }
    if (is_empty)
        return refuse(
            bundle, DC_E_FORMAT, "none of its documents could be read");
    for (uint32_t i = 0; i < bundle->count; i++)
        if (!bundle->members[i].is_used && !bundle->members[i].format)
            leave_out(
                &bundle->members[i], bundle, "no document, and none shows it");
    return dc_status(bundle->job);
}

/*
 * "news.zip" and "news.tar.gz" are about news; the name of a folder has no
 * extension.
 */
static void
state_title(struct bundle *bundle, const dc_input *input)
{
    static const char archive[] = ".tar";
    dc_str title = input->len ? bundle_stem(input->name) : input->name;
    size_t len = strlen(archive);
    if (input->len && title.len > len &&
        memcmp(title.ptr + title.len - len, archive, len) == 0)
        title.len -= len;
    if (title.len)
        dc_meta_put(bundle->job, "title", title, DC_ORIGIN_GUESS, 50);
}

static int32_t DC_CALL
read_bundle(dc_job *job, const dc_input *input)
{
    struct bundle bundle = {
        .job = job,
        .service = dc_service(job, DC_MEMBERS_ID),
        .sub = dc_service(job, DC_SUB_ID),
    };
    struct bundle *kept = dc_alloc(job, sizeof(*kept));
    if (!kept || !bundle.service || !bundle.sub)
        return DC_E_PLUGIN;
    /* Images are brought when the reader has long returned. */
    *kept = bundle;
    int32_t status = kept->service->open(job);
    if (status == DC_OK && input->len && is_package(kept))
        return refuse(kept, DC_E_READER,
            "a package of one document, in a format that is not read");
    if (status == DC_OK)
        status = look_at_members(kept);
    if (status != DC_OK)
        return status;
    if (kept->documents == 0)
        return refuse(kept, DC_E_FORMAT, "there is no document in it");
    if (!bundle_find_folders(kept) || !bundle_name_members(kept))
        return dc_status(job);
    state_title(kept, input);
    bundle_state_facts(kept);
    return read_members(kept);
}

const dc_reader bundle_reader = {
    .struct_size = sizeof(dc_reader),
    .flags = DC_READER_META_FIRST,
    .read = read_bundle,
};
