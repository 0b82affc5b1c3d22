# SPDX-License-Identifier: MIT
# What is written is checked before it is kept: a result that its format's
# checker finds fault with is told, with its place, and an older file stays.
article article.txt
broken() {
    docconv --plugin-dir "$TEST_PLUGINS" -o broken "$@" article.txt 2>findings
}

broken -O out.broken
assert_text out.broken good
expect_exit 13 broken --broken-word=bad -O out.broken
assert_text out.broken good
grep -q '^docconv: result/inner/part:3:7: error: .* \[broken-word\]$' \
    findings || fail "$(cat findings)"
grep -q '^docconv: out.broken: error: .*not valid broken.*docconv-broken.so' \
    findings || fail "$(cat findings)"
broken --broken-word=bad --no-check -O out.broken
assert_text out.broken bad
grep -q error findings && fail "$(cat findings)"

# A warning is told, and stops nothing that it would not stop else.
broken --broken-word=warned -O out.broken
assert_text findings 'warning: this is not the word'
expect_exit 3 broken --broken-word=good --broken-word=warned \
    --fail-if-warnings -O out.broken

# Nothing reaches standard output or a pipe before it was checked.
[ "$(broken -O -)" = good ] || fail "standard output"
expect_exit 13 broken --broken-word=bad -O - >piped
[ ! -s piped ] || fail "an invalid result was piped"

# A checker that crashes is named, and what it was doing.
expect_exit 13 broken --broken-word=crash -O out.broken
assert_text findings 'while it was checking'
