# SPDX-License-Identifier: MIT
# What comes from outside never reaches a terminal as a control sequence.
name=$(printf 'a\033[31mred\nline.txt')
expect_exit 1 docconv -i text -o epub "$name" 2>errors
! grep -q "$(printf '\033')" errors || fail "an escape sequence got through"
[ "$(wc -l <errors)" -eq 1 ] || fail "the message is not one line"
expect_exit 22 docconv -i text -o "$(printf 'e\033p')" x.txt 2>errors
! grep -q "$(printf '\033')" errors || fail "an escape sequence got through"
