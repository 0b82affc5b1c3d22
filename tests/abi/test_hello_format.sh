#!/bin/bash
# SPDX-License-Identifier: MIT
# usage: test_hello_format.sh BUILD
#
# A third party's plugin: installs BUILD to a prefix of its own, builds a copy
# of examples/hello-format with nothing but that prefix, drops the plugin into
# its plugin directory, and converts both ways.
set -euo pipefail

build=$1
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
prefix=$work/prefix
docconv=$prefix/bin/docconv

# expect WHAT WANTED GOT
expect() {
    [ "$2" = "$3" ] && return
    printf '%s:\n--- wanted\n%s\n--- got\n%s\n' "$1" "$2" "$3" >&2
    exit 1
}

cmake --install "$build" --prefix "$prefix" >"$work/log"
cp -r "$root/examples/hello-format" "$work/hello"
[ "$(cat "$work"/hello/* | wc -l)" -le 120 ]

cmake -S "$work/hello" -B "$work/hello/build" -G Ninja \
    -DCMAKE_PREFIX_PATH="$prefix" >>"$work/log"
cmake --build "$work/hello/build" >>"$work/log"

greetings=$'Ann: Good morning!\nBob: Hello, Ann.'
html=$'<dl>\n<dt>Ann</dt>\n<dd>Good morning!</dd>
<dt>Bob</dt>\n<dd>Hello, Ann.</dd>\n</dl>'

got=$("$docconv" --plugin-dir "$work/hello/build" \
    -f hello -t html <<<"$greetings")
expect 'from its build directory' "$html" "$got"

cmake --install "$work/hello/build" >>"$work/log"
cd "$work"
expect 'to html' "$html" "$("$docconv" -f hello -t html <<<"$greetings")"
expect 'and back' "$greetings" \
    "$("$docconv" -f hello -t hello <<<"$greetings")"

printf '%s\n' "$greetings" >two.hello
expect 'by its extension' "$html" "$("$docconv" -t html two.hello)"
"$docconv" --list-input-formats | grep -qx hello

tree=$'docconv-tree 1\npara\n  "no greeting"\ndefinition-list
  term\n    "Ann"\n  definition\n    plain\n      "Hi,\\nBob."'
got=$("$docconv" --loss-report -f tree -t hello <<<"$tree" 2>loss)
expect 'what it can hold' 'Ann: Hi, Bob.' "$got"
grep -q ':2:1: loss: .*hello-block' loss

status=0
printf 'Ann: Hi.\nno colon\n' >bad.hello
"$docconv" -t html bad.hello >out 2>said || status=$?
expect 'exit code' 64 "$status"
expect 'message' \
    'docconv: bad.hello:2:1: error: expected a name and a colon [hello-colon]' \
    "$(cat said)"
expect 'output' '' "$(cat out)"
