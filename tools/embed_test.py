#!/usr/bin/env python3
"""What embed.py writes, and that two migrations with one number end a build."""

import gzip
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import embed  # noqa: E402


class Embed(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)

    def write(self, name, data):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    def test_a_literal_holds_any_bytes(self):
        self.assertEqual(embed.literal(b""), "{}")
        self.assertEqual(embed.literal(b'a"\n\x001?'), 'std::string_view("a\\042\\n\\0001\\077", 6)')

    def test_migrations_stand_by_number(self):
        self.write("features/home/0004_cards.sql", b"four")
        self.write("web/0002_session.sql", b"two")
        source = embed.migrations(self.root)
        self.assertLess(source.index('"session"'), source.index('"cards"'))

    def test_two_migrations_with_one_number_are_refused(self):
        self.write("a/0004_x.sql", b"")
        self.write("b/0004_y.sql", b"")
        with self.assertRaisesRegex(SystemExit, "0004_x.sql and .*0004_y.sql have the same number"):
            embed.migrations(self.root)

    def test_a_file_of_unknown_kind_is_refused(self):
        self.write("x.exe", b"")
        with self.assertRaisesRegex(SystemExit, "no content type is known for .exe"):
            embed.assets(self.root)

    def test_a_file_is_compressed_where_that_helps(self):
        text = b"a { color: red }\n" * 50
        self.write("theme.css", text)
        self.assertIn(embed.literal(gzip.compress(text, 9, mtime=0)), embed.assets(self.root))
        self.assertIn(embed.literal(embed.brotli(text)), embed.assets(self.root))
        self.assertLess(len(embed.brotli(text)), 60)

    def test_a_file_is_left_as_it_is_where_that_does_not_help(self):
        self.write("x.png", b"\x89PNG\r\n\x1a\n")
        self.assertIn(", {}, {}},", embed.assets(self.root))


if __name__ == "__main__":
    unittest.main()
