# SPDX-License-Identifier: MIT
article article.txt
docconv -i text -o epub -O /dev/null article.txt
[ -c /dev/null ] || fail "/dev/null was replaced"
expect_exit 1 docconv -i text -o epub -O /dev/full article.txt
[ -c /dev/full ] || fail "/dev/full was replaced"
