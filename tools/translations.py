#!/usr/bin/env python3
"""Keeps the Swedish and Finnish words beside the English ones in the source.

usage: tools/translations.py update [FOLDER…]     after editing sources: new words appear in the
                                                  catalogues with an empty msgstr to fill in,
                                                  words no longer used disappear
       tools/translations.py check [FOLDER…]      what the build runs: says what is missing
       tools/translations.py generate OUTPUT.cpp  all catalogues as one C++ source

Words are marked t("…"), tn("one", "many", n) or words("…"), always with literals. A catalogue is a
pair per folder: src/base/sv.po and fi.po, src/features/activities/sv.po and fi.po. Without a FOLDER
all are meant. The translation keeps the placeholders of its source: {} in order, or {0}, {1} where
the sentence turns. The same English in two folders has the same translation in both.
"""

import collections
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from embed import literal  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent
LANGUAGES = ("sv", "fi")
HEADER = r'''msgid ""
msgstr ""
"Project-Id-Version: overens\n"
"Language: {language}\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"
'''

# texts: the msgstr, or msgstr[0] and msgstr[1].
Message = collections.namedtuple("Message", "id plural texts fuzzy file")


def gettext_tool(*arguments, text=""):
    done = subprocess.run(arguments, input=text, capture_output=True, encoding="utf-8", cwd=ROOT)
    if done.returncode != 0:
        sys.exit(done.stderr)
    return done.stdout


def folder_of(source):
    """src/base/x.cpp → src/base; src/features/files/pages.cpp → src/features/files."""
    parts = source.relative_to(ROOT).parts
    depth = 3 if parts[1] == "features" and len(parts) > 3 else 2
    return ROOT.joinpath(*parts[:depth])


def folders(named):
    """Every folder with sources, each with the files that may hold words."""
    found = collections.defaultdict(list)
    for source in sorted((ROOT / "src").rglob("*")):
        is_source = source.suffix in (".cpp", ".h") and len(source.relative_to(ROOT).parts) > 2
        if is_source and not re.search(r"(_test|_testing|test_app[^/]*)\.(cpp|h)$", source.name):
            found[folder_of(source)].append(source)
    if not named:
        return found
    wanted = [pathlib.Path(name).resolve() for name in named]
    for folder in wanted:
        if folder not in found:
            sys.exit(f"tools/translations.py: no sources in {folder}")
    return {folder: found[folder] for folder in wanted}


def extract(sources):
    """The marked words as a catalogue template without a header; empty when there are none."""
    template = gettext_tool(
        "xgettext", "--language=C++", "--from-code=UTF-8", "--keyword", "--keyword=t",
        "--keyword=tn:1,2", "--keyword=words", "--add-location=file", "--no-wrap",
        "--sort-by-file", "--output=-",
        *[str(source.relative_to(ROOT)) for source in sources])  # fmt: skip
    words = template.partition("\n\n")[2]
    return re.sub(r"(?m)^#, .*\n", "", words)  # guesses at printf formats


def unquoted(quoted):
    escapes = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}
    return re.sub(r"\\(.)", lambda each: escapes[each[1]], quoted[1:-1])


def parsed(catalogue):
    """The messages of a catalogue in gettext's own layout, the header left out."""
    messages = []
    for block in re.split(r"\n\s*\n", catalogue):
        values = collections.defaultdict(str)
        fuzzy, file, key = False, "", None
        for line in block.splitlines():
            if line.startswith("#~"):
                continue
            if line.startswith("#:"):
                file = file or line[2:].strip()
            elif line.startswith("#,"):
                fuzzy = fuzzy or "fuzzy" in line
            elif found := re.match(r"(msg\w+(?:\[\d\])?)\s+(\".*\")$", line):
                key = found[1]
                values[key] += unquoted(found[2])
            elif line.startswith('"') and key:
                values[key] += unquoted(line)
        if values.get("msgid"):
            texts = [values[key] for key in sorted(values) if key.startswith("msgstr")]
            plural = values.get("msgid_plural", "")
            messages.append(Message(values["msgid"], plural, texts, fuzzy, file))
    return messages


def messages_of(catalogue):
    return parsed(catalogue.read_text(encoding="utf-8")) if catalogue.exists() else []


