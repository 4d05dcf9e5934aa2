// Lines and hosted connections are one kind here, and two collections there: what one of them refuses to show is not
// known to be gone.
#include "adapters/huawei/kinds/region.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "adapters/common/client/testing/fake_api.h"
#include "adapters/huawei/client/operations.h"
#include "adapters/huawei/kinds/subnets.h"
#include "base/testing/fake_clock.h"

namespace ic::huawei {
namespace {

using Json = nlohmann::json;

constexpr char kId[] = "4b8a1f2e-0000-4000-8000-000000000001";

// Says of each look what it is told to.
class FakeLines final : public FakeApi {
 public:
  FakeLines() : FakeApi(Operations(), "cn-north-4") {}
  Status hosted;
  Status line;

 private:
  StatusOr<Json> CarryOut(const ApiCall& call) override {
    const Status& said = call.operation == "ShowHostedDirectConnect" ? hosted : line;
    if (!said.ok()) return said;
    return Json{{"id", kId}, {"name", call.operation}};
  }
};

Status Says(StatusCode code, int http_status) {
  return Status(code, "said").WithRemote({.operation = "", .code = "DC.0001", .http_status = http_status});
}

TEST(HuaweiRegionTest, WhoMayNotLookHasNotSeenThatItIsGone) {
  const std::vector<Status> answers = {OkStatus(), Says(StatusCode::kNotFound, 404),
                                       Says(StatusCode::kPermissionDenied, 403), Says(StatusCode::kUnimplemented, 501),
                                       Says(StatusCode::kUnavailable, 500)};
  for (const Status& hosted : answers) {
    for (const Status& line : answers) {
      FakeClock clock;
      FakeLines api;
      api.hosted = hosted;
      api.line = line;
      Region region("cn-north-4", {}, api, clock, Logger(), WriteSubnets);
      const auto found = region.connections().Get(kId, Freshness::kLive, {});
      const bool seen = hosted.ok() || (line.ok() && hosted.code() != StatusCode::kUnavailable);
      const bool knows_of_hosted =
          hosted.code() == StatusCode::kNotFound || hosted.code() == StatusCode::kUnimplemented;
      const bool gone = knows_of_hosted && line.code() == StatusCode::kNotFound;
      EXPECT_EQ(found.ok() && *found != nullptr, seen) << hosted.ToString() << " / " << line.ToString();
      EXPECT_EQ(found.ok() && *found == nullptr, gone) << hosted.ToString() << " / " << line.ToString();
    }
  }
}

}  // namespace
}  // namespace ic::huawei
