#include "base/secrets.h"

#include <openssl/evp.h>
#include <sodium.h>

#include <array>
#include <new>
#include <stdexcept>

namespace overens {
namespace {

static_assert(seal_key_bytes == crypto_secretbox_KEYBYTES);

using Bytes = const unsigned char*;

Bytes bytes_of(std::string_view text) { return reinterpret_cast<Bytes>(text.data()); }
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

// libsodium wants one call before all others; any thread may be the first.
void wake_sodium() {
  static const bool awake = sodium_init() >= 0;
  if (!awake) throw std::runtime_error("libsodium found no source of randomness");
}

void require_length(std::string_view key, std::size_t length) {
  if (key.size() != length) throw std::invalid_argument("a key of the wrong length");
}

void require_success(int openssl_result) {
  if (openssl_result != 1) throw std::runtime_error("OpenSSL refused to hash");
}

std::string spelled_base64(std::string_view bytes, int variant) {
  std::string out(sodium_base64_encoded_len(bytes.size(), variant), '\0');
  sodium_bin2base64(out.data(), out.size(), bytes_of(bytes), bytes.size(), variant);
  out.pop_back();  // libsodium counts and writes a final NUL
  return out;
}

std::optional<std::string> read_base64(std::string_view text, int variant) {
  std::string out(text.size() / 4 * 3 + 3, '\0');
  std::size_t length = 0;
  const char* end = nullptr;
  const int result = sodium_base642bin(bytes_of(out), out.size(), text.data(), text.size(), nullptr,
                                       &length, &end, variant);
  if (result != 0 || end != text.data() + text.size()) return std::nullopt;
  out.resize(length);
  return out;
}

}  // namespace

std::string random_bytes(std::size_t count) {
  wake_sodium();
  std::string out(count, '\0');
  randombytes_buf(out.data(), count);
  return out;
}

std::string random_token() { return base64url(random_bytes(32)); }

std::string random_code() {
  wake_sodium();
  const std::string digits = std::to_string(randombytes_uniform(1'000'000));
  return std::string(6 - digits.size(), '0') + digits;
}

std::string sha256(std::string_view bytes) {
  std::string out(32, '\0');
  require_success(
      EVP_Digest(bytes.data(), bytes.size(), bytes_of(out), nullptr, EVP_sha256(), nullptr));
  return out;
}

std::string sha256_hex(std::string_view bytes) { return hex(sha256(bytes)); }

struct Sha256::State {
  struct Free {
    void operator()(EVP_MD_CTX* ended) const { EVP_MD_CTX_free(ended); }
  };
  std::unique_ptr<EVP_MD_CTX, Free> context{EVP_MD_CTX_new()};
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
  if (!state_->context) throw std::bad_alloc();
  require_success(EVP_DigestInit_ex(state_->context.get(), EVP_sha256(), nullptr));
}

Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;

Sha256& Sha256::add(std::string_view bytes) {
  require_success(EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()));
  return *this;
}

std::string Sha256::finish_hex() {
  std::string out(32, '\0');
  require_success(EVP_DigestFinal_ex(state_->context.get(), bytes_of(out), nullptr));
  return hex(out);
}

std::string keyed_hash(std::string_view key, std::string_view text) {
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, bytes_of(key), key.size());
  crypto_auth_hmacsha256_update(&state, bytes_of(text), text.size());
  std::string out(crypto_auth_hmacsha256_BYTES, '\0');
  crypto_auth_hmacsha256_final(&state, bytes_of(out));
  return hex(out);
}

