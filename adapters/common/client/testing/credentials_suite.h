// What every vendor's search for credentials does, written once and run on each. A vendor's test program writes a row a
// place that credentials come from: what lies there, who is asked, what is found. It instantiates the suite:
//   INSTANTIATE_TEST_SUITE_P(Aws, CredentialsSuite, ::testing::ValuesIn(AwsCases()), CredentialCaseName);
// Each row is then also spoiled: every answer in turn is a failure, nonsense or cut, and the search is stopped.
#ifndef ADAPTERS_COMMON_CLIENT_TESTING_CREDENTIALS_SUITE_H_
#define ADAPTERS_COMMON_CLIENT_TESTING_CREDENTIALS_SUITE_H_

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/common/client/credentials.h"
#include "adapters/wire/environment.h"
#include "adapters/wire/testing/fake_transport.h"
#include "base/process.h"
#include "base/random.h"
#include "base/testing/fake_clock.h"

namespace ic {

struct CredentialCase {
  using Texts = std::map<std::string, std::string>;
  using Find = std::function<StatusOr<Credentials>(Environment, const CredentialTools&, std::stop_token)>;

  std::string name;  // of the test: letters and digits
  Find find;         // the vendor's search, with what is configured
  Texts variables = {};
  Texts files = {};
  std::vector<HttpResponse> answers = {};  // of who is asked, in order
  std::string output = {};                 // of a helper program
  // What comes of it: the id of the keys, or the token; empty: an error.
  std::string finds = {};
  // Parts of the error, or of what the source is called. Secrets of a row are spelled "hidden": they are in neither.
  std::vector<std::string> says = {};
  std::vector<std::string> asked = {};  // "PUT http://…", a request each
  std::vector<std::string> ran = {};    // the helper's words
};

inline void PrintTo(const CredentialCase& one, std::ostream* out) { *out << one.name; }
inline std::string CredentialCaseName(const ::testing::TestParamInfo<CredentialCase>& info) { return info.param.name; }

// `one` with what comes of it.
inline CredentialCase Finds(CredentialCase one, std::string key, std::string source,
                            std::vector<HttpResponse> answers = {}, std::vector<std::string> asked = {}) {
  one.finds = std::move(key);
  one.says = {std::move(source)};
  one.answers = std::move(answers);
  one.asked = std::move(asked);
  return one;
}
inline CredentialCase Fails(CredentialCase one, std::vector<std::string> says, std::vector<HttpResponse> answers = {},
                            std::vector<std::string> asked = {}) {
  one.says = std::move(says);
  one.answers = std::move(answers);
  one.asked = std::move(asked);
  return one;
}
inline CredentialCase Runs(CredentialCase one, std::string output, std::vector<std::string> ran) {
  one.output = std::move(output);
  one.ran = std::move(ran);
  return one;
}

class CredentialsSuite : public ::testing::TestWithParam<CredentialCase> {
 protected:
  // What a search did.
  struct Search {
    StatusOr<Credentials> found;
    std::vector<std::string> asked;
    std::vector<std::string> ran;
  };

  // The first `whole` answers are the row's, all that follow are `then`. Nullopt: all are the row's.
  static Search Run(const CredentialCase& one, std::size_t whole, const std::optional<StatusOr<HttpResponse>>& then,
                    std::stop_token stop = {}) {
    FakeTransport transport;
    for (std::size_t i = 0; i < one.answers.size() && (!then || i < whole); ++i) {
      transport.Answer(one.answers[i].status, one.answers[i].body, one.answers[i].headers);
    }
    if (then) transport.SetHandler([&](const HttpRequest&) { return *then; });
    Processes processes(one.output);
    FakeClock clock;
    const auto random = SeededRandom(1);
    Environment environment{one.variables, [&](const std::string& path) -> StatusOr<std::string> {
                              const auto file = one.files.find(path);
                              if (file == one.files.end()) return NotFoundError(path + " does not exist");
                              return file->second;
                            }};
    Search search = {one.find(std::move(environment), {transport, processes, clock, *random, Logger()}, stop), {}, {}};
    for (const HttpRequest& request : transport.requests()) {
      search.asked.push_back(request.method + " " + request.url);
      EXPECT_FALSE(request.mutating) << request.operation << ": read-only runs need credentials too";
    }
    search.ran = processes.ran;
    return search;
  }

