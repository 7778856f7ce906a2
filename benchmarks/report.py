"""What was measured, in words: lines for the terminal and docs/benchmarks.md."""

import os
import pathlib
import platform
import re
import statistics
import subprocess
import time

PAGE = """# Measured

`./bench` wrote this. Medians, with the lowest and the highest run in brackets; {runs} runs of {seconds} s each, ours and
the reference in turn (A B A B) after a warm-up. Server and SQLite on one core, load on the other
(`taskset`); everything on 127.0.0.1. Differences under 10 % mean nothing.

{machine}

| what | Överens | reference | ratio | mark | |
|---|---|---|---|---|---|
{rows}

{notes}
"""

NOTES = """## How

```sh
taskset -c 0 overens serve --demo --db sqlite:FILE --listen 127.0.0.1:PORT    # OVERENS_TRUSTED_PROXIES=127.0.0.1
taskset -c 0 nginx -c FILE                                                    # one worker
taskset -c 1 wrk -t1 -c64 -d5s -H 'Accept-Encoding: gzip' http://127.0.0.1:PORT/ostergotland/organisations
taskset -c 1 wrk -t1 -c64 -d5s -H 'Cookie: __Host-session=measured' http://127.0.0.1:PORT/ostergotland/organisations
taskset -c 1 wrk -t1 -c64 -d5s -s benchmarks/registrations.lua URL -- TOKEN COOKIE RUN
taskset -c 0 commits FILE 5                                                   # benchmarks/commits.cpp
cmake --preset release -B FOLDER && cmake --build FOLDER
touch src/features/activities/pages.cpp && cmake --build build/dev --target overens_tests && build/dev/overens_tests --gtest_filter=…
```

- Keep-alive; our answers carry the security headers of every page, nginx's carry none.
- Made anew: a session cookie keeps the visitor out of the page cache, so the session is looked up and the whole page is made,
  as for everybody who has signed in.
- nginx: one worker, `sendfile`, `open_file_cache`, no access log; the files are what Överens answered.
- A registration: `benchmarks/registrations.lua` posts a new person each time to an activity with 100,000 seats. An answer (303
  to the receipt) means that seat, registration, letter and journal line are on the disk; afterwards the rows are counted. The
  server runs with its defaults, and the mails of the demonstration are caught meanwhile. Each run begins with the same database.
- A rush: the same for 500 seats. Where 10,000 or more came in one run, it must leave exactly 500 confirmed, nobody confirmed
  who came after somebody who waits, and one letter each.
- Ten thousand at once: `benchmarks/rush.py`, 64 connections of one Python, spread over the programs; PostgreSQL of
  `tools/throwaway_postgres` (not durable). Afterwards exactly 500 have a seat, nobody who asked after another's receipt stands before
  them, every answer was a receipt, and everybody has one letter in the outbox; else it is an error and no figure.
- The model: `OVERENS_MODEL_STEPS=1000000 build/dev/overens_tests --gtest_filter='WaitingModel.*'` on SQLite, all invariants looked
  at after each write.
- A disk that takes a millisecond longer: `benchmarks/slow_disk.c`, preloaded before both, lets each `fsync` and `fdatasync` take so
  much longer. One that answers in a tenth of a millisecond leaves little to save by committing together: then what is measured
  is the processor's work for a registration beside that for one row.
- SQLite itself: `benchmarks/commits.cpp`, WAL, `synchronous=FULL`, one insert a commit.
- A large consultation: `benchmarks/consultation.py`, 2,000 responses with 40,000 remarks on 200 paragraphs, made and imported
  beside the demonstration; each page is asked fifteen times with a query of its own, so that none comes from the cache; what only coordinators see, as one
  of them.
- Idle: each connection has been answered once; a visitor who comes after them is served.
- Builds: ccache set aside, all cores. The build is clean from `cmake --preset release` on, and its program is the one measured. The
  edit is a touched file, `cmake --build` and its tests, on a tree that was up to date."""


def number(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"


def spread(runs):
    if not runs:
        return ""
    if len(runs) == 1:
        return number(runs[0])
    return f"{number(statistics.median(runs))} ({number(min(runs))}–{number(max(runs))})"


def mark(result):
    if result.at_most:
        return f"< {result.mark} {result.unit}"
    if result.most_times:
        return f"< {result.mark} times"
    return f"≥ {result.mark}"


def cells_of(result):
    reference = result.reference_is
    if result.reference:
        reference += f": {spread(result.reference)}"
    return [
        result.what,
        f"{spread(result.ours)} {result.unit}",
        reference,
        f"{result.ratio():.2f}" if result.reference else "–",
        mark(result),
        "met" if result.is_met() else "**not met**",
    ]


def line_of(result):
    return " | ".join(cells_of(result))


def first_line(*command):
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return (done.stdout + done.stderr).splitlines()[0]


def sync_ms(folder):
    """How long the disk takes to keep 4 KB."""
    times = []
    with open(folder / "sync", "wb", buffering=0) as file:
        for _ in range(200):
            file.write(bytes(4096))
            start = time.perf_counter()
            os.fdatasync(file.fileno())
            times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def machine(folder):
    cpu = re.search(r"model name\s*:\s*(.+)", pathlib.Path("/proc/cpuinfo").read_text())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    debian = pathlib.Path("/etc/debian_version").read_text().strip()
    nginx = first_line("nginx", "-v").removeprefix("nginx version: ")
    compiler = first_line("c++", "-dumpfullversion")
    return (
        f"Machine: {cpu[1] if cpu else platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GB, "
        f"Debian {debian}, g++ {compiler}, {nginx}; `fdatasync` of 4 KB {sync_ms(folder):.2f} ms. "
        f"{time.strftime('%Y-%m-%d')}."
    )


def page(machine_line, results, length):
    rows = "\n".join("| " + " | ".join(cells_of(result)) + " |" for result in results)
    return PAGE.format(
        runs=length.runs, seconds=length.seconds, machine=machine_line, rows=rows, notes=NOTES
    )
