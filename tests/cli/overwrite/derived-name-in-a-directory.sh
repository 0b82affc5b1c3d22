# SPDX-License-Identifier: MIT
article article.txt
mkdir books
echo "somebody's book" >books/article.epub
cp books/article.epub ../before
expect_exit 11 docconv -i text -o epub -O books/ article.txt
assert_same books/article.epub ../before
