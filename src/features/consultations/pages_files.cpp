// Attachments of a response: put to the draft on a page of their own, so that no typed word hangs
// on a large file, and open to everybody once the response is submitted.
#include "base/text.h"
#include "features/consultations/masks.h"

namespace overens::consultations {
namespace {

Html file_row(Visit& visit, const Own& one, const Attachment& file) {
  const Number number = one.place.consultation.number;
  const Url where = url(visit, "/{}/consultations/{}/response/files/{}", one.place.compact.slug,
                        number, file.number)
                        .with("organisation", one.mandate.number.value);
  return html(R"(<li><a href="{}">{}</a> {}</li>)", where, file.name,
              post_button(visit,
                          url(visit, "/{}/consultations/{}/response/files/removal",
                              one.place.compact.slug, number),
                          {.words = t("Remove {}", file.name), .is_dangerous = true},
                          {{"organisation", std::to_string(one.mandate.number.value)},
                           {"file", std::to_string(file.number.value)}}));
}

std::vector<Attachment> known_files(Visit& visit, const Own& one) {
  const auto draft = find_draft(visit.db, one.place.consultation.id, one.mandate.organisation);
  if (draft) return draft_files(visit.db, draft->id);
  if (one.submitted) return response_files(visit.db, one.submitted->id, one.submitted->version);
  return {};
}

Page files_page(Visit& visit, const Own& one, const Filled& filled, int status = 200) {
  const auto files = known_files(visit, one);
  Html body = error_summary(filled);
  if (files.empty()) body += empty_state(t("Nothing is attached yet."));
  body += html("<ul>{}</ul>",
               each(files, [&](const Attachment& file) { return file_row(visit, one, file); }));
  Html fields = hidden_field("organisation", one.mandate.number.value);
  fields += file_field(filled,
                       {.name = "file",
                        .label = t("A file"),
                        .hint = t("PDF, Word, LibreOffice, a picture or plain text, at most 20 MB. "
                                  "It becomes public when the response is submitted.")},
                       files::accepted);
  if (files.size() < most_attachments)
    body += post_form(visit,
                      url(visit, "/{}/consultations/{}/response/files", one.place.compact.slug,
                          one.place.consultation.number),
                      fields, {.words = t("Attach it")}, true);
  body += html(R"(<p class="o-actions">{}</p>)",
               button_link(own_url(visit, one, ""), t("Back to the response"), Weight::secondary));
  return page(visit,
              {.title = t("Attachments to the response of {}", one.mandate.name),
               .path = path_to(visit, one.place)},
              body, status);
}

void require_open(const Own& one) {
  if (!lets_in(one.door)) throw Conflict{words_for(one.door, one.place.consultation)};
}

}  // namespace

Page show_files(Visit& visit, Number number) {
  const Own one = own_of_address(visit, number);
  return lets_in(one.door) ? files_page(visit, one, Filled{}) : shut_page(visit, one, 200);
}

Page add_file(Visit& visit, Number number) {
  const Own one = own_of_form(visit, number, Acting::writing);
  require_open(one);
  Filled filled(visit.form);
  const Upload* upload = visit.form.file("file");
  filled.expect(upload != nullptr, "file", t("Choose a file."));
  filled.expect(known_files(visit, one).size() < most_attachments, "file",
                t("At most {} files can be attached.", most_attachments));
  const auto file = filled.ok() ? files::store(visit, filled, "file") : std::nullopt;
  if (!filled.ok() || !file) return files_page(visit, one, filled, 422);
  const DraftSaving how = saving(visit, one, {});
  visit.write_quietly(
      [&](Db& db) { attach_to_draft(db, how, *file, tidy_line(upload->file_name), visit.now); });
  return see_other(own_url(visit, one, "files"));
}

Page remove_file(Visit& visit, Number number) {
  const Own one = own_of_form(visit, number, Acting::writing);
  require_open(one);
  Filled filled(visit.form);
  const auto file = filled.optional_number("file", 1, INT64_MAX);
  const DraftSaving how = saving(visit, one, {});
  visit.write_quietly([&](Db& db) {
    save_draft(db, how, {}, visit.now);  // the draft is there, with what was submitted
    const auto draft = find_draft(db, how.consultation, how.organisation);
    if (file) detach_from_draft(db, draft->id, Number{*file}, how.by, visit.now);
  });
  return see_other(own_url(visit, one, "files"));
}

Page show_own_file(Visit& visit, Number number, Number file) {
  const Own one = own_of_address(visit, number);
  for (const Attachment& known : known_files(visit, one))
    if (known.number == file) return files::file_response(visit, known.file_id, known.name);
  throw NotFound{};
}

Page show_file(Visit& visit, Number number, Number response, Number version, Number file) {
  const Place place = place_here(visit, number);
  const Response one = found(find_response(visit.db, place.consultation.id, response));
  for (const Attachment& known : response_files(visit.db, one.id, version.value)) {
    if (known.number != file) continue;
    if (is_masked(visit.db, one.id, known.file_id) && !compacts::may_run(visit)) throw NotFound{};
    return files::file_response(visit, known.file_id, known.name);
  }
  throw NotFound{};
}

}  // namespace overens::consultations
