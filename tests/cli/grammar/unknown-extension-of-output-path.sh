# SPDX-License-Identifier: MIT
article article.txt
expect_exit 22 docconv -i text -O out.nosuch article.txt
docconv -i text -o text -O out.nosuch article.txt
assert_text out.nosuch "ending a dispute"
