# SPDX-License-Identifier: MIT
# A named file's book goes to its place on a terminal, too.
article article.txt
command -v script >/dev/null || skip "no script(1) to make a terminal"
expect_exit 0 script -qec "docconv -i text -o epub article.txt" /dev/null
assert_only article.txt article.epub
