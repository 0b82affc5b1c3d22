# SPDX-License-Identifier: MIT
big_text 20 >big.txt
docconv -i text -o epub big.txt 2>errors
assert_epub big.epub
[ ! -s errors ] || fail "something on stderr: $(head -c 200 errors)"
