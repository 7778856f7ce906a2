"""What is measured. Each function gives one Result: our runs and the reference's, made in turn."""

import contextlib
import dataclasses
import os
import pathlib
import re
import socket
import sqlite3
import statistics
import subprocess
import time

import consultation
import servers
from servers import MEETING, ROOT, Nginx, Overens, pinned, preloading

LOAD_CORE = 1
CONNECTIONS = 64
IDLE_CONNECTIONS = 10_000
OPEN_FILES = IDLE_CONNECTIONS + 1_000  # of this program, and of the server
PAGE = "/ostergotland/organisations"
SEATS_IN_A_RUSH = 500
LEAST_IN_A_RUSH = 10_000
EDITED = "src/features/activities/pages.cpp"
EDITED_TESTS = "Activit*:Registr*"


@dataclasses.dataclass
class Result:
    what: str
    unit: str
    ours: list
    reference: list = dataclasses.field(default_factory=list)
    reference_is: str = "–"
    mark: float = 0
    at_most: bool = False  # the mark is for our median, which must stay below it
    most_times: bool = False  # the mark is for the ratio, which must stay below it

    def ratio(self):
        return statistics.median(self.ours) / statistics.median(self.reference)

    def is_met(self):
        if self.at_most:
            return statistics.median(self.ours) < self.mark
        if self.most_times:
            return self.ratio() < self.mark
        return self.ratio() >= self.mark


@dataclasses.dataclass
class Length:
    runs: int
    seconds: int
    with_builds: bool
    responses: int  # to the large consultation, with twenty remarks each


def on_cores(cores):
    """What this program starts from here on runs there, unless it is pinned elsewhere."""
    os.sched_setaffinity(0, cores)


def wrk(url, seconds, *options):
    """Answers a second; an error, or an answer that is none of 2xx and 3xx, is an exception."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", *options]
    separator = command.index("--") if "--" in command else len(command)
    command.insert(separator, url)
    told = subprocess.run(
        command, capture_output=True, text=True, check=True, timeout=seconds + 60
    ).stdout
    if "Non-2xx" in told or re.search(r"Socket errors: .*[1-9]", told):
        raise RuntimeError(f"{url}:\n{told}")
    return float(re.search(r"Requests/sec:\s*([\d.]+)", told)[1])


def compressed_page(server):
    """The page in gzip; it is compressed behind the first answer's back."""
    for _ in range(100):
        headers, body = server.get(PAGE, {"Accept-Encoding": "gzip"})
        if headers["Content-Encoding"] == "gzip":
            return body
        time.sleep(0.1)
    raise RuntimeError(f"{PAGE} is not compressed")


def in_turn(length, ours, reference):
    """Both are asked once to warm up, then measured A B A B."""
    ours(1)
    reference(1)
    pairs = [(ours(length.seconds), reference(length.seconds)) for _ in range(length.runs)]
    return [list(runs) for runs in zip(*pairs, strict=True)]


def pages(folder, database, length):
    """The cached page in gzip, and the page made anew, each beside nginx with the same bytes."""
    web = folder / "web"
    web.mkdir()
    gzip = ("-H", "Accept-Encoding: gzip")
    signed_in = ("-H", "Cookie: __Host-session=measured")  # unknown, and so never from the cache
    with Overens(database) as overens, Nginx(web) as nginx:
        (web / "page.gz").write_bytes(compressed_page(overens))
        (web / "page").write_bytes(overens.get(PAGE)[1])
        anew = overens.get(PAGE, {"Cookie": "__Host-session=measured"})[1]
        (web / "anew").write_bytes(anew)
        cached = Result(
            f"cached page, gzip ({(web / 'page.gz').stat().st_size:,} bytes)",
            "answers/s",
            *in_turn(
                length,
                lambda s: wrk(overens.url(PAGE), s, *gzip),
                lambda s: wrk(nginx.url("/page"), s, *gzip),
            ),
            "nginx, the same bytes as a static file (gzip_static)",
            1.2,
        )
        made = Result(
            f"the same page made anew each time ({len(anew):,} bytes)",
            "answers/s",
            *in_turn(
                length,
                lambda s: wrk(overens.url(PAGE), s, *signed_in),
                lambda s: wrk(nginx.url("/anew"), s),
            ),
            "nginx, the same page as a static file, uncompressed",
            0.15,
        )
    return [cached, made]


