"""What check_tree.py asks of the migrations: one number each, and words for citizens.

Every table and column carries a comment after it, and what may be about a person says so:

    CREATE TABLE person (             -- someone who signs in
      id {id} PRIMARY KEY,            -- identity, never shown
      email {text} NOT NULL UNIQUE,   -- personal: to sign in with; kept: until the account is ended
      created_at {time} NOT NULL      -- when the row was made
    );
"""

import collections
import re

# In a column's name these are about a person until the comment says otherwise …
PERSONAL_WORDS = set(
    """
    name email mail phone telephone mobile address diet diets allergy allergies birth born gender
    photo ip sender contact needs signatory
    """.split()
)
# … and so is every text in tables named by one of these.
PERSONAL_TABLES = set(
    "person people contact registration participant mandate appointment signatory session".split()
)

Column = collections.namedtuple("Column", "line name code comment")
Table = collections.namedtuple("Table", "line name comment columns")


def split_comment(line):
    """Code and comment of a line; `--` inside quotes is code."""
    found = re.match(r"((?:[^'-]|'[^']*'|-(?!-))*)--(.*)$", line)
    return (found[1], found[2].strip()) if found else (line, "")


def tables_of(sql):
    """Each CREATE TABLE with its columns. A comment belongs to the definition before it."""
    lines = [(number, *split_comment(line)) for number, line in enumerate(sql.splitlines(), 1)]
    tables, table, depth, ends_definition = [], None, 0, False
    for number, code, comment in lines:
        if table is None:
            found = re.match(r"\s*CREATE TABLE (?:IF NOT EXISTS )?(\w+)", code, re.IGNORECASE)
            if not found:
                continue
            table = {"line": number, "name": found[1], "comment": comment, "rows": []}
            depth, ends_definition = code.count("(") - code.count(")"), True
            rest = code.partition("(")[2].strip()
            if rest:
                table["rows"].append([number, rest, comment])
        elif not code.strip():
            if table["rows"]:
                table["rows"][-1][2] += " " + comment
            else:
                table["comment"] += comment
            continue
        else:
            if ends_definition and depth == 1:
                table["rows"].append([number, "", ""])
            if table["rows"] and not re.match(r"\s*\)\s*;?\s*$", code):
                table["rows"][-1][1] += " " + code.strip()
                table["rows"][-1][2] += " " + comment
            depth += code.count("(") - code.count(")")
            ends_definition = code.rstrip().endswith(",")
        if depth <= 0:
            tables.append(table_from(table))
            table = None
    return tables


def table_from(raw):
    columns = []
    for line, code, comment in raw["rows"]:
        found = re.match(r"\s*\"?(\w+)\"?", code)
        constraint = r"\s*(PRIMARY|UNIQUE|FOREIGN|CHECK|CONSTRAINT)\b"
        if found and not re.match(constraint, code, re.IGNORECASE):
            columns.append(Column(line, found[1], code.strip(), comment.strip()))
    return Table(raw["line"], raw["name"], raw["comment"].strip(), columns)


def added_columns(sql):
    for number, line in enumerate(sql.splitlines(), 1):
        code, comment = split_comment(line)
        found = re.search(r"ALTER TABLE (\w+) ADD (?:COLUMN )?(\w+)", code, re.IGNORECASE)
        if found:
            yield found[1], Column(number, found[2], code, comment)


def top_level_commas(code):
    depth = 0
    for at, letter in enumerate(code):
        depth += (letter == "(") - (letter == ")")
        if letter == "," and depth == 0 and code[at + 1:].strip():
            return True
    return False


def is_about_a_person(table, column):
    words = set(column.name.lower().split("_"))
    is_text = re.search(r"\{(text|blob)\}|\b(TEXT|BLOB)\b", column.code, re.IGNORECASE)
    named = is_text and words & PERSONAL_WORDS
    in_person = is_text and set(table.lower().split("_")) & PERSONAL_TABLES
    return bool(named or in_person)


def faults_of(table, column):
    where = f"{table}.{column.name}"
    if top_level_commas(column.code):
        yield f"{where}: one column a line"
    if not column.comment:
        yield f"{where} has no comment after it"
    elif "personal:" in column.comment and "not personal" not in column.comment:
        if not re.search(r"personal: [^;]+; kept: \S", column.comment):
            yield f"{where}: write “-- personal: why; kept: how long”"
    elif is_about_a_person(table, column) and "not personal" not in column.comment:
        yield f"{where}: write “-- personal: why; kept: how long” or “-- not personal: why”"


def check_migrations(root):
    numbers = {}
    for path in sorted((root / "src").rglob("*.sql")):
        place = path.relative_to(root).as_posix()
        named = re.fullmatch(r"(\d{4})_[a-z0-9_]+\.sql", path.name)
        if not named:
            yield f"{place}:1: a migration is named NNNN_name.sql"
            continue
        if named[1] in numbers:
            yield f"{place}:1: the same number as {numbers[named[1]]}"
        numbers.setdefault(named[1], place)
        sql = path.read_text(encoding="utf-8")
        for table in tables_of(sql):
            if not table.comment:
                yield f"{place}:{table.line}: table {table.name} has no comment after its name"
            for column in table.columns:
                for fault in faults_of(table.name, column):
                    yield f"{place}:{column.line}: {fault}"
        for table, column in added_columns(sql):
            for fault in faults_of(table, column):
                yield f"{place}:{column.line}: {fault}"
