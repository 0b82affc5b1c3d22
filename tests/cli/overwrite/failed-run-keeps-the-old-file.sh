# SPDX-License-Identifier: MIT
article article.txt
docconv -i text -O book.epub article.txt
cp book.epub ../before
printf 'text \0\0\0\0 and more' >binary.txt
expect_exit 95 docconv -i text -O book.epub binary.txt
assert_same book.epub ../before
assert_only article.txt binary.txt book.epub
