#include "app/import_folder.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace overens::app {
namespace {

struct NotKept {};  // leaves the transaction without a trace

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  if (!in.good() && !in.eof()) throw std::runtime_error("cannot read " + path.string());
  return bytes;
}

}  // namespace

std::map<std::string, std::string> read_folder(const std::string& folder) {
  if (!std::filesystem::is_directory(folder))
    throw std::runtime_error("there is no folder " + folder);
  std::map<std::string, std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    if (entry.file_size() > most_import_bytes)
      throw std::runtime_error(entry.path().string() + " is larger than 8 MB");
    if (files.size() == most_import_files)
      throw std::runtime_error(folder + " has more than 100 files");
    files.emplace(entry.path().filename().string(), read_file(entry.path()));
  }
  return files;
}

ImportReport import_files(Database& database, const House& house,
                          const std::map<std::string, std::string>& files, Instant now,
                          const ImportOptions& options) {
  ImportReport report;
  try {
    database.write(whole_installation, [&](Db& db) {
      Import import(db, files, now);
      for (const Feature& feature : house.features)
        if (feature.import) feature.import(import);
      if (options.demo)
        for (const Feature& feature : house.features)
          if (feature.demo) feature.demo(import);
      report = {import.refusals(), import.counts(), true, import.introduced()};
      if (!report.refusals.empty() && !options.partial) throw NotKept{};
    });
  } catch (const NotKept&) {
    report.counts.clear();
    report.is_kept = false;
  }
  return report;
}

}  // namespace overens::app
