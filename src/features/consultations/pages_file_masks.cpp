// The attachments of a response, and masking one of them, with a reason that everybody reads.
#include <algorithm>

#include "features/consultations/masks.h"

namespace overens::consultations {
namespace {

constexpr std::size_t longest_mask_reason = 200;

const FileMask* mask_on(const std::vector<FileMask>& all, Id<files::File> file) {
  const auto at = std::find_if(all.begin(), all.end(), [&](const FileMask& one) {
    return one.file == file && !one.lifted_at;
  });
  return at == all.end() ? nullptr : &*at;
}

Url file_url(const Visit& visit, const Place& place, const Response& one, Number file) {
  return url(visit, "/{}/consultations/{}/responses/{}/versions/{}/files/{}", place.compact.slug,
             place.consultation.number, one.number, Number{one.version}, file);
}

Url mask_url(const Visit& visit, const Place& place, const Response& one, Number file) {
  return url(visit, "/{}/consultations/{}/responses/{}/files/{}/mask", place.compact.slug,
             place.consultation.number, one.number, file);
}

Html attachment_item(Visit& visit, const Place& place, const Response& one, const Attachment& file,
                     const FileMask* mask) {
  Html item;
  if (mask) item += html("<p>{}</p>", t("[masked: {}]", mask->reason));
  if (!mask || compacts::may_run(visit))
    item += html(R"(<a href="{}">{}</a>)", file_url(visit, place, one, file.number), file.name);
  if (!compacts::may_register(visit)) return html("<li>{}</li>", item);
  if (mask)
    item += post_button(visit,
                        url(visit, "/{}/consultations/{}/responses/{}/files/{}/mask/removal",
                            place.compact.slug, place.consultation.number, one.number, file.number),
                        {.words = t("Show it to everybody again")});
  else
    item += html(" {}", link(mask_url(visit, place, one, file.number), t("Mask it")));
  return html("<li>{}</li>", item);
}

Html mask_log(Visit& visit, const Place& place, const std::vector<FileMask>& all) {
  if (all.empty() || !compacts::may_run(visit)) return {};
  Table log{t("Masking"), {t("Reason"), t("By"), t("When"), t("Until")}, {}};
  for (const FileMask& one : all)
    log.rows.push_back({html("{}", one.reason), html("{}", one.masked_by),
                        instant_element(one.masked_at, place.compact.zone()),
                        one.lifted_at ? instant_element(*one.lifted_at, place.compact.zone())
                                      : html("{}", t("It holds"))});
  return table(log);
}

// The attachment by that number in the version that counts.
struct Attached {
  Place place;
  Response response;
  Attachment file;
};

Attached attached_here(Visit& visit, Number number, Number response, Number file) {
  const Place place = place_here(visit, number);
  const Response one = found(find_response(visit.db, place.consultation.id, response));
  for (const Attachment& known : response_files(visit.db, one.id, one.version))
    if (known.number == file) return {place, one, known};
  throw NotFound{};
}

Page mask_page(Visit& visit, const Attached& at, const Filled& filled, int status = 200) {
  Html body = error_summary(filled);
  body += paragraph(t("“{}” is then opened by those who run the compact only.", at.file.name));
  body += post_form(
      visit, mask_url(visit, at.place, at.response, at.file.number),
      field(filled, {.name = "reason",
                     .label = t("Why"),
                     .hint = t("In a few words, with the law where there is one. It stands in "
                               "place of what is hidden.")}),
      {.words = t("Hide it")});
  auto path = path_to(visit, at.place);
  path.push_back(
      {verbatim(at.response.organisation), address(visit, at.place, at.response.number)});
  return page(visit, {.title = t("Mask an attachment"), .path = path}, body, status);
}

}  // namespace

bool is_masked(Db& db, Id<Response> response, Id<files::File> file) {
  return mask_on(file_masks(db, response), file) != nullptr;
}

Html attachments_view(Visit& visit, const Place& place, const Response& one) {
  const auto files = response_files(visit.db, one.id, one.version);
  if (files.empty()) return {};
  const auto masks = file_masks(visit.db, one.id);
  Html list = heading(2, t("Attachments"));
  list += html("<ul>{}</ul>", each(files, [&](const Attachment& file) {
                 return attachment_item(visit, place, one, file, mask_on(masks, file.file_id));
               }));
  list += mask_log(visit, place, masks);
  return list;
}

Page edit_file_mask(Visit& visit, Number number, Number response, Number file) {
  return mask_page(visit, attached_here(visit, number, response, file), Filled{});
}

Page save_file_mask(Visit& visit, Number number, Number response, Number file) {
  const Attached at = attached_here(visit, number, response, file);
  Filled filled(visit.form);
  const std::string reason = filled.line("reason", t("Say why."), longest_mask_reason);
  if (!filled.ok()) return mask_page(visit, at, filled, 422);
  visit.write([&](Db& db) {
    if (!mask_file(db, at.response.id, at.file.file_id, reason, people::me(visit), visit.now))
      throw Conflict{t("It is masked already.")};
  });
  return see_other(address(visit, at.place, response));
}

Page lift_file_mask(Visit& visit, Number number, Number response, Number file) {
  const Attached at = attached_here(visit, number, response, file);
  visit.write([&](Db& db) {
    if (!unmask_file(db, at.response.id, at.file.file_id, people::me(visit), visit.now))
      throw Conflict{t("It is not masked.")};
  });
  return see_other(address(visit, at.place, response));
}

}  // namespace overens::consultations
