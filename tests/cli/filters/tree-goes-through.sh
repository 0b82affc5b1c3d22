# SPDX-License-Identifier: MIT
# All of the tree comes out of filters that change nothing as it went in: media
# and origins too, which the JSON does not carry.
filter_shell same.sh cat
seen=0
for tree in "$TESTS"/golden/tree/same/*.tree; do
    docconv -i tree -o tree "$tree" >wanted 2>/dev/null || continue
    docconv -i tree -o tree -F ./same.sh -F ./same.sh "$tree" >actual
    diff wanted actual >&2 || fail "$tree"
    seen=$((seen + 1))
done
[ "$seen" -ge 10 ] || fail "only $seen trees"
article article.txt
for options in "" "--title Mine -M answer=42"; do
    # shellcheck disable=SC2086 # a list of options
    docconv $options -o tree article.txt >wanted
    # shellcheck disable=SC2086
    docconv $options -o tree -F ./same.sh article.txt >actual
    diff wanted actual >&2 || fail "article $options"
done
grep -q "key=\"title\" origin=3" actual || fail "the origin of what the user said is lost"
