/* SPDX-License-Identifier: MIT */
/* The table of outcomes (docconv/status.def) and the version. */
#include "docconv/docconv.h"

static const struct {
    int exit_code;
    const char *meaning;
} outcomes[] = {
#define DC_STATUS(name, value, exit_code, meaning)                             \
    [-(value)] = {exit_code, meaning},
#include "docconv/status.def"
#undef DC_STATUS
};

static int32_t
index_of(int32_t status)
{
    int32_t last = (int32_t)(sizeof(outcomes) / sizeof(*outcomes)) - 1;
    return status <= 0 && status >= -last ? -status : -DC_E_INTERNAL;
}

int
dc_status_exit_code(int32_t status)
{
    return outcomes[index_of(status)].exit_code;
}

const char *
dc_status_meaning(int32_t status)
{
    return outcomes[index_of(status)].meaning;
}

const char *
dc_version(void)
{
    return DCI_VERSION;
}
