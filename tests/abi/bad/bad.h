/* SPDX-License-Identifier: MIT */
/*
 * What the bad plugins share.  Each is a format that reads anything and does
 * one thing wrong; test_bad_plugins.sh says what must come of it.
 */
#ifndef DOCCONV_TEST_BAD_H
#define DOCCONV_TEST_BAD_H

#include "docconv/sdk/sdk.h"

#define BAD_MANIFEST(name) \
    DC_VERSION("1") DC_LICENSE("MIT") DC_FORMAT(name, "a bad plugin") \
    DC_CAN_READ

/* A plugin whose only function is this way to read. */
#define BAD_READER(name, function)                                            \
    static const dc_reader bad_reader = {sizeof(dc_reader), 0, function};     \
    static const dc_format bad_format = {                                     \
        .struct_size = sizeof(dc_format), .reader = &bad_reader};         \
    DC_PLUGIN(BAD_MANIFEST(name), &bad_format)

/* A plugin whose descriptor is written by hand. */
#define BAD_DESCRIPTOR(name, ...)                                             \
    DC_PLUGIN_NOTE(BAD_MANIFEST(name));                                       \
    static const dc_plugin bad_plugin = {__VA_ARGS__};                        \
    DC_EXPORT const dc_plugin *DC_CALL docconv_plugin_v1(void);               \
    const dc_plugin *DC_CALL docconv_plugin_v1(void)                          \
    {                                                                         \
        return &bad_plugin;                                                   \
    }                                                                         \
    struct bad_descriptor_takes_a_semicolon

/* A document of one paragraph. */
static inline int32_t
bad_paragraph(dc_job *job)
{
    dc_open(job, DC_PARA, DC_POS_NONE);
    dc_text(job, "text", 4);
    return dc_close(job, DC_PARA);
}

#endif
