# SPDX-License-Identifier: MIT
# A filter in JavaScript that is not executable.
command -v node >/dev/null || skip "node is not installed"
document '{"t":"Para","c":[{"t":"Str","c":"quiet"}]}' >in.json
cat >loud.js <<'END'
const document = JSON.parse(require("fs").readFileSync(0, "utf8"));
for (const block of document.blocks)
    for (const inline of block.c)
        inline.c = inline.c.toUpperCase() + " " + process.argv[2];
process.stdout.write(JSON.stringify(document));
END
docconv -i json -o html -F loud.js in.json >out
[ "$(cat out)" = "<p>QUIET html</p>" ] || fail "$(cat out)"
