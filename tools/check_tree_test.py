#!/usr/bin/env python3
"""Each refusal of check_tree.py is shown to fire on a small made-up tree."""

import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import check_tree  # noqa: E402


class MadeUpTrees(unittest.TestCase):
    def findings(self, files):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            for name, text in files.items():
                path = root / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            return check_tree.check(root)

    def accepts(self, files):
        self.assertEqual(self.findings(files), [])

    def refuses(self, files, words):
        findings = self.findings(files)
        self.assertEqual(len(findings), 1, findings)
        self.assertIn(words, findings[0])


class Layout(MadeUpTrees):
    def test_an_include_goes_to_the_right(self):
        self.accepts({"src/db/db.h": '#include "base/ids.h"\n', "src/base/ids.h": ""})
        self.refuses(
            {"src/base/ids.h": '#include "db/db.h"\n', "src/db/db.h": ""},
            'src/base/ids.h:1: "db/db.h": base may not include from db',
        )

    def test_rooms_beside_each_other_stay_apart(self):
        for here, there in [("formats", "db"), ("post", "web"), ("web", "post"), ("web", "formats")]:
            self.refuses(
                {f"src/{here}/a.cpp": f'#include "{there}/b.h"\n', f"src/{there}/b.h": ""},
                f"{here} may not include from {there}",
            )

    def test_a_floor_knows_no_feature(self):
        self.refuses(
            {"src/web/a.cpp": '#include "features/files/files.h"\n',
             "src/features/files/files.h": ""},
            "web may not include from features",
        )

    def test_a_feature_uses_the_header_of_an_earlier_one(self):
        files = {"src/features/people/people.h": "", "src/features/people/rules.h": ""}
        use = "src/features/groups/pages.cpp"
        self.accepts(files | {use: '#include "features/people/people.h"\n'})
        self.refuses(
            files | {use: '#include "features/people/rules.h"\n'},
            "only features/people/people.h is open to other features",
        )

    def test_a_feature_knows_no_later_one(self):
        self.refuses(
            {"src/features/files/store.cpp": '#include "features/home/home.h"\n',
             "src/features/home/home.h": ""},
            "home comes after files",
        )

    def test_what_stands_directly_in_features_knows_floors_only(self):
        self.accepts({"src/features/feature.h": '#include "web/visit.h"\n', "src/web/visit.h": ""})
        self.refuses(
            {"src/features/feature.h": '#include "features/home/home.h"\n',
             "src/features/home/home.h": ""},
            "knows floors only",
        )

    def test_a_feature_without_a_place_in_the_order(self):
        self.refuses({"src/features/weather/weather.h": ""}, "weather has no place in the order")

    def test_a_room_that_does_not_exist(self):
        self.refuses({"src/utilities/strings.h": ""}, "no such room")

    def test_an_include_that_is_not_written_from_src(self):
        self.refuses({"src/db/db.h": '#include "ids.h"\n'}, "includes are written from src/")

    def test_tests_of_features_come_through_the_front_door(self):
        files = {"src/app/test_app.h": ""}
        use = '#include "app/test_app.h"\n'
        self.accepts(files | {"src/features/home/home_test.cpp": use})
        self.refuses(
            files | {"src/features/home/pages.cpp": use}, "features may not include from app"
        )

    def test_a_circle(self):
        self.refuses(
            {"src/base/a.h": '#include "base/b.h"\n', "src/base/b.h": '#include "base/c.h"\n',
             "src/base/c.h": '#include "base/a.h"\n'},
            "a circle: base/a.h → base/b.h → base/c.h → base/a.h",
        )

    def test_words_with_one_home(self):
        for line, home, elsewhere in [
            ("#include <sqlite3.h>", "src/db/sqlite.cpp", "src/db/postgres.cpp"),
            ("#include <libpq-fe.h>", "src/db/postgres.cpp", "src/db/sqlite.cpp"),
            ("#include <boost/beast/http.hpp>", "src/web/server.cpp", "src/web/router.cpp"),
            ("#include <boost/asio.hpp>", "src/web/server_asio.h", "src/web/server.h"),
            ('auto x = std::getenv("HOME");', "src/app/settings.cpp", "src/db/sqlite.cpp"),
            ("return trusted(out);", "src/base/html.cpp", "src/features/home/pages.cpp"),
            ("#include <curl/curl.h>", "src/post/smtp.cpp", "src/app/main.cpp"),
            ("#include <spdlog/spdlog.h>", "src/base/log.cpp", "src/base/time.cpp"),
            ("#include <unicode/coll.h>", "src/base/text.cpp", "src/db/sqlite.cpp"),
            ('R"(<p style="x">)"', "src/web/page.cpp", "src/features/home/pages.cpp"),
            ('R"(<form method=post>)"', "src/web/page_forms.cpp", "src/features/home/pages.cpp"),
            ('db.run("SELECT 1 FROM x")', "src/features/home/store.cpp",
             "src/features/home/pages.cpp"),
            ('db.run("INSERT INTO x …")', "src/features/home/store_cards.cpp",
             "src/features/home/pages.cpp"),
            ('db.run("UPDATE x SET y = 1")', "src/features/home/store.cpp", "src/app/backup.cpp"),
        ]:
            with self.subTest(line):
                self.accepts({home: line + "\n"})
                self.refuses({elsewhere: line + "\n"}, "has its home elsewhere")

    def test_a_word_in_a_comment_is_only_a_word(self):
        self.accepts({"src/web/router.cpp": "// Never calls getenv() nor SELECT s.\n"})

    def test_lengths(self):
        self.accepts({"src/base/a.cpp": ("å" * 100 + "\n") * 400})
        self.refuses({"src/base/a.cpp": "x" * 101 + "\n"}, "101 columns")
        for name in ["src/base/a.cpp", "src/base/a_test.cpp", "tools/run", "tests/browser/a.mjs"]:
            self.refuses({name: "x\n" * 401}, "more than 400 lines")

    def test_a_lock_file_names_no_registry(self):
        host = "https://packages.example.org"
        self.accepts({"package-lock.json": '{"lockfileVersion": 3}\n'})
        self.refuses(
            {"tests/browser/package-lock.json": f'"resolved": "{host}/x.tgz"\n'},
            "names a registry",
        )
        self.refuses({".npmrc": f"registry={host}\n"}, "names a registry")


