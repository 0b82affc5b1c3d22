# SPDX-License-Identifier: MIT
docconv --help=exit >table
for code in 0 1 2 3 4 5 10 11 12 13 14 15 21 22 23 40 43 44 47 50 64 83 \
    92 94 95 97 98 99 130 143; do
    grep -Eq "^ *$code( |	)" table || fail "no exit code $code"
done
