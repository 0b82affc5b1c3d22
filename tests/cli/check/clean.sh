# SPDX-License-Identifier: MIT
# Books that docconv writes have no findings, and nothing is written.
article article.txt
docconv -i text -o epub -O new.epub article.txt
docconv -i text -o epub2 -O old.epub article.txt
docconv --check --fail-if-warnings new.epub old.epub 2>findings
[ ! -s findings ] || fail "$(cat findings)"
docconv --check - <new.epub
assert_only article.txt findings new.epub old.epub
