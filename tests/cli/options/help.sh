# SPDX-License-Identifier: MIT
docconv --plugin-dir "$TEST_PLUGINS" --help=options | sed -n '/^  --/p'
docconv --plugin-dir "$TEST_PLUGINS" --completion bash >script
grep -A 1 -e '--options-files|' script | grep -q 'compgen -f' ||
    fail "files do not complete"
