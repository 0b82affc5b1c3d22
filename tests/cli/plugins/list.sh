# SPDX-License-Identifier: MIT
docconv --list-plugins >list
for name in text epub html; do
    grep -q "$name" list || fail "no $name"
done
