#include "post/smtp.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <array>
#include <new>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "base/text.h"

namespace overens::post {
namespace {

// Line ends as mail has them; curl would take a lone LF for a character to encode.
std::string with_crlf(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '\r') continue;
    if (c == '\n') result += '\r';
    result += c;
  }
  return result;
}

class StringList {
 public:
  void add(const std::string& text) {
    curl_slist* longer = curl_slist_append(list_.get(), text.c_str());
    if (!longer) throw std::bad_alloc();
    static_cast<void>(list_.release());
    list_.reset(longer);
  }
  curl_slist* get() const { return list_.get(); }

 private:
  struct Free {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
  };
  std::unique_ptr<curl_slist, Free> list_;
};

struct FreeMime {
  void operator()(curl_mime* mime) const { curl_mime_free(mime); }
};
using Mime = std::unique_ptr<curl_mime, FreeMime>;

void add_part(curl_mime* parent, const std::string& content, const std::string& type,
              const char* encoding, const char* filename = nullptr) {
  curl_mimepart* part = curl_mime_addpart(parent);
  curl_mime_data(part, content.data(), content.size());
  curl_mime_type(part, type.c_str());
  curl_mime_encoder(part, encoding);
  if (filename) curl_mime_filename(part, filename);
}

void add_calendar(CURL* curl, curl_mime* mixed, const std::string& text, const Letter& letter) {
  curl_mime* alternative = curl_mime_init(curl);
  curl_mimepart* part = curl_mime_addpart(mixed);
  curl_mime_subparts(part, alternative);  // mixed owns it from here on
  curl_mime_type(part, "multipart/alternative");
  add_part(alternative, text, "text/plain; charset=utf-8", "quoted-printable");
  add_part(alternative, *letter.calendar,
           fmt::format("text/calendar; charset=utf-8; method={}", *letter.calendar_method),
           "base64");
  add_part(mixed, *letter.calendar, "application/ics", "base64", "invite.ics");
}

// The text, and beside it the calendar twice (RFC 6047): inline with its method, which calendars
// act on, and as a file, for those who open attachments. The picture of a code stands last.
Mime body_of(CURL* curl, const Letter& letter, const SmtpOptions& options) {
  Mime mixed(curl_mime_init(curl));
  const std::string text = with_crlf(letter.body);
  if (letter.calendar)
    add_calendar(curl, mixed.get(), text, letter);
  else
    add_part(mixed.get(), text, "text/plain; charset=utf-8", "quoted-printable");
  if (!letter.qr.empty() && options.qr_picture)
    add_part(mixed.get(), options.qr_picture(letter.qr), "image/png", "base64", "code.png");
  return mixed;
}

int stop_if_asked(void* stop, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<const std::stop_token*>(stop)->stop_requested() ? 1 : 0;
}

// The commands of a conversation (RFC 5321). What else is sent may be a password.
constexpr std::array<std::string_view, 7> commands = {"EHLO", "HELO", "STARTTLS", "AUTH",
                                                      "MAIL", "RCPT", "DATA"};

// What was last said on both sides.
struct Talk {
  std::string step;    // the last command sent
  std::string answer;  // the last refusal the server sent
};

// As text, whatever the server sent.
std::string readable(std::string_view line) {
  constexpr std::size_t longest_answer = 300;
  return shortened(tidy_line(valid_utf8(line) ? std::string(line) : from_windows_1252(line)),
                   longest_answer);
}

int listen_in(CURL*, curl_infotype type, char* bytes, std::size_t size, void* talk) {
  const std::string_view line(bytes, size);
  auto& both = *static_cast<Talk*>(talk);
  const bool is_refusal = line.starts_with('4') || line.starts_with('5');
  if (type == CURLINFO_HEADER_IN && is_refusal) both.answer = readable(line);
  if (type != CURLINFO_HEADER_OUT) return 0;
  for (const std::string_view command : commands)
    if (line.starts_with(command)) both.step = command;
  return 0;
}

