#!/usr/bin/env python3
"""Runs clang-tidy (.clang-tidy) over the sources, two or more at a time.

usage: tools/tidy.py BUILD [FILE…]

BUILD holds compile_commands.json. Tests are left out: they are half of the files and a third of
the time. A file that passed is not looked at again until it or a header of ours below it changes.
Precompiled headers are left out: they are g++'s own, and without them a file shows that it includes
what it uses.
"""

import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent


def with_headers(path, seen):
    """The file and all of ours it includes, each once."""
    if path in seen or not path.exists():
        return seen
    seen.add(path)
    for included in re.findall(r'(?m)^\s*#\s*include\s+"([^"]+)"', path.read_text("utf-8")):
        with_headers(ROOT / "src" / included, seen)
    return seen


def key(path):
    digest = hashlib.sha256((ROOT / ".clang-tidy").read_bytes())
    for each in sorted(with_headers(path, set())):
        digest.update(str(each).encode() + b"\0" + each.read_bytes())
    return digest.hexdigest()


def without_precompiled(build):
    """A folder with the same commands, less what g++ alone understands."""
    commands = json.loads((build / "compile_commands.json").read_text("utf-8"))
    for command in commands:
        command["command"] = re.sub(
            r" -Winvalid-pch| -fpch-preprocess| -include \S*cmake_pch\.hxx", "", command["command"])  # fmt: skip
    folder = build / "tidy"
    (folder / "compile_commands.json").write_text(json.dumps(commands), "utf-8")
    return folder


def tidy(folder, path):
    """What is wrong with the file; nothing when all is well."""
    stamp = folder / key(path)
    if stamp.exists():
        return ""
    done = subprocess.run(
        ["clang-tidy", "-p", str(folder), "--quiet", str(path)],
        capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL)  # fmt: skip
    if done.returncode == 0:
        stamp.touch()
        return ""
    return done.stdout.replace(f"{ROOT}/", "") or done.stderr


# Includes a header of libqpdf that clang 14 can not read as C++20; g++ can.
UNREADABLE = {ROOT / "src/formats/pdf_finish.cpp"}


def sources(build):
    commands = json.loads((build / "compile_commands.json").read_text("utf-8"))
    paths = {pathlib.Path(command["file"]) for command in commands}
    ours = [path for path in paths - UNREADABLE if path.is_relative_to(ROOT / "src")]
    return sorted(path for path in ours if not re.search(r"_test(ing)?\.cpp$", path.name))


def main(arguments):
    if not arguments:
        sys.exit(__doc__)
    build = pathlib.Path(arguments[0]).resolve()
    (build / "tidy").mkdir(exist_ok=True)
    folder = without_precompiled(build)
    paths = [pathlib.Path(name).resolve() for name in arguments[1:]] or sources(build)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        findings = [each for each in pool.map(lambda path: tidy(folder, path), paths) if each]
    if findings:
        sys.exit("\n".join(findings))


if __name__ == "__main__":
    main(sys.argv[1:])