 private:
  class Processes final : public ProcessRunner {
   public:
    explicit Processes(std::string output) : output_(std::move(output)) {}
    StatusOr<std::string> Run(const ProcessRequest& request, std::stop_token stop) override {
      ran = request.arguments;
      if (stop.stop_requested()) return CancelledError("stopped");
      return output_;
    }
    std::vector<std::string> ran;

   private:
    const std::string output_;
  };
};

TEST_P(CredentialsSuite, WhatLiesThereIsFound) {
  const Search search = Run(GetParam(), 0, std::nullopt);
  if (GetParam().finds.empty()) {
    ASSERT_FALSE(search.found.ok()) << search.found->source;
  } else {
    ASSERT_TRUE(search.found.ok()) << search.found.status().ToString();
    const Credentials& found = *search.found;
    EXPECT_EQ(found.token.empty() ? found.keys.access_key : found.token, GetParam().finds);
    EXPECT_EQ(found.token.empty(), !found.keys.secret_key.empty());
  }
  const std::string words = search.found.ok() ? search.found->source : search.found.status().ToString();
  for (const std::string& part : GetParam().says) EXPECT_THAT(words, ::testing::HasSubstr(part));
  EXPECT_THAT(words, ::testing::Not(::testing::HasSubstr("hidden")));
  EXPECT_EQ(search.asked, GetParam().asked);
  EXPECT_EQ(search.ran, GetParam().ran);
}

// An identity that was configured and cannot be had is never replaced by another one, and never half of one.
TEST_P(CredentialsSuite, AnAnswerThatIsNoneFindsNothing) {
  const std::vector<StatusOr<HttpResponse>> spoiled = {
      HttpResponse{500, {}, "portal"},
      HttpResponse{404, {}, "portal"},
      HttpResponse{403, {}, R"({"Code": "Forbidden", "Message": "portal"})"},
      HttpResponse{200, {{"Content-Type", "text/html"}}, "<html>portal</html>"},
      HttpResponse{200, {}, "{}"},
      HttpResponse{200, {}, "[]"},
      HttpResponse{200, {}, ""},
      UnavailableError("cut").WithRemote({.ambiguous = true}),
      UnavailableError("no route").WithRemote({.ambiguous = false}),
      DeadlineExceededError("late").WithRemote({.ambiguous = true}),
  };
  for (std::size_t whole = 0; whole < GetParam().asked.size(); ++whole) {
    for (std::size_t i = 0; i < spoiled.size(); ++i) {
      SCOPED_TRACE(::testing::Message() << "answer " << whole << ", spoiled in the way " << i);
      const Search search = Run(GetParam(), whole, spoiled[i]);
      EXPECT_FALSE(search.found.ok());
      EXPECT_THAT(search.found.status().ToString(), ::testing::Not(::testing::HasSubstr("hidden")));
      EXPECT_GT(search.asked.size(), whole);
    }
  }
}

TEST_P(CredentialsSuite, WhoIsStoppedIsCancelled) {
  if (GetParam().asked.empty() && GetParam().ran.empty()) return;  // nobody is asked
  std::stop_source stopped;
  stopped.request_stop();
  EXPECT_EQ(Run(GetParam(), 0, std::nullopt, stopped.get_token()).found.status().code(), StatusCode::kCancelled);
}

}  // namespace ic

#endif  // ADAPTERS_COMMON_CLIENT_TESTING_CREDENTIALS_SUITE_H_
