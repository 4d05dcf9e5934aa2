// Two runs that write the local subnets of one gateway: the API replaces whole lists, and has no condition for that.
#include "adapters/huawei/kinds/subnets.h"

#include <chrono>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "adapters/common/client/testing/fake_api.h"
#include "adapters/huawei/client/operations.h"
#include "adapters/huawei/kinds/region.h"
#include "base/testing/fake_clock.h"

namespace ic::huawei {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;
using Json = nlohmann::json;

constexpr char kGateway[] = "0a0888a6-4096-43a6-81c6-923912933451";

// One gateway in memory.
class FakeGateway final : public FakeApi {
 public:
  FakeGateway() : FakeApi(Operations(), "cn-north-4") {}

  Json gateway = {{"id", kGateway},
                  {"status", "ACTIVE"},
                  {"local_ep_group", Json::array({"10.0.0.0/16"})},
                  {"local_ep_group_ipv6", Json::array({"2001:db8::/48"})}};
  bool broken = false;  // nothing is answered
  // Called when an update has been carried out.
  std::function<void()> written;

  std::vector<std::string> Now(const std::string& member) const { return gateway[member]; }

 private:
  StatusOr<Json> CarryOut(const ApiCall& call) override {
    if (broken) return UnavailableError("out of order").WithRemote({.http_status = 500});
    if (call.operation == "ListVirtualGateways") return Json{{"virtual_gateways", Json::array({gateway})}};
    if (call.operation != "UpdateVirtualGateway") return gateway;
    for (const auto& [member, list] : call.members.items()) gateway[member] = list;
    const Json answer = gateway;
    if (written) written();
    return answer;
  }
};

struct Family {
  const char* member;
  const char* there;
  const char* ours;
  const char* theirs;
};
constexpr Family kFamilies[] = {{"local_ep_group", "10.0.0.0/16", "10.71.0.0/16", "10.72.0.0/16"},
                                {"local_ep_group_ipv6", "2001:db8::/48", "2001:db8:71::/48", "2001:db8:72::/48"}};

class SubnetsTest : public ::testing::TestWithParam<Family> {
 protected:
  static Status Locked() {
    return FailedPreconditionError("the gateway is busy")
        .WithRemote({.operation = "", .code = "DC.1118", .http_status = 400});
  }
  // What another run writes, be it on top of what is there now or of what it read before.
  void OthersWrite(bool knowing_ours) {
    Json& list = api_.gateway[GetParam().member];
    if (!knowing_ours) list = Json::array({GetParam().there});
    list.push_back(GetParam().theirs);
  }
  Status Add() {
    return WriteSubnets(region_, kGateway,
                        {.add = {GetParam().ours}, .remove = {}, .deadline = clock_.Now() + std::chrono::minutes(30)},
                        {});
  }

  FakeClock clock_;
  FakeGateway api_;
  Region region_{"cn-north-4", {}, api_, clock_, Logger(), WriteSubnets};
};

INSTANTIATE_TEST_SUITE_P(Families, SubnetsTest, ::testing::ValuesIn(kFamilies));

TEST_P(SubnetsTest, WhatAnotherWroteWhileTheGatewayWasBusyStays) {
  for (int busy = 1; busy <= 3; ++busy) {
    api_.gateway[GetParam().member] = Json::array({GetParam().there});
    for (int i = 0; i < busy; ++i) api_.FailNext("UpdateVirtualGateway", Locked());
    bool wrote = false;
    api_.before = [&](std::string_view operation) {
      if (operation != "UpdateVirtualGateway" || std::exchange(wrote, true)) return;
      OthersWrite(/*knowing_ours=*/true);
    };
    ASSERT_TRUE(Add().ok());
    EXPECT_THAT(api_.Now(GetParam().member), ElementsAre(GetParam().there, GetParam().theirs, GetParam().ours));
  }
}

// It read the list before this run wrote it, and is carried out after.
TEST_P(SubnetsTest, WhatAnotherOverwroteIsWrittenAgain) {
  for (int times = 1; times <= 2; ++times) {
    api_.gateway[GetParam().member] = Json::array({GetParam().there});
    int left = times;
    api_.written = [&] {
      if (left-- > 0) OthersWrite(/*knowing_ours=*/false);
    };
    ASSERT_TRUE(Add().ok());
    EXPECT_THAT(api_.Now(GetParam().member), Contains(GetParam().ours));
    EXPECT_THAT(api_.Now(GetParam().member), Contains(GetParam().theirs));
  }
}

// The whole list is written: what the answer does not tell would be taken off.
TEST_P(SubnetsTest, AListOfWhichSomethingIsNotToldIsNotWritten) {
  const Json told = Json::array({GetParam().there});
  std::vector<Json> spoiled = {Json(true), Json(0), Json("10.0.0.0/16"), Json::object()};
  for (const Json& element : {Json(nullptr), Json(1), Json{{"cidr", GetParam().theirs}}, Json::array()}) {
    spoiled.push_back(Json::array({GetParam().there, element}));
    spoiled.push_back(Json::array({element}));
  }
  for (const Json& list : spoiled) {
    api_.gateway[GetParam().member] = list;
    const Status refused = Add();
    EXPECT_EQ(refused.code(), StatusCode::kInternal) << list.dump() << " " << refused.ToString();
    EXPECT_EQ(api_.CountCalls("UpdateVirtualGateway"), 0) << list.dump();
  }
  api_.gateway[GetParam().member] = told;
  EXPECT_TRUE(Add().ok());
}

// It is looked for then, and a later run knows that it may be there.
TEST_P(SubnetsTest, WhatWasSentMayHaveBeenCarriedOutWhateverFailsAfterIt) {
  api_.broken = true;
  EXPECT_FALSE(Add().ambiguous());  // nothing was sent
  api_.broken = false;
  api_.written = [&] { api_.broken = true; };
  const Status unknown = Add();
  EXPECT_EQ(unknown.code(), StatusCode::kDeadlineExceeded) << unknown.ToString();
  EXPECT_TRUE(unknown.ambiguous()) << unknown.ToString();
}

// Whoever never lets it be is no reason to write for ever.
TEST_P(SubnetsTest, ItIsWrittenAFewTimesAtMost) {
  api_.written = [&] { OthersWrite(/*knowing_ours=*/false); };
  const Status lost = Add();
  EXPECT_EQ(lost.code(), StatusCode::kDeadlineExceeded) << lost.ToString();
  EXPECT_EQ(api_.CountCalls("UpdateVirtualGateway"), 3);
  EXPECT_THAT(api_.Now(GetParam().member), Not(Contains(GetParam().ours)));
}

}  // namespace
}  // namespace ic::huawei
