# SPDX-License-Identifier: MIT
article article.txt
mkfifo pipe
timeout 60 cat pipe >got.epub &
docconv -i text -o epub -O pipe article.txt
wait
[ -p pipe ] || fail "the FIFO was replaced"
assert_epub got.epub
