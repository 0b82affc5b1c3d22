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
put mp3.x 'ID3\3\0'
put frame.x '\377\373\220\104\0'
put sync.x '\377\373\377\377\0'
put wave.x 'RIFF\1\0\0\0WAVEfmt '
put flac.x 'fLaC\0'
put aac.x '\377\361\120'
put opus.x 'OggS\0\2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0OpusHead'
put theora.x 'OggS\0\2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\200theora'
put webm.x '\032\105\337\243'
put sound.x '\0\0\0\20ftypisom\0\0\0\0hdlr\0\0\0\0\0\0\0\0soun'
put film.x '\0\0\0\20ftypisom\0\0\0\0hdlr\0\0\0\0\0\0\0\0vide'
put smil.x '<?xml version="1.0"?>\n<smil xmlns="">'
put smiles.x '<?xml version="1.0"?>\n<smiles>'
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
for name in mp3 frame sync wave flac aac opus theora sound heic; do
    set -- "$@" --resource-audio="$name.x"
done
for name in theora webm film sound; do
    set -- "$@" --resource-video="$name.x"
done
for name in smil smiles svg; do
    set -- "$@" --resource-overlay="$name.x"
done
docconv --plugin-dir "$TEST_PLUGINS" -i text -t resources "$@" article.txt
