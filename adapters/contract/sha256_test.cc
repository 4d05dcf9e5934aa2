#include "adapters/contract/sha256.h"

#include <gtest/gtest.h>

namespace ic {
namespace {

// FIPS 180-4, the examples with one block and with none.
TEST(Sha256Test, IsTheStandards) {
  EXPECT_EQ(DigestHex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(DigestHex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Sha256Test, PartsAreNotRunTogether) {
  PartsDigest one;
  one.Add("ab");
  one.Add("c");
  PartsDigest other;
  other.Add("a");
  other.Add("bc");
  EXPECT_NE(one.Hex(), other.Hex());
  PartsDigest counted;
  counted.Add("abc");
  EXPECT_EQ(counted.Hex(), DigestHex("3:abc"));
}

}  // namespace
}  // namespace ic
