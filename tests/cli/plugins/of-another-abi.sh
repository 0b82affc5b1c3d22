# SPDX-License-Identifier: MIT
article article.txt
docconv --plugin-dir "$TEST_PLUGINS" -i otherabi -o epub article.txt
