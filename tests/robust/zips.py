# SPDX-License-Identifier: MIT
"""Zip archives made by hand, so that each field of them can lie.

An archive is a list of Entry. What a field says when nobody lies follows from
the content; `local` and `central` put other values into the two records of an
entry (APPNOTE 6.3.9, 4.3.7 and 4.3.12), `end` into the last record (4.3.16).
"""
import collections
import struct
import zlib

STORED, DEFLATED = 0, 8
LOCAL = ("signature version flags method time date crc packed size name_len extra_len",
         "<IHHHHHIIIHH")
CENTRAL = ("signature made version flags method time date crc packed size name_len "
           "extra_len comment_len disk internal external offset", "<IHHHHHHIIIHHHHHII")
END = ("signature disk directory_disk here total directory_size directory_at comment_len",
       "<IHHHHIIH")

Entry = collections.namedtuple("Entry", "name data method local central",
                               defaults=(DEFLATED, {}, {}))


def pack(layout, **values):
    names, form = layout
    return struct.pack(form, *(values.get(name, 0) for name in names.split()))


def deflate(data):
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    return squeeze.compress(data) + squeeze.flush()


def fields(entry, name, packed):
    return {"version": 20, "flags": 0x800, "method": entry.method, "date": 0x21,
            "crc": zlib.crc32(entry.data), "packed": len(packed),
            "size": len(entry.data), "name_len": len(name)}


def archive(entries, end=None, comment=b"", before=b""):
    """The bytes of an archive of the entries, `before` in front of it."""
    out, directory = bytearray(before), bytearray()
    for entry in entries:
        name = entry.name if isinstance(entry.name, bytes) else entry.name.encode()
        packed = deflate(entry.data) if entry.method == DEFLATED else entry.data
        said = fields(entry, name, packed)
        at = len(out)
        out += pack(LOCAL, **{"signature": 0x04034B50, **said, **entry.local})
        out += name + packed
        directory += pack(CENTRAL, **{"signature": 0x02014B50, "made": 0x0314,
                                      **said, "offset": at, **entry.central})
        directory += name
    at = len(out)
    out += directory
    out += pack(END, **{"signature": 0x06054B50, "here": len(entries) & 0xFFFF,
                        "total": len(entries) & 0xFFFF, "directory_size": len(directory),
                        "directory_at": at, "comment_len": len(comment), **(end or {})})
    return bytes(out + comment)
