# SPDX-License-Identifier: MIT
# What a filter leaves running in the background ends with it, and its hold on
# standard output delays nothing.
document >in.json
filter_shell parent.sh 'cat; (trap "" TERM HUP INT; exec sleep 1000) &'
setsid sh -c 'echo $$ >session; exec docconv -i json -o html -F ./parent.sh in.json' >out
[ "$(cat out)" = "<p>text</p>" ] || fail "$(cat out)"
no_session "$(cat session)"