bool equal_constant_time(std::string_view one, std::string_view other) {
  return one.size() == other.size() && sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

std::string hash_password(std::string_view password) {
  wake_sodium();
  std::array<char, crypto_pwhash_STRBYTES> out{};
  if (crypto_pwhash_str_alg(out.data(), password.data(), password.size(),
                            crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE,
                            crypto_pwhash_ALG_ARGON2ID13) != 0)
    throw std::bad_alloc();  // the only way it fails
  return out.data();
}

bool password_matches(std::string_view password, std::string_view hash) {
  wake_sodium();
  const std::string terminated(hash);
  return crypto_pwhash_str_verify(terminated.c_str(), password.data(), password.size()) == 0;
}

std::string seal(std::string_view key, std::string_view text) {
  require_length(key, seal_key_bytes);
  const std::string nonce = random_bytes(crypto_secretbox_NONCEBYTES);
  std::string box(text.size() + crypto_secretbox_MACBYTES, '\0');
  crypto_secretbox_easy(bytes_of(box), bytes_of(text), text.size(),
                        bytes_of(std::string_view(nonce)), bytes_of(key));
  return base64url(nonce + box);
}

std::optional<std::string> unseal(std::string_view key, std::string_view sealed) {
  require_length(key, seal_key_bytes);
  constexpr std::size_t least = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
  const std::optional<std::string> whole = base64url_decoded(sealed);
  if (!whole || whole->size() < least) return std::nullopt;
  const std::string_view nonce = std::string_view(*whole).substr(0, crypto_secretbox_NONCEBYTES);
  const std::string_view box = std::string_view(*whole).substr(crypto_secretbox_NONCEBYTES);
  std::string text(whole->size() - least, '\0');
  if (crypto_secretbox_open_easy(bytes_of(text), bytes_of(box), box.size(), bytes_of(nonce),
                                 bytes_of(key)) != 0)
    return std::nullopt;
  return text;
}

Ed25519Keys ed25519_keys() { return ed25519_keys(random_bytes(crypto_sign_SEEDBYTES)); }

Ed25519Keys ed25519_keys(std::string_view seed) {
  require_length(seed, crypto_sign_SEEDBYTES);
  Ed25519Keys keys{std::string(crypto_sign_PUBLICKEYBYTES, '\0'),
                   std::string(crypto_sign_SECRETKEYBYTES, '\0')};
  crypto_sign_seed_keypair(bytes_of(keys.public_key), bytes_of(keys.secret_key), bytes_of(seed));
  return keys;
}

std::string ed25519_sign(std::string_view secret_key, std::string_view message) {
  require_length(secret_key, crypto_sign_SECRETKEYBYTES);
  std::string signature(crypto_sign_BYTES, '\0');
  crypto_sign_detached(bytes_of(signature), nullptr, bytes_of(message), message.size(),
                       bytes_of(secret_key));
  return signature;
}

bool ed25519_verify(std::string_view public_key, std::string_view message,
                    std::string_view signature) {
  return public_key.size() == crypto_sign_PUBLICKEYBYTES && signature.size() == crypto_sign_BYTES &&
         crypto_sign_verify_detached(bytes_of(signature), bytes_of(message), message.size(),
                                     bytes_of(public_key)) == 0;
}

std::string hex(std::string_view bytes) {
  std::string out(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(out.data(), out.size(), bytes_of(bytes), bytes.size());
  out.pop_back();  // the NUL it writes
  return out;
}

std::optional<std::string> hex_decoded(std::string_view text) {
  std::string out(text.size() / 2, '\0');
  std::size_t length = 0;
  const char* end = nullptr;
  const int result =
      sodium_hex2bin(bytes_of(out), out.size(), text.data(), text.size(), nullptr, &length, &end);
  if (result != 0 || end != text.data() + text.size()) return std::nullopt;
  return out;
}

std::string base64(std::string_view bytes) {
  return spelled_base64(bytes, sodium_base64_VARIANT_ORIGINAL);
}

std::string base64url(std::string_view bytes) {
  return spelled_base64(bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

std::optional<std::string> base64_decoded(std::string_view text) {
  return read_base64(text, sodium_base64_VARIANT_ORIGINAL);
}

std::optional<std::string> base64url_decoded(std::string_view text) {
  return read_base64(text, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

}  // namespace overens
