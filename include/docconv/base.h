/* SPDX-License-Identifier: MIT */
/*
 * What every other docconv header stands on: calling convention, borrowed
 * strings and the status codes.  Plugin authors get it through plugin.h,
 * programs that embed the library through docconv.h.
 *
 * Rules that hold in all headers unless a function says otherwise:
 * - Text is UTF-8, given as (pointer, length); it is never NUL-terminated
 *   and may hold NUL.  A NULL pointer with length 0 is an empty string.
 * - A pointer that a function hands out is borrowed; the comment says for
 *   how long.  Names with new, open, load, copy or take give ownership, and
 *   free or close takes it back.  free accepts NULL.
 * - A function that returns int32_t returns DC_OK or a negative DC_E_ code,
 *   or, where its comment says "1 if", 1 or 0.
 */
#ifndef DOCCONV_BASE_H
#define DOCCONV_BASE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
#define DC_NOEXCEPT noexcept
#else
#define DC_NOEXCEPT
#endif

/* The calling convention of every function that crosses the plugin border. */
#define DC_CALL

#if defined(__GNUC__)
#define DC_EXPORT __attribute__((visibility("default")))
#define DC_MUST_USE __attribute__((warn_unused_result))
#else
#define DC_EXPORT
#define DC_MUST_USE
#endif

/*
 * True if the struct *p, whose owner may be older, holds `member`: sizes end
 * between members.  What is missing counts as 0.
 */
#define DC_HAS(p, type, member) ((p)->struct_size > offsetof(type, member))

/* A borrowed slice of UTF-8 text.  It never owns what it points to. */
typedef struct dc_str {
    const char *ptr;
    size_t len;
} dc_str;

/* A dc_str of a string literal. */
#define DC_STR(literal) {(literal), sizeof(literal) - 1}

/* One reader or one writer at work on one document (plugin.h). */
typedef struct dc_job dc_job;

/*
 * Every way a conversion can end, one row each in status.def: its code here,
 * the exit code of the command, and what `docconv --help=exit` says of it.
 */
enum {
#define DC_STATUS(name, value, exit_code, meaning) DC_##name = (value),
#include "docconv/status.def"
#undef DC_STATUS
    DC_STATUS_LAST = -29
};

#endif
