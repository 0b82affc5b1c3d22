/* SPDX-License-Identifier: MIT */
/* Names of the entries of an archive that is read. */
#ifndef DCI_ARCHIVE_NAME_H
#define DCI_ARCHIVE_NAME_H

#include <stdbool.h>

#include "docconv/base.h"

/*
 * Writes the name as docconv has it to `to`, which has room for three bytes a
 * byte of `name`, and its length to *len: UTF-8, '/' between the parts, no "."
 * and "..".  NULL, or why the entry is not to be read.
 */
const char *dci_archive_name(dc_str name, bool is_utf8, char *to, size_t *len);

#endif
