# SPDX-License-Identifier: MIT
article article.txt
docconv -i text -o epub -O book.epub <article.txt
docconv -i text -o epub -O books/ <article.txt
assert_only article.txt book.epub books books/stdin.epub
assert_same book.epub books/stdin.epub
