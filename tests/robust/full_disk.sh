#!/bin/sh
# SPDX-License-Identifier: MIT
# usage: full_disk.sh                 (environment: DOCCONV)
# A disk that is full, or fills up in the middle: exit 1, the old file as it
# was, no other file. The disk is a small tmpfs in a mount namespace.
set -eu

if [ "${1-}" != inside ]; then
    unshare --mount true 2>/dev/null || {
        echo "SKIPPED: this machine does not let a test mount a tmpfs"
        exit 77
    }
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    unshare --mount "$0" inside "$work"
    exit
fi

disk=$2/disk
mkdir "$disk"
cd "$2"
python3 - <<'END'
import random
source = random.Random(1)
with open("big.txt", "w") as text:
    for _ in range(3000):
        print(*("%x" % source.getrandbits(60) for _ in range(20)),
              file=text, end=".\n\n")
END

# From no room at all to room for most of the book.
for kilobytes in 8 16 32 64 128 256 400; do
    mount -t tmpfs -o "size=${kilobytes}k" none "$disk"
    echo "old" >"$disk/book.epub"
    code=0
    "$DOCCONV" -i text -O "$disk/book.epub" big.txt 2>errors || code=$?
    [ "$code" -eq 1 ] || { echo "FAIL: $kilobytes KB: exit code $code"; exit 1; }
    [ "$(cat "$disk/book.epub")" = old ] || { echo "FAIL: the old file is gone"; exit 1; }
    [ "$(ls -A "$disk")" = book.epub ] || { echo "FAIL: left $(ls -A "$disk")"; exit 1; }
    grep -q "book.epub" errors || { echo "FAIL: it does not say where: $(cat errors)"; exit 1; }
    umount "$disk"
done
echo "full disk: old file kept at seven sizes"
