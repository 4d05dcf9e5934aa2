#include "router/render.h"

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "router/fields.h"
#include "router/link.h"
#include "router/platforms.h"
#include "router/templates.h"
#include "router/testing/samples.h"
#include "router/values.h"

namespace ic::router {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using namespace ::ic::router::testing;  // NOLINT(google-build-using-namespace): the samples

Value SampleRouter() {
  RouterOptions options;
  options.name = "dc1";
  options.ports["still"] = "eth2";
  options.ports["spare"] = "eth1";
  options.preferred = {"virtual_interface.prod"};
  return RouterOf({LinkOf(KeyedLink()).value(), LinkOf(TunedLink()).value(), LinkOf(StaticLink()).value()}, options)
      .value();
}

std::string Rendered(const Value& router, std::string_view platform) {
  const auto text = Render({&router, platform, BuiltInTemplates().find(platform)->second, {}});
  EXPECT_TRUE(text.ok()) << platform << ": " << text.status().ToString();
  return text.ok() ? *text : std::string();
}

TEST(PlatformsTest, EachHasATemplateAndEachTemplateIsOne) {
  EXPECT_EQ(Platforms().size(), BuiltInTemplates().size());
  for (const Platform& platform : Platforms()) {
    const auto found = BuiltInTemplates().find(platform.name);
    ASSERT_NE(found, BuiltInTemplates().end()) << platform.name;
    EXPECT_TRUE(CheckTemplate(found->second).ok()) << platform.name << ": " << CheckTemplate(found->second).ToString();
  }
}

// IC_UPDATE_GOLDEN=1 writes them anew.
TEST(RenderTest, EachPlatformIsItsGoldenFile) {
  for (const Platform& platform : Platforms()) {
    const std::string text = Rendered(SampleRouter(), platform.name);
    const std::string path = std::string(IC_SOURCE_DIR) + "/router/testdata/" + std::string(platform.name) + ".golden";
    if (std::getenv("IC_UPDATE_GOLDEN") != nullptr) std::ofstream(path) << text;
    std::ifstream file(path);
    std::stringstream golden;
    golden << file.rdbuf();
    EXPECT_EQ(text, golden.str()) << path;
  }
}

// The address of a prefix, and so the prefix as any platform writes it.
std::string NetworkOf(const Value& prefix) { return TextAt(prefix, "network"); }

void ExpectSession(const Value& session, const std::string& text) {
  EXPECT_THAT(text, HasSubstr(TextAt(session, "local_address")));
  EXPECT_THAT(text, HasSubstr(TextAt(session, "remote_address")));
  for (const Value& prefix : session.Get("accept").elements()) EXPECT_THAT(text, HasSubstr(NetworkOf(prefix)));
  if (!FlagAt(session, "bgp")) return;
  EXPECT_THAT(text, HasSubstr(TextAt(session, "local_asn")));
  EXPECT_THAT(text, HasSubstr(TextAt(session, "remote_asn")));
  for (const Value& prefix : session.Get("announce").elements()) EXPECT_THAT(text, HasSubstr(NetworkOf(prefix)));
  const std::string secret = TextAt(session, "secret");
  if (!secret.empty()) {
    EXPECT_THAT(text, HasSubstr(secret));
  }
  for (const char* name : {"hold", "accept_limit", "announce_limit", "local_preference"}) {
    if (const auto number = NumberAt(session, name)) {
      EXPECT_THAT(text, HasSubstr(std::to_string(*number))) << name;
    }
  }
  if (FlagAt(session, "accept_any")) {
    EXPECT_THAT(text, HasSubstr("everything is accepted"));
  }
  if (!FlagAt(session, "accepts")) {
    EXPECT_THAT(text, HasSubstr("nothing is accepted"));
  }
  if (!FlagAt(session, "announces")) {
    EXPECT_THAT(text, HasSubstr("nothing is announced"));
  }
  const Value& bfd = session.Get("bfd");
  if (bfd.is_null()) return;
  EXPECT_THAT(text, HasSubstr(std::to_string(*NumberAt(bfd, "min_transmit_interval"))));
}

// Whatever the links are, each fact of the model is in what each platform is told.
TEST(RenderTest, EachFactIsInEachPlatform) {
  for (std::uint64_t seed = 0; seed < 12; ++seed) {
    const auto random = SeededRandom(seed);
    std::vector<Value> links;
    RouterOptions options;
    for (int i = 0; i < 1 + static_cast<int>(random->Below(3)); ++i) {
      links.push_back(LinkOf(AnyLink(*random, i)).value());
      options.ports["any" + std::to_string(i)] = "port" + std::to_string(i);
    }
    if (random->Below(2) == 0) options.preferred = {"any0"};
    const auto router = RouterOf(links, options);
    ASSERT_TRUE(router.ok()) << seed << ": " << router.status().ToString();
    for (const Platform& platform : Platforms()) {
      SCOPED_TRACE(std::to_string(seed) + " " + std::string(platform.name));
      const std::string text = Rendered(*router, platform.name);
      EXPECT_THAT(text, Not(HasSubstr("{{")));
      for (const Value& link : router->Get("links").elements()) {
        EXPECT_THAT(text, HasSubstr(std::to_string(*NumberAt(link, "vlan"))));
        if (const auto mtu = NumberAt(link, "mtu")) {
          EXPECT_THAT(text, HasSubstr(std::to_string(*mtu)));
        }
        for (const Value& session : link.Get("sessions").elements()) ExpectSession(session, text);
      }
    }
  }
}

TEST(RenderTest, NoNameSaysAnythingInAConfiguration) {
  LinkInput link = KeyedLink();
  const std::string evil = "x\nneighbor 1.2.3.4 remote-as 1 */ } ;\"'";
  link.object = "";
  for (const char* name : {"name", "region", "id", "connection_id", "gateway_id"}) link.interface.Put(name, Text(evil));
  for (const char* name : {"location", "device", "logical_device"}) link.connection_of_link.Put(name, Text(evil));
  const Value router = RouterOf({LinkOf(link).value()}, {}).value();
  for (const Platform& platform : Platforms()) {
    const std::string text = Rendered(router, platform.name);
    EXPECT_THAT(text, Not(HasSubstr("\nneighbor 1.2.3.4"))) << platform.name;
    EXPECT_THAT(text, Not(HasSubstr("remote-as 1 */"))) << platform.name;
  }
}

TEST(RenderTest, KeysAreWrittenOnlyWhereTheyAreGiven) {
  const Value router = SampleRouter();
  for (const Platform& platform : Platforms()) {
    const std::string& text = BuiltInTemplates().find(platform.name)->second;
    EXPECT_THAT(Rendered(router, platform.name), HasSubstr("REPLACE-WITH-KEY-OF-prod-ipv4"));
    const auto keyed = Render({&router, platform.name, text, {{"virtual_interface.prod", "0xKey_1.2"}}});
    ASSERT_TRUE(keyed.ok()) << keyed.status().ToString();
    EXPECT_THAT(*keyed, HasSubstr("0xKey_1.2"));
    EXPECT_THAT(*keyed, HasSubstr("REPLACE-WITH-KEY-OF-prod-ipv6"));  // nobody gave that one
    for (const std::string& bad : {std::string("with space"), std::string("line\nbreak"), std::string(81, 'k')}) {
      const auto refused = Render({&router, platform.name, text, {{"virtual_interface.prod", bad}}});
      ASSERT_FALSE(refused.ok()) << platform.name;
      EXPECT_THAT(refused.status().message(), Not(HasSubstr(bad)));
    }
    for (const char c : platform.no_key_has) {
      const std::string bad = std::string("abcdef") + c;
      EXPECT_FALSE(Render({&router, platform.name, text, {{"virtual_interface.prod", bad}}}).ok()) << platform.name;
    }
  }
}

TEST(RenderTest, ASlipInATemplateIsSaid) {
  EXPECT_THAT(CheckTemplate("a\n{{#links}}{{vlam}}{{/links}}").message(), HasSubstr("line 2"));
  EXPECT_THAT(CheckTemplate("{{#links}}{{vlam}}{{/links}}").message(), HasSubstr("did you mean vlan?"));
  EXPECT_FALSE(CheckTemplate("{{#links}}").ok());
  EXPECT_FALSE(CheckTemplate("{{> other}}").ok());
  EXPECT_TRUE(CheckTemplate("{{! words }}{{#links}}{{bfd.hops}} {{{secret}}}{{&name}}{{/links}}").ok() ||
              !CheckTemplate("{{bfd.hops}}").ok());
}

TEST(RenderTest, LinesOfSectionsAloneLeaveNone) {
  const Value router = SampleRouter();
  const std::string text =
      "a\n  {{#has_bgp}}\nb\n\n{{/has_bgp}}\n{{#name}}\n{{#several_links}}{{/several_links}}c\n{{/name}}\nd\n";
  EXPECT_EQ(Render({&router, "own", text, {}}).value(), "a\nb\n\nc\nd\n");
}

// What is not there is nothing: it is not looked for in what is around it.
TEST(RenderTest, AnAbsentFieldIsNotThatOfTheLink) {
  LinkInput link = TunedLink();
  link.interface.Put("bfd", Value::Null());
  const Value router = RouterOf({LinkOf(link).value()}, {}).value();
  const auto text =
      Render({&router, "own", "{{#links}}{{#sessions}}[{{bandwidth}}{{#bfd}}bfd{{/bfd}}]{{/sessions}}{{/links}}", {}});
  EXPECT_EQ(text.value(), "[]");
}

}  // namespace
}  // namespace ic::router
