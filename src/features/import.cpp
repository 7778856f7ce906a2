#include "features/import.h"

#include <algorithm>

namespace overens {

const std::string* Import::file(std::string_view name) const {
  const auto at = files_.find(std::string(name));
  return at == files_.end() ? nullptr : &at->second;
}

const formats::Table* Import::table(std::string_view name,
                                    const std::vector<std::string>& headings) {
  if (const auto read = tables_.find(name); read != tables_.end()) return &read->second;
  const std::string* bytes = file(name);
  if (!bytes) return nullptr;
  formats::CsvResult result = formats::read_csv(*bytes);
  for (const formats::CsvError& error : result.errors)
    refuse(name, static_cast<std::int64_t>(error.line), error.reason);
  if (!result.table) return nullptr;
  bool has_all = true;
  for (const std::string& heading : headings) {
    if (result.table->has(heading)) continue;
    refuse(name, 1, t("The column “{}” is missing.", heading));
    has_all = false;
  }
  if (!has_all) return nullptr;
  return &tables_.emplace(std::string(name), std::move(*result.table)).first->second;
}

formats::JsonPlace Import::json(const std::string& name) {
  auto read = json_.find(name);
  if (read == json_.end()) {
    const std::string* bytes = file(name);
    read = json_.emplace(name, formats::parse_json(bytes ? *bytes : "null")).first;
  }
  return read->second->root();
}

void Import::refuse(std::string_view file, std::int64_t line, Text reason) {
  refusals_.push_back({std::string(file), line, std::move(reason)});
}

void Import::count(std::string_view what, std::int64_t added) {
  counts_[std::string(what)] += added;
}

void Import::introduce(std::string_view who, std::string_view email) {
  introduced_ += std::string(email) + "  " + std::string(who) + '\n';
}

std::vector<ImportRefusal> Import::refusals() const {
  std::vector<ImportRefusal> all = refusals_;
  for (const auto& [name, document] : json_)
    for (const formats::JsonError& error : document->errors())
      all.push_back({name, 0, t("{0}: {1}", error.path, error.reason)});
  std::stable_sort(all.begin(), all.end(), [](const ImportRefusal& a, const ImportRefusal& b) {
    return std::tie(a.file, a.line) < std::tie(b.file, b.line);
  });
  return all;
}

}  // namespace overens
