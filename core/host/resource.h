/* SPDX-License-Identifier: MIT */
/* The service docconv.resource/1.  Private to core/host. */
#ifndef DCI_RESOURCE_H
#define DCI_RESOURCE_H

#include "docconv/ext/resource.h"

extern const dc_resource_service dci_resource_service;

#endif
