# SPDX-License-Identifier: MIT
article article.txt
docconv -i text -o epub <article.txt | cat >book.epub
docconv -i text -o epub -O - <article.txt | cat >same.epub
assert_epub book.epub
assert_same book.epub same.epub
assert_only article.txt book.epub same.epub
