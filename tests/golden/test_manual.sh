#!/bin/bash
# SPDX-License-Identifier: MIT
# usage: test_manual.sh DOCCONV
#
# The examples of docconv-tree(5) and of plugins/tree/README.md are in the
# form that docconv writes.
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT

sed -n '/^\.Bd -literal/,/^\.Ed/p' "$root/docs/man/docconv-tree.5" |
    sed -e '/^\./d' -e 's/\\e/\\/g' -e 's/\\(em/—/g' >"$work/manual.tree"
sed -n 's/^    //p' "$root/plugins/tree/README.md" >"$work/readme.tree"

for example in "$work"/*.tree; do
    [ "$(wc -l <"$example")" -gt 5 ]
    "$1" -f tree -t tree -O "$example.out" "$example"
    diff -u "$example" "$example.out"
done
