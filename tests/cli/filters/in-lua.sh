# SPDX-License-Identifier: MIT
# A filter in Lua that is not executable; strings suffice to change one.
command -v lua >/dev/null || skip "lua is not installed"
document '{"t":"Para","c":[{"t":"Str","c":"quiet"}]}' >in.json
cat >loud.lua <<'END'
local text = io.read("a")
io.write((text:gsub('"quiet"', '"LOUD ' .. arg[1] .. '"')))
END
docconv -i json -o html -F loud.lua in.json >out
[ "$(cat out)" = "<p>LOUD html</p>" ] || fail "$(cat out)"
