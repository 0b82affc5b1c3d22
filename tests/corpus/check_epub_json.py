#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A book that goes through JSON is the same book: epub -> json -> epub -> json.

usage: check_epub_json.py --corpus DIR --docconv PROGRAM [--all] [--only NAME]
                          [--show]

Media are taken out on both ways, so that the first JSON is all there is of the
book. Both are compared as trees; what a name stands for counts, not the name:

- a medium is called by its bytes: files of the result have other names. A
  drawing is known by its elements and words, and a style sheet by its text
  without comments and blanks: both are written anew, so that what a book must
  not hold stays out
- an identifier, and the path of a file, is called by the order of its first
  use: the writer gives others where a book has one twice

Left out of both, since the writer says it anew or leaves it out by design:

- `modified` and `epub-meta`: what the result offers its readers, and when it
  was made
- identifiers of headings that no link leads to: the contents of the result
  need one for each
- `epub:type` of a file, if the source says none and the result says `cover` or
  `bodymatter`: its landmarks name the file that shows the cover and the one
  where the text begins, and the reader gives a file what landmarks say of it
- `role` of an element, if that is its `epub:type`: the writer says both
- `dir` of a file that only the result has: that of the language
- `data-linear`: what neither contents nor links lead to may not be beside the
  text
- `style`: books have no inline style
- how fixed pages are laid out, and their style sheets: they become flowing
  text with a loss; and the sides of a spread, of which that has none
- whether formulas have a second form beside MathML, and the blanks in them
- types and profiles of dictionaries and the like, which a book has to follow
- which fonts were veiled: that of a font that no style sheet names goes

