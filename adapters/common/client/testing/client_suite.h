// What every vendor's client does, written once and run on each. A vendor's test program includes this file, says what
// its calls and answers look like (ClientSubject), and instantiates the suite:
//   INSTANTIATE_TEST_SUITE_P(Aws, ClientSuite, ::testing::Values(AwsSubject));
// A case that a vendor's API has no part in says why it does not run.
#ifndef ADAPTERS_COMMON_CLIENT_TESTING_CLIENT_SUITE_H_
#define ADAPTERS_COMMON_CLIENT_TESTING_CLIENT_SUITE_H_

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "adapters/common/client/signing_client.h"
#include "adapters/wire/testing/fake_transport.h"
#include "base/random.h"
#include "base/testing/fake_clock.h"
#include "base/testing/must.h"

namespace ic {

struct ClientSubject {
  // The parts of a configuration that cases differ in.
  struct Settings {
    std::string region;
    std::string access_key = "AKIDEXAMPLE";  // empty: no credentials are configured
    std::string security_token = {};         // not empty: temporary keys
    std::optional<int> max_retries = {};
    bool read_only = false;
  };
  static constexpr std::string_view kSecretKey = "hidden-secret";
  static constexpr std::string_view kMemberSecret = "hidden-key";

  std::string vendor;
  std::function<std::unique_ptr<ApiClient>(const Settings&, ClientDependencies)> make;
  std::string region;
  std::string other_region;
  ApiCall read;        // an operation that reads
  ApiCall other_read;  // another one
  ApiCall change;      // one that may be repeated
  ApiCall create;      // one that makes an object, with kMemberSecret among its members
  std::string once;    // why a create is never sent twice; empty: it carries a token, so that it may be
  ApiCall list;        // one that tells a list
  std::function<std::string(const std::vector<std::string>& ids, const std::string& next, int total)> page;
  bool numbered_pages = false;  // no token tells what follows
  std::string no_list;          // an answer whose list is none
  // Answers that refuse.
  std::function<HttpResponse(std::string_view message)> refuse;  // the request is wrong, in these words
  HttpResponse throttled;
  HttpResponse failed;   // on the service's side
  HttpResponse expired;  // the credentials
  HttpResponse wrong_signature;
  std::vector<std::pair<HttpResponse, StatusCode>> codes;  // each another kind of refusal
  std::string no_skew;  // why a clock that is off is not told from a wrong key; empty: the answer's date tells
  bool asks_about_long_term_keys = true;  // anew, if they are refused: a refusal does not count against a key
  // What is answered to the question whose the credentials are, and the account it tells; empty: it cannot be asked
  // (account_cases.h).
  HttpResponse account_answer = {};
  std::string account = {};
  std::string project = {};  // that owns what is made, and is known without a question; empty: the account does
  // Credentials whose end is told by this text, found where the vendor's tools find temporary ones.
  std::function<StatusOr<Credentials>(const std::string& expiry, Clock&)> with_expiry;
};

// Of the test's output.
inline void PrintTo(const ClientSubject& subject, std::ostream* out) { *out << subject.vendor; }

class ClientSuite : public ::testing::TestWithParam<ClientSubject> {
 protected:
  using Json = nlohmann::json;
  using Settings = ClientSubject::Settings;

  ClientSuite() { Make(); }

  void Make(Settings settings = {}, AccountRule accounts = {}) {
    const Logger logger(LogLevel::kTrace, [this](const LogRecord& record) {
      log_ += record.message;
      for (const auto& [key, value] : record.fields) log_ += " " + std::string(key) + "=" + value;
      log_ += "\n";
    });
    if (settings.region.empty()) settings.region = GetParam().region;
    if (settings.region == "none") settings.region.clear();
    client_ = GetParam().make(settings, {.clock = &clock_,
                                         .random = random_.get(),
                                         .logger = logger,
                                         .transport = transport_,
                                         .accounts = std::move(accounts)});
    ASSERT_NE(client_, nullptr);
  }
  StatusOr<Json> Call(const ApiCall& call, const std::string& region = {}) { return client_->Call(call, region, {}); }

