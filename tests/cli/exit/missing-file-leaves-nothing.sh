# SPDX-License-Identifier: MIT
expect_exit 1 docconv -i text -o epub nosuch.txt
expect_exit 1 docconv -i text -O deep/book.epub nosuch.txt
assert_only
