# SPDX-License-Identifier: MIT
# Images that stand beside the input, or in an address, are media too; what two
# addresses name is one file.
mkdir images
printf '\211PNG\r\n\032\n1234' >'images/a map.PNG'
printf 'root:x:0:0:' >passwd.png
cat >in.html <<'END'
<p><img src="images/a%20map.PNG"><img src="images/../images/a%20map.PNG?x">
<img src="data:image/gif;base64,R0lGODlh"><img src="passwd.png">
<img src="http://example.org/x.png"><a href="images/a%20map.PNG">map</a>
<img src="images/a%20map.PNG#part"></p>
END
docconv -o html -O out/page.html --extract-media='out/my media' in.html
grep -o '\(src\|href\)="[^"]*"' out/page.html
cd out && find . -type f | sort
