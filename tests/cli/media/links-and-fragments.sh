# SPDX-License-Identifier: MIT
# A link to an image is renamed wherever it stands; fragments stay, queries go;
# a "#" within a data: address begins no fragment.
svg='data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"><g fill="#'
printf '<svg xmlns="http://www.w3.org/2000/svg"/>' >a.svg
cat >in.html <<END
<p><a href="a.svg#one"><img src="a.svg?big=1#one"></a><img src="a.svg">
<img src='${svg}fff"/></svg>'><img src='${svg}000"/></svg>'></p>
END
docconv -o html --extract-media=m in.html
ls m
