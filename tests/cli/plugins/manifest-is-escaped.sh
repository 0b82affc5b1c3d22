# SPDX-License-Identifier: MIT
# What a plugin says of itself, and where it stands, is text of a stranger.
turn=$(printf '\342\200\256')
folder="in${turn}there"
mkdir "$folder"
cp "$TEST_PLUGINS/docconv-bidi.so" "$folder"
bidi() { docconv --plugin-dir "$folder" "$@"; }
{
    bidi --help=bidi
    bidi --list-plugins
    bidi --list-input-formats --verbose
} >said
for shell in bash zsh fish; do bidi --completion "$shell"; done >scripts
assert_text said 'a \u{202e}format'
assert_text said 'a\u{202e}b'
assert_text said 'some \u{202e}help'
assert_text said 'in\u{202e}there'
assert_text scripts 'some help'
! grep -q "$turn" said scripts || fail "a direction is turned"
