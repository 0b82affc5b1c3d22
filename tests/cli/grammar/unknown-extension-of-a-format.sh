# SPDX-License-Identifier: MIT
article article.txt
expect_exit 23 docconv -i text+nonsense -o epub article.txt
expect_exit 23 docconv -i text-nonsense -o epub article.txt
expect_exit 23 docconv -i text:nonsense=1 -o epub article.txt
expect_exit 23 docconv -i text -o epub:nonsense=1 article.txt
assert_only article.txt