  void Answer(const HttpResponse& response) { transport_->Answer(response.status, response.body, response.headers); }
  void Ok() { transport_->Answer(200, "{}", {{"Content-Type", "application/json"}}); }
  void AnswerAll(HttpResponse response) {
    transport_->SetHandler(
        [response = std::move(response)](const HttpRequest&) -> StatusOr<HttpResponse> { return response; });
  }
  // To the question whose the credentials are, and `{}` to every call.
  void AnswerWithAccount() {
    transport_->SetHandler([](const HttpRequest& request) -> StatusOr<HttpResponse> {
      for (const ApiCall* call : {&GetParam().read, &GetParam().change, &GetParam().create}) {
        if (request.operation == call->operation) {
          return HttpResponse{200, {{"Content-Type", "application/json"}}, "{}"};
        }
      }
      return GetParam().account_answer;
    });
  }
  void Cut() { transport_->Fail(UnavailableError("cut").WithRemote({.ambiguous = true})); }
  void NotReached() { transport_->Fail(UnavailableError("connection refused").WithRemote({.ambiguous = false})); }

  std::vector<HttpRequest> requests() const { return transport_->requests(); }
  std::size_t Sent() const { return transport_->requests().size(); }
  std::string HeaderOf(std::size_t number, std::string_view name) const {
    return std::string(FindHeader(requests().at(number).headers, name));
  }

