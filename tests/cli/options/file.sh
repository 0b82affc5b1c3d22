# SPDX-License-Identifier: MIT
# Read whole before the conversion, named without its folder; the last one
# holds. A pipe is as good; what a pipe gives has no neighbours.
mkdir parts
printf 'first\nline' >parts/a.html
printf 'second' >b.html
article article.txt
docconv --plugin-dir "$TEST_PLUGINS" -t options --options-file b.html \
    --options-file parts/a.html article.txt >out
assert_text out 'options-file: parts/a.html a.html=first|line'
[ "$(grep -c options-file out)" -eq 1 ] || fail "both files are there"

docconv --plugin-dir "$TEST_PLUGINS" -t options:options-file=b.html \
    article.txt >out
assert_text out 'options-file: b.html b.html=second'

mkfifo pipe
cat b.html >pipe &
docconv --plugin-dir "$TEST_PLUGINS" -t options --options-file pipe \
    article.txt >out
assert_text out 'options-file: pipe pipe=second'
