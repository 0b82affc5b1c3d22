/* SPDX-License-Identifier: MIT */
/*
 * What the content documents of a book were seen to hold when they were
 * written; epub_access.c makes statements of it.
 */
#ifndef EPUB_SURVEY_H
#define EPUB_SURVEY_H

#include <stdbool.h>
#include <stdint.h>

struct epub_survey {
    uint32_t images_described;
    uint32_t images_decorative; /* said to be so: nothing is missed */
    uint32_t images_bare;
    uint32_t formulas;
    uint32_t formulas_bare; /* without alttext */
    bool has_text;
    bool has_roles;
    bool has_ruby;
    bool has_audio;
    bool has_video;
    bool has_scripts;
    bool has_motion; /* an animated image */
    bool has_vertical; /* a style sheet with a vertical writing mode */
};

#endif
