# SPDX-License-Identifier: MIT
# A filter sees the document's own names; what it names is taken out as well.
printf 'GIF89a' >own.gif
printf 'GIF87a' >other.gif
filter_python rename.py '
def change_image(image):
    if image[2][0] != "own.gif":
        sys.exit("other names: " + image[2][0])
    image[2][0] = "other.gif"
    return image
change("Image", change_image)'
echo '<img src="own.gif">' >in.html
docconv -o html -F ./rename.py --extract-media=m in.html
cd m && ls
