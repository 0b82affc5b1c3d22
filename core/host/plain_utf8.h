/* SPDX-License-Identifier: MIT */
/* The service docconv.charset/1 in front of detect.so.  Private. */
#ifndef DCI_PLAIN_UTF8_H
#define DCI_PLAIN_UTF8_H

#include "docconv/ext/charset.h"

extern const dc_charset_service dci_charset_service;

#endif
