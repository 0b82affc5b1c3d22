# SPDX-License-Identifier: MIT
# A trailing operand is an input, never an output.
article a.txt
article b.txt
cp b.txt ../before
docconv -o epub a.txt b.txt || code=$?
assert_same b.txt ../before
assert_only a.txt b.txt
exit "$code"
