/* SPDX-License-Identifier: MIT */
/*
 * The C face of the uchardet library. No exception crosses it.
 */
#ifndef DCI_DETECT_SECOND_OPINION_H
#define DCI_DETECT_SECOND_OPINION_H

#include <stddef.h>
#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Room for any name the library gives, with its NUL. */
#define DCI_OPINION_SIZE 64

/* Writes the name of the character set that the library takes the bytes
 * for, "" if it has no opinion. False if memory ran out. */
bool dci_second_opinion(
    const uint8_t *bytes, size_t len, char name[DCI_OPINION_SIZE]);

#ifdef __cplusplus
}
#endif

#endif
