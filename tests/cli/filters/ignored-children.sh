# SPDX-License-Identifier: MIT
# Started by a program that ignores its children's end, docconv still learns
# how a filter ended.
document >in.json
filter_shell good.sh cat
filter_shell bad.sh 'exit 5'
ignoring() {
    python3 -c 'import os, signal, sys
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
os.execvp(sys.argv[1], sys.argv[1:])' "$@"
}
ignoring docconv -i json -o html -O out.html -F ./good.sh in.json
assert_text out.html "<p>"
expect_exit 83 ignoring docconv -i json -o html -O bad.html -F ./bad.sh in.json \
    2>said
assert_text said "filter 'bad.sh' ended with exit code 5"
