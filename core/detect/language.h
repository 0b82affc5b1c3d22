/* SPDX-License-Identifier: MIT */
/*
 * What the files of this folder share about languages.
 */
#ifndef DCI_DETECT_LANGUAGE_H
#define DCI_DETECT_LANGUAGE_H

#include "detect.h"

/* Writes the BCP 47 tag of a code of the library's, NUL-terminated. */
void dci_language_tag(char tag[DCI_LANGUAGE_TAG_SIZE], const char *code);

#endif
