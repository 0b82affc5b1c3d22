# SPDX-License-Identifier: MIT
# What is known without plugins is said without looking for them: a file that
# is no plugin would be complained about.
mkdir plugins
echo no plugin >plugins/docconv-broken.so
for option in --help --help=exit --version; do
    docconv --plugin-dir plugins "$option" 2>errors >said
    [ -s said ] || fail "$option says nothing"
    [ ! -s errors ] || fail "$option looks for plugins"
done
docconv --plugin-dir plugins --list-plugins 2>errors >said
assert_text errors "docconv-broken.so"
