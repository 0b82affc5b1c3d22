# SPDX-License-Identifier: MIT
# Nobody ever opens the other end.
article article.txt
mkfifo pipe
signalled() {
    expect_exit "$1" timeout --preserve-status -s "$2" 0.5 \
        docconv -o html "$3" "$4" "$5" 2>errors
    ! grep -q "system call" errors || fail "$(cat errors)"
}
signalled 130 INT -O pipe article.txt
signalled 143 TERM -O pipe article.txt
signalled 130 INT -i text pipe
signalled 143 TERM --metadata-file pipe article.txt
assert_only article.txt errors pipe
