// The pages of consultations in their groups: reading (pages.cpp, where the routes are, and
// pages_responses.cpp), the same as data (pages_data.cpp), answering for an organisation
// (pages_answer.cpp), and what coordinators do: set up (pages_coordinate.cpp), type in from paper
// (pages_paper.cpp) and dispose (pages_dispositions.cpp). Views that they share are in views.cpp.
#pragma once

#include "features/consultations/store.h"
#include "web/page.h"

namespace overens::consultations {

// A consultation with what every page below it needs.
struct Place {
  compacts::Compact compact;
  Consultation consultation;
  texts::Version version;
  std::vector<texts::Section> sections;  // those with words of their own, in their order
  Date today;

  Status status() const { return consultations::status(consultation, today); }
};
// NotFound where there is none by that number here.
Place place_here(Visit&, Number consultation);
Place place_of(Visit&, const Remark&);
// The page is right until the consultation opens or closes.
void hold_until_it_turns(Visit&, const Place&);

const texts::Section* section_at(const Place&, std::optional<std::int64_t> position);
// "The whole text", or the heading of the section.
Text part_words(const Place&, std::optional<std::int64_t> section);

Url address(const Visit&, const Place&);
Url address(const Visit&, const Place&, Number response);
Url part_address(const Visit&, const Place&, std::optional<std::int64_t> section);
Url remark_address(const Visit&, Number remark);
std::vector<MenuItem> path_to(const Visit&, const Place&);  // breadcrumbs, down to the consultation

// --- Views ---

// Plain text as it was typed: a paragraph a line.
Html prose(const std::string& text, std::string_view language);
Html status_label(Status);
// How a response came, where that is not the usual way: late, on paper.
Html marks(const Response&);
// One remark with what became of it: an <li> for <ul class="o-remarks">.
enum class Told : std::uint8_t { organisation, part };
Html remark_item(Visit&, const Place&, const Remark&, Told);
Html remark_list(Visit&, const Place&, const std::vector<Remark>&, Told);
// The paragraphs of the decided text that a remark stands behind.
Html paragraphs_behind(Visit&, const Place&, const Remark&);
// Organisations × parts of the text by stance: the table is the picture.
Html matrix(Visit&, const Place&, const std::vector<Response>&, const std::vector<Remark>&);
Html stance_table(Visit&, const Place&);

// --- A response in a form: three fields a part of the text ---

Html part_fields(const Filled&, Visit&, const Place&, const std::vector<DraftPart>& known);
// As typed; notes only what no draft may hold: an unknown stance, words without end.
std::vector<DraftPart> read_parts(Filled&, const Place&);
// What is submitted; notes what is missing at its field.
std::vector<Part> complete_parts(Filled&, const std::vector<DraftPart>&);
Form form_of(const std::vector<DraftPart>&);
std::vector<DraftPart> as_draft(const std::vector<Remark>&);

// --- Handlers; Page is what a browser gets, since Response means something else here ---

using Page = overens::Response;

Page show_all(Visit&);
Page show(Visit&, Number);
Page show_responses(Visit&, Number);
Page show_response(Visit&, Number, Number response);
Page show_part(Visit&, Number, std::string slug);
Page show_whole(Visit&, Number);
Page show_remark(Visit&, Number remark);

Page list_data(Visit&, DataFormat);
Page response_data(Visit&, Number, DataFormat);
Page remark_data(Visit&, Number, DataFormat);

Page answer(Visit&, Number);
Page keep(Visit&, Number);
Page check(Visit&, Number);
Page submit(Visit&, Number);
Page show_receipt(Visit&, Number);

Page new_consultation(Visit&);
Page create_consultation(Visit&);
Page edit_consultation(Visit&, Number);
Page save_consultation(Visit&, Number);
Page new_extension(Visit&, Number);
Page create_extension(Visit&, Number);

Page new_paper_response(Visit&, Number);
Page create_paper_response(Visit&, Number);
Page show_original(Visit&, Number, Number response, Number original);

Page show_dispositions(Visit&, Number);
Page edit_disposition(Visit&, Number remark);
Page save_disposition(Visit&, Number remark);
Page put_to_parties(Visit&, Number);
Page publish(Visit&, Number);
Page close_handled(Visit&, Number);

// --- What others show of consultations ---

Html card(Visit&);
std::vector<Todo> todo(Visit&);
std::vector<Received> received(Visit&);
std::vector<MenuItem> workplaces(Visit&);
std::vector<ParagraphCount> count_behind_paragraphs(Visit&, std::int64_t version);
Html behind_paragraph(Visit&, std::int64_t paragraph);

}  // namespace overens::consultations
