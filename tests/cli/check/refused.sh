# SPDX-License-Identifier: MIT
# What writes has no place beside --check, and not all formats have a checker.
article article.txt
expect_exit 2 docconv --check -o epub article.txt
expect_exit 2 docconv --check -O out.epub article.txt
expect_exit 2 docconv --check -F ./filter article.txt
expect_exit 21 docconv --check article.txt
expect_exit 21 docconv --check -i text article.txt
expect_exit 64 docconv --check -i epub article.txt
assert_only article.txt
