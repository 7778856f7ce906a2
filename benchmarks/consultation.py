#!/usr/bin/env python3
"""Measures a consultation of 2,000 responses with 40,000 remarks on 200 paragraphs beside the demo's.

usage: benchmarks/consultation.py [--responses 2000] [--keep FOLDER] [--program FILE]

Makes the files of such a compact, imports them beside the demo, and asks each page of a consultation
many times, past the page cache, from both; then those that only coordinators see, as one of them. Prints
milliseconds and how many times the demo's it is; exits with 1 where a page costs more than five times as
much. ./bench does the same (`pages`).
"""

import argparse
import csv
import json
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

import servers
from servers import ROOT, Overens

SECTIONS = 10
PARAGRAPHS_A_SECTION = 20
REMARKS_A_RESPONSE = 20
MOST_TIMES = 5
ASKED = 15
STANCES = ("tillstyrker", "tillstyrker med ändring", "avstyrker", "avstår")
WORDS = "Skriv ut vem som svarar för vad, inom vilken tid och hur det följs upp".split()

PAGES = {
    "the consultation": "/consultations/1",
    "its second page": "/consultations/1?page=2",
    "the responses": "/consultations/1/responses",
    "a response": "/consultations/1/responses/7",
    "a section": "/consultations/1/sections/{section}",
    "the whole text": "/consultations/1/whole",
    "the last page of it": "/consultations/1/whole?page={last}",
    "remarks by paragraph": "/consultations/1/paragraphs",
    "a paragraph": "/consultations/1/paragraphs/3",
    "a remark": "/remarks/9",
    "all consultations": "/consultations",
    "remarks by theme": "/consultations/1/themes",
    "responses as data": "/consultations/1/responses.json",
    "remarks as data": "/consultations/1/remarks.json",
}

COORDINATOR = "samordnare@region.example.org"
THEIR_PAGES = {
    "coding": "/consultations/1/coding",
    "dispositions": "/consultations/1/dispositions",
    "one disposition": "/remarks/9/disposition",
    "a new version": "/consultations/1/new-version",
    "the compilation": "/consultations/1/compilation",
    "whom we invited": "/consultations/1/invited",
    "to do": "/todo",
}


def text_of_200_paragraphs():
    lines = ["# Överenskommelse", ""]
    for section in range(1, SECTIONS + 1):
        lines += [f"## Avsnitt {section}", ""]
        for paragraph in range(1, PARAGRAPHS_A_SECTION + 1):
            lines += [f"Stycke {paragraph} i avsnitt {section}: parterna samverkar i fråga {section}.{paragraph}, "
                      "möts varje termin och berättar öppet vad som blev av det de kom överens om.", ""]
    return "\n".join(lines)


def write_table(path, headings, rows):
    with open(path, "w", encoding="utf-8", newline="") as table:
        writer = csv.writer(table, delimiter=";")
        writer.writerow(headings)
        writer.writerows(rows)


def remarks(responses):
    """Each response says something about the whole, a section and eighteen paragraphs."""
    number = 0
    for response in range(1, responses + 1):
        places = [("Hela texten", ""), (f"Avsnitt {response % SECTIONS + 1}", "")]
        first = response * 7 % (SECTIONS * PARAGRAPHS_A_SECTION)
        for step in range(REMARKS_A_RESPONSE - len(places)):
            at = (first + step * 11) % (SECTIONS * PARAGRAPHS_A_SECTION)
            places.append((f"Avsnitt {at // PARAGRAPHS_A_SECTION + 1}", at + 1))
        for section, paragraph in places:
            number += 1
            turn = number % len(WORDS)
            wording = " ".join(WORDS[turn:] + WORDS[:turn])
            yield [number, response, f"Förening {response:04}", "2018-08-06", "webb", section, paragraph,
                   STANCES[number % len(STANCES)], wording, "Parterna möts varje månad." if number % 3 == 0 else ""]


