// What the pages and the import of consultations ask of their store besides what consultations.h
// opens to others. All that changes something runs inside a write.
#pragma once

#include <map>

#include "features/consultations/consultations.h"

namespace overens::consultations {

// --- The consultation ---

struct NewConsultation {
  Id<texts::Version> version;  // frozen
  std::string title;
  std::string cover_letter;
  Date opens_on;
  Date closes_on;
  bool accepts_late = true;
};
Consultation add(Db&, Id<compacts::Compact>, const NewConsultation&,
                 std::optional<Id<people::Person>> by, Instant now);
// The one about that version from that day; for the import.
std::optional<Consultation> find_on(Db&, Id<texts::Version>, const Date& opens_on);
Consultation load(Db&, Id<Consultation>);
void edit(Db&, Id<Consultation>, std::string_view title, std::string_view cover_letter);
// False where the last day is not later than the one that holds.
bool extend(Db&, const Consultation&, const Date& closes_on, std::string_view reason,
            Id<people::Person> by, Instant now);
struct Extension {
  Date was;
  std::string reason;
  Instant extended_at;
};
std::vector<Extension> extensions(Db&, Id<Consultation>);  // the earliest first
// More time for one body. False where the day is not later than the one that holds for it.
bool extend_for(Db&, const Consultation&, Id<organisations::Organisation>, const Date& closes_on,
                std::string_view reason, Id<people::Person> by, Instant now);
// The last day for that body (none: for everybody) as it held at that moment: what was given
// afterwards does not count.
Date last_day(Db&, const Consultation&, std::optional<Id<organisations::Organisation>>,
              Instant held_at);
// Of all bodies with more time than the others, by name.
struct Deadline {
  Number organisation;
  std::string name;
  Date closes_on;
  std::string reason;
};
std::vector<Deadline> deadlines(Db&, Id<Consultation>);
// With the letter that says so. False where it is invited already.
bool invite(Db&, Id<Consultation>, Id<organisations::Organisation>, Id<people::Person> by,
            Instant now);
// Conflict while a remark lacks its published disposition: a trigger holds it too.
void close_as_handled(Db&, Id<Consultation>, Instant now);

// --- Responses ---

// What a response says about the whole text (no section), a section or a paragraph of it.
struct Part {
  std::optional<std::int64_t> section;
  Stance stance = Stance::supports;
  std::string wording;
  std::string proposed;
  std::optional<Number> number{};                   // of the remark, where a file gives one
  std::optional<Id<texts::Paragraph>> paragraph{};  // where it is about one
  std::optional<Number> joins{};                    // another's remark
};
struct Submission {
  std::optional<Id<organisations::Organisation>> organisation_id;
  std::string organisation;
  Date received_on;
  std::optional<Instant> received_at;
  Date due_on;  // the last day that held for the sender then: see last_day()
  Channel channel = Channel::web;
  std::vector<Part> parts;
  std::optional<Id<people::Person>> by;
  std::optional<Number> number{};  // where a file gives one
};
// None where that organisation has answered already: the index decides.
std::optional<Response> receive(Db&, Id<compacts::Compact>, Id<Consultation>, const Submission&,
                                Instant now);
// A new version. False where `known` is not the version that counts any more.
bool change(Db&, Id<compacts::Compact>, Id<Response>, std::int64_t known, const std::vector<Part>&,
            std::optional<Id<people::Person>> by, Instant now);
// One more remark of a response that is being brought in.
void add_part(Db&, Id<compacts::Compact>, const Response&, const Part&);

Response load_response(Db&, Id<Response>);
std::optional<Response> find_response_of(Db&, Id<Consultation>, Id<organisations::Organisation>);
// To all consultations of a compact, the latest first.
struct Reception {
  Number consultation;
  std::string title;  // of the consultation
  Number response;
  std::string organisation;
  Date received_on;
  std::optional<Instant> received_at;
  Channel channel = Channel::web;
};
std::vector<Reception> receptions(Db&, Id<compacts::Compact>, std::int64_t limit);
struct ResponseVersion {
  std::int64_t version = 1;
  Instant entered_at;
};
std::vector<ResponseVersion> response_versions(Db&, Id<Response>);  // the earliest first
// What it said in one of its versions, as it was received, whatever is masked: for who wrote it.
std::vector<Remark> remarks_in_version(Db&, Id<Response>, std::int64_t version);
// The same as everybody may read it: what has a mask now is masked whole.
std::vector<Remark> masked_in_version(Db&, Id<Response>, std::int64_t version);

struct Original {
  Number number;
  Id<files::File> file_id;
  std::string name;
};
void add_original(Db&, Id<Response>, Id<files::File>, std::string_view name, Instant now);
std::vector<Original> originals(Db&, Id<Response>);

// --- Remarks ---

std::vector<Remark> remarks_of(Db&, Id<Response>);  // the whole text first, then by section
// What the responses with numbers from `first` to `last` chose for the whole and the sections.
struct Mark {
  Number response;
  std::int64_t section = 0;  // 0: the whole text
  Stance stance = Stance::supports;
  bool by_paragraph = false;  // the section itself has none: the one of its paragraphs that goes
                              // furthest from a yes
};
std::vector<Mark> marks_between(Db&, Id<Consultation>, Number first, Number last);
std::vector<Remark> remarks_on(Db&, Id<Consultation>, std::optional<std::int64_t> section,
                               std::int64_t limit, std::int64_t offset);
std::int64_t count_remarks_on(Db&, Id<Consultation>, std::optional<std::int64_t> section);
std::vector<Remark> remarks_on_paragraph(Db&, Id<Consultation>, Id<texts::Paragraph>,
                                         std::int64_t limit, std::int64_t offset);
std::int64_t count_remarks_on_paragraph(Db&, Id<Consultation>, Id<texts::Paragraph>);
// How many remarks are about each paragraph, by its identity; none where there is none.
struct ParagraphRemarks {
  Id<texts::Paragraph> paragraph;
  std::int64_t remarks = 0;
  std::int64_t proposals = 0;  // of them with a proposed wording
};
std::vector<ParagraphRemarks> paragraph_remarks(Db&, Id<Consultation>);

std::optional<Remark> find_remark(Db&, Id<compacts::Compact>, Number);
Id<Consultation> consultation_of(Db&, Id<Remark>);

// True where the link is new.
bool link_paragraph(Db&, Id<texts::Paragraph>, Id<Remark>, std::optional<Id<people::Person>> by,
                    Instant now);
std::vector<std::int64_t> paragraphs_of(Db&, Id<Remark>);  // identities
// Those that any remark of a response stands behind.
std::vector<Id<texts::Paragraph>> linked_paragraphs(Db&, Id<Response>);
struct CountBehind {
  std::int64_t paragraph = 0;
  std::int64_t count = 0;
};
std::vector<CountBehind> count_behind(Db&, Id<texts::Version>);

// --- Dispositions ---

void dispose(Db&, Id<Remark>, DispositionKind, std::string_view reason,
             std::optional<Id<people::Person>> by, Instant now, bool is_published);
std::vector<Disposition> dispositions(Db&, Id<Remark>);  // the latest first
// A remark with words, and the latest word about it, published or not.
struct Handling {
  Number number;  // of the remark
  Id<Remark> remark_id;
  std::string organisation;
  std::optional<std::int64_t> section;
  std::optional<Id<texts::Paragraph>> paragraph;
  std::string wording;
  std::string proposed;
  std::optional<DispositionKind> kind;
  std::string reason;
  bool is_published = false;
};
// Where a remark stands: remark.handling.
enum class Stage : std::uint8_t { waits, recorded, published };
constexpr auto names(Stage) {
  return std::array{std::pair{Stage::waits, "waits"}, std::pair{Stage::recorded, "recorded"},
                    std::pair{Stage::published, "published"}};
}
std::vector<Handling> handlings(Db&, Id<Consultation>, Stage, std::int64_t limit,
                                std::int64_t offset);
std::optional<Number> next_without_disposition(Db&, Id<Consultation>);  // of the remark
// The dispositions that nobody but those who run the compact sees yet: they are never changed and
// never go, so that their number and the last of them say which they are, to the letter.
struct Unpublished {
  std::int64_t count = 0;
  std::int64_t last = 0;  // identity of the latest disposition among them
};
Unpublished unpublished(Db&, Id<Consultation>);
void publish_dispositions(Db&, Id<Consultation>, Instant now);
struct HandlingCounts {
  std::int64_t remarks = 0;  // with words
  std::int64_t without = 0;  // no disposition at all
  std::int64_t unpublished = 0;
};
HandlingCounts handling_counts(Db&, Id<Consultation>);

// What a question tells of each consultation of a house, by its identity: for Visit::kept, where a
// figure takes a look at every remark.
template <auto question>
auto of_each(Db& db, Id<compacts::Compact> compact) {
  std::map<std::int64_t, decltype(question(db, Id<Consultation>{}))> all;
  for (const Consultation& one : list(db, compact)) all[one.id.value] = question(db, one.id);
  return all;
}

// Those that wait for a disposition on the same part of the text, by number.
std::vector<Handling> waiting_on(Db&, Id<Consultation>, std::optional<std::int64_t> section,
                                 std::optional<Id<texts::Paragraph>>, std::int64_t limit);

enum class Verdict : std::uint8_t { accepted, disputed };
constexpr auto names(Verdict) {
  return std::array{std::pair{Verdict::accepted, "accepted"},
                    std::pair{Verdict::disputed, "disputed"}};
}
struct Reply {
  Verdict verdict = Verdict::accepted;
  std::string wording;
  Instant replied_at;
};
std::vector<Reply> replies(Db&, Id<Remark>);  // the latest first
// To the disposition that is published now. False where there is none.
bool reply(Db&, Id<Remark>, Verdict, std::string_view wording, Id<people::Person> by, Instant now);

// --- Letters: rows that a task writes, some at a time ---

enum class LetterKind : std::uint8_t { invitation, reminder, extension, handled, joined };
constexpr auto names(LetterKind) {
  return std::array{
      std::pair{LetterKind::invitation, "invitation"}, std::pair{LetterKind::reminder, "reminder"},
      std::pair{LetterKind::extension, "extension"}, std::pair{LetterKind::handled, "handled"},
      std::pair{LetterKind::joined, "joined"}};
}
struct Letter {
  Id<Letter> id;
  Id<Consultation> consultation;
  Id<compacts::Compact> compact;
  LetterKind kind = LetterKind::invitation;
  std::optional<Id<organisations::Organisation>> organisation;
  std::optional<Id<Response>> response;
};
std::vector<Letter> waiting_letters(Db&, std::int64_t limit);
void letter_written(Db&, Id<Letter>, std::int64_t copies, Instant now);
struct LetterCounts {
  std::int64_t all = 0;
  std::int64_t waiting = 0;
};
LetterCounts count_letters(Db&, Id<Consultation>, LetterKind);
// Who answered, and could not be told by mail what became of it: on paper, and nobody with an
// address represents them. By number, at most `limit`.
struct Unreached {
  Number response;
  std::string organisation;
};
std::vector<Unreached> unreached(Db&, Id<Consultation>, std::int64_t limit);
void queue_letter(Db&, Id<Consultation>, LetterKind, Id<organisations::Organisation>,
                  std::string_view occasion, Id<people::Person> by, Instant now);
// To everybody invited who has not answered; a second time with one occasion it adds none. How
// many were added.
std::int64_t queue_to_unanswered(Db&, Id<Consultation>, LetterKind, std::string_view occasion,
                                 Id<people::Person> by, Instant now);
// To everybody who answered, once.
void queue_to_respondents(Db&, Id<Consultation>, Id<people::Person> by, Instant now);

struct Invited {
  Number organisation;
  std::string name;
  Instant invited_at;
  std::optional<Number> response;     // none: has not answered
  std::optional<Instant> written_at;  // of the invitation; none: it waits
  std::int64_t copies = 0;            // of the invitation
  std::int64_t reminders = 0;
};
std::vector<Invited> invited(Db&, Id<Consultation>, std::int64_t limit, std::int64_t offset);
struct InvitedCounts {
  std::int64_t all = 0;
  std::int64_t answered = 0;
};
InvitedCounts count_invited(Db&, Id<Consultation>);

// --- What is not submitted: an organisation's own space ---

// Which part of the text: the whole (0, 0), a section (3, 0) or a paragraph by its number (3, 12).
struct DraftPart {
  std::int64_t section = 0;
  std::string stance;  // its name, or empty
  std::string wording;
  std::string proposed;
  std::int64_t paragraph = 0;
  std::int64_t joins = 0;    // number of another's remark that is joined; 0: none
  std::string written_by{};  // name or address of who wrote it last
  std::string form{};        // the open form it was written in
};
struct Draft {
  Id<Draft> id;
  std::int64_t revision = 0;  // rises with every change
  Instant saved_at;
  std::string saved_by;  // name or address
  std::vector<DraftPart> parts{};
};
std::optional<Draft> find_draft(Db&, Id<Consultation>, Id<organisations::Organisation>);

// A part as it came from a form.
struct TypedPart {
  DraftPart part;
  std::string base;         // fingerprint() of what stood there when the form was shown; or empty
  bool is_settled = false;  // what was laid aside here can go
};
struct DraftSaving {
  Id<Consultation> consultation;
  Id<organisations::Organisation> organisation;
  std::string form;                      // which open form: its own words it writes over
  std::vector<DraftPart> submitted;      // what a new draft begins with
  std::optional<Id<Response>> response;  // whose files it begins with
  Id<people::Person> by;
};
// Writes the parts that were changed in that form; the others keep who wrote them. Where somebody
// else wrote meanwhile, theirs stands, what was typed is laid aside, and the part is in the answer.
std::vector<DraftPart> save_draft(Db&, const DraftSaving&, const std::vector<TypedPart>&,
                                  Instant now);
// What was laid aside and not settled, by part.
std::vector<DraftPart> laid_aside(Db&, Id<Draft>);
// False where there is none (any more).
bool remove_draft(Db&, Id<Consultation>, Id<organisations::Organisation>);

struct Attachment {
  Number number;
  Id<files::File> file_id;
  std::string name;
};
std::vector<Attachment> draft_files(Db&, Id<Draft>);
void attach_to_draft(Db&, const DraftSaving&, Id<files::File>, std::string_view name, Instant now);
bool detach_from_draft(Db&, Id<Draft>, Number file, Id<people::Person> by, Instant now);
// What was attached to the draft becomes the response's, in that version.
void hand_over_files(Db&, Id<Draft>, Id<Response>, std::int64_t version);
std::vector<Attachment> response_files(Db&, Id<Response>, std::int64_t version);

}  // namespace overens::consultations
