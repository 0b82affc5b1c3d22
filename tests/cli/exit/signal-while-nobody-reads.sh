# SPDX-License-Identifier: MIT
# A result that was held back and now waits for a reader does not wait for
# ever: the pipe is open, full, and never read.
big_text 3 >big.txt
mkfifo pipe
exec 3<>pipe
for delay in 0.1 0.5; do
    for end in 130=INT 143=TERM; do
        expect_exit "${end%=*}" \
            timeout --preserve-status -s "${end#*=}" "$delay" \
            docconv -i text -o text --fail-if-warnings big.txt >&3
    done
done
assert_only big.txt pipe
