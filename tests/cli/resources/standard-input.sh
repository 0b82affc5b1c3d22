# SPDX-License-Identifier: MIT
# It stands in no folder; a folder that is not there is told and passed over.
mkdir folder
printf 'GIF89a' >folder/dot.gif
cp folder/dot.gif here.gif
article article.txt
docconv --plugin-dir "$TEST_PLUGINS" -i text -t resources \
    --resource-image=here.gif --resource-image=dot.gif \
    --resource-path=absent --resource-path=folder <article.txt 2>message
assert_text message "warning: no images are looked for in 'absent'"
