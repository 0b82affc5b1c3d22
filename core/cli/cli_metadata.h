/* SPDX-License-Identifier: MIT */
/*
 * Metadata that the user gives: -M, --title and friends, --metadata-file.
 */
#ifndef DOCCONV_CLI_METADATA_H
#define DOCCONV_CLI_METADATA_H

#include <stddef.h>
#include <stdint.h>

#include "cli_args.h"
#include "cli_metadata_text.h"
#include "cli_report.h"
#include "docconv/docconv.h"

/*
 * The largest metadata file; how deep its maps and lists may nest; and how
 * many keys a map may have, each of which is compared with all.
 */
#define CLI_METADATA_SIZE_MAX ((size_t)1024 * 1024)
#define CLI_METADATA_DEPTH_MAX 16
#define CLI_METADATA_KEYS_MAX 1000

/*
 * Hands all of it to the conversion: options over files, a later file over
 * an earlier one, several values of one option's key as a list.  DC_OK,
 * DC_E_METADATA (reported with its place), the status of a signal, or what the
 * library says.
 */
DC_MUST_USE int32_t cli_metadata_apply(const struct cli_args *args,
    dc_conversion *conversion, struct cli_report *report);

/* What cli_metadata_parse calls for each event; DC_OK to go on. */
typedef int32_t (*cli_metadata_sink)(void *user, const dc_meta_event *event);

/*
 * Reads one YAML or JSON text, which it may change.  DC_OK, DC_E_METADATA
 * (reported), DC_E_NOMEM, or what the sink returned.
 */
DC_MUST_USE int32_t cli_metadata_parse(const struct cli_metadata_text *given,
    cli_metadata_sink sink, void *user, struct cli_report *report);

#endif
