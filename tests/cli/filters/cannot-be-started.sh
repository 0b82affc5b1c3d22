# SPDX-License-Identifier: MIT
# Programs that are not there or cannot be run: 83, and nothing is written.
document >in.json
refused() {
    wanted=$1
    shift
    expect_exit 83 docconv -i json -o html -O out.html "$@" in.json 2>said
    assert_text said "$wanted"
    [ ! -e out.html ] || fail "something was written"
}
refused "filter 'nowhere' was not found" -F nowhere
mkdir folder
refused "filter './folder' was not found" -F ./folder
: >plain.txt
refused "is not executable, and its name does not tell what runs it" \
    -F plain.txt
: >filter.rb
path=$PATH
mkdir bin
ln -s "$DOCCONV" bin/docconv
PATH=$PWD/bin
refused=0
docconv -i json -o html -F filter.rb in.json 2>said || refused=$?
PATH=$path
[ "$refused" -eq 83 ] || fail "exit code $refused"
assert_text said "and what could run it is not on PATH: ruby"
printf cat >no-first-line
chmod +x no-first-line
refused "filter 'no-first-line' cannot be started: Exec format error; does" \
    -F ./no-first-line
printf '#!/nowhere/sh\n' >bad-interpreter
chmod +x bad-interpreter
refused "filter 'bad-interpreter' cannot be started: No such file" \
    -F ./bad-interpreter
# The first of two is not run either.
filter_shell first.sh 'cat; : >ran'
refused "filter 'nowhere' was not found" -F ./first.sh -F nowhere
[ ! -e ran ] || fail "a filter ran before all were found"
