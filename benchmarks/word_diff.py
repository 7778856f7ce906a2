#!/usr/bin/env python3
"""Our diff, paragraph by paragraph and then word by word, beside `git diff --word-diff`:
time, and how many words each marks, on texts of 10 to 100,000 words.

usage: benchmarks/word_diff.py [WORDS ...]

A text is changed in one word of fifty, one paragraph in forty moves. Git's time is the whole of a process, so a diff of two
equal files of that size is taken off it; ours is the function alone. Both are the fastest of several runs.
"""

import pathlib
import random
import re
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).parent.parent
SIZES = [10, 100, 1_000, 10_000, 100_000]
WORDS_IN_PARAGRAPH = 60
RUNS = 5


def program(folder):
    made = folder / "word_diff"
    sources = ["benchmarks/word_diff.cpp", "src/base/diff.cpp", "src/base/diff_paragraphs.cpp",
               "src/base/alignment.cpp", "src/base/tokens.cpp"]
    subprocess.run(["g++", "-std=c++20", "-O2", "-Isrc", *sources, "-o", made, "-licuuc"], cwd=ROOT, check=True)
    return made


def text_of(words):
    chunks = [words[i:i + WORDS_IN_PARAGRAPH] for i in range(0, len(words), WORDS_IN_PARAGRAPH)]
    return [" ".join(chunk) + "." for chunk in chunks]


def changed(paragraphs, chance):
    after = []
    for paragraph in paragraphs:
        words = paragraph.split(" ")
        for _ in range(max(1, len(words) // 50)):
            words[chance.randrange(len(words))] = f"nytt{chance.randrange(1000)}"
        after.append(" ".join(words))
    for _ in range(len(after) // 40):
        after.insert(chance.randrange(len(after)), after.pop(chance.randrange(len(after))))
    return after


def git(before, after):
    command = ["git", "diff", "--no-index", "--word-diff=porcelain", "--no-color", before, after]
    fastest, output = None, ""
    for _ in range(RUNS):
        start = time.perf_counter()
        output = subprocess.run(command, capture_output=True, text=True).stdout
        took = (time.perf_counter() - start) * 1000
        fastest = took if fastest is None else min(fastest, took)
    marks = {"-": 0, "+": 0}
    for line in output.splitlines():
        if line[:1] in marks and not line.startswith(("---", "+++")):
            marks[line[0]] += len(re.findall(r"\w+", line[1:]))
    return fastest, marks["-"], marks["+"]


def measure(size, folder, ours):
    chance = random.Random(size)
    vocabulary = [f"ord{i}" for i in range(max(50, size // 10))]
    before = text_of([chance.choice(vocabulary) for _ in range(size)])
    after = changed(before, chance)
    files = [folder / name for name in ("before", "after", "same")]
    for file, paragraphs in zip(files, (before, after, before)):
        file.write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")
    milliseconds, removed, added, whole = subprocess.run(
        [ours, *files[:2], str(RUNS)], capture_output=True, text=True, check=True).stdout.split()
    idle, _, _ = git(files[0], files[2])
    theirs, git_removed, git_added = git(*files[:2])
    print(f"{size:>8,} words  ours {float(milliseconds):9.2f} ms  -{removed} +{added}{'' if whole == '1' else '  NOT WHOLE'}"
          f"   git {max(theirs - idle, 0):9.2f} ms  -{git_removed} +{git_added}", flush=True)


def main(sizes):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        ours = program(folder)
        for size in sizes:
            measure(size, folder, ours)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or SIZES)
