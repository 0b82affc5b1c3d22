# SPDX-License-Identifier: MIT
# Nothing of ours is open in a filter, and no signal is ignored.
document >in.json
filter_shell looks.sh 'cat
    grep SigIgn /proc/self/status >ignored
    exec ls /proc/self/fd >descriptors'
docconv -i json -o html -F ./looks.sh in.json 3<in.json 2>said
# The last one is the folder that ls reads.
[ "$(tr '\n' ' ' <descriptors)" = "0 1 2 3 " ] || fail "$(cat descriptors)"
assert_text ignored 0000000000000000
