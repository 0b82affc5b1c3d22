# SPDX-License-Identifier: MIT
python3 -c 'import sys; sys.stdout.buffer.write(bytes(range(256)) * 64)' >article.txt
docconv -i text -o epub article.txt || code=$?
assert_only article.txt
exit "$code"
