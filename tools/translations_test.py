#!/usr/bin/env python3
"""The words of a made-up tree go to its catalogues and back; what is lost is refused."""

import contextlib
import io
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import translations  # noqa: E402

SOURCE = """
// t("Not a word.")
auto a = t("Answer by {}.", date);
auto b = tn("{} seat", "{} seats", n);
constexpr auto c = words("Accepted – in part");
auto d = t(R"(Read "{0}" before {1}.)", title, date);
auto e = at("nothing");
"""
SWEDISH = {
    "Answer by {}.": ["Svara senast {}."],
    "{} seat": ["{} plats", "{} platser"],
    "Accepted – in part": ["Beaktas – delvis"],
    'Read "{0}" before {1}.': ["Läs ”{0}” före {1}."],
}


class Translations(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.addCleanup(setattr, translations, "ROOT", translations.ROOT)
        translations.ROOT = self.root
        self.write("src/features/home/pages.cpp", SOURCE)

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def update(self):
        with contextlib.redirect_stdout(io.StringIO()) as said:
            translations.update([])
        return said.getvalue()

    def translate(self, folder="src/features/home", words=SWEDISH):
        """Fills the empty places of the folder's two catalogues."""
        for language in translations.LANGUAGES:
            path = self.root / folder / f"{language}.po"
            blocks = path.read_text(encoding="utf-8").split("\n\n")
            for at, block in enumerate(blocks):
                for message in translations.parsed(block):
                    texts = words.get(message.id, message.texts)
                    quoted = [text.replace('"', '\\"') for text in texts]
                    empty = [f"msgstr[{n}]" for n in (0, 1)] if message.plural else ["msgstr"]
                    for key, text in zip(empty, quoted):
                        blocks[at] = blocks[at].replace(f'{key} ""', f'{key} "{text}"')
            path.write_text("\n\n".join(blocks), encoding="utf-8")

    def refusal(self):
        with self.assertRaises(SystemExit) as refused:
            translations.check([])
        return str(refused.exception)

    def test_words_are_found_and_translated(self):
        self.assertIn("src/features/home/sv.po: 4 to translate", self.update())
        self.translate()
        translations.check([])

    def test_updating_twice_changes_nothing(self):
        self.update()
        self.translate()
        before = (self.root / "src/features/home/sv.po").read_text(encoding="utf-8")
        self.assertEqual(self.update(), "")
        after = (self.root / "src/features/home/sv.po").read_text(encoding="utf-8")
        self.assertEqual(before, after)

    def test_a_missing_translation_is_refused(self):
        self.update()
        self.assertIn("src/features/home/fi.po: “Answer by {}.” is not translated", self.refusal())

    def test_a_word_not_yet_in_the_catalogue_is_refused(self):
        self.update()
        self.translate()
        self.write("src/features/home/more.cpp", 'auto a = t("New.");\n')
        self.assertIn("“New.” is not in src/features/home/sv.po", self.refusal())

    def test_a_word_no_longer_used_is_refused_and_then_removed(self):
        self.update()
        self.translate()
        self.write("src/features/home/pages.cpp", SOURCE.replace("Answer", "Reply"))
        self.assertIn("“Answer by {}.” is no longer used", self.refusal())
        self.update()
        self.assertNotIn("Answer", (self.root / "src/features/home/sv.po").read_text("utf-8"))

    def test_a_lost_placeholder_is_refused(self):
        self.update()
        self.translate(words=SWEDISH | {"Answer by {}.": ["Svara i tid."]})
        self.assertIn("“Answer by {}.” has other placeholders in “Svara i tid.”", self.refusal())

    def test_placeholders_may_turn(self):
        self.update()
        turned = {'Read "{0}" before {1}.': ["Före {1}: läs ”{0}”."]}
        self.translate(words=SWEDISH | turned)
        translations.check([])

    def test_a_plural_needs_both_forms(self):
        self.update()
        self.translate(words=SWEDISH | {"{} seat": ["{} plats", ""]})
        self.assertIn("“{} seat” is not translated", self.refusal())

    def test_one_english_text_has_one_translation(self):
        self.write("src/web/page.cpp", 'auto a = t("Answer by {}.", date);\n')
        self.update()
        self.translate()
        self.translate("src/web", {"Answer by {}.": ["Svar före {}."]})
        self.assertIn("but “Svara senast {}.” in src/features/home/sv.po", self.refusal())

    def test_the_generated_source_is_sorted_and_whole(self):
        self.update()
        self.translate()
        output = self.root / "catalogue.cpp"
        translations.generate(output)
        rows = [line for line in output.read_text().splitlines() if line.startswith("    {std")]
        self.assertEqual(len(rows), 4)
        self.assertEqual(rows, sorted(rows))
        self.assertIn('"{} platser"', rows[3])


if __name__ == "__main__":
    unittest.main()
