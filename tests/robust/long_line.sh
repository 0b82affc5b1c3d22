#!/bin/sh
# SPDX-License-Identifier: MIT
# usage: long_line.sh MEGABYTES       (environment: DOCCONV)
# One line of that size becomes a book that holds all of it. From a gigabyte
# on a limit may say no instead: exit 14, and no file.
set -eu

megabytes=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

yes 'abcdefghi' | tr '\n' ' ' | head -c "$((megabytes * 1048576))" >line.txt
code=0
"$DOCCONV" -i text -O line.epub line.txt || code=$?
if [ "$code" -eq 14 ] && [ "$megabytes" -ge 1024 ]; then
    [ ! -e line.epub ] || { echo "FAIL: exit 14 left a file"; exit 1; }
    echo "$megabytes MB in one line: refused by a limit, exit 14"
    exit 0
fi
[ "$code" -eq 0 ] || { echo "FAIL: exit code $code"; exit 1; }

python3 - "$megabytes" <<'END'
import sys, zipfile
words = 0
with zipfile.ZipFile("line.epub") as book:
    for name in book.namelist():
        if name.endswith(".xhtml"):
            with book.open(name) as page:
                rest = b""
                for piece in iter(lambda: page.read(1 << 20), b""):
                    piece = rest + piece
                    words += piece.count(b"abcdefghi")
                    rest = piece[-8:]
wanted = int(sys.argv[1]) * 1048576 // 10
assert wanted <= words <= wanted + 8, (words, wanted)
END
echo "$megabytes MB in one line: all of it is in the book"
