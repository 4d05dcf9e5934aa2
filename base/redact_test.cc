#include "base/redact.h"

#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/diagnostics.h"

namespace ic {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// Around a text, as libraries and services put them together.
std::vector<std::string> Sentences(const std::string& text) {
  return {text,
          "cannot read " + text,
          "Unsupported proxy syntax in '" + text + "': port",
          "\"" + text + "\" is none",
          "(" + text + ")",
          "a\n" + text + "\nb",
          "one@example.com and " + text + " and two@example.com"};
}

TEST(RedactTest, PasswordsInAddressesAreHidden) {
  for (const char* scheme : {"", "http://", "https://", "socks5h://", "postgres://", "postgresql://", "postgre://"}) {
    for (const std::string password : {"hunter22", "h", "p@hunter22", "hunter22%", "hunter22:x", "hunter22#x"}) {
      for (const char* host : {"db", "db:5432/ops", "proxy.example.com:3128", "[::1]:3128", "db:99x9", ""}) {
        for (const std::string& sentence : Sentences(scheme + ("ops:" + password + "@") + host)) {
          const std::string shown = Redacted(sentence);
          if (password == "hunter22#x" && *scheme == '\0') continue;  // no address
          EXPECT_THAT(shown, Not(HasSubstr("hunter22"))) << sentence;
          EXPECT_THAT(shown, Not(HasSubstr(":h@"))) << sentence;
          EXPECT_THAT(shown, HasSubstr(host)) << sentence;
        }
      }
    }
  }
  EXPECT_THAT(Redacted("in http://ops:hunt/er22@proxy:3128"), Not(HasSubstr("er22")));
  EXPECT_THAT(Redacted("in postgres://ops:hunt?er22@db/x"), Not(HasSubstr("er22")));
}

TEST(RedactTest, PasswordsAndSignaturesThatAreNamedAreHidden) {
  for (const char* text :
       {"Authorization: AWS4-HMAC-SHA256 Credential=AK/x, SignedHeaders=host, Signature=hunter22",
        "ACS3-HMAC-SHA256 Credential=AK,SignedHeaders=host,Signature=hunter22\nx", "&X-Amz-Signature=hunter22&a=b",
        "host=db password=hunter22", "host=db password = 'hunter22 x' user=a", "?sslpassword=hunter22&a=b",
        "PASSWORD=hunter22", "a=b&password=hunter22"}) {
    EXPECT_THAT(Redacted(text), Not(HasSubstr("hunter22"))) << text;
  }
}

// Whoever quotes a secret writes it as its own language wants it.
TEST(RedactTest, KnownSecretsAreHiddenHoweverTheyAreSpelled) {
  KnowSecret("sp ell\"ed/se&cr<et\\77'");
  for (const char* spelled :
       {"sp ell\"ed/se&cr<et\\77'", "sp%20ell%22ed%2Fse%26cr%3Cet%5C77%27", "sp+ell%22ed%2Fse%26cr%3Cet%5C77%27",
        "sp%20ell%22ed%2fse%26cr%3cet%5c77%27", "sp ell\\\"ed/se&cr<et\\\\77'", "sp ell\\\"ed\\/se&cr<et\\\\77'",
        "sp ell&quot;ed/se&amp;cr&lt;et\\77&apos;", "sp ell\"ed/se&amp;cr&lt;et\\77'",
        "sp ell&#34;ed/se&amp;cr&lt;et\\77&#39;"}) {
    EXPECT_EQ(Redacted(std::string("<") + spelled + ">"), "<(sensitive)>") << spelled;
  }
}

// Half a secret is found by nobody: what is shown is looked through before it is cut.
TEST(RedactTest, ACutLeavesNoPieceOfASecret) {
  const std::string secret = "Qx7" + std::string(500, 'z') + "Qx8";
  KnowSecret(secret);
  for (std::size_t before = 0; before < 120; ++before) {
    const std::string shown = RedactedStart(std::string(before, '.') + secret, 100);
    EXPECT_LE(shown.size(), 100U);
    EXPECT_THAT(shown, Not(HasSubstr("z"))) << before;
  }
  EXPECT_EQ(RedactedStart("short", 100), "short");
}

// An address that nobody can read is quoted by whoever cannot, in pieces.
TEST(RedactTest, PasswordsInAddressesThatCannotBeReadAreHidden) {
  for (const char* password :
       {"12/34hunter", "80?hunter44", "pass word55", "44#hunter66", "a(b)hunter77", "80:/hunter88"}) {
    for (const char* scheme : {"http://", "postgres://", ""}) {
      const std::string address = std::string(scheme) + "ops:" + password + "@proxy:3128";
      KnowPasswordIn(address);
      EXPECT_THAT(Redacted("Unsupported proxy syntax in '" + address + "'"), Not(HasSubstr(password))) << address;
      EXPECT_THAT(Redacted("port " + std::string(password)), Not(HasSubstr(password))) << address;
    }
  }
  KnowPasswordIn("http://op%20s:hunter99%2Fp%40ss@proxy:3128");
  for (const char* said : {"hunter99%2Fp%40ss", "hunter99/p@ss", "hunter99\\/p@ss", "b3AgczpodW50ZXI5OS9wQHNz"}) {
    EXPECT_EQ(Redacted(fmt::format("Basic <{}>", said)), "Basic <(sensitive)>");
  }
  for (const char* none : {"", "http://proxy:3128", "proxy:3128", "me@example.com", "http://me@proxy:3128"}) {
    KnowPasswordIn(none);
  }
  EXPECT_EQ(Redacted("http://proxy:3128 of example.com"), "http://proxy:3128 of example.com");
}

TEST(RedactTest, WhatIsNoSecretStays) {
  for (const char* text :
       {"me@example.com", "User: arn:aws:sts::123456789012:assumed-role/net/me@example.com is not authorized",
        "https://dcaas.cn-north-4.myhuaweicloud.com/v3/a@b", "https://host:8443/a@b", "https://[::1]:80/a@b",
        "SignatureDoesNotMatch: the signature is none", "SignatureVersion=1.0", "the password is set in `password`",
        "password=", "a = b", "VLAN 7 @ dxcon-1", "user and password"}) {
    EXPECT_EQ(Redacted(text), text);
  }
}

TEST(RedactTest, KnownSecretsAreHiddenWhoeverSaysThem) {
  KnowSecret("wJalr/XUtn+FEMI=key");
  KnowSecret("wJalr/XUtn+FEMI=key-that-is-longer");
  KnowSecret("short");
  for (const char* said :
       {"got wJalr/XUtn+FEMI=key!", "got wJalr%2FXUtn%2BFEMI%3Dkey", "wJalr/XUtn+FEMI=key-that-is-longer"}) {
    EXPECT_THAT(Redacted(said), Not(HasSubstr("XUtn"))) << said;
    EXPECT_THAT(Redacted(said), Not(HasSubstr("longer"))) << said;
  }
  EXPECT_EQ(Redacted("a short word"), "a short word");

  // What goes to people passes here.
  Diagnostics diagnostics;
  diagnostics.AddError({}, "wJalr/XUtn+FEMI=key", "no http://u:wJalr@proxy:1 wJalr/XUtn+FEMI=key");
  diagnostics.AddStatus({}, "x", UnavailableError("wJalr/XUtn+FEMI=key").WithRemote({.code = "wJalr/XUtn+FEMI=key"}));
  EXPECT_THAT(diagnostics.ToString(), Not(HasSubstr("wJalr")));
}

}  // namespace
}  // namespace ic
