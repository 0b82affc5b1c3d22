/* SPDX-License-Identifier: MIT */
/*
 * Service "docconv.resource/1": the files that a document names, for writers
 * that put them into their output (images into a book, style sheets into a
 * page).
 *
 * Nothing is ever fetched from a network.  An address is looked up in the
 * media bag, then beneath the folders that the host was given: that of the
 * input, and those of --resource-path.  Neither ".." nor a symbolic link leads
 * out of them, and a file must be regular and must be, by its first bytes,
 * what is wanted: an image, a font, sound, a film, SMIL or, for style sheets,
 * text in a file named ".css".  So a document cannot name a secret as an image.
 */
#ifndef DOCCONV_EXT_RESOURCE_H
#define DOCCONV_EXT_RESOURCE_H

#include "docconv/plugin.h"

#define DC_RESOURCE_ID "docconv.resource/1"

/* What a resource may be; a set of bits. */
#define DC_RESOURCE_IMAGE 1u
#define DC_RESOURCE_FONT 2u
#define DC_RESOURCE_STYLE 4u
#define DC_RESOURCE_AUDIO 8u
#define DC_RESOURCE_VIDEO 16u
#define DC_RESOURCE_OVERLAY 32u /* SMIL, what a book's media overlays are in */

typedef struct dc_resource_service {
    uint32_t struct_size;

    /*
     * The content of what `url` names, in *media (set its struct_size): its
     * name is the address without query and fragment, percent signs decoded;
     * its mime is that of its bytes.  Valid until the job ends.  `wanted` is a
     * set of DC_RESOURCE_.  A data: URL is decoded, an SVGZ unpacked.
     *
     * Returns 1; or 0 when it is not there or is refused, with the reason in
     * *why, a static text that fits behind "an image that is": "not found",
     * "on the network", "outside the folder of the input", "not an image",
     * "larger than 64 MiB".  Nothing is reported: what is lost by it only the
     * caller knows.  [writers]
     */
    int32_t(DC_CALL *lookup)(dc_job *job, dc_str url, uint32_t wanted,
        dc_media *media, const char **why);
} dc_resource_service;

#endif
