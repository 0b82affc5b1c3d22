/* SPDX-License-Identifier: MIT */
/* The order in which people count: "part 2" before "part 10". */
#ifndef DCI_NATURAL_H
#define DCI_NATURAL_H

#include "docconv/base.h"

/*
 * Below, equal to or above 0 as `a` stands before, at or behind `b`.  Runs of
 * digits are numbers; ASCII letters are alike in both cases unless nothing
 * else tells two names apart; '/' stands before all else, so that what lies in
 * one folder stays together.  Only equal strings compare equal.
 */
int dci_natural_compare(dc_str a, dc_str b);

#endif
