# SPDX-License-Identifier: MIT
# As nohup and a shell without job control leave it: it stays ignored.
mkfifo pipe
for signal in INT HUP; do
    sh -c "trap '' $signal; exec docconv -i text -O out.txt" <pipe &
    child=$!
    exec 3>pipe
    # More than a pipe holds: once this is through, docconv is reading.
    yes "the beginning" | head -c 1000000 >&3
    kill -s "$signal" "$child"
    echo "The end." >&3
    exec 3>&-
    wait "$child" || fail "$signal was not ignored"
    assert_text out.txt "The end."
done
