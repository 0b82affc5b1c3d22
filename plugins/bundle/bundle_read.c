/* SPDX-License-Identifier: MIT */
/*
 * Reading a bundle: look at what each member is, then read them one by one
 * into chapters.  A folder that members lie in is a part with a heading of its
 * own, one level above them.  A member that cannot be read costs no other.
 */
#include "bundle.h"

/* Levels of headings that parts may take. */
enum { PARTS_DEEP = 5, MESSAGE_MOST = 512 };

static void
put(char message[MESSAGE_MOST], size_t *len, dc_str text)
{
    size_t room = MESSAGE_MOST - *len;
    size_t taken = text.len < room ? text.len : room;
    if (taken)
        memcpy(message + *len, text.ptr, taken);
    *len += taken;
}

static void
report_member(const struct bundle_member *member, struct bundle *bundle,
    uint32_t severity, const char *why)
{
    char message[MESSAGE_MOST];
    size_t len = 0;
    dc_str name = member->member.name;
    put(message, &len, dc_str_slice("'", 1));
    /* Names are longer than this only to annoy. */
    put(message, &len, dc_str_slice(name.ptr, name.len < 300 ? name.len : 0));
    put(message, &len, dc_str_of("' is left out: "));
    put(message, &len, dc_str_of(why));
    dc_report_at(bundle->job, severity, "member-left-out",
        dc_str_slice(message, len), DC_POS_NONE);
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

/* How much of the front of `a` are folders that `b` is in, too. */
static size_t
shared_folder(dc_str a, size_t most, dc_str b)
{
    size_t shared = 0;
    for (size_t i = 0; i < most && i < b.len && a.ptr[i] == b.ptr[i]; i++)
        if (a.ptr[i] == '/')
            shared = i + 1;
    return shared;
}

/* An archive often holds one folder with all in it: that is no part. */
static void
find_stripped(struct bundle *bundle)
{
    const struct bundle_member *first = NULL;
    for (uint32_t i = 0; i < bundle->count; i++) {
        const struct bundle_member *member = &bundle->members[i];
        if (!member->format)
            continue;
        if (!first) {
            first = member;
            bundle->stripped = first->member.name.len;
        }
        bundle->stripped = shared_folder(
            first->member.name, bundle->stripped, member->member.name);
    }
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
build_heading(struct bundle *bundle, int64_t level, dc_str text)
{
    dc_open(bundle->job, DC_HEADING, DC_POS_NONE);
    dc_set_int(bundle->job, DC_F_LEVEL, level);
    dc_text(bundle->job, text.ptr, text.len);
    dc_close(bundle->job, DC_HEADING);
}

/* The folders of a name, each with its slash. */
static dc_str
folders_of(const struct bundle *bundle, const struct bundle_member *member)
{
    dc_str name = member->member.name;
    size_t len = name.len;
    while (len > bundle->stripped && name.ptr[len - 1] != '/')
        len--;
    return dc_str_slice(name.ptr + bundle->stripped, len - bundle->stripped);
}

/*
 * Headings for the folders of a member that are not those of the one before.
 * Returns how many folders there are.
 */
static int64_t
build_parts(struct bundle *bundle, dc_str folders, dc_str before)
{
    size_t shared = shared_folder(folders, folders.len, before);
    int64_t depth = 0;
    size_t from = 0;
    for (size_t i = 0; i < folders.len; i++) {
        if (folders.ptr[i] != '/')
            continue;
        if (depth < PARTS_DEEP)
            depth++;
        if (i >= shared)
            build_heading(
                bundle, depth, dc_str_slice(folders.ptr + from, i - from));
        from = i + 1;
    }
    return depth;
}

/* The last part of a name without its extension. */
static dc_str
stem_of(dc_str name)
{
    size_t from = name.len;
    while (from > 0 && name.ptr[from - 1] != '/')
        from--;
    size_t end = name.len;
    while (end > from + 1 && name.ptr[end - 1] != '.')
        end--;
    end = end > from + 1 ? end - 1 : name.len;
    return dc_str_slice(name.ptr + from, end - from);
}

/* What the member states of itself, where no heading says it. */
static void
build_facts(struct bundle_chapter *chapter, const char *key)
{
    dc_job *job = chapter->bundle->job;
    dc_job *from = chapter->loaded;
    char name[32] = "data-";
    dc_str value = dc_meta_text(from, key);
    if (value.len == 0)
        return;
    if (chapter->title && dc_str_equal(dc_str_of(key), "title")) {
        dc_str heading = dc_plain_text(from, chapter->title);
        if (heading.len == value.len &&
            memcmp(heading.ptr, value.ptr, value.len) == 0)
            return;
    }
    memcpy(name + strlen(name), key, strlen(key) + 1);
    dc_attr(job, name, value);
}

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
        title = stem_of(chapter->member->member.name);
    build_heading(chapter->bundle, chapter->level, title);
}

static void
build_chapter(struct bundle_chapter *chapter)
{
    dc_job *job = chapter->bundle->job;
    const dc_walk *walk = chapter->loaded->host->walk;
    dc_str language = dc_meta_text(chapter->loaded, "lang");
    dc_open(job, DC_DIV, DC_POS_NONE);
    dc_attr(job, "id", chapter->member->slug);
    if (language.len)
        dc_attr(job, "lang", language);
    build_facts(chapter, "title");
    build_facts(chapter, "author");
    build_facts(chapter, "date");
    build_chapter_title(chapter);
    for (uint32_t node = walk->first(chapter->loaded, 0); node;
         node = walk->sibling(chapter->loaded, node))
        if (node != chapter->title || chapter->is_title_first)
            bundle_copy(chapter, node);
    dc_close(job, DC_DIV);
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
        report_member(member, bundle, DC_DIAG_WARNING, why);
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
        report_member(member, bundle, DC_DIAG_WARNING, "its reader failed");
    return status;
}

/* The book's language is that of its first member, as far as anybody knows. */
static void
state_language(struct bundle_chapter *chapter)
{
    dc_str language = dc_meta_text(chapter->loaded, "lang");
    if (language.len)
        dc_meta_put(
            chapter->bundle->job, "lang", language, DC_ORIGIN_GUESS, 50);
}

/* True if the member became a chapter. */
static bool
read_member(struct bundle *bundle, struct bundle_member *member,
    dc_str *folders, bool is_first)
{
    struct bundle_chapter chapter = {.bundle = bundle, .member = member};
    bool is_read = load_member(&chapter) == DC_OK;
    if (is_read) {
        dc_str own = folders_of(bundle, member);
        if (is_first)
            state_language(&chapter);
        member->is_used = true;
        bundle_find_title(&chapter);
        bundle_take_media(&chapter);
        chapter.level = build_parts(bundle, own, *folders) + 1;
        build_chapter(&chapter);
        *folders = own;
    }
    bundle->sub->drop(bundle->job, chapter.loaded);
    bundle->service->drop(bundle->job, member->member.index);
    return is_read;
}

static int32_t
read_members(struct bundle *bundle)
{
    dc_str folders = {NULL, 0};
    bool is_first = true;
    for (uint32_t i = 0; i < bundle->count; i++) {
        struct bundle_member *member = &bundle->members[i];
        if (!member->format)
            continue;
        if (read_member(bundle, member, &folders, is_first))
            is_first = false;
        if (dc_tick(bundle->job) != DC_OK)
            return dc_status(bundle->job);
    }
    if (is_first)
        return refuse(
            bundle, DC_E_FORMAT, "none of its documents could be read");
    for (uint32_t i = 0; i < bundle->count; i++)
        if (!bundle->members[i].is_used && !bundle->members[i].format)
            report_member(&bundle->members[i], bundle, DC_DIAG_WARNING,
                "no document, and none shows it");
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
    dc_str title = input->len ? stem_of(input->name) : input->name;
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
    find_stripped(kept);
    if (!bundle_name_members(kept))
        return dc_status(job);
    state_title(kept, input);
    return read_members(kept);
}

const dc_reader bundle_reader = {
    .struct_size = sizeof(dc_reader),
    .flags = DC_READER_META_FIRST,
    .read = read_bundle,
};
