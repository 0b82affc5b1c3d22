/* SPDX-License-Identifier: MIT */
/*
 * Raw markup.
 */
#include "write/html_write.h"

bool
html_enter_raw(struct html_write *write, struct html_frame *frame)
{
    html_report_loss(write, frame, "html-raw", "raw markup is left out");
    return false;
}
