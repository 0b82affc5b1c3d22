/* SPDX-License-Identifier: MIT */
/* Service "docconv.language/1": which language a text is in. */
#ifndef DOCCONV_EXT_LANGUAGE_H
#define DOCCONV_EXT_LANGUAGE_H

#include "docconv/plugin.h"

#define DC_LANGUAGE_ID "docconv.language/1"

typedef struct dc_language_service {
    uint32_t struct_size;

    /*
     * Writes the BCP 47 tag of the main language of UTF-8 text into `tag`,
     * NUL-terminated ("en", "sr-Latn"), and returns how sure that is, in
     * percent; 0 and "" when the text does not say.  Looks at samples of a
     * long text only.
     */
    int32_t(DC_CALL *detect)(
        dc_job *job, const char *text, size_t len, char tag[16]);
} dc_language_service;

#endif
