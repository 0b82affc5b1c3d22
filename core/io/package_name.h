/* SPDX-License-Identifier: MIT */
/* Names of package entries: which are allowed and which count as the same. */
#ifndef DCI_PACKAGE_NAME_H
#define DCI_PACKAGE_NAME_H

#include "docconv/base.h"

/* The longest name; OCF sets 65,535 for a path and 255 for each part. */
#define DCI_PACKAGE_NAME_MAX ((size_t)1024)

/*
 * NULL if the name may stand in a package, else why not.  A name is valid
 * UTF-8, relative, without "." and ".." parts and without the characters
 * that OCF 3.3, section 4.2.3 forbids.
 */
const char *dci_package_name_fault(dc_str name);

/* 1 if a reader must be told that the name is UTF-8. */
int dci_package_name_is_utf8(dc_str name);

/*
 * Writes the name without its case to `to`, which has room for as many bytes:
 * names that differ only in case would be one file on many systems.  Covers
 * the letters of the Latin, Greek and Cyrillic scripts that have two bytes.
 */
void dci_package_name_fold(dc_str name, char *to);

#endif
