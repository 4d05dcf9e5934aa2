// The drawing of a set, in both languages; tests/conformance/output gives the DOT to Graphviz.
#include "cli/output/graph/graph.h"

#include <algorithm>

#include <gmock/gmock.h>

#include "cli/output/testing/golden.h"

namespace ic::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

DesiredObject Object(Kind kind, std::string name, Value::Fields config, std::vector<Reference> references = {}) {
  DesiredObject object;
  object.address = {kind, std::move(name)};
  object.account = "aws";
  config.emplace_back("cloud", Value::String("aws"));
  object.config = Value::Object(std::move(config));
  object.references = std::move(references);
  return object;
}

DesiredSet SampleSet() {
  const Address dc1{Kind::kConnection, "dc1"};
  const Address dc2{Kind::kConnection, "dc2"};
  const Address prod{Kind::kVirtualInterface, "prod"};
  DesiredSet set;
  const auto leg = [](const char* location) {
    return Value::Fields{{"location", Value::String(location)},
                         {"bandwidth", Value::String("1Gbps")},
                         {"region", Value::String("us-east-1")},
                         {"redundancy_group", Value::String("dc \"east\"\\")}};
  };
  set.objects = {
      Object(Kind::kConnection, "dc1", leg("EqDC2")),
      Object(Kind::kConnection, "dc2", leg("CSVA1")),
      Object(Kind::kVirtualInterface, "prod",
             {{"type", Value::String("private")},
              {"vlan", Value::Int(125)},
              {"customer_asn", Value::String("65000")},
              {"auth_key", Value::String("hunter2")}},
             {{"connection_id", dc1}}),
      Object(Kind::kBgpPeer, "v6", {{"address_family", Value::String("ipv6")}, {"customer_asn", Value::Unknown()}},
             {{"virtual_interface_id", prod}, {"virtual_interface_id", prod}}),
      Object(Kind::kBgpGroup, "routers", {{"customer_asn", Value::String("<b>1.1</b>&lt;`\n\\N")}},
             {{"virtual_interface_id", {Kind::kVirtualInterface, "gone"}}}),
      Object(Kind::kBgpCidr, "vpc", {{"cidr", Value::String("10.0.0.0/16")}}, {{"advertised_by", prod}}),
  };
  set.objects[1].account = "aws-partner";
  return set;
}

TEST(GraphTest, Dot) { ExpectGolden("graph.dot", GraphOf(SampleSet(), GraphFormat::kDot)); }
TEST(GraphTest, Mermaid) { ExpectGolden("graph.mmd", GraphOf(SampleSet(), GraphFormat::kMermaid)); }

TEST(GraphTest, NothingToDraw) {
  ExpectGolden("graph-none.dot", GraphOf({}, GraphFormat::kDot));
  EXPECT_EQ(GraphOf({}, GraphFormat::kMermaid), "flowchart BT\n");
}

TEST(GraphTest, ShowsNoKey) {
  EXPECT_THAT(GraphOf(SampleSet(), GraphFormat::kDot), Not(HasSubstr("hunter2")));
  EXPECT_THAT(GraphOf(SampleSet(), GraphFormat::kMermaid), Not(HasSubstr("hunter2")));
}

TEST(GraphTest, AnEdgeIsDrawnOnce) {
  const std::string dot = GraphOf(SampleSet(), GraphFormat::kDot);
  const std::string edge = "\"bgp_peer.v6\" -> \"virtual_interface.prod\"";
  EXPECT_THAT(dot, HasSubstr(edge));
  EXPECT_EQ(dot.find(edge), dot.rfind(edge));
}

}  // namespace
}  // namespace ic::cli
