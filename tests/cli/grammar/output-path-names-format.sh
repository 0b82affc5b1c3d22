# SPDX-License-Identifier: MIT
article article.txt
docconv -o book.epub article.txt
assert_only article.txt book.epub
assert_epub book.epub
