#include "cli/config/write/append_yaml.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ic::cli {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view kPort = "connection:\n  new:\n    cloud: sky\n    tags:\n      a: b\n";

TEST(AppendYamlTest, ASectionThatIsNotThereComesLast) {
  EXPECT_EQ(*AppendYaml("# ours\nowner: net\n", kPort),
            "# ours\nowner: net\n\nconnection:\n  new:\n    cloud: sky\n    tags:\n      a: b\n");
  EXPECT_EQ(*AppendYaml("", kPort), kPort);
  EXPECT_EQ(*AppendYaml("owner: net", "connection:\n  new: {}\n"), "owner: net\n\nconnection:\n  new: {}\n");
}

TEST(AppendYamlTest, ASectionThatIsThereGrows) {
  EXPECT_EQ(*AppendYaml("connection:   # ports\n    old: {cloud: sky}  # first\n    # last words\n\n# of what follows\n"
                        "virtual_interface:\n  a: {}\n",
                        kPort),
            "connection:   # ports\n    old: {cloud: sky}  # first\n    # last words\n    new:\n      cloud: sky\n"
            "      tags:\n        a: b\n\n# of what follows\nvirtual_interface:\n  a: {}\n");
  EXPECT_EQ(*AppendYaml("\"connection\":\n  old: {}\n", "connection:\n  new: {}\n"),
            "\"connection\":\n  old: {}\n  new: {}\n");
}

TEST(AppendYamlTest, AnEmptySectionIsOpened) {
  EXPECT_EQ(*AppendYaml("connection: {}\nowner: a\n", "connection:\n  new: {}\n"),
            "connection:\n  new: {}\nowner: a\n");
  EXPECT_EQ(*AppendYaml("connection:\nowner: a\n", "connection:\n  new: {}\n"), "connection:\n  new: {}\nowner: a\n");
}

TEST(AppendYamlTest, SeveralSectionsAtOnce) {
  EXPECT_EQ(*AppendYaml("connection:\n  a: {}\n", "connection:\n  b: {}\n\nbgp_peer:\n  p: {}\n"),
            "connection:\n  a: {}\n  b: {}\n\nbgp_peer:\n  p: {}\n");
}

TEST(AppendYamlTest, LineEndsStay) {
  EXPECT_EQ(*AppendYaml("connection:\r\n  a: {}\r\n", "connection:\n  b: {}\n"),
            "connection:\r\n  a: {}\r\n  b: {}\r\n");
}

TEST(AppendYamlTest, WhatCannotTakeLinesIsRefused) {
  for (const std::string_view existing : {"connection: {a: {cloud: sky}}\n", "connection: &all\n  a: {}\n",
                                          "{connection: {}}\n", "a: 1\n---\nb: 2\n", "a: 1\n...\n"}) {
    const auto appended = AppendYaml(existing, kPort);
    EXPECT_EQ(appended.status().code(), StatusCode::kFailedPrecondition) << existing;
  }
  EXPECT_THAT(AppendYaml("owner: a\nconnection: {a: {}}\n", kPort).status().message(), HasSubstr("(line 2)"));
  EXPECT_TRUE(AppendYaml("---\nowner: a\n", kPort).ok());
}

}  // namespace
}  // namespace ic::cli
