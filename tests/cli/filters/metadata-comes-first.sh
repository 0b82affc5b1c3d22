# SPDX-License-Identifier: MIT
# Filters see the metadata of the command line, and what they change counts.
document >in.json
filter_python meta.py 'title = document["meta"]["title"]
title["c"] = title["c"].upper() if title["t"] == "MetaString" else [
    {"t": "Str", "c": x.get("c", " ").upper()} for x in title["c"]]
document["meta"]["seen"] = {"t": "MetaString", "c": "yes"}'
docconv -i json -o tree --title mine -F ./meta.py in.json >out
assert_text out MINE
assert_text out seen
