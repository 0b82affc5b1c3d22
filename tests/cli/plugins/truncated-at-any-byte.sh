# SPDX-License-Identifier: MIT
# A plugin cut short is refused, whatever is missing.
article article.txt
mkdir plugins
size=$(stat -c %s "$TEST_PLUGINS/docconv-crash.so")
for part in 0 1 4 16 40 63 64 100 200 400 600 700 900 1200 2000 4000 8000 12000; do
    [ "$part" -lt "$size" ] || break
    head -c "$part" "$TEST_PLUGINS/docconv-crash.so" >plugins/docconv-crash.so
    expect_exit 13 docconv --plugin-dir plugins -i crash -o epub article.txt
done
