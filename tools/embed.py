#!/usr/bin/env python3
"""Writes a set of files as one C++ source, so that the program needs nothing beside itself.

usage: tools/embed.py migrations SRC OUTPUT.cpp    every SRC/**/NNNN_name.sql, by number
       tools/embed.py assets DIST OUTPUT.cpp       every file below DIST, by path, with gzip, brotli

The headers are src/db/embedded_migrations.h and src/web/assets.h.
"""

import ctypes
import gzip
import hashlib
import pathlib
import re
import sys

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}


def refuse(reason):
    sys.exit(f"tools/embed.py: {reason}")


def literal(data):
    """The bytes as a C++ string_view; octal escapes end after three digits, so none runs on."""
    if not data:
        return "{}"
    pieces = []
    for byte in data:
        if byte == 0x0A:
            pieces.append("\\n")
        elif byte in b'"\\?' or byte < 0x20 or byte > 0x7E:
            pieces.append(f"\\{byte:03o}")
        else:
            pieces.append(chr(byte))
    return f'std::string_view("{"".join(pieces)}", {len(data)})'


def source(header, kind, function, rows):
    """rows: lists of C++ expressions, one list for each element."""
    entries = "".join("    {" + ", ".join(row) + "},\n" for row in rows)
    return f"""// Written by tools/embed.py; changes are lost.
#include "{header}"

#include <array>

namespace overens {{
namespace {{

constexpr std::array<{kind}, {len(rows)}> embedded = {{{{
{entries}}}}};

}}  // namespace

std::span<const {kind}> {function}() {{ return embedded; }}

}}  // namespace overens
"""


def migrations(root):
    found = {}
    for path in sorted(root.rglob("*.sql")):
        name = re.fullmatch(r"(\d{4})_([a-z0-9_]+)\.sql", path.name)
        if not name:
            refuse(f"{path}: a migration is named NNNN_name.sql")
        number = int(name[1])
        if number in found:
            refuse(f"{found[number][0]} and {path} have the same number")
        found[number] = (path, name[2])
    rows = [
        [str(number), literal(name.encode()), literal(path.read_bytes())]
        for number, (path, name) in sorted(found.items())
    ]
    return source("db/embedded_migrations.h", "EmbeddedMigration", "embedded_migrations", rows)


def brotli(data):
    """By the library the program links anyway; Debian's Python has no module for it here."""
    encoder = ctypes.CDLL("libbrotlienc.so.1")
    encoder.BrotliEncoderMaxCompressedSize.argtypes = [ctypes.c_size_t]
    encoder.BrotliEncoderMaxCompressedSize.restype = ctypes.c_size_t
    size = ctypes.c_size_t(encoder.BrotliEncoderMaxCompressedSize(len(data)))
    output = ctypes.create_string_buffer(size.value)
    quality, window_bits, generic = 11, 22, 0
    if not encoder.BrotliEncoderCompress(
        quality, window_bits, generic, ctypes.c_size_t(len(data)), data,
        ctypes.byref(size), output
    ):
        refuse("brotli failed")
    return output.raw[: size.value]


def assets(root):
    rows = []
    files = [path for path in root.rglob("*") if path.is_file()] if root.is_dir() else []
    for path in sorted(files, key=lambda each: each.relative_to(root).as_posix().encode()):
        if path.suffix not in TYPES:
            refuse(f"{path}: no content type is known for {path.suffix}")
        data = path.read_bytes()
        compressed = [gzip.compress(data, 9, mtime=0), brotli(data)]
        worth = [each if len(each) < 0.9 * len(data) else b"" for each in compressed]
        texts = [
            path.relative_to(root).as_posix().encode(),
            TYPES[path.suffix].encode(),
            hashlib.sha256(data).hexdigest()[:16].encode(),
            data,
            *worth,
        ]
        rows.append([literal(each) for each in texts])
    return source("web/assets.h", "Asset", "embedded_assets", rows)


def main(arguments):
    kinds = {"migrations": migrations, "assets": assets}
    if len(arguments) != 3 or arguments[0] not in kinds:
        sys.exit(__doc__)
    kind, root, output = arguments
    pathlib.Path(output).write_text(kinds[kind](pathlib.Path(root)), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
