/* SPDX-License-Identifier: MIT */
/*
 * The checker: archive, container, then each package document with all that
 * its manifest lists, and what they say of each other.
 */
#include "check/epub_check_plugin.h"

#include "check/epub_check.h"

/* What the findings say is no reason to fail: the check was made. */
static int32_t
settle(struct epub_check *check, int32_t status)
{
    int32_t sticky = dc_fail(check->job, DC_OK);
    (void)status;
    return sticky;
}

static int32_t
check_packages(struct epub_check *check)
{
    int32_t status = DC_OK;
    for (size_t i = 0; i < check->rootfile_count && status == DC_OK; i++)
        status = epub_check_package(check, check->rootfiles[i]);
    return status;
}

static int32_t DC_CALL
check_book(dc_job *job, const dc_input *input)
{
    struct epub_check check = {
        .job = job,
        .input = input,
        .zip = dc_service(job, DC_ARCHIVE_ID),
        .xml = dc_service(job, DC_XML_ID),
    };
    if (!check.zip || !check.xml) {
        dc_report(job, DC_DIAG_ERROR, "epub-service",
            "the host does not give the services for archives and XML");
        return dc_fail(job, DC_E_PLUGIN);
    }
    int32_t status = epub_check_zip(&check);
    if (status == DC_OK)
        status = epub_check_index(&check);
    if (status == DC_OK)
        status = epub_check_container(&check);
    if (status == DC_OK)
        status = epub_check_renditions(&check);
    if (status == DC_OK)
        status = check_packages(&check);
    epub_map_fini(&check.obfuscated);
    epub_map_fini(&check.names);
    return settle(&check, status);
}

const dc_checker epub_checker = {
    .struct_size = sizeof(dc_checker),
    .check = check_book,
};
