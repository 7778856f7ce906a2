// Masking: words of a remark, or an attachment, that not everybody may read. Everybody reads
// "[maskat: skäl]" in their place, on every page and in every list, since the view remark_now says
// so; those who run the compact read the original on the page of the remark or the response. Each
// mask is kept with who, when and why.
#pragma once

#include "features/consultations/pages.h"

namespace overens::consultations {

// As it was received, whatever is masked.
struct OriginalWords {
  std::int64_t version = 1;
  std::string wording;
  std::string proposed;
};
OriginalWords original_words(Db&, Id<Remark>);

struct NewMask {
  std::int64_t version = 1;  // of the words that were looked at
  std::string wording;       // with what is hidden replaced
  std::string proposed;
  std::string mark;
  std::string reason;
};
// In place of the one that holds, if any.
void mask(Db&, Id<Remark>, const NewMask&, Id<people::Person> by, Instant now);
// False where none holds.
bool unmask(Db&, Id<Remark>, Id<people::Person> by, Instant now);

struct Mask {
  std::string reason;
  std::string masked_by;  // name or address
  Instant masked_at;
  std::optional<Instant> lifted_at;
};
std::vector<Mask> masks(Db&, Id<Remark>);  // the latest first

// The words with each of the phrases replaced by the mark; all of them where no phrase is given.
// Nothing where a phrase does not occur.
std::optional<std::string> masked(std::string_view words, const std::vector<std::string>& phrases,
                                  std::string_view mark);

// On the remark's page, for those who run the compact.
Html original_view(Visit&, const Place&, const Remark&);

// --- Attachments ---

// Of a file in every version of a response. False where it is masked already.
bool mask_file(Db&, Id<Response>, Id<files::File>, std::string_view reason, Id<people::Person> by,
               Instant now);
// False where none holds.
bool unmask_file(Db&, Id<Response>, Id<files::File>, Id<people::Person> by, Instant now);
struct FileMask {
  Id<files::File> file;
  std::string reason;
  std::string masked_by;  // name or address
  Instant masked_at;
  std::optional<Instant> lifted_at;
};
std::vector<FileMask> file_masks(Db&, Id<Response>);  // the latest first
bool is_masked(Db&, Id<Response>, Id<files::File>);

// On the response's page: the attachments that everybody may open, the reason in place of others.
Html attachments_view(Visit&, const Place&, const Response&);

Page edit_file_mask(Visit&, Number consultation, Number response, Number file);
Page save_file_mask(Visit&, Number consultation, Number response, Number file);
Page lift_file_mask(Visit&, Number consultation, Number response, Number file);

Page edit_mask(Visit&, Number remark);
Page save_mask(Visit&, Number remark);
Page lift_mask(Visit&, Number remark);

}  // namespace overens::consultations
