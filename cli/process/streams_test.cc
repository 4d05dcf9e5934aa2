// What is hidden from all that is written.
#include "cli/process/streams.h"

#include <sstream>

#include <gtest/gtest.h>

namespace ic::cli {
namespace {

TEST(StreamsTest, WhatIsHiddenIsInNothingThatIsWritten) {
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  Streams streams(in, out, err);
  streams.Hide({"pass\"word-1", "short", "1234567890", "hidden-value"});
  streams.Print("hidden-value, pass\"word-1 and hidden-valuehidden-value\n");
  streams.Print("{\"key\": \"pass\\\"word-1\", \"number\": 1234567890, \"word\": \"short\"}\n");
  streams.Say("error: hidden-value is no key\n");
  EXPECT_EQ(out.str(), "***, *** and ******\n{\"key\": \"***\", \"number\": 1234567890, \"word\": \"short\"}\n");
  EXPECT_EQ(err.str(), "error: *** is no key\n");
  EXPECT_EQ(streams.WithoutHidden("hidden-value."), "***.");
}

}  // namespace
}  // namespace ic::cli
