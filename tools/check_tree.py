#!/usr/bin/env python3
"""Refuses what the layout of the house does not allow; prints file:line: reason, exits with 1.

usage: tools/check_tree.py [ROOT]

The order of rooms and features, words that have one home, lengths, migrations that explain
themselves and say what is personal. A new feature is one word in FEATURES.
"""

import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from schema import check_migrations  # noqa: E402

# Which rooms a room may include from, besides itself.
ROOMS = {
    "base": [],
    "db": ["base"],
    "formats": ["base"],
    "post": ["db", "base"],
    "web": ["db", "base"],
    "features": ["web", "formats", "post", "db", "base"],
    "app": ["features", "web", "formats", "post", "db", "base"],
}

# A feature uses the one header of an earlier feature.
FEATURES = """
    files people organisations compacts groups jobs activities contributions texts consultations
    decisions affiliations signatures directory challenges dialogue commitments news records opendata
    home
""".split()

IS_TEST = re.compile(r"(_test|_testing)\.(cpp|h)$|/test_app[^/]*$")

# What may stand in some files only: pattern, the files that may, whether tests may too.
HOMES = [
    (r"\bsqlite3\.h\b", r"src/db/sqlite", False),
    (r"\blibpq-fe\.h\b", r"src/db/postgres", False),
    (r"\bboost/(beast|asio)\b", r"src/web/server(_\w+\.h|\w*\.cpp)$", False),
    (r"\bgetenv\(", r"src/app/", True),
    (r"\btrusted\(", r"src/base/(html|text|markdown)|src/web/", False),
    (r"<curl/", r"src/post/", False),
    (r"<zip\.h>", r"src/formats/", True),
    (r"\bspdlog\b", r"src/base/log\.cpp$", False),
    (r"<unicode/", r"src/base/", False),
    (r"\bstyle=", r"src/web/page|src/base/html", True),
    (r"<form\b", r"src/web/page|src/base/html", True),
    (r"\b(SELECT|INSERT INTO|DELETE FROM) ", r"src/(db|post|web)/|/store[^/]*\.cpp$", True),
    (r"\bUPDATE \w+ SET\b", r"src/(db|post|web)/|/store[^/]*\.cpp$", True),
]

LINES_AT_MOST = 400
COLUMNS_AT_MOST = 100
MEASURED = {".cpp", ".h", ".py", ".sql", ".js", ".mjs", ".ts", ".css", ".sh", ""}


class Source:
    """A .cpp or .h below src/, as lines and as what it includes of ours."""

    def __init__(self, root, path):
        self.name = path.relative_to(root / "src").as_posix()  # as an include names it
        self.place = "src/" + self.name
        self.is_test = bool(IS_TEST.search(self.place))
        self.lines = path.read_text(encoding="utf-8").splitlines()
        self.includes = [
            (number, found[1])
            for number, line in enumerate(self.lines, 1)
            if (found := re.match(r'\s*#\s*include\s+"([^"]+)"', line))
        ]


def room_of(name):
    return name.split("/")[0]


def feature_of(name):
    """features/people/store.cpp → people; nothing for what stands directly in features/."""
    parts = name.split("/")
    return parts[1] if parts[0] == "features" and len(parts) > 2 else None


def refusal(source, included):
    """Why this file may not include that one; None when it may."""
    here, there = room_of(source.name), room_of(included)
    if here == "features" and source.is_test and re.match(r"app/test_app[^/]*$", included):
        return None
    if there != here and there not in ROOMS[here]:
        return f"{here} may not include from {there}"
    own, other = feature_of(source.name), feature_of(included)
    if here != "features" or there != "features" or own == other:
        return None
    if own is None:
        return "what stands directly in src/features knows floors only"
    if other is None:
        return None
    if FEATURES.index(own) < FEATURES.index(other):
        return f"{other} comes after {own}"
    if included != f"features/{other}/{other}.h":
        return f"only features/{other}/{other}.h is open to other features"
    return None


def check_order(sources):
    names = {source.name for source in sources}
    for source in sources:
        feature = feature_of(source.name)
        if room_of(source.name) not in ROOMS:
            yield f"{source.place}:1: no such room"
        elif feature and feature not in FEATURES:
            yield f"{source.place}:1: feature {feature} has no place in the order (FEATURES)"
        else:
            for number, included in source.includes:
                if included not in names:
                    reason = "no such file; includes are written from src/"
                elif feature_of(included) not in [None, *FEATURES]:
                    continue  # said at that file
                else:
                    reason = refusal(source, included)
                if reason:
                    yield f'{source.place}:{number}: "{included}": {reason}'


def check_circles(sources):
    """Depth first; a file met again while still open closes a circle."""
    by_name = {source.name: source for source in sources}
    state = {}

    def visit(name, way):
        state[name] = "open"
        for number, included in by_name[name].includes:
            if state.get(included) == "open":
                circle = " → ".join([*way[way.index(included):], included])
                yield f"{by_name[name].place}:{number}: a circle: {circle}"
            elif included in by_name and included not in state:
                yield from visit(included, [*way, included])
        state[name] = "closed"

    for name in sorted(by_name):
        if name not in state:
            yield from visit(name, [name])


def without_comment(line):
    """Cut at //, but not inside an address like https://."""
    return re.sub(r"(?<!:)//.*", "", line)


def check_homes(sources):
    for source in sources:
        for pattern, home, in_tests in HOMES:
            if re.search(home, source.place) or (in_tests and source.is_test):
                continue
            for number, line in enumerate(source.lines, 1):
                if found := re.search(pattern, without_comment(line)):
                    yield f"{source.place}:{number}: “{found[0].strip()}” has its home elsewhere"


def check_lengths(root, sources):
    for source in sources:
        for number, line in enumerate(source.lines, 1):
            if len(line) > COLUMNS_AT_MOST:
                yield f"{source.place}:{number}: {len(line)} columns"
    for folder in ("src", "tools", "tests", "benchmarks"):
        for path in sorted((root / folder).rglob("*")):
            within = path.relative_to(root)
            if path.is_file() and path.suffix in MEASURED and "node_modules" not in within.parts:
                lines = path.read_bytes().count(b"\n")
                if lines > LINES_AT_MOST:
                    yield f"{within.as_posix()}:{lines}: more than {LINES_AT_MOST} lines"


def check_lock_files(root):
    """A lock file names versions and sums; which registry one uses is the machine's business."""
    for name in ("package-lock.json", ".npmrc"):
        for path in sorted(root.rglob(name)):
            within = path.relative_to(root)
            if {"node_modules", "build", "var"} & set(within.parts):
                continue
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                if re.search(r'"resolved":\s*"https?:|^\s*registry\s*=|//registry\.', line):
                    yield f"{within.as_posix()}:{number}: names a registry"


def check(root):
    root = pathlib.Path(root)
    files = sorted(path for path in (root / "src").rglob("*") if path.suffix in (".cpp", ".h"))
    sources = [Source(root, path) for path in files]
    return [
        *check_order(sources),
        *check_circles(sources),
        *check_homes(sources),
        *check_lengths(root, sources),
        *check_migrations(root),
        *check_lock_files(root),
    ]


def main(arguments):
    if len(arguments) > 1:
        sys.exit(__doc__)
    root = arguments[0] if arguments else pathlib.Path(__file__).resolve().parent.parent
    findings = check(root)
    if findings:
        sys.exit("\n".join(findings))


if __name__ == "__main__":
    main(sys.argv[1:])
