// Other people's programs as judges of the files we write.
#pragma once

#include <string>
#include <string_view>

namespace overens::formats {

// What `command` says of these bytes: it is run with the path of a file that holds them at "{}".
// The file's folder is its own and goes afterwards.
std::string told_of(std::string_view bytes, std::string_view file_name, std::string command);

// "word/document.xml" of a DOCX, or another member of an archive; empty where there is none.
std::string member_of(std::string_view archive, const std::string& name);

std::size_t count_of(std::string_view text, std::string_view what);

}  // namespace overens::formats