def make_files(folder, responses):
    compact = json.loads((ROOT / "demo/ostergotland/compact.json").read_text(encoding="utf-8"))
    compact.update(slug="stor", name="En stor remiss", decisions=[], contacts=[], expected={})
    folder.mkdir()
    (folder / "compact.json").write_text(json.dumps(compact, ensure_ascii=False), encoding="utf-8")
    (folder / "text-remiss.md").write_text(text_of_200_paragraphs(), encoding="utf-8")
    shutil.copy(ROOT / "demo/ostergotland/organisationer.csv", folder)
    rows = list(remarks(responses))
    write_table(folder / "remissvar.csv",
                ["Nr", "Svar", "Organisation", "Inkom", "Sätt", "Avsnitt", "Stycke", "Ställningstagande",
                 "Synpunkt", "Föreslagen lydelse"], rows)
    write_table(folder / "hanteringar.csv", ["Synpunkt", "Hantering", "Motivering"],
                [[row[0], "beaktas delvis", "Lydelsen ändras."] for row in rows if row[0] % 4])


def run(*command):
    began = time.monotonic()
    subprocess.run(["env", "OVERENS_LOG=warning", servers.PROGRAM, *command], cwd=ROOT, check=True,
                   stdout=subprocess.DEVNULL, timeout=900)
    return time.monotonic() - began


def milliseconds(server, path, session=""):
    """Some, each with a query of its own, so that no page is answered from the cache."""
    taken = []
    for turn in range(ASKED):
        url = server.url(f"{path}{'&' if '?' in path else '?'}asked={turn}-{time.time_ns()}")
        request = urllib.request.Request(url, headers={"Cookie": f"__Host-session={session}"} if session else {})
        began = time.monotonic()
        with urllib.request.urlopen(request, timeout=60) as answer:
            answer.read()
        taken.append((time.monotonic() - began) * 1000)
    return taken


def databases(folder, responses):
    """The demo and a large consultation in one database, and how many seconds the import of the latter took."""
    make_files(folder / "files", responses)
    database = folder / "both.sqlite"
    run("import", ROOT / "demo/ostergotland", "--db", f"sqlite:{database}")
    return database, run("import", folder / "files", "--db", f"sqlite:{database}")


def pages(database, responses):
    """(page, milliseconds of the large one, milliseconds of the demo's), one after another."""
    last = max(1, responses // 40)
    with Overens(database) as server:
        for name, path in PAGES.items():
            small = milliseconds(server, "/ostergotland" + path.format(section="syfte", last=1))
            large = milliseconds(server, "/stor" + path.format(section="avsnitt-3", last=last))
            yield name, large, small
        session = server.session_of(COORDINATOR)
        for name, path in THEIR_PAGES.items():
            small = milliseconds(server, "/ostergotland" + path, session)
            large = milliseconds(server, "/stor" + path, session)
            yield f"{name} (coordinators)", large, small


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--responses", type=int, default=2000)
    options.add_argument("--keep", type=pathlib.Path)
    options.add_argument("--program", type=pathlib.Path, default=servers.PROGRAM)
    chosen = options.parse_args()
    servers.PROGRAM = chosen.program
    folder = chosen.keep or pathlib.Path(tempfile.mkdtemp(prefix="overens-consultation-"))
    folder.mkdir(exist_ok=True)
    database, seconds = databases(folder, chosen.responses)
    print(f"imported {chosen.responses * REMARKS_A_RESPONSE:,} remarks in {seconds:.1f} s")
    too_slow = 0
    for name, *taken in pages(database, chosen.responses):
        large, small = map(statistics.median, taken)
        too_slow += large > MOST_TIMES * small
        print(f"{name:32} {small:7.2f} ms  {large:7.2f} ms  {large / small:5.1f} times", flush=True)
    if not chosen.keep:
        shutil.rmtree(folder)
    return 1 if too_slow else 0


if __name__ == "__main__":
    sys.exit(main())
