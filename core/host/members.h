/* SPDX-License-Identifier: MIT */
/* The service "docconv.members/1" (ext/members.h).  Private to core/host. */
#ifndef DCI_MEMBERS_H
#define DCI_MEMBERS_H

#include "docconv/ext/members.h"

struct dci_members;

extern const dc_members_service dci_members_service;

void dci_members_free(struct dci_members *members);

#endif