class Registering:
    """Registers people over HTTP, and looks in the database whether they are there."""

    def __init__(self, folder, database, preloaded=None):
        self.folder = folder
        self.original = database
        self.preloaded = preloaded
        self.turn = 0

    def __call__(self, seconds):
        self.turn += 1
        database = self.folder / f"registrations-{self.turn}.sqlite"
        copy(self.original, database)
        with Overens(database, self.preloaded) as overens:
            form = f"/ostergotland/activities/{number_of_meeting(database)}/registration"
            headers, page = overens.get(form)
            token = re.search(rb'name="token" value="([^"]+)"', page)[1].decode()
            cookie = re.search(r"__Host-session=([^;]+)", headers["Set-Cookie"])[1]
            script = ("-s", str(ROOT / "benchmarks/registrations.lua"), "--", token, cookie)
            rate = wrk(overens.url(form), seconds, *script, f"run{self.turn}")
        registered = count(database, "SELECT COUNT(*) FROM registration")
        if registered < rate * seconds * 0.95:
            raise RuntimeError(f"{rate:.0f} receipts a second, but {registered} registrations")
        return rate


class Rush(Registering):
    """The same with few seats: afterwards as many are confirmed as there are seats, and all others wait
    behind them, each with one mail."""

    def __call__(self, seconds):
        rate = super().__call__(seconds)
        database = self.folder / f"registrations-{self.turn}.sqlite"
        everybody = count(database, "SELECT COUNT(*) FROM registration")
        if everybody < LEAST_IN_A_RUSH:
            return rate  # too slow a machine to prove anything in that time
        confirmed = count(database, "SELECT COUNT(*) FROM registration WHERE state = 'confirmed'")
        late = count(database, """SELECT COUNT(*) FROM registration WHERE state = 'confirmed'
            AND id > (SELECT MIN(id) FROM registration WHERE state = 'waiting')""")
        letters = count(database, "SELECT COUNT(DISTINCT recipient) FROM mail")
        mails = count(database, "SELECT COUNT(*) FROM mail")
        if (confirmed, late, letters, mails) != (SEATS_IN_A_RUSH, 0, everybody, everybody):
            raise RuntimeError(f"{confirmed} confirmed, {late} too late, {mails} mails to {everybody}")
        return rate


def with_few_seats(folder, database):
    few = folder / "few-seats.sqlite"
    copy(database, few)
    with contextlib.closing(sqlite3.connect(few)) as connection, connection:
        connection.execute(
            "UPDATE activity_way SET seats = ? WHERE activity_id = "
            "(SELECT id FROM activity WHERE title = ?)",
            (SEATS_IN_A_RUSH, MEETING),
        )
    return few


def copy(database, to):
    with contextlib.closing(sqlite3.connect(database)) as here:
        with contextlib.closing(sqlite3.connect(to)) as there:
            here.backup(there)


def number_of_meeting(database):
    return count(database, f"SELECT number FROM activity WHERE title = '{MEETING}'")


def count(database, statement):
    with contextlib.closing(sqlite3.connect(database)) as connection:
        return connection.execute(statement).fetchone()[0]


def registrations(folder, database, length):
    program = folder / "commits"
    source = ROOT / "benchmarks/commits.cpp"
    command = ["c++", "-std=c++20", "-O2", source, "-lsqlite3", "-o", program]
    subprocess.run(command, check=True, timeout=60)

    def commits(seconds, preloaded=None):
        command = pinned("env", *preloading(preloaded), program, folder / "commits.sqlite", seconds)
        return float(subprocess.run(command, capture_output=True, check=True, timeout=60).stdout)

    slow = folder / "slow_disk.so"
    command = ["cc", "-O2", "-shared", "-fPIC", "-o", slow, ROOT / "benchmarks/slow_disk.c"]
    subprocess.run(command, check=True, timeout=60)

    reference_is = "one-row commits a second of SQLite itself"
    return (
        Result(
            "durable registrations over HTTP (SQLite, FULL)",
            "receipts/s",
            *in_turn(length, Registering(folder, database), commits),
            reference_is,
            1.5,
        ),
        Result(
            "the same where the disk takes a millisecond longer",
            "receipts/s",
            *in_turn(length, Registering(folder, database, slow), lambda seconds: commits(seconds, slow)),
            reference_is,
            1.5,
        ),
        Result(
            f"a rush for {SEATS_IN_A_RUSH} seats, nearly all to the waiting list",
            "receipts/s",
            *in_turn(length, Rush(folder, with_few_seats(folder, database)), commits),
            reference_is,
            1,
        ),
    )


