#!/bin/bash
# SPDX-License-Identifier: MIT
# usage: test_copied_plugin.sh DOCCONV C-COMPILER C++-COMPILER
#
# A format is a folder and one line: copies plugins/html under another name in
# a copy of the source tree, changes the name in its descriptor, adds its line
# to plugins/CMakeLists.txt, builds it, and has DOCCONV convert with it.
set -euo pipefail

docconv=$(realpath -- "$1")
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
source=$work/source
build=$work/build

mkdir "$source"
tar -C "$root" --exclude=./.git --exclude=./build -cf - . |
    tar -C "$source" -xf -

cp -r "$source/plugins/html" "$source/plugins/page"
sed -i 's/DC_FORMAT("html"/DC_FORMAT("page"/' "$source/plugins/page/html_plugin.c"
echo 'docconv_add_plugin(page)' >>"$source/plugins/CMakeLists.txt"
cmake -S "$source" -B "$build" -G Ninja -DBUILD_TESTING=OFF \
    -DCMAKE_C_COMPILER="$2" -DCMAKE_CXX_COMPILER="$3" >"$work/log"
cmake --build "$build" --target docconv-page >>"$work/log"

plugins=$build/lib/docconv/1
cat >"$work/in.tree" <<'EOT'
docconv-tree 1
heading level=1
  "One"
para
  "a < b"
EOT
for format in html page; do
    "$docconv" --plugin-dir "$plugins" -f tree -t $format \
        -O "$work/out.$format" "$work/in.tree"
done
cmp "$work/out.html" "$work/out.page"
grep -q '<h1 id="one">One</h1>' "$work/out.page"
"$docconv" --plugin-dir "$plugins" --list-output-formats | grep -qx page
"$docconv" --plugin-dir "$plugins" --help=page | grep -q '^page: HTML'
