// Randomness, hashes, signatures and sealed text; and the spellings of bytes (hex, base64).
//
// Bytes are std::string and std::string_view here, of any value. Randomness, passwords, boxes and
// Ed25519 come from libsodium, SHA-256 from OpenSSL. All functions may be called from any thread.
// A key of the wrong length is a mistake of ours and throws std::invalid_argument; what came from
// outside and does not fit is false or nullopt. Must not know: where keys are kept, any domain
// word.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace overens {

// --- Randomness ---

std::string random_bytes(std::size_t count);
// 256 bits as 43 characters of base64url, for links and sessions. Store its hash, not the token.
std::string random_token();
// Six digits, each of the million equally likely. Guessable: whoever asks for one counts attempts.
std::string random_code();

// --- Hashes ---

// SHA-256 (FIPS 180-4): 32 bytes, or 64 lower-case hexadecimal digits.
std::string sha256(std::string_view bytes);
std::string sha256_hex(std::string_view bytes);

// The same, a piece at a time. Used once: `add` as often as needed, then one `finish_hex`.
class Sha256 {
 public:
  Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;
  ~Sha256();
  Sha256& add(std::string_view bytes);
  std::string finish_hex();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// HMAC-SHA-256 (RFC 2104) in hexadecimal; the key may have any length.
std::string keyed_hash(std::string_view key, std::string_view text);

// Takes as long wherever the two differ; only their lengths show.
bool equal_constant_time(std::string_view, std::string_view);

// --- Passwords ---

// Argon2id (RFC 9106) with 64 MiB and two passes, salt and parameters included in the text. Takes
// about 0.1 s of a processor: never on the I/O or the writer thread.
std::string hash_password(std::string_view password);
bool password_matches(std::string_view password, std::string_view hash);

// --- Sealed text: XSalsa20-Poly1305 (libsodium's secretbox) ---

constexpr std::size_t seal_key_bytes = 32;
// Nonce and box together, as base64url: fit for a cookie or a column.
std::string seal(std::string_view key, std::string_view text);
// The text, or none when it was not sealed with this key or has been changed since.
std::optional<std::string> unseal(std::string_view key, std::string_view sealed);

// --- Signatures: Ed25519 (RFC 8032) ---

struct Ed25519Keys {
  std::string public_key;  // 32 bytes
  std::string secret_key;  // 64 bytes: the seed and the public key
};
Ed25519Keys ed25519_keys();                       // new, random
Ed25519Keys ed25519_keys(std::string_view seed);  // the pair that belongs to these 32 bytes
std::string ed25519_sign(std::string_view secret_key, std::string_view message);  // 64 bytes
bool ed25519_verify(std::string_view public_key, std::string_view message,
                    std::string_view signature);

// --- Spellings ---

std::string hex(std::string_view bytes);  // lower case
// Both cases are read; an odd count or any other character is nullopt.
std::optional<std::string> hex_decoded(std::string_view);
// RFC 4648: section 4 with padding, and section 5 (for URLs) without. Decoding is as strict.
std::string base64(std::string_view bytes);
std::string base64url(std::string_view bytes);
std::optional<std::string> base64_decoded(std::string_view);
std::optional<std::string> base64url_decoded(std::string_view);

}  // namespace overens
