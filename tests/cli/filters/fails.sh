# SPDX-License-Identifier: MIT
# Every way in which a filter can fail: its name, how, and its last line.
document >in.json
fails() {
    wanted=$1
    filter_shell bad.sh "$2"
    filter_shell good.sh cat
    expect_exit 83 docconv -i json -o html -O out.html \
        -F ./good.sh -F ./bad.sh -F ./good.sh in.json 2>said
    assert_text said "filter 'bad.sh' $wanted"
    [ "$(grep -c error: said)" -eq 1 ] || fail "$(cat said)"
    expect_exit 83 docconv -i json -o html -O out.html -F ./bad.sh in.json 2>said
    assert_text said "filter 'bad.sh' $wanted"
    [ ! -e out.html ] || fail "something was written"
}
fails "ended with exit code 3: the reason" \
    'cat; echo something >&2; echo "the reason" >&2; exit 3'
fails "ended with exit code 127" 'no-such-program'
fails "ended with exit code 1" 'exit 1'
fails "ended with exit code 4: the reason" \
    'echo "the reason" >&2; echo >&2; printf " \t\r\n\n" >&2; exit 4'
fails "was killed by SIGRT" 'kill -40 $$'
fails "was killed by SIGKILL" 'kill -KILL $$'
fails "was killed by SIGSEGV" 'ulimit -c 0; kill -SEGV $$'
fails "gave no document: " ':'
fails "gave no document: " 'echo not JSON'
fails "gave no document: " 'echo "[]"'
fails "gave no document: " 'cat; echo more'
fails "gave no document: " 'sed "s/1,23/2,0/"'
fails "gave no document: " 'head -c 20'
fails "gave no document: " 'exec >&-; cat; exit 0'
