# SPDX-License-Identifier: MIT
article article.txt
SOURCE_DATE_EPOCH=1000000000 docconv -i text -O one.epub article.txt
SOURCE_DATE_EPOCH=1000000000 docconv -i text -O two.epub article.txt
assert_same one.epub two.epub
package one.epub | grep -q '2001-09-09T01:46:40Z' || fail "not that date"
