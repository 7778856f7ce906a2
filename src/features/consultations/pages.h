// The pages of consultations in their groups: reading (pages.cpp, where the routes are, and
// pages_responses.cpp), the same as data (pages_data.cpp), answering for an organisation
// (pages_answer.cpp, pages_submit.cpp, pages_files.cpp), its members' views (pages_gathering.cpp,
// pages_members.cpp), and what coordinators do: set up
// (pages_coordinate.cpp), type in from paper (pages_paper.cpp), mask (pages_masks.cpp), invite and
// remind (pages_invited.cpp, letters.cpp) and dispose (pages_dispositions.cpp, pages_together.cpp).
// Views that they share are in views.cpp.
#pragma once

#include "features/consultations/gatherings.h"
#include "features/consultations/rules.h"
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
  std::vector<texts::Paragraph> paragraphs{};  // of the version that is answered, in their order

  Status status() const { return consultations::status(consultation, today); }
};
// NotFound where there is none by that number here.
Place place_here(Visit&, Number consultation);
Place place_of(Visit&, const Remark&);
// The page is right until the consultation opens or closes.
void hold_until_it_turns(Visit&, const Place&);

const texts::Section* section_at(const Place&, std::optional<std::int64_t> position);
// Null where the version has none by that identity, or that number.
const texts::Paragraph* paragraph_at(const Place&, std::optional<Id<texts::Paragraph>>);
const texts::Paragraph* paragraph_at(const Place&, std::int64_t number);
// "The whole text", or the heading of the section.
Text part_words(const Place&, std::optional<std::int64_t> section);
// The same, or "Paragraph 12, in Dialog".
Text part_words(const Place&, std::optional<std::int64_t> section,
                std::optional<Id<texts::Paragraph>>);

Text part_words(const Place&, const DraftPart&);

Url address(const Visit&, const Place&);
Url address(const Visit&, const Place&, Number response);
Url part_address(const Visit&, const Place&, std::optional<std::int64_t> section);
Url part_address(const Visit&, const Place&, const Remark&);
Url paragraph_address(const Visit&, const Place&, Number paragraph);
Url remark_address(const Visit&, Number remark);
std::vector<MenuItem> path_to(const Visit&, const Place&);  // breadcrumbs, down to the consultation

// What becomes of a remark, as somebody of the joint group writes it down. What the parties were
// asked about the dispositions before falls.
void record_disposition(Db&, const Place&, Id<Remark>, DispositionKind, std::string_view reason,
                        Id<people::Person> by, Instant now);

// --- Views ---

// Plain text as it was typed: a paragraph a line.
Html prose(const std::string& text, std::string_view language);
Html replies_view(const Place&, const std::vector<Reply>&);
Html status_label(Status);
// How a response came, where that is not the usual way: late, on paper.
Html marks(const Response&);
// Remarks with what became of them, each under who wrote it or under the part it is about.
enum class Told : std::uint8_t { organisation, part };
Html remark_list(Visit&, const Place&, const std::vector<Remark>&, Told);
// Organisations × parts of the text by stance: the table is the picture.
Html matrix(Visit&, const Place&, const std::vector<Response>&, const std::vector<Mark>&);
Html stance_table(Visit&, const Place&);

// A proposed wording, as a change of the paragraph where it is about one.
Html proposal_view(const Place&, std::optional<Id<texts::Paragraph>>, const std::string& proposed);

// --- A response in a form: three fields a part of the text ---

// "3" for a section, "p12" for a paragraph: what the names of its fields end in.
std::string key_of(const DraftPart&);
// What stands around the fields: what is known, what was laid aside, what somebody else wrote
// meanwhile, what the organisation's members say, and, below a section, the way to its paragraphs.
struct PartsShown {
  std::vector<DraftPart> known{};
  std::vector<DraftPart> aside{};
  std::vector<DraftPart> met{};
  // Whether a section is answered paragraph by paragraph below it, on a page of its own, or not.
  enum class Paragraphs : std::uint8_t { none, elsewhere, below };
  Paragraphs paragraphs = Paragraphs::none;
  std::vector<MemberView> members{};
};
// In a form that is sent once, where the text has no more paragraphs than stand in one.
constexpr std::size_t most_paragraphs_in_a_form = 200;
PartsShown parts_below(const Place&);
// What members say about that part, each with the button that takes it over.
Html members_view(const Place&, const PartsShown&, const DraftPart&);
// How many members' views a response rests on; nothing where there are none.
Html gathered_view(const Place&, const Gathered&);
// The whole and the sections.
Html part_fields(const Filled&, const Place&, const PartsShown&);
// The paragraphs of a section (0: those before the first heading).
Html paragraph_fields(const Filled&, const Place&, std::int64_t section, const PartsShown&);
// As typed; notes only what no draft may hold: an unknown stance, words without end.
std::vector<TypedPart> read_parts(Filled&, const Place&);
std::vector<TypedPart> read_paragraphs(Filled&, const Place&, std::int64_t section);
// Both, of a form with parts_below().
std::vector<TypedPart> read_all_parts(Filled&, const Place&);
std::vector<DraftPart> parts_of(const std::vector<TypedPart>&);
// What is submitted; notes what is missing at its field.
std::vector<Part> complete_parts(Filled&, const Place&, const std::vector<DraftPart>&);
// With the whole among them, blank where nothing is said about it yet.
std::vector<DraftPart> with_whole(std::vector<DraftPart>);
Form form_of(const Place&, const std::vector<DraftPart>&);
struct Joining;
std::vector<DraftPart> as_draft(const Place&, const std::vector<Remark>&,
                                const std::vector<Joining>&);

