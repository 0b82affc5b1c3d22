#!/bin/bash
# SPDX-License-Identifier: MIT
# usage: test_symbols.sh DIRECTORY
#
# Every plugin in DIRECTORY exports docconv_plugin_v1 and nothing else, needs
# no library of docconv, and carries its manifest in a note.
set -euo pipefail

failed=0
count=0
fault() {
    echo "$1: $2"
    failed=$((failed + 1))
}

for plugin in "$1"/docconv-*.so; do
    count=$((count + 1))
    exported=$(nm -D --defined-only "$plugin" | awk '{print $NF}')
    [ "$exported" = docconv_plugin_v1 ] ||
        fault "$plugin" "exports $(tr '\n' ' ' <<<"$exported")"
    ! readelf -d "$plugin" | grep 'NEEDED.*docconv' >/dev/null ||
        fault "$plugin" "needs a library of docconv"
    readelf -n "$plugin" 2>/dev/null | grep DocConv >/dev/null ||
        fault "$plugin" "has no manifest"
done

echo "$count plugins, $failed failed"
[ "$count" -gt 0 ] && [ "$failed" = 0 ]
