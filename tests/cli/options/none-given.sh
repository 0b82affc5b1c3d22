# SPDX-License-Identifier: MIT
article article.txt
docconv --plugin-dir "$TEST_PLUGINS" -t options article.txt
