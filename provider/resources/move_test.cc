// An object of another provider's state through the resource: attributes, private data, and what is said of it.
#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/random.h"
#include "base/testing/fake_clock.h"
#include "provider/resources/provider.h"

namespace ic {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

// A vendor that cannot be called: moving asks nobody.
class Uncallable : public AdapterFactory {
 public:
  const std::vector<const VendorTraits*>& traits() const override { return list_; }
  StatusOr<std::unique_ptr<Adapter>> Make(std::string_view /*cloud*/,
                                          const AdapterOptions& /*options*/) const override {
    ADD_FAILURE() << "a cloud was asked for";
    return UnimplementedError("not asked for in these tests");
  }

 private:
  VendorTraits traits_{.cloud = "aws", .title = "A Cloud of Tests"};
  std::vector<const VendorTraits*> list_ = {&traits_};
};

class MoveTest : public ::testing::Test {
 protected:
  terraform::MoveResponse Move(const std::string& kind, const std::string& type, const std::string& json,
                               const std::string& provider = "registry.terraform.io/hashicorp/aws") {
    return provider_->FindResource("interconnect_" + kind)
        ->Move({.source_provider = provider, .source_type = type, .source_version = 0, .source_state = json});
  }

  Uncallable factory_;
  FakeClock clock_;
  std::unique_ptr<Random> random_ = SeededRandom(1);
  // Never configured, as Terraform's process for it.
  std::unique_ptr<terraform::Provider> provider_ =
      MakeInterconnectProvider({.factory = &factory_, .clock = &clock_, .random = random_.get()});
};

TEST_F(MoveTest, AnObjectCountsAsImported) {
  const terraform::MoveResponse moved =
      Move("virtual_interface", "aws_dx_private_virtual_interface",
           R"({"id": "dxvif-1", "region": "us-east-1", "name": "prod", "bgp_asn": 65000, "bgp_auth_key": "s3cret"})");
  EXPECT_FALSE(moved.diagnostics.has_errors()) << moved.diagnostics.ToString();
  EXPECT_THAT(moved.diagnostics.ToString(), HasSubstr("Key is not taken along"));
  EXPECT_EQ(moved.private_data, R"({"id":"dxvif-1","moved":true})");
  const auto text = [&moved](std::string_view name) { return moved.state.Get(name); };
  EXPECT_EQ(text("cloud"), Value::String("aws"));
  EXPECT_EQ(text("region"), Value::String("us-east-1"));
  EXPECT_EQ(text("adopt"), Value::String("dxvif-1"));
  EXPECT_EQ(text("on_destroy"), Value::String("keep"));
  EXPECT_EQ(text("type"), Value::String("private"));
  EXPECT_EQ(text("route_mode"), Value::String("bgp"));
  EXPECT_EQ(text("customer_asn"), Value::String("65000"));
  EXPECT_TRUE(text("auth_key").is_null());
}

TEST_F(MoveTest, WhatIsNoneHasNoState) {
  const terraform::MoveResponse other = Move("connection", "aws_dx_private_virtual_interface", R"({"id": "dxvif-1"})");
  EXPECT_TRUE(other.diagnostics.has_errors());
  EXPECT_TRUE(other.state.is_null());
  const terraform::MoveResponse unknown = Move("connection", "aws_instance", R"({"id": "i-1"})");
  EXPECT_THAT(unknown.diagnostics.items(), IsEmpty());
  EXPECT_TRUE(unknown.state.is_null());
  EXPECT_TRUE(Move("connection", "aws_dx_connection", R"({"id": "dxcon-1"})", "somebody/aws").diagnostics.has_errors());
}

TEST_F(MoveTest, ACloudThatThisBuildLacksIsAnError) {
  const terraform::MoveResponse moved = Move("bgp_cidr", "alicloud_vpc_bgp_network",
                                             R"({"router_id": "vbr-1", "dst_cidr_block": "10.0.0.0/16"})", "alicloud");
  EXPECT_TRUE(moved.diagnostics.has_errors());
  EXPECT_TRUE(moved.state.is_null());
}

}  // namespace
}  // namespace ic
