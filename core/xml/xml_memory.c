/* SPDX-License-Identifier: MIT */
/*
 * The allocator that libxml2 works with.  It is the C library's, so blocks
 * that others made may be freed through it; only where that returns NULL does
 * it leave libxml2 by longjmp, over libxml2's frames alone.
 */
#include "xml/xml_memory.h"

#include <libxml/parser.h>
#include <libxml/xmlmemory.h>
#include <stdlib.h>
#include <string.h>

/* libxml2's allocator has no argument to carry it: where to leave to. */
static _Thread_local jmp_buf *escape;

static void *
checked(void *block)
{
    if (!block && escape)
        longjmp(*escape, 1);
    return block;
}

static void *
take(size_t size)
{
    return checked(malloc(size ? size : 1));
}

static void *
resize(void *block, size_t size)
{
    return checked(realloc(block, size ? size : 1));
}

static char *
duplicate(const char *text)
{
    return checked(strdup(text));
}

/* Nothing outside the text is ever opened. */
static xmlParserInputPtr
refuse_external(const char *url, const char *id, xmlParserCtxtPtr ctxt)
{
    (void)url;
    (void)id;
    (void)ctxt;
    return NULL;
}

void
dci_xml_init(void)
{
    xmlMemSetup(free, take, resize, duplicate);
    xmlInitParser();
    xmlSetExternalEntityLoader(refuse_external);
}

bool
dci_xml_guard(void (*work)(void *user), void *user)
{
    jmp_buf place;
    jmp_buf *outer = escape;
    if (setjmp(place)) {
        escape = outer;
        return false;
    }
    escape = &place;
    work(user);
    escape = outer;
    return true;
}

jmp_buf *
dci_xml_guard_lift(void)
{
    jmp_buf *guard = escape;
    escape = NULL;
    return guard;
}

void
dci_xml_guard_restore(jmp_buf *guard)
{
    escape = guard;
}
