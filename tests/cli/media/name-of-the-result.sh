# SPDX-License-Identifier: MIT
# A medium is not lost under a result of the same name.
printf 'docconv-tree 1\nmedia name="b.txt" size=2\n  "x\\n"\npara\n  "t"\n' >in.tree
expect_exit 11 docconv -i tree -o html -O m/b.txt --extract-media=m in.tree \
    2>errors
assert_text errors "is the name of a medium, too"
[ ! -e m/b.txt ] || fail "something was left"
docconv -i tree -o html -O m/b.html --extract-media=m in.tree
assert_text m/b.txt x
