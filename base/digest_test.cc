#include "base/digest.h"

#include <gtest/gtest.h>

namespace ic {
namespace {

// FIPS 180-4 examples.
TEST(Digest, ShaExamples) {
  EXPECT_EQ(Sha256Hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(Sha256Hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(Sha1Hex("abc"), "a9993e364706816aba3e25717850c26c9cd0d89d");
}

// RFC 4231 test case 2; RFC 2202 test case 2.
TEST(Digest, HmacExamples) {
  EXPECT_EQ(ToHex(HmacSha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(ToHex(HmacSha1("Jefe", "what do ya want for nothing?")), "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
}

// RFC 4648, section 10.
TEST(Digest, Base64Examples) {
  EXPECT_EQ(ToBase64(""), "");
  EXPECT_EQ(ToBase64("f"), "Zg==");
  EXPECT_EQ(ToBase64("fo"), "Zm8=");
  EXPECT_EQ(ToBase64("foobar"), "Zm9vYmFy");
}

TEST(Digest, PartsAreNotRunTogether) {
  PartsDigest one;
  one.Add("ab");
  one.Add("c");
  PartsDigest other;
  other.Add("a");
  other.Add("bc");
  EXPECT_NE(one.Hex(), other.Hex());
  PartsDigest counted;
  counted.Add("abc");
  EXPECT_EQ(counted.Hex(), Sha256Hex("3:abc"));
}

}  // namespace
}  // namespace ic