Delivery delivery_of(CURLcode code, long answer, const Talk& talk) {
  const std::string& step = talk.step;
  if (code == CURLE_OK) return {Outcome::sent, ""};
  if (code == CURLE_ABORTED_BY_CALLBACK) return {Outcome::stopped, ""};
  // Only the number: what the server writes beside it often repeats the address.
  std::string reason =
      answer == 0 ? std::string(curl_easy_strerror(code))
                  : fmt::format("SMTP {} after {}: {}", answer, step, curl_easy_strerror(code));
  // Before RCPT a refusal speaks of us (our password, our encryption, our address): somebody has to
  // mend it, and meanwhile no letter is given up for it.
  const bool is_about_the_letter = step == "RCPT" || step == "DATA";
  const bool is_refused = answer >= 500 && answer < 600;
  return {is_refused && is_about_the_letter ? Outcome::never : Outcome::later, std::move(reason),
          answer == 0 ? std::string() : talk.answer};
}

}  // namespace

struct SmtpTransport::Curl {
  Curl() : handle(curl_easy_init()) {
    if (!handle) throw std::runtime_error("curl_easy_init failed");
  }
  ~Curl() { curl_easy_cleanup(handle); }
  Curl(const Curl&) = delete;
  Curl& operator=(const Curl&) = delete;

  void set_server(const SmtpOptions& options) {
    curl_easy_reset(handle);  // keeps the connection
    talk = {"connecting", ""};
    curl_easy_setopt(handle, CURLOPT_VERBOSE, 1L);  // or the next is never called
    curl_easy_setopt(handle, CURLOPT_DEBUGFUNCTION, listen_in);
    curl_easy_setopt(handle, CURLOPT_DEBUGDATA, &talk);
    const std::string scheme = options.tls_from_start ? "smtps" : "smtp";
    const std::string url = fmt::format("{}://{}:{}", scheme, options.host, options.port);
    curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(handle, CURLOPT_PROXY, "");
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, long{options.connect_timeout_ms});
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, long{options.letter_timeout_ms});
    if (!options.tls_from_start) set_start_tls(options.start_tls);
    if (options.user.empty()) return;
    curl_easy_setopt(handle, CURLOPT_USERNAME, options.user.c_str());
    curl_easy_setopt(handle, CURLOPT_PASSWORD, options.password.c_str());
  }

  void set_start_tls(StartTls start_tls) const {
    switch (start_tls) {
      case StartTls::none:
        curl_easy_setopt(handle, CURLOPT_USE_SSL, long{CURLUSESSL_NONE});
        break;
      case StartTls::attempt:
        curl_easy_setopt(handle, CURLOPT_USE_SSL, long{CURLUSESSL_TRY});
        curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, 0L);
        curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, 0L);
        break;
      case StartTls::required:
        curl_easy_setopt(handle, CURLOPT_USE_SSL, long{CURLUSESSL_ALL});
        break;
    }
  }

  CURL* handle;
  Talk talk;
};

SmtpTransport::SmtpTransport(SmtpOptions options) : options_(std::move(options)) {
  if (!is_safe_address(options_.sender.address))
    throw std::invalid_argument("SMTP: the sender's address is missing");
  const bool encrypted = options_.tls_from_start || options_.start_tls == StartTls::required;
  if (!options_.user.empty() && !encrypted)
    throw std::invalid_argument("SMTP: a password is only sent over required TLS");
  curl_ = std::make_unique<Curl>();
}

SmtpTransport::~SmtpTransport() = default;

Delivery SmtpTransport::deliver(const Letter& letter, std::stop_token stop) {
  StringList head;
  try {
    for (const std::string& line : headers(letter, options_.sender)) head.add(line);
  } catch (const std::invalid_argument& error) {
    return {Outcome::never, error.what()};
  }
  StringList recipients;
  recipients.add(letter.recipient);

  CURL* const curl = curl_->handle;
  curl_->set_server(options_);
  const Mime body = body_of(curl, letter, options_);
  curl_easy_setopt(curl, CURLOPT_MAIL_FROM, options_.sender.address.c_str());
  curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients.get());
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, head.get());
  curl_easy_setopt(curl, CURLOPT_MIMEPOST, body.get());
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, stop_if_asked);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &stop);
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);

  const CURLcode code = curl_easy_perform(curl);
  long answer = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer);
  curl_easy_setopt(curl, CURLOPT_MIMEPOST, nullptr);  // what it points to is about to go
  return delivery_of(code, answer, curl_->talk);
}

}  // namespace overens::post
