#include "formats/document_testing.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "formats/archive_in.h"

namespace overens::formats {

std::string told_of(std::string_view bytes, std::string_view file_name, std::string command) {
  std::string folder = (std::filesystem::temp_directory_path() / "overens-XXXXXX").string();
  if (!mkdtemp(folder.data())) return "no folder for a file";
  const std::string file = folder + "/" + std::string(file_name);
  std::ofstream(file, std::ios::binary) << bytes;
  for (std::size_t at = command.find("{}"); at != std::string::npos; at = command.find("{}"))
    command.replace(at, 2, file);
  std::string said;
  if (FILE* out = popen(("cd " + folder + " && " + command).c_str(), "r")) {
    std::array<char, 4096> part;
    while (const std::size_t size = fread(part.data(), 1, part.size(), out))
      said.append(part.data(), size);
    pclose(out);
  }
  std::filesystem::remove_all(folder);
  return said;
}

std::string member_of(std::string_view archive, const std::string& name) {
  return ArchiveIn(archive, ReadingLimits{}).read(name).value_or("");
}

std::size_t count_of(std::string_view text, std::string_view what) {
  std::size_t count = 0;
  for (std::size_t at = text.find(what); at != std::string_view::npos;
       at = text.find(what, at + what.size()))
    ++count;
  return count;
}

}  // namespace overens::formats
