# SPDX-License-Identifier: MIT
# A filter that prints without end, on either descriptor, and one that says a
# lot before it ends well.
document >in.json
filter_shell out.sh 'exec yes'
expect_exit 14 docconv -i json -o html -F ./out.sh in.json 2>said
assert_text said "filter 'out.sh' printed more than 256 MiB"
filter_shell err.sh 'exec yes >&2'
expect_exit 14 docconv -i json -o html --timeout 1 -F ./err.sh in.json 2>said
assert_text said "time limit reached (--timeout) in filter 'err.sh'"
filter_shell both.sh 'yes complaint | head -c 1000000 >&2; cat'
docconv -i json -o html -F ./both.sh in.json 2>said >out
[ "$(cat out)" = "<p>text</p>" ] || fail "$(cat out)"
[ "$(wc -l <said)" -lt 110 ] || fail "too much is passed on"
assert_text said "filter 'both.sh' said 934464 bytes more"
