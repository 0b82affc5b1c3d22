# SPDX-License-Identifier: MIT
# What an address names beside the input, and what it does not reach.
mkdir -p page/images page/folder.png other
printf '\211PNG\r\n\032\n1234' >page/images/map.png
cp page/images/map.png "page/images/a map é.png"
cp page/images/map.png outside.png
cp page/images/map.png other/elsewhere.png
ln -s map.png page/images/inside.png
ln -s ../outside.png page/outside.png
ln -s "$PWD/outside.png" page/absolute.png
ln -s /dev/zero page/zero.png
ln -s /proc/self/environ page/environ.png
mkfifo page/fifo.png
cp /etc/passwd page/passwd.png
printf 'BM is how this text begins, and no image' >page/text.png
truncate -s 65M page/large.png
article page/article.txt

cat >urls <<'END'
images/map.png
./images/../images/map.png
images/map.png?size=2#top
images/a%20map%20%C3%A9.png
images/a map é.png
images/inside.png
images%2Fmap.png
elsewhere.png
absent.png
outside.png
absolute.png
../outside.png
%2e%2e/outside.png
images/../../outside.png
%252e%252e/outside.png
..\outside.png
C:\outside.png
images/map.png%00.txt
/etc/passwd
%2Fetc%2Fpasswd
//host/map.png
https://host/map.png
HTTP://host/map.png
file:///etc/passwd
file:images/map.png
javascript:alert(1)
folder.png
zero.png
environ.png
fifo.png
passwd.png
text.png
large.png

#fragment
.
data:image/png;base64,iVBORw0KGgo=
data:image/png;base64,iVBO Rw0K%0AGgo
data:image/png,%89PNG%0D%0A%1A%0A
data:image/png;base64,%%%
data:image/png;base64,cm9vdDp4OjA6MDo=
data:image/png
END
# shellcheck disable=SC2089,SC2090
set --
while IFS= read -r url; do
    set -- "$@" "--resource-image=$url"
done <urls
docconv --plugin-dir "$TEST_PLUGINS" -i text -t resources \
    --resource-path=other: "$@" page/article.txt
