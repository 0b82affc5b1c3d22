# SPDX-License-Identifier: MIT
# A path without an extension is a path because of its slash.
article article.txt
docconv -i text -o epub -o ./book article.txt
assert_epub book
expect_exit 2 docconv -o epub -o text article.txt
expect_exit 2 docconv -o a.epub -o b.epub article.txt
expect_exit 2 docconv -o a.epub -O b.epub article.txt
assert_only article.txt book
