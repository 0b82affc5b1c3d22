# SPDX-License-Identifier: MIT
# A reader that goes away is exit 1, not a signal.
big_text 4 >big.txt
{
    code=0
    docconv -i text -o html big.txt || code=$?
    echo "$code" >code
} 2>errors | head -c 10 >start
[ "$(cat code)" -eq 1 ] || fail "exit code $(cat code)"
