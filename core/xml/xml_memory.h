/* SPDX-License-Identifier: MIT */
/*
 * libxml2 does not survive an allocation that fails: 2.9.14 hangs, crashes or
 * goes on with part of the document.  So it never sees one: what it asks for
 * and memory does not have ends the guarded call as a whole.
 */
#ifndef DCI_XML_MEMORY_H
#define DCI_XML_MEMORY_H

#include <setjmp.h>
#include <stdbool.h>

/* Gives libxml2 its allocator and its settings; may be called again. */
void dci_xml_init(void);

/*
 * Calls work(user).  False if memory ran out in libxml2: then the call was
 * left in the middle, and what libxml2 held is lost to this process, which
 * is a worker about to end.
 */
bool dci_xml_guard(void (*work)(void *user), void *user);

/* Lifts the guard while code runs that is not libxml2's, and puts it back. */
jmp_buf *dci_xml_guard_lift(void);
void dci_xml_guard_restore(jmp_buf *guard);

#endif
