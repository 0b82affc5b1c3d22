# SPDX-License-Identifier: MIT
# No suggestion is better than a far one; and nothing is written.
article article.txt
expect_exit 21 docconv -i qqqqqqq -o epub article.txt 2>../in
expect_exit 22 docconv -i text -o qqqqqqq article.txt 2>../out
! grep -q "did you mean" ../in ../out || fail "suggests something for qqqqqqq"
assert_only article.txt
