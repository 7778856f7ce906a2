"""The servers that are measured: each started on a free port of 127.0.0.1, pinned to a core, and
ended by its process when its block ends."""

import getpass
import http.client
import os
import pathlib
import re
import shutil
import socket
import subprocess
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = pathlib.Path(os.environ.get("OVERENS_BENCH_PROGRAM", ROOT / "build/release/overens"))
SERVER_CORE = "0"
START_S = 30
STOP_S = 30

MEETING = "Mätning"  # the activity that the registrations are for
MANY_SEATS = 100_000


def pinned(*command):
    return ["taskset", "-c", SERVER_CORE, *map(str, command)]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port, process):
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"{process.args} ended with {process.returncode}")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"{process.args} does not answer")


def end(process):
    process.terminate()
    try:
        process.wait(STOP_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


class Server:
    """Started and ended as a block: with Overens(database) as server."""

    def __enter__(self):
        self.port = free_port()
        self.process = subprocess.Popen(self.command(), cwd=ROOT, stdout=subprocess.DEVNULL)
        try:
            wait_for(self.port, self.process)
        except RuntimeError:
            end(self.process)
            raise
        return self

    def __exit__(self, *_):
        end(self.process)

    def url(self, path):
        return f"http://127.0.0.1:{self.port}{path}"

    def get(self, path, headers=None):
        """The answer's headers and body; anything but 200 is an error."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=START_S)
        connection.request("GET", path, headers=headers or {})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        if answer.status != 200:
            raise RuntimeError(f"{self.url(path)} answers {answer.status}")
        return answer.headers, body


class Overens(Server):
    def __init__(self, database, preloaded=None):
        """A file, or an address as --db takes it. `preloaded`: a library that changes how it runs."""
        self.database = database if ":" in str(database) else f"sqlite:{database}"
        self.preloaded = preloaded

    def command(self):
        address = ["--db", self.database, "--listen", f"127.0.0.1:{self.port}"]
        # As behind a reverse proxy, which may open more connections than one visitor may.
        settings = ["OVERENS_LOG=warning", "OVERENS_TRUSTED_PROXIES=127.0.0.1", *preloading(self.preloaded)]
        return pinned("env", *settings, PROGRAM, "serve", "--demo", *address)

    def session_of(self, email):
        """The cookie of one who signs in by the code in the mail, which the demonstration keeps."""
        browser = Browser(self)
        page = browser.ask("/sign-in")
        page = browser.ask("/sign-in", {"token": token_in(page), "email": email})
        deadline = time.monotonic() + START_S
        while not (mail := re.search(r'href="(/dev/mail/\d+)"', browser.ask("/dev/mail"))):
            if time.monotonic() > deadline:
                raise RuntimeError(f"no mail comes to {email}")
            time.sleep(0.1)
        code = re.search(r"\b(\d{6})\b", browser.ask(mail[1]))[1]
        browser.ask("/sign-in/code", {"token": token_in(page), "code": code})
        return browser.cookie


def preloading(library):
    return [f"LD_PRELOAD={library}"] if library else []


def token_in(page):
    return re.search(r'name="token" value="([^"]+)"', page)[1]


class Browser:
    """One visitor with a session, who follows where an answer leads."""

    def __init__(self, server):
        self.server = server
        self.cookie = ""

    def ask(self, path, form=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=START_S)
        headers = {"Cookie": f"__Host-session={self.cookie}"} if self.cookie else {}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        body = None if form is None else urllib.parse.urlencode(form)
        connection.request("GET" if form is None else "POST", path, body, headers)
        answer = connection.getresponse()
        page = answer.read().decode()
        connection.close()
        if given := re.search(r"__Host-session=([^;]+)", answer.headers.get("Set-Cookie", "")):
            self.cookie = given[1]
        if answer.status == 303:
            return self.ask(answer.headers["Location"])
        if answer.status != 200:
            raise RuntimeError(f"{self.server.url(path)} answers {answer.status}")
        return page


class Nginx(Server):
    """One worker that serves the files of a folder as they are, and NAME.gz to who takes gzip."""

    def __init__(self, folder):
        self.folder = folder

    def command(self):
        work = self.folder / "nginx"
        work.mkdir(exist_ok=True)
        temporary = "\n".join(
            f"  {kind}_temp_path {work}/{kind};"
            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        config = work / "nginx.conf"
        config.write_text(f"""user {getpass.getuser()};
daemon off;
worker_processes 1;
pid {work}/pid;
error_log {work}/error.log crit;
events {{ worker_connections 1024; }}
http {{
{temporary}
  access_log off;
  default_type "text/html; charset=utf-8";
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000;
  open_file_cache max=100;
  gzip_static on;
  server {{
    listen 127.0.0.1:{self.port};
    root {self.folder};
  }}
}}
""")
        return pinned("nginx", "-c", config, "-e", work / "error.log")


def new_database(folder):
    database = folder / "demo.sqlite"
    import_demo(folder, f"sqlite:{database}")
    return database


def import_demo(folder, address):
    """The demo's files with an activity to come that has room for all registrations."""
    files = folder / "files"
    shutil.copytree(ROOT / "demo/ostergotland", files)
    day = time.strftime("%Y-%m-%d", time.localtime(time.time() + 30 * 24 * 3600))
    with open(files / "aktiviteter.csv", "a", encoding="utf-8") as table:
        table.write(f"{day} 13:00;{day} 16:00;{MEETING};;;{MANY_SEATS};alla;planerad;;\n")
    command = ["env", "OVERENS_LOG=warning", PROGRAM, "import", files, "--db", address]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, timeout=60)
