/* SPDX-License-Identifier: MIT */
/*
 * A writer that looks up what --resource-image, --resource-font and their like
 * name, and says what it was given: one line each.
 */
#include "docconv/ext/resource.h"
#include "docconv/sdk/sdk.h"

static void
put(dc_job *job, dc_str text)
{
    dc_write(job, text.ptr, text.len);
}

/* In decimal. */
static void
put_number(dc_job *job, uint64_t number)
{
    char digits[20];
    size_t at = sizeof(digits);
    do
        digits[--at] = (char)('0' + number % 10);
    while (number /= 10);
    dc_write(job, digits + at, sizeof(digits) - at);
}

static void
look_up(dc_job *job, const dc_resource_service *service, dc_str url,
    uint32_t wanted)
{
    const char *why = "";
    dc_media media = {.struct_size = sizeof(media)};
    put(job, url);
    dc_puts(job, ": ");
    if (!service->lookup(job, url, wanted, &media, &why)) {
        dc_puts(job, why);
    } else {
        put(job, media.name);
        dc_puts(job, " ");
        put(job, media.mime);
        dc_puts(job, " ");
        put_number(job, media.len);
    }
    dc_puts(job, "\n");
}

static int32_t DC_CALL
begin(dc_job *job)
{
    static const char *const names[] = {"resource-image", "resource-font",
        "resource-style", "resource-audio", "resource-video",
        "resource-overlay"};
    const dc_resource_service *service = dc_service(job, DC_RESOURCE_ID);
    for (uint32_t kind = 0; kind < sizeof names / sizeof *names; kind++)
        for (uint32_t i = 0; i < dc_option_count(job, names[kind]); i++)
            look_up(job, service, dc_option_str_at(job, names[kind], i),
                1u << kind);
    return dc_tick(job);
}

static int32_t DC_CALL
ignore_block(dc_job *job, uint32_t node)
{
    (void)node;
    return dc_tick(job);
}

static int32_t DC_CALL
end(dc_job *job)
{
    return dc_tick(job);
}

static const dc_writer resources_writer = {
    .struct_size = sizeof(dc_writer),
    .begin = begin,
    .block = ignore_block,
    .end = end,
};

static const dc_format resources_format = {
    .struct_size = sizeof(dc_format),
    .writer = &resources_writer,
};

/* clang-format off */
DC_PLUGIN(
    DC_VERSION("1.0.0") DC_LICENSE("MIT")
    DC_FORMAT("resources", "what addresses name")
    DC_CAN_WRITE
    DC_NEEDS("docconv.resource/1")
    DC_OPTION_LIST(DC_WRITING, "resource-image", "Images")
    DC_OPTION_LIST(DC_WRITING, "resource-font", "Fonts")
    DC_OPTION_LIST(DC_WRITING, "resource-style", "Style sheets")
    DC_OPTION_LIST(DC_WRITING, "resource-audio", "Sound")
    DC_OPTION_LIST(DC_WRITING, "resource-video", "Films")
    DC_OPTION_LIST(DC_WRITING, "resource-overlay", "Media overlays"),
    &resources_format);
/* clang-format on */
