# SPDX-License-Identifier: MIT
# Found by its manifest: no line of ours names it.
docconv --plugin-dir "$TEST_PLUGINS" --list-input-formats | grep -qx crash
docconv --plugin-dir "$TEST_PLUGINS" --help=crash | grep -q -- "--crash-where"
! docconv --list-input-formats | grep -qx crash || fail "crash is known"
