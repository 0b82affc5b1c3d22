# SPDX-License-Identifier: MIT
# The same run again changes nothing; what is another file is replaced with
# --force alone, and else nothing at all is written.
image() {
    printf 'docconv-tree 1\nmedia name="%s.txt" size=2\n  "%s\\n"\n' "$1" "$2"
}
image a x >in.tree
image b y | tail -n +2 >>in.tree
printf 'para\n  image url="a.txt"\n' >>in.tree
docconv -i tree -o json --extract-media=m in.tree >first
docconv -i tree -o json --extract-media=m in.tree >second
assert_same first second
echo "somebody's" >m/b.txt
rm m/a.txt
for option in --quiet --no-clobber; do
    expect_exit 11 docconv -i tree -o json $option --extract-media=m in.tree \
        >out 2>errors
    [ ! -s out ] || fail "a result"
    [ ! -e m/a.txt ] || fail "a part of the media"
    assert_text errors "m/b.txt' exists and is another file"
    assert_text m/b.txt "somebody's"
done
docconv -i tree -o json --extract-media=m --force in.tree >out
assert_same first out
assert_text m/b.txt y
assert_text m/a.txt x