def rushes():
    """Each once, in its own process: what is told is the time, what must hold is judged there."""
    results = []
    for what, command, mark in (
        ("SQLite, one program", ["benchmarks/rush.py", "sqlite", "1"], 20),
        ("PostgreSQL, two programs", ["tools/throwaway_postgres", "benchmarks/rush.py", "postgres", "2"], 120),
    ):
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, timeout=600,
            env={**os.environ, "OVERENS_BENCH_PROGRAM": str(servers.PROGRAM)},
        )
        if done.returncode != 0:
            raise RuntimeError(f"{command}:\n{done.stdout}\n{done.stderr}")
        seconds = float(done.stdout.split()[-1])
        results.append(
            Result(f"10,000 people at once for 500 seats: {what}", "s", [seconds], mark=mark, at_most=True)
        )
    return results


def long_game():
    """A million steps by chance of registering, cancelling, changing seats and declining."""
    command = ["build/dev/overens_tests", "--gtest_filter=WaitingModel.*", "--gtest_brief=1"]
    start = time.monotonic()
    subprocess.run(
        command, cwd=ROOT, capture_output=True, check=True, timeout=1800,
        env={**os.environ, "OVERENS_MODEL_STEPS": "1000000"},
    )
    return Result(
        "a million steps of the waiting list's model", "s", [time.monotonic() - start], mark=900, at_most=True
    )


def resident_mb(process):
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s*(\d+) kB", status)[1]) / 1024


def connect_and_ask(port):
    """A connection that has been answered once and stays open."""
    connection = socket.create_connection(("127.0.0.1", port), timeout=30)
    connection.sendall(f"HEAD {PAGE} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
    answer = connection.recv(16_384)
    while b"\r\n\r\n" not in answer:
        more = connection.recv(16_384)
        if not more:
            raise RuntimeError("a connection was closed")
        answer += more
    if b" 200 " not in answer.partition(b"\r\n")[0]:
        raise RuntimeError(f"a connection is answered {answer[:40]!r}")
    return connection


def idle_connections(database, length):
    """Each run is a server of its own."""
    memory = []
    for _ in range(length.runs):
        with Overens(database) as overens, contextlib.ExitStack() as connections:
            for _ in range(IDLE_CONNECTIONS):
                connections.enter_context(connect_and_ask(overens.port))
            overens.get(PAGE)  # one more is served as ever
            memory.append(resident_mb(overens.process))
    return Result(
        f"resident memory with {IDLE_CONNECTIONS:,} idle connections",
        "MB",
        memory,
        mark=100,
        at_most=True,
    )


def seconds_of(*command):
    """ccache is left aside, as what is measured is a machine without it."""
    environment = {**os.environ, "CCACHE_DISABLE": "1"}
    start = time.monotonic()
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=1800
    )
    if done.returncode != 0:
        raise RuntimeError(f"{command}:\n{done.stdout}\n{done.stderr}")
    return time.monotonic() - start


def clean_build(folder):
    """The program that is made is the one that is measured from here on."""
    build = folder / "build"
    seconds = seconds_of("cmake", "--preset", "release", "-B", str(build))
    seconds += seconds_of("cmake", "--build", str(build))
    servers.PROGRAM = build / "overens"
    return Result("clean release build, once", "s", [seconds], mark=360, at_most=True)


def edit_to_tests(length):
    """The preset of the tests, up to date; then one file of a feature has changed."""
    build = ("cmake", "--build", "build/dev", "--target", "overens_tests")
    tests = ("build/dev/overens_tests", f"--gtest_filter={EDITED_TESTS}", "--gtest_brief=1")
    subprocess.run(["cmake", "--preset", "dev"], cwd=ROOT, check=True, capture_output=True)
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True, timeout=3600)
    seconds = []
    for _ in range(length.runs):
        (ROOT / EDITED).touch()
        seconds.append(seconds_of(*build) + seconds_of(*tests))
    return Result(f"{EDITED} changed, to its tests run", "s", seconds, mark=40, at_most=True)


def large_consultation(folder, length):
    """Each page of a consultation with very many remarks beside the demo's, made anew each time."""
    place = folder / "consultation"
    place.mkdir()
    database, _ = consultation.databases(place, length.responses)
    remarks = length.responses * consultation.REMARKS_A_RESPONSE
    for name, large, small in consultation.pages(database, length.responses):
        yield Result(
            f"{remarks:,} remarks: {name}",
            "ms",
            large,
            small,
            "the same page of the demonstration",
            consultation.MOST_TIMES,
            most_times=True,
        )
