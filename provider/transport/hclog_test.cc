#include "provider/transport/hclog.h"

#include <map>
#include <regex>
#include <string>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "base/harmless.h"
#include "base/testing/fake_clock.h"
#include "base/text.h"

namespace ic::transport {
namespace {

using ::testing::HasSubstr;

constexpr Time kNewYear{std::chrono::seconds(1767225600)};

std::string Line(LogLevel level, std::string_view message, const std::vector<LogField>& fields, Time time = kNewYear) {
  return HclogLine(LogRecord{level, message, fields}, "interconnect", time);
}

LogLevel Level(const std::map<std::string, std::string>& environment) {
  return HclogLevel([&](const char* name) -> const char* {
    const auto found = environment.find(name);
    return found == environment.end() ? nullptr : found->second.c_str();
  });
}

TEST(HclogTest, LineHasTheNamesTerraformReads) {
  const std::string line = Line(LogLevel::kWarn, "say \"hi\"\n", {{"operation", "DescribeLags"}});
  EXPECT_EQ(line.back(), '\n');
  EXPECT_EQ(std::count(line.begin(), line.end(), '\n'), 1);
  const auto json = nlohmann::json::parse(line);
  EXPECT_EQ(json.at("@level"), "warn");
  EXPECT_EQ(json.at("@message"), "say \"hi\"\n");
  EXPECT_EQ(json.at("@module"), "interconnect");
  EXPECT_EQ(json.at("operation"), "DescribeLags");
}

TEST(HclogTest, NamesOfOthersDriveNothing) {
  for (const char* text : {"##vso[task.complete]", "a section_start:1:a",
                           "a\xe2\x80\xae"
                           "b",
                           "\xc2\x9b"
                           "2J"}) {
    const std::string line = Line(LogLevel::kWarn, text, {{text, text}});
    EXPECT_EQ(Harmless(line), line);
    EXPECT_EQ(nlohmann::json::parse(line).at("@message"), text);
  }
}

TEST(HclogTest, TimestampHasExactlySixFractionalDigits) {
  const auto stamp = [](Time time) {
    return nlohmann::json::parse(Line(LogLevel::kInfo, "x", {}, time)).at("@timestamp").get<std::string>();
  };
  EXPECT_EQ(stamp(kNewYear), "2026-01-01T00:00:00.000000Z");
  EXPECT_EQ(stamp(kNewYear + std::chrono::nanoseconds(1'002'003'999)), "2026-01-01T00:00:01.002003Z");
}

TEST(HclogTest, EveryValueIsAStringOfValidUtf8) {
  const std::string line = Line(LogLevel::kInfo, "\xff\x01 caf\xc3\xa9", {{"@message", "7"}, {"n", "\x80"}});
  EXPECT_TRUE(IsValidUtf8(line));
  const auto json = nlohmann::json::parse(line);
  for (const auto& [name, value] : json.items()) EXPECT_TRUE(value.is_string()) << name;
  EXPECT_EQ(json.at("@message"), "\xef\xbf\xbd\x01 caf\xc3\xa9");
  EXPECT_EQ(json.at("message"), "7") << "a field must not take the place of hclog's own";
}

TEST(HclogTest, LongRecordsStayUnderTheLimitAndStayJson) {
  const std::string control(100'000, '\x01');
  std::vector<LogField> fields;
  for (int i = 0; i < 100; ++i) fields.emplace_back("field", control);
  const std::string line = Line(LogLevel::kInfo, control, fields);
  EXPECT_LE(line.size(), kMaxLogLine);
  EXPECT_EQ(nlohmann::json::parse(line).at("log_fields_left_out"), "true");

  std::string accents;
  for (int i = 0; i < 5000; ++i) accents += "\xc3\xa9";
  const auto cut = nlohmann::json::parse(Line(LogLevel::kInfo, "x" + accents, {})).at("@message").get<std::string>();
  EXPECT_LT(cut.size(), 5000u);
  EXPECT_TRUE(cut.ends_with("\xc3\xa9...")) << "cut inside a character";
}

TEST(HclogTest, TheMostSpecificLevelWins) {
  EXPECT_EQ(Level({}), LogLevel::kOff);
  EXPECT_EQ(Level({{"TF_LOG", "INFO"}}), LogLevel::kInfo);
  EXPECT_EQ(Level({{"TF_LOG", "INFO"}, {"TF_LOG_PROVIDER", "error"}}), LogLevel::kError);
  EXPECT_EQ(Level({{"TF_LOG_PROVIDER", "error"}, {"TF_LOG_PROVIDER_INTERCONNECT", "Debug"}}), LogLevel::kDebug);
  EXPECT_EQ(Level({{"TF_LOG", "warn"}, {"TF_LOG_PROVIDER", ""}}), LogLevel::kWarn);
  EXPECT_EQ(Level({{"TF_LOG", "JSON"}}), LogLevel::kTrace);
  EXPECT_EQ(Level({{"TF_LOG", "verbose"}}), LogLevel::kTrace);
  EXPECT_EQ(Level({{"TF_LOG", "off"}}), LogLevel::kOff);
}

TEST(HclogTest, ThreadsDoNotMixTheirLines) {
  int ends[2];
  ASSERT_EQ(pipe2(ends, O_CLOEXEC), 0);
  FakeClock clock;
  const Logger logger = MakeHclogLogger(LogLevel::kInfo, "interconnect", ends[1], clock);
  constexpr int kThreads = 4;
  constexpr int kLines = 50;
  std::string output;
  std::thread reader([&] {
    char buffer[4096];
    for (ssize_t size = 0; (size = read(ends[0], buffer, sizeof buffer)) > 0;) {
      output.append(buffer, static_cast<std::size_t>(size));
    }
  });
  {
    std::vector<std::jthread> writers;
    for (int t = 0; t < kThreads; ++t) {
      writers.emplace_back([&] {
        for (int i = 0; i < kLines; ++i) logger.Info("long", {{"text", std::string(4000, 'x')}, {"more", "y"}});
        logger.Debug("below the threshold");
      });
    }
  }
  close(ends[1]);
  reader.join();
  close(ends[0]);
  const std::vector<std::string> lines = Split(output, '\n');
  ASSERT_EQ(lines.size(), kThreads * kLines + 1u);
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    EXPECT_EQ(nlohmann::json::parse(lines[i]).at("text").get<std::string>().size(), 4000u);
  }
}

}  // namespace
}  // namespace ic::transport
