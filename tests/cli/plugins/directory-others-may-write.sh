# SPDX-License-Identifier: MIT
article article.txt
mkdir plugins
cp "$TEST_PLUGINS/docconv-crash.so" plugins/docconv-crash.so
chmod 777 plugins
expect_exit 13 docconv --plugin-dir plugins -i crash -o epub article.txt
