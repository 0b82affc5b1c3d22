# SPDX-License-Identifier: MIT
# One name a line, sorted, and nothing else: scripts read these.
for list in --list-input-formats --list-output-formats; do
    docconv "$list" >names
    grep -qvE '^[a-z][a-z0-9_]*$' names && fail "$list: not all are names"
    LC_ALL=C sort -c names
    grep -qx text names || fail "$list: no text"
done
docconv --list-output-formats | grep -qx epub
