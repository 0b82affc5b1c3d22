/* SPDX-License-Identifier: MIT */
/*
 * How the members of several files are read: in one format for all, if one was
 * set, and with the options that are those of their readers.  An option is set
 * for each format that has it, in the caller's process as any other.
 */
#include <stdlib.h>
#include <string.h>

#include "docconv/ext/members.h"
#include "host/conversion.h"

static int
reads_members(const dc_conversion *conversion)
{
    const dc_format_info *format = conversion->reader.format;
    for (size_t i = 0; format && i < format->needs.count; i++)
        if (strcmp(format->needs.items[i], DC_MEMBERS_ID) == 0)
            return 1;
    return 0;
}

const struct dci_side *
dci_member_side(const dc_conversion *conversion, const dc_format_info *format)
{
    const struct dci_list *sides = &conversion->member_sides;
    for (size_t i = 0; i < sides->count; i++) {
        const struct dci_side *side = sides->items[i];
        if (side->format == format)
            return side;
    }
    return NULL;
}

/* A side of no format yet, or NULL. */
static struct dci_side *
add_side(dc_conversion *conversion)
{
    struct dci_side *side = calloc(1, sizeof(*side));
    if (!side || !dci_list_add(&conversion->member_sides, side)) {
        free(side);
        return NULL;
    }
    side->actor = DCI_ACTOR_READER;
    return side;
}

int32_t
dc_conversion_set_member_reader(dc_conversion *conversion, const char *spec)
{
    struct dci_side *side = add_side(conversion);
    if (!side)
        return DC_E_NOMEM;
    int32_t status = dci_side_set_format(conversion, side, spec);
    if (status == DC_OK)
        conversion->member_format = side->format;
    return status;
}

int32_t
dci_member_sides_make(dc_conversion *conversion, const char *option)
{
    const dc_format_info *format;
    if (!reads_members(conversion))
        return DC_OK;
    for (size_t i = 0;
         (format = dc_engine_format_at(conversion->engine, i)) != NULL; i++) {
        struct dci_side wanted = {.format = format};
        if (format == conversion->reader.format || !format->can_read ||
            !dci_side_lookup(&wanted, option) ||
            dci_member_side(conversion, format))
            continue;
        struct dci_side *side = add_side(conversion);
        if (!side)
            return DC_E_NOMEM;
        side->format = format;
    }
    return DC_OK;
}

void
dci_member_sides_fini(dc_conversion *conversion)
{
    for (size_t i = 0; i < conversion->member_sides.count; i++) {
        struct dci_side *side = conversion->member_sides.items[i];
        free(side->typed);
        dci_side_free_values(side);
        free(side);
    }
    free(conversion->member_sides.items);
}
