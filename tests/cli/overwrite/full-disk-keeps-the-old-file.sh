# SPDX-License-Identifier: MIT
# RLIMIT_FSIZE stands for the disk: the write fails half way.
article article.txt
docconv -i text -O book.epub article.txt
cp book.epub ../before
python3 -c 'import random; r = random.Random(1)
for _ in range(40000):
    print(" ".join("%x" % r.getrandbits(40) for _ in range(12)), end=".\n\n")' >big.txt
code=0
(ulimit -f 100; docconv -i text -O book.epub big.txt) 2>../errors || code=$?
[ "$code" -eq 1 ] || fail "exit code $code"
assert_text ../errors "docconv: book.epub: error: "
assert_same book.epub ../before
assert_only article.txt big.txt book.epub
