# SPDX-License-Identifier: MIT
# Refused on a terminal; a text format is welcome there.
article article.txt
command -v script >/dev/null || skip "no script(1) to make a terminal"
expect_exit 2 script -qec "docconv -i text -o epub <article.txt" /dev/null
expect_exit 0 script -qec "docconv -i text -o html <article.txt" /dev/null
