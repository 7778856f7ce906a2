// Text as people write it: checked, tidied, compared and sorted the Swedish way.
//
// All text is UTF-8. Bytes that are not become U+FFFD where a function has to read them: check what
// comes from outside with `valid_utf8` first. ICU does the work, with rules of its own data and no
// system locale. All functions are pure and may be called from any thread.
// Must not know: the interface's languages (base/translation.h), any domain word.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace overens {

// Well-formed UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF.
bool valid_utf8(std::string_view);

// Length in code points, as a limit in a form counts it.
std::size_t length(std::string_view);

// One line: every run of white space (hard spaces too) becomes one space, none stands at the ends,
// control characters and invisible marks that change the direction of text are gone; NFC.
std::string tidy_line(std::string_view);

// Several lines: line ends become LF, control characters but tab are gone, no line ends in blanks,
// no empty line stands first or last; NFC. Spaces inside a line stay as they were written.
std::string tidy_text(std::string_view);

// At most so many code points: cut after the last word that fits, with "…" counted in.
std::string shortened(std::string_view, std::size_t max_length);

// For comparing and searching without case: Unicode's NFKC_Casefold. å, ä and ö stay what they are.
std::string fold(std::string_view);

// Stands beside a name in a column: hexadecimal text whose byte order is the Swedish order of the
// names (å ä ö last, "v" before "w", numbers by their value). Only keys of the same ICU version
// compare.
std::string sort_key(std::string_view);

// Which keys those are: another text means that keys kept by it must be made anew.
std::string collation_version();

// For an address: lower-case ASCII letters, digits and single hyphens; å and ä become a, ö o, é e.
// Not longer than `max_length`, cut between words where it can be. Empty when nothing is left.
std::string slug(std::string_view, std::size_t max_length = 60);

// Whether mail could be sent there: one @, a dot in the domain, neither blanks nor control
// characters, at most 254 bytes (RFC 5321). International names pass. Only a letter that arrives
// proves an address.
bool looks_like_email(std::string_view);

// Whether the last digit is the right check digit (ISO/IEC 7812-1). False unless all are digits.
bool luhn_valid(std::string_view digits);

// What older Swedish programs write (CSV from Excel), as UTF-8. Every byte means something.
std::string from_windows_1252(std::string_view);

}  // namespace overens
