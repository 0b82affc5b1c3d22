/* SPDX-License-Identifier: MIT */
/* What the fuzzers of formats share: one conversion, and what must hold. */
#ifndef FUZZ_RUN_H
#define FUZZ_RUN_H

#include <stddef.h>
#include <stdint.h>

/*
 * Converts the bytes as FUZZ_READER says to FUZZ_WRITER, or checks them if that
 * is "check"; aborts where the contract is broken.
 */
void fuzz_run(const uint8_t *data, size_t size);

#endif
