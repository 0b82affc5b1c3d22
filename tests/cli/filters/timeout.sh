# SPDX-License-Identifier: MIT
# A filter that hangs and ignores every polite signal, and its children.
document >in.json
filter_shell hangs.sh 'trap "" TERM HUP INT; sleep 1000 & sleep 1000'
setsid sh -c 'echo $$ >session
    exec docconv -i json -o html -O out.html --timeout 1 -F ./hangs.sh in.json' \
    2>said || code=$?
[ "$code" -eq 14 ] || fail "exit code $code"
assert_text said "time limit reached (--timeout) in filter 'hangs.sh'"
no_session "$(cat session)"
[ ! -e out.html ] || fail "something was written"
