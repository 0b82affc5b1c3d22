/* SPDX-License-Identifier: MIT */
/* The service "docconv.sub/1" (ext/sub.h).  Private to core/host. */
#ifndef DCI_SUB_H
#define DCI_SUB_H

#include "docconv/ext/sub.h"

extern const dc_sub_service dci_sub_service;

#endif
