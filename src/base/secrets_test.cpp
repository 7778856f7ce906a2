#include "base/secrets.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <stdexcept>

namespace overens {
namespace {

std::string bytes(std::string_view hexadecimal) { return hex_decoded(hexadecimal).value(); }

TEST(Randomness, NeverRepeats) {
  std::set<std::string> tokens;
  for (int i = 0; i < 1000; ++i) tokens.insert(random_token());
  EXPECT_EQ(tokens.size(), 1000u);
  EXPECT_EQ(random_bytes(7).size(), 7u);
  EXPECT_EQ(random_bytes(0), "");
}

TEST(Randomness, ATokenFitsIntoAnAddress) {
  const std::string token = random_token();
  EXPECT_EQ(token.size(), 43u);
  EXPECT_EQ(token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                    "0123456789-_"),
            std::string::npos);
}

TEST(Randomness, ACodeHasSixDigitsAlsoWhenItIsSmall) {
  bool some_begin_with_zero = false;
  for (int i = 0; i < 1000; ++i) {
    const std::string code = random_code();
    ASSERT_EQ(code.size(), 6u);
    ASSERT_TRUE(std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; }));
    some_begin_with_zero = some_begin_with_zero || code[0] == '0';
  }
  EXPECT_TRUE(some_begin_with_zero);
}

TEST(Sha256, AgreesWithTheStandard) {  // FIPS 180-4, NIST's examples
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(hex(sha256("abc")), sha256_hex("abc"));
}

TEST(Sha256, MayComeInPieces) {
  Sha256 first;
  first.add("ab");
  Sha256 moved = std::move(first);
  EXPECT_EQ(moved.add("").add("c").finish_hex(), sha256_hex("abc"));
}

TEST(KeyedHash, AgreesWithTheStandard) {  // RFC 4231, cases 1, 2 and 6
  EXPECT_EQ(keyed_hash(std::string(20, '\x0b'), "Hi There"),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  EXPECT_EQ(keyed_hash("Jefe", "what do ya want for nothing?"),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(keyed_hash(std::string(131, '\xaa'),
                       "Test Using Larger Than Block-Size Key - Hash Key First"),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(Comparison, SeesEveryDifference) {
  EXPECT_TRUE(equal_constant_time("", ""));
  EXPECT_TRUE(equal_constant_time("abc", "abc"));
  EXPECT_FALSE(equal_constant_time("abc", "abd"));
  EXPECT_FALSE(equal_constant_time("abc", "abcd"));
}

TEST(Password, OpensWithItselfOnly) {
  const std::string hash = hash_password("Åtvidaberg 1413");
  EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=65536,t=2,p=1$"));
  EXPECT_TRUE(password_matches("Åtvidaberg 1413", hash));
  EXPECT_FALSE(password_matches("åtvidaberg 1413", hash));
  EXPECT_FALSE(password_matches("", "not a hash"));
}

TEST(SealedText, OpensOnlyWithItsKey) {
  const std::string key = random_bytes(seal_key_bytes);
  const std::string sealed = seal(key, "eken");
  EXPECT_EQ(unseal(key, sealed), "eken");
  EXPECT_EQ(unseal(key, seal(key, "")), "");
  EXPECT_NE(sealed, seal(key, "eken"));
  EXPECT_FALSE(unseal(random_bytes(seal_key_bytes), sealed));
}

TEST(SealedText, IsNotOpenedOnceChanged) {
  const std::string key = random_bytes(seal_key_bytes);
  const std::string sealed = seal(key, "eken");
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string changed = sealed;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(unseal(key, changed)) << i;
  }
  EXPECT_FALSE(unseal(key, ""));
  EXPECT_FALSE(unseal(key, sealed.substr(0, 20)));
  EXPECT_FALSE(unseal(key, "not base64!"));
}

TEST(SealedText, RefusesAKeyOfTheWrongLength) {
  EXPECT_THROW(seal("short", "eken"), std::invalid_argument);
  EXPECT_THROW(unseal("short", "eken"), std::invalid_argument);
}

TEST(Ed25519, AgreesWithTheStandard) {  // RFC 8032, section 7.1, tests 1 and 3
  const Ed25519Keys first =
      ed25519_keys(bytes("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));
  EXPECT_EQ(hex(first.public_key),
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
  EXPECT_EQ(hex(ed25519_sign(first.secret_key, "")),
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39"
            "701cf9b46bd25bf5f0595bbe24655141438e7a100b");
  const Ed25519Keys third =
      ed25519_keys(bytes("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7"));
  EXPECT_EQ(hex(ed25519_sign(third.secret_key, "\xaf\x82")),
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f7"
            "60984dc6594a7c15e9716ed28dc027beceea1ec40a");
}

TEST(Ed25519, VerifiesWhatWasSignedAndNothingElse) {
  const Ed25519Keys keys = ed25519_keys();
  const std::string signature = ed25519_sign(keys.secret_key, "41 organisations");
  EXPECT_TRUE(ed25519_verify(keys.public_key, "41 organisations", signature));
  EXPECT_FALSE(ed25519_verify(keys.public_key, "42 organisations", signature));
  EXPECT_FALSE(ed25519_verify(ed25519_keys().public_key, "41 organisations", signature));
  EXPECT_FALSE(ed25519_verify(keys.public_key, "41 organisations", "short"));
  EXPECT_FALSE(ed25519_verify("short", "41 organisations", signature));
  EXPECT_THROW(ed25519_sign("short", ""), std::invalid_argument);
}

TEST(Base64, AgreesWithTheStandard) {  // RFC 4648, section 10
  const std::pair<const char*, const char*> vectors[] = {{"", ""},
                                                         {"f", "Zg=="},
                                                         {"fo", "Zm8="},
                                                         {"foo", "Zm9v"},
                                                         {"foob", "Zm9vYg=="},
                                                         {"fooba", "Zm9vYmE="},
                                                         {"foobar", "Zm9vYmFy"}};
  for (const auto& [plain, encoded] : vectors) {
    EXPECT_EQ(base64(plain), encoded);
    EXPECT_EQ(base64_decoded(encoded), plain);
    EXPECT_EQ(base64url_decoded(base64url(plain)), plain);
  }
  EXPECT_EQ(base64("\xfb\xff\xfe"), "+//+");
  EXPECT_EQ(base64url("\xfb\xff\xfe"), "-__-");
  EXPECT_EQ(base64url("f"), "Zg");
}

TEST(Base64, RefusesWhatItWouldNotWrite) {
  for (const char* wrong : {"Zg", "Zg=", "Zh==", "Z", "Zm9v\n", "Zm9v Zm9v", "-__-"})
    EXPECT_FALSE(base64_decoded(wrong)) << wrong;
  for (const char* wrong : {"Zg==", "Zh", "Z", "+//+"})
    EXPECT_FALSE(base64url_decoded(wrong)) << wrong;
}

TEST(Hex, IsReadInBothCasesAndWrittenInOne) {
  EXPECT_EQ(hex(std::string_view("\x00\xff", 2)), "00ff");
  EXPECT_EQ(hex_decoded("00FFab"), std::string("\x00\xff\xab", 3));
  EXPECT_EQ(hex_decoded(""), "");
  for (const char* wrong : {"0", "0g", "00:ff", " 00"}) EXPECT_FALSE(hex_decoded(wrong)) << wrong;
}

}  // namespace
}  // namespace overens
