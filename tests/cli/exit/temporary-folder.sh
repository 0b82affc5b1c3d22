# SPDX-License-Identifier: MIT
# The message names the folder: neither input nor output is to blame.  A file
# needs no folder.  RLIMIT_FSIZE stands for a full one.
article article.txt
TMPDIR=/nonexistent docconv -o html <article.txt >page.html
expect_exit 1 env TMPDIR=/nonexistent \
    sh -c 'cat article.txt | docconv -o html' 2>errors
assert_text errors "temporary folder /nonexistent"
expect_exit 1 sh -c 'ulimit -f 100; head -c 1000000 /dev/zero |
    TMPDIR=. docconv -o html' 2>errors
assert_text errors "temporary folder ."
expect_exit 1 env TMPDIR=/nonexistent \
    docconv -o html --fail-on-loss article.txt 2>errors
assert_text errors "temporary folder /nonexistent"
