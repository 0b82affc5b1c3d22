# SPDX-License-Identifier: MIT
article article.txt
mkdir plugins
cp "$TEST_PLUGINS/docconv-crash.so" plugins/docconv-crash.so
chmod 755 plugins
chmod 666 plugins/docconv-crash.so
expect_exit 13 docconv --plugin-dir plugins -i crash -o epub article.txt
