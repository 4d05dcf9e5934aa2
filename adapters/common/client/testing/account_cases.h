// Cases of ClientSuite about whose credentials are: for the vendors that tell it (ClientSubject::account).
#ifndef ADAPTERS_COMMON_CLIENT_TESTING_ACCOUNT_CASES_H_
#define ADAPTERS_COMMON_CLIENT_TESTING_ACCOUNT_CASES_H_

#include <chrono>
#include <string>

#include "adapters/common/client/testing/client_suite.h"

namespace ic {

TEST_P(ClientSuite, WhoCallsIsAskedOnce) {
  AnswerWithAccount();
  const std::string& owner = GetParam().project.empty() ? GetParam().account : GetParam().project;
  for (const std::string& region : {std::string(), GetParam().region, std::string()}) {
    const StatusOr<Caller> caller = client_->WhoCalls(region, {});
    ASSERT_TRUE(caller.ok()) << caller.status().ToString();
    EXPECT_EQ(caller->owner, owner);
    EXPECT_NE(caller->words, "");
    EXPECT_EQ(caller->part, GetParam().project.empty() ? "account" : "project");
  }
  EXPECT_EQ(Sent(), GetParam().project.empty() ? 1U : 0U);
  for (const HttpRequest& request : requests()) EXPECT_FALSE(request.mutating);
}

TEST_P(ClientSuite, OnlyCredentialsOfTheRightAccountAreUsed) {
  const std::string& own = GetParam().account;
  for (const AccountRule& rule : {AccountRule{{"another", "a third"}, {}}, AccountRule{{}, {"another", own}}}) {
    Make({}, rule);
    AnswerWithAccount();
    const std::size_t before = Sent();
    for (const ApiCall& call : {GetParam().read, GetParam().change, GetParam().create}) {
      const Status refused = Call(call).status();
      EXPECT_EQ(refused.code(), StatusCode::kFailedPrecondition) << refused.ToString();
      EXPECT_THAT(refused.message(), ::testing::HasSubstr("are of account " + own));
      EXPECT_THAT(refused.message(), ::testing::HasSubstr(rule.allowed.empty() ? "forbidden_account_ids" : "a third"));
    }
    EXPECT_EQ(Sent() - before, 1U) << "only whose the credentials are, and that once";
  }
  for (const AccountRule& rule : {AccountRule{{"another", own}, {}}, AccountRule{{}, {"another"}}}) {
    Make({}, rule);
    AnswerWithAccount();
    const std::size_t before = Sent();
    (void)Call(GetParam().read);
    (void)Call(GetParam().read);
    EXPECT_EQ(Sent() - before, 3U);
  }
}

TEST_P(ClientSuite, WhereItIsNotToldWhoseCredentialsAreNothingIsCalled) {
  Make({}, {{GetParam().account}, {}});
  AnswerAll(GetParam().refuse("not you"));
  EXPECT_THAT(Call(GetParam().read).status().message(), ::testing::HasSubstr("allowed_account_ids"));
  EXPECT_FALSE(Call(GetParam().create).ok());
  EXPECT_EQ(Sent(), 1U);
  clock_.Advance(std::chrono::minutes(2));
  AnswerWithAccount();
  EXPECT_NE(Call(GetParam().read).status().code(), StatusCode::kFailedPrecondition);
  EXPECT_EQ(Sent(), 3U) << "asked anew after a while";
}

}  // namespace ic

#endif  // ADAPTERS_COMMON_CLIENT_TESTING_ACCOUNT_CASES_H_
