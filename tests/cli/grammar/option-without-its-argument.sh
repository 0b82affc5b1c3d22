# SPDX-License-Identifier: MIT
article article.txt
expect_exit 2 docconv article.txt -o
expect_exit 2 docconv article.txt --to
expect_exit 2 docconv article.txt -o ""
assert_only article.txt