A sample takes seconds; --all takes every book that can be read.
"""
import argparse
import hashlib
import json
import pathlib
import posixpath
import re
import subprocess
import sys
import tempfile
import urllib.parse

from check_epub_structure import picture

SKIP = 77
LOCKED = 15
TIMEOUT = 120
FAMILIES = ("epub/standardebooks", "epub/idpf-samples", "pandoc/pandoc-epub",
            "epub/w3c-epub-tests", "epub/epubcheck")
NAMES = {"id", "data-file"}
RESTATED = {"modified", "epub-meta"}
UNSAID = {"style", "data-properties", "data-linear"}
PROFILED = ("dictionary", "edupub", "index", "preview")
SAMPLE = ("chickens", "wasteland-otf-obf", "formatting", "israelsailing",
          "epub2_cover", "img", "css-epub-writing-mode", "pub-cmt-svg",
          "lay-fxl-spread-both", "mediaoverlays-svg-valid")
COMMENT = re.compile(r"/\*.*?\*/", re.S)
CHARSET = re.compile(r"@charset[^;]*;")
SECOND_FORM = re.compile(r"<annotation.*?</annotation[^>]*>|</?semantics[^>]*>"
                         r"|\sxmlns=\"[^\"]*\"|\sdisplay=\"inline\"", re.S)
URL = re.compile(r"""url\(\s*["']?(.*?)["']?\s*\)""", re.S)

# What differs and stays so, by its first cause.
KNOWN = {
    # What says that the book keeps the rules of a profile goes, with a loss.
    "epub-dictionaries__epub__dictionary-content-model-error": "profile",
    "epub-dictionaries__epub__dictionary-multiple-no-content-error":
        "profile",
    "epub-dictionaries__epub__dictionary-no-profile-dc-type-missing-warning":
        "profile",
    "epub-dictionaries__epub__dictionary-search-key-map-extension-error":
        "profile",
    "epub-dictionaries__epub__dictionary-search-key-map-link-missing-error":
        "profile",
    "epub-dictionaries__epub__dictionary-single-valid": "profile",
    "epub-dictionaries__epub__glossary-single-valid": "profile",
    "epub-edupub__epub__edupub-fxl-valid": "profile",
    "epub-edupub__epub__edupub-multiple-renditions-dctype-missing-for-publication-error":
        "profile",
    "epub-edupub__epub__edupub-multiple-renditions-valid": "profile",
    "epub-edupub__epub__edupub-pagelist-missing-error": "profile",
    "epub-edupub__epub__edupub-pagelist-valid": "profile",
    "epub-indexes__epub__index-collection-no-index-error": "profile",
    "epub-indexes__epub__index-whole-pub-no-index-error": "profile",
    "epub-previews__epub__preview-embedded-no-content-doc-link-error":
        "profile",
    "epub-previews__epub__preview-embedded-no-manifest-error": "profile",
    "epub-previews__epub__preview-pub-source-missing-warning": "profile",
    # Sound or places that are not there once media are files: an .mp4 has no
    # type then, and a drawing no identifiers.
    "kusamakura-preview-embedded": "overlay",
    "mol-ignore": "overlay",
    "mol-support_xhtml-fxl": "overlay",
    "mol-support_xhtml-load-next-fxl": "overlay",
    "mol-support_xhtml-load": "overlay",
    "mol-timing-synchronization": "overlay",
    "epub3__05-package-document__package-remote-audio-in-overlays-missing-property-error":
        "overlay",
    "epub3__09-media-overlays__mediaoverlays-active-class-svg-style-not-found-error":
        "overlay",
    "epub3__09-media-overlays__mediaoverlays-active-class-svg-stylesheet-link-valid":
        "overlay",
    "epub3__09-media-overlays__mediaoverlays-incorrect-overlay-ref-error":
        "overlay",
    "epub3__09-media-overlays__mediaoverlays-no-overlay-ref-error": "overlay",
    "epub3__09-media-overlays__mediaoverlays-svg-valid": "overlay",
    "epub3__09-media-overlays__mediaoverlays-textref-fragment-schemebased-warning":
        "overlay",
    "epub3__09-media-overlays__mediaoverlays-textref-svg-fragment-viewbox-valid":
        "overlay",
    # Other refinements of people than role, file-as and the like.
    "chickens": "agent",
    "mymedia_lite": "agent",
    "regime-anticancer-arabic": "agent",
    "formatting": "agent",
    "img": "agent",
    "img_no_cover": "agent",
    # Formulas are written anew.
    "linear-algebra": "formula",
    "features": "formula",
    "epub3__03-resources__foreign-xhtml-math-altimg-no-fallback-error":
        "formula",
    "epub3__06-content-document__content-xhtml-mathml-altimg-not-found-error":
        "formula",
    # Attributes that the writer has no room for.
    "holmes": "attribute",
    "cole-voyage-of-life-tol": "attribute",
    "epub30-spec": "attribute",
    "georgia-cfi": "attribute",
    "epub3__04-ocf__url-xhtml-cite-missing-resource-error": "attribute",
    "epub3__05-package-document__package-manifest-prop-switch-not-declared-error":
        "attribute",
    # Rules that no valid book may have, or that name files which are not there.
    "childrens-literature": "sheet",
    "israelsailing": "sheet",
    "wasteland-otf-obf": "sheet",
    "wasteland-woff-obf": "sheet",
    "cnt-svg-css-reference": "sheet",
    "ocf-font_obfuscation_bis": "sheet",
    "epub3__03-resources__file-url-in-css-error": "sheet",
    "epub3__03-resources__resources-cmt-font-truetype-valid": "sheet",
    "epub3__06-content-document__content-css-encoding-utf16-declared-warning":
        "sheet",
    "epub3__06-content-document__content-css-font-face-url-empty-error":
        "sheet",
    "epub3__06-content-document__content-css-import-not-present-error":
        "sheet",
    "epub3__06-content-document__content-css-namespace-uri-not-resource-valid":
        "sheet",
    "epub3__06-content-document__content-css-property-unicode-bidi-error":
        "sheet",
    "epub3__06-content-document__content-css-syntax-error": "sheet",
    "epub3__06-content-document__content-css-url-not-present-error":
        "sheet",
    "localization__css-error": "sheet",
    # Images that no book may show (a loss).
    "pub-cmt-avif": "image",
    "pub-foreign_image": "image",
    "sec-untrusted-consent_network": "image",
    "epub3__03-resources__data-url-with-unescaped-query-valid": "image",
    "epub3__03-resources__fallback-chain-n-to-1-valid": "image",
    "epub3__03-resources__foreign-exempt-xhtml-track-valid": "image",
    "epub3__03-resources__foreign-exempt-xhtml-video-valid": "image",
    "epub3__03-resources__foreign-xhtml-img-manifest-fallback-valid":
        "image",
    "epub3__03-resources__foreign-xhtml-img-srcset-manifest-fallback-valid":
        "image",
    "epub3__03-resources__foreign-xhtml-picture-img-srcset-error": "image",
    "epub3__03-resources__foreign-xhtml-video-poster-fallback-valid":
        "image",
    "epub3__03-resources__resources-remote-font-svg-also-used-as-img-error":
        "image",
    "epub3__03-resources__resources-remote-img-in-script-error": "image",
    "epub3__03-resources__resources-remote-not-https-warning": "image",
    "epub3__04-ocf__url-xhtml-track-missing-resource-error": "image",
    "epub3__05-package-document__package-manifest-prop-remote-resource-undeclared-error":
        "image",
    # The source says what no valid book may, or not what it must.
    "lay-pkg-flow-paginated": "source",
    "lay-pkg-flow-scrolled-doc": "source",
    "nav-spine_in-spine-no-list-style": "source",
    "pkg-spine-progression-pre-paginated": "source",
    "pss-support": "source",
    "pub-foreign_xml-spine": "source",
    "scr-support_scrolled-doc": "source",
    "xx-epub-template": "source",
    "epub-region-nav__epub__data-nav-in-spine-warning": "source",
    "epub2__epub__ncx-pagetarget-type-error": "source",
    "epub2__epub__opf-legacy-oebps12-error": "source",
    "epub2__epub__opf-legacy-oebps12-mediatype-html-warning": "source",
    "epub2__epub__opf-pagemap-error": "source",
    "epub3__05-package-document__package-mathml-valid": "source",
}


class Names:
    """What stands in the place of names that may be others."""

    def __init__(self, folder, work):
        self.folder = folder
        self.work = work
        self.numbers = {}
        self.linked = set()
        self.media = {}

    def number(self, name):
        return f"name-{self.numbers.setdefault(name, len(self.numbers))}"

    def sheet(self, name, text):
        def target(match):
            path = posixpath.join(posixpath.dirname(name), match[1])
            return f"url({self.medium(posixpath.normpath(path))})"
        text = CHARSET.sub("", COMMENT.sub("", text))
        return re.sub(r"[\s;]+", "", URL.sub(target, text))

    def known_by(self, name, data):
        if name.endswith(".css"):
            return self.sheet(name, data.decode("utf-8-sig", "replace")).encode()
        if name.endswith(".smil"): # its addresses are others
            return b"overlay of %d clips" % len(re.findall(b"<text", data))
        return picture(data, name).encode()

    def medium(self, word):
        name = word.partition("#")[0]
        if not name.startswith(self.folder + "/"):
            return word
        path = self.work / name
        if not path.is_file():
            path = self.work / urllib.parse.unquote(name)
        if not path.is_file():
            return word
        if name not in self.media:
            self.media[name] = "" # of a sheet that imports itself
            shown = self.known_by(name, path.read_bytes())
            self.media[name] = "medium-" + hashlib.sha256(
                shown).hexdigest()[:16]
        return self.media[name]

    def words(self, text):
        return " ".join(filter(None, map(self.medium, text.split(" "))))

    def find_linked(self, node):
        """The identifiers that links lead to."""
        todo = [node]
        while todo:
            item = todo.pop()
            if isinstance(item, str) and item.startswith("#"):
                self.linked.add(item[1:])
            elif isinstance(item, dict):
                todo.extend(item.values())
            elif isinstance(item, list):
                todo.extend(item)

    def pairs(self, pairs):
        types = dict(map(tuple, pairs)).get("epub:type", "").split()
        for key, value in pairs:
            if key in UNSAID or (key == "role"
                                 and value.removeprefix("doc-") in types):
                continue
            if key == "docconv-mathml":
                value = "".join(SECOND_FORM.sub("", value).split())
            yield [key, self.number(value) if key in NAMES
                   else self.words(value)]

    def attr(self, node):
        return [self.number(node[0]) if node[0] else "", node[1],
                sorted(self.pairs(node[2]))]

    def heading(self, node):
        level, (name, classes, pairs), text = node["c"]
        name = name if name in self.linked else ""
        return {"t": "Header", "c": [level, self.attr([name, classes, pairs]),
                                     self.change(text)]}

    def change(self, node):
        if isinstance(node, str):
            return (self.number(node[1:]) if node.startswith("#")
                    else self.words(node))
        if isinstance(node, dict) and node.get("t") == "Header":
            return self.heading(node)
        if isinstance(node, dict):
            return {key: self.change(value) for key, value in node.items()
                    if key not in RESTATED}
        if self.is_attr(node):
            return self.attr(node)
        if isinstance(node, list):
            node = list(map(bare, node))
        return [self.change(item) for item in node] \
            if isinstance(node, list) else node

    @staticmethod
    def is_attr(node):
        return (isinstance(node, list) and len(node) == 3
                and isinstance(node[0], str) and isinstance(node[1], list)
                and isinstance(node[2], list)
                and all(isinstance(item, str) for item in node[1])
                and all(isinstance(item, list) and len(item) == 2
                        and isinstance(item[0], str) for item in node[2]))


def bare(node):
    """A paragraph that had nothing but a style, without its wrapper."""
    if isinstance(node, dict) and node.get("t") == "Div":
        (name, classes, pairs), blocks = node["c"]
        if (classes == ["docconv-para"] and not name
                and all(key == "style" for key, _ in pairs)):
            return blocks[0]
    return node


def is_landmark(pair):
    return pair in (["epub:type", "cover"], ["epub:type", "bodymatter"])


def is_fixed(tree, file):
    own = dict(map(tuple, file["c"][0][2])).get("data-properties", "")
    if "rendition:layout-" in own:
        return "rendition:layout-pre-paginated" in own
    layout = tree["meta"].get("rendition-layout", {})
    return layout.get("c") == "pre-paginated"


def forget_pages(tree):
    """Leaves out what only fixed pages have."""
    for file in tree["blocks"]:
        if file["t"] == "Div" and is_fixed(tree, file):
            file["c"][0][2] = [pair for pair in file["c"][0][2]
                               if pair[0] != "data-styles"]
    for key in [key for key in tree["meta"] if key.startswith("rendition-")]:
        del tree["meta"][key]
    tree["meta"].pop("epub-obfuscated", None)


def forget_landmarks(a, b):
    """Types of files that the result alone has."""
    for one, two in zip(a["blocks"], b["blocks"]):
        if one["t"] == two["t"] == "Div":
            pairs = one["c"][0][2]
            said = {key for key, _ in pairs}
            two["c"][0][2] = [
                pair for pair in two["c"][0][2]
                if not ("epub:type" not in said and is_landmark(pair))
                and not ("dir" not in said and pair[0] == "dir")]


def run(docconv, work, *options):
    done = subprocess.run([docconv, "--quiet", *options], cwd=work,
                          capture_output=True, timeout=TIMEOUT)
    return done.returncode, done.stderr.decode("utf-8", "replace").strip()


def load(work, name):
    with open(work / f"{name}.json", encoding="utf-8") as file:
        tree = json.load(file)
    forget_pages(tree)
    names = Names(name, work)
    names.find_linked(tree["blocks"])
    return names.change(tree)


def differences(a, b, at=""):
    """The outermost places where the trees differ."""
    if type(a) is not type(b):
        yield at, a, b
    elif isinstance(a, dict):
        for key in sorted(set(a) | set(b)):
            if key not in a or key not in b:
                yield f"{at}.{key}", a.get(key), b.get(key)
            else:
                yield from differences(a[key], b[key], f"{at}.{key}")
    elif isinstance(a, list):
        if len(a) != len(b):
            yield at, a, b
        else:
            for i, (x, y) in enumerate(zip(a, b)):
                yield from differences(x, y, f"{at}[{i}]")
    elif a != b:
        yield at, a, b


def apart(a, b):
    """Both from a little before where they begin to differ."""
    at = 0
    while at < min(len(a), len(b)) and a[at] == b[at]:
        at += 1
    at = max(0, at - 60)
    return a[at:at + 200], b[at:at + 200]


def check(docconv, path, work):
    """Why it failed, or the list of differences; None: not readable."""
    steps = (("-f", "epub", "-O", "a.json", "--extract-media=a", str(path)),
             ("-f", "json", "-O", "between.epub", "a.json"),
             ("-f", "epub", "-O", "b.json", "--extract-media=b",
              "between.epub"))
    for number, options in enumerate(steps):
        status, said = run(docconv, work, *options)
        if status and number == 0:
            return None
        if status:
            return [("", f"exit {status}", said[-200:])]
    a, b = load(work, "a"), load(work, "b")
    forget_landmarks(a, b)
    return list(differences(a, b))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", required=True, type=pathlib.Path)
    parser.add_argument("--docconv", required=True)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--only", default="")
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    docconv = str(pathlib.Path(args.docconv).resolve())
    paths = [path.resolve() for family in FAMILIES
             for path in sorted((args.corpus / family).glob("*.epub"))
             if args.only in path.stem
             and (args.all or args.only or path.stem in SAMPLE)]
    if not paths:
        print(f"skipped: no books at {args.corpus}")
        return SKIP
    books = known = bad = 0
    for path in paths:
        with tempfile.TemporaryDirectory() as folder:
            found = check(docconv, path, pathlib.Path(folder))
        if found is None:
            continue
        books += 1
        if not found:
            continue
        known += path.stem in KNOWN
        bad += path.stem not in KNOWN
        print(f"{path.stem}: {len(found)} differences"
              f" ({KNOWN.get(path.stem, 'not known')})")
        for at, one, two in found[:5 if args.show else 0]:
            one, two = apart(str(one), str(two))
            print(f"  {at}\n  - {one}\n  + {two}")
    print(f"{books - known - bad} of {books} books are equal, {known} differ "
          f"as is known, {bad} otherwise")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
