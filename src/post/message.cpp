#include "post/message.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "base/text.h"

namespace overens::post {
namespace {

constexpr std::size_t plain_bytes = 60;         // longer ones are folded, so encoded
constexpr std::size_t encoded_word_bytes = 75;  // RFC 2047, section 2

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\x7F'; }

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// Safe in a name without quotation marks as well as in a subject.
bool is_plain(char c) { return is_letter_or_digit(c) || c == ' ' || c == '-'; }

// RFC 2047, 4.2, the "Q" encoding, keeping only what is allowed in a name too (5, rule 3).
std::string q_encoded(std::string_view character) {
  std::string text;
  for (const char c : character) {
    if (is_letter_or_digit(c))
      text += c;
    else if (c == ' ')
      text += '_';
    else
      text += fmt::format("={:02X}", static_cast<unsigned char>(c));
  }
  return text;
}

std::size_t character_bytes(std::string_view rest) {
  std::size_t bytes = 1;
  while (bytes < rest.size() && (static_cast<unsigned char>(rest[bytes]) & 0xC0) == 0x80) ++bytes;
  return bytes;
}

}  // namespace

bool is_safe_header(std::string_view value) { return std::ranges::none_of(value, is_control); }

bool is_safe_address(std::string_view address) {
  constexpr std::string_view separators = "<>()[],;:\\\" ";
  return looks_like_email(address) && is_safe_header(address) &&
         address.find_first_of(separators) == std::string_view::npos;
}

bool is_safe_link(std::string_view address) {
  constexpr std::size_t most_link_bytes = 500;
  const auto is_plain_ascii = [](char c) { return c > ' ' && c < '\x7F' && c != '<' && c != '>'; };
  return (address.starts_with("https://") || address.starts_with("http://")) &&
         address.size() <= most_link_bytes && std::ranges::all_of(address, is_plain_ascii);
}

std::string encoded_header(std::string_view value) {
  if (value.size() <= plain_bytes && std::ranges::all_of(value, is_plain))
    return std::string(value);
  constexpr std::string_view begin = "=?UTF-8?Q?";
  constexpr std::string_view end = "?=";
  std::string text(begin);
  std::size_t room = encoded_word_bytes - begin.size() - end.size();
  for (std::string_view rest = value; !rest.empty();) {
    // Whole characters only: a word must make sense by itself (RFC 2047, section 5).
    const std::string character = q_encoded(rest.substr(0, character_bytes(rest)));
    if (character.size() > room) {
      text.append(end).append("\r\n ").append(begin);
      room = encoded_word_bytes - begin.size() - end.size();
    }
    text += character;
    room -= std::min(room, character.size());
    rest.remove_prefix(character_bytes(rest));
  }
  return text.append(end);
}

std::string address_header(std::string_view name, std::string_view address) {
  if (name.empty()) return std::string(address);
  return fmt::format("{} <{}>", encoded_header(name), address);
}

std::string date_header(Instant at) {
  static constexpr std::array<std::string_view, 7> days = {"Mon", "Tue", "Wed", "Thu",
                                                           "Fri", "Sat", "Sun"};
  static constexpr std::array<std::string_view, 12> months = {
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const LocalTime utc = local_time(at, zone("UTC"));
  return fmt::format("{}, {} {} {} {:02}:{:02}:{:02} +0000",
                     days[static_cast<std::size_t>(weekday(utc.date)) - 1], utc.date.day,
                     months[utc.date.month - 1], utc.date.year, utc.hour, utc.minute, utc.second);
}

std::vector<std::string> headers(const Letter& letter, const Sender& sender) {
  const std::string_view name = letter.sender_name.empty() ? sender.name : letter.sender_name;
  for (const std::string_view value :
       {name, std::string_view(letter.recipient_name), std::string_view(letter.subject),
        std::string_view(letter.language)})
    if (!is_safe_header(value)) throw std::invalid_argument("a header with a line break");
  for (const std::string_view address : {letter.recipient, letter.reply_to, sender.address})
    if (!address.empty() && !is_safe_address(address))
      throw std::invalid_argument("an address that is none");
  const std::string_view domain =
      std::string_view(sender.address).substr(sender.address.find('@') + 1);
  std::vector<std::string> lines = {
      "From: " + address_header(name, sender.address),
      "To: " + address_header(letter.recipient_name, letter.recipient),
      "Subject: " + encoded_header(letter.subject),
      "Date: " + date_header(letter.created_at),
      fmt::format("Message-ID: <{}@{}>", letter.message_id, domain),
      "Content-Language: " + letter.language,
      "Auto-Submitted: auto-generated",
  };
  if (!letter.reply_to.empty()) lines.push_back("Reply-To: " + letter.reply_to);
  if (letter.unsubscribe.empty()) return lines;
  if (!is_safe_link(letter.unsubscribe)) throw std::invalid_argument("a link that is none");
  lines.push_back("List-Unsubscribe:\r\n <" + letter.unsubscribe + ">");
  lines.emplace_back("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
  return lines;
}

}  // namespace overens::post
