#include "web/server_outgoing.h"

#include <exception>
#include <utility>

#include "web/headers.h"

namespace overens {

Outgoing::Outgoing(Response response, const Sending& sending, const std::string& date_line)
    : response_(std::move(response)) {
  constexpr std::size_t usual_tail = 128;
  tail_.reserve(usual_tail);
  tail_ = date_line;
  const int status = response_.prepared ? 200 : response_.status;
  with_body_ = !sending.is_head && status != 204 && status != 304;
  if (!response_.prepared) head_ = head_of(response_, response_.body.size());
  if (!sending.keep_open) tail_ += "Connection: close\r\n";
  if (sending.keep_open && sending.is_http_1_0) tail_ += "Connection: keep-alive\r\n";
  if (sending.tls) {
    tail_ += "Strict-Transport-Security: ";
    tail_ += strict_transport_security;
    tail_ += "\r\n";
  }
  tail_ += "\r\n";
}

std::array<asio::const_buffer, 3> Outgoing::buffers() const {
  const Prepared* prepared = response_.prepared.get();
  const std::string& body = prepared ? prepared->body : response_.body;
  return {asio::buffer(prepared ? prepared->head : head_), asio::buffer(tail_),
          with_body_ ? asio::buffer(body) : asio::const_buffer{}};
}

Response plain_error(int status) {
  Response response;
  response.status = status;
  response.headers.set("Content-Type", "text/plain; charset=utf-8");
  response.body = std::to_string(status) + ' ';
  response.body += reason(status);
  response.body += '\n';
  return response;
}

Response error_answer(const Answers& answers, int status, const Request& request) {
  Response response;
  try {
    response = answers.error_page ? answers.error_page(status, request) : plain_error(status);
  } catch (const std::exception&) {
    response = plain_error(status);
  }
  response.status = status;
  response.prepared = nullptr;
  if (status == 503) response.headers.set("Retry-After", "2");
  if (status == 405) response.headers.set("Allow", "GET, HEAD, POST");
  return response;
}

}  // namespace overens
