# SPDX-License-Identifier: MIT
# A path, then the user's data folder, then PATH, whose relative entries do
# not count.
document >in.json
mkdir -p ../data/docconv/filters ../.local/share/docconv/filters ../programs
says() {
    docconv -i json -o html -F "$1" in.json 2>said
    assert_text said ": $2 ["
}
add() {
    filter_shell "$1" "cat; echo $2 >&2"
}
add ../programs/whichone path
PATH="$PATH:$(cd .. && pwd)/programs"
says whichone path
add ../.local/share/docconv/filters/whichone home
says whichone home
export XDG_DATA_HOME="$PWD/../data"
says whichone path
add ../data/docconv/filters/whichone data
says whichone data
add whichone here
says whichone here
says ./whichone here
says "$PWD/whichone" here
rm whichone ../data/docconv/filters/whichone ../programs/whichone
add whichone.py there
mkdir bin
mv whichone.py bin/whichone
PATH="$PATH:bin"
expect_exit 83 docconv -i json -o html -F whichone in.json 2>said
assert_text said "filter 'whichone' was not found"
