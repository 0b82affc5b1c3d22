#!/bin/bash
# SPDX-License-Identifier: MIT
# usage: test_headers.sh C-COMPILER C++-COMPILER
#
# Every public header compiles alone, as the first thing in a file, in C11,
# C17 and C++17, without a warning; and the layout of what crosses the plugin
# border is the frozen one.
set -euo pipefail

cc=$1
cxx=$2
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
warnings=(-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion
    -Wundef -Werror)
failed=0
count=0

# alone HEADER COMPILER LANGUAGE STANDARD
alone() {
    count=$((count + 1))
    printf '#include "%s"\nextern int alone;\n' "$1" |
        "$2" -x "$3" -std="$4" "${warnings[@]}" -fsyntax-only \
            -I "$root/include" - && return
    echo "$1 does not compile alone as $4"
    failed=$((failed + 1))
}

while read -r header; do
    alone "$header" "$cc" c c11
    alone "$header" "$cc" c c17
    alone "$header" "$cxx" c++ c++17
done < <(cd "$root/include" && find docconv -name '*.h' | sort)

count=$((count + 1))
"$cc" -std=c11 "${warnings[@]}" -fsyntax-only -I "$root/include" \
    "$root/tests/abi/layout_v1_0.c" || failed=$((failed + 1))

echo "$count compilations, $failed failed"
[ "$count" -gt 10 ] && [ "$failed" = 0 ]
