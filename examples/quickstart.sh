#!/bin/sh
# SPDX-License-Identifier: MIT
# From a fresh checkout to a first book, on Debian 12, as root or with sudo:
# installs the packages of .ci/packages that are missing, builds docconv inside
# the checkout and converts examples/article.txt to article.epub in the current
# directory. Nothing of docconv is installed outside the checkout.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
build=$root/build/release

# shellcheck disable=SC2046 # one package a line, no spaces in names
"$root/.ci/install-missing" $(cat "$root/.ci/packages")

echo "Building docconv in $build"
cmake -S "$root" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release \
    -DBUILD_TESTING=OFF --log-level=WARNING >/dev/null
cmake --build "$build" -- --quiet

"$build/bin/docconv" -i text -o epub "$root/examples/article.txt"
echo "Made $(pwd)/article.epub"