class Migrations(MadeUpTrees):
    def schema(self, *columns, after="-- a note"):
        body = "\n".join(columns)
        return {"src/db/0001_notes.sql": f"CREATE TABLE note (  {after}\n{body}\n);\n"}

    def test_a_schema_that_explains_itself(self):
        self.accepts(
            self.schema(
                "  id {id} PRIMARY KEY,  -- identity",
                "  state {text} NOT NULL",
                "    CHECK (state IN ('draft', 'sent')),  -- how far it has come;",
                "                                         -- never goes back",
                "  author_name {text},  -- personal: to answer them; kept: two years",
                "  theme_name {text},   -- not personal: a theme",
                "  UNIQUE (theme_name, state)",
            )
        )

    def test_two_with_one_number(self):
        self.refuses(
            {"src/db/0004_a.sql": "", "src/features/home/0004_b.sql": ""},
            "src/features/home/0004_b.sql:1: the same number as src/db/0004_a.sql",
        )

    def test_a_migration_without_a_number(self):
        self.refuses({"src/db/notes.sql": ""}, "NNNN_name.sql")

    def test_a_table_without_a_comment(self):
        self.refuses(self.schema("  id {id}  -- identity", after=""), "table note has no comment")

    def test_a_column_without_a_comment(self):
        self.refuses(
            self.schema("  id {id} PRIMARY KEY,", "  state {text}  -- how far"),
            "src/db/0001_notes.sql:2: note.id has no comment",
        )
        self.refuses(
            {"src/db/0001_a.sql": "ALTER TABLE note ADD COLUMN state {text};\n"},
            "note.state has no comment",
        )

    def test_two_columns_on_a_line(self):
        self.refuses(self.schema("  a {int}, b {int}  -- both"), "one column a line")

    def test_what_may_be_about_a_person_says_so(self):
        for name in ["name", "email", "contact_phone", "postal_address", "diet"]:
            with self.subTest(name):
                self.refuses(self.schema(f"  {name} {{text}}  -- what it says"), "-- personal: why")

    def test_every_text_about_a_person_says_so(self):
        table = "CREATE TABLE registration (  -- a seat\n  wish {text}  -- what they wish\n);\n"
        self.refuses({"src/db/0001_a.sql": table}, "registration.wish: write")

    def test_personal_data_has_a_purpose_and_an_end(self):
        self.refuses(self.schema("  email {text}  -- personal: to answer"), "kept: how long")


if __name__ == "__main__":
    unittest.main()