def update(named):
    for folder, sources in folders(named).items():
        words = extract(sources)
        for language in LANGUAGES:
            catalogue = folder / f"{language}.po"
            if not words:
                catalogue.unlink(missing_ok=True)
                continue
            if not catalogue.exists():
                catalogue.write_text(HEADER.format(language=language), encoding="utf-8")
            template = catalogue.with_suffix(".pot")
            template.write_text(HEADER.format(language=language) + "\n" + words, encoding="utf-8")
            merged = gettext_tool(
                "msgmerge", "--no-fuzzy-matching", "--no-wrap", "--sort-by-file",
                "--add-location=file", "--quiet", "--output=-", str(catalogue),
                str(template))  # fmt: skip
            template.unlink()
            kept = gettext_tool("msgattrib", "--no-obsolete", "--no-wrap", text=merged)
            catalogue.write_text(kept, encoding="utf-8")
            report(catalogue)


def report(catalogue):
    missing = [each for each in messages_of(catalogue) if not all(each.texts)]
    if missing:
        print(f"{catalogue.relative_to(ROOT)}: {len(missing)} to translate")


def placeholders(text):
    """{} {} and {0} {1} are the same two."""
    found = re.findall(r"\{(\d*)\}", text)
    return sorted(each or str(at) for at, each in enumerate(found))


def faults_of(message, wanted):
    if message.fuzzy:
        yield "is marked fuzzy"
    if message.plural != wanted.plural:
        yield "has another plural in the source; run tools/translations.py update"
        return
    if len(message.texts) != (2 if wanted.plural else 1) or not all(message.texts):
        yield "is not translated"
        return
    for source, text in zip((message.id, message.plural), message.texts):
        if placeholders(source) != placeholders(text):
            yield f"has other placeholders in “{text}”"


def check_folder(folder, sources):
    wanted = {each.id: each for each in parsed(extract(sources))}
    for language in LANGUAGES:
        catalogue = folder / f"{language}.po"
        where = catalogue.relative_to(ROOT)
        present = {each.id: each for each in messages_of(catalogue)}
        if catalogue.exists() and "\n#~" in catalogue.read_text(encoding="utf-8"):
            yield f"{where}: has obsolete messages; run tools/translations.py update"
        for id, message in wanted.items():
            if id not in present:
                yield f"{message.file}: “{id}” is not in {where}; run tools/translations.py update"
                continue
            for fault in faults_of(present[id], message):
                yield f"{where}: “{id}” {fault}"
        for id in present.keys() - wanted.keys():
            yield f"{where}: “{id}” is no longer used; run tools/translations.py update"


def by_id(language):
    """id → [(catalogue, message)] over the whole house."""
    found = collections.defaultdict(list)
    for catalogue in sorted((ROOT / "src").rglob(f"{language}.po")):
        for message in messages_of(catalogue):
            found[message.id].append((catalogue.relative_to(ROOT), message))
    return found


def disagreements():
    for language in LANGUAGES:
        for id, uses in by_id(language).items():
            first_place, first = uses[0]
            for place, message in uses[1:]:
                same = message.texts[0] == first.texts[0]
                if message.plural and first.plural:
                    same = same and message.texts == first.texts
                if not same:
                    yield (f"{place}: “{id}” is “{message.texts[0]}”, "
                           f"but “{first.texts[0]}” in {first_place}")  # fmt: skip


def check(named):
    faults = [fault for each in folders(named).items() for fault in check_folder(*each)]
    faults += disagreements()
    if faults:
        sys.exit("\n".join(fault.replace("\n", "\\n") for fault in faults))


def generate(output):
    entries = {}
    for language in LANGUAGES:
        for id, uses in by_id(language).items():
            fullest = max((message for _, message in uses), key=lambda each: len(each.texts))
            entries.setdefault(id, {})[language] = (fullest.texts + ["", ""])[:2]
    rows = []
    for id in sorted(entries, key=str.encode):
        texts = [entries[id].get(language, ["", ""]) for language in LANGUAGES]
        pairs = ["{" + ", ".join(literal(text.encode()) for text in pair) + "}" for pair in texts]
        rows.append(f"    {{{literal(id.encode())}, {', '.join(pairs)}}},\n")
    pathlib.Path(output).write_text(f"""// Written by tools/translations.py; changes are lost.
#include "base/catalogue.h"

#include <array>

namespace overens {{
namespace {{

constexpr std::array<CatalogueEntry, {len(rows)}> entries = {{{{
{"".join(rows)}}}}};

}}  // namespace

std::span<const CatalogueEntry> catalogue() {{ return entries; }}

}}  // namespace overens
""", encoding="utf-8")  # fmt: skip


def main(arguments):
    match arguments:
        case ["update", *named]:
            update(named)
        case ["check", *named]:
            check(named)
        case ["generate", output]:
            generate(output)
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
