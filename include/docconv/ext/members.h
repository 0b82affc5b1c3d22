/* SPDX-License-Identifier: MIT */
/*
 * Service "docconv.members/1": the members of an input that is several files,
 * for a reader that makes one document of them.  Where they come from, the
 * reader does not know: they are the files of a folder, the entries of an
 * archive, or inputs that were given one by one.
 *
 * The files of a folder or archive come in the order in which people count
 * (2 before 10), inputs as they were given.  Hidden files and what systems
 * leave behind (__MACOSX, Thumbs.db) are left out with a note, links that lead
 * out of the folder and what is no file with a warning.
 */
#ifndef DOCCONV_EXT_MEMBERS_H
#define DOCCONV_EXT_MEMBERS_H

#include "docconv/plugin.h"

#define DC_MEMBERS_ID "docconv.members/1"

/* More members than this are refused. */
#define DC_MEMBERS_MAX 65535u

/* One member.  Set struct_size first. */
typedef struct dc_member {
    uint32_t struct_size;
    uint32_t index;
    /* UTF-8, relative, '/' between its parts, no ".." among them. */
    dc_str name;
    uint64_t size; /* as stated */
    /*
     * The folder or archive that the name is relative to.  Names are unique
     * in it, and relative addresses mean what lies in the same one.
     */
    uint32_t root;
    uint32_t reserved;
} dc_member;

typedef struct dc_members_service {
    uint32_t struct_size;

    /*
     * Lists the members of the job's input.  DC_OK, also for none; DC_E_FORMAT
     * for an input that has no members, DC_E_LIMIT for too many, DC_E_IO,
     * DC_E_NOMEM; all reported.  Called first, once a job.
     */
    int32_t(DC_CALL *open)(dc_job *job);

    /* Member number `index`; 1, or 0 past the last. */
    int32_t(DC_CALL *at)(dc_job *job, uint32_t index, dc_member *member);

    /* The member of that name beneath a root; 1, or 0 when there is none. */
    int32_t(DC_CALL *lookup)(
        dc_job *job, uint32_t root, dc_str name, dc_member *member);

    /*
     * The format to read the member as, by its content, its name's extension,
     * and as text in the end; NULL if it is no document.
     */
    const char *(DC_CALL *format_of)(dc_job *job, uint32_t index);

    /*
     * The content of a member in *bytes, with DC_INPUT_PADDING zero bytes
     * behind it, until drop() or the job's end.  Other than DC_OK: *why says
     * what is wrong; nothing is reported.
     */
    int32_t(DC_CALL *content)(
        dc_job *job, uint32_t index, dc_str *bytes, const char **why);
    void(DC_CALL *drop)(dc_job *job, uint32_t index);

    /*
     * The content of a file beneath a root, a member or (for inputs that were
     * given one by one) one beside them, until the job's end.  1, or 0 when it
     * cannot be read.
     */
    int32_t(DC_CALL *file)(
        dc_job *job, uint32_t root, dc_str name, dc_str *bytes);
} dc_members_service;

#endif
