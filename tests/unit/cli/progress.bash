#!/bin/bash
# SPDX-License-Identifier: MIT
# usage: DOCCONV=PROGRAM progress.bash PLUGINS
# Work that does not end shows a line on a terminal, and takes it away.
set -euo pipefail

plugins=$1
command -v script >/dev/null || {
    echo "no script(1) to make a terminal"
    exit 77
}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo "a line" >a.txt
command="'$DOCCONV' --plugin-dir '$plugins' -i spin -o html -O a.html --timeout 3 a.txt"

code=0
script -qec "$command" /dev/null </dev/null >shown || code=$?
[ "$code" -eq 14 ] || { echo "FAIL: exit code $code"; exit 1; }
grep -q 'docconv: a.txt: [12] s' shown || { echo "FAIL: no progress"; exit 1; }
tr '\r' '\n' <shown | grep -q '^ *docconv: a.txt: error: ' ||
    { echo "FAIL: the message does not begin a line"; exit 1; }

script -qec "$command --quiet" /dev/null </dev/null >shown || :
! grep -q ' s' shown || { echo "FAIL: --quiet is not quiet"; exit 1; }
