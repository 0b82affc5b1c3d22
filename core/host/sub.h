/* SPDX-License-Identifier: MIT */
/* The service "docconv.sub/1" (ext/sub.h).  Private to core/host. */
#ifndef DCI_SUB_H
#define DCI_SUB_H

#include "docconv/ext/sub.h"
#include "host/conversion.h"

/* Parts within parts, deeper than anything honest. */
enum { DCI_PARTS_DEEP = 8 };

extern const dc_sub_service dci_sub_service;

/* What the reporter is told of a part, and what it goes back to. */
struct dci_sub_place {
    char file[DCI_PART_NAME];
    const char *outer_file;
    const struct dci_source *outer_source;
};

/* What is reported between the two has the part's name and lines. */
void dci_sub_enter(struct dci_sub_place *place, struct dci_reporter *reporter,
    const dc_conversion *conversion, dc_str name,
    const struct dci_source *source);
void dci_sub_leave(
    const struct dci_sub_place *place, struct dci_reporter *reporter);

/* Reports what a part says: its errors are warnings. */
void dci_sub_report(struct dci_reporter *reporter, const dc_diag *given);

/* Finds, loads and sets up the format of a part; dc_sub_service.read's errors.
 */
int32_t dci_sub_open_side(dc_conversion *conversion, const dc_sub_part *part,
    struct dci_side *side, struct dci_reporter *reporter,
    const dc_format **format);

/* dc_sub_service.load and .drop (part.c). */
int32_t DC_CALL dci_part_load(
    dc_job *job, const dc_sub_part *part, dc_job **loaded);
void DC_CALL dci_part_drop(dc_job *job, dc_job *loaded);

#endif
