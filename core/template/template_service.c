/* SPDX-License-Identifier: MIT */
/*
 * The service docconv.template/1.  This folder is a module that is loaded on
 * first use; like a plugin it sees the host through the tables of the job
 * alone.
 */
#include "template/template.h"

static const dc_template_service template_service = {
    .struct_size = sizeof(dc_template_service),
    .parse = template_parse,
    .values = template_values,
    .put_string = template_put_string,
    .put_bool = template_put_bool,
    .open_map = template_open_map,
    .open_list = template_open_list,
    .close = template_close,
    .add_variable = template_add_variable,
    .put_variable = template_put_variable,
    .render = template_render,
};

/* The module's one exported function; see core/host/service.c. */
DC_EXPORT const void *docconv_service_v1(const char *id);

const void *
docconv_service_v1(const char *id)
{
    return strcmp(id, DC_TEMPLATE_ID) == 0 ? &template_service : NULL;
}
