# SPDX-License-Identifier: MIT
article article.txt
docconv --no-clobber -i text -o epub article.txt
cp article.epub ../before
echo "One more paragraph." >>article.txt
expect_exit 11 docconv --no-clobber -i text -o epub article.txt
expect_exit 11 docconv --no-clobber -i text -O article.epub article.txt
assert_same article.epub ../before
assert_only article.txt article.epub
