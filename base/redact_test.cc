#include "base/redact.h"

#include <string>
#include <vector>

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

TEST(RedactTest, PasswordsThatAreNamedAreHidden) {
  for (const char* text : {"host=db password=hunter22", "host=db password = 'hunter22 x' user=a",
                           "?sslpassword=hunter22&a=b", "PASSWORD=hunter22", "a=b&password=hunter22"}) {
    EXPECT_THAT(Redacted(text), Not(HasSubstr("hunter22"))) << text;
  }
}

TEST(RedactTest, WhatIsNoSecretStays) {
  for (const char* text :
       {"me@example.com", "User: arn:aws:sts::123456789012:assumed-role/net/me@example.com is not authorized",
        "https://dcaas.cn-north-4.myhuaweicloud.com/v3/a@b", "https://host:8443/a@b", "https://[::1]:80/a@b",
        "the password is set in `password`", "password=", "a = b", "VLAN 7 @ dxcon-1", "user and password"}) {
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
