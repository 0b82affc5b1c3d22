# SPDX-License-Identifier: MIT
article article.txt
echo "somebody's book" >article.epub
cp article.epub ../before
docconv -i text -o epub article.txt || code=$?
assert_same article.epub ../before
assert_only article.txt article.epub
exit "$code"
