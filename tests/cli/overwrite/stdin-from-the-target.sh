# SPDX-License-Identifier: MIT
article article.txt
cp article.txt ../before
expect_exit 11 docconv -i text -o text -O article.txt <article.txt
assert_same article.txt ../before
