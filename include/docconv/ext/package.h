/* SPDX-License-Identifier: MIT */
/*
 * Service "docconv.package/1": writing a zip package, entry by entry, to the
 * job's sink.  Byte-stable: no clock, no host facts, no extra fields, the
 * UTF-8 flag where a name is not ASCII, the fixed DOS time 1980-01-01 00:00
 * (OCF 3.3, section 4; APPNOTE 6.3.9).  No 64-bit extension: more than 65,534
 * entries or 4 GiB are DC_E_LIMIT.  Reading packages comes as functions
 * appended here.
 */
#ifndef DOCCONV_EXT_PACKAGE_H
#define DOCCONV_EXT_PACKAGE_H

#include "docconv/plugin.h"

#define DC_PACKAGE_ID "docconv.package/1"

typedef struct dc_package dc_package;

/* add() methods. */
#define DC_PACKAGE_STORE 0u   /* as it is */
#define DC_PACKAGE_DEFLATE 1u /* compressed, or stored where that is smaller */

typedef struct dc_package_service {
    uint32_t struct_size;

    /*
     * A package written to the job's sink.  NULL when memory ran out.  It is
     * released when the job ends, whatever happens.  [writers, once]
     */
    dc_package *(DC_CALL *open)(dc_job *job);

    /*
     * Adds the entry `name` (relative, '/' between parts, no "..", at most
     * 1 KiB, not used before: else DC_E_PLUGIN).  Names that differ only in
     * case count as used.  The data is not kept.
     */
    int32_t(DC_CALL *add)(dc_package *package, dc_str name, const void *data,
        size_t len, uint32_t method);

    /* Writes the directory; nothing can be added after it. */
    int32_t(DC_CALL *close)(dc_package *package);
} dc_package_service;

#endif
