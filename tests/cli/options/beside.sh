# SPDX-License-Identifier: MIT
# Plain names in the folder of the file, wherever the command was started; no
# link leads out of it.
mkdir parts parts/deeper
printf 'whole' >parts/page.html
printf 'head' >parts/head.html
printf 'deep' >parts/deeper/deep.html
printf 'secret' >secret.html
ln -s head.html parts/inside.html
ln -s ../secret.html parts/outside.html
ln -s "$PWD/secret.html" parts/absolute.html
ln -s /proc/self/environ parts/environ.html
mkfifo parts/pipe.html
article article.txt
docconv --plugin-dir "$TEST_PLUGINS" -t options \
    --options-file parts/page.html \
    --options-beside head.html --options-beside inside.html \
    --options-beside outside.html --options-beside absolute.html \
    --options-beside environ.html --options-beside deeper/deep.html \
    --options-beside ../secret.html --options-beside .. \
    --options-beside . --options-beside '' --options-beside deeper \
    --options-beside pipe.html --options-beside "$PWD/secret.html" \
    --options-beside head.html article.txt | grep ^beside >out
sed "s|$PWD|PWD|" out