// --- One organisation's answer, as its representative meets it (pages_answer.cpp) ---

struct Own {
  Place place;  // with the last day that holds for this organisation
  organisations::Mandate mandate;
  std::optional<Response> submitted;
  Door door = Door::open;

  std::int64_t version() const { return submitted ? submitted->version : 0; }
};
enum class Acting : std::uint8_t { writing, submitting };
// Forbidden for everybody else.
Own own_of_form(Visit&, Number consultation, Acting);
Own own_of_address(Visit&, Number consultation);
Url own_url(const Visit&, const Own&, std::string_view page);
bool may_submit(Visit&, const Own&);
DraftSaving saving(Visit&, const Own&, std::string form);
// The form with the whole and the sections, or (a section's slug, "_" for what stands before the
// first heading) with its paragraphs. `met`: what others wrote in the same places meanwhile.
overens::Response form_page(Visit&, const Own&, const Filled&, int status = 200,
                            const std::vector<DraftPart>& met = {});
overens::Response section_page(Visit&, const Own&, const std::string& slug, const Filled&,
                               int status = 200, const std::vector<DraftPart>& met = {});
overens::Response shut_page(Visit&, const Own&, int status = 200);
// Position of the section; 0 for "_". NotFound where there is none.
std::int64_t section_by(const Place&, std::string_view slug);
Html public_notice();

// --- Handlers; Page is what a browser gets, since Response means something else here ---

using Page = overens::Response;

Page show_all(Visit&);
Page show(Visit&, Number);
Page show_responses(Visit&, Number);
Page show_response(Visit&, Number, Number response);
Page show_part(Visit&, Number, std::string slug);
Page show_whole(Visit&, Number);
Page show_paragraphs(Visit&, Number);
Page show_paragraph(Visit&, Number, Number paragraph);
Page show_file(Visit&, Number, Number response, Number version, Number file);
Page show_remark(Visit&, Number remark);
Page remark_page(Visit&, const Remark&, const Filled&, int status = 200);

Page list_data(Visit&, DataFormat);
Page response_data(Visit&, Number, DataFormat);
Page remark_data(Visit&, Number, DataFormat);

Page answer(Visit&, Number);
Page answer_section(Visit&, Number, std::string slug);
Page keep(Visit&, Number);
Page show_files(Visit&, Number);
Page add_file(Visit&, Number);
Page remove_file(Visit&, Number);
Page show_own_file(Visit&, Number, Number file);
Page check(Visit&, Number);
Page submit(Visit&, Number);
Page show_receipt(Visit&, Number);

Page show_gathering(Visit&, Number);
Page begin_gathering(Visit&, Number);
Page ask_members(Visit&, Number);
Page remove_member_of(Visit&, Number);
Page show_member_form(Visit&, std::string token);
Page show_member_section(Visit&, std::string token, std::string section);
Page save_member_view(Visit&, std::string token);
std::int64_t purge_old_gatherings(const Site&, Database&, Instant now);  // a task

Page new_consultation(Visit&);
Page create_consultation(Visit&);
Page edit_consultation(Visit&, Number);
Page save_consultation(Visit&, Number);
Page new_extension(Visit&, Number);
Page create_extension(Visit&, Number);

Page show_invited(Visit&, Number);
Page invite_more(Visit&, Number);
Page remind(Visit&, Number);
std::int64_t write_letters(const Site&, Database&, Instant now);  // a task
Page new_paper_response(Visit&, Number);
Page create_paper_response(Visit&, Number);
Page show_original(Visit&, Number, Number response, Number original);

Page show_dispositions(Visit&, Number);
Page edit_disposition(Visit&, Number remark);
Page save_disposition(Visit&, Number remark);
Page dispose_together(Visit&, Number);
Page save_together(Visit&, Number);
Page reply_to_disposition(Visit&, Number remark);
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
