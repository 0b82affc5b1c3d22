#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compare `docconv --check` with EPUBCheck on books with one fault each.

usage: check_mutants.py --docconv PROGRAM --corpus DIR --epubcheck DIR
                        [--cache FILE] [--count N] [--seed N] [--show]

Each mutant is a valid book of the corpus with one change, as a hand that slips
would make it: an element moved, renamed or twice, an attribute with another
value, a file lost.  So rules are tested beyond the books that they were made
for.  Of the mutants that EPUBCheck finds wrong at least 88 of 100 must have the
same set of identifiers of errors; of those it finds right at most 1 of 100 may
have any.  Exit 77 (skip) without books or EPUBCheck.
"""
import argparse
import copy
import pathlib
import random
import sys
import tempfile
import zipfile
from xml.etree import ElementTree

import check_checker
import check_epubs

SAME_LEAST = 0.88
ALARMS_MOST = 0.01
BASE_MOST = 60000  # bytes; larger books have no other elements, only more
OPS = "http://www.idpf.org/2007/ops"
ENDINGS = (".opf", ".ncx", ".xhtml", "container.xml", ".html", ".svg", ".smil")
VALUES = ("", "x", "#x", "http://example.com/", "a b", "1", "-1", "true",
          "no-such.xhtml", "../x", "%zz", "nav", "en", "zzz")
NAMES = """p div span em table td li ul a img h1 section foo title link meta br
    dt figure figcaption nav ol svg math script style audio video source iframe
    input form ruby rt""".split()
ATTRIBUTES = ["id", "class", "href", "src", "foo", "lang", "dir", "role",
              "type", "alt", "property", "refines", f"{{{OPS}}}type", "style",
              "width", "title", "value"]


def any_name(element, dice):
    """Some name in the name space of the element."""
    space = element.tag.partition("}")[0]
    name = dice.choice(NAMES)
    return f"{space}}}{name}" if space.startswith("{") else name


def drop_attribute(element, _parents, dice):
    if element.attrib:
        del element.attrib[dice.choice(sorted(element.attrib))]


def change_attribute(element, _parents, dice):
    if element.attrib:
        element.set(dice.choice(sorted(element.attrib)), dice.choice(VALUES))


def add_attribute(element, _parents, dice):
    element.set(dice.choice(ATTRIBUTES), dice.choice(VALUES))


def drop_element(element, parents, _dice):
    if element in parents:
        parents[element].remove(element)


def double_element(element, parents, _dice):
    if element in parents:
        siblings = parents[element]
        siblings.insert(list(siblings).index(element), copy.deepcopy(element))


def rename_element(element, _parents, dice):
    element.tag = any_name(element, dice)


def add_element(element, _parents, dice):
    ElementTree.SubElement(element, any_name(element, dice)).text = "x"


def change_text(element, _parents, dice):
    element.text = dice.choice(["", "text", "  "])


def move_element(element, parents, dice):
    target = dice.choice(list(parents))
    if element in parents and target not in element.iter():
        parents[element].remove(element)
        target.append(element)


CHANGES = (drop_attribute, change_attribute, add_attribute, drop_element,
           double_element, rename_element, add_element, change_text,
           move_element)


def change_document(text, dice):
    """The document with one change, and its name; None: it is no XML."""
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError:
        return None
    parents = {child: parent for parent in root.iter() for child in parent}
    change = dice.choice(CHANGES if parents else CHANGES[:3])
    change(dice.choice(list(root.iter())), parents, dice)
    ElementTree.register_namespace("", root.tag[1:].partition("}")[0])
    ElementTree.register_namespace("epub", OPS)
    changed = ElementTree.tostring(
        root, encoding="utf-8", xml_declaration=True)
    return changed, change.__name__


def change_files(files, dice):
    """Loses, renames or adds a file."""
    name = dice.choice([name for name in files if name != "mimetype"])
    kind = dice.choice(["lose", "rename", "add"])
    if kind == "add":
        files["extra.txt"] = b"x"
    else:
        content = files.pop(name)
        if kind == "rename":
            files[name + "x"] = content
    return f"{kind} {name}"


def mutate(base, path, dice):
    """Write a mutant of the book `base`; return what was changed, or None."""
    with zipfile.ZipFile(base) as archive:
        files = {name: archive.read(name) for name in archive.namelist()
                 if not name.endswith("/")}
    documents = [name for name in files if name.endswith(ENDINGS)]
    packages = [name for name in files if name.endswith(".opf")]
    if dice.random() < 0.1:
        what = change_files(files, dice)
    else:
        # Packages have the most rules, and each book has but one.
        name = dice.choice(packages if packages and dice.random() < 0.35
                           else documents)
        changed = change_document(files[name], dice)
        if not changed:
            return None
        files[name], change = changed
        what = f"{change} {name}"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(
                zipfile.ZipInfo(name), content,
                zipfile.ZIP_STORED if name == "mimetype"
                else zipfile.ZIP_DEFLATED)
    return what


def make_mutants(bases, folder, count, seed):
    """{mutant: what was changed}."""
    mutants = {}
    for number in range(seed, seed + count):
        dice = random.Random(number)
        path = (folder / f"m{number}.epub").resolve()
        base = dice.choice(bases)
        what = mutate(base, path, dice)
        if what:
            mutants[path] = f"m{number}: {what} of {base.name}"
    return mutants


def clean_bases(args, folder):
    """Copies of the small books that EPUBCheck finds free of errors."""
    copies = {copy_: book for copy_, book
              in check_checker.copy_books(args.corpus, folder).items()
              if book.stat().st_size < BASE_MOST}
    known = check_checker.verdicts(copies, args.epubcheck, args.cache)
    return [book for copy_, book in copies.items()
            if known.get(check_checker.digest(copy_)) == []]


def judge(docconv, mutants, results, shows):
    """(mutants without errors, false alarms, others, of these the same)."""
    clean = alarms = broken = same = 0
    for mutant, what in mutants.items():
        if mutant not in results:
            continue
        expected = sorted({f.id for f in results[mutant]
                           if f.severity in check_checker.ERRORS})
        found = check_checker.check(docconv, mutant)
        broken += bool(expected)
        clean += not expected
        same += bool(expected) and found == expected
        alarms += not expected and bool(found)
        if found != expected and (shows or not expected):
            print(f"     {what}: {expected}, here {found}")
    return clean, alarms, broken, same


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--docconv", required=True)
    parser.add_argument("--corpus", required=True)
    parser.add_argument("--epubcheck", required=True)
    parser.add_argument("--cache", type=pathlib.Path)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        try:
            bases = clean_bases(args, folder)
            if not bases:
                print(f"skipped: no books in {args.corpus}/epub")
                return check_checker.SKIP
            mutants = make_mutants(bases, folder, args.count, args.seed)
            results = check_epubs.validate(list(mutants), args.epubcheck)
        except check_epubs.Unavailable as why:
            print(f"skipped: {why}")
            return check_checker.SKIP
        clean, alarms, broken, same = judge(
            args.docconv, mutants, results, args.show)
    print(f"{clean} mutants without errors, {alarms} false alarms; "
          f"{broken} others, {same} with the same identifiers")
    return int(alarms > ALARMS_MOST * clean or broken == 0
               or same < SAME_LEAST * broken)


if __name__ == "__main__":
    sys.exit(main())
