# SPDX-License-Identifier: MIT
# Each kind by its first bytes, whatever its name; a style sheet is text whose
# name says so.
put() {
    # shellcheck disable=SC2059
    printf "$2" >"$1"
}
put jpeg.x '\377\330\377\340'
put gif.x 'GIF89a'
put webp.x 'RIFF\1\0\0\0WEBPVP8 '
put riff.x 'RIFF\1\0\0\0WAVEfmt '
put bmp.x 'BM\100\0\0\0\0\0\0\0\66\0\0\0\50\0\0\0\1'
put tiff.x 'II*\0\10\0\0\0'
put avif.x '\0\0\0\30ftypmif1\0\0\0\0mif1avif'
put heic.x '\0\0\0\30ftypheic\0\0\0\0mif1heic'
put svg.x '<?xml version="1.0"?>\n<!-- x -->\n<!DOCTYPE svg>\n<svg xmlns="">'
put html.x '<!DOCTYPE html>\n<svgish>'
put woff.x 'wOFF\0\1\0\0'
put woff2.x 'wOF2\0\1\0\0'
put otf.x 'OTTO\0\12\0\200\0\3\0\40\0'
put ttf.x '\0\1\0\0\0\12\0\200\0\3\0\40\0'
put empty.x ''
put sheet.css 'p { margin: 0 }\n'
put sheet.txt 'p { margin: 0 }\n'
put binary.css 'p {\0}'
article article.txt
set --
for name in jpeg gif webp riff bmp tiff avif heic svg html woff empty; do
    set -- "$@" --resource-image="$name.x"
done
for name in woff woff2 otf ttf jpeg; do
    set -- "$@" --resource-font="$name.x"
done
for name in sheet.css sheet.txt binary.css svg.x data:text/css,p%7B%7D; do
    set -- "$@" --resource-style="$name"
done
docconv --plugin-dir "$TEST_PLUGINS" -i text -t resources "$@" article.txt
