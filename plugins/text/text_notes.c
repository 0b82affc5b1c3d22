/* SPDX-License-Identifier: MIT */
#include "text.h"
void
text_notes_assign(struct text_doc *doc)
{
    (void)doc;
}
