#!/usr/bin/env python3
"""Runs every measurement, prints the results and writes docs/benchmarks.md. Called by ./bench.

usage: benchmarks/measure.py [--quick]
"""

import os
import pathlib
import resource
import shutil
import signal
import sys
import tempfile

import measures
import report
from servers import ROOT, new_database

QUICK = measures.Length(runs=1, seconds=2, with_builds=False, responses=200)
WHOLE = measures.Length(runs=5, seconds=5, with_builds=True, responses=2000)


def measure(folder, length):
    """Results as they come, each said on the terminal."""
    results = []

    def add(*more):
        results.extend(more)
        for one in more:
            print(report.line_of(one), flush=True)

    if length.with_builds:
        add(measures.clean_build(folder))
        add(measures.edit_to_tests(length))
    database = new_database(folder)
    measures.on_cores({measures.LOAD_CORE})
    add(*measures.pages(folder, database, length))
    add(*measures.registrations(folder, database, length))
    add(measures.idle_connections(database, length))
    add(*measures.rushes())
    if length.with_builds:  # the tests are built then
        add(measures.long_game())
    for one in measures.large_consultation(folder, length):
        add(one)
    return results


def main(arguments):
    if arguments not in ([], ["--quick"]):
        sys.exit(__doc__)
    if os.cpu_count() < 2:
        sys.exit("two cores are needed: one for the server, one for the load")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended from outside"))
    length = QUICK if arguments else WHOLE
    files = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    if files < measures.OPEN_FILES:
        sys.exit(f"{measures.OPEN_FILES:,} open files are needed (ulimit -Hn says {files:,})")
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))
    # On the disk of the working tree, as a temporary folder may be memory.
    folder = pathlib.Path(tempfile.mkdtemp(prefix="bench-", dir=ROOT / "build"))
    try:
        machine = report.machine(folder)
        print(machine, flush=True)
        results = measure(folder, length)
    finally:
        shutil.rmtree(folder)
    if length is WHOLE:
        (ROOT / "docs/benchmarks.md").write_text(report.page(machine, results, length), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