  FakeClock clock_;
  std::unique_ptr<Random> random_ = SeededRandom(7);
  std::shared_ptr<FakeTransport> transport_ = std::make_shared<FakeTransport>();
  std::unique_ptr<ApiClient> client_;
  std::string log_;
};

TEST_P(ClientSuite, ACallIsSignedForItsRegion) {
  Ok();
  ASSERT_TRUE(Call(GetParam().read).ok());
  Ok();
  ASSERT_TRUE(Call(GetParam().create, GetParam().other_region).ok());
  const auto sent = requests();
  ASSERT_EQ(sent.size(), 2U);
  EXPECT_THAT(sent[0].url, ::testing::HasSubstr("." + GetParam().region + "."));
  EXPECT_THAT(sent[1].url, ::testing::HasSubstr("." + GetParam().other_region + "."));
  EXPECT_FALSE(sent[0].mutating);
  EXPECT_TRUE(sent[1].mutating);
  EXPECT_EQ(sent[1].operation, GetParam().create.operation);
  EXPECT_THAT(sent[1].target, ::testing::HasSubstr(GetParam().other_region));
  for (std::size_t i = 0; i < sent.size(); ++i) {
    EXPECT_EQ(HeaderOf(i, "host"), HostOfUrl(sent[i].url));
    EXPECT_THAT(HeaderOf(i, "authorization"), ::testing::HasSubstr("AKIDEXAMPLE"));
    EXPECT_THAT(HeaderOf(i, "user-agent"), ::testing::StartsWith("interconnect/"));
    for (const auto& [name, value] : sent[i].headers) {
      EXPECT_THAT(value, ::testing::Not(::testing::HasSubstr(std::string(ClientSubject::kSecretKey)))) << name;
    }
  }
}

TEST_P(ClientSuite, WhatIsWrongIsNotSent) {
  ApiCall call = GetParam().read;
  call.operation = "DescribeEverything";
  EXPECT_EQ(Call(call).status().code(), StatusCode::kInvalidArgument);
  call = GetParam().read;
  call.members = Json::array();
  EXPECT_EQ(Call(call).status().code(), StatusCode::kInvalidArgument);
  EXPECT_EQ(Call(GetParam().read, "a/b").status().code(), StatusCode::kInvalidArgument);
  EXPECT_EQ(client_->List(GetParam().create, {}, {}).status().code(), StatusCode::kInvalidArgument);
  EXPECT_EQ(Sent(), 0U);
}

TEST_P(ClientSuite, NoRegionSaysHowToSetIt) {
  Make({.region = "none"});
  EXPECT_EQ(client_->DefaultRegion().status().code(), StatusCode::kFailedPrecondition);
  EXPECT_THAT(Call(GetParam().read).status().message(), ::testing::HasSubstr("Set region in the configuration"));
  EXPECT_EQ(Sent(), 0U);
  Make();
  EXPECT_EQ(Must(client_->DefaultRegion()), GetParam().region);
}

TEST_P(ClientSuite, FailedReadsAreSentAgainAndSignedAnew) {
  Answer(GetParam().failed);
  Cut();
  transport_->Fail(DeadlineExceededError("late").WithRemote({.ambiguous = true}));
  Ok();
  ASSERT_TRUE(Call(GetParam().read).ok());
  ASSERT_EQ(Sent(), 4U);
  EXPECT_EQ(clock_.sleeps().size(), 3U);
  EXPECT_EQ(requests()[0].body, requests()[3].body);
  EXPECT_NE(HeaderOf(0, "authorization"), HeaderOf(3, "authorization"));
}

TEST_P(ClientSuite, ACreateThatMayHaveBeenCarriedOut) {
  if (GetParam().once.empty()) {
    Answer(GetParam().failed);
    Cut();
    Ok();
    EXPECT_TRUE(Call(GetParam().create).ok());
    ASSERT_EQ(Sent(), 3U);
    EXPECT_EQ(requests()[0].body, requests()[2].body) << "the token is the same over all sendings";
    return;
  }
  Answer(GetParam().failed);
  const Status failed = Call(GetParam().create).status();
  EXPECT_EQ(failed.code(), StatusCode::kUnavailable);
  EXPECT_TRUE(failed.ambiguous());
  EXPECT_THAT(failed.message(), ::testing::HasSubstr("not sent again, because it is not idempotent"));
  Cut();
  EXPECT_TRUE(Call(GetParam().create).status().ambiguous());
  EXPECT_EQ(Sent(), 2U) << GetParam().once;
  Answer(GetParam().failed);
  Ok();
  EXPECT_TRUE(Call(GetParam().change).ok()) << "a change that may be repeated is";
}

TEST_P(ClientSuite, ACreateThatSurelyWasNotCarriedOutIsSentAgain) {
  Answer(GetParam().throttled);
  NotReached();
  Ok();
  EXPECT_TRUE(Call(GetParam().create).ok());
  EXPECT_EQ(Sent(), 3U);
}

TEST_P(ClientSuite, AnAnswerThatIsNoneIsAmbiguousAndNotQuoted) {
  for (const char* body : {"<html>hello</html>", "[]", "\xff\xfe"}) {
    transport_->Answer(200, body, {{"Content-Type", "text/html"}});
    const Status broken = Call(GetParam().create).status();
    EXPECT_EQ(broken.code(), StatusCode::kInternal) << body;
    EXPECT_TRUE(broken.ambiguous()) << body;
    EXPECT_THAT(broken.message(), ::testing::AllOf(::testing::HasSubstr("text/html"),
                                                   ::testing::HasSubstr("check the endpoint setting and proxies"),
                                                   ::testing::Not(::testing::HasSubstr("hello"))));
  }
  EXPECT_EQ(Sent(), 3U);
}

TEST_P(ClientSuite, ThrottlingSlowsTheCallsThatFollow) {
  HttpResponse throttled = GetParam().throttled;
  throttled.headers.emplace_back("Retry-After", "7");
  Answer(throttled);
  AnswerAll({200, {}, "{}"});
  ASSERT_TRUE(Call(GetParam().read).ok());
  ASSERT_FALSE(clock_.sleeps().empty());
  EXPECT_GE(clock_.sleeps()[0], std::chrono::seconds(7));
  const std::size_t before = clock_.sleeps().size();
  ASSERT_TRUE(Call(GetParam().read).ok());
  ASSERT_TRUE(Call(GetParam().read).ok());
  EXPECT_GT(clock_.sleeps().size(), before);
  const std::size_t here = clock_.sleeps().size();
  ASSERT_TRUE(Call(GetParam().read, GetParam().other_region).ok());
  EXPECT_EQ(clock_.sleeps().size(), here) << "a region has a rate of its own";
}

TEST_P(ClientSuite, ThrottledToTheEndIsNamedSo) {
  Make({.max_retries = 2});
  for (int i = 0; i < 3; ++i) Answer(GetParam().throttled);
  const Status failure = Call(GetParam().create).status();
  EXPECT_EQ(failure.code(), StatusCode::kResourceExhausted);
  EXPECT_THAT(failure.message(), ::testing::HasSubstr("retries exhausted after 3 attempts"));
  EXPECT_FALSE(failure.ambiguous());
  EXPECT_EQ(Sent(), 3U);
}

TEST_P(ClientSuite, WhatIsNotReachedIsGivenUpSoonUntilSomethingIsSent) {
  for (int i = 0; i < 3; ++i) NotReached();
  EXPECT_THAT(Call(GetParam().read).status().message(), ::testing::HasSubstr("not reached in 3 attempts"));
  EXPECT_THAT(Call(GetParam().other_read).status().message(),
              ::testing::AllOf(::testing::HasSubstr("not reached in 3"), ::testing::HasSubstr("connection refused")));
  EXPECT_EQ(Sent(), 3U);
  Ok();
  EXPECT_TRUE(Call(GetParam().read, GetParam().other_region).ok());
  // Where something may be half done there is patience.
  Make();
  Ok();
  (void)Call(GetParam().create);
  for (int i = 0; i < 9; ++i) NotReached();
  Ok();
  EXPECT_TRUE(Call(GetParam().read).ok());
}

// A read waits for its answer as long as it takes once something may be half done, and what changes something always
// does.
TEST_P(ClientSuite, SilenceIsWaitedForOnlyWhereSomethingIsAtStake) {
  const auto timeout_of = [&](const ApiCall& call) {
    Ok();
    (void)Call(call);
    return transport_->requests().back().timeout;
  };
  EXPECT_LE(timeout_of(GetParam().read), Outages::kSilence);
  EXPECT_GT(timeout_of(GetParam().create), Outages::kSilence);
  EXPECT_GT(timeout_of(GetParam().read), Outages::kSilence);
}

TEST_P(ClientSuite, ReadOnlyLetsNothingOutThatChanges) {
  Make({.read_only = true});
  for (const ApiCall& call : {GetParam().create, GetParam().change}) {
    const Status refused = Call(call).status();
    EXPECT_EQ(refused.code(), StatusCode::kPermissionDenied);
    EXPECT_THAT(refused.message(),
                ::testing::AllOf(::testing::HasSubstr(call.operation), ::testing::HasSubstr("Remove read_only")));
    EXPECT_FALSE(refused.ambiguous());
  }
  EXPECT_EQ(Sent(), 0U);
  Ok();
  EXPECT_TRUE(Call(GetParam().read).ok());
}

TEST_P(ClientSuite, ExpiredCredentialsAreLookedForOnceMore) {
  Make({.security_token = "hidden-token"});
  Answer(GetParam().expired);
  Ok();
  EXPECT_TRUE(Call(GetParam().create).ok());
  Answer(GetParam().expired);
  Answer(GetParam().expired);
  EXPECT_EQ(Call(GetParam().create).status().code(), StatusCode::kUnauthenticated);
  EXPECT_EQ(Sent(), 4U);
}

TEST_P(ClientSuite, ARefusedLongTermKeyIsNotTriedAgain) {
  if (GetParam().asks_about_long_term_keys) GTEST_SKIP() << "refusals do not lock a key, and only sessions expire";
  Answer(GetParam().expired);
  EXPECT_EQ(Call(GetParam().read).status().code(), StatusCode::kUnauthenticated);
  EXPECT_EQ(Sent(), 1U);
}

TEST_P(ClientSuite, WhoeverIsAskedForCredentialsIsGivenUpOnceForAllCalls) {
  Make({.access_key = ""});
  for (int i = 0; i < 20; ++i) NotReached();
  const std::string first = Call(GetParam().read).status().ToString();
  EXPECT_EQ(Call(GetParam().other_read).status().ToString(), first);
  EXPECT_THAT(first, ::testing::Not(::testing::HasSubstr(GetParam().read.operation)));
}

TEST_P(ClientSuite, NoCredentialsSayWhereTheyWereLookedFor) {
  Make({.access_key = ""});
  transport_->SetHandler([](const HttpRequest&) -> StatusOr<HttpResponse> { return UnavailableError("no route"); });
  const Status none = Call(GetParam().read).status();
  EXPECT_EQ(none.code(), StatusCode::kUnauthenticated);
  EXPECT_THAT(none.message(),
              ::testing::AllOf(::testing::HasSubstr("were found"), ::testing::HasSubstr("Looked at:\n  - "),
                               ::testing::HasSubstr("the configuration: ")));
  for (const HttpRequest& request : requests()) EXPECT_NE(request.operation, GetParam().read.operation);
}

TEST_P(ClientSuite, RefusalsByTheirMeaning) {
  for (const auto& [response, code] : GetParam().codes) {
    SCOPED_TRACE(response.body);
    Make();  // one that was refused as a whole says the same to the next call
    const std::size_t before = Sent();
    Answer(response);
    const Status failure = Call(GetParam().read).status();
    EXPECT_EQ(failure.code(), code);
    EXPECT_EQ(Sent(), before + 1);
    EXPECT_THAT(failure.message(), ::testing::HasSubstr("permanent error in " + GetParam().read.operation));
    ASSERT_NE(failure.remote(), nullptr);
    EXPECT_EQ(failure.remote()->operation, GetParam().read.operation);
    EXPECT_EQ(failure.remote()->http_status, response.status);
    EXPECT_EQ(failure.remote()->request_id, "req-1");
    EXPECT_FALSE(failure.ambiguous());
  }
}

// Whatever stands in for the service: proxies, portals and load balancers answer without its words.
TEST_P(ClientSuite, AStatusAloneIsJudged) {
  Make({.max_retries = 0});
  for (const int status : {204, 301, 400, 401, 403, 404, 409, 413, 429, 500, 502, 503, 504, 599}) {
    for (const char* body : {"", "{}", "[]", "\"portal\"", "<html>portal</html>", R"({"error": "portal"})", "\xff"}) {
      if (status == 204 && (*body == '\0' || *body == '{')) continue;  // that is an answer, if a silent one
      SCOPED_TRACE(fmt::format("{} {}", status, body));
      Answer({status, {{"Content-Type", "text/html"}}, body});
      const Status failure = Call(GetParam().create).status();
      EXPECT_EQ(failure.ambiguous(), status < 400 || status >= 500);
      EXPECT_EQ(failure.code() == StatusCode::kUnavailable, status >= 500);
      EXPECT_EQ(failure.code() == StatusCode::kResourceExhausted, status == 429);
      EXPECT_NE(failure.code(), StatusCode::kOk);
      EXPECT_EQ(failure.remote()->http_status, status);
      EXPECT_THAT(failure.message(), ::testing::Not(::testing::HasSubstr("portal")));
    }
  }
}

TEST_P(ClientSuite, AClockThatIsOffIsNamed) {
  if (!GetParam().no_skew.empty()) GTEST_SKIP() << GetParam().no_skew;
  HttpResponse refused = GetParam().wrong_signature;
  Answer(refused);
  EXPECT_EQ(Call(GetParam().read).status().code(), StatusCode::kUnauthenticated);
  refused.headers.emplace_back("Date", "Thu, 01 Jan 2026 00:20:00 GMT");
  Make();
  Answer(refused);
  const Status skewed = Call(GetParam().read).status();
  EXPECT_EQ(skewed.code(), StatusCode::kFailedPrecondition);
  EXPECT_THAT(skewed.message(), ::testing::HasSubstr("the clock of this machine is 1200 s behind that of"));
}

TEST_P(ClientSuite, NoSecretComesBackInAMessageOrALog) {
  Make({.security_token = "hidden-token"});
  Answer(GetParam().refuse("hidden-key is too short for hidden-token and hidden-secret"));
  const Status failure = Call(GetParam().create).status();
  EXPECT_THAT(failure.message(), ::testing::AllOf(::testing::HasSubstr("(sensitive) is too short"),
                                                  ::testing::Not(::testing::HasSubstr("hidden"))));
  EXPECT_THAT(
      log_, ::testing::AllOf(::testing::HasSubstr("operation=" + GetParam().create.operation),
                             ::testing::HasSubstr("request_id=req-1"), ::testing::Not(::testing::HasSubstr("hidden"))));
  Answer(GetParam().refuse(std::string(5000, 'x') + "\xff"));
  EXPECT_LT(Call(GetParam().read).status().message().size(), 2500U);
}

TEST_P(ClientSuite, StopEndsTheCall) {
  std::stop_source source;
  source.request_stop();
  EXPECT_EQ(client_->Call(GetParam().create, {}, source.get_token()).status().code(), StatusCode::kCancelled);
  EXPECT_EQ(Sent(), 0U);
}

TEST_P(ClientSuite, PagesAreFollowed) {
  std::vector<std::string> first;
  for (int i = 0; i < 50; ++i) first.push_back("a" + std::to_string(i));
  transport_->Answer(200, GetParam().page(first, "t1", 52));
  transport_->Answer(200, GetParam().page({"b", "c"}, "", 52));
  const auto all = client_->List(GetParam().list, {}, {});
  ASSERT_TRUE(all.ok()) << all.status().ToString();
  EXPECT_EQ(all->size(), 52U);
  EXPECT_EQ(all->back().begin()->get<std::string>(), "c");
  ASSERT_EQ(Sent(), 2U);
  EXPECT_FALSE(requests()[1].mutating);
  EXPECT_NE(requests()[0].url + requests()[0].body, requests()[1].url + requests()[1].body);
  Ok();
  const Status without = client_->List(GetParam().list, {}, {}).status();
  EXPECT_EQ(without.code(), StatusCode::kInternal) << "an answer without the list tells of nothing";
  EXPECT_EQ(without.remote()->operation, GetParam().list.operation);
}

TEST_P(ClientSuite, PagesThatNeverEndDo) {
  int page = 0;
  transport_->SetHandler([&](const HttpRequest&) -> StatusOr<HttpResponse> {
    return HttpResponse{200, {}, GetParam().page({"a"}, std::to_string(++page), 1'000'000)};
  });
  const Status endless = client_->List(GetParam().list, {}, {}).status();
  EXPECT_EQ(endless.code(), StatusCode::kInternal);
  EXPECT_THAT(endless.message(), ::testing::HasSubstr("goes on after 1000 pages"));
  EXPECT_EQ(endless.remote()->operation, GetParam().list.operation);
  AnswerAll({200, {}, GetParam().no_list});
  EXPECT_THAT(client_->List(GetParam().list, {}, {}).status().message(),
              ::testing::HasSubstr("does not have the list that it promises"));
  if (GetParam().numbered_pages) return;
  AnswerAll({200, {}, GetParam().page({"a"}, "again", 2)});
  EXPECT_THAT(client_->List(GetParam().list, {}, {}).status().message(),
              ::testing::HasSubstr("leads to a page that was read already"));
}

// One time, as services and helpers may spell it.
struct ExpiryText {
  std::string text;
  Time time;
};

inline ExpiryText AnyExpiry(Random& random) {
  const auto number = [&](int least, int most) {
    return least + static_cast<int>(random.Below(static_cast<std::uint64_t>(most - least + 1)));
  };
  // Year 9999 is how helpers write "never"; the clock's nanoseconds end in 2262.
  const int year = number(0, 4) == 0 ? 9999 : number(1971, 2199);
  const int month = number(1, 12);
  const int day = number(1, 28);
  const int hour = number(0, 23);
  const int minute = number(0, 59);
  const int second = number(0, 59);
  const int offset = number(0, 3) == 0 ? number(0, 23 * 60) : 0;
  const std::string_view fraction = number(0, 1) == 0 ? "" : ".5";
  std::string text =
      fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{}", year, month, day, hour, minute, second, fraction);
  text += offset == 0 ? "Z" : fmt::format("+{:02}:{:02}", offset / 60, offset % 60);
  const std::chrono::year_month_day date{std::chrono::year(std::min(year, 2200)),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  return {std::move(text), Time(std::chrono::sys_days(date)) + std::chrono::hours(hour) +
                               std::chrono::minutes(minute - offset) + std::chrono::seconds(second)};
}

TEST_P(ClientSuite, AnyTextOfAnExpiryIsReadOrRefused) {
  const auto random = SeededRandom(2026);
  for (int i = 0; i < 300; ++i) {
    const ExpiryText expiry = AnyExpiry(*random);
    SCOPED_TRACE(expiry.text);
    const auto found = GetParam().with_expiry(expiry.text, clock_);
    ASSERT_TRUE(found.ok()) << found.status().ToString();
    EXPECT_EQ(found->expires, std::optional(expiry.time));
  }
  constexpr std::string_view kCharacters = "0123456789-:TZ.+ x\xc3";
  for (int i = 0; i < 1000; ++i) {
    std::string text = AnyExpiry(*random).text;
    const std::size_t at = random->Below(text.size());
    text[at] = kCharacters[random->Below(kCharacters.size())];
    if (random->Below(2) == 0) text.erase(random->Below(text.size()), random->Below(4));
    SCOPED_TRACE(text);
    const auto found = GetParam().with_expiry(text, clock_);
    if (!found.ok() || !found->expires) continue;
    EXPECT_GE(*found->expires, Time(std::chrono::sys_days(std::chrono::year(1969) / 12 / 31)));
    EXPECT_LT(*found->expires, Time(std::chrono::sys_days(std::chrono::year(2201) / 1 / 2)));
  }
}

}  // namespace ic

#endif  // ADAPTERS_COMMON_CLIENT_TESTING_CLIENT_SUITE_H_
