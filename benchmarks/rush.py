#!/usr/bin/env python3
"""Ten thousand people register at once for five hundred seats, over HTTP, at one or several programs
before one database; then the rows are looked at. Prints the seconds it took; anything wrong is an error.

usage: benchmarks/rush.py sqlite 1 [PEOPLE]
       tools/throwaway_postgres benchmarks/rush.py postgres 2 [PEOPLE]
"""

import contextlib
import http.client
import itertools
import os
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

import servers
from servers import MEETING, ROOT, Overens

SEATS = 500
PEOPLE = 10_000
AT_ONCE = 64
LOAD_CORE = 1


def rows(address, statement):
    """Of any engine, each column as text."""
    if address.startswith("sqlite:"):
        with contextlib.closing(sqlite3.connect(address.removeprefix("sqlite:"))) as connection:
            found = connection.execute(statement).fetchall()
            connection.commit()
        return [[str(cell) for cell in row] for row in found]
    told = subprocess.run(
        ["psql", address, "-XAtqc", statement], capture_output=True, text=True, check=True, timeout=60
    ).stdout
    return [line.split("|") for line in told.splitlines()]


class Queue:
    """Everybody who wants to come: when each began to ask, when the receipt was there, by one clock of turns."""

    def __init__(self, programs, form, people):
        self.programs, self.form = programs, form
        self.numbers, self.clock = iter(range(people)), itertools.count()
        self.lock = threading.Lock()
        self.turns, self.wrong = {}, []

    def come(self, program):
        """One connection: takes the next person again and again."""
        headers, page = program.get(self.form)
        token = re.search(rb'name="token" value="([^"]+)"', page)[1].decode()
        cookie = headers["Set-Cookie"].partition(";")[0]
        connection = http.client.HTTPConnection("127.0.0.1", program.port, timeout=60)
        while True:
            with self.lock:
                number = next(self.numbers, None)
            if number is None:
                return connection.close()
            who = f"person{number}"
            fields = {"token": token, "form": who, "wait": "yes", "name": who, "email": f"{who}@example.org"}
            began = next(self.clock)
            connection.request(
                "POST",
                self.form,
                urllib.parse.urlencode(fields),
                {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie},
            )
            answer = connection.getresponse()
            answer.read()
            self.turns[f"{who}@example.org"] = (began, next(self.clock))
            if answer.status != 303:
                self.wrong.append(f"{who} was answered {answer.status}")

    def run(self):
        begun = time.monotonic()
        threads = [
            threading.Thread(target=self.guarded, args=(self.programs[i % len(self.programs)],))
            for i in range(AT_ONCE)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return time.monotonic() - begun

    def guarded(self, program):
        try:
            self.come(program)
        except (OSError, http.client.HTTPException, RuntimeError) as error:
            self.wrong.append(str(error))


def out_of_order(turns, line):
    """Who asked after another's receipt and stands before them nevertheless."""
    place = {who: i for i, who in enumerate(line)}
    answered = sorted((end, place[who]) for who, (_, end) in turns.items())
    last, i, wrong = -1, 0, []
    for began, who in sorted((begin, who) for who, (begin, _) in turns.items()):
        while i < len(answered) and answered[i][0] < began:
            last = max(last, answered[i][1])
            i += 1
        if place[who] < last:
            wrong.append(who)
    return wrong


def judge(address, queue, people):
    line = rows(
        address,
        "SELECT email, state FROM registration"
        " ORDER BY CASE state WHEN 'confirmed' THEN 0 ELSE 1 END, COALESCE(queue_number, 0), id",
    )
    states = [state for _, state in line]
    letters = [to for (to,) in rows(address, "SELECT recipient FROM mail")]
    wrong = list(queue.wrong)
    if states != ["confirmed"] * SEATS + ["waiting"] * (people - SEATS):
        wrong.append(f"{states.count('confirmed')} confirmed, {states.count('waiting')} wait, of {people}")
    if sorted(letters) != sorted(who for who, _ in line):
        wrong.append(f"{len(letters)} letters to {len(set(letters))} of {people}")
    if not wrong:
        wrong += [f"{who} stands before somebody who had a receipt" for who in out_of_order(queue.turns, [who for who, _ in line])]
    if wrong:
        raise RuntimeError("\n".join(wrong[:20]))


def rush(address, programs, people=PEOPLE):
    with tempfile.TemporaryDirectory(dir=ROOT / "build") as made, contextlib.ExitStack() as running:
        folder = pathlib.Path(made)
        address = address or f"sqlite:{folder / 'rush.sqlite'}"
        servers.import_demo(folder, address)
        rows(
            address,
            f"UPDATE activity_way SET seats = {SEATS} WHERE activity_id = "
            f"(SELECT id FROM activity WHERE title = '{MEETING}')",
        )
        number = rows(address, f"SELECT number FROM activity WHERE title = '{MEETING}'")[0][0]
        before = [running.enter_context(Overens(address)) for _ in range(programs)]
        queue = Queue(before, f"/ostergotland/activities/{number}/registration", people)
        seconds = queue.run()
        judge(address, queue, people)
        return seconds


def main(arguments):
    if len(arguments) not in (2, 3) or arguments[0] not in ("sqlite", "postgres"):
        sys.exit(__doc__)
    os.sched_setaffinity(0, {LOAD_CORE})
    address = os.environ["OVERENS_TEST_DATABASE"] if arguments[0] == "postgres" else ""
    people = int(arguments[2]) if len(arguments) == 3 else PEOPLE
    print(f"{rush(address, int(arguments[1]), people):.1f}")


if __name__ == "__main__":
    main(sys.argv[1:])
