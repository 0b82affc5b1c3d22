/* SPDX-License-Identifier: MIT */
/*
 * The C face of the CLD2 library. No exception crosses it.
 */
#ifndef DCI_DETECT_CLD2_H
#define DCI_DETECT_CLD2_H

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

struct dci_cld2 {
    const char *code; /* CLD2's own, static; NULL if unknown */
    int percent; /* of the text in that language */
    double normalcy; /* 1.0 = as common text of that language scores */
    bool is_reliable;
    bool is_exhausted; /* memory ran out, so nothing is known */
};

/* The main language of well-formed UTF-8 without control characters. With
 * is_guess, short text gets a best guess instead of unknown. */
struct dci_cld2 dci_cld2_detect(const char *text, int len, bool is_guess);

#ifdef __cplusplus
}
#endif

#endif
