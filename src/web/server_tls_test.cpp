#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>

#include "web/headers.h"
#include "web/server.h"
#include "web/server_testing.h"

namespace overens {
namespace {

/// A key and a certificate for localhost that signs itself, gone with the test.
class Certificate {
 public:
  Certificate()
      : folder_(std::filesystem::temp_directory_path() /
                ("overens-tls-" + std::to_string(getpid()))) {
    std::filesystem::create_directories(folder_);
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(EVP_EC_gen("P-256"),
                                                                  EVP_PKEY_free);
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(X509_new(), X509_free);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), 0);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
    X509_set_pubkey(certificate.get(), key.get());
    X509_NAME* subject = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0);
    X509_set_issuer_name(certificate.get(), subject);
    X509_sign(certificate.get(), key.get(), EVP_sha256());
    const std::unique_ptr<FILE, decltype(&fclose)> key_out(fopen(key_file().c_str(), "w"), fclose);
    PEM_write_PrivateKey(key_out.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    const std::unique_ptr<FILE, decltype(&fclose)> out(fopen(file().c_str(), "w"), fclose);
    PEM_write_X509(out.get(), certificate.get());
  }
  ~Certificate() { std::filesystem::remove_all(folder_); }

  std::string file() const { return folder_ / "certificate.pem"; }
  std::string key_file() const { return folder_ / "key.pem"; }

 private:
  std::filesystem::path folder_;
};

/// The answer to one request over TLS, or "" where no connection comes about.
std::string ask_over_tls(std::uint16_t port, const std::string& request, int highest_version) {
  const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(TLS_client_method()),
                                                                  SSL_CTX_free);
  SSL_CTX_set_security_level(context.get(), 0);
  SSL_CTX_set_min_proto_version(context.get(), TLS1_VERSION);
  SSL_CTX_set_max_proto_version(context.get(), highest_version);
  const std::string address = "127.0.0.1:" + std::to_string(port);
  const std::unique_ptr<BIO, decltype(&BIO_free_all)> connection(BIO_new_ssl_connect(context.get()),
                                                                 BIO_free_all);
  BIO_set_conn_hostname(connection.get(), address.c_str());
  if (BIO_do_connect(connection.get()) <= 0 || BIO_do_handshake(connection.get()) <= 0) return "";
  BIO_write(connection.get(), request.data(), static_cast<int>(request.size()));
  std::string answer;
  char bytes[4096];
  for (int size = 0; (size = BIO_read(connection.get(), bytes, sizeof bytes)) > 0;)
    answer.append(bytes, static_cast<std::size_t>(size));
  return answer;
}

ServerOptions with(const Certificate& certificate) {
  ServerOptions options;
  options.tls_certificate_file = certificate.file();
  options.tls_key_file = certificate.key_file();
  return options;
}

TEST(Tls, CarriesRequestsAndAsksForItselfForTwoYears) {
  const Certificate certificate;
  Answers answers;
  answers.page = [](const Request& request) {
    Response response;
    response.body = request.secure ? std::string(100'000, 's') : "not secure";
    return response;
  };
  RunningServer house(answers, with(certificate));
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    const std::string two =
        ask_over_tls(house.port(), get("/") + get("/", "Connection: close\r\n"), version);
    EXPECT_GT(two.size(), 200'000u);
    EXPECT_TRUE(two.ends_with("sss"));
    EXPECT_NE(two.find(std::string("Strict-Transport-Security: ") + strict_transport_security),
              std::string::npos);
  }
}

TEST(Tls, IsNotSpokenInItsOldVersions) {
  const Certificate certificate;
  RunningServer house({}, with(certificate));
  EXPECT_EQ(ask_over_tls(house.port(), get("/"), TLS1_1_VERSION), "");
}

TEST(Tls, EndsWithWhoSpeaksPlain) {
  const Certificate certificate;
  ServerOptions options = with(certificate);
  options.limits.head_ms = 80;
  RunningServer house({}, options);
  RawVisitor plain(house.port());
  plain.send(get("/"));
  EXPECT_TRUE(plain.sees_the_end());
  EXPECT_TRUE(RawVisitor(house.port()).sees_the_end()) << "nor waits for ever for a handshake";
}

TEST(Tls, NamesTheFileItCannotUse) {
  ServerOptions options;
  options.listen = {"127.0.0.1:0"};
  options.tls_certificate_file = "/nowhere/certificate.pem";
  options.tls_key_file = "/nowhere/key.pem";
  Server server(options, {});
  try {
    server.start();
    FAIL();
  } catch (const std::runtime_error& error) {
    EXPECT_NE(std::string(error.what()).find("/nowhere/certificate.pem"), std::string::npos);
  }
}

}  // namespace
}  // namespace overens
