// QR codes (ISO/IEC 18004), made by libqrencode, as a picture: SVG for pages, PNG for letters. What
// stands in one can be read by everybody who passes: an address, never anything about a person.
#pragma once

#include <string>
#include <string_view>

#include "base/html.h"

namespace overens::formats {

/// `ascii` of at most 500 characters; std::invalid_argument otherwise. `title` says in words what
/// it is. Withstands that a seventh of it can not be read (level M).
Html qr_code(std::string_view ascii, const Text& title);

/// The same code as a PNG file (ISO/IEC 15948) of black and white, some 500 bytes.
std::string qr_png(std::string_view ascii);

}  // namespace overens::formats
