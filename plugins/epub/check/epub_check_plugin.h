/* SPDX-License-Identifier: MIT */
/* The checker as epub_plugin.c names it. */
#ifndef EPUB_CHECK_PLUGIN_H
#define EPUB_CHECK_PLUGIN_H

#include "docconv/plugin.h"

extern const dc_checker epub_checker;

#endif
