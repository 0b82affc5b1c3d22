# SPDX-License-Identifier: MIT
# It waits for input that never ends, so the signal always comes in time.
mkfifo never
for signal in TERM HUP; do
    docconv -i text -O book.epub <never &
    child=$!
    exec 3>never
    # More than a pipe holds: once this is through, docconv is reading.
    yes "the beginning" | head -c 1000000 >&3
    kill -s "$signal" "$child"
    code=0
    wait "$child" || code=$?
    exec 3>&-
    [ "$code" -eq 143 ] || fail "exit code $code after $signal"
    assert_only never
done
